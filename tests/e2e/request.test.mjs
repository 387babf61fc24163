/** The request pane: what each form writes is what a file holds. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { decides, policy, show, verdict, waitUntil } from "./page.mjs";
import { allowed, controlled, policyText, twoRequests } from "./scenarios.mjs";

/** A policy that grants nothing that is asked for. */
const unrelated = { name: "Unrelated", type: "identity", document: policyText({ Effect: "Allow", Action: "sqs:*", Resource: "*" }) };

/** @typedef {import("playwright-core").Page} Page */

/** The scenario as a file holds it. @param {Page} page */
async function saved(page) {
  await page.getByRole("button", { name: "File" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save file" }).click()]);
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

/** @param {Page} page */
const pane = (page) => page.getByRole("region", { name: "Request" });

/** Opens what is folded away. @param {Page} page @param {string} name */
const unfold = (page, name) => pane(page).locator("summary", { hasText: name }).click();

test("each key is present, absent or unknown, and what is typed is kept meanwhile", async (t) => {
  const page = await open(t);
  const document = policyText({ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } });
  await show(page, { ...allowed, policies: [{ name: "Endpoint only", type: "identity", document }] });
  await decides(page, "Denied (no allow)");
  const keys = page.getByRole("group", { name: "Condition keys" });
  const treat = keys.getByRole("group", { name: "Treat aws:SourceVpce as" });
  await treat.getByRole("button", { name: "unknown" }).click();
  await decides(page, "Undetermined");
  await treat.getByRole("button", { name: "present" }).click();
  await decides(page, "Allowed");
  assert.equal(await keys.getByLabel("Value of aws:SourceVpce").inputValue(), "vpce-1");
  const type = keys.getByLabel("Type of aws:SourceVpce");
  await type.selectOption("unknown");
  await decides(page, "Undetermined");
  await type.selectOption("text");
  await decides(page, "Allowed");
  await type.selectOption("absent");
  await decides(page, "Denied (no allow)");
  await keys.getByLabel("New condition key").fill("AWS:sourcevpce");
  await keys.getByRole("button", { name: "Add key" }).click();
  await keys.getByLabel("New condition key").fill("aws:SourceVpce");
  await keys.getByText("this key is there already").waitFor();
  await keys.getByRole("button", { name: "Remove AWS:sourcevpce" }).click();
  await pane(page).getByLabel("Keys that are not listed are").selectOption("unknown: say what it depends on");
  await decides(page, "Undetermined");
  assert.equal((await saved(page)).unknownKeys, "open");
});

test("a derived key is left unknown or gets a value of its own", async (t) => {
  const page = await open(t);
  const document = policyText({ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "999999999999" } } });
  await show(page, { ...allowed, policies: [{ name: "Mine", type: "identity", document }] });
  await decides(page, "Denied (no allow)");
  const keys = page.getByRole("group", { name: "Condition keys" });
  await keys.getByLabel("Where aws:PrincipalAccount comes from").selectOption("unknown");
  await decides(page, "Undetermined");
  await keys.getByRole("group", { name: "Treat aws:PrincipalAccount as" }).getByRole("button", { name: "absent" }).click();
  await decides(page, "Denied (no allow)");
  await keys.getByLabel("Where aws:PrincipalAccount comes from").selectOption("typed");
  await keys.getByLabel("Value of aws:PrincipalAccount").fill("999999999999");
  await decides(page, "Allowed");
});

test("accounts are put into an organization, units made, policies attached, and kept as a file", async (t) => {
  const page = await open(t);
  await show(page, controlled);
  await decides(page, "Allowed");
  await pane(page).getByRole("button", { name: "Put the accounts in an organization" }).click();
  const tree = pane(page).getByRole("list", { name: "OUs and accounts" });
  await tree.getByLabel("Place of 111122223333").selectOption({ label: "in a new OU of r-ab12" });
  await decides(page, "Denied (explicit)");
  const unit = tree.getByLabel("Id of the OU");
  assert.equal(await unit.inputValue(), "ou-ab12-00000001");
  await unit.fill("ou-ab12-workload1");
  await decides(page, "Denied (explicit)");
  await unit.fill("workload");
  await tree.getByText("an OU’s id is ou- and letters or digits").waitFor();
  await unit.fill("ou-ab12-workload1");
  await tree.getByRole("button", { name: /NoReports.*detach from ou-ab12-workload1/ }).click();
  await decides(page, "Allowed");
  await tree.getByLabel("Attach a control policy to 111122223333").selectOption("NoReports");
  await decides(page, "Denied (explicit)");
  const add = pane(page).getByLabel("Add an account");
  await add.fill("12");
  await pane(page).getByText("an account’s id has 12 digits").waitFor();
  await add.fill("222233334444");
  await page.keyboard.press("Enter");
  await tree.getByText("222233334444").waitFor();
  await pane(page).getByLabel("Organization id").fill("o-mine123456");
  await pane(page).getByLabel("Management account").fill("111122223333");
  // No control policy touches the management account.
  await decides(page, "Allowed");
  const file = await saved(page);
  assert.deepEqual(file.organization, {
    id: "o-mine123456",
    managementAccount: "111122223333",
    accounts: { 111122223333: { path: "o-mine123456/r-ab12/ou-ab12-workload1/" }, 222233334444: { path: "o-mine123456/r-ab12/" } },
  });
  assert.deepEqual(file.policies[1].attachedTo, ["111122223333"]);
  await pane(page).getByRole("button", { name: "No organization" }).click();
  await page.keyboard.press("Control+z");
  await tree.getByText("222233334444").waitFor();
});

test("a path that the tree cannot show stays as it is typed", async (t) => {
  const page = await open(t);
  await show(page, { ...controlled, organization: { accounts: { 111122223333: { path: "nowhere" } } } });
  const path = pane(page).getByLabel("Path of 111122223333");
  assert.equal(await path.inputValue(), "nowhere");
  await path.fill("o-a/r-ab12/ou-ab12-00000001/");
  await pane(page).getByLabel("Place of 111122223333").waitFor();
  await decides(page, "Denied (explicit)");
});

test("S3 settings: ownership, lists and public access", async (t) => {
  const page = await open(t);
  await show(page, { ...allowed, policies: [unrelated], requests: [{ ...allowed.requests[0], principal: "*" }] });
  await decides(page, "Denied (no allow)");
  await unfold(page, "S3: owner, ACLs, public access");
  await pane(page).getByRole("button", { name: "Grant in the Object ACL" }).click();
  await pane(page).getByText("These lists count only with another object ownership").waitFor();
  await pane(page).getByLabel("Object ownership").selectOption("ObjectWriter: ACLs count, the writer owns");
  await decides(page, "Allowed");
  await pane(page).getByRole("checkbox", { name: /IgnorePublicAcls/ }).check();
  await decides(page, "Denied (no allow)");
  const owner = pane(page).getByLabel("Account that owns the object");
  await owner.fill("1234");
  await pane(page).getByText("an account has 12 digits").waitFor();
  await owner.fill("444455556666");
  const { s3 } = (await saved(page)).requests[0].resource;
  assert.deepEqual(s3, {
    objectOwnership: "ObjectWriter",
    objectOwner: "444455556666",
    objectAcl: [{ grantee: "AllUsers", permission: "READ" }],
    blockPublicAccess: { BlockPublicAcls: false, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false },
  });
});

test("KMS grants, with their encryption context", async (t) => {
  const page = await open(t);
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  await show(page, { ...allowed, policies: [unrelated], requests: [{ ...allowed.requests[0], action: "kms:Decrypt", resource: key }] });
  await decides(page, "Denied (no allow)");
  await unfold(page, "KMS: the key’s manager, grants on it");
  await pane(page).getByRole("button", { name: "Add a grant" }).click();
  await decides(page, "Allowed");
  const grant = pane(page).getByRole("group", { name: "Grant 1" });
  const subset = grant.getByRole("group", { name: "Encryption context: at least" });
  await subset.getByRole("textbox").first().fill("department");
  await subset.getByLabel("Value of department").fill("finance");
  await decides(page, "Denied (no allow)");
  const file = await saved(page);
  assert.deepEqual(file.requests[0].resource.grants, [
    { grantee: "arn:aws:iam::111122223333:user/alice", operations: ["Decrypt"], encryptionContextSubset: { department: "finance" } },
  ]);
  await grant.getByLabel("Operations, one a line").fill("");
  await grant.getByText("without an operation it allows nothing").waitFor();
});

test("who manages a key, of which account a principal is, and through which provider", async (t) => {
  const page = await open(t);
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const session = "arn:aws:sts::111122223333:assumed-role/Dev/bob";
  const withoutMfa = { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };
  const policies = [{ name: "MFA", type: "identity", document: policyText(withoutMfa) }];
  await show(page, { ...allowed, policies, requests: [{ principal: session, action: "kms:Decrypt", resource: key }] });
  await decides(page, "Denied (explicit)");
  await unfold(page, "More about the principal");
  await pane(page).getByLabel("Provider, if by SAML or OIDC").fill("accounts.google.com");
  await decides(page, "Denied (no allow)");
  await pane(page).getByLabel("Canonical user id").fill("79a59df9");
  await unfold(page, "KMS: the key’s manager, grants on it");
  await pane(page).getByLabel("Who manages the key").selectOption("AWS");
  const { principal, resource } = (await saved(page)).requests[0];
  assert.deepEqual(principal, { arn: session, canonicalUserId: "79a59df9", federatedProvider: "accounts.google.com" });
  assert.deepEqual(resource, { arn: key, keyManager: "AWS" });
});

test("tags stand in rows, a name once", async (t) => {
  const page = await open(t);
  await show(page, controlled);
  await decides(page, "Allowed");
  await unfold(page, "Tags of the resource");
  const tags = pane(page).getByRole("group", { name: "Tag of the resource" });
  await tags.getByLabel("New name of Tag of the resource").fill("cost=center");
  await tags.getByLabel("Value of cost=center").fill(" 7 ");
  await tags.getByLabel("New name of Tag of the resource").fill("team");
  await tags.getByLabel("Value of team").last().fill("blue");
  await tags.getByText("this name stands above already").waitFor();
  await decides(page, "Allowed");
  assert.deepEqual((await saved(page)).requests[0].resource.tags, { team: "red", "cost=center": " 7 " });
  await tags.getByRole("button", { name: "Remove" }).first().click();
  await tags.getByText("this name stands above already").waitFor({ state: "detached" });
  await decides(page, "Denied (no allow)");
});

test("what is wrong is said at its field", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  for (const [label, text, message] of [
    ["Action", "s3GetObject", "is not of the form"],
    ["ARN, or *", "reports", "is neither"],
    ["Owner account", "1234", "not 12 digits"],
    ["ARN, service, or *", "alice", "is no principal"],
  ]) {
    const field = pane(page).getByLabel(label, { exact: true });
    const before = await field.inputValue();
    await field.fill(text);
    await waitUntil(async () => (await field.getAttribute("aria-invalid")) === "true", async () => `${label} is not marked`);
    const described = await field.getAttribute("aria-describedby");
    assert.match(await page.locator(`[id="${described}"]`).innerText(), new RegExp(message), label);
    assert.equal(await pane(page).locator('[aria-invalid="true"]').count(), 1, `${label} alone is marked`);
    await field.fill(before);
  }
  await decides(page, "Allowed");
});

test("requests are named, expected, moved and removed", async (t) => {
  const page = await open(t);
  await show(page, twoRequests);
  const list = page.getByRole("region", { name: "Saved requests" });
  const all = () => list.getByRole("listitem").evaluateAll((items) => items.map((item) => item.querySelector("input")?.value ?? item.querySelector("button")?.textContent));
  await list.getByRole("button", { name: "alice writes" }).click();
  await pane(page).getByRole("button", { name: "Move request up" }).click();
  await waitUntil(async () => (await all()).join() === "alice writes,alice reads", async () => `the order is ${await all()}`);
  await list.getByLabel("Expectation of alice writes").selectOption("no allow");
  await list.getByText("1 of 1 as expected").waitFor();
  await list.getByLabel("Name of the request").fill("alice may not write");
  const file = await saved(page);
  assert.deepEqual(
    file.requests.map(({ name, expect }) => [name, expect]),
    [["alice may not write", "implicit-deny"], ["alice reads", undefined]],
  );
});

test("what no form shows is kept", async (t) => {
  const page = await open(t);
  const file = {
    ...controlled,
    later: { of: "a later release" },
    organization: { id: "o-a", accounts: { 111122223333: { path: "o-a/r-ab12/", since: 2030 } } },
    requests: [{ ...controlled.requests[0], resource: { ...controlled.requests[0].resource, s3: { bucketAcl: [{ grantee: "x", permission: "READ", later: 1 }] } } }],
  };
  await show(page, file);
  await verdict(page).waitFor();
  await pane(page).getByLabel("Organization id").fill("o-b");
  await unfold(page, "S3: owner, ACLs, public access");
  await pane(page).getByLabel("Object ownership").selectOption("ObjectWriter: ACLs count, the writer owns");
  const after = await saved(page);
  assert.deepEqual(after.later, file.later);
  assert.deepEqual(after.organization.accounts["111122223333"], { path: "o-b/r-ab12/", since: 2030 });
  assert.deepEqual(after.requests[0].resource.s3.bucketAcl, [{ grantee: "x", permission: "READ", later: 1 }]);
});

test("settings: theme, size, plain text areas, and forgetting", async (t) => {
  const page = await open(t);
  await show(page, allowed);
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await dialog.getByLabel("Theme").selectOption("dark");
  await dialog.getByLabel("Size of the text").selectOption("large");
  await dialog.getByRole("checkbox", { name: /Plain text areas/ }).check();
  await dialog.getByText("This scenario, as a draft").waitFor();
  await page.keyboard.press("Escape");
  const area = page.locator("textarea.area");
  await area.waitFor();
  await area.fill(allowed.policies[0].document.replace("Allow", "Deny"));
  await decides(page, "Denied (explicit)");
  await waitUntil(async () => (await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes("Deny"), async () => "no draft");
  await page.reload();
  await decides(page, "Denied (explicit)");
  await area.waitFor();
  const root = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  assert.deepEqual(root, { theme: "dark", size: "large" });
  await page.getByRole("button", { name: "File" }).click();
  await page.getByRole("button", { name: /^Settings/ }).last().click();
  await dialog.getByRole("checkbox", { name: /Plain text areas/ }).uncheck();
  await dialog.getByRole("button", { name: "Forget all of it" }).click();
  await waitUntil(async () => (await page.evaluate(() => localStorage.length)) === 0, async () => "something is still stored");
  await policy(page, "ReadReports").locator(".cm-content").waitFor();
  await page.reload();
  await decides(page, /Denied|Allowed/);
  assert.notEqual(await page.getByRole("textbox", { name: "Title of the scenario" }).inputValue(), allowed.name);
});
