/** Keys that the page adds to an on-screen keyboard: each is an event at the editable element that says which key it is. */
import { acceptCompletion, nextSnippetField, startCompletion } from "@codemirror/autocomplete";
import { redo, undo } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";

import { explainCaret } from "./language.js";

/**
 * Puts a text in as if it was typed: brackets close themselves, and lists open.
 * @param {EditorView} view
 * @param {string} text
 */
function type(view, text) {
  const { from, to } = view.state.selection.main;
  const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  const taken = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
  if (!taken) view.dispatch(insert());
}

/**
 * Hears the keys: those that are not a text are named here.
 * @param {import("./editor.d.ts").EditorOptions} options
 */
export const press = ({ onHover }) => {
  /** @type {Map<string, (view: EditorView) => unknown>} */
  const commands = new Map([
    ["undo", undo],
    ["redo", redo],
    // The next field of what was completed, else the choice in the list, else the list.
    ["complete", (view) => nextSnippetField(view) || acceptCompletion(view) || startCompletion(view)],
    ["explain", (view) => onHover && explainCaret(view, onHover)],
    ["caret", (view) => view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { yMargin: 24 }) })],
  ]);
  return EditorView.domEventHandlers({
    press(/** @type {CustomEvent<string>} */ { detail }, view) {
      const command = commands.get(detail);
      if (command) command(view);
      else if (!view.state.readOnly) type(view, detail);
    },
  });
};
