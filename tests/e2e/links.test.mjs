/** Sharing: the menu, the length of the link, Markdown, and scrubbing. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { framed, inside } from "./embed.mjs";
import { open } from "./harness.mjs";
import { payloadOf, read } from "./link.mjs";
import { assertTitle, copyLink, decides, openFile, show } from "./page.mjs";

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

/** Everything that a scenario can say beside policies, and texts that could be taken for markup. */
const rich = {
  version: 1,
  name: 'A "rich" <one> & more',
  description: "</script><!-- not the end",
  unknownKeys: "open",
  organization: { id: "o-a1b2c3d4e5", accounts: { 210987654321: { path: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/" } } },
  policies: [
    { ...scenario.policies[0], name: "R&D", document: JSON.stringify({ Version: "2012-10-17", Statement: { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-*/</pre>*" } }, null, 2) },
    { type: "service-control", name: "Guard", attachedTo: ["ou-ab12-11111111", "r-ab12"], document: JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }) },
    { type: "service-control", name: "Nowhere", attachedTo: [], document: JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } }) },
  ],
  requests: [
    { name: "denied", ...scenario.requests[0], action: "s3:PutObject", expect: "implicit-deny" },
    { name: "allowed", ...scenario.requests[0], resource: "arn:aws:s3:::acme-payroll/</pre>q1.csv", context: { "aws:SourceIp": "203.0.113.7" } },
  ],
};
const looked = `/#${payloadOf(rich)}.r1`;

test("what is copied for other tools shows there what was looked at", async (t) => {
  const page = await open(t, { path: looked });
  await assertTitle(page, rich.name);
  await decides(page, "Allowed");
  const markdown = await copied(page, await openMenu(page), /^Copy Markdown link/);
  const link = new URL(/\((http.*)\)$/.exec(markdown)?.[1] ?? "");
  assert.match(link.hash, /\.r1$/);
  await decides(await open(t, { path: link.pathname + link.hash }), "Allowed");
  const menu = await openMenu(page);
  await menu.getByLabel("Scrub before sharing").check();
  const scrubbed = new URL(await copied(page, menu, /^Copy link/));
  assert.match(scrubbed.hash, /\.r1$/);
  await decides(await open(t, { path: scrubbed.pathname + scrubbed.hash }), "Allowed");
});

test("the length at the foot is that of the link, with what is looked at", async (t) => {
  const page = await open(t, { path: looked });
  await decides(page, "Allowed");
  const link = await copyLink(page);
  assert.match(link, /\.r1$/);
  await page.getByText(`Link ${link.length.toLocaleString("en")} characters`).waitFor();
});

test("a copied frame shows the scenario in another page", async (t) => {
  const page = await open(t, { path: looked });
  await assertTitle(page, rich.name);
  const frame = await copied(page, await openMenu(page), /^Copy frame/);
  const there = await framed(t, frame);
  await inside(there).locator(".pill").filter({ hasText: "Allowed" }).waitFor();
  await inside(there).getByRole("heading", { name: rich.name }).waitFor();
  assert.equal(await there.getByTitle(rich.name).count(), 1);
});

test("a copied element shows the scenario in another page, and its text without scripts", async (t) => {
  const page = await open(t, { path: looked });
  await assertTitle(page, rich.name);
  const element = await copied(page, await openMenu(page), /^Copy element/);
  const there = await framed(t, element);
  await inside(there).locator(".pill").filter({ hasText: "Allowed" }).waitFor();
  const shown = await there.locator("iam-playground").evaluate((element) => element.getScenario());
  // A document may come as an object or as its text.
  const plainly = (value) => JSON.parse(JSON.stringify(value, (key, value) => (key === "document" && typeof value === "string" ? JSON.parse(value) : value)));
  assert.deepEqual(plainly(shown), plainly(rich));
  const plain = await framed(t, element, { javaScriptEnabled: false });
  await plain.getByText('"Sid": "Read"').waitFor();
  await plain.getByText('"aws:SourceIp"').waitFor();
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
