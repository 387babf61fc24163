/**
 * Which functions of the program run until the first verdict is shown and the editor is there, on every screen and theme, with a draft and
 * without. `node tests/e2e/profile.mjs FOLDER FILE`, or `cargo xtask profile`: the folder holds a program that counts (see `page/split`).
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { verdict } from "./page.mjs";
import { root, serve } from "./server.mjs";

const [folder, file] = process.argv.slice(2);
/** @type {string[]} */
const names = JSON.parse(await readFile(join(root, folder, "functions.json"), "utf8"));
const server = await serve(join(root, folder));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
/** @type {Set<string>} */
const first = new Set();

/** Opens the page and takes what ran when the verdict is there. @param {import("playwright-core").Page} page */
async function take(page) {
  await page.addInitScript(() => {
    // Two frames after the verdict is in the page: it is painted by then.
    new MutationObserver((_, observer) => {
      if (!document.querySelector("[role=status]")?.textContent) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => (window.ranFirst = [...globalThis.ran])));
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(server.origin);
  await verdict(page).waitFor();
  await page.waitForFunction(() => window.ranFirst);
  for (const index of await page.evaluate(() => window.ranFirst)) first.add(names[index]);
}

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    await take(await context.newPage());
    await context.close();
  }
}
await browser.close();
await server.close();
const list = [...first].filter(Boolean).sort();
await writeFile(join(root, file), list.join("\n") + "\n");
console.log(`${list.length} of ${names.length} functions run before the first verdict`);
