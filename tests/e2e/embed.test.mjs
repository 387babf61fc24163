/** The embed: layouts, editing and its way to the page, sandboxes, messages, many on one page. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { framed, inAddress, inside, replaceIn, scenario } from "./embed.mjs";
import { open } from "./harness.mjs";
import { payloadOf } from "./link.mjs";
import { decides, policy } from "./page.mjs";
import { findings } from "./axe.mjs";

const embed = (settings = "", value = scenario) => `/embed.html#${inAddress(value)}&${settings}`;
const pill = (within) => within.locator(".pill");
const says = (within, text) => pill(within).filter({ hasText: text }).waitFor();
const denying = scenario.policies[0].document.replace("Allow", "Deny");
/** Whether the editor and what it asks are left where they are until somebody edits. @param {import("playwright-core").Frame} frame */
const isLight = (frame) => frame.evaluate(() => performance.getEntriesByType("resource").every(({ name }) => !/editor\.js|worker|catalog/.test(name)));

for (const [layout, shown, hidden] of [
  ["split", ["Policies", "Result"], []],
  ["stack", ["Policies", "Result"], []],
  ["result", ["Result"], ["Policies"]],
  ["exercise", ["Task", "Policies"], ["Result"]],
]) {
  test(`layout=${layout} shows what it says and makes nothing else`, async (t) => {
    const page = await open(t, { path: embed(`layout=${layout}`), viewport: { width: 900, height: 600 } });
    await says(page, "Allowed");
    for (const name of shown) await page.getByRole("region", { name, exact: true }).waitFor();
    for (const name of hidden) assert.equal(await page.getByRole("region", { name, exact: true }).count(), 0, name);
  });
}

test("the tabs are those the author chose, the first of them in front", async (t) => {
  const page = await open(t, { path: embed("tabs=tests,request"), viewport: { width: 900, height: 600 } });
  const tabs = page.getByRole("navigation", { name: "Parts" }).getByRole("button");
  assert.deepEqual(await tabs.allTextContents(), ["Request", "Tests 2/2"]);
  await page.getByRole("list", { name: "Tests" }).waitFor();
  await tabs.first().click();
  await page.getByText("arn:aws:s3:::reports/q3.csv").waitFor();
});

test("a link to an embed shows what a link to the page shows", async (t) => {
  const page = await open(t, { path: embed() });
  const way = page.getByRole("link", { name: "Open in playground" });
  await way.focus();
  await page.locator(".eopen[href*='./#']").waitFor();
  const link = (await way.getAttribute("href")).split("#")[1];
  const again = await open(t, { path: `/embed.html#${link}&layout=result` });
  await again.getByRole("heading", { name: "Reports" }).waitFor();
  await says(again, "Allowed");
});

test("requests that are one call have its verdict, and the part that fails", async (t) => {
  const requests = scenario.requests.map((request) => ({ ...request, call: "sync" }));
  const page = await open(t, { path: embed("layout=result", { ...scenario, requests }), viewport: { width: 900, height: 600 } });
  await says(page, "Allowed");
  const call = page.getByRole("region", { name: "Call" });
  await call.getByText("The call sync: Denied (no allow) (1 of the 2 requests of this call is allowed, and it needs both of them: s3:GetObject on invoices/q3.csv is not allowed)").waitFor();
  await call.getByRole("button", { name: /an invoice/ }).click();
  await says(page, "Denied (no allow)");
  const alone = await open(t, { path: embed("layout=result"), viewport: { width: 900, height: 600 } });
  await says(alone, "Allowed");
  assert.equal(await alone.getByRole("region", { name: "Call" }).count(), 0);
});

test("a broken address is a sentence", async (t) => {
  for (const path of ["/embed.html#1.broken!&layout=split", "/embed.html#json=%7B"]) {
    const page = await open(t, { path });
    await page.getByRole("alert").filter({ hasText: "could not be read" }).waitFor();
  }
});

test("it is read-only and light until Edit is pressed; Open carries the edited state; Reset takes it back", async (t) => {
  const page = await open(t, { path: embed(), viewport: { width: 900, height: 600 } });
  await says(page, "Allowed");
  const reset = page.getByRole("button", { name: "Reset" });
  assert(await reset.isDisabled());
  assert.equal(await page.locator(".cm-content, textarea, input").count(), 0);
  await page.getByRole("button", { name: "Edit" }).first().click();
  const text = page.getByRole("textbox", { name: /JSON$/ });
  await text.waitFor();
  await replaceIn(text, denying);
  await says(page, "Denied (explicit)");
  const way = page.getByRole("link", { name: "Open in playground" });
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], "an embed remembers nothing");
  // At once, before a link could be made in a pause.
  const [opened] = await Promise.all([page.context().waitForEvent("page"), way.click()]);
  await decides(opened, "Denied (explicit)");
  await policy(opened, "Read").getByText("Deny").first().waitFor();
  await reset.click();
  await says(page, "Allowed");
  await page.locator(".cm-content").waitFor({ state: "detached" });
});

test("Open carries the request and the tab that were chosen, also before anything was edited", async (t) => {
  const page = await open(t, { path: embed(), viewport: { width: 900, height: 600 } });
  await says(page, "Allowed");
  await page.getByRole("combobox", { name: "Request" }).selectOption("1");
  await says(page, "Denied");
  const carried = async () => {
    const [opened] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: "Open in playground" }).click()]);
    return opened;
  };
  await decides(await carried(), "Denied (no allow)");
  await page.getByRole("button", { name: /^Tests/ }).click();
  const tests = await carried();
  await decides(tests, "Denied (no allow)");
  await tests.getByRole("list", { name: "Tests" }).first().waitFor();
  assert.match(new URL(tests.url()).hash, /\.r1.*\.t3$/);
  await page.getByRole("button", { name: "Edit" }).first().click();
  await replaceIn(page.getByRole("textbox", { name: /JSON$/ }), denying);
  await page.getByRole("textbox", { name: /JSON$/ }).getByText('"Deny"').waitFor();
  const edited = await carried();
  await policy(edited, "Read").getByText("Deny").first().waitFor();
  await edited.getByRole("list", { name: "Tests" }).first().waitFor();
});

test("a link's request is in front, or the one that the author names", async (t) => {
  const hash = payloadOf(scenario);
  for (const settings of [`${hash}.r1`, `${hash}&request=2`, `${hash}.r1&request=2`]) {
    const page = await open(t, { path: `/embed.html#${settings}` });
    await says(page, "Denied");
    assert.equal(await page.getByRole("combobox", { name: "Request" }).inputValue(), "1", settings);
  }
});

test("an embed shows a link that was filled in by hand", async (t) => {
  const fields = new URLSearchParams({ name: "Filled in", action: "s3:GetObject", principal: "arn:aws:iam::111122223333:user/alice", resource: "arn:aws:s3:::reports/a", policy: scenario.policies[0].document });
  const page = await framed(t, `<script type="module" src="{AT}/iam-playground.js"></script><iam-playground layout="result" link="{AT}/#prefill?${String(fields).replaceAll("&", "&amp;")}"></iam-playground>`);
  await inside(page).getByRole("heading", { name: "Filled in" }).waitFor();
  await says(inside(page), "Allowed");
});

test("what would change the decision is asked for, and can be applied and carried to the page", async (t) => {
  const page = await open(t, { path: embed("layout=result"), viewport: { width: 700, height: 700 } });
  await page.getByRole("button", { name: "What would change this" }).click();
  await page.getByRole("button", { name: /^Apply/ }).first().click();
  await page.getByRole("button", { name: "Reset" }).click();
  await says(page, "Allowed");
});

test("an exercise says when it is solved", async (t) => {
  const wrong = { ...scenario, policies: [{ ...scenario.policies[0], document: scenario.policies[0].document.replace("reports/*", "nothing") }] };
  const page = await open(t, { path: embed("layout=exercise", wrong), viewport: { width: 900, height: 700 } });
  await page.getByText("1 of 2 tests as expected").waitFor();
  await page.getByRole("button", { name: "Edit" }).click();
  const text = page.getByRole("textbox", { name: /JSON$/ });
  await replaceIn(text, scenario.policies[0].document);
  await page.getByText("Solved").waitFor();
});

test("a plain frame needs no script of the host, and fetches no editor", async (t) => {
  const page = await framed(t, `<iframe title="Embed" width="800" height="420" src="{AT}${embed().replaceAll('"', "%22")}"></iframe>`);
  await says(inside(page), "Allowed");
  const frame = page.frames()[1];
  assert(await isLight(frame), "something was fetched that nobody asked for");
  // The wheel is the host's until somebody is inside.
  assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).overflowY), "hidden");
  await inside(page).getByRole("heading", { name: "Reports" }).click();
  await inside(page).locator("html[data-active]").waitFor({ state: "attached" });
});

test("a sandbox that allows scripts alone is enough, also to edit", async (t) => {
  const page = await framed(t, `<iframe title="Embed" width="800" height="420" sandbox="allow-scripts" src="{AT}${embed().replaceAll('"', "%22")}"></iframe>`);
  await says(inside(page), "Allowed");
  await inside(page).getByRole("button", { name: "Edit" }).click();
  await replaceIn(inside(page).getByRole("textbox", { name: /JSON$/ }), denying);
  await says(inside(page), "Denied (explicit)");
});

const element = (attributes = "", children = "") => `<script type="module" src="{AT}/iam-playground.js"></script>
  <iam-playground name="Reports" ${attributes}>${children || `<pre data-type="identity" data-name="Read">${scenario.policies[0].document}</pre>
  <pre data-request>${JSON.stringify(scenario.requests[0])}</pre>`}</iam-playground>`;

test("the element upgrades its children, says what happens, and takes and gives the scenario", async (t) => {
  const page = await framed(t, element(`tabs="result,request"`), {
    script: `window.heard = []; for (const type of ["ready", "verdict", "change", "resize"]) document.addEventListener(type, (event) => heard.push([type, event.detail]));`,
  });
  await says(inside(page), "Allowed");
  const heard = (type) => page.waitForFunction((type) => window.heard.findLast(([heard]) => heard === type)?.[1], type).then((found) => found.jsonValue());
  await heard("ready");
  assert.equal((await heard("verdict")).verdict, "allow");
  assert.equal(await page.locator("iam-playground > pre").first().isVisible(), false);
  const height = (await heard("resize")).height;
  assert(height > 150 && height < 800, `${height}`);
  assert.equal(await page.locator("iframe").evaluate((frame) => frame.offsetHeight), height);
  await inside(page).getByRole("button", { name: "Edit" }).click();
  await replaceIn(inside(page).getByRole("textbox", { name: /JSON$/ }), denying);
  await says(inside(page), "Denied (explicit)");
  assert.equal((await heard("change")).scenario.policies[0].document.Statement[0].Effect, "Deny");
  const now = await page.locator("iam-playground").evaluate((element) => element.getScenario());
  assert.equal(now.policies[0].document.Statement[0].Effect, "Deny");
  await page.locator("iam-playground").evaluate((element, value) => element.setScenario(value), { ...scenario, name: "Another" });
  await inside(page).getByRole("heading", { name: "Another" }).waitFor();
  await says(inside(page), "Allowed");
});

test("without the loader the children are read as they are", async (t) => {
  const page = await framed(t, element(), { javaScriptEnabled: false });
  await page.getByText('"Sid": "Read"').waitFor();
});

test("the element follows the page's scheme and works in a sandbox of its own", async (t) => {
  const page = await framed(t, element("sandbox"), { script: `document.documentElement.setAttribute("data-dark", "");` });
  await says(inside(page), "Allowed");
  await page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
  await inside(page).locator("html[data-theme=dark]").waitFor({ state: "attached" });
  await page.evaluate(() => (document.documentElement.style.colorScheme = "light"));
  await inside(page).locator("html[data-theme=light]").waitFor({ state: "attached" });
});

test("marked code blocks are upgraded when the loader is told to", async (t) => {
  const block = `<pre><code class="language-iam-scenario">${JSON.stringify(scenario, null, 2)}</code></pre>`;
  const page = await framed(t, `${block}<script type="module" data-upgrade data-layout="result" src="{AT}/iam-playground.js"></script>`);
  await says(inside(page), "Allowed");
  assert.equal(await page.locator("pre").isVisible(), false);
});

test("messages of others, of another version or without sense are passed over", async (t) => {
  const page = await framed(t, `<iframe id="embed" title="Embed" width="800" height="420" src="{AT}${embed("host=https://docs.example.com").replaceAll('"', "%22")}"></iframe>
    <iframe id="other" title="Other" src="{AT}/embed.html"></iframe>`, {
    script: `window.heard = []; addEventListener("message", (event) => heard.push(event.data));`,
    expect: /Failed to execute 'postMessage'/,
  });
  await says(inside(page), "Allowed");
  const empty = JSON.stringify({ version: 1, name: "Hostile", policies: [], requests: [] });
  await page.evaluate((empty) => {
    const to = document.querySelector("#embed").contentWindow;
    for (const type of ["hello", "set", "get", "tab"]) to.postMessage({ iamPlayground: 1, type, scenario: empty, id: 1, tab: "tests" }, "*");
  }, empty);
  await page.waitForTimeout(300);
  await inside(page).getByRole("heading", { name: "Reports" }).waitFor();
  assert.equal((await page.evaluate(() => window.heard)).filter(({ type }) => ["scenario", "change", "verdict"].includes(type)).length, 0, "the address pins another origin");
});

test("a host that is known is bounded too", async (t) => {
  const page = await framed(t, `<iframe id="embed" title="Embed" width="800" height="420" src="{AT}${embed().replaceAll('"', "%22")}"></iframe>`, {
    script: `window.heard = []; addEventListener("message", (event) => heard.push(event.data));`,
  });
  await says(inside(page), "Allowed");
  await page.evaluate(() => {
    const to = document.querySelector("#embed").contentWindow;
    const send = (data) => to.postMessage(data, "*");
    send({ iamPlayground: 1, type: "set", scenario: '{"version":1,"name":"Too early"}' });
    send({ iamPlayground: 1, type: "hello" });
    for (const data of [null, 1, "set", [], { type: "set" }, { iamPlayground: 2, type: "set", scenario: "{}" }, { iamPlayground: 1 }, { iamPlayground: 1, type: {} }]) send(data);
    send({ iamPlayground: 1, type: "__proto__" });
    send({ iamPlayground: 1, type: "theme", theme: "javascript:alert(1)" });
    send({ iamPlayground: 1, type: "set", scenario: { version: 1 } });
    send({ iamPlayground: 1, type: "set", scenario: "x".repeat(5_000_000) });
    send({ iamPlayground: 1, type: "set", scenario: "[".repeat(100_000) });
    send({ iamPlayground: 1, type: "set", link: "1.////" });
    send({ iamPlayground: 1, type: "set", scenario: '{"version":1,"name":"<img src=x onerror=alert(1)>","policies":[],"requests":[]}' });
    send({ iamPlayground: 1, type: "get", id: 7 });
  });
  await inside(page).getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  const answer = await page.waitForFunction(() => window.heard.find(({ type }) => type === "scenario"));
  assert.equal((await answer.jsonValue()).id, 7);
  const errors = (await page.evaluate(() => window.heard)).filter(({ type }) => type === "error");
  assert.equal(errors.length, 4, JSON.stringify(errors));
});

test("twelve on one page start as they come into view, and fetch no editor", async (t) => {
  const one = element("height=400").replace(/<script.*<\/script>/, "");
  /** @type {string[]} */
  const fetched = [];
  const asked = (name) => fetched.filter((url) => url.endsWith(name)).length;
  const page = await framed(t, `<script type="module" src="{AT}/iam-playground.js"></script>${one.repeat(12)}`, {
    before: (page) => page.on("request", (request) => fetched.push(new URL(request.url()).pathname)),
  });
  await says(inside(page), "Allowed");
  const started = await page.locator("iframe").count();
  assert(started < 8, `${started} started at once`);
  assert.equal(asked("/embed.html"), started, "an embed that is out of view was fetched");
  for (let at = 0; at < 12; at++) {
    await page.locator("iam-playground").nth(at).scrollIntoViewIfNeeded();
    await says(inside(page, at), "Allowed");
  }
  for (const frame of page.frames().slice(1)) assert(await isLight(frame));
  assert.equal(asked("/iam-playground.js"), 1);
  assert.equal(asked("/embed.html"), 12);
  // The page's style, bindings and both halves of the program: the same five files each time, which a browser keeps.
  const files = new Set(fetched.filter((url) => !/^\/\d+\.|favicon/.test(url)));
  assert.equal(files.size, 6, [...files].join(", "));
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [320, 600, 900]) {
    test(`axe finds nothing at ${width} pixels, ${colorScheme}`, async (t) => {
      const page = await open(t, { path: embed(), viewport: { width, height: 700 }, colorScheme, bypassCSP: true });
      await says(page, "Allowed");
      assert.deepEqual(await findings(page), []);
      assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it is wider than its frame");
      await page.getByRole("button", { name: /^Request/ }).click();
      assert.deepEqual(await findings(page), []);
      await page.getByRole("button", { name: /^Tests/ }).click();
      assert.deepEqual(await findings(page), []);
    });
  }
}
