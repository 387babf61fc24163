/**
 * Runs every case through the bindings under Node and through the command line, and compares the reports byte for byte.
 * `node tests/wasm/parity.mjs BINDINGS.js IAM-EVAL CASES`; closes with `N passed, N failed`, counting the files.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [bindings, program, folder] = process.argv.slice(2);
if (!bindings || !program || !folder) throw new Error("usage: parity.mjs BINDINGS.js IAM-EVAL CASES");
const { evaluate } = createRequire(import.meta.url)(resolve(bindings));

/** A file that is refused has its refusal compared. @param {string} path */
function native(path) {
  return execFileSync(resolve(program), ["eval", "--format", "json", path], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

/** Where two texts part, with a little before and after. @param {string} a @param {string} b */
function parting(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return `at ${at}:\n  native ${around(a)}\n  wasm   ${around(b)}`;
}

const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".json")).sort();
let failed = 0;
for (const name of files) {
  const path = join(folder, name);
  try {
    // The command line lays its JSON out for people; laid out alike, the texts must be the same.
    const expected = native(path).trim();
    const report = JSON.stringify(evaluate(readFileSync(path, "utf8")), null, 2);
    if (report !== expected) throw new Error(parting(expected, report));
  } catch (error) {
    failed++;
    console.log(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || files.length === 0 ? 1 : 0);
