/** Pictures of the built page in its layouts and both themes. `node tests/e2e/screenshots.mjs FOLDER`, or `cargo xtask screenshots`. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { root, serve } from "./server.mjs";

const sizes = /** @type {const} */ ([[1440, 900], [1024, 768], [390, 844]]);
const themes = /** @type {const} */ (["light", "dark"]);

const folder = process.argv[2] ?? "target/screenshots";
await mkdir(folder, { recursive: true });
const server = await serve(join(root, "dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const colorScheme of themes) {
  for (const [width, height] of sizes) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    await page.goto(server.origin);
    await page.getByRole("status").first().waitFor();
    // The editor arrives after the first verdict; a picture without it is a picture all the same.
    await page.locator(".cm-content:visible").first().waitFor({ timeout: 5_000 }).catch(() => {});
    const path = join(folder, `${width}x${height}-${colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
    await context.close();
  }
}
await browser.close();
await server.close();
