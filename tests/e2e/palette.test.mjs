/** The command palette: everything the page can do, found by name and done by keyboard alone. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { decides, editor, policy, show, verdict, waitUntil, whole } from "./page.mjs";
import { allowed } from "./scenarios.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const palette = (page) => page.getByRole("dialog", { name: "Commands" });
/** @param {Page} page */
const field = (page) => palette(page).getByRole("combobox", { name: "Command" });
/** The command that Enter would do. @param {Page} page */
const chosen = (page) => palette(page).getByRole("option", { selected: true });

/** Opens the palette and types. @param {Page} page @param {string} text */
async function type(page, text) {
  await page.keyboard.press("Control+k");
  await field(page).waitFor();
  await page.keyboard.type(text);
}

/** Does what is found first. @param {Page} page @param {string} text @param {string | RegExp} name */
async function run(page, text, name) {
  await type(page, text);
  await chosen(page).filter({ hasText: name }).waitFor();
  await page.keyboard.press("Enter");
  await palette(page).waitFor({ state: "detached" });
}

test("commands are found by a few letters and done", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await editor(page, "Identity policy 1").focus();
  await run(page, "report", "Report as JSON");
  await page.getByRole("button", { name: "Report JSON", expanded: true }).waitFor();
  await run(page, "theme dark", "Theme: dark");
  await page.locator("html[data-theme=dark]").waitFor();
  await run(page, "leave read out", /Leave .* out/);
  await decides(page, "Denied (no allow)");
  await run(page, "undo", "Undo leaving a policy out");
  await decides(page, "Allowed");
  await run(page, "add scp", "Add policy: Service control policy");
  await policy(page, "Service control policy").waitFor();
  await run(page, "verdict", "Go to the verdict");
  await waitUntil(() => page.evaluate(() => document.activeElement?.id === "banner"), async () => "the banner has not got the keyboard");
  await run(page, "policy: read", /Policy: Read/);
  await waitUntil(async () => (await editor(page, "Identity policy 1").evaluate((element) => element === document.activeElement)), async () => "the editor has not got the keyboard");
  await run(page, "action", "Go to the action");
  await waitUntil(() => page.evaluate(() => document.activeElement?.id === "action"), async () => "the action has not got the keyboard");
});

test("arrows go through the list, Escape leaves everything as it was", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await editor(page, "Identity policy 1").focus();
  await page.keyboard.press("Control+k");
  const count = await palette(page).getByRole("option").count();
  assert(count > 3);
  for (const [key, number] of /** @type {const} */ ([["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["ArrowUp", 0], ["ArrowUp", count - 1]])) {
    await page.keyboard.press(key);
    await palette(page).locator(`[role=combobox][aria-activedescendant=palette-option-${number}]`).waitFor();
    assert.equal(await chosen(page).getAttribute("id"), `palette-option-${number}`);
  }
  await field(page).fill("qqqq");
  await palette(page).getByText("No command is called that").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await palette(page).waitFor({ state: "detached" });
  assert.equal(await editor(page, "Identity policy 1").evaluate((element) => element === document.activeElement), true);
  await decides(page, "Allowed");
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in it, ${colorScheme}`, async (t) => {
    const page = await open(t, { colorScheme, bypassCSP: true });
    await verdict(page).waitFor();
    await page.getByRole("region", { name: "Request" }).getByRole("heading").first().waitFor();
    await type(page, "go");
    assert.deepEqual(await findings(page), []);
  });
}

test("it works on a phone with a finger", async (t) => {
  const page = await open(t, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await verdict(page).waitFor();
  await whole(page);
  await page.keyboard.press("Control+k");
  await field(page).fill("matrix");
  await chosen(page).click();
  await page.getByRole("button", { name: "Matrix", expanded: true }).waitFor();
});

test("keys that come before the list is drawn again all count", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await page.keyboard.press("Control+k");
  await field(page).waitFor();
  const names = await palette(page).getByRole("option").allTextContents();
  // In one task: nothing is drawn between them.
  const press = (/** @type {string[]} */ keys) =>
    field(page).evaluate((element, keys) => {
      for (const key of keys) element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }, keys);
  await press(["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]);
  await waitUntil(async () => (await chosen(page).textContent()) === names[2], async () => `chosen is ${await chosen(page).textContent()}`);
  await press(["PageDown", "ArrowDown"]);
  await waitUntil(async () => (await chosen(page).textContent()) === names[11], async () => `chosen is ${await chosen(page).textContent()}`);
  // What was typed counts for an Enter that comes with it.
  await field(page).evaluate((element) => {
    const input = /** @type {HTMLInputElement} */ (element);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, "theme dark");
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await page.locator("html[data-theme=dark]").waitFor();
  await palette(page).waitFor({ state: "detached" });
});
