/**
 * The code editor: CodeMirror 6 behind a facade of plain calls. `editor.d.ts` is its contract, `npm run build` makes `dist/editor.js` of it.
 *
 * - `mount(parent, options)` puts an editor into an empty element and gives a handle; each editor has its own.
 * - Strings and numbers only. Offsets are UTF-16 units with `\n` line ends; marks, diagnostics and glyphs come as flat `Uint32Array`s
 *   and each call replaces all of its kind. Whatever is outside the text is clamped, so a late answer cannot throw.
 * - The editor is uncontrolled: it owns its text while the person types and says so through `onChange`. `set_doc` is for text from
 *   elsewhere (a fix, an undo, another file) and does not call back.
 * - It reads no clock but for the flash of `reveal`, fetches nothing, and adds no `<style>` element: its rules are an adopted sheet, so
 *   `style-src 'self'` holds. Colours are the page's custom properties.
 * - Tab leaves the editor, unless a completion left fields to fill in; Ctrl-] and Ctrl-[ indent. Ctrl-Space completes, Ctrl-I explains. F8 and Ctrl-Enter are left to the page.
 */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, foldedRanges, indentUnit, unfoldEffect } from "@codemirror/language";
import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import { closeSearchPanel, findNext, findPrevious, openSearchPanel, search, selectNextOccurrence } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, tooltips } from "@codemirror/view";

import { difference } from "./difference.js";
import { press } from "./keys.js";
import { language, offer } from "./language.js";
import { flash, flashEffect, glyphs, glyphsEffects, hangingIndent, marks, marksEffects } from "./marks.js";
import { theme } from "./theme.js";

/** Marks a change as not made by the person. */
const remote = Annotation.define();

const severities = /** @type {const} */ (["error", "warning", "info"]);

/** How long `reveal` shows where it went. */
const flashMs = 1200;

const scope = "editor search-panel";

/** The library's own keys without those for going to a line: places are reached from the lists that name them. */
const searchKeys = [
  { key: "Mod-f", run: openSearchPanel, scope },
  { key: "F3", run: findNext, shift: findPrevious, scope, preventDefault: true },
  { key: "Mod-g", run: findNext, shift: findPrevious, scope, preventDefault: true },
  { key: "Escape", run: closeSearchPanel, scope },
  { key: "Mod-d", run: selectNextOccurrence, preventDefault: true },
];

/** @typedef {import("@codemirror/lint").Diagnostic} Diagnostic */

/**
 * Whether these diagnostics stand in the text already.
 * @param {EditorState} state
 * @param {Diagnostic[]} found
 */
function stand(state, found) {
  let count = 0;
  let same = true;
  forEachDiagnostic(state, (known, from, to) => {
    const other = found[count++];
    same &&= other?.from === from && other.to === to && other.severity === known.severity && other.message === known.message;
  });
  return same && count === found.length;
}

/**
 * An editable element takes the focus anyway; the index says so to those who look for it, and holds while the text is for reading.
 * @param {string} label
 */
const naming = (label) => EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });

/** @type {typeof import("./editor.d.ts").mount} */
export function mount(parent, options) {
  const access = new Compartment();
  const name = new Compartment();
  let timer = 0;

  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.doc,
      extensions: [
        lineNumbers(),
        glyphs,
        foldGutter(),
        codeFolding(),
        history(),
        indentUnit.of("  "),
        json(),
        bracketMatching(),
        closeBrackets(),
        search({ top: true }),
        EditorView.lineWrapping,
        hangingIndent,
        marks,
        flash,
        theme,
        press(options),
        // A policy's box would cut them off.
        tooltips({ parent: parent.closest("main") ?? document.body }),
        // Before the other keys: Escape closes what is open.
        language(options),
        keymap.of([
          ...closeBracketsKeymap,
          // The page uses that key for itself.
          ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
          ...searchKeys,
          ...historyKeymap,
          ...foldKeymap,
        ]),
        name.of(naming(options.label)),
        access.of(EditorState.readOnly.of(options.readOnly ?? false)),
        EditorView.updateListener.of((update) => {
          const own = !update.transactions.some((transaction) => transaction.annotation(remote));
          if (own && update.docChanged) options.onChange(update.state.doc.toString());
          if (own && (update.selectionSet || update.docChanged || (update.focusChanged && view.hasFocus))) {
            options.onCursor?.(update.state.selection.main.head);
          }
        }),
      ],
    }),
  });

  /** @param {number} offset */
  const clamp = (offset) => Math.min(offset, view.state.doc.length);

  /** What is to be drawn, each kind with its newest list. @type {{marks?: Uint32Array, glyphs?: Uint32Array, found?: Diagnostic[]}} */
  let waiting = {};
  let gone = false;

  /** Draws all that waits as one update: each one makes the browser lay the text out again, which for a long line is most of a frame. */
  function flush() {
    const { marks: triples, glyphs: pairs, found } = waiting;
    waiting = {};
    if (gone) return;
    const { state } = view;
    const effects = [
      ...(triples ? marksEffects(state, triples) : []),
      ...(pairs ? glyphsEffects(state, pairs) : []),
      ...(found && !stand(state, found) ? [setDiagnostics(state, found).effects ?? []].flat() : []),
    ];
    if (effects.length) view.dispatch({ effects });
  }

  /** @param {typeof waiting} more */
  function wait(more) {
    if (!Object.keys(waiting).length) queueMicrotask(flush);
    waiting = { ...waiting, ...more };
  }

  return {
    set_doc(text) {
      const before = view.state.doc.toString();
      const after = text.replace(/\r\n?/g, "\n");
      if (before === after) return;
      flush();
      view.dispatch({ changes: difference(before, after), annotations: [remote.of(true), isolateHistory.of("full")] });
    },
    get_doc: () => view.state.doc.toString(),
    set_diagnostics(triples, messages) {
      const found = [];
      for (let i = 0; i + 2 < triples.length; i += 3) {
        const [from, to] = [clamp(triples[i]), clamp(triples[i + 1])];
        found.push({ from, to: Math.max(from, to), severity: severities[triples[i + 2]] ?? "info", message: messages[i / 3] ?? "" });
      }
      wait({ found });
    },
    set_marks: (triples) => wait({ marks: triples }),
    set_gutter: (pairs) => wait({ glyphs: pairs }),
    set_readonly: (readOnly) => view.dispatch({ effects: access.reconfigure(EditorState.readOnly.of(readOnly)) }),
    set_label: (label) => view.dispatch({ effects: name.reconfigure(naming(label)) }),
    reveal(from, to) {
      const range = { from: clamp(from), to: clamp(Math.max(from, to)) };
      const effects = [flashEffect.of(range), EditorView.scrollIntoView(range.from, { y: "nearest", yMargin: 48 })];
      foldedRanges(view.state).between(range.from, range.to, (start, end) => {
        effects.push(unfoldEffect.of({ from: start, to: end }));
      });
      view.dispatch({ effects });
      clearTimeout(timer);
      timer = setTimeout(() => view.dispatch({ effects: flashEffect.of(null) }), flashMs);
    },
    set_cursor(offset) {
      view.dispatch({ selection: { anchor: clamp(offset) }, annotations: remote.of(true), scrollIntoView: true });
    },
    offer: () => void offer(view),
    focus: () => view.focus(),
    destroy() {
      gone = true;
      clearTimeout(timer);
      view.destroy();
    },
  };
}
