/**
 * From a keystroke in an editor to the painted verdict, in the built page. `node tests/e2e/keystroke.mjs`, or `cargo xtask bench`.
 * `work` is what the main thread does for one key, `script` the part that is code; `painted` is from the key's event to after the next
 * frame, and so waits for the display as well.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { editor, openFile, verdict } from "./page.mjs";
import { root, serve } from "./server.mjs";

const samples = 60;
const workloads = "crates/iam-core/benches/workloads";
const scenarios = { "first example": null, "seven types": "seven-types.json", "largest managed policy": "largest-managed-policy.json" };

const server = await serve(join(root, "dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
console.log(`${"Chromium".padEnd(24)}${["work", "script", "painted, median", "painted, worst", "long tasks"].map((name) => name.padStart(18)).join("")}`);
for (const [name, file] of Object.entries(scenarios)) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(server.origin);
  await verdict(page).waitFor();
  if (file) {
    await openFile(page, await readFile(join(root, workloads, file), "utf8"));
    await page.getByRole("log", { name: "Notices" }).getByRole("listitem").waitFor();
  }
  const text = editor(page, "").first();
  await text.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("End");
  await page.evaluate(() => {
    window.measured = { painted: [], long: [] };
    const after = new MessageChannel();
    let start = 0;
    after.port1.onmessage = () => {
      window.measured.painted.push(performance.now() - start);
      window.settled = true;
    };
    addEventListener("keydown", (event) => {
      start = event.timeStamp;
      window.settled = false;
      requestAnimationFrame(() => after.port2.postMessage(0));
    }, true);
    new PerformanceObserver((list) => window.measured.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const metrics = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const before = await metrics();
  for (let typed = 0; typed < samples; typed++) {
    // A space and its removal: the policy stays what it is, and everything is worked out again.
    await page.keyboard.press(typed % 2 === 0 ? "Space" : "Backspace");
    await page.waitForFunction(() => window.settled);
  }
  const after = await metrics();
  const each = (metric) => ((after[metric] - before[metric]) * 1000) / samples;
  const { painted, long } = await page.evaluate(() => window.measured);
  const sorted = (list) => [...list].sort((a, b) => a - b);
  const ms = (value) => `${value.toFixed(1)} ms`.padStart(18);
  const middle = (list) => sorted(list)[list.length >> 1];
  const tasks = long.length ? `${long.length}, to ${Math.max(...long).toFixed(0)} ms` : "none";
  console.log(`${name.padEnd(24)}${ms(each("TaskDuration"))}${ms(each("ScriptDuration"))}${ms(middle(painted))}${ms(Math.max(...painted))}${tasks.padStart(18)}`);
  await page.close();
}
await browser.close();
await server.close();
