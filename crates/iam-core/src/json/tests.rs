use proptest::prelude::*;

use super::*;

/// The codes of all diagnostics with the text each stands at.
fn mistakes(text: &str) -> Vec<(&'static str, &str)> {
    parse(text)
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.span.slice(text)))
        .collect()
}

fn tree(text: &str) -> String {
    parse(text).root.as_ref().map(compact).unwrap_or_default()
}

/// Applies all fixes and says whether a strict parser then takes the text.
fn repaired(text: &str) -> Result<String, String> {
    let mut edits: Vec<_> = parse(text)
        .diagnostics
        .into_iter()
        .filter_map(|diagnostic| diagnostic.fix)
        .flat_map(|fix| fix.edits)
        .collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.span.range(), &edit.text);
    }
    serde_json::from_str::<serde_json::Value>(&out)
        .map(|_| out.clone())
        .map_err(|error| format!("{error}: {out}"))
}

#[test]
fn one_mistake_one_diagnostic() {
    type Row = (
        &'static str,
        &'static [(&'static str, &'static str)],
        &'static str,
    );
    let rows: &[Row] = &[
        ("", &[("json/empty", "")], ""),
        (" \n ", &[("json/empty", "")], ""),
        (r#"{"a":1,}"#, &[("json/trailing-comma", ",")], r#"{"a":1}"#),
        ("[1,2,]", &[("json/trailing-comma", ",")], "[1,2]"),
        ("[,1]", &[("json/unexpected-character", ",")], "[1]"),
        ("[1,,,2]", &[("json/unexpected-character", ",,")], "[1,2]"),
        (
            r#"{"a":1 "b":2}"#,
            &[("json/missing-comma", "")],
            r#"{"a":1,"b":2}"#,
        ),
        (
            "[1 2 \"x\"]",
            &[("json/missing-comma", ""), ("json/missing-comma", "")],
            r#"[1,2,"x"]"#,
        ),
        (
            r#"{"a" 1}"#,
            &[("json/missing-colon", "\"a\"")],
            r#"{"a":1}"#,
        ),
        (
            r#"{"a" "b"}"#,
            &[("json/missing-colon", "\"a\"")],
            r#"{"a":"b"}"#,
        ),
        (
            r#"{"a" = "b"}"#,
            &[("json/missing-colon", "=")],
            r#"{"a":"b"}"#,
        ),
        (
            r#"{"a" => "b"}"#,
            &[("json/missing-colon", "=>")],
            r#"{"a":"b"}"#,
        ),
        (r#"{"a":}"#, &[("json/missing-value", ":")], r#"{"a":null}"#),
        (
            r#"{"a":,"b":1}"#,
            &[("json/missing-value", ":")],
            r#"{"a":null,"b":1}"#,
        ),
        (
            "{\"a\":\n\"b\":1}",
            &[("json/missing-value", ":")],
            r#"{"a":null,"b":1}"#,
        ),
        (
            "{\"a\"\n\"b\":1}",
            &[("json/missing-value", "\"a\"")],
            r#"{"a":null,"b":1}"#,
        ),
        (
            r#"{"a"}"#,
            &[("json/missing-value", "\"a\"")],
            r#"{"a":null}"#,
        ),
        (
            r#"{"a"::1}"#,
            &[("json/unexpected-character", ":")],
            r#"{"a":1}"#,
        ),
        (
            "{\"a\":1; \"b\":2}",
            &[("json/missing-comma", ";")],
            r#"{"a":1,"b":2}"#,
        ),
        (r#"{"a":[1,2"#, &[("json/unclosed", "[")], r#"{"a":[1,2]}"#),
        (r#"{"a":"#, &[("json/unclosed", "{")], r#"{"a":null}"#),
        (
            r#"{"a"#,
            &[("json/unclosed", "{"), ("json/unclosed-string", "\"a")],
            r#"{"a":null}"#,
        ),
        (r#"[{"a":1]"#, &[("json/unclosed", "]")], r#"[{"a":1}]"#),
        (r#"{"a":[1}"#, &[("json/unclosed", "}")], r#"{"a":[1]}"#),
        (
            r#"[{"a":{"b":1]"#,
            &[("json/unclosed", "]")],
            r#"[{"a":{"b":1}}]"#,
        ),
        (
            r#"{"a":["x","y" "b":1}"#,
            &[("json/unclosed", "\"b\"")],
            r#"{"a":["x","y"],"b":1}"#,
        ),
        (
            "{\"a\":[\"x\",\n\"b\":1}",
            &[("json/unclosed", "\"b\"")],
            r#"{"a":["x"],"b":1}"#,
        ),
        (
            "[\"a\": 1]",
            &[("json/unexpected-character", ":")],
            r#"["a",1]"#,
        ),
        (
            "{\"a\":\"x\n}",
            &[("json/unclosed-string", "\"x")],
            r#"{"a":"x"}"#,
        ),
        (
            "{\"a\":\"x,\n\"b\":1}",
            &[("json/unclosed-string", "\"x")],
            r#"{"a":"x","b":1}"#,
        ),
        (
            "{\"a\":\"${b}}\n",
            &[("json/unclosed-string", "\"${b}")],
            r#"{"a":"${b}"}"#,
        ),
        (
            "{\"b\":{\"a\":[\"x]},\n\"c\":1}",
            &[("json/unclosed-string", "\"x")],
            r#"{"b":{"a":["x"]},"c":1}"#,
        ),
        (
            r#"["\u12"]"#,
            &[("json/bad-escape", "\\u12")],
            "[\"\u{FFFD}\"]",
        ),
        (
            r#"["\ud800x"]"#,
            &[("json/lone-surrogate", "\\ud800")],
            "[\"\u{FFFD}x\"]",
        ),
        (
            r#"["\udc00"]"#,
            &[("json/lone-surrogate", "\\udc00")],
            "[\"\u{FFFD}\"]",
        ),
        (
            "[\"a\tb\tc\"]",
            &[("json/control-character", "\t")],
            r#"["a\tb\tc"]"#,
        ),
        ("[01]", &[("json/bad-number", "01")], "[null]"),
        ("[1.]", &[("json/bad-number", "1.")], "[null]"),
        ("[-]", &[("json/bad-number", "-")], "[null]"),
        (
            "[.5, +1, 0x1F]",
            &[
                ("json/bad-number", ".5"),
                ("json/bad-number", "+1"),
                ("json/bad-number", "0x1F"),
            ],
            "[null,null,null]",
        ),
        ("[1e999]", &[("json/bad-number", "1e999")], "[null]"),
        (
            r#"{"Version":2012-10-17}"#,
            &[("json/bad-number", "2012-10-17")],
            r#"{"Version":null}"#,
        ),
        (
            "{'a':'b'}",
            &[("json/single-quotes", "'a'")],
            r#"{"a":"b"}"#,
        ),
        (
            "{“a”:“b\"}",
            &[("json/typographic-quotes", "“a”")],
            r#"{"a":"b"}"#,
        ),
        (
            "{a:1,b:2}",
            &[("json/unquoted-name", "a")],
            r#"{"a":1,"b":2}"#,
        ),
        (
            "{\"a\":1, b}",
            &[("json/unquoted-name", "b")],
            r#"{"a":1,"b":null}"#,
        ),
        (
            "{\"a\":Allow}",
            &[("json/unquoted-text", "Allow")],
            r#"{"a":"Allow"}"#,
        ),
        (
            "{\"a\":s3:Get*}",
            &[("json/unquoted-text", "s3:Get*")],
            r#"{"a":"s3:Get*"}"#,
        ),
        ("[True]", &[("json/unquoted-text", "True")], "[true]"),
        ("[tru]", &[("json/unquoted-text", "tru")], "[null]"),
        ("[...]", &[("json/unexpected-character", "...")], "[null]"),
        (
            "// x\n[1, /* y */ 2] # z",
            &[("json/comment", "// x")],
            "[1,2]",
        ),
        (
            "[1 /* y",
            &[("json/unclosed", "["), ("json/comment", "/* y")],
            "[1]",
        ),
        (
            "\u{FEFF}[\u{A0}1]",
            &[("json/unexpected-character", "\u{FEFF}")],
            "[1]",
        ),
        ("[1]]", &[("json/trailing-text", "]")], "[1]"),
        ("{} {}", &[("json/trailing-text", "{}")], "{}"),
        (
            r#""a": 1, "b": 2"#,
            &[("json/missing-braces", "\"a\"")],
            r#"{"a":1,"b":2}"#,
        ),
        (
            r#"{"a":1,"a":2,"a":3}"#,
            &[
                ("json/duplicate-key", "\"a\""),
                ("json/duplicate-key", "\"a\""),
            ],
            r#"{"a":1,"a":2,"a":3}"#,
        ),
        (
            r#"{"a":1,"\u0061":2}"#,
            &[("json/duplicate-key", r#""\u0061""#)],
            r#"{"a":1,"a":2}"#,
        ),
        (r#"{{"a":1}}"#, &[("json/unexpected-character", "{")], "{}"),
        (
            r#"{"a":1 @@ }"#,
            &[("json/unexpected-character", "@@")],
            r#"{"a":1}"#,
        ),
        (
            r#"{"a":1]}"#,
            &[("json/unexpected-character", "]")],
            r#"{"a":1}"#,
        ),
        ("[1}]", &[("json/unexpected-character", "}")], "[1]"),
        // Quotes.
        (
            r#"{"a": Allow", "b":1}"#,
            &[("json/unopened-string", "Allow\"")],
            r#"{"a":"Allow","b":1}"#,
        ),
        (
            r#"{a": "Allow"}"#,
            &[("json/unopened-string", "a\"")],
            r#"{"a":"Allow"}"#,
        ),
        (
            r#"{"a: "Allow", "b":1}"#,
            &[("json/unclosed-string", "\"a")],
            r#"{"a":"Allow","b":1}"#,
        ),
        (
            r#"["x, "y"]"#,
            &[("json/unclosed-string", "\"x")],
            r#"["x","y"]"#,
        ),
        (
            r#"["say "hi" now", 1]"#,
            &[("json/unescaped-quote", "\"")],
            r#"["say \"hi\" now",1]"#,
        ),
        (
            "[\"a:\n  b\", 1]",
            &[("json/control-character", "\n")],
            "[\"a:\\n  b\",1]",
        ),
        // Brackets of the wrong kind, and forgotten ones.
        (
            r#"["a": 1, "b": 2]"#,
            &[("json/unexpected-character", ":")],
            r#"["a",1,"b",2]"#,
        ),
        (
            r#"{"c":["a": 1, "b": 2]}"#,
            &[("json/unexpected-character", ":")],
            r#"{"c":["a",1,"b",2]}"#,
        ),
        ("[1}", &[("json/unclosed", "}")], "[1]"),
        (
            r#"[{"a":1 {"a":2}]"#,
            &[("json/unclosed", "{")],
            r#"[{"a":1},{"a":2}]"#,
        ),
        (
            r#"[{"a":1, {"a":2}]"#,
            &[("json/unclosed", "{")],
            r#"[{"a":1},{"a":2}]"#,
        ),
        (
            "Version: 1\nb: c",
            &[("json/unexpected-character", "Version:")],
            "",
        ),
        ("<html>", &[("json/unexpected-character", "<html>")], ""),
    ];
    let mut wrong = Vec::new();
    for (text, expected, compacted) in rows {
        if mistakes(text) != *expected || tree(text) != *compacted {
            wrong.push(format!("{text}\n  {:?}\n  {}", mistakes(text), tree(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixes_make_valid_json() {
    for text in [
        r#"{"a":1,}"#,
        "[1 2]",
        r#"{"a" 1}"#,
        r#"{"a" => "b"}"#,
        r#"{"a":[1,2"#,
        r#"[{"a":1]"#,
        "{\"a\":[\"x\"\n\"b\":1}",
        "{\"a\":[\"x\",\n\"b\":1}",
        "{\"a\":\"x,\n\"b\":1}",
        r#"["a\d"]"#,
        "[\"a\tb\u{1}c\"]",
        "[01, 1]",
        "{'it\\'s': 'a\"b'}",
        "{“a”: ”b“}",
        "{a: 1, b: 2}",
        "[Allow, True]",
        "// x\n[1, /* y */ 2] # z",
        "\u{FEFF}[\u{A0}1,\u{2028}2]",
        "[1]]",
        "[1,,2]",
        "[,1]",
        r#"{"a": Allow", "b":1}"#,
        r#"{a": "Allow"}"#,
        r#"{"a: "Allow", "b":1}"#,
        r#"["x, "y"]"#,
        r#"["say "hi" now", 1]"#,
        "[\"a:\r\n  b\", 1]",
        "[1}",
        r#"[{"a":1 {"a":2}]"#,
        r#"[{"a":1, {"a":2}]"#,
        "\"a\": 1",
    ] {
        repaired(text).unwrap();
    }
}

#[test]
fn a_half_typed_policy_keeps_its_tree() {
    let text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \n    },\n    { \"Effect\": \"Deny\" \"Resource\": \"*\" }\n  \n}";
    let expected = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":null},{"Effect":"Deny","Resource":"*"}]}"#;
    assert_eq!(tree(text), expected);
    assert_eq!(
        mistakes(text),
        [
            ("json/missing-value", ":"),
            ("json/missing-comma", ""),
            ("json/unclosed", "}")
        ]
    );
}

/// Most single characters that go missing are one mistake, and none makes more than a few.
#[test]
fn a_missing_character_is_one_mistake() {
    let text = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:Get*", "s3:List*"],
      "Resource": "arn:aws:s3:::b/${aws:username}/*",
      "Condition": { "StringEquals": { "aws:x": ["y", "z"] }, "Bool": { "b": true } }
    },
    { "Effect": "Deny", "NotAction": "*", "Resource": "*" }
  ]
}"#;
    let mut more = 0;
    for (at, _) in text.char_indices() {
        let mut broken = text.to_owned();
        broken.remove(at);
        let found = mistakes(&broken);
        more += usize::from(found.len() > 1);
        assert!(found.len() <= 3, "without the character at {at}: {found:?}");
    }
    assert!(more <= 5, "{more} characters make more than one mistake");
}

#[test]
fn duplicates_name_the_first_place() {
    let text = r#"{"a":1,"b":2,"a":3}"#;
    let parsed = parse(text);
    assert_eq!(parsed.diagnostics[0].span, Span::new(13, 16));
    assert_eq!(parsed.diagnostics[0].related[0].span, Span::new(1, 4));
}

#[test]
fn depth_agrees_with_serde_json() {
    for depth in [MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let inner = if open == "[" { "" } else { "1" };
            let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            let strict = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            assert_eq!(
                parse(&text).diagnostics.is_empty(),
                strict,
                "{depth} levels of {open}"
            );
        }
    }
}

#[test]
fn hostile_texts_are_quick() {
    let depth = 10_000;
    for text in [
        "[".repeat(depth),
        format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        "{\"a\":".repeat(depth),
        "[".repeat(1 << 20),
        ",".repeat(1 << 20),
        "\"".repeat(1 << 20),
        "[\"\n".repeat(1 << 18),
        "\"x\"y".repeat(1 << 18),
        "[\"x, \"y\" ".repeat(1 << 16),
        "[\"x\ny\"z".repeat(1 << 16),
        format!("[{}", "] ".repeat(1 << 19)),
        "]".repeat(1 << 20),
        "{\"a\" ".repeat(1 << 18),
        format!("[{}", "[1,".repeat(100) + &"]}".repeat(1 << 18)),
        "/*".repeat(1 << 19),
        "\\u".repeat(1 << 19),
        format!("\"{}", "}".repeat(1 << 20)),
        "\u{A0}".repeat(1 << 18),
        "'".repeat(1 << 20),
        "a".repeat(1 << 20),
        "{a".repeat(1 << 19),
        "9".repeat(1 << 20),
        format!(
            "{{{}}}",
            (0..100_000)
                .map(|key| format!("\"k{key}\":1,\"k{}\":2", key % 7))
                .collect::<Vec<_>>()
                .join(",")
        ),
    ] {
        let parsed = parse(&text);
        assert!(!parsed.diagnostics.is_empty());
        assert!(parsed.diagnostics.len() <= MAX_DIAGNOSTICS + 1);
    }
    let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(mistakes(&deep), [("json/too-deep", "[")]);
    assert_eq!(mistakes(&"[".repeat(depth)), [("json/too-deep", "[")]);
    assert_eq!(mistakes(&"é".repeat(MAX_LEN)), [("json/too-long", "é")]);
}

#[test]
fn too_many_mistakes_end_the_list() {
    let text = format!("[{}]", "1 ".repeat(500));
    let parsed = parse(&text);
    assert_eq!(parsed.diagnostics.len(), MAX_DIAGNOSTICS + 1);
    assert_eq!(parsed.diagnostics.last().unwrap().code, "json/too-many");
    assert_eq!(parsed.root.unwrap().as_array().unwrap().len(), 500);
}

#[test]
fn content_maps_back_to_its_place() {
    let rows: &[(&str, &str, &str)] = &[
        (r#""a${x}b""#, "${x}", "${x}"),
        (r#""\u0061${x}b""#, "${x}", "${x}"),
        (r#""\u0061${x}b""#, "a", "\\u0061"),
        (r#""\n\"q\"""#, "q\"", "q\\\""),
        (r#""\ud83d\ude00z""#, "😀", "\\ud83d\\ude00"),
        (r#""é\/z""#, "/z", "\\/z"),
        ("“é${x}”", "${x}", "${x}"),
    ];
    for (text, part, source) in rows {
        let parsed = parse(text);
        let Some(Node {
            value: Value::String(string),
            ..
        }) = &parsed.root
        else {
            panic!("{text}")
        };
        let at = string.as_str().find(part).unwrap();
        assert_eq!(
            string.span_of(at..at + part.len()).slice(text),
            *source,
            "{part} in {text}"
        );
        let whole = string.span_of(0..usize::MAX);
        assert!(
            string.span.start < whole.start && whole.end < string.span.end,
            "{text}"
        );
        assert!(string.span_of(at..at).slice(text).is_empty());
    }
}

#[test]
fn printing_keeps_what_was_written() {
    let text = r#"{"b":[1.50,1E2,{}],"a":[],"a":"\u0001\"é\/","c":{"d":null}}"#;
    let root = parse(text).root.unwrap();
    assert_eq!(
        compact(&root),
        r#"{"b":[1.50,1E2,{}],"a":[],"a":"\u0001\"é/","c":{"d":null}}"#
    );
    let tidy = r#"{"b":[1.5,{}],"a":[],"c":{"d":null,"e":true}}"#;
    let value: serde_json::Value = serde_json::from_str(tidy).unwrap();
    let printed = pretty(&parse(tidy).root.unwrap());
    let lines = printed.lines().count();
    assert_eq!(
        lines,
        serde_json::to_string_pretty(&value)
            .unwrap()
            .lines()
            .count()
    );
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&printed).unwrap(),
        value
    );
}

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
