/** The program comes in two halves: the first shows a verdict, the second brings the rest (`cargo xtask page` cuts it). */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { copyLink, editor, verdict, whole, withDraft } from "./page.mjs";
import { root } from "./server.mjs";

const second = "**/*_later.wasm";
const pill = (page) => page.locator(".pill");
const waits = (page) => page.evaluate(() => performance.getEntriesByName("waited for the second half").length);

/** A page whose second half does not come until `release` is called. */
async function held(t, options = {}, before = async (_) => {}) {
  let release = () => {};
  const gate = new Promise((resolve) => (release = () => resolve(undefined)));
  const page = await open(t, { ...options, before: async (page) => {
    await before(page);
    // What waits for it blocks the page and is let through.
    await page.route(second, async (route) => {
      if (route.request().resourceType() === "fetch") await gate;
      await route.continue().catch(() => {});
    });
  } });
  return { page, release };
}

/** What a person can read, and what it is called. */
const texts = (page) => page.evaluate(() => {
  const named = [...document.querySelectorAll("[title], [aria-label]")].map((element) => [element.getAttribute("title"), element.getAttribute("aria-label")]);
  return JSON.stringify([document.body.innerText, named]);
});

/** The first verdict shows, complete, with nothing of the second half. */
async function needsTheFirstOnly(page, shown) {
  await shown.filter({ hasText: /Allowed|Denied/ }).first().waitFor();
  assert.equal(await waits(page), 0, "a function is missing in web/first.txt: run `cargo xtask profile`");
  assert.doesNotMatch(await texts(page), /\\u0000|\uFFFD/, "a text is missing that the second half brings");
}

for (const [name, options] of Object.entries({ "a desktop": {}, "a phone, in the dark": { viewport: { width: 390, height: 844 }, colorScheme: "dark" } })) {
  test(`the first verdict needs the first half only, on ${name}`, async (t) => {
    const { page, release } = await held(t, options);
    await needsTheFirstOnly(page, verdict(page));
    release();
    await whole(page);
    assert.equal(await waits(page), 0);
  });
}

test("so does that of a link, of a draft and of an example in another page", async (t) => {
  const page = await open(t);
  await verdict(page).waitFor();
  const { hash } = new URL(await copyLink(page));
  const draft = await readFile(join(root, "web/examples/cross-account-read.json"), "utf8");
  const returning = (page) => withDraft(page, draft);
  for (const [path, shown, before] of /** @type {const} */ ([[`/${hash}`, verdict], ["/", verdict, returning], [`/embed.html${hash}`, pill]])) {
    const { page, release } = await held(t, { path }, before);
    await needsTheFirstOnly(page, shown(page));
    release();
  }
});

test("what is needed before the second half has arrived waits for it", async (t) => {
  const { page, release } = await held(t);
  await verdict(page).filter({ hasText: /Allowed|Denied/ }).waitFor();
  await page.getByRole("button", { name: /^Theme|theme/ }).first().click();
  await page.waitForFunction(() => performance.getEntriesByName("waited for the second half").length === 1);
  await page.getByRole("region", { name: "Request" }).getByRole("heading").first().waitFor();
  await editor(page, "").nth(1).waitFor();
  release();
});

test("whoever leaves before the second half has arrived loses nothing", async (t) => {
  const { page, release } = await held(t);
  await verdict(page).filter({ hasText: /Allowed|Denied/ }).waitFor();
  await page.evaluate(() => localStorage.setItem("left", "0"));
  await page.evaluate(() => addEventListener("pagehide", () => {
    localStorage.setItem("left", String(performance.getEntriesByName("waited for the second half").length));
  }));
  await page.reload();
  await verdict(page).filter({ hasText: /Allowed|Denied/ }).waitFor();
  release();
  assert.equal(await page.evaluate(() => localStorage.getItem("left")), "0", "leaving waited for the second half");
});

test("a second half that is lost on its way is asked for again", async (t) => {
  let asked = 0;
  const page = await open(t, {
    expectErrors: /second half|_later\.wasm|ERR_FAILED/,
    before: (page) => page.route(second, (route) => (asked++ === 0 ? route.abort() : route.continue())),
  });
  await whole(page);
  assert.equal(asked, 2);
});
