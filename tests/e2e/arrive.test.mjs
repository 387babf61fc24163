/** Links that arrive: they ask before they replace unsaved work, nothing is lost, and the browser's Back and Forward work. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { payloadOf } from "./link.mjs";
import { assertTitle, decides, draftKey, editor, openFile, replaceText, show, waitUntil, whole } from "./page.mjs";
import { allowed, readAndGuard, twoRequests } from "./scenarios.mjs";

/** @typedef {import("playwright-core").Page} Page */

const mine = { ...allowed, name: "Mine" };
const [first, second] = [{ ...readAndGuard, name: "First link" }, { ...twoRequests, name: "Second link" }];
const [toFirst, toSecond] = [first, second].map((scenario) => `#${payloadOf(scenario)}`);
const question = (/** @type {Page} */ page) => page.getByRole("dialog", { name: /^Open the (link|example)\?$/ });
const notices = (/** @type {Page} */ page) => page.getByRole("log", { name: "Notices" });
const hash = (/** @type {Page} */ page) => page.evaluate(() => location.hash);
const follow = (/** @type {Page} */ page, /** @type {string} */ to) => page.evaluate((to) => void (location.hash = to), to);

/** Types over what a policy says, and waits until the draft is written. @param {Page} page @param {string} sid */
async function edit(page, sid) {
  await replaceText(page, "", allowed.policies[0].document.replace("Allow", "Deny").replace("Read", sid));
  await decides(page, "Denied (explicit)");
  const stored = () => page.evaluate((key) => localStorage[key] ?? "", draftKey);
  await waitUntil(async () => (await stored()).includes(sid), async () => `no draft with ${sid}: ${await stored()}`);
}

/** A page with unsaved work. @param {import("node:test").TestContext} t @param {object} [options] */
async function working(t, options) {
  const page = await open(t, options);
  await show(page, mine);
  await edit(page, "Edited");
  return page;
}

/** The earlier drafts that the menu offers. @param {Page} page */
async function earlier(page) {
  await page.getByRole("button", { name: "File", exact: true }).click();
  return page.getByRole("dialog", { name: "File" }).getByRole("button", { name: /^My earlier draft/ });
}

/** Nobody is asked. @param {Page} page @param {string} title */
async function opensAtOnce(page, title) {
  await assertTitle(page, title);
  await whole(page);
  assert.equal(await question(page).count(), 0, "somebody was asked");
}

test("a link that arrives asks before it replaces unsaved work; opened, it leaves that in the menu", async (t) => {
  const page = await working(t);
  const there = await open(t, { path: `/${toFirst}`, context: page.context() });
  await question(there).waitFor();
  await assertTitle(there, "Mine");
  await decides(there, "Denied (explicit)");
  await question(there).getByText("First link").waitFor();
  await question(there).getByText("Mine", { exact: true }).waitFor();
  await there.keyboard.press("Enter");
  await assertTitle(there, "First link");
  await question(there).waitFor({ state: "detached" });
  await notices(there).getByText("what was here is kept as your earlier draft").waitFor();
  assert.equal(await hash(there), toFirst);
  await there.reload();
  await opensAtOnce(there, "First link");
  await (await earlier(there)).click();
  await assertTitle(there, "Mine");
  await decides(there, "Denied (explicit)");
  await there.reload();
  await assertTitle(there, "Mine");
});

test("who keeps the own work finds it and the link", async (t) => {
  const page = await working(t);
  const there = await open(t, { path: `/${toFirst}`, context: page.context() });
  await question(there).waitFor();
  // Before the answer a reload asks again.
  await there.reload();
  await question(there).waitFor();
  assert.equal(await hash(there), toFirst);
  await there.keyboard.press("Escape");
  await question(there).waitFor({ state: "detached" });
  await assertTitle(there, "Mine");
  assert.equal(await hash(there), "", "the address says something else than the page");
  await notices(there).getByRole("button", { name: "Open it" }).click();
  await assertTitle(there, "First link");
  await (await earlier(there)).click();
  await assertTitle(there, "Mine");
  const again = await open(t, { path: `/${toFirst}`, context: page.context() });
  await again.reload();
  await assertTitle(again, "First link");
});

test("Keep mine is a button too", async (t) => {
  const page = await working(t);
  await follow(page, toFirst);
  await question(page).getByRole("button", { name: "Keep mine" }).click();
  await question(page).waitFor({ state: "detached" });
  await assertTitle(page, "Mine");
  await page.reload();
  await opensAtOnce(page, "Mine");
});

test("nobody is asked without unsaved work", async (t) => {
  const page = await open(t, { path: `/${toFirst}` });
  await opensAtOnce(page, "First link");
  await openFile(page, mine);
  await assertTitle(page, "Mine");
  assert.equal(await hash(page), "", "a reload would show the link again");
  await page.reload();
  await assertTitle(page, "Mine");
  // A file that was opened and not changed.
  await follow(page, toSecond);
  await opensAtOnce(page, "Second link");
  await page.goto(new URL(page.url()).origin);
  await assertTitle(page, "Mine");
  await edit(page, "Saved");
  await page.getByRole("button", { name: "File", exact: true }).click();
  await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save file" }).click()]);
  await follow(page, toFirst);
  await opensAtOnce(page, "First link");
});

test("a link to what is there asks nothing and shows what it looked at", async (t) => {
  const page = await open(t);
  await show(page, second);
  await page.getByLabel("Title of the scenario").fill("Renamed");
  await follow(page, `#${payloadOf({ ...second, name: "Renamed" })}.r1.t3`);
  await decides(page, "Denied (no allow)");
  assert.equal(await question(page).count(), 0);
  await page.getByRole("list", { name: "Tests" }).first().waitFor();
});

test("another link takes the place of the one that is asked about, and going back withdraws it", async (t) => {
  const page = await working(t);
  await follow(page, toFirst);
  await question(page).getByText("First link").waitFor();
  await follow(page, toSecond);
  await question(page).getByText("Second link").waitFor();
  await page.goBack();
  await question(page).getByText("First link").waitFor();
  await page.goBack();
  await question(page).waitFor({ state: "detached" });
  await assertTitle(page, "Mine");
  await page.goForward();
  await question(page).getByText("First link").waitFor();
  await question(page).getByRole("button", { name: "Open the link" }).click();
  await assertTitle(page, "First link");
});

test("Back and Forward between two links, a guide and what was there first", async (t) => {
  const page = await working(t);
  await follow(page, toFirst);
  await question(page).getByRole("button", { name: "Open the link" }).click();
  await assertTitle(page, "First link");
  await follow(page, toSecond);
  await opensAtOnce(page, "Second link");
  await follow(page, "#guide/codewhisperer");
  const guide = page.getByRole("dialog", { name: /CodeWhisperer works with IAM/ });
  await guide.waitFor();
  await page.goBack();
  await guide.waitFor({ state: "hidden" });
  await assertTitle(page, "Second link");
  await page.goBack();
  await assertTitle(page, "First link");
  await page.goBack();
  await assertTitle(page, "Mine");
  await editor(page, "").getByText('"Edited"').waitFor();
  await page.goForward();
  await opensAtOnce(page, "First link");
  await page.goForward();
  await assertTitle(page, "Second link");
  await page.goForward();
  await guide.waitFor();
  // What is changed meanwhile is unsaved work as any other.
  await page.goBack();
  await guide.waitFor({ state: "hidden" });
  await edit(page, "Meanwhile");
  await page.goBack();
  await question(page).getByText("First link").waitFor();
});

test("an address of the gallery asks likewise, and a lesson that is declined does not begin", async (t) => {
  const page = await working(t);
  await follow(page, "#learn/1");
  await question(page).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("region", { name: "Lesson" }).waitFor({ state: "detached" });
  await assertTitle(page, "Mine");
  await follow(page, "#example/wildcards");
  await question(page).getByRole("button", { name: "Open the example" }).click();
  await notices(page).getByText("what was here is kept as your earlier draft").waitFor();
  // The same address again, after what it opened was changed.
  const title = await page.getByLabel("Title of the scenario").inputValue();
  await page.getByLabel("Title of the scenario").fill("Changed");
  await waitUntil(async () => (await hash(page)) === "", async () => "the address still says something else");
  await follow(page, "#example/wildcards");
  await question(page).getByText(title, { exact: true }).waitFor();
});

test("every work that something took the place of is kept", async (t) => {
  const page = await working(t);
  for (const name of ["One", "Two", "Three"]) {
    await follow(page, `#${payloadOf({ ...first, name })}`);
    await question(page).getByRole("button", { name: "Open the link" }).click();
    await assertTitle(page, name);
    await edit(page, name);
  }
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByRole("button", { name: /^Empty scenario/ }).click();
  await notices(page).getByText("An empty scenario is open").waitFor();
  await page.reload();
  const drafts = await earlier(page);
  assert.deepEqual((await drafts.allInnerTexts()).map((text) => /draft\s+(\w+)/.exec(text)?.[1]), ["Three", "Two", "One", "Mine"]);
});

test("two tabs that are worked in lose nothing to each other", async (t) => {
  const page = await working(t);
  const there = await open(t, { path: `/${toFirst}`, context: page.context() });
  await question(there).getByRole("button", { name: "Open the link" }).click();
  await assertTitle(there, "First link");
  for (const turn of [1, 2, 3]) {
    await edit(there, `Linked${turn}`);
    await edit(page, `Own${turn}`);
  }
  await there.close();
  await page.reload();
  await editor(page, "").getByText('"Own3"').waitFor();
  const drafts = await earlier(page);
  const names = (await drafts.allInnerTexts()).map((text) => /draft\s+(\w+)/.exec(text)?.[1]);
  assert.equal(names.filter((name) => name === "First").length, 1, `the other tab's work: ${names}`);
  assert.ok(names.length <= 3, `more than the last of each: ${names}`);
  await drafts.nth(names.indexOf("First")).click();
  await editor(page, "").getByText('"Linked3"').waitFor();
});

test("a draft that cannot be read is not written over", async (t) => {
  const later = JSON.stringify({ version: 99, name: "Of a later release" });
  const page = await open(t);
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [draftKey, later]);
  await page.reload();
  await editor(page, "").first().waitFor();
  await page.getByLabel("Title of the scenario").fill("Typed here");
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await waitUntil(async () => (await stored()).includes("Typed here"), stored);
  assert.ok((await stored()).includes("Of a later release"), await stored());
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing in the question, ${colorScheme}, ${width} pixels`, async (t) => {
      const page = await open(t, { colorScheme, bypassCSP: true, viewport: { width, height: 844 } });
      await page.evaluate(([key, draft]) => localStorage.setItem(key, draft), [draftKey, JSON.stringify(mine)]);
      const there = await open(t, { path: `/${toFirst}`, context: page.context() });
      await question(there).waitFor();
      if (process.env.SCREENSHOTS) await there.screenshot({ path: `${process.env.SCREENSHOTS}/arrived-${colorScheme}-${width}.png` });
      assert.deepEqual(await findings(there), []);
    });
  }
}
