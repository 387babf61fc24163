/**
 * Which functions of the program run, and which of their regions, until the first verdict is shown: on every screen and theme, of the first
 * example, of a link, of a draft, and in another page. `node tests/e2e/profile.mjs FOLDER FILE`, or `cargo xtask profile`: the folder holds a program that counts (see `page/split`).
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { payloadOf } from "./link.mjs";
import { elementOf } from "./markup.mjs";
import { copyLink, verdict, withDraft } from "./page.mjs";
import { root, serve } from "./server.mjs";

const [folder, file] = process.argv.slice(2);
/** @type {{ name: string, shape: string, runs: number, regions: number, count: number }[]} */
const functions = JSON.parse(await readFile(join(root, folder, "functions.json"), "utf8"));
const example = await readFile(join(root, "web/examples/cross-account-read.json"), "utf8");
/** A page of somebody else with the example in it. */
const host = `<!doctype html><title>Documentation</title><script type="module" src="/iam-playground.js"></script>${elementOf(JSON.parse(example))}`;
const server = await serve(join(root, folder), { "/host.html": host });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
/** @type {Set<number>} */
const first = new Set();

/** A visitor's screen. @param {number} width @param {number} height @param {"light" | "dark"} [colorScheme] */
const screen = (width, height, colorScheme = "light") => browser.newContext({ viewport: { width, height }, colorScheme });

/** Opens an address and takes what ran when the verdict is there. @param {import("playwright-core").Page} page @param {string} [path] */
async function take(page, path = "/") {
  await page.addInitScript(() => {
    // Two frames after the verdict is in the page: it is painted by then.
    new MutationObserver((_, observer) => {
      if (!document.querySelector("[role=status], .pill")?.textContent) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => (window.ranFirst = [...globalThis.ran])));
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(server.origin + path);
  const frame = (path === "/host.html" && (await (await page.waitForSelector("iframe")).contentFrame())) || page.mainFrame();
  await frame.waitForFunction(() => window.ranFirst);
  for (const index of await frame.evaluate(() => window.ranFirst)) first.add(index);
}

// Who comes for the first time.
for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const context = await screen(width, height, colorScheme);
    await take(await context.newPage());
    await context.close();
  }
}
// Who is sent a link, who reads a page with an example in it, and who comes back to a draft. What is decided differs, and so what is shown.
const others = await Promise.all(["first-verdict", "explicit-deny-wins"].map((name) => readFile(join(root, `web/examples/${name}.json`), "utf8")));
/** @type {string[]} */
const paths = [];
/** @type {string[]} */
const links = [];
for (const text of [example, ...others]) {
  const context = await screen(1440, 900);
  const page = await context.newPage();
  await page.goto(`${server.origin}/#${payloadOf(JSON.parse(text))}`);
  await verdict(page).waitFor();
  const { hash } = new URL(await copyLink(page));
  await context.close();
  links.push(hash);
  paths.push(`/${hash}`, `/embed.html${hash}`);
}
for (const layout of ["stack", "result"]) paths.push(`/embed.html${links[0]}&layout=${layout}`);
for (const path of [...paths, "/host.html"]) {
  const context = await screen(900, 600);
  await take(await context.newPage(), path);
  await context.close();
}
const context = await screen(1440, 900);
const page = await context.newPage();
await withDraft(page, example);
await take(page);
await browser.close();
await server.close();

/** A hexadecimal digit for each four regions of a function, a bit for each that ran. @param {{ regions: number, count: number }} of */
function digits({ regions, count }) {
  const digits = Array.from({ length: Math.ceil(count / 4) }, () => 0);
  for (let region = 0; region < count; region++) if (first.has(regions + region)) digits[region >> 2] |= 1 << (region & 3);
  return digits;
}

/** The lines of the list: functions that look alike and have one name are one. @type {Map<string, number[]>} */
const lines = new Map();
const ran = functions.filter(({ name, runs }) => name && first.has(runs));
for (const one of ran) {
  const key = one.count ? `${one.name}\t${one.shape}` : one.name;
  const alike = lines.get(key);
  lines.set(key, digits(one).map((digit, at) => digit | (alike?.[at] ?? 0)));
}
const list = [...lines].map(([key, regions]) => (regions.length ? `${key}\t${regions.map((digit) => digit.toString(16)).join("")}` : key));
await writeFile(join(root, file), list.sort().join("\n") + "\n");
const [regions, warm] = ran.reduce(([all, warm], { regions, count }) => [all + count, warm + Array.from({ length: count }).filter((_, region) => first.has(regions + region)).length], [0, 0]);
console.log(`${ran.length} of ${functions.length} functions run before the first verdict, and of their ${regions} regions ${warm}`);
