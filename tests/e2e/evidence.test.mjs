/** Pasted evidence: an access-denied message fills the request, what AWS said is the expectation, what is missing has its command. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { assertTitle, decides, draftKey, editor, policy, show, waitUntil } from "./page.mjs";
import { allowed } from "./scenarios.mjs";
import { root } from "./server.mjs";

/** @typedef {import("playwright-core").Page} Page */


/** @param {string} name */
const sample = (name) => readFile(join(root, "tests/data/import", name), "utf8");

/** @param {Page} page */
const dialog = (page) => page.getByRole("dialog", { name: "I got AccessDenied" });

/** @param {Page} page */
const found = (page) => dialog(page).getByRole("region", { name: "What was found" });

/** @param {Page} page @param {string} text */
async function typeEvidence(page, text) {
  await page.getByRole("button", { name: "I got AccessDenied" }).click();
  await dialog(page).getByRole("textbox", { name: "Evidence" }).fill(text);
}

/** Pastes where nothing takes typing. @param {Page} page @param {string} text */
async function pasteAnywhere(page, text) {
  await page.evaluate((pasted) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test("a message from Terraform becomes a request, and the control policy that AWS names is missing", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await typeEvidence(page, await sample("access-denied/terraform-scp-arn.txt"));
  await found(page).getByText("s3:GetBucketObjectLockConfiguration").first().waitFor();
  await found(page).getByText("aws organizations describe-policy --policy-id p-6v4y751d").waitFor();
  await dialog(page).getByRole("button", { name: "Add to this scenario" }).click();
  await decides(page, "Denied (no allow)");
  await assertTitle(page, allowed.name);
  const said = page.getByRole("region", { name: "What AWS said" });
  await said.getByText("there is no service control policy").waitFor();
  // What the command prints closes the gap, and both agree.
  await said.getByRole("button", { name: "Paste it" }).click();
  await dialog(page).getByRole("textbox", { name: "Evidence" }).fill(await sample("organizations/describe-and-targets.txt"));
  await found(page).getByText("Regions").waitFor();
  await dialog(page).getByRole("button", { name: "Add to this scenario" }).click();
  await policy(page, "Regions").waitFor();
  // Both steps can be taken back.
  await page.getByRole("button", { name: /^Undo/ }).click();
  await policy(page, "Regions").waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Undo/ }).click();
  await decides(page, "Allowed");
});

test("a JSON error body pasted anywhere opens the dialog and starts anew only when told twice", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await page.getByRole("textbox", { name: "Title of the scenario" }).fill("Mine");
  await pasteAnywhere(page, await sample("forms/cli-v2-json.json"));
  await found(page).getByText("iam:CreateRole").first().waitFor();
  await found(page).getByText("aws iam list-attached-user-policies --user-name ana").waitFor();
  await dialog(page).getByRole("button", { name: "Start new with it" }).click();
  await dialog(page).getByRole("alert").waitFor();
  await assertTitle(page, "Mine");
  await dialog(page).getByRole("button", { name: "Replace it" }).click();
  await decides(page, "Denied (no allow)");
  await page.getByRole("region", { name: "What AWS said" }).getByText("here there is no identity-based policy either").waitFor();
  await page.getByRole("button", { name: "Back to what I had" }).click();
  await assertTitle(page, "Mine");
});

test("a message without a caller asks for it, and a value shows where it stands", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await typeEvidence(page, await sample("access-denied/bare-operation.txt"));
  await found(page).getByText("guessed").waitFor();
  await found(page).getByRole("textbox", { name: "Who asked? The text does not say" }).fill("arn:aws:iam::111122223333:user/ana");
  await found(page).getByText("chosen").waitFor();
  await found(page).getByRole("button", { name: "s3:PutObject" }).click();
  const area = dialog(page).getByRole("textbox", { name: "Evidence" });
  const selected = () => area.evaluate((element) => element instanceof HTMLTextAreaElement && element.value.slice(element.selectionStart, element.selectionEnd));
  await waitUntil(async () => (await selected()) === "PutObject", async () => `selected: ${await selected()}`);
  await dialog(page).getByRole("button", { name: "Add to this scenario" }).click();
  const who = page.getByRole("region", { name: "Request" }).getByLabel("ARN, service, or *");
  await waitUntil(async () => (await who.inputValue()) === "arn:aws:iam::111122223333:user/ana", async () => `asks: ${await who.inputValue()}`);
});

test("a policy in an editor is pasted into the editor, and what is not evidence does nothing", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await editor(page, "Identity policy 1").focus();
  await page.keyboard.press("Control+a");
  await editor(page, "Identity policy 1").evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, await sample("policy/trust.json"));
  await pasteAnywhere(page, "hello");
  assert.equal(await dialog(page).count(), 0);
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in the dialog, ${colorScheme}`, async (t) => {
    const page = await open(t, { colorScheme, bypassCSP: true });
    await show(page, allowed);
    await typeEvidence(page, await sample("access-denied/bare-operation.txt"));
    await found(page).getByText("guessed").waitFor();
    assert.deepEqual(await findings(page), []);
    await dialog(page).getByRole("textbox", { name: "Evidence" }).fill(await sample("policy/markdown-fence.md"));
    await found(page).getByLabel("What type of policy is it?").waitFor();
    assert.deepEqual(await findings(page), []);
    await dialog(page).getByRole("textbox", { name: "Evidence" }).fill(await sample("access-denied/terraform-scp-arn.txt"));
    await dialog(page).getByRole("button", { name: "Add to this scenario" }).click();
    await page.getByRole("region", { name: "What AWS said" }).waitFor();
    assert.deepEqual(await findings(page), []);
  });
}

test("what AWS said is there again after a reload", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await typeEvidence(page, await sample("access-denied/terraform-scp-arn.txt"));
  await dialog(page).getByRole("button", { name: "Add to this scenario" }).click();
  const said = page.getByRole("region", { name: "What AWS said" });
  await said.getByText("there is no service control policy").waitFor();
  const sentence = await said.innerText();
  await page.waitForFunction((key) => localStorage.getItem(key)?.includes("s3:GetBucketObjectLockConfiguration"), draftKey);
  await page.reload();
  // The request that AWS denied was in front, and is again.
  await said.getByText("there is no service control policy").waitFor();
  assert.equal(await said.innerText(), sentence);
  // What was missing then is asked for again, with its command.
  await said.getByRole("button", { name: "Paste it" }).click();
  await dialog(page).getByText("aws organizations describe-policy").waitFor();
});
