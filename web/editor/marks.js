/** What is drawn over and beside the text: marks, glyphs, the flash of `reveal`, and the hanging indent of wrapped lines. */
import { RangeSet, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, ViewPlugin, gutter } from "@codemirror/view";

/**
 * @typedef {import("@codemirror/state").Text} Text
 * @typedef {import("@codemirror/state").EditorState} EditorState
 * @typedef {import("@codemirror/state").StateEffect<unknown>} Effect
 */

const markKinds = ["decided", "matched", "failed", "hover", "unknown", "statement"].map((kind) =>
  Decoration.mark({ class: `cm-mark-${kind}` }),
);

/** @type {import("@codemirror/state").StateEffectType<import("@codemirror/view").DecorationSet>} */
const marksEffect = StateEffect.define();

/**
 * @param {Text} doc
 * @param {Uint32Array} triples
 */
function drawMarks(doc, triples) {
  const ranges = [];
  for (let i = 0; i + 2 < triples.length; i += 3) {
    const to = Math.min(triples[i + 1], doc.length);
    const mark = markKinds[triples[i + 2]];
    if (mark && triples[i] < to) ranges.push(mark.range(triples[i], to));
  }
  return Decoration.set(ranges, true);
}

export const marks = StateField.define({
  create: () => Decoration.none,
  update(set, transaction) {
    set = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(marksEffect)) set = effect.value;
    }
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * What draws these marks: nothing where they stand already, which after most keystrokes they do, moved along with the text.
 * @param {EditorState} state
 * @param {Uint32Array} triples
 * @returns {Effect[]}
 */
export function marksEffects(state, triples) {
  const set = drawMarks(state.doc, triples);
  return same(state.field(marks), set) ? [] : [marksEffect.of(set)];
}

/**
 * Whether two sets of marks are the same. `RangeSet.eq` looks at points alone and finds all marks equal.
 * @param {import("@codemirror/view").DecorationSet} set
 * @param {import("@codemirror/view").DecorationSet} other
 */
function same(set, other) {
  const [a, b] = [set.iter(), other.iter()];
  for (; a.value && b.value; a.next(), b.next()) {
    if (a.from !== b.from || a.to !== b.to || a.value !== b.value) return false;
  }
  return a.value === b.value;
}

/** @type {import("@codemirror/state").StateEffectType<{from: number, to: number} | null>} */
export const flashEffect = StateEffect.define();
const flashMark = Decoration.mark({ class: "cm-flash" });

export const flash = StateField.define({
  create: () => Decoration.none,
  update(set, transaction) {
    set = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(flashEffect)) continue;
      const range = effect.value;
      set = range && range.from < range.to ? Decoration.set(flashMark.range(range.from, range.to)) : Decoration.none;
    }
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A glyph says at a line what the list says in words; it is hidden from screen readers and has a title for the mouse. */
class Glyph extends GutterMarker {
  /**
   * @param {string} kind
   * @param {string} text
   * @param {string} title
   */
  constructor(kind, text, title) {
    super();
    this.kind = kind;
    this.text = text;
    this.title = title;
  }

  /** @param {Glyph} other */
  eq(other) {
    return this === other;
  }

  toDOM() {
    const dom = document.createElement("span");
    dom.className = `cm-glyph-${this.kind}`;
    dom.textContent = this.text;
    dom.title = this.title;
    dom.ariaHidden = "true";
    return dom;
  }
}

const glyphKinds = [
  new Glyph("decided", "◆", "decided"),
  new Glyph("matched", "●", "matched"),
  new Glyph("failed", "○P", "principal does not match"),
  new Glyph("failed", "○A", "action does not match"),
  new Glyph("failed", "○R", "resource does not match"),
  new Glyph("failed", "○C", "condition does not match"),
  new Glyph("unknown", "?", "could not be told"),
];

/** @type {import("@codemirror/state").StateEffectType<RangeSet<GutterMarker>>} */
const glyphsEffect = StateEffect.define();

/**
 * @param {Text} doc
 * @param {Uint32Array} pairs
 */
function drawGlyphs(doc, pairs) {
  /** @type {Map<number, Glyph>} */
  const byLine = new Map();
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const glyph = glyphKinds[pairs[i + 1]];
    if (glyph && pairs[i] < doc.lines) byLine.set(doc.line(pairs[i] + 1).from, glyph);
  }
  return RangeSet.of([...byLine].map(([at, glyph]) => glyph.range(at)), true);
}

/** @type {StateField<RangeSet<GutterMarker>>} */
const glyphSet = StateField.define({
  create: () => RangeSet.empty,
  update(set, transaction) {
    set = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(glyphsEffect)) set = effect.value;
    }
    return set;
  },
});

/**
 * What draws these glyphs: nothing where they stand already.
 * @param {EditorState} state
 * @param {Uint32Array} pairs
 * @returns {Effect[]}
 */
export function glyphsEffects(state, pairs) {
  const set = drawGlyphs(state.doc, pairs);
  return RangeSet.eq([state.field(glyphSet)], [set]) ? [] : [glyphsEffect.of(set)];
}

export const glyphs = [
  glyphSet,
  // The widest glyph holds the place, so that the text does not jump when the first verdict arrives.
  gutter({ class: "cm-glyphs", markers: (view) => view.state.field(glyphSet), initialSpacer: () => glyphKinds[2] }),
];

/** Beyond this depth wrapped lines start at the same column. */
const maxHang = 24;
/** A class for each depth instead of a computed style: the theme has a rule for each. */
const hangs = Array.from({ length: maxHang + 1 }, (_, depth) => Decoration.line({ class: `cm-hang-${depth}` }));

/** Rules for the theme: a wrapped line goes on two characters right of where it began. */
export const hangRules = Object.fromEntries(
  hangs.map((_, depth) => [
    `.cm-line.cm-hang-${depth}`,
    { paddingLeft: `calc(${depth + 2}ch + var(--s-1, 4px))`, textIndent: `-${depth + 2}ch` },
  ]),
);

/** @param {EditorView} view */
function drawHangs(view) {
  const builder = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const depth = Math.min(line.text.search(/[^ ]|$/), maxHang);
      builder.add(line.from, line.from, hangs[depth]);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

export const hangingIndent = ViewPlugin.fromClass(
  class {
    /** @param {EditorView} view */
    constructor(view) {
      this.decorations = drawHangs(view);
    }

    /** @param {import("@codemirror/view").ViewUpdate} update */
    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = drawHangs(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
