/** The gallery, the lessons and the guides. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { decides, editor, replaceText, verdict } from "./page.mjs";

const dialog = (page) => page.getByRole("dialog");

test("a scenario of the gallery opens, and the draft that was here is kept", async (t) => {
  const page = await open(t);
  await editor(page, "").nth(1).waitFor();
  await page.getByLabel("Title of the scenario").fill("Mine");
  await page.getByRole("link", { name: "Gallery", exact: true }).click();
  const entry = dialog(page).getByRole("link", { name: /An explicit deny wins/ });
  await entry.waitFor();
  assert.ok((await dialog(page).getByRole("listitem").count()) >= 40);
  await entry.click();
  await decides(page, /Denied|Allowed/);
  await page.getByText("An explicit deny wins is open; what was here is kept").waitFor();
  assert.equal(await page.getByLabel("Title of the scenario").inputValue(), "An explicit deny wins");
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByRole("button", { name: /My earlier draft/ }).click();
  await page.waitForFunction(() => document.querySelector("input.title").value === "Mine");
});

test("addresses open an example, a guide and what runs in it", async (t) => {
  const page = await open(t, { path: "/#example/mfa-absent-or-false" });
  await page.waitForFunction(() => document.querySelector("input.title").value.includes("MFA"));
  await page.goto(new URL("#guide/codewhisperer", page.url()).href);
  await dialog(page).getByRole("heading", { name: "How Amazon CodeWhisperer works with IAM" }).waitFor();
  assert.equal(await dialog(page).getByRole("heading", { level: 3 }).count(), 11);
  await dialog(page).getByRole("button", { name: /^Run it/ }).nth(2).click();
  await dialog(page).waitFor({ state: "hidden" });
  await page.getByText("codewhisperer:", { exact: false }).first().waitFor();
  await verdict(page).filter({ hasText: /Denied|Allowed/ }).waitFor();
});

test("every service has its guide, and each row runs", async (t) => {
  const page = await open(t, { path: "/#gallery" });
  await dialog(page).getByLabel("A service’s guide").selectOption("sqs");
  await dialog(page).getByRole("heading", { name: /SQS works with IAM/ }).waitFor();
  assert.equal(await dialog(page).getByRole("heading", { level: 3 }).count(), 11);
  await dialog(page).getByRole("button", { name: /^Run it/ }).first().click();
  await dialog(page).waitFor({ state: "hidden" });
  await decides(page, /Denied|Allowed/);
  assert.match(await page.getByLabel("Title of the scenario").inputValue(), /SQS/);
});

test("a lesson turns green and leads on", async (t) => {
  const page = await open(t, { path: "/#learn/1" });
  const lesson = page.getByRole("region", { name: "Lesson" });
  await lesson.getByText("Step 1 of 12").waitFor();
  await lesson.getByText(/Make the tests green/).waitFor();
  const text = editor(page, "").first();
  await text.waitFor();
  const policy = await text.innerText();
  const name = (await text.getAttribute("aria-label")).split(",")[0];
  await replaceText(page, name, policy.replace(/"Action": "[^"]*"/, '"Action": "s3:GetObject"'));
  await lesson.getByText("Every test is green").waitFor();
  await lesson.getByRole("link", { name: "Next step" }).click();
  await lesson.getByText("Step 2 of 12").waitFor();
});

test("an address that leads nowhere changes nothing", async (t) => {
  const page = await open(t, { path: "/#example/no-such-thing", expectErrors: /404|no-such-thing/ });
  await page.getByRole("log", { name: "Notices" }).getByText("could not be fetched").waitFor();
  await verdict(page).filter({ hasText: /Denied|Allowed/ }).waitFor();
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in the gallery, a guide and a lesson, ${colorScheme}`, async (t) => {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      const page = await open(t, { path: "/#gallery", colorScheme, viewport, bypassCSP: true });
      await page.getByRole("dialog", { name: "Gallery" }).getByRole("heading", { name: "First steps" }).waitFor();
      assert.deepEqual(await findings(page), [], "gallery");
      await page.goto(`${new URL(page.url()).origin}/#guide/sqs`);
      await page.getByRole("dialog").getByText(/resource-based policies/i).first().waitFor();
      assert.deepEqual(await findings(page), [], "guide");
      await page.goto(`${new URL(page.url()).origin}/#learn/2`);
      await page.getByText("Step 2 of 12").waitFor();
      assert.deepEqual(await findings(page), [], "lesson");
    }
  });
}
