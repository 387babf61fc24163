mod mistakes;
mod properties;

use super::*;

/// The codes of all diagnostics with the text each stands at.
fn mistakes(text: &str) -> Vec<(&'static str, &str)> {
    parse(text)
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.span.slice(text)))
        .collect()
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
