/** What the page fetches of the catalog, compressed as a static host does it, against the budgets. `node tests/catalog-sizes.mjs FOLDER`. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** In bytes: a kB is 1000 of them. */
const budgets = { "index.txt": 10_000, "median service": 2_000, "largest service": 25_000, "actions.txt": 130_000 };

const folder = process.argv[2] ?? "crates/iam-catalog/data";
const size = (name) => {
  const body = readFileSync(join(folder, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return brotliCompressSync(body, { params }).length;
};
const services = readdirSync(join(folder, "services")).map((name) => size(join("services", name))).sort((a, b) => a - b);
const sizes = {
  "index.txt": size("index.txt"),
  "median service": services[services.length >> 1] ?? 0,
  "largest service": services.at(-1) ?? 0,
  "actions.txt": size("actions.txt"),
};
let over = false;
for (const [name, budget] of Object.entries(budgets)) {
  const within = sizes[name] > 0 && sizes[name] <= budget;
  over ||= !within;
  console.log(`${name}: ${sizes[name]} of ${budget} bytes${within ? "" : " – OVER BUDGET"}`);
}
console.log(`${services.length} services: ${services.reduce((sum, one) => sum + one, 0)} bytes`);
process.exit(over ? 1 : 0);
