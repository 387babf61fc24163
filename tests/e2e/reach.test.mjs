/** Which of all actions policies allow: the tab of the drawer, and the entry of a policy's menu. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { show, waitUntil } from "./page.mjs";
import { allowed, policyText } from "./scenarios.mjs";


const two = {
  ...allowed,
  name: "Two policies",
  policies: [
    { name: "Queues", type: "identity", document: policyText({ Effect: "Allow", Action: "sqs:*", Resource: "*" }) },
    { name: "Reports", type: "identity", document: policyText({ Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "arn:aws:s3:::reports/*" }) },
    { name: "Guard", type: "service-control", document: policyText({ Effect: "Allow", Action: "*", Resource: "*" }) },
  ],
};

const reach = (page) => page.getByRole("region", { name: "What is allowed" });
const service = (page, name) => reach(page).getByRole("row", { name: new RegExp(name) });

/** Opens the panel. @param {import("playwright-core").Page} page */
async function openTab(page) {
  await page.getByRole("button", { name: "What is allowed" }).click();
  await reach(page).getByRole("table").waitFor();
}

test("the actions that the request's policies allow, by service and level", async (t) => {
  const page = await open(t);
  await show(page, two);
  await openTab(page);
  await reach(page).getByRole("status").filter({ hasText: /in 2 of \d+ services/ }).waitFor();
  await service(page, "Amazon S3").getByRole("button").click();
  await reach(page).getByRole("listitem").filter({ hasText: "GetObject (on some resources)" }).waitFor();
  await service(page, "Amazon S3").getByRole("button").click();
  await waitUntil(async () => (await reach(page).getByRole("listitem").count()) === 0, async () => "it did not fold");
});

test("a search finds actions in every service", async (t) => {
  const page = await open(t);
  await show(page, two);
  await openTab(page);
  await reach(page).getByRole("searchbox").fill("getqueueurl");
  await reach(page).getByRole("listitem").filter({ hasText: "GetQueueUrl" }).waitFor();
  assert.equal(await reach(page).getByRole("listitem").count(), 1);
  await reach(page).getByRole("searchbox").fill("no such thing");
  await reach(page).getByText("Nothing that is allowed has this in its name.").waitFor();
});

test("a policy's menu asks about that policy alone", async (t) => {
  const page = await open(t);
  await show(page, two);
  await page.getByRole("button", { name: "Menu of Queues", exact: true }).click();
  await page.getByRole("button", { name: "What it allows" }).click();
  await reach(page).getByRole("status").filter({ hasText: /in 1 of \d+ services/ }).waitFor();
  await reach(page).getByLabel("Which policies").selectOption("Guard");
  await reach(page).getByRole("status").filter({ hasText: "22,321 without limits" }).waitFor();
  await reach(page).getByText("grants nothing by itself").waitFor();
  await reach(page).getByRole("button", { name: /^Show \d+ more services$/ }).click();
  await waitUntil(async () => (await reach(page).getByRole("row").count()) > 400, async () => `${await reach(page).getByRole("row").count()} rows`);
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in what is allowed, ${colorScheme}`, async (t) => {
    const page = await open(t, { colorScheme, bypassCSP: true });
    await show(page, two);
    await openTab(page);
    await service(page, "Amazon S3").getByRole("button").click();
    await reach(page).getByRole("listitem").first().waitFor();
    assert.deepEqual(await findings(page), []);
  });
}
