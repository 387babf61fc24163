/** Two versions of the document: what each request decides under both, and the policies side by side. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { decides, show } from "./page.mjs";
import { allowed, policyText } from "./scenarios.mjs";

/** @typedef {import("playwright-core").Page} Page */

const [alice] = allowed.requests;
const reads = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

/** Two requests, of which the first is allowed. */
const two = {
  ...allowed,
  name: "Before",
  policies: [
    { name: "Reader", type: "identity", document: policyText(reads) },
    { name: "Limit", type: "permissions-boundary", document: policyText({ Effect: "Allow", Action: "s3:*", Resource: "*" }) },
  ],
  requests: [{ ...alice, name: "reads", action: "s3:GetObject" }, { ...alice, name: "writes", action: "s3:PutObject" }],
};

/** The same, with another first policy. */
const later = { ...two, name: "After", policies: [{ ...two.policies[0], document: policyText({ ...reads, Action: "s3:PutObject" }) }, two.policies[1]] };

/** @param {Page} page */
async function compare(page) {
  await page.getByRole("button", { name: "Compare" }).click();
  return page.locator(".compare");
}

/** A file of a JSON document. @param {string} name @param {unknown} document */
const file = (name, document) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) });

test("a file is compared: requests decided otherwise first, policies side by side", async (t) => {
  const page = await open(t, { bypassCSP: true });
  await show(page, later);
  await decides(page, "Denied (no allow)");
  const view = await compare(page);
  await view.getByText("No policy differs.").waitFor();
  await view.getByText("All 2 requests are decided as before.").waitFor();
  await page.getByLabel("File to compare with").setInputFiles(file("before.json", two));
  await view.getByText("2 of 2 requests are decided otherwise.").waitFor();
  const rows = view.getByRole("list", { name: "Requests under both versions" }).getByRole("listitem");
  assert.match(await rows.first().innerText(), /reads[^]*Allowed[^]*Denied \(no allow\)/);
  assert.match(await rows.last().innerText(), /writes[^]*Denied \(no allow\)[^]*Allowed/);
  const table = view.getByRole("table", { name: "Differences of Reader" });
  const changed = table.getByRole("row").filter({ has: page.locator("mark") });
  assert.match(await changed.innerText(), /"Action": "s3:GetObject"[^]*"Action": "s3:PutObject"/);
  await view.getByText("1 policy does not differ.").waitFor();
  assert.deepEqual(await findings(page), []);
  // A row opens the request's trace, and the verdicts follow what is typed.
  await rows.last().getByRole("button").click();
  await decides(page, "Allowed");
});

test("an earlier version of one policy stands in for the one it is like", async (t) => {
  const page = await open(t);
  await show(page, two);
  const view = await compare(page);
  await page.getByLabel("File to compare with").setInputFiles(file("Reader.json", JSON.parse(policyText({ ...reads, Effect: "Deny" }))));
  await view.getByText("1 of 2 requests is decided otherwise.").waitFor();
  assert.match(await view.getByRole("listitem").first().innerText(), /reads[^]*Denied \(explicit\)[^]*Allowed/);
  const target = view.getByLabel("An earlier version of:");
  await target.selectOption({ label: "Limit" });
  await view.getByRole("table", { name: "Differences of Limit" }).waitFor();
  assert.equal(await view.getByRole("table", { name: "Differences of Reader" }).count(), 0);
});

test("a version kept by hand is what is compared with, and typing moves the verdicts", async (t) => {
  const page = await open(t, { colorScheme: "dark", bypassCSP: true });
  await show(page, two);
  const view = await compare(page);
  await view.getByRole("button", { name: "Keep this version to compare with" }).click();
  assert.equal(await view.getByLabel("Before:").inputValue(), "as it was kept");
  await show(page, later);
  // Another document has versions of its own.
  assert.equal(await view.getByLabel("Before:").inputValue(), "as it was opened");
  await page.getByLabel("File to compare with").setInputFiles(file("no.json", ["neither"]));
  await page.getByRole("log", { name: "Notices" }).getByText(/no\.json could not be opened/).waitFor();
  assert.deepEqual(await findings(page), []);
});
