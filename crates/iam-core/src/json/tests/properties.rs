//! What holds for every text, with a strict parser as the oracle.

use proptest::prelude::*;

use super::*;

/// The tree as a strict parser would give it.
fn as_serde(node: &Node<'_>) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => serde_json::from_str(number).unwrap(),
        Value::String(text) => text.as_str().into(),
        Value::Array(elements) => elements.iter().map(as_serde).collect(),
        Value::Object(members) => serde_json::Value::Object(
            members
                .iter()
                .map(|m| (m.key.as_str().to_owned(), as_serde(&m.value)))
                .collect(),
        ),
        Value::Invalid => panic!("an invalid node in a valid document"),
    }
}

fn check_spans(node: &Node<'_>, text: &str, outer: Span) {
    let span = node.span;
    assert!(
        outer.start <= span.start && span.end <= outer.end,
        "{span:?} leaves {outer:?} in {text:?}"
    );
    assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    match &node.value {
        Value::String(string) => assert!(text.get(string.span.range()).is_some()),
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| check_spans(element, text, span)),
        Value::Object(members) => {
            for member in members {
                assert!(text.get(member.key.span.range()).is_some());
                let content = member.key.as_str();
                for (at, ch) in content.char_indices() {
                    let place = member.key.span_of(at..at + ch.len_utf8());
                    assert!(
                        !place.slice(text).is_empty(),
                        "{at} of {content:?} in {text:?}"
                    );
                }
                check_spans(&member.value, text, span);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Invalid => {}
    }
}

fn check_everything(text: &str) {
    let parsed = parse(text);
    let strict = serde_json::from_str::<serde_json::Value>(text);
    let ours = parsed
        .diagnostics
        .iter()
        .all(|diagnostic| diagnostic.code == "json/duplicate-key");
    assert_eq!(
        ours,
        strict.is_ok(),
        "{text:?}: {strict:?} {:?}",
        parsed.diagnostics
    );
    let whole = Span::new(0, text.len());
    let mut last = Span::default();
    for diagnostic in &parsed.diagnostics {
        let related = diagnostic.related.iter().map(|related| related.span);
        let edits = diagnostic
            .fix
            .iter()
            .flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in related.chain(edits).chain([diagnostic.span]) {
            assert!(
                text.get(span.range()).is_some(),
                "{diagnostic:?} in {text:?}"
            );
        }
        assert!(last <= diagnostic.span, "order of {:?}", parsed.diagnostics);
        last = diagnostic.span;
    }
    let Some(root) = &parsed.root else { return };
    check_spans(root, text, whole);
    if let Ok(strict) = strict {
        assert_eq!(as_serde(root), strict, "{text:?}");
    }
    for printed in [pretty(root), compact(root)] {
        let again = parse(&printed);
        assert!(
            again
                .diagnostics
                .iter()
                .all(|diagnostic| diagnostic.code == "json/duplicate-key"),
            "{printed:?}"
        );
        assert_eq!(compact(&again.root.unwrap()), compact(root));
    }
}

/// Pieces of which texts are made that are nearly JSON.
fn nearly_json() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"b\":",
        "\"a\":1",
        "1",
        "-0",
        "01",
        "1.5e3",
        "1e",
        "true",
        "nul",
        "null",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\\",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud83d",
        "é",
        "😀",
        "'",
        "“",
        "”",
        "//",
        "/*",
        "*/",
        "#",
        "\u{A0}",
        "\u{FEFF}",
        "x",
        "$",
        ";",
        "=",
        "\u{1}",
        "\u{7f}",
        "-",
        "+",
        ".",
        "{}",
        "[]",
        "\"\"",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn valid_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(String::from("null")),
        Just(String::from("true")),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let member =
            ("[a-d]{0,2}", inner.clone()).prop_map(|(key, value)| format!("\"{key}\" : {value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..6)
                .prop_map(|elements| format!("[{}]", elements.join(", "))),
            prop::collection::vec(member, 0..6)
                .prop_map(|members| format!("{{\n{}\n}}", members.join(",\r\n"))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_serde_json_on_near_json(text in nearly_json()) {
        check_everything(&text);
    }

    #[test]
    fn agrees_with_serde_json_on_any_text(text in any::<String>()) {
        check_everything(&text);
    }

    #[test]
    fn agrees_with_serde_json_on_valid_and_cut_json(text in valid_json(), cut in any::<prop::sample::Index>(), junk in "[\\[\\]{}\",:a1 ]{0,2}") {
        check_everything(&text);
        let at = text.floor_char_boundary(cut.index(text.len() + 1));
        let (before, after) = text.split_at(at);
        check_everything(before);
        check_everything(&format!("{before}{junk}{after}"));
    }
}
