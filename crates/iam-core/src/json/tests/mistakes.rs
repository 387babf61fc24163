//! What is said about broken texts, and what is read of them.

use super::*;

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

type Form = (&'static str, fn(usize) -> String);

#[test]
fn line_numbers_are_one_mistake() {
    let document = "{\n  \"Version\": \"2012-10-17\",\n\n  \"List\": [\n    1,\n    2\n  ]\n}\n";
    let forms: [Form; 6] = [
        ("dots", |number| format!("{number:>2}. ")),
        ("plain", |number| format!("{number} ")),
        ("colons", |number| format!("{number}: ")),
        ("bars", |number| format!("{number:>4}| ")),
        ("tabs", |number| format!("{number}\t")),
        ("from 97", |number| format!("{}.\u{a0}", number + 96)),
    ];
    for (name, prefix) in forms {
        let numbered: String = document
            .split_inclusive('\n')
            .enumerate()
            .map(|(index, line)| prefix(index + 1) + line)
            .collect();
        let parsed = parse(&numbered);
        let codes: Vec<_> = parsed.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["json/line-numbers"], "{name}:\n{numbered}");
        let found = &parsed.diagnostics[0];
        assert_eq!(found.related.len(), 7, "{name}");
        assert_eq!(found.span.slice(&numbered), prefix(1).trim(), "{name}");
        assert_eq!(repaired(&numbered).as_deref(), Ok(document), "{name}");
        assert_eq!(tree(&numbered), tree(document), "{name}");
        // The first number is easily left behind when copying.
        let without_first = numbered.get(prefix(1).len()..).unwrap();
        assert_eq!(repaired(without_first).as_deref(), Ok(document), "{name}");
        assert_eq!(parse(without_first).diagnostics.len(), 1, "{name}");
    }
    let long: Vec<_> = (1..=100).map(|number| format!("{number} [")).collect();
    assert_eq!(parse(&long.join("\n")).diagnostics[0].related.len(), 20);
}

#[test]
fn numbers_are_no_line_numbers() {
    for text in [
        "[\n1,\n2,\n3\n]",
        "{\"a\": [\n1\n,\n2]}",
        "1",
        "1\n",
        "\n 7 \n",
        "[1,\n[\n2,3]]",
    ] {
        assert_eq!(mistakes(text), [], "{text}");
    }
    for text in ["1\n2", "1 {}", "1. {}", "[\n1 \"a\",\n3 \"b\"]"] {
        let found = mistakes(text);
        assert!(
            found.iter().all(|(code, _)| *code != "json/line-numbers"),
            "{text}: {found:?}"
        );
    }
}
