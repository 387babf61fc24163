/** Keys that the page adds to an on-screen keyboard: each is an event at the editable element that says which key it is. */
import { acceptCompletion, hasNextSnippetField, nextSnippetField, startCompletion } from "@codemirror/autocomplete";
import { redo, undo } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";

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

/** What the keys do that are not a text. @type {Record<string, (view: EditorView) => unknown>} */
const commands = {
  undo,
  redo,
  // The next field of what was completed, else the choice in the list, else the list.
  complete: (view) => (hasNextSnippetField(view.state) && nextSnippetField(view)) || acceptCompletion(view) || startCompletion(view),
  caret: (view) => view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { yMargin: 24 }) }),
};

/** Hears the keys. */
export const press = EditorView.domEventHandlers({
  press(/** @type {CustomEvent<string>} */ { detail }, view) {
    // `language.js` knows whom to ask.
    if (detail === "explain") return false;
    if (Object.hasOwn(commands, detail)) commands[detail](view);
    else if (!view.state.readOnly) type(view, detail);
    return true;
  },
});
