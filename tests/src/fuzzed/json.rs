//! The JSON parser takes what a strict one takes, keeps its spans inside the text, and prints what it can read again.

use iam_core::diagnostic::Diagnostic;
use iam_core::json::{self as core, Node, Text, Value};
use iam_core::text::{LineIndex, Span};

/// The bytes are a text.
pub fn json(bytes: &[u8]) {
    let text = super::text(bytes);
    let parsed = core::parse(text);
    let strict = serde_json::from_str::<serde_json::Value>(text).is_ok();
    // A cut list does not tell whether all of its mistakes are duplicates.
    if !has(&parsed.diagnostics, "json/too-many") {
        assert_eq!(
            only_duplicates(&parsed.diagnostics),
            strict,
            "{:?}",
            parsed.diagnostics
        );
    }
    assert!(parsed.diagnostics.len() <= core::MAX_DIAGNOSTICS + 1);

    let index = LineIndex::new(text);
    for diagnostic in &parsed.diagnostics {
        let related = diagnostic.related.iter().map(|related| related.span);
        let edits = diagnostic
            .fix
            .iter()
            .flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in related.chain(edits).chain([diagnostic.span]) {
            assert!(text.get(span.range()).is_some(), "{diagnostic:?}");
            assert_eq!(index.from_utf16(index.to_utf16(span.start)), span.start);
        }
    }
    let Some(root) = &parsed.root else { return };
    check_spans(root, text, Span::new(0, text.len()));
    let printed = core::pretty(root);
    let again = core::parse(&printed);
    assert!(has(&again.diagnostics, "json/too-many") || only_duplicates(&again.diagnostics));
    assert_eq!(core::compact(&again.root.unwrap()), core::compact(root));
}

fn has(diagnostics: &[Diagnostic], code: &str) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.code == code)
}

fn only_duplicates(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .all(|diagnostic| diagnostic.code == "json/duplicate-key")
}

fn check_spans(node: &Node<'_>, text: &str, outer: Span) {
    let span = node.span;
    assert!(outer.start <= span.start && span.end <= outer.end);
    assert!(text.get(span.range()).is_some());
    match &node.value {
        Value::String(string) => check_text(string, text),
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| check_spans(element, text, span)),
        Value::Object(members) => {
            for member in members {
                check_text(&member.key, text);
                check_spans(&member.value, text, span);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Invalid => {}
    }
}

fn check_text(string: &Text<'_>, text: &str) {
    // Each look-up reads the string from its start.
    for (at, ch) in string.as_str().char_indices().take(100) {
        assert!(
            !string
                .span_of(at..at + ch.len_utf8())
                .slice(text)
                .is_empty()
        );
    }
}
