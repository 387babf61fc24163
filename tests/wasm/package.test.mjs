/**
 * The package that `cargo xtask npm` makes: its README's snippets, its types, its size, its errors; in Node, in Deno, in a browser and through a bundler.
 * `node --test tests/wasm/package.test.mjs`
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { serve } from "../e2e/server.mjs";
import { typedSamples } from "./samples.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "target/npm/iam-wasm");
const file = (name) => join(folder, name);
const program = () => readFileSync(file("iam_wasm_bg.wasm"));

/** What a user downloads of it, Brotli, in bytes. */
const BUDGET = 250_000;

/** A project that has the package among its modules. */
const project = mkdtempSync(join(tmpdir(), "iam-wasm-"));
/** @type {typeof import("../../crates/iam-wasm/npm/index.js")} */
let iam;

before(async () => {
  mkdirSync(join(project, "node_modules"));
  symlinkSync(folder, join(project, "node_modules/iam-wasm"), "dir");
  writeFileSync(join(project, "package.json"), `{ "type": "module" }`);
  const resolve = createRequire(join(project, "package.json")).resolve;
  iam = await import(pathToFileURL(resolve("iam-wasm")).href);
  assert.throws(() => iam.decide("{}"), { code: "init" });
  assert.throws(() => new iam.Catalog(), { code: "init" });
  await assert.rejects(iam.default(new Uint8Array([1, 2, 3])), { code: "init" });
  await Promise.all([iam.default(), iam.default()]);
});

after(() => rmSync(project, { recursive: true }));

/** What runs a module, and with which arguments before its name. Deno may read files, and nothing else. */
const runtimes = /** @type {const} */ ({
  Node: [process.execPath, []],
  Deno: [fileURLToPath(new URL("node_modules/.bin/deno", import.meta.url)), ["run", "--quiet", "--no-prompt", "--allow-read"]],
});

/** Runs a module in the project and gives what it printed. @param {string} name @param {string} text @param {keyof typeof runtimes} runtime */
function run(name, text, runtime = "Node") {
  writeFileSync(join(project, name), text);
  const [program, options] = runtimes[runtime];
  const { status, stdout, stderr } = spawnSync(program, [...options, name], { cwd: project, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  assert.equal(status, 0, stderr);
  return stdout;
}

test("what a user downloads is within its budget", () => {
  const code = readdirSync(folder).filter((name) => /\.(js|wasm)$/.test(name));
  const total = code.reduce((sum, name) => sum + brotliCompressSync(readFileSync(file(name))).length, 0);
  console.log(`package: ${total} of ${BUDGET} bytes, Brotli`);
  assert.ok(total <= BUDGET, `${total} bytes are over the budget of ${BUDGET}`);
});

const snippets = [...readFileSync(file("README.md"), "utf8").matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);

test("the README has five snippets", () => assert.equal(snippets.length, 5));
for (const runtime of /** @type {(keyof typeof runtimes)[]} */ (Object.keys(runtimes))) {
  for (const [index, code] of snippets.entries()) {
    test(`snippet ${index + 1} of the README prints in ${runtime} what it says`, () => {
      const bare = (text) => text.replaceAll(/["'\s]/g, "");
      const printed = bare(run(`snippet-${index}.js`, code, runtime));
      const said = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].flatMap(([, line]) => line.split("…")).map(bare);
      for (const part of said) assert.ok(printed.includes(part), `${JSON.stringify(part)} is not in ${printed}`);
    });
  }
}

test("types fit what is given", () => {
  const { source, reports } = typedSamples(iam, join(root, "tests/cases"));
  assert.ok(reports > 300, `${reports} cases`);
  const types = join(project, "types");
  mkdirSync(types);
  writeFileSync(join(types, "reports.ts"), source);
  writeFileSync(join(types, "usage.ts"), readFileSync(new URL("usage.ts", import.meta.url)));
  writeFileSync(join(types, "tsconfig.json"), JSON.stringify({
    compilerOptions: {
      strict: true, exactOptionalPropertyTypes: true, noUnusedLocals: true, noEmit: true, module: "nodenext", target: "es2022",
      lib: ["es2022", "dom"], types: [],
    },
  }));
  const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", types], { encoding: "utf8" });
  assert.equal(status, 0, stdout.slice(0, 4000));
});

test("every function that is declared is there, and none else", () => {
  const declared = ["types.d.ts", "index.d.ts"].flatMap((name) => {
    const found = readFileSync(file(name), "utf8").matchAll(/^export (?:function|class) (\w+)/gm);
    return [...found].map(([, word]) => word);
  });
  assert.deepEqual(Object.keys(iam).sort(), ["default", ...new Set(declared)].sort());
});

const user = "arn:aws:iam::111122223333:user/alice";
const scenario = (document, request = {}) => JSON.stringify({
  version: 1,
  policies: [{ type: "identity", document }],
  requests: [{ principal: user, action: "s3:GetObject", resource: { arn: "arn:aws:s3:::b/k", account: "111122223333" }, ...request }],
});
const allow = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

test("errors have codes", () => {
  const freed = iam.prepare(scenario(allow));
  freed.free();
  freed.free();
  const rows = [
    [() => iam.evaluate(undefined), "argument"],
    [() => iam.evaluate({}), "argument"],
    [() => iam.whatIf(scenario(allow), -1), "argument"],
    [() => iam.whatIf(scenario(allow), 7), "request"],
    [() => iam.evaluate(scenario(allow), { positions: 8 }), "options"],
    [() => iam.parsePolicy("{}", { type: "identität" }), "options"],
    [() => iam.parsePolicy("{}", { type: "identity", trust: true }), "options"],
    [() => iam.lint("{}", { attachedTo: [1] }), "options"],
    [() => iam.lint("{}", { catalog: {} }), "options"],
    [() => iam.decodeLink("#9.abc"), "link/version"],
    [() => iam.decodeLink("x".repeat(10_000_000)), /^link\//],
    [() => iam.encodeLink("[]"), /^scenario\//],
    [() => iam.prepare(scenario(allow)).decide(1), "request"],
    [() => iam.prepare(scenario(allow)).decide("s3:GetObject"), "argument"],
    [() => iam.prepare(scenario(allow)).decide({ action: 1 }), /^scenario\//],
    [() => freed.decide(0), "freed"],
    [() => new iam.Catalog().add("nothing"), "catalog"],
  ];
  for (const [call, code] of rows) assert.throws(call, (error) => error instanceof Error && (code === error.code || code.test?.(error.code)), `${call}`);
  assert.throws(() => iam.decide(`{ "version": 1,\n "policies": [{ "type": "no" }] }`), { path: "policies[0].type", line: 2 });
});

test("a prepared scenario decides as the scenario does", () => {
  const text = scenario(allow);
  const prepared = iam.prepare(text);
  assert.equal(prepared.length, 1);
  assert.deepEqual(prepared.decideAll(), iam.decide(text));
  assert.equal(prepared.decide({ principal: "*", action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }), "implicit-deny");
  assert.equal(prepared.decide(0), "allow", "its own request is back");
  prepared.free();
});

test("a catalog tells findings about a service", () => {
  const catalog = new iam.Catalog();
  const policy = `{ "Version": "2012-10-17", "Statement": { "Sid": "é😀", "Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "*" } }`;
  assert.deepEqual(iam.lint(policy).missing, ["s3"]);
  assert.equal(catalog.add(readFileSync(join(root, "crates/iam-catalog/data/services/s3.txt"), "utf8")), "s3");
  const { findings, missing } = iam.lint(policy, { catalog });
  assert.deepEqual(missing, []);
  const found = findings.find(({ code }) => code === "INVALID_ACTION");
  assert.equal(policy.slice(found.span.start, found.span.end), `"s3:GetObjekt"`);
  catalog.free();
});

test("names from outside change no prototype", () => {
  const keys = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const context = `{ ${keys.map((key) => `"${key}": "polluted"`).join(", ")} }`;
  const policy = `{ "Version": "2012-10-17", "__proto__": { "polluted": 1 }, "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*",
    "Condition": { "StringEquals": { "__proto__": "polluted", "constructor": "polluted" }, "__proto__": { "polluted": "1" } } }] }`;
  const text = `{ "version": 1, "__proto__": { "polluted": 1 }, "policies": [{ "type": "identity", "name": "__proto__", "document": ${policy} }],
    "requests": [{ "principal": "${user}", "action": "s3:GetObject", "resource": "*", "context": ${context} }] }`;
  const report = iam.evaluate(text);
  const names = report.requests[0].keys.map(({ name }) => name);
  for (const key of keys) assert.ok(names.some((name) => name.toLowerCase() === key.toLowerCase()), `${key} is not among ${names}`);
  iam.parsePolicy(policy);
  iam.lint(policy);
  iam.whatIf(text, 0);
  iam.sensitivity(text, 0);
  const back = iam.decodeLink(iam.encodeLink(text));
  assert.ok(Object.hasOwn(JSON.parse(back).requests[0].context, "__proto__"), "kept as data");
  const prepared = iam.prepare(text);
  prepared.decide(JSON.parse(text).requests[0]);
  assert.equal({}.polluted, undefined);
  assert.deepEqual(Object.keys(Object.prototype), []);
  const plain = (value) => {
    if (typeof value !== "object" || value === null) return;
    assert.ok([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value)));
    Object.values(value).forEach(plain);
  };
  plain(report);
});

test("texts that are not well formed are read", () => {
  const half = `{ "Statement": [{ "Sid": "\ud800", "Effect": "Allow" `;
  assert.throws(() => iam.decide(scenario(half)), { code: "json/lone-surrogate" }, "JSON.stringify writes it as an escape");
  const text = scenario(half).replace("\\ud800", "\ud800");
  assert.equal(iam.decide(text)[0], "error");
  const [{ diagnostics }] = iam.evaluate(text).policies;
  assert.ok(diagnostics.length > 0);
  assert.equal(iam.parsePolicy("\udfff{").valid, false);
  assert.equal(iam.parsePolicy("[".repeat(1_000_000)).valid, false);
});

test("it starts from bytes, a module and an address", () => {
  const start = (how) => `
    import { readFileSync } from "node:fs";
    import init, { initSync, decide } from "iam-wasm";
    const bytes = readFileSync(${JSON.stringify(file("iam_wasm_bg.wasm"))});
    ${how};
    console.log(decide(${JSON.stringify(scenario(allow))})[0]);`;
  const ways = [
    "await init(bytes)", "await init(new WebAssembly.Module(bytes))", "initSync(bytes)", "initSync(new WebAssembly.Module(bytes))",
    `await init(${JSON.stringify(pathToFileURL(file("iam_wasm_bg.wasm")).href)})`,
    `await init(Promise.resolve(new Response(bytes, { headers: { "content-type": "application/wasm" } })))`,
    "initSync(bytes); await init()",
  ];
  for (const [index, way] of ways.entries()) assert.equal(run(`start-${index}.js`, start(way)), "allow\n", way);
});

test("it runs in a browser, plain and bundled, under a strict policy", async () => {
  const bundler = createRequire(join(root, "web/editor/package.json"))("esbuild");
  const use = (from) => `import init, { decide } from "${from}";
    await init();
    document.title = decide(${JSON.stringify(scenario(allow))})[0];`;
  writeFileSync(join(project, "entry.js"), use("iam-wasm"));
  const bundled = await bundler.build({ entryPoints: [join(project, "entry.js")], bundle: true, format: "esm", platform: "browser", write: false, preserveSymlinks: true });
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'";
  const html = (script) => `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="${script}"></script>`;
  const extra = { "/plain.html": html("use.js"), "/use.js": use("./index.js"), "/bundled.html": html("bundle.js"), "/bundle.js": bundled.outputFiles[0].text };
  const server = await serve(folder, extra);
  const { chromium } = await import(pathToFileURL(createRequire(join(root, "tests/e2e/package.json")).resolve("playwright-core")).href).then((module) => module.default ?? module);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  try {
    for (const name of ["plain.html", "bundled.html"]) {
      const page = await browser.newPage();
      const problems = [];
      page.on("console", (message) => problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(`${server.origin}/${name}`);
      await page.waitForFunction(() => document.title !== "", undefined, { timeout: 10_000 }).catch(() => {});
      assert.deepEqual([await page.title(), problems], ["allow", []], name);
    }
  } finally {
    await browser.close();
    await server.close();
  }
});
