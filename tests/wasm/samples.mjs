/**
 * TypeScript that assigns real reports to the declared types. All reports of all cases would be some hundred megabytes; from lists only those
 * elements are kept that have something new: a field, a kind of value, or a word of an enumeration at a place where none had it before.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** More different texts than that at one place are no enumeration. */
const ENUMERATION = 25;

/**
 * @param {typeof import("../../crates/iam-wasm/npm/index.js")} iam
 * @param {string} folder
 */
export function typedSamples(iam, folder) {
  const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".json")).sort();
  const values = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const { policies } = JSON.parse(text);
    const kinds = [["Report", iam.evaluate(text)]];
    if (kinds[0][1].requests.length > 0) kinds.push(["WhatIfs", iam.whatIf(text, 0)], ["KeySensitivity[]", iam.sensitivity(text, 0)]);
    for (const { document, type } of policies ?? []) {
      const written = typeof document === "string" ? document : JSON.stringify(document);
      kinds.push(["ParsedPolicy", iam.parsePolicy(written, { type })], ["LintResult", iam.lint(written, { type })]);
    }
    return kinds;
  });

  /** The texts at each place. @type {Map<string, Set<string>>} */
  const texts = new Map();
  for (const [kind, value] of values) gather(value, kind, texts);

  const seen = new Set();
  const kept = values.flatMap(([kind, value]) => {
    const before = seen.size;
    const sample = pruned(value, kind, texts, seen);
    return seen.size > before ? [`  const _${before}: ${kind} = ${JSON.stringify(sample)};\n  use(_${before});`] : [];
  });
  const source = `import type { KeySensitivity, LintResult, ParsedPolicy, Report, WhatIfs } from "iam-wasm";
declare function use(value: unknown): void;
export function samples(): void {\n${kept.join("\n")}\n}\n`;
  return { source, reports: files.length };
}

/** @param {unknown} value @param {string} at @param {Map<string, Set<string>>} texts */
function gather(value, at, texts) {
  if (typeof value === "string") {
    const known = texts.get(at) ?? new Set();
    if (known.size <= ENUMERATION) texts.set(at, known.add(value));
  } else if (Array.isArray(value)) {
    for (const inner of value) gather(inner, `${at}[]`, texts);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value)) gather(inner, place(at, name), texts);
  }
}

/** Requirements nest; each level is the same type. @param {string} at @param {string} name */
const place = (at, name) => `${at}.${name}`.replaceAll(/(\.of\[\])+/g, ".of[]");

/**
 * The value without the elements of its lists in which nothing is new; adds to `seen` what it has.
 * @param {unknown} value @param {string} at @param {Map<string, Set<string>>} texts @param {Set<string>} seen
 */
function pruned(value, at, texts, seen) {
  if (Array.isArray(value)) {
    if (value.length === 0) seen.add(`${at}=[]`);
    return value.flatMap((inner) => {
      const before = seen.size;
      const kept = pruned(inner, `${at}[]`, texts, seen);
      return seen.size > before ? [kept] : [];
    });
  }
  if (typeof value !== "object" || value === null) {
    const word = typeof value === "string" && (texts.get(at)?.size ?? 0) <= ENUMERATION;
    seen.add(`${at}=${word ? value : value === null ? null : typeof value}`);
    return value;
  }
  seen.add(`${at}{${Object.keys(value)}}`);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, pruned(inner, place(at, name), texts, seen)]));
}
