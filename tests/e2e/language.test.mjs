/** Writing with knowledge: completion, meanings and rewritings in the editor, told by the program in the worker. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { decides, editor, linesOf, openFile, replaceText, verdict, waitUntil } from "./page.mjs";


/** @typedef {import("playwright-core").Page} Page */

const name = "Identity policy 1";

const scenario = {
  version: 1,
  name: "Writing",
  policies: [{ name: "Read", type: "identity", document: { Version: "2012-10-17", Statement: [] } }],
  requests: [{ principal: "arn:aws:iam::111122223333:user/alice", action: "s3:GetObject", resource: "arn:aws:s3:::reports/2026.csv" }],
};

/** @param {Page} page */
const list = (page) => page.getByRole("listbox", { name: "Completions" });

/** @param {Page} page */
const text = async (page) => (await linesOf(page, name)).join("\n");

/** @param {Page} page @param {string} expected */
const becomes = (page, expected) => waitUntil(async () => (await text(page)) === expected, async () => `the text is ${await text(page)}`);

/**
 * Waits for an option that is the chosen one, and takes it. The list takes no key for its first instant.
 * @param {Page} page @param {string | RegExp} option
 */
async function take(page, option) {
  await list(page).getByRole("option", { name: option, selected: true }).first().waitFor();
  await page.waitForTimeout(120);
  await page.keyboard.press("Enter");
}

/**
 * A page whose policy is a text, with the caret behind it or where `|` is.
 * @param {import("node:test").TestContext} t
 * @param {string} marked
 * @param {object} [options]
 */
async function writing(t, marked, options = {}) {
  const page = await open(t, options);
  await verdict(page).waitFor({ state: "attached" });
  await openFile(page, scenario);
  const phone = page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name: "Policies" });
  if (await phone.isVisible()) await phone.click();
  await waitUntil(async () => /^\{.*"Statement": \[\]/s.test(await text(page)), async () => `the text is ${await text(page)}`);
  const caret = marked.indexOf("|");
  await replaceText(page, name, marked.replace("|", ""));
  const behind = caret < 0 ? 0 : marked.length - 1 - caret;
  for (let i = 0; i < behind; i++) await page.keyboard.press("ArrowLeft");
  return page;
}

test("an action is written by keyboard alone, and the verdict follows", async (t) => {
  const page = await writing(t, '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Resource": "*",\n');
  await page.keyboard.type('"Act');
  await take(page, /^Action/);
  await list(page).getByRole("option", { name: /^apigateway/ }).waitFor();
  await page.keyboard.type("s3");
  await take(page, /^s3\s*Amazon S3/);
  await page.keyboard.type("gobj");
  await list(page).getByRole("option", { name: /^s3:GetObject\s*Read/ }).waitFor();
  await page.getByText("Grants permission to retrieve objects from Amazon S3").waitFor();
  await take(page, /^s3:GetObject\s/);
  await page.keyboard.press("End");
  await page.keyboard.type("}]}");
  assert.equal(await text(page), '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Resource": "*",\n"Action": "s3:GetObject"}]}');
  await decides(page, /^Allowed/);
});

test("half-typed text is completed with what is missing around it", async (t) => {
  for (const [marked, typed, option, expected] of [
    ['{ "Statement": { "Effect": "Deny"\n| "Resource": "*" } }', "", /^Action/, '{ "Statement": { "Effect": "Deny",\n"Action": "", "Resource": "*" } }'],
    ['{ "Statement": { "Action": ["s3:GetObject" "sqs:Sen|\n "Effect": "Allow" } }', "", /^sqs:SendMessage/, '{ "Statement": { "Action": ["s3:GetObject", "sqs:SendMessage"\n "Effect": "Allow" } }'],
    ['{ "Statement": { "Action": "sqs:SendMessage", "Resource": "|" } }', "", /^arn:aws:sqs/, '{ "Statement": { "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:*:*:QueueName" } }'],
    ['{ "Statement": { "Condition": { "Bool": | } } }', "", /^aws:MultiFactorAuthPresent/, '{ "Statement": { "Condition": { "Bool": {\n  "aws:MultiFactorAuthPresent": ""\n} } } }'],
  ]) {
    const page = await writing(t, marked);
    await page.keyboard.type(typed);
    await page.keyboard.press("Control+Space");
    await take(page, option);
    await becomes(page, expected);
  }
});

test("a list opens by itself only where something is begun", async (t) => {
  const page = await writing(t, '{ "Statement": { "Effect": |, "Action": "s3:GetObject", "Resource": "*" } }');
  await page.keyboard.type('"Den');
  await list(page).getByRole("option", { name: "Deny" }).waitFor();
  await page.keyboard.type('y"');
  await list(page).waitFor({ state: "detached" });
  await page.waitForTimeout(200);
  assert.equal(await list(page).count(), 0);
  await page.keyboard.press("Enter");
  await becomes(page, '{ "Statement": { "Effect": "Deny"\n  , "Action": "s3:GetObject", "Resource": "*" } }');
});

test("a resource's fields are filled in by Tab, and Tab leaves the editor behind them", async (t) => {
  const page = await writing(t, '{ "Statement": { "Action": "sqs:SendMessage", "Resource": "|" } }');
  await page.keyboard.press("Control+Space");
  await take(page, /^arn:aws:sqs/);
  for (const value of ["orders", "111122223333", "eu-west-1", "aws-cn"]) {
    await page.keyboard.type(value);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
  }
  await becomes(page, '{ "Statement": { "Action": "sqs:SendMessage", "Resource": "arn:aws-cn:sqs:eu-west-1:111122223333:orders" } }');
  await page.keyboard.press("Tab");
  assert.equal(await editor(page, name).evaluate((element) => element.contains(document.activeElement)), false);
});

test("what a word means is told by mouse and by key", async (t) => {
  const page = await writing(t, '{ "Statement": { "Action": "s3:Get|*", "Condition": { "StringLike": { "aws:username": "a" } } } }');
  const hover = page.locator(".cm-hover");
  await page.keyboard.press("Control+i");
  await hover.getByText(/^\d+ actions$/).waitFor();
  assert.match(await hover.innerText(), /Access levels\s+Read \d+[^]*Stands for\s+s3:GetAccelerateConfiguration[^]*and \d+ more/);
  await page.keyboard.press("Escape");
  await hover.waitFor({ state: "detached" });
  await page.getByText('"StringLike"').hover();
  await hover.getByText(/If the key is missing, it does not hold/).waitFor();
});

test("wildcards are expanded and lists folded, from the editor and from the menu, and undone", async (t) => {
  const before = '{ "Statement": { "Action": "sqs:*Permission", "Resource": "*" } }';
  const page = await writing(t, before.replace("Perm", "Perm|"));
  await page.keyboard.press("Control+.");
  await take(page, "Expand sqs:*Permission into 2 actions");
  const expanded = '{ "Statement": { "Action": ["sqs:AddPermission", "sqs:RemovePermission"], "Resource": "*" } }';
  await becomes(page, expanded);
  await page.getByRole("button", { name: "Menu of Read", exact: true }).click();
  await page.getByRole("button", { name: "Rewrite at the caret…" }).click();
  await take(page, "Fold 2 entries into one");
  await becomes(page, before.replace('"sqs:*Permission"', '["sqs:*Permission"]'));
  await page.keyboard.press("Control+z");
  await becomes(page, expanded);
  await page.keyboard.press("Control+z");
  await becomes(page, before);
});

test("a page without the worker is whole but for what it knows", async (t) => {
  const refuse = (page) => page.route(/worker/, (route) => route.abort());
  const page = await writing(t, '{ "Statement": { "Effect": "|" } }', { before: refuse, expectErrors: /worker|Failed to load resource|Failed to fetch/ });
  await page.keyboard.press("Control+Space");
  await page.keyboard.type("Deny");
  await becomes(page, '{ "Statement": { "Effect": "Deny" } }');
});

for (const [colorScheme, width] of /** @type {const} */ ([["light", 1440], ["dark", 1440], ["light", 390], ["dark", 390]])) {
  test(`axe finds nothing while the list is open, ${colorScheme} at ${width} px`, async (t) => {
    const page = await writing(t, '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",\n"Action": "s3:Get|" }] }', { colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
    await page.keyboard.press("Control+Space");
    await list(page).getByRole("option").first().waitFor();
    // The list scrolls with the arrow keys that the editor takes; axe knows that of comboboxes alone.
    const find = async () => (await findings(page)).filter((one) => !/^scrollable-region-focusable: [^<]*<ul [^>]*role="listbox"/.test(one));
    assert.deepEqual(await find(), []);
    const box = await page.locator(".cm-completions").boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+i");
    await page.locator(".cm-hover").waitFor();
    assert.deepEqual(await find(), []);
  });
}
