/** What a visitor downloads, compressed as a static host does it, against the budgets. `node tests/sizes.mjs FOLDER`. */
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/**
 * In bytes: a kB is 1000 of them. A download may not grow beyond its budget. The page's goal is 190 kB, which it has not reached;
 * each change that makes it smaller lowers the budget to what it weighs.
 */
const budgets = { page: 270_000, editor: 115_000 };
const goals = { page: 190_000, editor: 115_000 };

/** What the page fetches before the first verdict; everything else is fetched later or never. */
const first = new Set([".html", ".js", ".css", ".wasm"]);

const folder = process.argv[2] ?? "dist";
const total = { page: 0, editor: 0 };
const rows = [];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !first.has(extname(entry.name))) continue;
  const body = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } };
  const brotli = brotliCompressSync(body, options).length;
  const part = entry.name === "editor.js" ? "editor" : "page";
  total[part] += brotli;
  rows.push({ part, file: entry.name, bytes: body.length, brotli });
}

const width = Math.max(...rows.map(({ file }) => file.length), 20);
const line = (part, file, bytes, brotli) => console.log(`${part.padEnd(7)} ${file.padEnd(width)} ${String(bytes).padStart(10)} ${String(brotli).padStart(10)}`);
line("part", "file", "bytes", "brotli");
for (const { part, file, bytes, brotli } of rows.sort((a, b) => b.brotli - a.brotli)) line(part, file, bytes, brotli);
let over = false;
for (const part of /** @type {const} */ (["page", "editor"])) {
  const within = total[part] > 0 && total[part] <= budgets[part];
  over ||= !within;
  const goal = total[part] > goals[part] ? `, ${total[part] - goals[part]} over the goal of ${goals[part]}` : "";
  console.log(`${part}: ${total[part]} of ${budgets[part]} bytes${goal}${within ? "" : total[part] === 0 ? " – NOTHING BUILT" : " – OVER BUDGET"}`);
}
process.exit(over ? 1 : 0);
