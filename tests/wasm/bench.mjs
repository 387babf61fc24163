/**
 * What one keystroke costs in WebAssembly: the steps and workloads of `cargo bench -p iam-core`, under Node.
 * `node tests/wasm/bench.mjs BINDINGS.js WORKLOADS` prints a table of medians.
 *
 * What it needs, from the root of the repository (`cargo xtask bench` does all of it):
 *   cargo build -p iam-wasm --features bench --target wasm32-unknown-unknown --release
 *   wasm-bindgen --target nodejs --out-dir target/iam-wasm-bench target/wasm32-unknown-unknown/release/iam_wasm.wasm
 *   node tests/wasm/bench.mjs target/iam-wasm-bench/iam_wasm.js crates/iam-core/benches/workloads
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [bindings, folder] = process.argv.slice(2);
if (!bindings || !folder) throw new Error("usage: bench.mjs BINDINGS.js WORKLOADS");
const { bench, evaluate } = createRequire(import.meta.url)(resolve(bindings));
if (!bench) throw new Error("the bindings were built without `--features bench`");

const WORKLOADS = ["small", "seven-types", "largest-managed-policy"];
const STEPS = ["read scenario", "parse policies", "prepare", "decide", "report", "text to report", "text to object"];

/** How long each sample takes at least, and how many there are. */
const SAMPLE_MS = 40;
const SAMPLES = 11;

/** Milliseconds of some iterations. @param {string} step @param {string} text @param {number} iterations */
function run(step, text, iterations) {
  if (step !== "text to object") return bench(step, text, iterations);
  const start = performance.now();
  for (let i = 0; i < iterations; i++) evaluate(text);
  return performance.now() - start;
}

/** The median time of one iteration, in microseconds. @param {string} step @param {string} text */
function measure(step, text) {
  let iterations = 1;
  while (run(step, text, iterations) < SAMPLE_MS) iterations *= 2;
  const samples = Array.from({ length: SAMPLES }, () => run(step, text, iterations) / iterations);
  samples.sort((a, b) => a - b);
  return samples[SAMPLES >> 1] * 1000;
}

/** @param {number} us */
function shown(us) {
  if (us < 1) return `${(us * 1000).toPrecision(3)} ns`;
  return us < 1000 ? `${us.toPrecision(3)} µs` : `${(us / 1000).toPrecision(3)} ms`;
}

console.log(`${"WebAssembly".padEnd(16)}${WORKLOADS.map((name) => name.padStart(24)).join("")}`);
const texts = WORKLOADS.map((name) => readFileSync(join(folder, `${name}.json`), "utf8"));
for (const step of STEPS) {
  console.log(`${step.padEnd(16)}${texts.map((text) => shown(measure(step, text)).padStart(24)).join("")}`);
}
