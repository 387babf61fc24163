/**
 * What one keystroke costs in WebAssembly: the steps and workloads of `cargo bench -p iam-core --bench figures`, under Node.
 * `node tests/wasm/bench.mjs BINDINGS.js WORKLOADS [NATIVE.json]` prints a table, and with native figures a second one of how
 * many times as long as natively each step takes. A figure is that of the quickest of many short samples, as natively.
 *
 * What it needs, from the root of the repository (`cargo xtask bench` does all of it):
 *   cargo build -p iam-wasm --features bench --target wasm32-unknown-unknown --release
 *   wasm-bindgen --target nodejs --out-dir target/iam-wasm-bench target/wasm32-unknown-unknown/release/iam_wasm.wasm
 *   cargo bench -p iam-core --bench figures -- --json "$PWD/target/native.json"
 *   node tests/wasm/bench.mjs target/iam-wasm-bench/iam_wasm.js crates/iam-core/benches/workloads target/native.json
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [bindings, folder, nativeFile] = process.argv.slice(2);
if (!bindings || !folder) throw new Error("usage: bench.mjs BINDINGS.js WORKLOADS [NATIVE.json]");
const { bench, evaluate } = createRequire(import.meta.url)(resolve(bindings));
if (!bench) throw new Error("the bindings were built without `--features bench`");

const WORKLOADS = ["small", "seven-types", "hardest", "largest-managed-policy"];
const STEPS = ["read scenario", "parse policies", "prepare", "decide", "table", "report", "text to report", "findings", "text to object"];

/** How long each sample takes at least, and for how long samples are taken. */
const SAMPLE_MS = 1;
const TOTAL_MS = 400;

/** Milliseconds of some iterations. @param {string} step @param {string} text @param {number} iterations */
function run(step, text, iterations) {
  if (step !== "text to object") return bench(step, text, iterations);
  const start = performance.now();
  for (let i = 0; i < iterations; i++) evaluate(text);
  return performance.now() - start;
}

/** The time of one iteration in the quickest sample, in microseconds. @param {string} step @param {string} text */
function measure(step, text) {
  let iterations = 1;
  while (run(step, text, iterations) < SAMPLE_MS) iterations *= 2;
  const start = performance.now();
  let least = run(step, text, iterations);
  while (performance.now() - start < TOTAL_MS) least = Math.min(least, run(step, text, iterations));
  return (least / iterations) * 1000;
}

/** @param {number} us */
function shown(us) {
  if (us < 1) return `${(us * 1000).toPrecision(3)} ns`;
  return us < 1000 ? `${us.toPrecision(3)} µs` : `${(us / 1000).toPrecision(3)} ms`;
}

/** @param {string} title @param {string[]} cells */
function row(title, cells) {
  console.log(title.padEnd(16) + cells.map((cell) => cell.padStart(24)).join(""));
}

row("WebAssembly", WORKLOADS);
const texts = WORKLOADS.map((name) => readFileSync(join(folder, `${name}.json`), "utf8"));
const figures = new Map(STEPS.map((step) => [step, texts.map((text) => measure(step, text))]));
for (const [step, times] of figures) row(step, times.map(shown));

if (nativeFile) {
  /** Nanoseconds by `step/workload`. @type {Record<string, number>} */
  const native = JSON.parse(readFileSync(nativeFile, "utf8"));
  console.log("");
  row("times native", WORKLOADS);
  for (const [step, times] of figures) {
    const ratios = times.map((us, index) => (us * 1000) / native[`${step}/${WORKLOADS[index]}`]);
    if (ratios.every(Number.isFinite)) row(step, ratios.map((ratio) => ratio.toFixed(2)));
  }
}
