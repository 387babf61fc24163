/**
 * Twelve embeds on one page: what each fetches, how long until all have decided, and what memory they take. `node tests/e2e/twelve.mjs`, or
 * `cargo xtask bench`. All are scrolled into view at once, which no reader does; the first line is what a reader waits for.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { payloadOf } from "./link.mjs";
import { elementOf } from "./markup.mjs";
import { root, serve } from "./server.mjs";

const count = 12;
const scenario = JSON.parse(readFileSync(join(root, "web/examples/cross-account-read.json"), "utf8"));
const text = (policy) => (typeof policy.document === "string" ? policy.document : JSON.stringify(policy.document, null, 2));
const links = { ...scenario, policies: scenario.policies.map((policy) => ({ ...policy, document: text(policy) })) };
const kinds = {
  element: elementOf(links, 'height="400"'),
  link: `<iam-playground height="400" link="#${payloadOf(links)}"></iam-playground>`,
};

const playground = await serve(join(root, "dist"), {}, true);
const pages = Object.fromEntries(Object.entries(kinds).flatMap(([kind, one]) => [1, count].map((many) => [`/${kind}-${many}.html`, `<!doctype html><meta charset="utf-8"><title>Documentation</title><script type="module" src="${playground.origin}/iam-playground.js"></script>${one.repeat(many)}`])));
const host = await serve("/nowhere", pages);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** What a process and those under it hold for themselves, in bytes, and the processor time they took, in milliseconds. */
function held(pid) {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter((name) => {
    try {
      return readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1].split(" ")[1] === String(pid);
    } catch {
      return false;
    }
  });
  const sum = { memory: 0, work: 0 };
  try {
    sum.memory = 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    const times = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13);
    sum.work = 10 * (Number(times[0]) + Number(times[1]));
  } catch {
    // It has ended.
  }
  for (const child of children) {
    const { memory, work } = held(child);
    sum.memory += memory;
    sum.work += work;
  }
  return sum;
}

const browserPid = (await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo")).processInfo.find(({ type }) => type === "browser")?.id;
const cell = (words) => String(words).padStart(18);
console.log(`${"embeds".padEnd(14)}${["first verdict", "all verdicts", "fetched", "from the network", "processor time", "memory"].map(cell).join("")}`);
// The first page of a browser also starts what all of them share.
for (const [turn, kind] of ["element", ...Object.keys(kinds)].entries()) {
  for (const many of turn === 0 ? [1] : [1, count]) {
    const before = held(browserPid);
    const context = await browser.newContext({ viewport: { width: 960, height: 800 } });
    const page = await context.newPage();
    const fetched = new Map();
    let network = 0;
    page.on("response", async (response) => {
      const name = new URL(response.url()).pathname;
      fetched.set(name, (fetched.get(name) ?? 0) + 1);
      const sizes = await response.request().sizes().catch(() => undefined);
      network += sizes?.responseBodySize ?? 0;
    });
    const start = performance.now();
    await page.goto(`${host.origin}/${kind}-${many}.html`);
    await page.evaluate(() => document.querySelectorAll("iam-playground").forEach((element) => element.start()));
    const decided = (at) => page.frameLocator("iframe").nth(at).locator(".pill:not(:empty)").waitFor({ state: "attached" });
    let first = 0;
    await Promise.all(Array.from({ length: many }, async (_, at) => {
      await decided(at);
      first ||= performance.now() - start;
    }));
    const all = performance.now() - start;
    await page.waitForTimeout(1_500);
    const now = held(browserPid);
    const times = [...fetched].filter(([name]) => name.endsWith(".wasm"));
    if (turn > 0) console.log(`${`${many} ${kind}`.padEnd(14)}${[`${first.toFixed(0)} ms`, `${all.toFixed(0)} ms`, `${[...fetched.values()].reduce((sum, one) => sum + one, 0)}`, `${(network / 1000).toFixed(0)} kB`, `${now.work - before.work} ms`, `${((now.memory - before.memory) / 1e6).toFixed(0)} MB`].map(cell).join("")}   ${times.map(([name, often]) => `${name.includes("later") ? "second half" : "first half"} × ${often}`).join(", ")}`);
    await context.close();
  }
}
await browser.close();
await host.close();
await playground.close();
