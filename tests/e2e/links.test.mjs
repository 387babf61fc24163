/** Sharing: the menu, the length of the link, Markdown, and scrubbing. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { crc32, inflateRawSync } from "node:zlib";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { assertTitle, copyLink, decides, openFile, show } from "./page.mjs";

const dictionary = await readFile(new URL("../../crates/iam-share/src/dictionary-2.txt", import.meta.url));

const scenario = {
  version: 1,
  name: "Maria [reads]",
  policies: [
    {
      type: "identity",
      name: "ReadPayroll",
      document: JSON.stringify({ Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-*/*" } }),
    },
  ],
  requests: [{ principal: "arn:aws:iam::210987654321:user/maria", action: "s3:GetObject", resource: "arn:aws:s3:::acme-payroll/q1.csv" }],
};

/** Opens the menu by keyboard. @param {import("playwright-core").Page} page */
async function openMenu(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Share", exact: true }).focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("dialog", { name: "Share" });
  await menu.waitFor();
  return menu;
}

/** What an entry of the menu copies. @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} menu @param {RegExp} name */
async function copied(page, menu, name) {
  await menu.getByRole("button", { name }).click();
  await page.getByRole("log", { name: "Notices" }).getByText(/copied/i).first().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What a link carries, read without the page. @param {string} link */
function read(link) {
  const bytes = Buffer.from(link.split("#2.")[1].split(".")[0], "base64url");
  const document = inflateRawSync(bytes.subarray(3), { dictionary });
  assert.equal(crc32(document) >>> 8, bytes.readUIntBE(0, 3), "the checksum differs");
  return JSON.parse(document.toString());
}

test("another program reads the link with the dictionary", async (t) => {
  const page = await open(t);
  await show(page, scenario);
  const carried = read(await copyLink(page));
  assert.equal(carried.name, scenario.name);
  assert.equal(carried.policies[0].document, scenario.policies[0].document);
});

test("the menu says how long the link is and what makes it long", async (t) => {
  const page = await open(t);
  await show(page, scenario);
  const menu = await openMenu(page);
  await menu.getByText(/^\d+ characters/).waitFor();
  await menu.getByText("short enough for every chat").waitFor();
  await menu.getByText("What makes it long").click();
  await menu.getByText("ReadPayroll").waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
});

test("Markdown holds the link, and the policies where asked", async (t) => {
  const page = await open(t);
  await show(page, scenario);
  const link = await copied(page, await openMenu(page), /^Copy Markdown link/);
  assert.match(link, /^\[Maria \\\[reads\\\]\]\(http:\/\/127\.0\.0\.1:\d+\/.*#2\.[\w-]+\)$/);
  await page.getByRole("log", { name: "Notices" }).getByText(/Markdown link copied/).waitFor();
  const menu = await openMenu(page);
  await menu.getByRole("button", { name: /^Copy Markdown with policies/ }).click();
  await page.getByRole("log", { name: "Notices" }).getByText(/Markdown copied/).waitFor();
  const whole = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(whole.includes(`\`\`\`json\n${scenario.policies[0].document}\n\`\`\`\n`), whole);
});

test("a scrubbed link names nobody and decides alike", async (t) => {
  const page = await open(t);
  await show(page, scenario);
  await decides(page, "Allowed");
  const menu = await openMenu(page);
  await menu.getByLabel("Scrub before sharing").check();
  await menu.getByRole("status").getByText(/names are replaced/).waitFor();
  await menu.getByText("What is replaced").click();
  await menu.getByRole("cell", { name: "210987654321" }).waitFor();
  const link = await copied(page, menu, /^Copy link/);
  const text = JSON.stringify(read(link));
  for (const name of ["maria", "Maria", "acme", "210987654321"]) {
    assert.ok(!text.includes(name), `${name} is in ${text}`);
  }
  await assertTitle(page, scenario.name);
  const there = await open(t, { path: new URL(link).pathname + new URL(link).hash });
  await decides(there, "Allowed");
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing in the menu, ${colorScheme}, ${width} pixels`, async (t) => {
      const page = await open(t, { colorScheme, bypassCSP: true, viewport: { width, height: 844 } });
      await openFile(page, scenario);
      await assertTitle(page, scenario.name);
      const menu = await openMenu(page);
      await menu.getByLabel("Scrub before sharing").check();
      await menu.getByText("What is replaced").click();
      await menu.getByText("What makes it long").click();
      if (process.env.SCREENSHOTS) {
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/share-${colorScheme}-${width}.png` });
      }
      assert.deepEqual(await findings(page), []);
      const box = await menu.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= width, `the menu leaves the page: ${JSON.stringify(box)}`);
    });
  }
}
