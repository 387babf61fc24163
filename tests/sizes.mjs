/** What a visitor downloads, compressed as a static host does it, against the budgets. `node tests/sizes.mjs FOLDER`. */
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/**
 * In bytes: a kB is 1000 of them. A download may not grow beyond its budget. When the first does, `cargo xtask profile` may find that less of
 * it runs before the first verdict than before.
 */
const budgets = { first: 190_000, later: 490_000, editor: 115_000, worker: 210_000 };

/** What the page fetches of itself: before the first verdict, right after it, with the editor, or when the editor first asks for something. The rest is fetched when somebody asks for it. */
const extensions = new Set([".html", ".js", ".css", ".wasm"]);
// An embed is the same files with another entry: `embed.html` in place of `index.html`.
const others = { "editor.js": "editor", "iam-playground.js": "element", "embed.html": "entry" };
const part = (name) => others[name] ?? (name.startsWith("iam-playground-worker") ? "worker" : name.endsWith("_later.wasm") ? "later" : "first");
/** What the loader of embeds may weigh, with gzip: it is what other people's pages fetch. */
const elementBudget = 4_000;

const folder = process.argv[2] ?? "dist";
const total = { first: 0, later: 0, editor: 0, worker: 0, element: 0, entry: 0 };
let element = 0;
const rows = [];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !extensions.has(extname(entry.name))) continue;
  const body = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } };
  const brotli = brotliCompressSync(body, options).length;
  total[part(entry.name)] += brotli;
  if (part(entry.name) === "element") element = gzipSync(body, { level: 9 }).length;
  rows.push({ part: part(entry.name), file: entry.name, bytes: body.length, brotli });
}

const width = Math.max(...rows.map(({ file }) => file.length), 20);
const line = (part, file, bytes, brotli) => console.log(`${part.padEnd(7)} ${file.padEnd(width)} ${String(bytes).padStart(10)} ${String(brotli).padStart(10)}`);
line("part", "file", "bytes", "brotli");
for (const row of rows.sort((a, b) => b.brotli - a.brotli)) line(row.part, row.file, row.bytes, row.brotli);
let over = false;
for (const [name, budget] of Object.entries(budgets)) {
  const within = total[name] > 0 && total[name] <= budget;
  over ||= !within;
  console.log(`${name}: ${total[name]} of ${budget} bytes${within ? "" : total[name] === 0 ? " – NOTHING BUILT" : " – OVER BUDGET"}`);
}
const small = element > 0 && element <= elementBudget;
console.log(`element: ${element} of ${elementBudget} bytes with gzip${small ? "" : " – OVER BUDGET OR NOT BUILT"}`);
over ||= !small;
process.exit(over ? 1 : 0);
