//! A completion leaves a text whose JSON is no more broken than it was.

use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::json;
use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;
use iam_language::complete;
use proptest::prelude::*;

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Id": "x",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "*"], "Service": "lambda.amazonaws.com" },
      "Action": ["s3:GetObject", "s3:List*", "kms:Decrypt"],
      "Resource": "arn:aws:s3:::reports/${aws:username}/*",
      "Condition": {
        "StringLike": { "s3:prefix": ["a/*", "b"], "aws:PrincipalTag/team": "blue" },
        "Bool": { "aws:SecureTransport": true },
        "IpAddress": { "aws:SourceIp": "203.0.113.0/24" }
      }
    },
    { "Effect": "Deny", "Principal": "*", "NotAction": "s3:*", "NotResource": "*" }
  ]
}"#;

const KINDS: [(PolicyType, bool); 4] = [
    (PolicyType::Identity, false),
    (PolicyType::Resource, false),
    (PolicyType::Resource, true),
    (PolicyType::ResourceControl, false),
];

fn mistakes(text: &str) -> usize {
    json::parse(text).diagnostics.len()
}

fn messages(text: &str) -> Vec<String> {
    let diagnostics = json::parse(text).diagnostics.into_iter();
    diagnostics.map(|one| one.message).collect()
}

/// The items whose text is more broken.
fn check(text: &str, caret: usize, kind: usize) -> Result<(), String> {
    let (kind, trust) = KINDS[kind % KINDS.len()];
    let found = complete(text, caret, PolicySubject { kind, trust }, &CATALOG);
    if found.items.is_empty() {
        return Ok(());
    }
    let before = mistakes(text);
    assert!(text.get(found.span.range()).is_some(), "{found:?}");
    assert!(found.items.len() <= 100 && found.items.len() <= found.total);
    for item in &found.items {
        let applied = found.apply(text, item);
        let after = mistakes(&applied);
        if after > before {
            let (start, end) = text.split_at(caret);
            let near = |text: &str, at: usize| {
                let from = text.floor_char_boundary(at.saturating_sub(90));
                text[from..text.floor_char_boundary(at + 90)].to_owned()
            };
            return Err(format!(
                "{before} mistakes become {after} with `{}`:\n{:?}\n{:?}\n{}\n---\n{}",
                item.label,
                messages(text),
                messages(&applied),
                near(&format!("{start}|{end}"), caret),
                near(&applied, caret),
            ));
        }
    }
    Ok(())
}

/// Every place of a policy, of its beginnings, and of what is left when what follows the place on its line is not there yet.
#[test]
fn at_every_place_of_a_policy() {
    let mut bad = Vec::new();
    for caret in (0..=POLICY.len()).filter(|caret| POLICY.is_char_boundary(*caret)) {
        let (before, after) = POLICY.split_at(caret);
        let rest_of_lines = after.find('\n').map_or("", |at| &after[at..]);
        for text in [
            POLICY.to_owned(),
            before.to_owned(),
            [before, rest_of_lines].concat(),
        ] {
            for kind in 0..2 {
                bad.extend(check(&text, caret, kind).err());
            }
        }
    }
    assert!(
        bad.is_empty(),
        "{} failures:\n{}",
        bad.len(),
        bad[..bad.len().min(8)].join("\n=====\n")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Something half typed stands in the policy, before what comes later or a little less of it.
    #[test]
    fn with_something_half_typed(
        at in 0..POLICY.len(),
        removed in 0_usize..60,
        typed in prop_oneof![
            Just(String::new()),
            Just(", ".to_owned()),
            Just("\"".to_owned()),
            "[A-Za-z]{1,8}",
            "\"[A-Za-z0-9:*/$.]{0,8}",
            "\"[A-Za-z0-9:*/$.]{0,8}\"",
            "\"[A-Za-z]{0,8}\": ",
        ],
        kind in 0..KINDS.len(),
    ) {
        let end = outside_strings(at + removed);
        let last = POLICY[..at].trim_end().chars().last().unwrap_or('{');
        // In a string a quote ends it.
        let inside = POLICY[..at].matches('"').count() % 2 == 1;
        let typed = if inside { typed.trim_start_matches('"') } else { &typed };
        if !inside && typed.starts_with('"') && !"{[,:".contains(last) {
            return Ok(());
        }
        let text = [&POLICY[..at], typed, &POLICY[end..]].concat();
        if let Err(why) = check(&text, at + typed.len(), kind) {
            return Err(TestCaseError::fail(why));
        }
    }
}

/// The first place from one on where a member, an element or a line may end.
fn outside_strings(from: usize) -> usize {
    let mut inside = false;
    for (at, byte) in POLICY.bytes().enumerate() {
        if at >= from && !inside && matches!(byte, b',' | b'\n' | b'}' | b']') {
            return at;
        }
        inside ^= byte == b'"';
    }
    POLICY.len()
}
