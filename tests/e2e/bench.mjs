/**
 * What the built page costs in a browser. `node tests/e2e/bench.mjs [--edits N] [--only keys|pause|requests|memory]`, or `cargo xtask bench --web`.
 *
 * Each figure is taken with the processor as it is and slowed down four times (what Chromium's tools call throttling), as a phone would be.
 * The browser does not wait for a display, so that `painted` is from the key's event until its frame is handed over, and nothing else.
 * Of several rounds that in which the slowest keys were the quickest counts for `painted`: others on the machine only ever add to it.
 * `work` is the time that the main thread works for a key, without what others on the machine take of it; `script` is the part that is code.
 */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";

import { editor, openFile, verdict } from "./page.mjs";
import { root, serve } from "./server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const { values } = parseArgs({ options: { edits: { type: "string", default: "2000" }, only: { type: "string" } } });
const wanted = (part) => !values.only || values.only === part;

const rounds = 6;
const keys = 20;
const workloads = join(root, "crates/iam-core/benches/workloads");
const examples = join(root, "web/examples");
const slowdowns = [1, 4];

/** The first policy of a scenario, in an editor with nothing around it: what a key costs before anything of ours runs. */
const alone = (text) => {
  const [{ document }] = JSON.parse(text).policies;
  const doc = typeof document === "string" ? document : JSON.stringify(document, null, 2);
  return `import { mount } from "./editor.js";
    mount(document.querySelector("main"), { doc: ${JSON.stringify(doc)}, label: "Alone, JSON", onChange() {} });`;
};
const aloneHtml = (script) => `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="alone.css"><main></main><script type="module" src="${script}"></script>`;
const extra = { "/alone.css": "main, .cm-editor { width: 560px; height: 700px }" };
for (const [name, file] of [["first", join(examples, "cross-account-read.json")], ["largest", join(workloads, "largest-managed-policy.json")]]) {
  extra[`/alone-${name}.js`] = alone(await readFile(file, "utf8"));
  extra[`/alone-${name}.html`] = aloneHtml(`alone-${name}.js`);
}
const server = await serve(join(root, "dist"), extra);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});

/** What the page is watched with: keys, long tasks, timers and the program's memory. Runs before anything of the page. */
function watch() {
  const seen = { painted: [], long: [], timers: [], memory: undefined, settled: true };
  window.seen = seen;
  const frame = new MessageChannel();
  let start = 0;
  frame.port1.onmessage = () => {
    seen.painted.push(performance.now() - start);
    seen.settled = true;
  };
  addEventListener("keydown", (event) => {
    start = event.timeStamp;
    seen.settled = false;
    requestAnimationFrame(() => frame.port2.postMessage(0));
  }, true);
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
  const { setTimeout: real } = window;
  window.setTimeout = (call, ...rest) => real((...given) => {
    const begin = performance.now();
    call(...given);
    seen.timers.push(performance.now() - begin);
  }, ...rest);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const program = await made.apply(WebAssembly, given);
      const { exports } = program.instance ?? program;
      seen.memory ??= exports.memory;
      return program;
    };
  }
}

/** A page that is watched. */
async function visit(path) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watch);
  await page.goto(server.origin + path);
  return page;
}

/** A page that shows a scenario, with the caret in its first policy, and the conversation with its browser. */
async function prepare(scenario, slowdown) {
  const page = await visit("/");
  await verdict(page).waitFor();
  if (scenario) {
    await openFile(page, scenario);
    await page.getByRole("log", { name: "Notices" }).getByRole("listitem").first().waitFor();
  }
  return begin(page, slowdown);
}

/** An editor with nothing around it. */
async function prepareAlone(name, slowdown) {
  return begin(await visit(`/alone-${name}.html`), slowdown);
}

/** Puts the caret into the first editor, types until all is warm, and slows the processor down. */
async function begin(page, slowdown) {
  await editor(page, "").first().click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("End");
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  // What the page does after it has opened, and what its code is compiled to once it runs often, is no part of a keystroke.
  await type(page, session, 10);
  await page.waitForTimeout(1_500);
  await page.evaluate(() => Object.assign(window.seen, { painted: [], long: [], timers: [] }));
  return { page, session };
}

async function metrics(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
}

/** Types a space and takes it back, so that the policy stays what it is and everything is worked out again. */
async function type(page, session, count) {
  const work = [];
  const script = [];
  let before = await metrics(session);
  for (let typed = 0; typed < count; typed++) {
    await page.keyboard.press(typed % 2 === 0 ? "Space" : "Backspace");
    await page.waitForFunction(() => window.seen.settled);
    const after = await metrics(session);
    work.push(after.TaskDuration - before.TaskDuration);
    script.push(after.ScriptDuration - before.ScriptDuration);
    before = after;
  }
  return { work, script };
}

/** Types in rounds: see above. */
async function typeInRounds(page, session, count) {
  const found = { painted: [], work: [], script: [], long: [] };
  for (let round = 0; round < count; round++) {
    await page.evaluate(() => Object.assign(window.seen, { painted: [], long: [] }));
    const { work, script } = await type(page, session, keys);
    const { painted, long } = await seenOf(page);
    found.work.push(...work);
    found.script.push(...script);
    found.long.push(...long);
    if (found.painted.length === 0 || at(painted, 0.95) < at(found.painted, 0.95)) found.painted = painted;
  }
  return found;
}

const seenOf = (page) => page.evaluate(() => ({ painted: window.seen.painted, long: window.seen.long, timers: window.seen.timers }));
const at = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0;
const ms = (value) => `${value.toFixed(1)} ms`;
const tasks = (long) => (long.length ? `${long.length}, to ${Math.max(...long).toFixed(0)} ms` : "none");

/** Prints a table: the first column to the left, the others to the right. */
function print(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  console.log(`\n${title}`);
  for (const row of rows) console.log(row.map((cell, column) => (column ? cell.padStart(widths[column] + 2) : cell.padEnd(widths[column]))).join(""));
}

const named = (name, slowdown) => (slowdown === 1 ? name : `${name}, slowed ${slowdown} times`);

async function keystrokes() {
  const rows = [["keystroke", "painted p50", "painted p95", "work p50", "work p95", "script p50", "tasks over 50 ms"]];
  const row = (name, { painted, long, work, script }) =>
    rows.push([name, ms(at(painted, 0.5)), ms(at(painted, 0.95)), ms(at(work, 0.5)), ms(at(work, 0.95)), ms(at(script, 0.5)), tasks(long)]);
  const all = (await readdir(examples)).filter((name) => name.endsWith(".json") && name !== "gallery.json").sort();
  const some = all.filter((_, index) => index % 7 === 0);
  for (const slowdown of slowdowns) {
    for (const [name, file] of [["first example", null], ["seven types", "seven-types.json"], ["152 kB policy", "largest-managed-policy.json"]]) {
      const { page, session } = await prepare(file && (await readFile(join(workloads, file), "utf8")), slowdown);
      row(named(name, slowdown), await typeInRounds(page, session, rounds));
      await page.close();
    }
    const together = { painted: [], long: [], work: [], script: [] };
    for (const file of some) {
      const { page, session } = await prepare(await readFile(join(examples, file), "utf8"), slowdown);
      const found = await typeInRounds(page, session, 2);
      for (const name of Object.keys(together)) together[name].push(...found[name]);
      await page.close();
    }
    row(named(`${some.length} of the ${all.length} in the gallery`, slowdown), together);
    for (const [name, shown] of [["first", "the editor alone, first example"], ["largest", "the editor alone, 152 kB policy"]]) {
      const { page, session } = await prepareAlone(name, slowdown);
      row(named(shown, slowdown), await typeInRounds(page, session, rounds));
      await page.close();
    }
  }
  print("From a keystroke to the painted verdict", rows);
}

/** What is worked out once a person pauses: what would change the decision, what each key's values decide, findings, draft, link. */
async function pauses() {
  const rows = [["after a pause", "what-ifs, as the page says", "all, with keys and draft", "longest", "tasks over 50 ms"]];
  for (const slowdown of slowdowns) {
    for (const [name, file] of [["first example", null], ["seven types", "seven-types.json"], ["152 kB policy", "largest-managed-policy.json"]]) {
      const { page, session } = await prepare(file && (await readFile(join(workloads, file), "utf8")), slowdown);
      const sums = [];
      const longest = [];
      const long = [];
      for (let turn = 0; turn < 5; turn++) {
        await type(page, session, 2);
        await page.evaluate(() => Object.assign(window.seen, { long: [], timers: [] }));
        await page.waitForTimeout(2_500);
        const seen = await seenOf(page);
        sums.push(seen.timers.reduce((sum, one) => sum + one, 0));
        longest.push(Math.max(0, ...seen.timers));
        long.push(...seen.long);
      }
      const told = await page.getByRole("heading", { name: /What would change this/ }).textContent().catch(() => "–");
      const said = told.match(/(\d+) tried in (.*)$/);
      rows.push([named(name, slowdown), said ? `${said[1]} in ${said[2]}` : "–", ms(at(sums, 0.5)), ms(at(longest, 0.5)), tasks(long)]);
      await page.close();
    }
  }
  print("What is worked out after a pause", rows);
}

/** 200 saved requests, decided again at every key. */
async function requests() {
  const example = JSON.parse(await readFile(join(examples, "cross-account-read.json"), "utf8"));
  const [first] = example.requests;
  example.requests = Array.from({ length: 200 }, (_, number) => ({ ...first, name: `Request ${number + 1}`, resource: `${typeof first.resource === "string" ? first.resource : first.resource.arn}${number}` }));
  const rows = [["200 saved requests", "painted p50", "painted p95", "work p50", "from text to report, as the page says", "tasks over 50 ms"]];
  for (const slowdown of slowdowns) {
    const { page, session } = await prepare(JSON.stringify(example), slowdown);
    const { painted, long, work } = await typeInRounds(page, session, rounds);
    const took = await page.getByTitle("From text to report").textContent();
    rows.push([named("decided at every key", slowdown), ms(at(painted, 0.5)), ms(at(painted, 0.95)), ms(at(work, 0.5)), took ?? "–", tasks(long)]);
    await page.close();
  }
  print("Many requests", rows);
}

/** What the page holds after many edits, as fast as they can be made. */
async function memory(edits) {
  const { page, session } = await prepare(null, 1);
  const rows = [["after edits", "JavaScript", "program", "elements"]];
  const parts = 5;
  const mb = (bytes) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  const look = async (count) => {
    await page.waitForTimeout(1_500);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const [program, nodes] = await page.evaluate(() => [window.seen.memory?.buffer.byteLength ?? 0, document.querySelectorAll("*").length]);
    rows.push([String(count), mb(usedSize), mb(program), String(nodes)]);
  };
  await look(0);
  for (let part = 1; part <= parts; part++) {
    for (let edit = 0; edit < edits / parts; edit++) await page.keyboard.press(edit % 2 === 0 ? "Space" : "Backspace");
    await look((edits / parts) * part);
  }
  print("Memory", rows);
  await page.close();
}

if (wanted("keys")) await keystrokes();
if (wanted("pause")) await pauses();
if (wanted("requests")) await requests();
if (wanted("memory")) await memory(Number(values.edits));
await browser.close();
await server.close();
