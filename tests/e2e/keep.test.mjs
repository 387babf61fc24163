/** Nothing is lost: drafts, links, files. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { launch, open } from "./harness.mjs";
import { assertTitle, copyLink, decides, editor, openFile, replaceText, show, linesOf, verdict, waitUntil } from "./page.mjs";
import { allowed, deniedBehindEmoji } from "./scenarios.mjs";

const changed = allowed.policies[0].document.replace("Allow", "Deny");

/** Waits until the draft is written: only then does a reload show it. @param {import("playwright-core").Page} page @param {string} part */
async function drafted(page, part) {
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await waitUntil(async () => (await stored()).includes(part), async () => `no draft with ${part}: ${await stored()}`);
}

test("a reload shows the draft", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await replaceText(page, "Identity policy 1", changed.replace("Read", "Kept"));
  await decides(page, "Denied (explicit)");
  await drafted(page, "Kept");
  await page.reload();
  await decides(page, "Denied (explicit)");
  await editor(page, "Identity policy 1").getByText('"Kept"').waitFor();
});

test("a reload shows the file that was opened", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await drafted(page, "ReadReports");
  await page.reload();
  await assertTitle(page, allowed.name);
});

test("a link opens the same scenario elsewhere", async (t) => {
  const page = await open(t);
  await show(page, deniedBehindEmoji);
  const sentence = await verdict(page).innerText();
  const link = await copyLink(page);
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/(index\.html)?#/, "the scenario is not in the fragment");
  const there = await open(t, { path: new URL(link).pathname + new URL(link).hash });
  await assertTitle(there, deniedBehindEmoji.name);
  await waitUntil(async () => (await verdict(there).innerText()) === sentence, async () => `another verdict: ${await verdict(there).innerText()}`);
  await editor(there, "Identity policy 2").waitFor();
  assert.deepEqual(await linesOf(there, "Identity policy 2"), deniedBehindEmoji.policies[1].document.split("\r\n"));
});

test("a link that another tool filled in opens, and one that is wrong says why", async (t) => {
  const policy = encodeURIComponent(allowed.policies[0].document);
  const request = "principal=arn:aws:iam::111122223333:user/alice&action=s3:GetObject&resource=arn:aws:s3:::elsewhere/a";
  const page = await open(t, { path: `/#prefill?name=Filled+in&${request}&policy=${policy}` });
  await assertTitle(page, "Filled in");
  await decides(page, "Denied (no allow)");
  await page.evaluate(() => (location.hash = "prefill?actions=s3:GetObject"));
  await page.getByRole("log", { name: "Notices" }).getByText(/the field actions is unknown/).waitFor();
  await assertTitle(page, "Filled in");
});

test("a link restores the request and the stage that were looked at", async (t) => {
  const page = await open(t);
  await show(page, { ...allowed, requests: [...allowed.requests, { ...allowed.requests[0], name: "another", action: "s3:PutObject" }] });
  await decides(page, "Allowed");
  const link = new URL(await copyLink(page));
  const there = await open(t, { path: `${link.pathname}${link.hash}.r1` });
  await decides(there, "Denied (no allow)");
  const again = new URL(await copyLink(there));
  assert.match(again.hash, /\.r1$/);
  const card = await open(t, { path: `${link.pathname}${link.hash}.r1.c0-0` });
  await decides(card, "Denied (no allow)");
  assert.match(new URL(await copyLink(card)).hash, /\.r1\.c0-0$/);
  assert.equal(await card.getByRole("button", { name: /^Undo: nothing/ }).count(), 1, "a visitor has done nothing yet");
  const beyond = await open(t, { path: `${link.pathname}${link.hash}.r99.s99.c9-9.x` });
  await decides(beyond, "Denied (no allow)");
  assert.match(new URL(await copyLink(beyond)).hash, /\.r1/);
});

test("a damaged link says so and keeps the draft", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await replaceText(page, "Identity policy 1", changed.replace("Read", "Kept"));
  await drafted(page, "Kept");
  const link = await copyLink(page);
  const damaged = link.slice(0, -20) + "AAAAAAAA";
  const context = page.context();
  const again = await open(t, { path: new URL(damaged).pathname + new URL(damaged).hash, context });
  await again.getByRole("log", { name: "Notices" }).getByText(/link/i).waitFor();
  await assertTitle(again, allowed.name);
  await decides(again, "Denied (explicit)");
});

test("a file is saved and opened again", async (t) => {
  const page = await open(t);
  await show(page, deniedBehindEmoji);
  await page.getByRole("button", { name: "File" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save file" }).click()]);
  assert.match(download.suggestedFilename(), /\.json$/);
  const saved = await readFile(await download.path(), "utf8");
  const read = JSON.parse(saved);
  assert.equal(read.version, 1);
  assert.equal(read.policies[1].document, deniedBehindEmoji.policies[1].document);
  const other = await open(t);
  await verdict(other).waitFor();
  await openFile(other, saved);
  await assertTitle(other, deniedBehindEmoji.name);
  await decides(other, "Denied (explicit)");
});

test("a file that is no scenario is refused and nothing is lost", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  for (const file of ["not JSON", "[]", '{"version": 99, "policies": [], "requests": []}', '{"version": 1, "policies": 3}']) {
    const notices = page.getByRole("log", { name: "Notices" }).getByRole("listitem");
    const before = await notices.last().innerText().catch(() => "");
    await openFile(page, file);
    await waitUntil(async () => (await notices.count()) > 0 && (await notices.last().innerText()) !== before, async () => `no notice for ${file}`);
    await assertTitle(page, allowed.name);
  }
  await decides(page, "Allowed");
});

test("a page without storage and without the editor's module still decides", async (t) => {
  const context = await (await launch()).newContext({ viewport: { width: 1440, height: 900 } });
  t.after(() => context.close());
  await context.route("**/editor.js", (route) => route.abort());
  const page = await open(t, { context, expectErrors: /editor\.js|ERR_FAILED/ });
  await verdict(page).waitFor();
  await openFile(page, allowed);
  await decides(page, "Allowed");
  const area = editor(page, "Identity policy 1");
  await area.fill(changed);
  await decides(page, "Denied (explicit)");
});
