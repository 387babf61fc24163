/** The editor's module by itself, under the page's own policy for scripts and styles. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { extraPages, open } from "./harness.mjs";
import { root } from "./server.mjs";

const policy = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/.exec(await readFile(join(root, "index.html"), "utf8"))?.[0];

extraPages["/bare.js"] = `
  import { mount } from "./editor.js";
  window.calls = [];
  window.put = (options) => {
    window.editor = mount(document.querySelector("main"), {
      label: "Identity policy 1, JSON",
      onChange: (text) => window.calls.push(["change", text]),
      onCursor: (offset) => window.calls.push(["cursor", offset]),
      onHover: async (offset) => ({ from: offset, to: offset + 1, title: "<b>at " + offset, detail: "", text: ["A sentence."], facts: [{ name: "Facts", values: ["one", "two"], more: 3 }] }),
      onComplete: async (offset, explicit) => (window.calls.push(["complete", offset, explicit]), window.found?.(offset) ?? null),
      ...options,
    });
  };
  document.body.dataset.ready = "";
`;
extraPages["/bare.html"] = `<!doctype html><html lang="en"><head>${policy}<link rel="icon" href="data:," /><title>editor</title><script type="module" src="bare.js"></script></head>
  <body><main></main><button>after</button></body></html>`;
extraPages["/editor.js"] = await readFile(join(root, "web/editor/dist/editor.js"), "utf8");

/**
 * @param {import("node:test").TestContext} t
 * @param {string} doc
 * @param {object} [options]
 */
async function mounted(t, doc, options = {}) {
  const page = await open(t, { path: "/bare.html" });
  await page.locator("body[data-ready]").waitFor();
  await page.evaluate((all) => window.put(all), { doc, ...options });
  const editor = page.getByRole("textbox", { name: "Identity policy 1, JSON" });
  await editor.waitFor();
  return { page, editor, calls: () => page.evaluate(() => window.calls) };
}

test("typing is told once, with the whole text and the caret", async (t) => {
  const { page, editor, calls } = await mounted(t, "{}");
  await editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("x");
  const seen = await calls();
  assert.deepEqual(seen.filter(([kind]) => kind === "change"), [["change", "{}x"]]);
  assert.deepEqual(seen.filter(([kind]) => kind === "cursor").at(-1), ["cursor", 3]);
});

test("marks give way to others, also of another kind at the same place", async (t) => {
  const { page } = await mounted(t, '{ "a": 1, "b": 2 }');
  for (const [mark, kind, shown] of [
    [[2, 5, 0], "decided", ['"a"']],
    [[2, 5, 1], "matched", ['"a"']],
    [[10, 13, 1], "matched", ['"b"']],
    [[], "matched", []],
  ]) {
    await page.evaluate((mark) => window.editor.set_marks(new Uint32Array(mark)), mark);
    assert.deepEqual(await page.locator(`.cm-mark-${kind}`).allTextContents(), shown);
    assert.equal(await page.locator("[class*=cm-mark-]").count(), shown.length);
  }
});

test("marks stand on UTF-16 offsets, behind emoji and with line ends as one unit", async (t) => {
  const { page } = await mounted(t, '{\r\n  "Sid": "😀 漢",\r\n  "Effect": "Deny"\r\n}');
  const text = await page.evaluate(() => window.editor.get_doc());
  assert.equal(text, '{\n  "Sid": "😀 漢",\n  "Effect": "Deny"\n}');
  const from = text.indexOf('"Deny"');
  await page.evaluate((marks) => window.editor.set_marks(new Uint32Array(marks)), [from, from + 6, 0, 9_999, 99_999, 0, from, from, 1]);
  assert.deepEqual(await page.locator(".cm-mark-decided").allTextContents(), ['"Deny"']);
  // A mark stays on its text while the person types before it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("[1,2");
  assert.deepEqual(await page.locator(".cm-mark-decided").allTextContents(), ['"Deny"']);
});

test("a text from elsewhere changes only what differs, calls nobody and can be undone", async (t) => {
  const { page, editor, calls } = await mounted(t, '{\n  "Effect": "Deny"\n}');
  await editor.focus();
  await page.keyboard.press("Control+End");
  const before = await calls();
  await page.evaluate(() => window.editor.set_doc('{\r\n  "Effect": "Allow"\r\n}'));
  assert.deepEqual(await calls(), before);
  await page.keyboard.type("!");
  assert.deepEqual((await calls()).filter(([kind]) => kind === "change"), [["change", '{\n  "Effect": "Allow"\n}!']]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.equal(await page.evaluate(() => window.editor.get_doc()), '{\n  "Effect": "Deny"\n}');
});

test("diagnostics underline their range and tell their message, also beyond the end", async (t) => {
  const { page } = await mounted(t, '{ "a": tru }');
  await page.evaluate(() => window.editor.set_diagnostics(new Uint32Array([7, 10, 0, 500, 900, 1]), ["unknown word `tru`", "no end"]));
  assert.equal(await page.locator(".cm-lintRange-error").textContent(), "tru");
  await page.locator(".cm-lintRange-error").hover();
  await page.getByText("unknown word `tru`").waitFor();
  await page.evaluate(() => window.editor.set_diagnostics(new Uint32Array(), []));
  assert.equal(await page.locator(".cm-lintRange-error").count(), 0);
});

test("glyphs stand at their lines and are not read out", async (t) => {
  const { page } = await mounted(t, "{\n}\n");
  await page.evaluate(() => window.editor.set_gutter(new Uint32Array([0, 0, 1, 5, 7, 1])));
  const glyphs = page.locator(".cm-glyphs .cm-gutterElement span[aria-hidden=true]");
  assert.deepEqual((await glyphs.evaluateAll((all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.textContent))), ["◆", "○C"]);
});

test("Tab leaves the editor", async (t) => {
  const { page, editor } = await mounted(t, "{}");
  await editor.focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "after");
  assert.equal(await page.evaluate(() => window.editor.get_doc()), "{}");
});

/** @param {object} item */
const item = (item) => ({ kind: "value", detail: "", about: "", turns: [], again: false, ...item });

/** What the editor is told when it asks for completions. @param {import("playwright-core").Page} page @param {object} found */
const finds = (page, found) => page.evaluate((all) => (window.found = () => all), found);

test("a list opens while one types and for Ctrl-Space, and Enter takes what is chosen", async (t) => {
  const { page, editor, calls } = await mounted(t, '{ "Effect": }');
  await finds(page, { from: 12, to: 14, items: [item({ label: "Deny", detail: "no", pieces: ['"Deny"'] }), item({ label: "Allow", about: "Allows it.", pieces: ['"Allow"'] })] });
  await editor.focus();
  await page.evaluate(() => window.editor.set_cursor(12));
  await page.keyboard.type('"');
  const list = page.getByRole("listbox", { name: "Completions" });
  await list.getByRole("option", { name: "Deny" }).waitFor();
  assert.deepEqual((await calls()).filter(([kind]) => kind === "complete").at(-1), ["complete", 13, false]);
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  await page.keyboard.press("Control+Space");
  await list.waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press("ArrowDown");
  await page.getByText("Allows it.").waitFor();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.editor.get_doc()), '{ "Effect": "Allow"}');
  // A space asks for nothing.
  const before = (await calls()).filter(([kind]) => kind === "complete").length;
  await page.keyboard.type(" ");
  assert.equal((await calls()).filter(([kind]) => kind === "complete").length, before);
});

test("fields are filled in by Tab in their turns, and one undo takes all back", async (t) => {
  const doc = '{\n  "a": 1\n  \n}';
  const { page, editor } = await mounted(t, doc);
  await finds(page, { from: 15, to: 15, before: { at: 10, text: "," }, items: [item({ label: "b", pieces: ['"b": {\n\t"${x}": ', "one", ", ", "two", "\n}"], turns: [1, 0] })] });
  await editor.focus();
  await page.evaluate(() => window.editor.set_cursor(13));
  await page.evaluate(() => (window.found = ((all) => () => all)({ ...window.found(), from: 13, to: 13 })));
  await page.keyboard.press("Control+Space");
  await page.getByRole("option", { name: "b" }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await page.keyboard.type("2");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("!");
  assert.equal(await page.evaluate(() => window.editor.get_doc()), '{\n  "a": 1,\n  "b": {\n    "${x}": 1, 2\n  }!\n}');
  for (let i = 0; i < 8 && (await page.evaluate(() => window.editor.get_doc())) !== doc; i++) await page.keyboard.press("Control+z");
  assert.equal(await page.evaluate(() => window.editor.get_doc()), doc);
  // With no field left, Tab leaves the editor.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "after");
});

test("what a word means is shown by mouse and by key, as text, and Escape closes it", async (t) => {
  const { page, editor } = await mounted(t, '{ "Effect": "Allow" }');
  await editor.focus();
  await page.evaluate(() => window.editor.set_cursor(4));
  await page.keyboard.press("Control+i");
  const hover = page.locator(".cm-hover");
  await hover.getByText("<b>at 4").waitFor();
  assert.match(await hover.innerText(), /A sentence\.\s+Facts\s+one\s+two\s+and 3 more/);
  await page.keyboard.press("Escape");
  await hover.waitFor({ state: "detached" });
  await page.locator(".cm-line").first().hover({ position: { x: 60, y: 8 } });
  await hover.waitFor();
  await page.keyboard.press("Escape");
  await hover.waitFor({ state: "detached" });
});

test("a text for reading can be reached by keyboard and not changed", async (t) => {
  const { page, editor } = await mounted(t, "{}", { readOnly: true });
  await editor.focus();
  await page.keyboard.type("x");
  assert.equal(await page.evaluate(() => window.editor.get_doc()), "{}");
  assert.equal(await editor.getAttribute("aria-readonly"), "true");
  await page.evaluate(() => window.editor.set_readonly(false));
  await page.keyboard.type("x");
  assert.match(await page.evaluate(() => window.editor.get_doc()), /x/);
});

test("a place far below is scrolled to and shown", async (t) => {
  const { page } = await mounted(t, "1\n".repeat(2_000) + '"here"\n' + "1\n".repeat(2_000));
  await page.evaluate(() => window.editor.reveal(4_000, 4_006));
  await page.locator(".cm-flash", { hasText: '"here"' }).waitFor();
});

test("a destroyed editor leaves nothing behind", async (t) => {
  const { page } = await mounted(t, "{}");
  await page.evaluate(() => (window.editor.reveal(0, 1), window.editor.destroy()));
  assert.equal(await page.locator("main > *").count(), 0);
});
