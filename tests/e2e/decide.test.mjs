/** The main job: policies, a request, and the verdict that follows every change. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { decides, editor, policy, replaceText, show, verdict, waitUntil } from "./page.mjs";
import { allowed, deniedBehindEmoji, policyText, twoRequests } from "./scenarios.mjs";

test("the first page shows an example that is already decided", async (t) => {
  const page = await open(t);
  await verdict(page).filter({ hasText: /Allowed|Denied/ }).waitFor();
  await editor(page, "").nth(1).waitFor();
});

test("typing in a policy changes the verdict", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await decides(page, "Allowed");
  await replaceText(page, "Identity policy 1", allowed.policies[0].document.replace("Allow", "Deny"));
  await decides(page, "Denied (explicit)");
  await page.keyboard.press("Control+z");
  await decides(page, "Allowed");
});

test("a single keystroke is enough", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await editor(page, "Identity policy 1").getByText("s3:GetObject").click();
  await page.keyboard.press("End");
  for (const _ of '",') await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("X");
  await decides(page, "Denied (no allow)");
});

test("broken JSON is shown at its place, and nothing is guessed", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const broken = allowed.policies[0].document.replace('"Allow"', '"Allow');
  await replaceText(page, "Identity policy 1", broken);
  await decides(page, "Cannot be decided");
  await page.locator(".cm-lintRange-error, .cm-lintPoint-error").first().waitFor();
  await page.getByRole("button", { name: /^Problems/ }).click();
  const problems = page.getByRole("list", { name: "Errors" }).getByRole("button");
  assert.match(await problems.first().innerText(), /ReadReports\s+\d+:\d+/);
  // From the entry to the place.
  await problems.first().click();
  await page.locator(".cm-flash, .cm-content:focus").first().waitFor();
  await replaceText(page, "Identity policy 1", allowed.policies[0].document);
  await decides(page, "Allowed");
  await page.getByText("No problems").waitFor();
});

test("what decided is marked at its place, behind emoji and Windows line ends", async (t) => {
  const page = await open(t);
  await show(page, deniedBehindEmoji);
  await decides(page, "Denied (explicit)");
  const guard = editor(page, "Identity policy 2");
  await guard.locator(".cm-mark-decided").first().waitFor();
  const marked = await guard.locator(".cm-mark-decided").allInnerTexts();
  // A mark that were off by a unit would begin or end inside a word.
  for (const text of marked) assert.match(text, /^(["{[].*["}\],]|\d+)$/s, `marked: ${JSON.stringify(marked)}`);
  // A click on an element of the card shows the text that it speaks of.
  const card = page.getByRole("region", { name: "Result" }).getByRole("article", { name: "👩‍👩‍👧 漢字 é" });
  await card.getByRole("button", { name: /Action/ }).click();
  await guard.locator(".cm-flash", { hasText: /^"s3:GetObject"$/ }).first().waitFor();
});

test("a request's fields change the verdict", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const request = page.getByRole("region", { name: "Request" });
  await request.getByLabel("Action", { exact: true }).fill("s3:PutObject");
  await decides(page, "Denied (no allow)");
  await request.getByLabel("Action", { exact: true }).fill("s3:GetObject");
  await decides(page, "Allowed");
  await request.getByLabel("ARN, service, or *").fill("arn:aws:iam::444455556666:user/bob");
  await request.getByRole("group", { name: "Principal" }).getByLabel("Read as").filter({ hasText: "bob" }).waitFor();
});

test("a condition key is given, changed and taken away", async (t) => {
  const page = await open(t);
  await show(page, {
    ...allowed,
    policies: [{ ...allowed.policies[0], document: policyText({ Effect: "Allow", Action: "*", Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }) }],
  });
  await decides(page, "Denied (no allow)");
  const keys = page.getByRole("group", { name: "Condition keys" });
  await keys.getByLabel("New condition key").fill("aws:RequestedRegion");
  await keys.getByRole("button", { name: "Add key" }).click();
  await keys.getByLabel("Value of aws:RequestedRegion").fill("eu-west-1");
  await decides(page, "Allowed");
  await keys.getByLabel("Value of aws:RequestedRegion").fill("us-east-1");
  await decides(page, "Denied (no allow)");
  await keys.getByRole("button", { name: "Remove aws:RequestedRegion" }).click();
  await keys.getByLabel("Value of aws:RequestedRegion").waitFor({ state: "detached" });
});

test("each request has its verdict, and the one that is picked is explained", async (t) => {
  const page = await open(t);
  await show(page, twoRequests);
  await decides(page, "Allowed");
  const saved = page.getByRole("region", { name: "Saved requests" });
  await saved.getByRole("button", { name: "alice writes" }).click();
  await decides(page, "Denied (no allow)");
  assert.deepEqual(await saved.getByRole("img").evaluateAll((icons) => icons.map((icon) => icon.getAttribute("aria-label"))), ["Allowed", "Denied (no allow)"]);
  await page.getByRole("button", { name: "Add request" }).click();
  await waitUntil(async () => (await saved.getByRole("listitem").count()) === 3, async () => "no third request");
});

test("policies of all seven types come, are named, change type and go", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const types = ["Identity policy", "Resource policy", "Permissions boundary", "Session policy", "Service control policy", "Resource control policy", "VPC endpoint policy"];
  for (const [index, type] of types.entries()) {
    await page.getByRole("button", { name: "Add policy" }).click();
    await page.getByRole("dialog", { name: "Add policy" }).getByRole("button", { name: type }).click();
    const added = policy(page, type);
    await added.waitFor();
    await added.getByLabel("Policy name").fill(`Number ${index + 2}`);
    await editor(page, `${type} ${index + 2} Number ${index + 2}`).waitFor();
  }
  await verdict(page).filter({ hasText: /Allowed|Denied|Cannot/ }).waitFor();
  const last = policy(page, "Number 8");
  await last.getByRole("button", { name: "Menu of Number 8" }).click();
  await page.getByLabel("Type", { exact: true }).selectOption("Session policy");
  await page.keyboard.press("Escape");
  await editor(page, "Session policy 6 Number 8").waitFor();
  for (const number of [8, 7, 6, 5, 4, 3, 2]) {
    const name = `Number ${number}`;
    await policy(page, name).getByRole("button", { name: `Menu of ${name}` }).click();
    await page.getByRole("dialog", { name: `Menu of ${name}` }).getByRole("button", { name: "Remove" }).click();
    await policy(page, name).waitFor({ state: "detached" });
  }
  await decides(page, "Allowed");
});

test("editors stand side by side in as many columns as wished, and their edge moves by keyboard", async (t) => {
  const page = await open(t, { viewport: { width: 1440, height: 900 } });
  await show(page, deniedBehindEmoji);
  await page.getByRole("button", { name: /^(2|Two) columns$/ }).click();
  const [first, second] = [policy(page, "ReadReports"), policy(page, "Guard")];
  const width = async () => (await first.boundingBox())?.width ?? 0;
  const [a, b] = [await first.boundingBox(), await second.boundingBox()];
  assert.ok(a && b && a.x + a.width <= b.x + 1 && Math.abs(a.y - b.y) < 2, "not side by side");
  const before = await width();
  await page.getByRole("separator", { name: "Width of the first editor" }).focus();
  await page.keyboard.press("ArrowRight");
  await waitUntil(async () => (await width()) > before + 4, async () => `the width stays at ${await width()}`);
});

test("hostile documents get their message and cost no text", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const hostile = {
    "deep nesting": "[".repeat(10_000),
    "a megabyte": policyText({ Effect: "Allow", Action: "x".repeat(1 << 20), Resource: "*" }),
    "stars without end": policyText({ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${"*a".repeat(5_000)}b` }),
    "a lone surrogate": '{"Statement": "\\ud800"}',
    "the same key twice": '{"Statement": [], "Statement": []}',
  };
  for (const [what, text] of Object.entries(hostile)) {
    await replaceText(page, "Identity policy 1", text);
    const start = Date.now();
    await verdict(page).filter({ hasText: /Denied|Cannot/ }).waitFor();
    assert.ok(Date.now() - start < 5_000, `${what} took ${Date.now() - start} ms`);
  }
  await replaceText(page, "Identity policy 1", allowed.policies[0].document);
  await decides(page, "Allowed");
});
