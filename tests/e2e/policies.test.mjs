/** The policies pane: order, leaving out, attaching, files, undo. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { copyLink, decides, editor, policy, replaceText, show, verdict, waitUntil } from "./page.mjs";
import { allowed, deniedBehindEmoji, policyText, readAndGuard, threeOfAKind } from "./scenarios.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** The names of the policies in the order they stand. @param {Page} page */
const names = (page) => page.getByRole("region", { name: "Policies", exact: true }).getByRole("article").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));

/** @param {Page} page @param {string[]} wanted */
const inOrder = (page, wanted) =>
  waitUntil(async () => (await names(page)).join() === wanted.join(), async () => `the order is ${await names(page)}, not ${wanted}`);

/** Opens a policy's menu. @param {Page} page @param {string} name */
async function menu(page, name) {
  await policy(page, name).getByRole("button", { name: `Menu of ${name}` }).click();
  return page.getByRole("dialog", { name: `Menu of ${name}` });
}

/**
 * Drops files onto the policies pane.
 * @param {Page} page
 * @param {Record<string, string>} files
 */
async function dropFiles(page, files) {
  await page.getByRole("region", { name: "Policies", exact: true }).evaluate((pane, files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(files)) dataTransfer.items.add(new File([text], name, { type: "application/json" }));
    for (const type of ["dragenter", "dragover", "drop"]) pane.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
}

test("any change is undone and done again, outside the editors by Ctrl-Z", async (t) => {
  const page = await open(t);
  await show(page, deniedBehindEmoji);
  await decides(page, "Denied (explicit)");
  await (await menu(page, "Guard")).getByRole("button", { name: "Remove" }).click();
  await decides(page, "Allowed");
  await page.keyboard.press("Control+z");
  await decides(page, "Denied (explicit)");
  await editor(page, "Identity policy 2 Guard").waitFor();
  await page.keyboard.press("Control+Shift+z");
  await decides(page, "Allowed");
  await page.getByRole("button", { name: /^Undo removing a policy/ }).click();
  await decides(page, "Denied (explicit)");
  const action = page.getByLabel("Action", { exact: true });
  await action.fill("s3:PutObject");
  await decides(page, "Denied (no allow)");
  await page.getByRole("button", { name: /^Undo changing the request/ }).click();
  await decides(page, "Denied (explicit)");
  assert.equal(await action.inputValue(), "s3:GetObject");
  await page.getByRole("button", { name: /^Undo opening another scenario/ }).waitFor();
  await page.getByRole("button", { name: /^Redo changing the request/ }).click();
  assert.equal(await action.inputValue(), "s3:PutObject");
});

test("what was typed in an editor is undone from outside it, in the editor's text too", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await replaceText(page, "Identity policy 1", allowed.policies[0].document.replace("Allow", "Deny"));
  await decides(page, "Denied (explicit)");
  await page.getByRole("button", { name: /^Undo typing/ }).click();
  await decides(page, "Allowed");
  await editor(page, "Identity policy 1").getByText('"Allow"').waitFor();
});

test("a policy is copied, moved by menu and by mouse, within its type", async (t) => {
  const page = await open(t);
  await show(page, threeOfAKind);
  await policy(page, "Two").getByRole("button", { name: "Open" }).click();
  await inOrder(page, ["One", "Two", "Bucket"]);
  await (await menu(page, "Two")).getByRole("button", { name: "Duplicate" }).click();
  await inOrder(page, ["One", "Two", "Two copy", "Bucket"]);
  await (await menu(page, "Two copy")).getByRole("button", { name: "Move up" }).click();
  await inOrder(page, ["One", "Two copy", "Two", "Bucket"]);
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Menu of Two copy");
  await (await menu(page, "Two copy")).getByRole("button", { name: "Move down" }).click();
  await inOrder(page, ["One", "Two", "Two copy", "Bucket"]);
  const last = await menu(page, "Two copy");
  assert.ok(await last.getByRole("button", { name: "Move down" }).isDisabled());
  await page.keyboard.press("Escape");
  const drag = (from, to) =>
    page.evaluate(
      ([from, to]) => {
        const article = (name) => [...document.querySelectorAll("article")].find((one) => one.getAttribute("aria-label") === name);
        const dataTransfer = new DataTransfer();
        const send = (on, type) => on.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        send(article(from).querySelector("[draggable]"), "dragstart");
        send(article(to), "dragover");
        send(article(to), "drop");
      },
      [from, to],
    );
  await drag("Two copy", "One");
  await inOrder(page, ["Two copy", "One", "Two", "Bucket"]);
  await drag("Two copy", "Bucket");
  await inOrder(page, ["Two copy", "One", "Two", "Bucket"]);
});

test("a policy or a statement is left out with one click, said, and never saved", async (t) => {
  const page = await open(t);
  await show(page, readAndGuard);
  await decides(page, "Denied (explicit)");
  const guard = page.getByRole("button", { name: "Leave out statement Guard" });
  await guard.click();
  await decides(page, "Allowed");
  assert.equal(await guard.getAttribute("aria-pressed"), "true");
  await page.locator(".cm-mark-failed").filter({ hasText: '"Guard"' }).waitFor();
  const result = page.getByRole("region", { name: "Result" });
  await result.getByText(/Evaluated without one statement. With all of it: Denied \(explicit\)/).waitFor();
  // It stays left out while the text before it grows.
  await editor(page, "Identity policy 1").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("\n\n");
  await page.getByRole("button", { name: "Format" }).first().click();
  await decides(page, "Allowed");
  const link = await copyLink(page);
  const there = await open(t, { path: new URL(link).pathname + new URL(link).hash });
  await decides(there, "Denied (explicit)");
  await policy(page, "ReadAndGuard").getByRole("button", { name: "Leave out of the evaluation" }).click();
  await decides(page, "Denied (no allow)");
  await result.getByText(/Evaluated without one policy/).waitFor();
  await page.getByRole("button", { name: "Take all in again" }).click();
  await decides(page, "Denied (explicit)");
  await page.getByRole("button", { name: /^Undo taking in/ }).click();
  await decides(page, "Denied (no allow)");
});

test("a policy is attached to what the scenario names, to what is typed, and to nothing", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const form = await menu(page, "ReadReports");
  await form.getByRole("radio", { name: "Only these" }).check();
  const alice = form.getByRole("checkbox", { name: "arn:aws:iam::111122223333:user/alice" });
  assert.ok(await alice.isChecked());
  await alice.uncheck();
  await decides(page, "Denied (no allow)");
  await form.getByText("Attached to nothing").waitFor();
  const other = form.getByLabel("Attach to");
  await other.fill("bob");
  await form.getByText("not the ARN of a user, group or role").waitFor();
  assert.equal(await other.getAttribute("aria-invalid"), "true");
  await page.keyboard.press("Enter");
  await other.fill("arn:aws:iam::111122223333:user/bob");
  await page.keyboard.press("Enter");
  await form.getByText("user/bob").waitFor();
  await alice.check();
  await decides(page, "Allowed");
  await form.getByRole("button", { name: "Take it away" }).click();
  await form.getByText("user/bob").waitFor({ state: "detached" });
  await form.getByRole("radio", { name: "Every principal" }).check();
  await decides(page, "Allowed");
});

test("policies and scenarios are dropped as files, and what is neither is said", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const notices = page.getByRole("log", { name: "Notices" });
  await dropFiles(page, {
    "Guard.json": policyText({ Effect: "Deny", Action: "*", Resource: "*" }),
    "my-bucket.json": policyText({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
    "half.json": '{ "Statement": [ }',
    "other.json": "[1, 2]",
  });
  await notices.getByText(/Added Guard \(Identity policy\), my-bucket \(Resource policy\), half/).waitFor();
  await notices.getByText(/other\.json could not be opened/).waitFor();
  await inOrder(page, ["ReadReports", "Guard", "half", "my-bucket"]);
  await (await menu(page, "half")).getByRole("button", { name: "Remove" }).click();
  await decides(page, "Denied (explicit)");
  await dropFiles(page, { "scenario.json": JSON.stringify(threeOfAKind) });
  await inOrder(page, ["One", "Bucket", "Two"]);
  await page.keyboard.press("Control+z");
  await inOrder(page, ["ReadReports", "Guard", "my-bucket"]);
});

test("a panic loses no text", async (t) => {
  const page = await open(t, { expectErrors: /panicked|unreachable|forced|RuntimeError|recursive/ });
  await show(page, allowed);
  await replaceText(page, "Identity policy 1", allowed.policies[0].document.replace("Read", "Kept"));
  // What the page draws with breaks at the next policy's box.
  await page.evaluate(() => {
    const clone = Node.prototype.cloneNode;
    Node.prototype.cloneNode = function (...rest) {
      if (this.nodeName === "ARTICLE") throw new Error("forced");
      return clone.apply(this, rest);
    };
  });
  await page.getByRole("button", { name: "Add policy" }).click();
  await page.getByRole("dialog", { name: "Add policy" }).getByRole("button", { name: "Session policy" }).click();
  const kept = page.getByRole("textbox", { name: "Your scenario, JSON" });
  await kept.waitFor();
  const text = JSON.parse(await kept.inputValue());
  assert.equal(text.policies.length, 2);
  assert.match(JSON.stringify(text), /Kept/);
  const save = page.getByRole("link", { name: "Save it as a file" });
  assert.match((await save.getAttribute("href")) ?? "", /^blob:/);
  await page.getByRole("link", { name: "Reload the page with it" }).click();
  await editor(page, "Identity policy 1").getByText('"Kept"').waitFor();
  await editor(page, "Session policy 2").waitFor();
  await page.goto(new URL("?fresh", page.url()).href);
  await verdict(page).waitFor();
  assert.equal(new URL(page.url()).search, "");
  await page.getByRole("button", { name: "File" }).click();
  await page.getByRole("button", { name: "My earlier draft" }).click();
  await editor(page, "Identity policy 1").getByText('"Kept"').waitFor();
});
