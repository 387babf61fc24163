/** Pages that frame an embed, from another origin than its own, as documentation does. */
import assert from "node:assert/strict";
import { after } from "node:test";

import { launch, origin } from "./harness.mjs";
import { serve } from "./server.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("node:test").TestContext} TestContext */

/** @type {Record<string, string>} */
const pages = {};
/** @type {Awaited<ReturnType<typeof serve>> | undefined} */
let host;
let count = 0;

after(() => host?.close());

/** A scenario with a verdict of each of two kinds, small enough to read in a test. */
export const scenario = {
  version: 1,
  name: "Reports",
  description: "Let alice read the reports.",
  policies: [
    {
      name: "Read",
      type: "identity",
      document: JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }] }, null, 2),
    },
  ],
  requests: [
    { name: "a report", principal: "arn:aws:iam::111122223333:user/alice", action: "s3:GetObject", resource: "arn:aws:s3:::reports/q3.csv", expect: "allow" },
    { name: "an invoice", principal: "arn:aws:iam::111122223333:user/alice", action: "s3:GetObject", resource: "arn:aws:s3:::invoices/q3.csv", expect: "implicit-deny" },
  ],
};

/** The scenario as an address holds it. */
export const inAddress = (value = scenario) => "json=" + encodeURIComponent(JSON.stringify(value));

/** The policy that docs/embedding.md names for pages that show embeds. @param {string} at the playground's origin */
export const strict = (at) => `default-src 'none'; script-src 'self' ${at}; style-src 'self'; frame-src ${at}; base-uri 'none'; form-action 'none'`;

/**
 * Opens a page of another origin with `body` in it, under the strict policy; `{AT}` in it is the playground's origin.
 * @param {TestContext} t
 * @param {string} body
 * @param {{script?: string, expect?: RegExp, before?: (page: Page) => unknown} & import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<Page>}
 */
export async function framed(t, body, { script = "", expect, before, ...options } = {}) {
  const at = await origin();
  host ??= await serve("/nowhere", pages);
  const number = ++count;
  pages[`/${number}.js`] = script.replaceAll("{AT}", at);
  pages[`/${number}.html`] = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${strict(at)}"><meta name="viewport" content="width=device-width">
    <title>Documentation</title><script type="module" src="/${number}.js"></script><main><h1>Documentation</h1>${body.replaceAll("{AT}", at)}</main></html>`;
  const context = await (await launch()).newContext({ viewport: { width: 960, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error.stack ?? error)));
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems.filter((problem) => !expect?.test(problem) && !/favicon/.test(problem)), [], "the page had problems");
  });
  before?.(page);
  await page.goto(`${host.origin}/${number}.html`);
  return page;
}

/**
 * Puts a text in the place of what an embed's editor holds.
 * @param {import("playwright-core").Locator} editor
 * @param {string} text
 */
export async function replaceIn(editor, text) {
  await editor.press("Control+a");
  await editor.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The inside of the only frame, or the one with this number. @param {Page} page @param {number} [number] */
export const inside = (page, number = 0) => page.frameLocator("iframe").nth(number);
