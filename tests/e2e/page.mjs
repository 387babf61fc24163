/** The page as a person knows it: by role and by label. */
import assert from "node:assert/strict";

/** @typedef {import("playwright-core").Page} Page */

/** The key under which the page keeps its draft. */
export const draftKey = "iam-playground/draft/1";

/** Lets a page find a draft when it opens. @param {Page} page @param {string} text */
export const withDraft = (page, text) => page.addInitScript(([key, text]) => localStorage.setItem(key, text), [draftKey, text]);

/** Waits for all of the program. @param {Page} page */
export const whole = (page) => page.locator("#request:not([aria-busy])").waitFor({ state: "attached" });

/** The banner's live region. @param {Page} page */
export const verdict = (page) => page.getByRole("region", { name: "Result" }).getByRole("status");

/**
 * Waits until the banner says `text`.
 * @param {Page} page
 * @param {string | RegExp} text
 */
export async function decides(page, text) {
  await verdict(page).filter({ hasText: text }).waitFor();
}

/** A policy's editor, by what its name begins with. @param {Page} page @param {string} name */
export const editor = (page, name) => page.getByRole("textbox", { name: new RegExp(`^${name}.*JSON$`) });

/** A policy's box: head and text. @param {Page} page @param {string} name */
export const policy = (page, name) => page.getByRole("region", { name: "Policies" }).getByRole("article", { name, exact: true });

/**
 * Opens a scenario as a file.
 * @param {Page} page
 * @param {object | string} scenario
 */
export async function openFile(page, scenario) {
  const text = typeof scenario === "string" ? scenario : JSON.stringify(scenario);
  await page.getByLabel("Scenario file").setInputFiles({ name: "scenario.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

/**
 * Opens a scenario and waits for its editors.
 * @param {Page} page
 * @param {{name: string}} scenario
 */
export async function show(page, scenario) {
  await verdict(page).waitFor();
  await openFile(page, scenario);
  await assertTitle(page, scenario.name);
  await editor(page, "").first().waitFor();
}

/**
 * Waits for the scenario's title.
 * @param {Page} page
 * @param {string} name
 */
export async function assertTitle(page, name) {
  const title = page.getByRole("textbox", { name: "Title of the scenario" });
  await waitUntil(async () => (await title.inputValue()) === name, async () => `the title is ${await title.inputValue()}, not ${name}`);
}

/**
 * Pastes a text over all that an editor holds.
 * @param {Page} page
 * @param {string} name
 * @param {string} text
 */
export async function replaceText(page, name, text) {
  await editor(page, name).focus();
  await page.keyboard.press("Control+a");
  await editor(page, name).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The lines of an editor whose text is all in view. @param {Page} page @param {string} name */
export const linesOf = (page, name) => editor(page, name).locator(".cm-line").allTextContents();

/**
 * Waits for what no locator can say.
 * @param {() => Promise<boolean>} condition
 * @param {() => Promise<string>} otherwise
 */
export async function waitUntil(condition, otherwise) {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(await otherwise());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The link that the page copies. @param {Page} page */
export async function copyLink(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy link" }).first().click();
  await page.getByRole("log", { name: "Notices" }).getByText(/copied/i).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}
