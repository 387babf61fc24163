/** What a person looked at when the page was left is what is found when it comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { copyLink, draftKey, policy, replaceText, show, verdict, waitUntil, whole } from "./page.mjs";
import { twoRequests } from "./scenarios.mjs";

/** @typedef {import("playwright-core").Page} Page */

const viewKey = "iam-playground/view/1";

/** @param {Page} page */
const request = (page) => page.getByRole("region", { name: "Request", exact: true });
/** @param {Page} page @param {RegExp} is */
const kept = (page, is) =>
  waitUntil(
    async () => is.test(await page.evaluate((key) => localStorage.getItem(key) ?? "", viewKey)),
    async () => `kept is ${await page.evaluate((key) => localStorage.getItem(key), viewKey)}`,
  );
/** @param {Page} page */
async function reload(page) {
  await page.reload();
  await whole(page);
}

/** Looks at the second request, with the tests below and the first policy folded. @param {Page} page */
async function lookAround(page) {
  await page.getByRole("button", { name: /^Tests/ }).last().click();
  await request(page).getByRole("button", { name: twoRequests.requests[1].name }).first().click();
  await policy(page, "ReadReports").getByRole("button", { name: "Fold" }).click();
}

/** @param {Page} page */
async function findsIt(page) {
  await page.getByRole("button", { name: /^Tests/, expanded: true }).waitFor();
  await policy(page, "ReadReports").getByRole("button", { name: "Open", exact: true }).waitFor();
  assert.equal(await policy(page, "ReadReports").getByRole("textbox", { name: /JSON$/ }).count(), 0);
}

test("a draft is found as it was looked at", async (t) => {
  const page = await open(t);
  await show(page, twoRequests);
  const first = await verdict(page).innerText();
  await replaceText(page, "Identity policy 1", `${twoRequests.policies[0].document}\n`);
  await lookAround(page);
  await waitUntil(async () => (await verdict(page).innerText()) !== first, async () => "the verdict is that of the first request");
  const second = await verdict(page).innerText();
  await kept(page, /\.r1.*\.d1/);
  await reload(page);
  assert.equal(await verdict(page).innerText(), second, "no other verdict comes first");
  await findsIt(page);
  // Another document is looked at from its beginning.
  await show(page, { ...twoRequests, name: "Another", requests: twoRequests.requests.slice(0, 1) });
  await waitUntil(async () => (await verdict(page).innerText()) === first, async () => "the view of another document");
});

test("the worked example is found as it was looked at, scrolled and with its gate, and forgotten when wished", async (t) => {
  const page = await open(t, { viewport: { width: 1440, height: 700 } });
  await verdict(page).waitFor();
  await whole(page);
  const scroll = request(page).locator(".scroll");
  await scroll.evaluate((pane) => pane.scrollTo(0, 260));
  const result = page.getByRole("region", { name: "Result" });
  const gate = result.getByRole("button", { name: /RegionGuard/ }).first();
  await gate.click();
  await kept(page, /\.s\d/);
  await reload(page);
  await waitUntil(async () => (await scroll.evaluate((pane) => pane.scrollTop)) === 260, async () => `scrolled to ${await scroll.evaluate((pane) => pane.scrollTop)}`);
  assert.equal(await gate.getAttribute("aria-pressed"), "true");
  await page.goto(`${page.url()}?fresh`);
  await whole(page);
  assert.equal(await gate.getAttribute("aria-pressed"), "false", "?fresh begins at the beginning");
  await kept(page, /^0\./);
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("dialog", { name: "Settings" }).getByRole("button", { name: /Forget/ }).click();
  await waitUntil(() => page.evaluate((key) => localStorage.getItem(key) === null, viewKey), async () => "the view is still kept");
  await reload(page);
  assert.equal(await scroll.evaluate((pane) => pane.scrollTop), 0);
});

test("a link says itself what to look at, and a reload finds what was left", async (t) => {
  const page = await open(t);
  await show(page, twoRequests);
  const link = await copyLink(page);
  const there = await open(t, { context: page.context(), path: new URL(link).pathname + new URL(link).hash });
  await verdict(there).waitFor();
  await whole(there);
  const first = await verdict(there).innerText();
  await lookAround(there);
  await kept(there, /\.r1.*\.d1/);
  await reload(there);
  await waitUntil(async () => (await verdict(there).innerText()) !== first, async () => "the reload shows the first request");
  await findsIt(there);
  const anew = await open(t, { context: page.context(), path: new URL(link).pathname + new URL(link).hash });
  await verdict(anew).waitFor();
  assert.equal(await verdict(anew).innerText(), first, "a link opens as it was made");
});

test("on a phone the section comes back, and what is kept may be damaged", async (t) => {
  const page = await open(t, { viewport: { width: 390, height: 844 } });
  await verdict(page).waitFor({ state: "attached" });
  await whole(page);
  const place = page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name: "Request" });
  await place.click();
  await kept(page, /\.t1/);
  await reload(page);
  await request(page).waitFor();
  assert.equal(await place.getAttribute("aria-current"), "page");
  for (const text of ["0.4-4.r99.s99.c99-99.t9.o99.d9.y9-9-9", "x", "0.4-4.r1.r1.r1.r1.r1.r1.r1.r1.r1.r1.y0-0-99999999"]) {
    await page.evaluate(([key, text]) => {
      addEventListener("pagehide", () => localStorage.setItem(key, text));
    }, [viewKey, text]);
    await reload(page);
    await page.locator("button.fv").waitFor();
  }
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), draftKey), null);
});
