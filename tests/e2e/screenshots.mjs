/**
 * Pictures of the built page in its layouts and both themes. `node tests/e2e/screenshots.mjs FOLDER`, or `cargo xtask screenshots FOLDER`.
 * Into `docs/screenshots` go those that the documentation keeps, and no others.
 */
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { chromium } from "playwright-core";

import { decides, editor, openFile, verdict, whole } from "./page.mjs";
import { everyForm } from "./scenarios.mjs";
import { root, serve } from "./server.mjs";

const sizes = /** @type {const} */ ([[1440, 900], [1024, 768], [768, 1024], [390, 844]]);
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

/** What the documentation keeps: a name, the size, the theme, and how to get there from the first page. @type {[string, readonly [number, number], "light" | "dark", (page: import("playwright-core").Page) => Promise<unknown>][]} */
const kept = [
  ["first-light", sizes[0], "light", async () => {}],
  ["first-dark", sizes[0], "dark", async () => {}],
  ["broken", sizes[0], "dark", async (page) => {
    await editor(page, "").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Backspace");
    await decides(page, "Cannot be decided");
    await page.getByRole("button", { name: /^Problems/ }).click();
  }],
  ["large", sizes[0], "light", async (page) => {
    await openFile(page, await readFile(join(root, "crates/iam-core/benches/workloads/largest-managed-policy.json"), "utf8"));
    await decides(page, "Allowed");
    await page.getByRole("log", { name: "Notices" }).getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("button", { name: /findings$/ }).waitFor();
  }],
  ["tests", sizes[0], "light", async (page) => {
    await page.getByRole("button", { name: /^Tests/ }).first().click();
    await page.getByRole("region", { name: "Statements that no test reaches" }).getByText("apply in a test").waitFor();
  }],
  ["compare", sizes[0], "dark", async (page) => {
    const changes = page.getByRole("region", { name: "What would change this" });
    await changes.getByRole("button", { name: "Apply" }).nth(1).click();
    await page.getByRole("log", { name: "Notices" }).getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
  }],
  ["gallery", sizes[0], "light", async (page) => {
    await page.getByRole("link", { name: "Gallery" }).first().click();
    await page.getByRole("dialog", { name: "Gallery" }).getByRole("heading", { name: "First steps" }).waitFor();
  }],
  ["commands", sizes[0], "dark", async (page) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Command" }).fill("go");
  }],
  ["tablet", sizes[1], "light", async () => {}],
  ["phone", sizes[3], "light", async () => {}],
  ["phone-policies", sizes[3], "dark", (page) => go(page, "Policies")],
  ["phone-editor", sizes[3], "light", async (page) => {
    await go(page, "Policies");
    await editor(page, "").first().tap();
    await page.getByRole("region", { name: "Keys" }).waitFor();
  }],
  ["phone-request", sizes[3], "light", (page) => go(page, "Request")],
  ["phone-tests", sizes[3], "dark", (page) => go(page, "Tests")],
];

const folder = process.argv[2] ?? "target/screenshots";
await mkdir(folder, { recursive: true });
const server = await serve(join(root, "dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** The first page, with its editors. @param {readonly [number, number]} size @param {"light" | "dark"} colorScheme */
async function first([width, height], colorScheme) {
  const phone = width < 700;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, hasTouch: phone, isMobile: phone });
  const page = await context.newPage();
  await page.goto(server.origin);
  await verdict(page).waitFor({ state: "attached" });
  // The editor arrives after the first verdict; a picture without it is a picture all the same.
  await page.locator(".cm-content").first().waitFor({ state: "attached", timeout: 5_000 }).catch(() => {});
  await whole(page);
  // Decided again, so that the time shown is not that of a program that has just begun.
  for (const request of [1, 0]) {
    await page.locator(".saved li").nth(request).locator("button").evaluate((button) => button.click());
    await page.waitForTimeout(200);
  }
  return page;
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function take(page, name) {
  await page.waitForTimeout(400);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  console.log(path);
}

if (resolve(folder) === join(root, "docs/screenshots")) {
  for (const [name, size, theme, reach] of kept) {
    const page = await first(size, theme);
    await reach(page);
    await take(page, name);
    await page.context().close();
  }
} else {
  for (const theme of themes) {
    for (const size of sizes) {
      const page = await first(size, theme);
      const name = `${size.join("x")}-${theme}`;
      await take(page, name);
      for (const [state, reach] of Object.entries(states)) {
        await reach(page);
        await take(page, `${name}-${state}`);
      }
      await page.context().close();
    }
  }
}
await browser.close();
await server.close();
