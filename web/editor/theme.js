/** The editor's looks, from the page's custom properties alone. Only keys and strings have colour, so that a mark stands out. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { hangRules } from "./marks.js";

const highlight = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.propertyName, color: "var(--c-key)" },
    { tag: tags.string, color: "var(--c-str)" },
    { tag: [tags.separator, tags.squareBracket, tags.brace, tags.punctuation], color: "var(--c-punct)" },
  ]),
);

/** @param {string} color */
const squiggle = (color) => ({
  backgroundImage: "none",
  paddingBottom: "0",
  textDecoration: `underline wavy ${color} 1px`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
});

const button = {
  appearance: "none",
  backgroundImage: "none",
  backgroundColor: "var(--surface)",
  border: "1px solid var(--line-2)",
  borderRadius: "var(--r-2)",
  color: "var(--ink)",
  font: "inherit",
  minHeight: "var(--h-target)",
};

const rules = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", fontSize: "var(--editor-size, 11.5px)", lineHeight: "var(--editor-line, 20px)" },
  ".cm-content": { padding: "var(--s-1) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 var(--s-2) 0 var(--s-1)" },
  ".cm-gutters": { backgroundColor: "transparent", border: "none", color: "var(--ink-3)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "3ch", padding: "0 var(--s-1) 0 var(--s-1)" },
  ".cm-glyphs .cm-gutterElement": { padding: "0 2px", textAlign: "left", whiteSpace: "nowrap" },
  ".cm-foldGutter .cm-gutterElement": { cursor: "pointer", width: "1.4ch", textAlign: "center" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--sunken)", border: "1px solid var(--line-2)", color: "var(--ink-2)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selected)", outline: "1px solid var(--line-2)" },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "inherit" },

  ".cm-glyph-decided": { color: "var(--ink)" },
  ".cm-glyph-matched": { color: "var(--ink-2)" },
  ".cm-glyph-failed": { color: "var(--ink-3)" },
  ".cm-glyph-unknown": { color: "var(--open)" },

  ".cm-mark-statement": { backgroundColor: "var(--sunken)" },
  ".cm-mark-decided": { backgroundColor: "var(--c-mark)", boxShadow: "inset 0 -2px 0 var(--c-mark-line)", borderRadius: "2px" },
  ".cm-mark-matched": { backgroundColor: "var(--hover)", boxShadow: "inset 0 -1px 0 var(--line-2)", borderRadius: "2px" },
  ".cm-mark-failed": { boxShadow: "inset 0 -1px 0 var(--line-2)" },
  ".cm-mark-unknown": { backgroundColor: "var(--open-bg)", boxShadow: "inset 0 -1px 0 var(--open-line)" },
  ".cm-mark-hover": { outline: "2px solid var(--c-mark-line)", borderRadius: "2px" },
  ".cm-flash": { outline: "2px solid var(--focus)", borderRadius: "2px" },

  ".cm-lintRange-error": squiggle("var(--c-squiggle)"),
  ".cm-lintRange-warning": squiggle("var(--none)"),
  ".cm-lintRange-info": squiggle("var(--ink-3)"),
  ".cm-lintPoint:after": { borderBottomColor: "var(--c-squiggle)" },
  ".cm-diagnostic": { borderLeft: "3px solid var(--line-2)", fontFamily: "var(--font-ui)", fontSize: "var(--t-12)" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-2)",
    borderRadius: "var(--r-2)",
    boxShadow: "var(--shadow-2)",
    color: "var(--ink)",
    maxWidth: "60ch",
  },
  ".cm-tooltip.cm-completions": { maxWidth: "min(64ch, calc(100vw - 2 * var(--s-2)))" },
  ".cm-tooltip.cm-completions > ul": { fontFamily: "var(--font-code)", fontSize: "var(--t-12)", maxWidth: "100%", maxHeight: "min(16em, 40vh)" },
  ".cm-tooltip.cm-completions > ul > li": { display: "flex", alignItems: "center", gap: "var(--s-2)", minHeight: "var(--h-target)", padding: "0 var(--s-2)" },
  ".cm-tooltip.cm-completions > ul > li[aria-selected]": { backgroundColor: "var(--selected)", color: "var(--ink)" },
  ".cm-completionLabel": { flex: "1 1 auto", overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionDetail": { flex: "0 1 auto", maxWidth: "24ch", overflow: "hidden", textOverflow: "ellipsis", color: "var(--ink-2)", font: "var(--t-12) var(--font-ui)", margin: "0" },
  ".cm-tooltip.cm-completionInfo": { padding: "var(--s-1) var(--s-2)", font: "var(--t-12)/1.4 var(--font-ui)" },
  ".cm-hover": { padding: "var(--s-1) var(--s-2)", font: "var(--t-12)/1.5 var(--font-ui)", maxHeight: "min(22em, 50vh)", overflow: "auto" },
  ".cm-hover p, .cm-hover dl, .cm-hover dd": { margin: "0" },
  ".cm-hover code": { fontFamily: "var(--font-code)", overflowWrap: "anywhere" },
  ".cm-hover-title span, .cm-hover dd span, .cm-hover dt": { color: "var(--ink-2)" },
  ".cm-hover-title code": { fontWeight: "600", marginRight: "var(--s-2)" },
  ".cm-hover dd code": { display: "inline-block", marginRight: "var(--s-2)" },

  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", fontFamily: "var(--font-ui)", fontSize: "var(--t-12)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-button": button,
  ".cm-textfield": { ...button, borderRadius: "var(--r-1)" },
  ".cm-panel.cm-search [name=close]": { color: "inherit", minWidth: "var(--h-target)", minHeight: "var(--h-target)" },
  ".cm-searchMatch": { backgroundColor: "var(--none-bg)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--c-mark)" },
  ".cm-panels :focus-visible": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ...hangRules,
});

export const theme = [highlight, rules];
