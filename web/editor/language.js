/**
 * Completion and hover, with what the caller answers: the lists and the meanings are made outside, these here only show them. What is shown
 * is text, never markup.
 */
import { autocompletion, completionKeymap, insertCompletionText, pickedCompletion, snippet, startCompletion } from "@codemirror/autocomplete";
import { isolateHistory } from "@codemirror/commands";
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, closeHoverTooltips, hasHoverTooltips, hoverTooltip, keymap, showTooltip } from "@codemirror/view";

import { difference } from "./difference.js";

/**
 * @typedef {import("./editor.d.ts").EditorOptions} EditorOptions
 * @typedef {import("./editor.d.ts").Item} Item
 * @typedef {import("./editor.d.ts").Hover} Hover
 */

/** What a person types when a list may help. */
const opening = /["\w:.*/${@-]/;

/** @param {string} text */
const escaped = (text) => text.replace(/[{}]/g, "\\$&");

/**
 * The template of an item: fields in the order of their turns, the last one behind all of it.
 * @param {Item} item
 */
function template({ pieces, turns }) {
  const order = turns.map((turn, at) => [turn, at]).sort(([a, i], [b, j]) => a - b || i - j);
  const number = (/** @type {number} */ at) => order.findIndex(([, own]) => own === at) + 1;
  const text = pieces.map((piece, at) => (at % 2 ? `#{${number((at - 1) / 2)}:${piece}}` : escaped(piece))).join("");
  return `${text}#{${turns.length + 1}:}`;
}

/**
 * @param {EditorView} view
 * @param {Item} item
 * @param {number} from
 * @param {number} to
 * @param {{at: number, text: string} | undefined} before
 */
function apply(view, item, from, to, before) {
  let pieces = item.pieces;
  if (before) {
    // One change, so that one undo takes all of it back. Lines get the indentation of the first one anyway.
    const indentation = /^\s*/.exec(view.state.doc.lineAt(before.at).text)?.[0] ?? "";
    const blanks = view.state.sliceDoc(before.at, from).replaceAll(`\n${indentation}`, "\n");
    pieces = [before.text + blanks + pieces[0], ...pieces.slice(1)];
    from = before.at;
  }
  const completion = { label: item.label };
  if (item.turns.length || pieces[0].includes("\n")) {
    snippet(template({ ...item, pieces }))(view, completion, from, to);
  } else {
    view.dispatch(insertCompletionText(view.state, pieces[0], from, to), { annotations: pickedCompletion.of(completion) });
  }
  if (item.again) startCompletion(view);
}

/** Editors whose next list is of rewritings. @type {WeakSet<EditorView>} */
const rewriting = new WeakSet();

/** Lists how the text can be rewritten. @param {EditorView} view */
export function offer(view) {
  rewriting.add(view);
  return startCompletion(view);
}

/**
 * @param {NonNullable<EditorOptions["onRewrite"]>} onRewrite
 * @param {number} pos
 */
async function rewritings(onRewrite, pos) {
  const found = (await onRewrite(pos)) ?? [];
  const options = found.map(({ title, text }) => ({
    label: title,
    apply: (/** @type {EditorView} */ view) =>
      view.dispatch({ changes: difference(view.state.doc.toString(), text.replace(/\r\n?/g, "\n")), annotations: isolateHistory.of("full") }),
  }));
  return { from: pos, filter: false, options: options.length ? options : [{ label: "Nothing to rewrite here", apply() {} }] };
}

/** @param {EditorOptions} options */
const completion = ({ onComplete, onRewrite }) =>
  autocompletion({
    icons: false,
    activateOnTypingDelay: 0,
    tooltipClass: () => "cm-completions",
    override: [
      async ({ pos, explicit, state, view, aborted }) => {
        if (explicit && onRewrite && view && rewriting.delete(view)) return rewritings(onRewrite, pos);
        if (!onComplete) return null;
        if (!explicit && !opening.test(state.sliceDoc(pos - 1, pos))) return null;
        const found = await onComplete(pos, explicit);
        if (!found || aborted) return null;
        const { from, to, before } = found;
        // Nothing is begun here, as behind a closing quote: a list would take the next Enter.
        if (!explicit && from >= pos && state.sliceDoc(pos - 2, pos) !== "${") return null;
        return {
          from,
          to,
          filter: false,
          options: found.items.map((item) => ({
            label: item.label,
            detail: item.detail,
            info: item.about || undefined,
            type: item.kind,
            apply: (view, _, start, end) => apply(view, item, start, end, before),
          })),
        };
      },
    ],
  });

/**
 * @param {HTMLElement} parent
 * @param {string} name
 * @param {string} text
 * @param {string} [className]
 */
function put(parent, name, text, className) {
  const child = document.createElement(name);
  child.textContent = text;
  if (className) child.className = className;
  parent.append(child);
  return child;
}

/** @param {Hover} hover */
function draw({ title, detail, text, facts }) {
  const dom = document.createElement("div");
  dom.className = "cm-hover";
  put(put(dom, "p", "", "cm-hover-title"), "code", title);
  if (detail) put(/** @type {HTMLElement} */ (dom.firstChild), "span", detail);
  for (const sentence of text) put(dom, "p", sentence);
  const list = document.createElement("dl");
  for (const { name, values, more } of facts) {
    put(list, "dt", name);
    const dd = put(list, "dd", "");
    for (const value of values) put(dd, "code", value).after(" ");
    if (more) put(dd, "span", `and ${more} more`);
  }
  if (facts.length) dom.append(list);
  return dom;
}

/** @param {Hover} hover */
const tooltip = (hover) => ({ pos: hover.from, end: hover.to, above: true, create: () => ({ dom: draw(hover) }) });

/** @type {import("@codemirror/state").StateEffectType<Hover | null>} */
const explain = StateEffect.define();

/** What the key shows, until the caret or the text changes. */
const explained = StateField.define({
  /** @returns {import("@codemirror/view").Tooltip | null} */
  create: () => null,
  update(shown, transaction) {
    if (transaction.docChanged || transaction.selection) shown = null;
    for (const effect of transaction.effects) {
      if (effect.is(explain)) shown = effect.value && tooltip(effect.value);
    }
    return shown;
  },
  provide: (field) => showTooltip.from(field),
});

/** @param {Hover} hover */
const read = ({ title, detail, text, facts }) =>
  [title, detail, ...text, ...facts.map(({ name, values, more }) => `${name}: ${values.join(", ")}${more ? ` and ${more} more` : ""}`)].join(". ");

/**
 * Explains the word at the caret.
 * @param {EditorView} view
 * @param {NonNullable<EditorOptions["onHover"]>} onHover
 */
export function explainCaret(view, onHover) {
  const { state } = view;
  onHover(state.selection.main.head).then((hover) => {
    if (!view.state.doc.eq(state.doc)) return;
    view.dispatch({ effects: hover ? [explain.of(hover), EditorView.announce.of(read(hover))] : explain.of(null) });
  });
  return true;
}

/** @param {NonNullable<EditorOptions["onHover"]>} onHover */
const hovering = (onHover) => [
  hoverTooltip(async (_view, pos) => {
    // A finger that puts the caret somewhere asks for nothing.
    const hover = matchMedia("(hover)").matches && (await onHover(pos));
    return hover ? tooltip(hover) : null;
  }),
  explained,
  keymap.of([
    { key: "Mod-i", preventDefault: true, run: (view) => explainCaret(view, onHover) },
    {
      key: "Escape",
      run(view) {
        const shown = view.state.field(explained) || hasHoverTooltips(view.state);
        if (shown) view.dispatch({ effects: [explain.of(null), closeHoverTooltips] });
        return Boolean(shown);
      },
    },
  ]),
];

/** @param {EditorOptions} options */
export const language = (options) => [
  options.onHover ? hovering(options.onHover) : [],
  completion(options),
  keymap.of([...completionKeymap, { key: "Mod-.", run: offer }]),
];
