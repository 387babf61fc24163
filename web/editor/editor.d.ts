/**
 * The editor's module: `web/editor/main.js`, built to `web/editor/dist/editor.js`.
 *
 * All offsets are UTF-16 code units into a text whose line ends are `\n`. An offset outside the text is clamped, an empty or reversed
 * range is dropped or widened to one unit: nothing here throws for a number. Lists of marks are flat `Uint32Array`s.
 *
 * Loading, from a script beside it: `const { mount } = await import("./editor.js")`. From Rust the same call, made by the bindings' script:
 *
 * ```rust
 * #[wasm_bindgen]
 * extern "C" {
 *     #[wasm_bindgen(js_name = import, catch)]
 *     async fn import_module(path: &str) -> Result<JsValue, JsValue>; // import_module("./editor.js")
 * }
 * ```
 */

/** What the editor needs to begin, and whom it tells. */
export interface EditorOptions {
  /** The text to begin with. */
  doc: string;
  /** The accessible name, for example `Identity policy 1, JSON`. */
  label: string;
  /** Whether the text can be changed by typing; false when absent. */
  readOnly?: boolean;
  /** The text changed by the person (typing, paste, undo …); never called for `set_doc`. */
  onChange(text: string): void;
  /** The caret moved, by the person; also called once when the editor gets focus. */
  onCursor?(offset: number): void;
  /** What the word at `offset` means, for a tooltip: when the mouse rests on it, or for Ctrl-I at the caret. */
  onHover?(offset: number): Promise<Hover | null>;
  /** Completions for the caret at `offset`, or null. `explicit`: asked for with Ctrl-Space. */
  onComplete?(offset: number, explicit: boolean): Promise<Completions | null>;
  /** How the text can be rewritten where the caret is, for Ctrl-. and `offer`; places play no part. */
  onRewrite?(offset: number): Promise<{ title: string; text: string }[] | null>;
}

/** What may stand from `from` to `to`, the best first. */
export interface Completions {
  from: number;
  to: number;
  /** Put at a place before `from` with any item: a comma or colon that was left out. Only blanks are between the two. */
  before?: { at: number; text: string };
  items: Item[];
}

/** One of the things that may stand there. */
export interface Item {
  label: string;
  /** A word for what it is, part of a class name. */
  kind: string;
  /** A few words beside the label; may be empty. */
  detail: string;
  /** A line of documentation; may be empty. */
  about: string;
  /** Text and fields in turn, beginning and ending with a text. A line's tabs are its depth below the first line. */
  pieces: string[];
  /** For each field when it is filled in: those with a smaller number first. */
  turns: number[];
  /** Whether to complete again at the first field or the end. */
  again: boolean;
}

/** What a word means. */
export interface Hover {
  from: number;
  to: number;
  title: string;
  detail: string;
  text: string[];
  facts: { name: string; values: string[]; more: number }[];
}

/**
 * A mounted editor. Diagnostics, marks and glyphs are drawn together once the caller is done, and only what differs from what stands there.
 */
export interface EditorHandle {
  /** Replaces the text with one from elsewhere: the smallest single change, undoable, caret kept, `onChange` not called. */
  set_doc(text: string): void;
  /** The text as it stands. */
  get_doc(): string;
  /** Replaces all diagnostics. `triples`: from, to, severity (0 error, 1 warning, 2 info); `messages`: one per triple. */
  set_diagnostics(triples: Uint32Array, messages: string[]): void;
  /**
   * Replaces all marks. `triples`: from, to, class (0 decided, 1 matched, 2 failed, 3 hover, 4 unknown, 5 statement);
   * drawn as `cm-mark-decided`, `cm-mark-matched` and so on. Marks may overlap.
   */
  set_marks(triples: Uint32Array): void;
  /**
   * Replaces all gutter glyphs. `pairs`: line counted from 0, glyph (0 ◆ decided, 1 ● matched, 2 ○P principal failed, 3 ○A action failed,
   * 4 ○R resource failed, 5 ○C condition failed, 6 ? could not tell). A later pair for the same line replaces the earlier one.
   */
  set_gutter(pairs: Uint32Array): void;
  /** Allows or forbids typing. */
  set_readonly(readOnly: boolean): void;
  /** Changes the accessible name. */
  set_label(label: string): void;
  /** Scrolls the range into view and flashes it; caret and focus stay where they are. */
  reveal(from: number, to: number): void;
  /** Puts the caret at `offset`, without scrolling further than needed. */
  set_cursor(offset: number): void;
  /** Lists how the text can be rewritten where the caret is. */
  offer(): void;
  /** Gives the editor the keyboard. */
  focus(): void;
  /** Removes the editor from its parent and forgets all callbacks. */
  destroy(): void;
}

/**
 * Puts an editor into the empty element `parent`.
 *
 * The keys of a row above an on-screen keyboard reach it as events: `new CustomEvent("press", { detail })` on its editable element, where
 * `detail` is a text, put in as if it was typed, or one of `undo`, `redo`, `complete`, `explain` and `caret` (scrolls the
 * caret into view).
 */
export function mount(parent: HTMLElement, options: EditorOptions): EditorHandle;
