/** For everyone: by keyboard alone, and what axe can tell. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { decides, editor, show, verdict } from "./page.mjs";
import { allowed, deniedBehindEmoji } from "./scenarios.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Fails with what axe finds.
 * @param {import("playwright-core").Page} page
 * @param {string} where
 */
async function clean(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 4).map(({ html, failureSummary }) => `${html} – ${failureSummary}`) }));
  });
  assert.deepEqual(found, [], where);
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing: ${colorScheme}, ${width} wide`, async (t) => {
      // axe is put into the page as text, which the page's policy rightly forbids.
      const page = await open(t, { colorScheme, viewport: { width, height }, bypassCSP: true });
      const phone = width < 700;
      if (phone) {
        await page.getByRole("navigation", { name: "Sections" }).waitFor();
        for (const tab of ["Policies", "Request", "Result", "Tests"]) {
          await page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name: tab }).click();
          await clean(page, tab);
        }
        return;
      }
      await show(page, deniedBehindEmoji);
      await clean(page, "a denied request");
      await page.getByRole("button", { name: "Add policy" }).click();
      await clean(page, "with a menu open");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Problems/ }).click();
      await clean(page, "with the drawer open");
    });
  }
}

/** Presses Tab until `locator` has the focus. @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} locator */
async function tabTo(page, locator, key = "Tab") {
  for (let pressed = 0; pressed < 120; pressed++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${locator} cannot be reached with ${key}`);
}

test("the main job is done by keyboard alone", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await decides(page, "Allowed");
  const text = editor(page, "Identity policy 1");
  await tabTo(page, text);
  // To `"Allow"`, and another effect in its place.
  await page.keyboard.press("Control+f");
  await page.keyboard.type("Allow");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.type("Deny");
  await decides(page, "Denied (explicit)");
  await tabTo(page, page.getByLabel("Action", { exact: true }));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("s3:PutObject");
  await decides(page, "Denied (no allow)");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => document.activeElement?.id === "banner");
  await tabTo(page, page.getByRole("region", { name: "Result" }).getByRole("group", { name: "Stages of the decision" }).getByRole("button").first());
  await page.keyboard.press("Enter");
});

test("problems are gone through with F8", async (t) => {
  const page = await open(t);
  await show(page, { ...allowed, policies: [{ ...allowed.policies[0], document: '{ "Statement": [ }' }] });
  await decides(page, "Cannot be decided");
  await editor(page, "Identity policy 1").focus();
  await page.keyboard.press("F8");
  await page.locator(".cm-flash, .cm-tooltip, .cm-content:focus").first().waitFor();
});

test("only a change of the verdict is announced", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await decides(page, "Allowed");
  const region = verdict(page);
  assert.equal(await region.getAttribute("aria-live"), "polite");
  await region.evaluate((element) => {
    window.announced = 0;
    new MutationObserver(() => window.announced++).observe(element, { subtree: true, childList: true, characterData: true });
  });
  await editor(page, "Identity policy 1").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("  \n ");
  assert.equal(await page.evaluate(() => window.announced), 0);
});
