/**
 * What questions to the catalog cost in WebAssembly, under Node: which of all actions each AWS managed policy allows, and
 * searches over all actions. `node tests/wasm/catalog-bench.mjs BINDINGS.js ACTIONS.txt MANAGED.jsonl.gz`; the bindings are
 * built as for `bench.mjs`.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";

const [bindings, actions, managed] = process.argv.slice(2);
if (!managed) throw new Error("usage: catalog-bench.mjs BINDINGS.js ACTIONS.txt MANAGED.jsonl.gz");
const { BenchCatalog } = createRequire(import.meta.url)(resolve(bindings));
if (!BenchCatalog) throw new Error("the bindings were built without `--features bench`");

/** The goal for which actions a policy allows, for any managed policy. */
const GOAL_MS = 16;
const SAMPLES = 9;

/** The quickest of some runs. @param {() => number} run */
const least = (run) => Math.min(...Array.from({ length: SAMPLES }, run));

const text = readFileSync(actions, "utf8");
const start = performance.now();
const catalog = new BenchCatalog(text);
console.log(`read all actions: ${(performance.now() - start).toFixed(1)} ms`);

const lines = gunzipSync(readFileSync(managed)).toString("utf8").trim().split("\n");
const times = lines.map((line) => {
  const { name, document } = JSON.parse(line);
  const policy = JSON.stringify(document);
  return { name, ms: least(() => catalog.reach(policy, 1)) };
}).sort((a, b) => b.ms - a.ms);
const median = times[times.length >> 1]?.ms ?? 0;
console.log(`which of all actions a policy allows, over ${times.length} managed policies: median ${median.toFixed(2)} ms`);
for (const { name, ms } of times.slice(0, 5)) {
  console.log(`  ${name}: ${ms.toFixed(2)} ms${ms > GOAL_MS ? ` – over the goal of ${GOAL_MS} ms` : ""}`);
}
for (const typed of ["g", "get", "getobject", "s3:gobj"]) {
  console.log(`search for ${typed}: ${least(() => catalog.search(typed, 1)).toFixed(2)} ms`);
}
