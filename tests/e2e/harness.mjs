/**
 * What the browser tests share: one server and one browser for a file of tests, a fresh profile for each test.
 *
 * A test that ends with an error in the console, a refused resource, or a request to another origin has failed, whatever else it looked at.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after } from "node:test";

import { chromium } from "playwright-core";

import { root, serve } from "./server.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("node:test").TestContext} TestContext */

const program = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** How long to wait for what should be there at once; generous for a busy machine. */
const patience = 10_000;

/** @type {import("playwright-core").Browser | undefined} */
let browser;
/** @type {{origin: string, close: () => Promise<void>} | undefined} */
let server;

/** Pages for a test alone, by path. Set before the first `open`. @type {Record<string, string>} */
export const extraPages = {};

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The browser, started when first asked for. */
export async function launch() {
  // Without a sandbox of its own: tests also run as root in containers. It opens nothing but our own files.
  browser ??= await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  return browser;
}

/** Where the page is served. */
export async function origin() {
  server ??= await serve(join(root, "dist"), extraPages);
  return server.origin;
}

/**
 * A page in a profile of its own, or in that of `options.context`; `before` is called with it while it is empty.
 * @param {TestContext} t
 * @param {{path?: string, context?: import("playwright-core").BrowserContext, expectErrors?: RegExp, before?: (page: Page) => Promise<unknown>} & import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<Page>}
 */
export async function open(t, options = {}) {
  const { path = "/", context: given, expectErrors, before, ...rest } = options;
  const at = await origin();
  const context = given ?? (await (await launch()).newContext({ viewport: { width: 1440, height: 900 }, ...rest }));
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error}`));
  // Whoever leaves a page abandons what it was fetching: that is no failure. What was abandoned with no leaving about then is one.
  /** @type {[string, number][]} */
  const abandoned = [];
  /** @type {number[]} */
  const leavings = [];
  page.on("framenavigated", (frame) => frame === page.mainFrame() && leavings.push(Date.now()));
  page.on("requestfailed", (request) => {
    const problem = `failed: ${request.url()} ${request.failure()?.errorText}`;
    if (problem.endsWith("net::ERR_ABORTED")) abandoned.push([problem, Date.now()]);
    else problems.push(problem);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("data:") || url.startsWith("blob:")) return;
    if (!url.startsWith(`${at}/`)) problems.push(`request to another origin: ${url}`);
    if (request.method() !== "GET" || request.postData() !== null) problems.push(`request that carries something: ${url}`);
  });
  t.after(async () => {
    const alone = abandoned.filter(([, at]) => !leavings.some((leaving) => Math.abs(leaving - at) < 1_000));
    problems.push(...alone.map(([problem]) => problem));
    if (!given) await context.close();
    const unexpected = expectErrors ? problems.filter((problem) => !expectErrors.test(problem)) : problems;
    assert.deepEqual(unexpected, [], "the page had problems");
  });
  await before?.(page);
  await page.goto(at + path);
  return page;
}
