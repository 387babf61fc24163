/** The request builder: an action is picked, and the form offers what it takes. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { decides, openFile, show, waitUntil } from "./page.mjs";
import { allowed, policyText } from "./scenarios.mjs";


/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const pane = (page) => page.getByRole("region", { name: "Request", exact: true });

/** @param {Page} page */
const field = (page) => pane(page).getByRole("combobox", { name: "Action", exact: true });

/** Waits for a field's text. @param {import("playwright-core").Locator} locator @param {string} text */
const holds = (locator, text) => waitUntil(async () => (await locator.inputValue()) === text, async () => `it holds ${await locator.inputValue()}, not ${text}`);

test("an action is searched and chosen by keyboard alone", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await field(page).focus();
  await field(page).fill("runinst");
  const list = page.getByRole("listbox", { name: "Actions" });
  const best = list.getByRole("option", { name: /^ec2:RunInstances/ });
  await best.waitFor();
  await list.getByRole("group", { name: "Amazon EC2", exact: true }).waitFor();
  assert.match(await best.innerText(), /Write/);
  await page.keyboard.press("ArrowDown");
  await waitUntil(async () => (await best.getAttribute("aria-selected")) === "true", async () => "the first action is not chosen");
  assert.equal(await field(page).getAttribute("aria-activedescendant"), await best.getAttribute("id"));
  await page.keyboard.press("Enter");
  await holds(field(page), "ec2:RunInstances");
  assert.equal(await list.isVisible(), false);
  // Free text stays as it is typed, and Escape closes the list.
  await field(page).fill("s3:getobj");
  await list.getByRole("option", { name: /^s3:GetObject/ }).first().waitFor();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await holds(field(page), "s3:getobj");
  await field(page).fill("my:Thing");
  await list.waitFor({ state: "hidden" });
  await holds(field(page), "my:Thing");
  await decides(page, "Denied (no allow)");
});

test("a resource type is chosen, and the parts of its ARN are fields", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await field(page).click();
  const types = pane(page).getByRole("group", { name: "Resource types of the action" });
  await types.getByRole("button", { name: "object", exact: true }).waitFor();
  const parts = pane(page).getByRole("group", { name: "Parts of the resource" });
  await holds(parts.getByLabel("Bucket name"), "reports");
  await parts.getByLabel("Object name").fill("2027.csv");
  await holds(pane(page).getByLabel("ARN, or *"), "arn:aws:s3:::reports/2027.csv");
  await decides(page, "Allowed");
  await field(page).fill("sqs:SendMessage");
  await page.keyboard.press("Escape");
  await types.getByRole("button", { name: "queue required" }).click();
  await holds(pane(page).getByLabel("ARN, or *"), "arn:aws:sqs:us-east-1:111122223333:queue-name");
  await parts.getByLabel("Region").fill("eu-west-1");
  await holds(pane(page).getByLabel("ARN, or *"), "arn:aws:sqs:eu-west-1:111122223333:queue-name");
  await field(page).fill("s3:ListAllMyBuckets");
  await page.keyboard.press("Escape");
  await pane(page).getByText("s3:ListAllMyBuckets names no resource").waitFor();
  await pane(page).getByRole("button", { name: "Ask for *" }).click();
  await holds(pane(page).getByLabel("ARN, or *"), "*");
});

test("an action without resources is decided for *, which the verdict says", async (t) => {
  const statement = { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "arn:aws:s3:::reports/*" };
  const policies = [{ ...allowed.policies[0], document: policyText(statement) }];
  const requests = [{ ...allowed.requests[0], action: "s3:ListAllMyBuckets" }];
  const page = await open(t, { bypassCSP: true });
  await show(page, { ...allowed, policies, requests });
  await decides(page, "Allowed");
  const beside = page.getByRole("region", { name: "Resource of the action" });
  await beside.getByText("s3:ListAllMyBuckets names no resource: AWS decides it for *, and says: Denied (no allow)").waitFor();
  assert.deepEqual(await findings(page), []);
  await beside.getByRole("button", { name: "Ask for *" }).click();
  await decides(page, "Denied (no allow)");
  await beside.waitFor({ state: "detached" });
  await pane(page).getByLabel("ARN, or *").fill("arn:aws:s3:::others");
  await beside.getByText("AWS decides it for *, with the same verdict.").waitFor();
});

test("keys of the action are added with a click, in the form of their type", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await field(page).fill("ec2:RunInstances");
  await page.keyboard.press("Escape");
  await pane(page).getByText(/keys that ec2:RunInstances sends/).click();
  const own = pane(page).getByRole("list", { name: "Keys of ec2:RunInstances" });
  await own.getByRole("button", { name: "Add ec2:EbsOptimized" }).click();
  const keys = page.getByRole("group", { name: "Condition keys" });
  const optimized = keys.getByRole("switch", { name: "Value of ec2:EbsOptimized" });
  assert.equal(await optimized.getAttribute("aria-checked"), "true");
  await optimized.click();
  assert.equal(await keys.getByRole("switch", { name: "Value of ec2:EbsOptimized" }).getAttribute("aria-checked"), "false");
  const tags = pane(page).getByRole("group", { name: "Tag in the request" });
  await tags.getByLabel("New name of Tag in the request").fill("team");
  await tags.getByLabel("Value of team").fill("red");
  await tags.getByLabel("New name of Tag in the request").fill("owner");
  await pane(page).getByText(/follow from the request/).click();
  await pane(page).getByText("team, owner").waitFor();
  await pane(page).getByText(/keys of every request/).click();
  await pane(page).getByRole("list", { name: "Global keys" }).getByRole("button", { name: "Add aws:SourceIp" }).click();
  await holds(keys.getByLabel("Value of aws:SourceIp"), "203.0.113.7");
});

test("a value that is not of its key's type is told, and a date is picked", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await field(page).click();
  await pane(page).getByText(/keys of every request/).click();
  const global = pane(page).getByRole("list", { name: "Global keys" });
  const keys = page.getByRole("group", { name: "Condition keys" });
  await global.getByRole("button", { name: "Add aws:SourceIp" }).click();
  const ip = keys.getByLabel("Value of aws:SourceIp", { exact: true });
  await ip.fill("203.0.113.0/24");
  await keys.getByText("a block of addresses, but a request comes from one").waitFor();
  assert.equal(await ip.getAttribute("aria-invalid"), "true");
  await ip.fill("2001:db8::1");
  await keys.getByText(/a block of addresses/).waitFor({ state: "detached" });
  await global.getByRole("button", { name: "Add aws:CurrentTime" }).click();
  const time = keys.getByLabel("Value of aws:CurrentTime", { exact: true });
  await time.fill("tomorrow");
  await keys.getByText(/not a date: write/).waitFor();
  await keys.getByLabel("Pick aws:CurrentTime, in UTC").fill("2027-05-04T10:20:30");
  await holds(time, "2027-05-04T10:20:30Z");
  await keys.getByText(/not a date: write/).waitFor({ state: "detached" });
  await global.getByRole("button", { name: "Add aws:SourceArn" }).click();
  await keys.getByLabel("Value of aws:SourceArn").fill("my-bucket");
  await keys.getByText(/not an ARN/).waitFor();
  await global.getByRole("button", { name: "Add aws:MultiFactorAuthPresent" }).click();
  await keys.getByRole("switch", { name: "Value of aws:MultiFactorAuthPresent" }).click();
});

test("what is known about a principal is of its type, or it is told", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await pane(page).getByText("More about the principal").click();
  const issued = pane(page).getByLabel("Token issued at", { exact: true });
  await issued.fill("yesterday");
  await pane(page).getByText(/not a date: write/).waitFor();
  assert.equal(await issued.getAttribute("aria-invalid"), "true");
  await pane(page).getByLabel("Pick Token issued at, in UTC").fill("2026-05-04T10:20:30");
  await holds(issued, "2026-05-04T10:20:30Z");
  await pane(page).getByText(/not a date: write/).waitFor({ state: "detached" });
  const groups = pane(page).getByLabel("Groups, one ARN a line");
  await groups.fill("arn:aws:iam::111122223333:group/team\nadmins");
  await pane(page).getByText("admins: not an ARN").waitFor();
  assert.equal(await groups.getAttribute("aria-invalid"), "true");
});

test("what an action also needs, and its other resource types, become requests in one step", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  await field(page).fill("ec2:RunInstances");
  await page.keyboard.press("Escape");
  await pane(page).getByText(/May also need/).click();
  const requests = page.getByRole("region", { name: "Saved requests" });
  const needs = pane(page).getByRole("list", { name: "Actions it may also need" }).getByRole("listitem");
  const call = page.getByRole("region", { name: "Call" });
  // What AWS decides in the same call is a part of it, in words that say which part fails.
  await pane(page).getByRole("button", { name: "Add to the call: iam:PassRole" }).click();
  await call.getByText(/^The call ec2:RunInstances: Denied \(no allow\) \(none of the 2 .*iam:PassRole on role\/\S+ is not allowed\)$/).waitFor();
  await needs.filter({ hasText: "iam:PassRole" }).getByText("added").waitFor();
  await call.getByRole("button", { name: /iam:PassRole/ }).click();
  await holds(page.getByLabel("Name of the request"), "iam:PassRole for ec2:RunInstances");
  assert.match(await pane(page).getByLabel("ARN, or *").inputValue(), /^arn:aws:iam::111122223333:role\//);
  await holds(pane(page).getByLabel("ARN, service, or *"), "arn:aws:iam::111122223333:user/alice");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  assert.equal(await requests.getByRole("listitem").count(), 1);
  // What is a call of its own is a request of its own; both kinds come in one step.
  await pane(page).getByText(/May also need/).click();
  await pane(page).getByRole("button", { name: "Add request for ssm:GetParameters" }).click();
  await holds(page.getByLabel("Name of the request"), "ssm:GetParameters for ec2:RunInstances");
  assert.equal(await call.count(), 0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await pane(page).getByText(/May also need/).click();
  await pane(page).getByRole("button", { name: "Add them all" }).click();
  await waitUntil(async () => (await requests.getByRole("listitem").count()) === 4, async () => `${await requests.getByRole("listitem").count()} requests`);
  assert.equal(await call.getByRole("list", { name: "Requests of the call" }).getByRole("button").count(), 3);
  await waitUntil(async () => (await needs.getByText("added").count()) === 3, async () => "not all are added");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  assert.equal(await requests.getByRole("listitem").count(), 1);
  await pane(page).getByRole("button", { name: /^Add the other/ }).click();
  await waitUntil(async () => (await requests.getByRole("listitem").count()) > 3, async () => `${await requests.getByRole("listitem").count()} requests`);
  // They are decided together: what is allowed for the first alone is not allowed for the call.
  await call.getByText("The call ec2:RunInstances: Denied (no allow)").waitFor();
  const parts = call.getByRole("list", { name: "Requests of the call" }).getByRole("button");
  assert.ok((await parts.count()) > 3);
  await page.getByRole("button", { name: /^Tests/ }).click();
  await page.getByRole("list", { name: "Tests" }).getByText("The call ec2:RunInstances: Denied").waitFor();
  await parts.nth(1).click();
  await waitUntil(async () => (await page.getByLabel("Name of the request").inputValue()).startsWith("ec2:RunInstances on "), async () => "the part is not chosen");
  await pane(page).getByText("One call of several requests").click();
  await pane(page).getByLabel(/^Name of the call/).fill("");
  await call.waitFor({ state: "detached" });
});

test("the parts of a principal's ARN are fields", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const parts = pane(page).getByRole("group", { name: "Parts of the principal" });
  await parts.getByLabel("Path and name").fill("team/red/bob");
  await holds(pane(page).getByLabel("ARN, service, or *"), "arn:aws:iam::111122223333:user/team/red/bob");
  await pane(page).getByLabel("Kind of principal").selectOption("Role session");
  await parts.getByLabel("Session").fill("s-1");
  await holds(pane(page).getByLabel("ARN, service, or *"), "arn:aws:sts::111122223333:assumed-role/bob/s-1");
  await pane(page).getByLabel("Kind of principal").selectOption("AWS service");
  await parts.waitFor({ state: "detached" });
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1440, 1024, 390]) {
    test(`axe finds nothing in the builder, ${colorScheme}, ${width} pixels`, async (t) => {
      const page = await open(t, { colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
      if (width < 700) {
        await openFile(page, allowed);
        await decides(page, "Allowed");
      } else await show(page, allowed);
      if (width < 1100) await page.getByRole("button", { name: "Request", exact: true }).first().click();
      const look = async () => assert.deepEqual(await findings(page), []);
      await field(page).fill("runinst");
      await page.getByRole("option", { name: /^ec2:RunInstances/ }).waitFor();
      await page.keyboard.press("ArrowDown");
      await look();
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/action-${width}-${colorScheme}.png` });
      await page.keyboard.press("Enter");
      for (const summary of [/May also need/, /keys that ec2:RunInstances sends/, /keys of every request/]) await pane(page).getByText(summary).click();
      await pane(page).getByRole("button", { name: "instance required" }).click();
      await look();
      await field(page).scrollIntoViewIfNeeded();
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/builder-${width}-${colorScheme}.png` });
    });
  }
}
