/** The result pane: what would change a decision, what each value decides, how far the tests reach, the report, the conformance cases. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { decides, editor, linesOf, show, waitUntil } from "./page.mjs";
import { allowed, policyText, twoRequests } from "./scenarios.mjs";
import { root } from "./server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const [alice] = allowed.requests;

/** Denied, for want of an action. */
const denied = { ...allowed, name: "A denied write", requests: [{ ...alice, name: "alice writes", action: "s3:PutObject" }] };

/** Denied, since a condition asks for another region. */
const regional = {
  ...allowed,
  name: "One region",
  policies: [{
    name: "Regional",
    type: "identity",
    document: policyText({ Sid: "Home", Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }),
  }],
  requests: [{ ...alice, context: { "aws:RequestedRegion": "us-east-1" } }],
};

/** @param {Page} page @param {string} name */
const section = (page, name) => page.getByRole("region", { name: "Result" }).getByRole("region", { name });

/** What would change the decision as it stands, once it has been searched for. @param {Page} page */
async function searched(page) {
  const changes = section(page, "What would change this");
  await waitUntil(async () => (await changes.getAttribute("aria-busy")) === "false", async () => "the search does not end");
  return changes;
}

test("a change that would allow is previewed, applied, and taken back exactly", async (t) => {
  const page = await open(t);
  await show(page, denied);
  await decides(page, "Denied (no allow)");
  const before = await linesOf(page, "Identity policy 1");
  const changes = await searched(page);
  const first = changes.getByRole("listitem").filter({ hasText: "Add s3:PutObject to Action" });
  await first.getByRole("img", { name: "Allowed" }).waitFor();
  await first.getByRole("button", { name: /^Preview/ }).click();
  const preview = first.getByRole("group", { name: "Preview" });
  assert.match(await preview.innerText(), /ReadReports, line 6/);
  assert.match(await preview.getByRole("deletion").innerText(), /"Action": "s3:GetObject",/);
  assert.match(await preview.getByRole("insertion").innerText(), /"Action": \["s3:GetObject", "s3:PutObject"\],/);
  await first.getByRole("button", { name: /^Apply/ }).click();
  await decides(page, "Allowed");
  await editor(page, "Identity policy 1").getByText("s3:PutObject").first().waitFor();
  await page.getByRole("log", { name: "Notices" }).getByRole("button", { name: "Undo" }).click();
  await decides(page, "Denied (no allow)");
  assert.deepEqual(await linesOf(page, "Identity policy 1"), before);
  // The same by the page's own undo.
  await searched(page);
  await first.getByRole("button", { name: /^Apply/ }).click();
  await decides(page, "Allowed");
  await page.getByRole("button", { name: /^Undo applying/ }).click();
  await decides(page, "Denied (no allow)");
  assert.deepEqual(await linesOf(page, "Identity policy 1"), before);
});

test("an allowed request tells which statement carries it", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const changes = await searched(page);
  await changes.getByText("One statement carries this alone").waitFor();
  await changes.getByRole("button", { name: /^Apply: Remove statement Read/ }).click();
  await decides(page, "Denied (no allow)");
});

test("what would change follows a policy that is left out, in the right policy", async (t) => {
  const page = await open(t);
  const [policy] = allowed.policies;
  await show(page, { ...denied, policies: [{ ...policy, name: "Spare" }, policy] });
  await page.getByRole("button", { name: "Leave out of the evaluation" }).first().click();
  const changes = await searched(page);
  await changes.getByRole("button", { name: /^Apply: Add s3:PutObject to Action/ }).click();
  await decides(page, "Allowed");
  await editor(page, "Identity policy 2").getByText("s3:PutObject").first().waitFor();
  assert.equal(await editor(page, "Identity policy 1").getByText("s3:PutObject").count(), 0);
});

test("each value of a key shows what it decides, and a click sets it", async (t) => {
  const page = await open(t);
  await show(page, regional);
  await decides(page, "Denied (no allow)");
  const values = section(page, "Sensitivity").getByRole("group", { name: "aws:RequestedRegion" });
  await values.getByRole("button", { name: "Allowed eu-west-1" }).waitFor();
  assert.equal(await values.getByRole("button", { name: "us-east-1" }).getAttribute("aria-current"), "true");
  await values.getByRole("button", { name: "Denied (no allow) absent" }).waitFor();
  await values.getByRole("button", { name: "Denied (no allow) other" }).waitFor();
  await values.getByRole("button", { name: "Allowed eu-west-1" }).click();
  await decides(page, "Allowed");
  const field = page.getByRole("group", { name: "Condition keys" }).getByLabel("Value of aws:RequestedRegion");
  assert.equal(await field.inputValue(), "eu-west-1");
  await page.getByRole("log", { name: "Notices" }).getByRole("button", { name: "Undo" }).click();
  await decides(page, "Denied (no allow)");
});

test("the tests tell how many are met, and which statements none reaches", async (t) => {
  const page = await open(t);
  const [reads, writes] = twoRequests.requests;
  const list = { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: "*" };
  const read = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  await show(page, {
    ...twoRequests,
    policies: [{ name: "Two", type: "identity", document: policyText(read, list) }],
    requests: [{ ...reads, expect: "allow" }, { ...writes, expect: "allow" }, { ...writes, name: "no test" }],
  });
  await page.getByRole("button", { name: /^Tests/ }).last().click();
  await page.getByText("1 as expected, 1 not, 1 without an expectation").waitFor();
  const untested = page.getByRole("region", { name: "Statements that no test reaches" });
  await untested.getByText("1 of 2 statements apply in a test").waitFor();
  const rows = untested.getByRole("listitem");
  assert.deepEqual(await rows.allInnerTexts().then((texts) => texts.map((text) => text.split(/\s+/).slice(1, 3))), [["List", "Allow"]]);
  await rows.getByRole("button").click();
  await editor(page, "Identity policy 1").locator(".cm-flash").first().waitFor();
});

test("the report is shown as JSON, copied and downloaded", async (t) => {
  const page = await open(t);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await show(page, twoRequests);
  await page.getByRole("button", { name: "Report JSON" }).click();
  const shown = await page.getByRole("region", { name: "Report, JSON" }).innerText();
  await page.getByRole("button", { name: "Copy the report" }).click();
  await page.getByRole("log", { name: "Notices" }).getByText("Report copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith(shown.trim().slice(0, 2_000)));
  // Every request has its findings, not only the one that is looked at.
  assert.deepEqual(JSON.parse(copied).requests.map(({ decision, stages }) => [decision, stages.length > 0]), [["allow", true], ["implicit-deny", true]]);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download the report" }).click()]);
  assert.equal(download.suggestedFilename(), "report.json");
  assert.equal(await readFile(await download.path(), "utf8"), copied);
});

test("the conformance cases run in the browser", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const cases = section(page, "Conformance cases");
  /** @type {string[]} */
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await cases.getByRole("button", { name: "Run the conformance cases here" }).click();
  await cases.getByText(/^All [34],\d{3} requests of \d{3} cases decide as expected/).waitFor({ timeout: 60_000 });
  // Beside them only what the worker reads of services to look for findings.
  const others = fetched.filter((path) => !/^\/(iam-playground-worker|catalog\/)/.test(path));
  assert.deepEqual(others, ["/cases.json"]);
});

test("a case that fails is told, and opens", async (t) => {
  const page = await open(t);
  const packed = JSON.parse(await readFile(join(root, "dist/cases.json"), "utf8")).slice(0, 2);
  const [[name, scenario]] = packed;
  scenario.requests[0].expect = scenario.requests[0].expect === "allow" ? "explicit-deny" : "allow";
  const body = `[\n${packed.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`;
  await page.route("**/cases.json", (route) => route.fulfill({ body, contentType: "application/json" }));
  await show(page, allowed);
  const cases = section(page, "Conformance cases");
  await cases.getByRole("button", { name: "Run the conformance cases here" }).click();
  await cases.getByText(/^1 of \d+ requests decide otherwise than expected/).waitFor();
  await cases.getByRole("listitem").getByRole("button", { name }).click();
  const title = page.getByRole("textbox", { name: "Title of the scenario" });
  await waitUntil(async () => (await title.inputValue()) === scenario.name, async () => `the title is ${await title.inputValue()}`);
});

test("on a phone the gates say how they turned out, and changes can be applied", async (t) => {
  const page = await open(t, { viewport: { width: 390, height: 844 } });
  const stages = page.getByRole("group", { name: "Stages of the decision" });
  await stages.getByRole("button", { name: /Bucket policy.*no allow/ }).waitFor();
  await stages.getByRole("button", { name: /RegionGuard.*allows/ }).waitFor();
  const apply = (await searched(page)).getByRole("button", { name: /^Apply/ }).first();
  await apply.click();
  await decides(page, "Allowed");
});
