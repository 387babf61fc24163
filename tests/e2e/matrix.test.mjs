/** The matrix: many actions against many principals or resources, each cell a verdict that opens its trace. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { decides, openFile, show, waitUntil } from "./page.mjs";
import { policyText, twoRequests } from "./scenarios.mjs";


/** @typedef {import("playwright-core").Page} Page */

const team = {
  ...twoRequests,
  name: "A team",
  policies: [
    {
      name: "Work",
      type: "identity",
      attachedTo: ["arn:aws:iam::111122223333:user/alice"],
      document: policyText(
        { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket", "sqs:SendMessage"], Resource: "*" },
        { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" },
      ),
    },
    { name: "Bob", type: "identity", attachedTo: ["arn:aws:iam::111122223333:user/bob"], document: policyText({ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::reports/*" }) },
  ],
};

/** Opens the matrix. @param {Page} page */
async function matrix(page) {
  await page.getByRole("button", { name: "Matrix" }).click();
  return page.getByRole("grid", { name: "Verdicts" });
}

/** Waits until everything is decided. @param {Page} page */
const settled = (page) => page.locator("table[aria-label=Verdicts][aria-busy=false]").waitFor();

test("the table has what policies and requests name, and a cell opens its trace", async (t) => {
  const page = await open(t);
  await show(page, team);
  const grid = await matrix(page);
  await settled(page);
  for (const name of ["Action", "user/alice", "user/bob"]) await grid.getByRole("columnheader", { name }).waitFor();
  await grid.getByRole("button", { name: "allow: s3:GetObject, user/alice" }).waitFor();
  await grid.getByRole("button", { name: "explicit deny: s3:DeleteObject, user/alice" }).waitFor();
  await grid.getByRole("button", { name: "no allow: sqs:SendMessage, user/bob" }).waitFor();
  // The saved request that asks the same is looked at, not a copy of it.
  await grid.getByRole("button", { name: "no allow: s3:PutObject, user/alice" }).click();
  await decides(page, "Denied (no allow)");
  const requests = page.getByRole("region", { name: "Saved requests" });
  assert.equal(await requests.getByRole("listitem").count(), 2);
  await grid.getByRole("button", { name: "explicit deny: s3:DeleteObject, user/alice" }).click();
  await decides(page, "Denied (explicit)");
  assert.equal(await requests.getByRole("listitem").count(), 3);
  assert.equal(await page.getByLabel("Name of the request").inputValue(), "user/alice · s3:DeleteObject");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  assert.equal(await requests.getByRole("listitem").count(), 2);
});

test("rows and columns are typed, columns are resources, and the table is copied as text", async (t) => {
  const page = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await show(page, team);
  const grid = await matrix(page);
  await page.getByRole("group", { name: "Columns" }).getByRole("button", { name: "Resources" }).click();
  await grid.getByRole("columnheader", { name: "reports/2026.csv" }).waitFor();
  await page.getByRole("button", { name: "Rows and columns" }).click();
  await page.getByLabel("Actions, one a line").fill("s3:GetObject\nsqs:DeleteQueue");
  await page.getByLabel("Resources, one a line").fill("arn:aws:s3:::a\narn:aws:sqs:eu-west-1:111122223333:q");
  await grid.getByRole("button", { name: "no allow: sqs:DeleteQueue, q" }).waitFor();
  await settled(page);
  await page.getByRole("button", { name: "Copy CSV" }).click();
  await page.getByText("Table copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.replaceAll("\r", ""), "Action,arn:aws:s3:::a,arn:aws:sqs:eu-west-1:111122223333:q\ns3:GetObject,allow,allow\nsqs:DeleteQueue,implicit-deny,implicit-deny\n");
  await page.getByRole("button", { name: "Copy Markdown" }).click();
  await waitUntil(async () => (await page.evaluate(() => navigator.clipboard.readText())).includes("| `s3:GetObject` | Allowed | Allowed |"), async () => "no Markdown was copied");
  await page.getByRole("button", { name: "Take them from the scenario" }).click();
  await grid.getByRole("columnheader", { name: "user/alice" }).or(grid.getByRole("columnheader", { name: "reports/2026.csv" })).first().waitFor();
});

test("by keyboard alone, in ten thousand cells of which few are drawn", async (t) => {
  const page = await open(t);
  await show(page, team);
  const grid = await matrix(page);
  await page.getByRole("button", { name: "Rows and columns" }).click();
  const list = (count, text) => Array.from({ length: count }, (_, number) => text + number).join("\n");
  await page.getByLabel("Actions, one a line").fill(list(100, "s3:Action"));
  await page.getByLabel("Principals, one a line").fill(list(100, "arn:aws:iam::111122223333:user/u"));
  await settled(page);
  await page.getByRole("region", { name: "Matrix" }).getByText("10,000").first().waitFor();
  await page.getByRole("button", { name: "Rows and columns" }).click();
  await grid.getByRole("button", { name: /s3:Action0, user\/u0$/ }).focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  /** @param {string} key @param {string} place */
  const press = async (key, place) => {
    await page.keyboard.press(key);
    await waitUntil(async () => (await focused()).endsWith(place), async () => `${key} leads to ${await focused()}`);
  };
  await press("ArrowRight", "s3:Action0, user/u1");
  await press("ArrowDown", "s3:Action1, user/u1");
  await press("End", "s3:Action1, user/u99");
  await press("Control+End", "s3:Action99, user/u99");
  await press("ArrowUp", "s3:Action98, user/u99");
  await press("PageUp", "user/u99");
  await press("Control+Home", "s3:Action0, user/u0");
  for (let turn = 1; turn <= 30; turn += 1) await press("ArrowDown", `s3:Action${turn}, user/u0`);
  assert.ok((await grid.getByRole("button").count()) < 1200, "only what is seen is drawn");
  await page.keyboard.press("Enter");
  await waitUntil(async () => (await page.getByLabel("Name of the request").inputValue()) === "user/u0 · s3:Action30", async () => "Enter opens no trace");
});

test("rows come from the catalog, columns from a service's types, and another scenario begins anew", async (t) => {
  const page = await open(t);
  await show(page, team);
  const grid = await matrix(page);
  await page.getByRole("button", { name: "Rows and columns" }).click();
  const form = page.getByRole("form", { name: "From the catalog" });
  await form.getByRole("button", { name: "Actions that the policies’ wildcards stand for" }).click();
  await form.getByText(/actions taken\.$/).waitFor();
  const rows = () => page.getByLabel("Actions, one a line").inputValue();
  assert.ok((await rows()).includes("s3:GetBucketPolicy"), await rows());
  await form.getByLabel("Service, or a pattern").fill("sqs");
  for (const level of ["Read", "Write", "Tagging", "Permissions management"]) await form.getByLabel(level, { exact: true }).uncheck();
  await form.getByLabel("Read", { exact: true }).check();
  await form.getByRole("button", { name: "Only its actions" }).click();
  await form.getByText(/^\d actions taken\.$/).waitFor();
  assert.ok((await rows()).split("\n").every((row) => row.startsWith("sqs:")), await rows());
  await form.getByLabel("Service, or a pattern").fill("nothing:*");
  await form.getByRole("button", { name: "Add its actions" }).click();
  await form.getByText("No action fits nothing:*.").waitFor();
  await page.getByRole("group", { name: "Columns" }).getByRole("button", { name: "Resources" }).click();
  await form.getByLabel("Service, or a pattern").fill("Amazon SQS");
  await form.getByRole("button", { name: "A resource of each of its types" }).click();
  await form.getByText("1 resources added.").waitFor();
  await grid.getByRole("columnheader", { name: "queue-name" }).waitFor();
  await settled(page);
  await openFile(page, { ...twoRequests, name: "Another" });
  await page.getByRole("form", { name: "From the catalog" }).waitFor();
  assert.ok(!(await page.getByLabel("Actions, one a line").inputValue()).includes("sqs:"));
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing in the matrix, ${colorScheme}, ${width} pixels`, async (t) => {
      const page = await open(t, { colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
      if (width < 700) {
        await openFile(page, team);
        await decides(page, "Allowed");
      } else await show(page, team);
      if (width < 700) await page.getByRole("button", { name: "Tests" }).first().click();
      await matrix(page);
      await settled(page);
      await page.getByRole("button", { name: "Rows and columns" }).click();
      await page.getByLabel("Actions, one a line").waitFor();
      assert.deepEqual(await findings(page), []);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/matrix-${width}-${colorScheme}.png` });
    });
  }
}
