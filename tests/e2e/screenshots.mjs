/** Pictures of the built page in its layouts and both themes. `node tests/e2e/screenshots.mjs FOLDER`, or `cargo xtask screenshots`. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { everyForm } from "./scenarios.mjs";
import { root, serve } from "./server.mjs";

const sizes = /** @type {const} */ ([[1440, 900], [1024, 768], [390, 844]]);
const themes = /** @type {const} */ (["light", "dark"]);

/** Goes to a place of the narrow page, where there are places. @param {import("playwright-core").Page} page @param {string} name */
async function go(page, name) {
  const place = page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name });
  if (await place.isVisible()) await place.click();
}

/** What is pictured beside the first page, each from where the one before it left. @type {Record<string, (page: import("playwright-core").Page) => Promise<void>>} */
const states = {
  attach: async (page) => {
    const file = { name: "scenario.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(everyForm)) };
    await page.getByLabel("Scenario file").setInputFiles(file);
    await page.getByRole("log", { name: "Notices" }).getByRole("button", { name: "Close" }).last().click();
    await go(page, "Policies");
    await page.getByRole("button", { name: "Leave out statement Deny" }).click();
    await page.getByRole("button", { name: "Menu of Read", exact: true }).click();
    await page.getByLabel("Attach to").fill("bob");
  },
  request: async (page) => {
    await page.keyboard.press("Escape");
    await go(page, "Request");
    const request = page.getByRole("region", { name: "Request" });
    for (const name of ["Tags of the resource", "S3:"]) await request.locator("summary", { hasText: name }).click();
    await request.locator(".scroll").evaluate((pane) => pane.scrollTo(0, 300));
  },
  organization: async (page) => {
    await page.getByRole("list", { name: "OUs and accounts" }).evaluate((tree) => tree.scrollIntoView({ block: "center" }));
  },
  settings: async (page) => {
    await page.getByRole("button", { name: "File", exact: true }).click();
    await page.getByRole("button", { name: /^Settings …/ }).click();
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
  },
};

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
    for (const [name, reach] of Object.entries(states)) {
      await reach(page);
      await page.waitForTimeout(200);
      const path = join(folder, `${width}x${height}-${colorScheme}-${name}.png`);
      await page.screenshot({ path });
      console.log(path);
    }
    await context.close();
  }
}
await browser.close();
await server.close();
