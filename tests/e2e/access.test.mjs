/** For everyone: by keyboard alone, and what axe can tell. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { decides, editor, openFile, replaceText, show, verdict } from "./page.mjs";
import { allowed, deniedBehindEmoji, everyForm } from "./scenarios.mjs";


/**
 * Adds what axe finds to `found`: each finding once, with the place where it was seen first.
 * @param {import("playwright-core").Page} page
 * @param {string} where
 * @param {Map<string, string>} found
 */
async function look(page, where, found) {
  for (const one of await findings(page)) if (!found.has(one)) found.set(one, where);
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  const options = { colorScheme, bypassCSP: true };

  test(`axe finds nothing in three panes, ${colorScheme}`, async (t) => {
    const page = await open(t, options);
    const found = new Map();
    await editor(page, "").first().waitFor();
    await look(page, "the first page", found);
    await show(page, deniedBehindEmoji);
    await look(page, "a denied request, with a notice", found);
    for (const menu of ["Add policy", "File", "Menu of Guard"]) {
      await page.getByRole("button", { name: menu, exact: true }).click();
      await page.getByRole("dialog", { name: menu }).waitFor();
      await look(page, `the menu ${menu}`, found);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await look(page, "the settings", found);
    await page.keyboard.press("Escape");
    await show(page, everyForm);
    for (const summary of await page.getByRole("region", { name: "Request" }).locator("summary").all()) await summary.click();
    await page.getByRole("button", { name: "Leave out statement Deny" }).click();
    await look(page, "every form of the request, some with problems", found);
    await page.getByRole("button", { name: "Menu of Read", exact: true }).click();
    await page.getByLabel("Attach to").fill("bob");
    await look(page, "the form to attach a policy", found);
    await page.keyboard.press("Escape");
    await show(page, deniedBehindEmoji);
    await page.getByRole("button", { name: /^Tests/ }).last().click();
    await page.getByRole("region", { name: "Statements that no test reaches" }).waitFor();
    await look(page, "the drawer's tests", found);
    await page.getByRole("button", { name: "Report JSON" }).click();
    await page.getByRole("region", { name: "Report, JSON" }).waitFor();
    await look(page, "the drawer's report", found);
    const changes = page.getByRole("region", { name: "What would change this" });
    await changes.getByRole("button", { name: /^Preview/ }).first().click();
    await look(page, "a change's preview", found);
    await replaceText(page, "Identity policy 1", '{ "Statement": [ }');
    await decides(page, "Cannot be decided");
    await page.getByRole("button", { name: /^Problems/ }).click();
    await look(page, "a broken policy and its problems", found);
    assert.deepEqual([...found], []);
  });

  test(`axe finds nothing on a phone, ${colorScheme}`, async (t) => {
    const page = await open(t, { ...options, viewport: { width: 390, height: 844 } });
    const places = page.getByRole("navigation", { name: "Sections" });
    const found = new Map();
    await verdict(page).waitFor({ state: "attached" });
    await openFile(page, everyForm);
    for (const place of ["Policies", "Request", "Result", "Tests"]) {
      await places.getByRole("button", { name: place }).click();
      await look(page, place, found);
    }
    assert.deepEqual([...found], []);
  });
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

test("a policy is attached by keyboard alone, and the keyboard comes back", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const menu = page.getByRole("button", { name: "Menu of ReadReports" });
  await menu.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog", { name: "Menu of ReadReports" });
  await tabTo(page, form.getByRole("radio", { name: "Every principal" }));
  await page.keyboard.press("ArrowDown");
  await tabTo(page, form.getByRole("checkbox"));
  await page.keyboard.press("Space");
  await decides(page, "Denied (no allow)");
  await tabTo(page, form.getByLabel("Attach to"));
  await page.keyboard.type("arn:aws:iam::111122223333:user/alice");
  await form.getByRole("checkbox").waitFor();
  await page.keyboard.press("Enter");
  await decides(page, "Allowed");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Menu of ReadReports");
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
