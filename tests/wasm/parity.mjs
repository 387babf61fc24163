/**
 * Runs every case through the bindings under Node and through the command line, and compares the reports byte for byte;
 * then tries what only the bindings do: decisions, positions, errors.
 * `node tests/wasm/parity.mjs BINDINGS.js IAM-EVAL CASES`; closes with `N passed, N failed`.
 *
 * What it needs, from the root of the repository (`cargo xtask test` does all of it):
 *   cargo build -p iam-cli
 *   cargo build -p iam-wasm --target wasm32-unknown-unknown --profile web
 *   wasm-bindgen --target nodejs --out-dir target/iam-wasm-node target/wasm32-unknown-unknown/web/iam_wasm.wasm
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [bindings, program, folder] = process.argv.slice(2);
if (!bindings || !program || !folder) throw new Error("usage: parity.mjs BINDINGS.js IAM-EVAL CASES");
/** @type {typeof import("../../crates/iam-wasm/types")} */
const { decide, evaluate, sensitivity, whatIf } = createRequire(import.meta.url)(resolve(bindings));

/** The report of the command line, laid out for people. @param {string} text */
function native(text) {
  const { status, stdout, stderr } = spawnSync(resolve(program), ["eval", "--format", "json", "-"], {
    input: text, encoding: "utf8", maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Where two texts part, with a little before and after. @param {string} a @param {string} b */
function parting(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return `at ${at}:\n  native ${around(a)}\n  wasm   ${around(b)}`;
}

/** @param {string} text */
function compare(text) {
  const expected = native(text);
  const report = evaluate(text, { positions: "utf8" });
  const found = JSON.stringify(report, null, 2);
  if (found !== expected) throw new Error(parting(expected, found));
  checkFields(report);
  assert.deepEqual(decide(text), report.requests.map((request) => request.decision));
}

const declared = readFileSync(new URL("../../crates/iam-wasm/types.d.ts", import.meta.url), "utf8");

/** Every field of a report is declared. @param {unknown} value @param {Set<string>} seen */
function checkFields(value, seen = new Set()) {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && !seen.has(name)) {
      seen.add(name);
      if (!new RegExp(`\\b${name}\\??:`).test(declared)) throw new Error(`types.d.ts does not declare \`${name}\``);
    }
    checkFields(inner, seen);
  }
}

/** A scenario with every kind of character in its texts. @param {string} document */
const wide = (document) => JSON.stringify({
  version: 1,
  name: "\u0000\u001f\u007f\u0085\u2028 \"\\/ é 中 😀",
  policies: [{ name: "😀\b\f\n\r\t", type: "identity", document }],
  requests: [{ name: "é\u0001", principal: "*", action: "s3:GetObject", resource: "*" }],
  later: "é",
});

const document = `{ "Sid😀": "é", "Statement": [{ "Sid": "中", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }`;

/** What only the bindings do. @type {Record<string, () => void>} */
const bindingsOnly = {
  "every kind of character": () => compare(wide(document)),
  "a document that is not JSON": () => compare(wide("{ \"é\": oops")),
  "positions count UTF-16 code units": () => {
    const bytes = evaluate(wide(document), { positions: "utf8" }).policies[0];
    const units = evaluate(wide(document)).policies[0];
    const utf8 = new TextEncoder().encode(document);
    const decoded = (span) => new TextDecoder().decode(utf8.slice(span.start, span.end));
    assert.ok(bytes.statements.length + bytes.diagnostics.length > 0);
    for (const kind of ["statements", "diagnostics"]) {
      const texts = units[kind].map(({ span }) => document.slice(span.start, span.end));
      assert.deepEqual(texts, bytes[kind].map(({ span }) => decoded(span)));
    }
    assert.deepEqual(evaluate(wide(document), { positions: "utf16" }).policies[0], units);
  },
  "positions of a requirement count UTF-16 code units": () => {
    const text = `{ "Statement": [{ "Sid": "é😀", "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:SourceVpc": "vpc-1" } } }] }`;
    const scenario = JSON.parse(wide(text));
    scenario.unknownKeys = "open";
    scenario.requests[0].principal = "arn:aws:iam::111122223333:user/alice";
    scenario.requests[0].resource = { arn: "arn:aws:s3:::b/k", account: "111122223333" };
    const { allowedIf } = evaluate(JSON.stringify(scenario)).requests[0].depends;
    assert.equal(allowedIf.kind, "test");
    assert.match(text.slice(allowedIf.span.start, allowedIf.span.end), /^"aws:SourceVpc"/);
  },
  "what would change a decision, in the places of JavaScript strings": () => {
    const scenario = JSON.parse(wide(`{ "Statement": [{ "Sid": "é😀", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*" }] }`));
    scenario.requests[0].principal = "arn:aws:iam::111122223333:user/é";
    scenario.requests[0].resource = { arn: "arn:aws:s3:::b/中", account: "111122223333" };
    const text = JSON.stringify(scenario);
    assert.deepEqual(decide(text), ["implicit-deny"]);
    const { changes, tried } = whatIf(text, 0);
    checkFields(changes);
    assert.ok(tried >= changes.length && changes.length > 0);
    let edited = 0;
    for (const { changes: steps, decision } of changes) {
      if (steps.some(({ kind }) => kind !== "editPolicy")) continue;
      const changed = structuredClone(scenario);
      for (const { policy, edits } of steps) {
        for (const { span, text } of edits.toReversed()) {
          const { document } = changed.policies[policy];
          changed.policies[policy].document = document.slice(0, span.start) + text + document.slice(span.end);
        }
      }
      assert.deepEqual(decide(JSON.stringify(changed)), [decision]);
      edited++;
    }
    assert.ok(edited > 0, "no change edits a policy");
  },
  "what each value of a key decides": () => {
    const scenario = JSON.parse(wide(`{ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:SourceVpc": "vpc-1" } } }] }`));
    scenario.requests[0].principal = "arn:aws:iam::111122223333:user/alice";
    scenario.requests[0].resource = { arn: "arn:aws:s3:::b/k", account: "111122223333" };
    const found = sensitivity(JSON.stringify(scenario), 0);
    checkFields(found);
    const [{ key, options }] = found;
    assert.equal(key, "aws:SourceVpc");
    assert.deepEqual(options.map(({ values, current, decision }) => [values, current, decision]), [
      [[], true, "implicit-deny"], [["vpc-1"], false, "allow"], [["example"], false, "implicit-deny"],
    ]);
  },
  "a request that is not there is an Error": () => {
    for (const call of [whatIf, sensitivity]) assert.throws(() => call(wide(document), 1), { code: "request" });
  },
  "a refused document is an Error": () => {
    const text = `{\n  "version": 1,\n  "policies": [{ "type": "identiti", "document": "" }]\n}`;
    for (const call of [evaluate, decide]) {
      assert.throws(() => call(text), (error) => {
        assert.ok(error instanceof Error);
        assert.match(error.message, /found the text `identiti`, expected one of `identity`/);
        const { code, path, line, column } = error;
        assert.deepEqual({ code, path, line, column }, {
          code: "scenario/unexpected-value", path: "policies[0].type", line: 3, column: 26,
        });
        return true;
      });
    }
    assert.throws(() => evaluate("{"), ({ code }) => code.startsWith("json/"));
  },
  "an unknown option is an Error": () => {
    assert.throws(() => evaluate(wide(document), { positions: "utf32" }), { code: "options" });
    assert.throws(() => evaluate(wide(document), "utf8"), { code: "options" });
  },
};

let passed = 0;
let failed = 0;
/** @param {string} name @param {() => void} body */
function test(name, body) {
  try {
    body();
    passed++;
  } catch (error) {
    failed++;
    console.log(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".json")).sort();
for (const name of files) {
  const path = join(folder, name);
  test(path, () => compare(readFileSync(path, "utf8")));
}
for (const [name, body] of Object.entries(bindingsOnly)) test(name, body);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || files.length === 0 ? 1 : 0);
