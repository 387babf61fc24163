/** Typing with an on-screen keyboard: an editor that fills the page, the keys above the keyboard, and the page that gives way to it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { editor, linesOf, openFile, policy, replaceText, verdict, waitUntil, whole } from "./page.mjs";
import { allowed } from "./scenarios.mjs";

/** @typedef {import("playwright-core").Page} Page */

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const tablet = { viewport: { width: 768, height: 1024 }, hasTouch: true, isMobile: true };

/** @param {Page} page */
const keys = (page) => page.getByRole("region", { name: "Keys" });
/** @param {Page} page @param {string} name */
const key = (page, name) => page.getByRole("button", { name, exact: true });
/** The bar over an editor that fills the page. @param {Page} page */
const head = (page) => page.getByRole("region", { name: /^Edit / });
/** @param {Page} page @param {string} name */
const place = (page, name) => page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name });

/** A page on which a policy is typed. @param {import("node:test").TestContext} t @param {object} options */
async function typing(t, options) {
  const page = await open(t, options);
  await verdict(page).waitFor({ state: "attached" });
  await whole(page);
  await openFile(page, allowed);
  if (await place(page, "Policies").isVisible()) await place(page, "Policies").tap();
  await editor(page, "Identity policy 1").tap();
  await keys(page).waitFor();
  return page;
}

/** An on-screen keyboard that takes this much of the page, as browsers tell of it that lay it over the page. @param {Page} page @param {number} height */
const raise = (page, height) =>
  page.evaluate((height) => {
    const seen = /** @type {VisualViewport} */ (visualViewport);
    Object.defineProperty(seen, "height", { configurable: true, get: () => innerHeight - height });
    seen.dispatchEvent(new Event("resize"));
  }, height);

/** @param {Page} page @param {string} name @param {(text: string) => boolean} is */
async function reads(page, name, is) {
  const text = async () => (await linesOf(page, name)).join("\n");
  await waitUntil(async () => is(await text()), text);
}

test("on a phone the editor fills the page, with the verdict over it and keys above the keyboard", async (t) => {
  const page = await typing(t, { ...phone, bypassCSP: true });
  await head(page).getByText("Allowed").waitFor();
  assert.equal(await place(page, "Result").count(), 0, "the sections give way");
  await raise(page, 336);
  const seen = 844 - 336;
  await waitUntil(async () => ((await keys(page).boundingBox())?.y ?? 0) < seen, async () => "the keys are under the keyboard");
  const row = await keys(page).boundingBox();
  assert.ok(row && Math.abs(row.y + row.height - seen) <= 1, "the keys end where the keyboard begins");
  const text = await editor(page, "Identity policy 1").locator("xpath=ancestor::*[contains(@class, 'cm-editor')]").boundingBox();
  assert.ok(text && text.height > seen * 0.7, `the editor has ${text?.height} of ${seen} pixels`);
  for (const button of await page.getByRole("button").all()) {
    const { width, height } = (await button.boundingBox()) ?? { width: 44, height: 44 };
    assert.ok(width >= 44 && height >= 44, `${await button.getAttribute("aria-label")} is ${width} by ${height}`);
  }
  assert.deepEqual(await findings(page), []);
  await replaceText(page, "Identity policy 1", allowed.policies[0].document.replace("Allow", "Deny"));
  await head(page).getByText("Denied (explicit)").waitFor();
  await key(page, "Done").tap();
  await place(page, "Result").waitFor();
  assert.equal(await keys(page).count(), 0);
  await policy(page, allowed.policies[0].name).waitFor();
});

test("a phone on its side has the editor alone too, wherever it is touched", async (t) => {
  const page = await typing(t, { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });
  await head(page).waitFor();
  await raise(page, 180);
  await waitUntil(async () => ((await keys(page).boundingBox())?.y ?? 9_999) < 210, async () => "the keys are under the keyboard");
  assert.equal(await page.getByRole("region", { name: "Result" }).count(), 0);
  await key(page, "Done").tap();
  // A mouse takes longer than a finger: what it pressed has moved when it is let go.
  await editor(page, "Identity policy 1").click({ delay: 200, position: { x: 200, y: 60 } });
  await head(page).waitFor();
});

test("the keys type as a keyboard does, and the keyboard stays with the text", async (t) => {
  const page = await typing(t, phone);
  await replaceText(page, "Identity policy 1", "");
  for (const name of ["Left brace", "Quotation mark"]) await key(page, name).tap();
  await page.keyboard.type("a");
  for (const name of ["Quotation mark", "Colon", "Left bracket", "Asterisk", "Right bracket", "Comma", "Right brace"]) await key(page, name).tap();
  // Brackets and quotes close themselves, and a closing one that is there is passed.
  await reads(page, "Identity policy 1", (text) => text === '{"a":[*],}');
  await key(page, "Undo").tap();
  await reads(page, "Identity policy 1", (text) => text !== '{"a":[*],}');
  await key(page, "Redo").tap();
  await reads(page, "Identity policy 1", (text) => text === '{"a":[*],}');
  assert.ok(await editor(page, "Identity policy 1").evaluate((element) => element === document.activeElement));
});

test("the list of completions opens and is taken by a key", async (t) => {
  const page = await typing(t, phone);
  await replaceText(page, "Identity policy 1", '{"Statement":[{"Effect":"Allow","Action":"s3:GetObj');
  await key(page, "Complete").tap();
  await page.getByRole("option", { name: /^GetObject|^s3:GetObject/ }).first().waitFor();
  await waitUntil(async () => {
    await key(page, "Complete").tap();
    return (await linesOf(page, "Identity policy 1")).join("").includes("s3:GetObject\"") || (await page.getByRole("option").count()) === 0;
  }, async () => (await linesOf(page, "Identity policy 1")).join("\n"));
  await reads(page, "Identity policy 1", (text) => text.includes("s3:GetObject"));
});

test("plain text areas have the keys too", async (t) => {
  const page = await open(t, phone);
  await verdict(page).waitFor({ state: "attached" });
  await whole(page);
  await page.evaluate(() => localStorage.setItem("iam-playground/settings/1", "system 2 440 680 500 500 0 1"));
  await page.reload();
  await whole(page);
  await openFile(page, allowed);
  await place(page, "Policies").tap();
  const area = editor(page, "Identity policy 1");
  await area.tap();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  for (const name of ["Left brace", "Indent", "Right brace"]) await key(page, name).tap();
  assert.equal(await area.inputValue(), "{  }");
  await key(page, "Undo").tap();
  await waitUntil(async () => (await area.inputValue()) !== "{  }", async () => "nothing was undone");
  await key(page, "Redo").tap();
  await waitUntil(async () => (await area.inputValue()) === "{  }", () => area.inputValue());
  await key(page, "Done").tap();
  await place(page, "Result").waitFor();
});

test("on a tablet the page ends above the keyboard, with the keys, and keeps its panes", async (t) => {
  const page = await typing(t, tablet);
  assert.equal(await head(page).count(), 0);
  await page.getByRole("region", { name: "Result" }).waitFor();
  await raise(page, 400);
  await waitUntil(async () => ((await keys(page).boundingBox())?.y ?? 9_999) < 624, async () => "the keys are under the keyboard");
  await replaceText(page, "Identity policy 1", "");
  await key(page, "Left bracket").tap();
  await reads(page, "Identity policy 1", (text) => text === "[]");
  // The keyboard is put away.
  await editor(page, "Identity policy 1").evaluate((element) => element.blur());
  await keys(page).waitFor({ state: "detached" });
});

test("whoever comes to an editor by keyboard stays on the page", async (t) => {
  const page = await open(t, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await verdict(page).waitFor({ state: "attached" });
  await whole(page);
  await place(page, "Policies").click();
  await editor(page, "").first().focus();
  await place(page, "Result").waitFor();
  assert.equal(await keys(page).count(), 0);
  // A click says that the text is wanted; Done gives the keyboard to the policy's head.
  await editor(page, "").first().click();
  await head(page).waitFor();
  await key(page, "Done").press("Enter");
  await place(page, "Result").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.closest("header") !== null), true);
});
