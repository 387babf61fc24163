/** The same page under other circumstances: enlarged, in forced colours, without motion, without a network, on a phone. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { decides, editor, openFile, replaceText, show, verdict, whole } from "./page.mjs";
import { allowed } from "./scenarios.mjs";

const denied = allowed.policies[0].document.replace("Allow", "Deny");

/** @param {import("playwright-core").Page} page @param {string} name */
const place = (page, name) => page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name });

/** The verdict that floats over every place of a phone. @param {import("playwright-core").Page} page @param {string} text */
const floating = (page, text) => page.locator("button.fv", { hasText: text });

/** Nothing reaches beyond the right edge, so that nobody scrolls both ways. @param {import("playwright-core").Page} page @param {string} where */
async function reflows(page, where) {
  const over = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    return wide > 0 ? `${wide} pixels too wide` : "";
  });
  assert.equal(over, "", where);
}

// 1,280 by 1,024 pixels at 400 %, as WCAG's criterion 1.4.10 has it.
test("at 400 % nothing is lost, and policies are edited", async (t) => {
  const page = await open(t, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await verdict(page).waitFor({ state: "attached" });
  await whole(page);
  await openFile(page, allowed);
  for (const name of ["Policies", "Request", "Result", "Tests"]) {
    await place(page, name).click();
    await reflows(page, name);
  }
  await place(page, "Policies").click();
  await editor(page, "Identity policy 1").waitFor();
  await replaceText(page, "Identity policy 1", denied);
  await floating(page, "Denied (explicit)").click();
  await decides(page, "Denied (explicit)");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Commands" }).getByRole("combobox").fill("gallery");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Gallery" }).waitFor();
  await reflows(page, "gallery");
});

test("in forced colours what decided, what is pressed and each verdict can be told", async (t) => {
  const page = await open(t, { forcedColors: "active" });
  await verdict(page).waitFor();
  await editor(page, "").first().waitFor();
  const decided = page.locator(".cm-mark-decided").first();
  await decided.waitFor();
  assert.notEqual(await decided.evaluate((mark) => getComputedStyle(mark).outlineStyle), "none", "nothing sets the deciding text apart");
  const pressed = page.getByRole("button", { name: "2 columns" });
  const other = page.getByRole("button", { name: "1 column" });
  const background = (/** @type {import("playwright-core").Locator} */ button) => button.evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(await background(pressed), await background(other));
  await decides(page, /Denied \(no allow\)/);
});

test("whoever wants less motion gets none", async (t) => {
  const page = await open(t, { reducedMotion: "reduce" });
  await show(page, allowed);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await replaceText(page, "Identity policy 1", denied);
  await decides(page, "Denied (explicit)");
  const moving = await page.evaluate(() => {
    const longest = [...document.querySelectorAll("*")].flatMap((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element);
      return [transitionDuration, animationDuration].flatMap((all) => all.split(",").map((one) => Number.parseFloat(one) * (one.endsWith("ms") ? 0.001 : 1)));
    });
    return Math.max(...longest);
  });
  assert.ok(moving <= 0.001, `something moves for ${moving} s`);
});

test("without a network the page that is open goes on working", async (t) => {
  const page = await open(t, { expectErrors: /ERR_INTERNET_DISCONNECTED|worker/i });
  await show(page, allowed);
  await page.context().setOffline(true);
  await replaceText(page, "Identity policy 1", denied);
  await decides(page, "Denied (explicit)");
  const changes = page.getByRole("region", { name: "What would change this" });
  await changes.getByText("Each of these was tried and allows the request").waitFor();
  await changes.getByRole("button", { name: "Apply" }).first().click();
  await decides(page, "Allowed");
  await page.keyboard.press("Control+z");
  await decides(page, "Denied (explicit)");
  await page.getByRole("button", { name: "I got AccessDenied" }).click();
  await page.getByRole("textbox", { name: "Evidence" }).fill("User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:ListAllMyBuckets");
  await page.getByRole("dialog", { name: "I got AccessDenied" }).getByText("s3:ListAllMyBuckets").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "File", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Save file/ }).click();
  assert.match((await download).suggestedFilename(), /\.json$/);
  // What is fetched when it is wanted says that it is not there.
  await page.getByRole("link", { name: "Gallery" }).first().click();
  await page.getByRole("dialog", { name: "Gallery" }).getByText(/could not|cannot|not be/i).first().waitFor();
});

test("on a phone a policy and a request are really edited", async (t) => {
  const page = await open(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await verdict(page).waitFor({ state: "attached" });
  await whole(page);
  await openFile(page, allowed);
  await place(page, "Policies").tap();
  await editor(page, "Identity policy 1").tap();
  const size = await editor(page, "Identity policy 1").evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  assert.ok(size >= 16, `text of ${size} pixels makes phones zoom in`);
  await replaceText(page, "Identity policy 1", denied);
  // The editor fills the page (touch.test.mjs), and says what is decided.
  await page.getByRole("status").filter({ hasText: "Denied (explicit)" }).waitFor();
  await page.getByRole("button", { name: "Done" }).tap();
  await floating(page, "Denied (explicit)").waitFor();
  await place(page, "Request").tap();
  await page.getByRole("combobox", { name: "Action" }).fill("s3:PutObject");
  await floating(page, "Denied (no allow)").waitFor();
  await place(page, "Tests").tap();
  await page.getByRole("list", { name: /requests|tests/i }).or(page.locator(".drawer")).first().waitFor();
  await reflows(page, "tests");
});
