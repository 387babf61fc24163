/** Whatever arrives from outside: no script runs, nothing is sent, the page does not hang, and nothing is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { documents, filledIn, link, links, texts } from "./hostile.mjs";
import { origin, open } from "./harness.mjs";
import { assertTitle, decides, editor, openFile, replaceText, waitUntil, whole } from "./page.mjs";

/** The longest that the page may be away, in milliseconds. */
const HANG = 1_000;

const mine = {
  version: 1,
  name: "Mine",
  policies: [{ name: "Own", type: "identity", document: `{ "Version": "2012-10-17", "Statement": [] }` }],
  requests: [{ principal: "arn:aws:iam::111122223333:user/alice", action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }],
};

/** What the page says when it takes something or does not, and what it may ask the host for in vain. */
const expectErrors = /404|Failed to load resource/;

/**
 * A page with a draft, which watches for scripts, addresses and the time that it is away.
 * @param {import("node:test").TestContext} t
 */
async function victim(t) {
  const page = await open(t, { expectErrors });
  /** @type {string[]} */
  const harm = [];
  page.on("dialog", (dialog) => (harm.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("popup", (popup) => harm.push(`a window: ${popup.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame()) harm.push(`a frame: ${frame.url()}`);
  });
  const at = await origin();
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${at}/`)) harm.push(`a request: ${request.url()}`);
  });
  await decides(page, /Allowed|Denied/);
  await whole(page);
  await page.evaluate(() => {
    globalThis.away = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.away.push(duration);
    }).observe({ type: "longtask" });
  });
  await draft(page);
  return { page, harm };
}

/** Makes a draft of one's own, typed over a file. @param {import("playwright-core").Page} page */
async function draft(page) {
  await openFile(page, mine);
  await assertTitle(page, "Mine");
  await editor(page, "Identity policy 1").getByText("[]").waitFor();
  await replaceText(page, "Identity policy 1", `{ "Version": "2012-10-17", "Statement": [{ "Sid": "OfMine", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }`);
  await decides(page, "Allowed");
  await waitUntil(() => page.evaluate(() => JSON.stringify({ ...localStorage }).includes("OfMine")), async () => "the draft is not kept");
}
/** Waits until the page has nothing more to do. @param {import("playwright-core").Page} page */
const quiet = (page) => page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(() => requestIdleCallback(() => setTimeout(resolve, 30), { timeout: 5_000 })));
}));

/** How many times longer than on a free machine a little work takes. @param {import("playwright-core").Page} page */
const slowness = (page) => page.evaluate(() => {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    let sum = 0;
    for (let index = 0; index < 20_000_000; index++) sum = (sum * 31 + index) | 0;
    return performance.now() - start + (sum === 1 ? 1 : 0);
  });
  return Math.max(...times) / 25;
});

/** What must hold after everything that arrives. @param {import("playwright-core").Page} page @param {string[]} harm @param {string} what */
async function unharmed(page, harm, what) {
  const found = await page.evaluate(() => {
    const addresses = [...document.querySelectorAll("[href], [src], [action], [srcdoc], [formaction]")].flatMap((element) =>
      ["href", "src", "action", "srcdoc", "formaction"].map((name) => element.getAttribute(name) ?? ""));
    return {
      pwned: globalThis.pwned, polluted: {}.pwned,
      addresses: addresses.filter((address) => /^\s*javascript:|attacker|<script/i.test(address)),
      handlers: [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]).filter(({ name }) => /^on/i.test(name)).map(({ name }) => name),
      strange: document.querySelectorAll("body script:not([type='text/plain']), iframe, object, embed, base, body style, body img:not(.cm-widgetBuffer)").length,
      away: globalThis.away.splice(0),
      stopped: document.body.innerText.includes("stopped working"),
    };
  });
  const longest = Math.max(0, ...found.away);
  // Time on a machine that does much else says nothing by itself.
  const slow = longest > HANG && longest > HANG * (await slowness(page)) ? [longest] : [];
  assert.deepEqual({ ...found, away: slow, harm }, {
    pwned: undefined, polluted: undefined, addresses: [], handlers: [], strange: 0, away: [], stopped: false, harm: [],
  }, what);
}

/** The draft is shown, or kept. @param {import("playwright-core").Page} page @param {string} what */
async function notLost(page, what) {
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }).includes("OfMine"));
  const shown = (await page.locator(".cm-content").allInnerTexts()).some((text) => text.includes("OfMine"));
  assert.ok(kept || shown, `${what}: the draft is lost`);
}

test("links that open nothing change nothing", async (t) => {
  const { page, harm } = await victim(t);
  for (const fragment of links) {
    const what = `#${fragment.slice(0, 40)}`;
    await page.evaluate((text) => (location.hash = text), fragment);
    await quiet(page);
    await unharmed(page, harm, what);
    await notLost(page, what);
    await page.keyboard.press("Escape");
  }
  await assertTitle(page, "Mine");
  await decides(page, "Allowed");
});

test("links that carry something hostile show it as text, and keep the draft", async (t) => {
  const { page, harm } = await victim(t);
  const arriving = [...documents.map((document) => [document.name, link(document)]), ...filledIn.map((fragment) => [fragment, fragment])];
  for (const [index, [name, fragment]] of arriving.entries()) {
    if (index > 0) await draft(page);
    await page.evaluate((text) => (location.hash = text), fragment);
    await quiet(page);
    // It is asked about with its title, and then opened.
    const question = page.getByRole("dialog", { name: "Open the link?" });
    if (await question.count()) {
      await unharmed(page, harm, `the question about ${name}`);
      await question.getByRole("button", { name: "Open the link" }).click();
      await question.waitFor({ state: "detached" });
      await quiet(page);
    }
    await unharmed(page, harm, name);
    await notLost(page, name);
    await page.keyboard.press("Escape");
  }
});

test("files that are hostile show as text, or say what is wrong", async (t) => {
  const { page, harm } = await victim(t);
  const files = documents.filter(({ name }) => !/^text [1-9]/.test(name)).map(({ name, text }) => ({ name: `${name}.json`, buffer: Buffer.from(text) }));
  files.push({ name: `"><img src=x onerror=alert(1)>.json`, buffer: Buffer.from([0xff, 0xfe, 0, 0xd8, 0x41]) });
  files.push({ name: "large.json", buffer: Buffer.alloc(4_500_000, 0x20) });
  for (const file of files) {
    await page.getByLabel("Scenario file").setInputFiles({ ...file, mimeType: "application/json" });
    await quiet(page);
    await unharmed(page, harm, file.name);
    const undo = page.getByRole("button", { name: /^Undo/ });
    const opened = (await page.getByLabel("Title of the scenario").inputValue()) !== "Mine";
    if (opened) await undo.click();
    await page.keyboard.press("Escape");
    await assertTitle(page, "Mine");
    await editor(page, "Identity policy 1").getByText("OfMine").waitFor();
  }
});

test("messages change nothing", async (t) => {
  const { page, harm } = await victim(t);
  await page.evaluate((texts) => {
    const scenario = { version: 1, name: "Hostile", policies: [], requests: [] };
    const kinds = ["set", "setScenario", "scenario", "open", "load", "init", "iam-playground", "iam-playground:set", "theme", "__proto__"];
    const messages = [...texts, null, 1, [], JSON.parse(`{ "__proto__": { "pwned": 1 } }`), new Uint8Array(1_000_000), "[".repeat(100_000)];
    for (const kind of kinds) {
      for (const name of ["type", "kind", "method", "action", "event"]) messages.push({ [name]: kind, protocol: "iam-playground", version: 1, scenario, payload: scenario, link: "#1.x", text: JSON.stringify(scenario) });
    }
    for (const message of messages) postMessage(message, "*");
  }, texts);
  await quiet(page);
  await unharmed(page, harm, "messages");
  await assertTitle(page, "Mine");
  await editor(page, "Identity policy 1").getByText("OfMine").waitFor();
});

test("what is pasted is shown as text", async (t) => {
  const { page, harm } = await victim(t);
  const denied = (text) => `User: arn:aws:iam::111122223333:user/${text} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/${text}" because no identity-based policy allows the s3:GetObject action`;
  for (const text of [...texts.map(denied), documents.find(({ name }) => name === "a document that nests deeply").text, documents[0].text]) {
    await page.evaluate((text) => {
      document.activeElement?.blur();
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    await quiet(page);
    await unharmed(page, harm, text.slice(0, 80));
    await page.keyboard.press("Escape");
    await notLost(page, text.slice(0, 80));
  }
});
