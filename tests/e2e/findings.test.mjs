/** Findings about policies: what the worker says of them, in the drawer and in the editor, and fixes. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findings } from "./axe.mjs";
import { open } from "./harness.mjs";
import { assertTitle, decides, editor, linesOf, policy, replaceText, show, verdict, waitUntil } from "./page.mjs";
import { allowed, policyText } from "./scenarios.mjs";


const risky = {
  ...allowed,
  name: "A risky policy",
  policies: [
    {
      name: "Deploy",
      type: "identity",
      document: policyText(
        { Sid: "Pass", Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
        { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjekt", "s3:GetObject"], Resource: "arn:aws:s3:::reports/*" },
      ),
    },
  ],
};

const problems = (page) => page.getByRole("button", { name: /^Problems/ }).first();
const kind = (page, name) => page.getByRole("region", { name, exact: true });
const finding = (page, text) => page.getByRole("listitem").filter({ hasText: text });

test("a policy is checked alone: pasted over the one that is there, its findings below", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Check a policy", exact: true }).click();
  await page.waitForFunction(() => document.activeElement?.closest(".cm-content"));
  assert.equal(await page.getByRole("article").count(), 1);
  await replaceText(page, "", risky.policies[0].document);
  await kind(page, "Security warnings").getByText("PassRole").first().waitFor();
  await page.getByRole("button", { name: "Undo" }).first().waitFor();
});

test("findings are grouped by what they mean, and lead to their place", async (t) => {
  const page = await open(t);
  await show(page, risky);
  await policy(page, "Deploy").getByRole("button", { name: /findings$/ }).click();
  await kind(page, "Security warnings").getByText("PassRole").first().waitFor();
  await finding(kind(page, "Errors"), "GetObjekt").getByRole("button").first().click();
  await page.locator(".cm-content .cm-lintRange-error").filter({ hasText: "GetObjekt" }).waitFor();
  const row = finding(kind(page, "Security warnings"), "PassRole").first();
  await row.getByText("?").or(row.locator("summary")).first().click();
  await row.getByText("PASS_ROLE_WITH_STAR_IN_RESOURCE").waitFor();
});

test("a fix is one step that can be undone", async (t) => {
  const page = await open(t);
  await show(page, risky);
  await problems(page).click();
  const fix = page.getByRole("button", { name: /^Fix: / }).first();
  await fix.waitFor();
  const before = await linesOf(page, "Identity policy 1 Deploy");
  await fix.click();
  await waitUntil(async () => (await linesOf(page, "Identity policy 1 Deploy")).join() !== before.join(), async () => "nothing was fixed");
  await page.getByRole("log", { name: "Notices" }).getByText(/^Fixed in Deploy/).waitFor();
  await page.getByRole("log", { name: "Notices" }).getByRole("button", { name: "Undo" }).click();
  await waitUntil(async () => (await linesOf(page, "Identity policy 1 Deploy")).join() === before.join(), async () => "it was not undone");
});

test("what the parser reports is not said twice", async (t) => {
  const page = await open(t);
  await show(page, { ...allowed, policies: [{ ...allowed.policies[0], document: policyText({ Effect: "allow", Action: "s3:GetObject", Resource: "*" }) }] });
  await problems(page).click();
  await page.getByRole("button", { name: /^Fix: / }).first().waitFor();
  const rows = await finding(kind(page, "Errors"), "Effect").count();
  assert.equal(rows, 1);
});

test("the worker starts after the first verdict, and asks for what a policy names", async (t) => {
  const asked = [];
  const page = await open(t, { before: async (page) => page.on("request", (request) => asked.push(new URL(request.url()).pathname)) });
  await verdict(page).waitFor();
  await show(page, risky);
  await problems(page).click();
  await kind(page, "Errors").getByText("GetObjekt").waitFor();
  for (const file of ["/catalog/services/s3.txt", "/catalog/services/iam.txt"]) {
    assert.equal(asked.filter((path) => path === file).length, 1, `${file} in ${asked.join(" ")}`);
  }
  const first = asked.findIndex((path) => path.includes("worker"));
  const later = asked.findIndex((path) => path.endsWith("_later.wasm"));
  assert.ok(later >= 0 && first > later, asked.join(" "));
});

test("without a service's file the other findings are there, and what lacks is said", async (t) => {
  const page = await open(t, {
    expectErrors: /s3\.txt|Failed to load resource/,
    before: (page) => page.context().route("**/catalog/services/s3.txt", (route) => route.abort()),
  });
  await show(page, risky);
  await problems(page).click();
  await kind(page, "Security warnings").getByText("PassRole").first().waitFor();
  await page.getByText("Checks that need s3 are left out").waitFor();
});

test("without the catalog's index the page works, and says what it cannot know", async (t) => {
  const page = await open(t, {
    expectErrors: /index\.txt|Failed to load resource/,
    before: (page) => page.context().route("**/catalog/index.txt", (route) => route.abort()),
  });
  await show(page, risky);
  await decides(page, /allow/i);
  await problems(page).click();
  await page.getByText("cannot run here").waitFor();
});

test("without a worker the page works, and says what it cannot know", async (t) => {
  const page = await open(t, { before: (page) => page.addInitScript(() => delete window.Worker) });
  await show(page, risky);
  await decides(page, /allow/i);
  await problems(page).click();
  await page.getByText("cannot run here").waitFor();
});

test("a worker that breaks is started again with the next question", async (t) => {
  const page = await open(t, {
    before: (page) =>
      page.addInitScript(() => {
        const Real = window.Worker;
        window.Worker = class extends Real {
          constructor(...all) {
            super(...all);
            (window.workers ??= []).push(this);
          }
        };
      }),
  });
  await show(page, risky);
  await problems(page).click();
  await kind(page, "Errors").getByText("GetObjekt").waitFor();
  await page.evaluate(() => window.workers.at(-1).dispatchEvent(new Event("error")));
  await replaceText(page, "Identity policy 1 Deploy", policyText({ Effect: "Allow", Action: "s3:GetObjekkt", Resource: "*" }));
  await kind(page, "Errors").getByText("GetObjekkt").waitFor();
  assert.equal(await page.evaluate(() => window.workers.length), 2);
});

test("F8 goes through findings too", async (t) => {
  const page = await open(t);
  await show(page, risky);
  await policy(page, "Deploy").getByRole("button", { name: /findings$/ }).waitFor();
  await editor(page, "Identity policy 1 Deploy").focus();
  await page.keyboard.press("F8");
  await kind(page, "Security warnings").waitFor();
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in the findings, ${colorScheme}`, async (t) => {
    const page = await open(t, { colorScheme, bypassCSP: true });
    await show(page, risky);
    await assertTitle(page, risky.name);
    await problems(page).click();
    const row = finding(kind(page, "Security warnings"), "PassRole").first();
    await row.locator("summary").click();
    assert.deepEqual(await findings(page), []);
  });
}
