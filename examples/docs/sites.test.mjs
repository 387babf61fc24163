/**
 * The sites of this folder, built by their own tools, in a browser: live verdicts, light and dark, auto height, nothing in the console, under the
 * policy that docs/embedding.md names. `cargo xtask test documentation` builds them and runs this for those it built (SITES).
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, test } from "node:test";

import { launch } from "../../tests/e2e/harness.mjs";
import { root } from "../../tests/e2e/server.mjs";

const playground = "https://playground.example";
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".woff2": "font/woff2", ".svg": "image/svg+xml" };
const type = (name) => types[extname(name)] ?? "application/octet-stream";

/** VitePress writes so many styles into its pages that they are allowed as such. */
const styled = new Set(["vitepress"]);

/** The strict policy of docs/embedding.md, and what a tool writes into its pages itself, by hash. @param {string} site @param {string} html */
function policy(site, html) {
  const hashes = (/** @type {RegExp} */ what) => [...html.matchAll(what)].filter(([, text]) => text).map(([, text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
  const scripts = hashes(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const styles = styled.has(site) ? "'unsafe-inline'" : `'unsafe-hashes' ${hashes(/ style="([^"]*)"/g)}`;
  return [
    "default-src 'none'",
    `script-src 'self' ${playground} ${scripts}`,
    `style-src 'self' ${styles}`,
    `frame-src ${playground}`,
    // Their search.
    "connect-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** @type {(() => void)[]} */
const closing = [];
after(() => closing.forEach((close) => close()));

/** @param {string} site */
async function serve(site) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const name = path.endsWith("/") ? path + "index.html" : extname(path) ? path : path + ".html";
    try {
      const body = await readFile(join(root, "target/docs", site, name));
      response.setHeader("content-type", type(name));
      if (name.endsWith(".html")) response.setHeader("content-security-policy", policy(site, body.toString()));
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  closing.push(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${server.address().port}`;
}

for (const site of (process.env.SITES ?? "vitepress,mdbook,mkdocs").split(",")) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`${site}, ${colorScheme}`, async (t) => {
      const at = await serve(site);
      const context = await (await launch()).newContext({ colorScheme, viewport: { width: 1200, height: 900 } });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      /** @type {string[]} */
      const problems = [];
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(String(error.stack ?? error)));
      // A playground that is served with the header that docs/embedding.md asks for.
      await context.route(`${playground}/**`, async (route) => {
        const name = new URL(route.request().url()).pathname;
        const body = await readFile(join(root, "dist", name));
        await route.fulfill({ body, contentType: type(name), headers: { "access-control-allow-origin": "*" } });
      });
      t.after(async () => {
        await context.close();
        assert.deepEqual(problems.filter((problem) => !/favicon/.test(problem)), []);
      });
      await page.goto(at + "/");
      const frame = (number) => page.frameLocator("iframe").nth(number);
      const says = (number, text) => frame(number).locator(".pill").filter({ hasText: text }).waitFor();
      await says(0, "Allowed");
      await page.locator("iam-playground").nth(1).scrollIntoViewIfNeeded();
      await says(1, "Denied (no allow)");
      for (const number of [0, 1]) {
        const told = await page.locator("iframe").nth(number).evaluate((frame) => frame.offsetHeight);
        const height = await frame(number).locator(".embed").evaluate((embed) => embed.offsetHeight);
        assert(Math.abs(told - height) <= 1 && told > 150, `${told} for ${height}`);
        const dark = await frame(number).locator(".embed").evaluate((embed) => getComputedStyle(embed).backgroundColor === "rgb(21, 25, 32)");
        assert.equal(dark, colorScheme === "dark");
      }
      // The block that was upgraded is no longer shown.
      assert.equal(await page.getByText('"aws:SourceIp": "198.51.100.7"').isVisible(), false);
      if (process.env.PICTURES) await page.screenshot({ path: join(root, `target/docs/${site}-${colorScheme}.png`), fullPage: true });
      await page.getByRole("link", { name: "the second page", exact: true }).press("Enter");
      await page.getByRole("heading", { name: "The second page" }).waitFor();
      await says(0, "Denied (no allow)");
    });
  }
}
