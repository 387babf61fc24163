/**
 * The page as it is published (`cargo xtask dist`): under any path, without a network, at a new release, and as a single file.
 * `cargo xtask test dist`
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { copyLink, decides, editor, replaceText, verdict } from "../e2e/page.mjs";
import { host } from "./host.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const site = join(root, "target/dist/site");
const next = join(root, "target/dist-next/dist/site");
const single = join(root, "target/dist/playground.html");

const { chromium } = createRequire(join(root, "tests/e2e/package.json"))("playwright-core");
let browser;
after(() => browser?.close());

/**
 * A page in a profile of its own. What goes wrong in it fails the test.
 * @param {import("node:test").TestContext} t @param {{expect?: RegExp} & object} [options]
 */
async function blank(t, { expect, context: given, ...options } = {}) {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const context = given ?? (await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options }));
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error.stack ?? error)));
  t.after(async () => {
    if (!given) await context.close();
    assert.deepEqual(expect ? problems.filter((problem) => !expect.test(problem)) : problems, [], "the page had problems");
  });
  return page;
}

async function serve(t, folder, base) {
  const server = await host(folder, base);
  t.after(() => server.close());
  return server;
}

/** Waits until the service worker has the page. @param {import("playwright-core").Page} page */
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker?.controller?.state === "activated");

/** Everything that a person sees first. @param {import("playwright-core").Page} page */
async function whole(page) {
  await verdict(page).filter({ hasText: /Allowed|Denied/ }).waitFor();
  await page.locator("#request:not([aria-busy])").waitFor({ state: "attached" });
  await editor(page, "").first().waitFor();
}

/** The program in the worker answers: it completes what is typed. @param {import("playwright-core").Page} page */
async function completes(page) {
  await replaceText(page, "Identity policy 1", `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Resource": "*", "Action": "s3:GetOb" }] }`);
  for (let back = 0; back < 6; back++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+Space");
  await page.getByRole("listbox", { name: "Completions" }).getByRole("option", { name: /GetObject/ }).first().waitFor();
  await page.keyboard.press("Escape");
}

const files = readdirSync(site, { recursive: true }).map(String).filter((name) => statSync(join(site, name)).isFile());

test("names have hashes but for what is asked for by name, and what is packed beside a file is the file", () => {
  const stable = files.filter((name) => !/-[0-9a-f]{16}([._/]|$)/.test(name.replaceAll("\\", "/"))).filter((name) => !/\.(br|gz)$/.test(name));
  const known = ["_headers", "editor.LICENSES.txt", "embed.html", "iam-playground.js", "index.html", "sw.js"];
  const others = stable.filter((name) => !known.includes(name) && !/^(embed|iam-playground)\b/.test(name));
  assert.deepEqual(others, []);
  for (const name of known) assert.ok(stable.includes(name), name);
  const packed = files.filter((name) => /\.(br|gz)$/.test(name) && !name.includes("/"));
  assert.ok(packed.length > 10);
  for (const name of packed) {
    const unpack = name.endsWith(".br") ? brotliDecompressSync : gunzipSync;
    assert.deepEqual(unpack(readFileSync(join(site, name))), readFileSync(join(site, name.slice(0, -3))), name);
  }
  for (const name of files.filter((name) => /\.(wasm|js|json|html)$/.test(name) && statSync(join(site, name)).size > 2_000)) {
    for (const end of ["br", "gz"]) assert.ok(files.includes(`${name}.${end}`), `${name}.${end}`);
  }
});

for (const base of ["/", "/tools/iam/"]) {
  test(`under ${base} it works, and without a network after the first visit`, async (t) => {
    const server = await serve(t, site, base);
    const page = await blank(t, { expect: /ERR_CONNECTION|ERR_EMPTY_RESPONSE|Failed to load resource|ERR_INTERNET/ });
    await page.goto(server.address);
    await whole(page);
    assert.equal(await page.locator('link[rel="manifest"]').count(), 1);
    const manifest = await page.evaluate(async () => (await (await fetch(document.querySelector('link[rel="manifest"]').href)).json()));
    for (const { src } of manifest.icons) assert.ok(files.includes(src), src);
    await kept(page);
    await page.getByRole("link", { name: "Gallery", exact: true }).click();
    await page.getByRole("dialog").getByRole("link", { name: /An explicit deny wins/ }).click();
    await page.getByText("An explicit deny wins is open").waitFor();
    await completes(page);
    assert.deepEqual(server.state.missing, []);
    assert.ok(server.state.asked.every((path) => path.startsWith(base)), "nothing is asked for outside the base path");

    server.state.down = true;
    await page.goto("about:blank");
    await page.goto(server.address);
    await whole(page);
    await page.getByRole("link", { name: "Gallery", exact: true }).click();
    await page.getByRole("dialog").getByRole("link", { name: /An explicit deny wins/ }).click();
    await page.waitForFunction(() => document.querySelector("input.title").value === "An explicit deny wins");
    await decides(page, /Allowed|Denied/);
    await completes(page);
    await page.goto(`${server.address}index.html?fresh`);
    await whole(page);
  });
}

test("the service worker's registration comes after the first verdict", async (t) => {
  const server = await serve(t, site, "/");
  const page = await blank(t);
  let release = () => {};
  const gate = new Promise((resolve) => (release = () => resolve(undefined)));
  let waited = false;
  await page.route("**/*_later.wasm", async (route) => {
    // What waits for it blocks the page and is let through: there is a name missing in web/first.txt.
    if (route.request().resourceType() === "fetch") await gate;
    else waited = true;
    await route.continue().catch(() => {});
  });
  await page.goto(server.address);
  await verdict(page).filter({ hasText: /Allowed|Denied/ }).waitFor();
  assert.ok(waited || !server.state.asked.includes("/sw.js"));
  release();
  await kept(page);
  assert.ok(server.state.asked.includes("/sw.js"));
});

test("a new release is fetched behind the page, offered, and never mixed with the old one", async (t) => {
  const server = await serve(t, site, "/tools/iam/");
  const page = await blank(t);
  await page.goto(server.address);
  await whole(page);
  await kept(page);

  server.publish(next);
  server.state.asked.length = 0;
  await page.reload();
  await whole(page);
  assert.equal(await page.evaluate(() => globalThis.release), undefined, "the old release is shown, whole");
  const offer = page.getByRole("status").filter({ hasText: "A new version is ready." });
  await offer.waitFor();
  const other = await blank(t, { context: page.context() });
  await other.goto(server.address);
  await whole(other);
  assert.equal(await other.evaluate(() => globalThis.release), undefined);

  await replaceText(page, "Identity policy 1", "{ \"Version\": \"2012-10-17\", \"Statement\": [] }");
  await offer.getByRole("button", { name: "Reload" }).click();
  await page.waitForFunction(() => globalThis.release === "next");
  await whole(page);
  assert.match(await editor(page, "").first().innerText(), /"Statement": \[\]/, "what was typed is still there");
  assert.equal(await offer.count(), 0);
  assert.equal(await other.evaluate(() => globalThis.release), undefined, "another window goes on as it is");
  await other.getByRole("link", { name: "Gallery", exact: true }).click();
  await other.getByRole("dialog").getByRole("link", { name: /An explicit deny wins/ }).waitFor();
  assert.deepEqual(server.state.missing, []);
  const changed = readdirSync(next).filter((name) => name.startsWith("iam-playground-web-") && !/\.(br|gz)$/.test(name));
  for (const name of changed) assert.ok(!readdirSync(site).includes(name), `${name} is in both releases`);
  for (const name of changed) assert.equal(server.state.asked.filter((path) => path.endsWith(`/${name}`)).length, 1, `${name} is fetched once`);
  const caches = await page.evaluate(async () => (await globalThis.caches.keys()).length);
  assert.ok(caches <= 3, `${caches} caches`);
});

test("a release that cannot be fetched whole is not taken", async (t) => {
  const server = await serve(t, site, "/");
  const page = await blank(t, { expect: /404/ });
  await page.goto(server.address);
  await whole(page);
  await kept(page);
  server.publish(next);
  server.state.withheld = /_later\.wasm$/;
  const update = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
    const fresh = registration.installing;
    if (fresh) await new Promise((resolve) => fresh.addEventListener("statechange", resolve, { once: true }));
    return fresh?.state;
  });
  assert.equal(await update(), "redundant");
  await page.reload();
  await whole(page);
  assert.equal(await page.evaluate(() => globalThis.release), undefined);
  assert.equal(await page.getByText("A new version is ready.").count(), 0);
  server.state.withheld = undefined;
  await update();
  await page.getByText("A new version is ready.").waitFor();
});

test("the single file works from a folder, and connects to nothing", async (t) => {
  const page = await blank(t, { expect: /https:\/\/example\.org/ });
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(single).href);
  await whole(page);
  await page.getByRole("link", { name: "Gallery", exact: true }).click();
  await page.getByRole("dialog").getByRole("link", { name: /An explicit deny wins/ }).click();
  await page.getByText("An explicit deny wins is open").waitFor();
  await decides(page, /Allowed|Denied/);
  const link = await shares(page);
  await completes(page);
  await page.evaluate(() => (location.hash = "#guide/codewhisperer"));
  await page.getByRole("dialog").getByRole("heading", { name: "How Amazon CodeWhisperer works with IAM" }).waitFor();
  assert.deepEqual(requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:")), [pathToFileURL(single).href]);
  const blocked = await page.evaluate(async () => fetch("https://example.org/").then(() => "sent", () => "blocked"));
  assert.equal(blocked, "blocked");

  const other = await blank(t);
  await other.goto(link);
  await whole(other);
  assert.equal(await other.getByRole("textbox", { name: "Title of the scenario" }).inputValue(), "An explicit deny wins");
});

/**
 * The menu offers what a single file can share: nothing that other pages would frame, and a link that says where it opens.
 * @param {import("playwright-core").Page} page
 */
async function shares(page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const menu = page.getByRole("dialog", { name: "Share" });
  const offered = await menu.locator(".picks b").allTextContents();
  assert.deepEqual(offered, ["Copy link", "Copy Markdown link", "Copy Markdown with policies", "Save file"]);
  await page.keyboard.press("Escape");
  const link = await copyLink(page);
  await page.getByText(/opens only where the file lies here/).waitFor();
  assert.ok(link.startsWith(`${pathToFileURL(single).href}#2.`), link.slice(0, 200));
  return link;
}
