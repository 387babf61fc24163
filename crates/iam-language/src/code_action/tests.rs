//! Policies, with `|` where the caret is.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::json;
use iam_core::text::Span;

use super::{CodeAction, CodeActionKind, code_actions};

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);

fn offered(marked: &str) -> (String, Vec<CodeAction>) {
    let caret = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let found = code_actions(&text, Span::at(caret), &CATALOG);
    (text, found.list)
}

/// The titles, and the text after the action of a kind.
fn check(marked: &str, kind: CodeActionKind, title: &str, after: &str) {
    let (text, list) = offered(marked);
    let action = list.iter().find(|action| action.kind == kind);
    let action = action.unwrap_or_else(|| panic!("{marked} offers {list:?}"));
    assert_eq!(action.title, title);
    assert_eq!(action.apply(&text), after, "{marked}");
}

#[test]
fn wildcards_expand_and_lists_fold() {
    check(
        r#"{ "Statement": { "Action": "sqs:*Per|mission", "Resource": "*" } }"#,
        CodeActionKind::Expand,
        "Expand sqs:*Permission into 2 actions",
        r#"{ "Statement": { "Action": ["sqs:AddPermission", "sqs:RemovePermission"], "Resource": "*" } }"#,
    );
    check(
        r#"{ "Statement": { "Action": ["sqs:AddPermission", |"s3:GetObject", "sqs:RemovePermission"] } }"#,
        CodeActionKind::Fold,
        "Fold 3 entries into 2",
        r#"{ "Statement": { "Action": ["s3:GetObject", "sqs:*Permission"] } }"#,
    );
    // What is named already is not written twice.
    check(
        r#"{ "Statement": { "Action": ["sqs:*Perm|ission", "sqs:addpermission"] } }"#,
        CodeActionKind::Expand,
        "Expand sqs:*Permission into 1 action",
        r#"{ "Statement": { "Action": ["sqs:RemovePermission", "sqs:addpermission"] } }"#,
    );
}

#[test]
fn layout_is_kept() {
    check(
        "{\n  \"Statement\": {\n    \"Action\": [\n      \"sqs:*Permission|\",\n      \"s3:GetObject\"\n    ]\n  }\n}",
        CodeActionKind::Expand,
        "Expand sqs:*Permission into 2 actions",
        "{\n  \"Statement\": {\n    \"Action\": [\n      \"sqs:AddPermission\",\n      \"sqs:RemovePermission\",\n      \"s3:GetObject\"\n    ]\n  }\n}",
    );
    check(
        "{ \"Statement\": { \"Action\": [ \"s3:b\",\n \"s3:\\u0061\",  \"s3:0\"| ] } }",
        CodeActionKind::Sort,
        "Sort Action",
        "{ \"Statement\": { \"Action\": [ \"s3:0\",\n \"s3:\\u0061\",  \"s3:b\" ] } }",
    );
    check(
        r#"{ "Statement": { "Condition": { "StringEquals": { "aws:x": "|a" } } } }"#,
        CodeActionKind::Convert,
        "Make aws:x a list",
        r#"{ "Statement": { "Condition": { "StringEquals": { "aws:x": ["a"] } } } }"#,
    );
    check(
        r#"{ "Statement": { "Princ|ipal": { "AWS": ["*"] } } }"#,
        CodeActionKind::Convert,
        "Make Statement a list",
        r#"{ "Statement": [{ "Principal": { "AWS": ["*"] } }] }"#,
    );
    check(
        r#"{ "Statement": [{ "Principal": { "AWS": ["*"|] } }] }"#,
        CodeActionKind::Convert,
        "Make AWS a single value",
        r#"{ "Statement": [{ "Principal": { "AWS": "*" } }] }"#,
    );
    check(
        "{\n  \"Statement\": [\n    { \"Effect\": |\"Allow\", \"Action\": [] }\n  ], }",
        CodeActionKind::Format,
        "Format the statement",
        "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": []\n    }\n  ], }",
    );
}

#[test]
fn half_typed_values_are_left_alone() {
    for marked in [
        "{ \"Statement\": { \"Action\": [\"s3:Get*|\", \"s3:Put } }",
        "{ \"Statement\": { \"Action\": \"s3:Get*|",
        "|",
        "{ \"Statement\": [ 1, | ] }",
    ] {
        assert_eq!(offered(marked).1, [], "{marked}");
    }
}

fn meant(text: &str) -> BTreeSet<String> {
    let parsed = json::parse(text);
    let root = parsed.root.unwrap();
    let node = root.get("Statement").unwrap().get("Action").unwrap();
    let nodes = node.as_array().unwrap_or(std::slice::from_ref(node));
    let actions = nodes
        .iter()
        .flat_map(|node| CATALOG.expand(node.as_str().unwrap()).actions);
    actions.map(|action| action.to_string()).collect()
}

/// Every service's wildcards by first letters: expanded and folded, they mean the same.
#[test]
fn expanding_and_folding_keep_what_is_meant() {
    for entry in CATALOG.index().services.iter().step_by(7) {
        let text = format!(
            "{{ \"Statement\": {{ \"Action\": \"{}:*\" }} }}",
            entry.prefix
        );
        let found = code_actions(&text, Span::at(30), &CATALOG);
        let Some(expand) = found
            .list
            .iter()
            .find(|one| one.kind == CodeActionKind::Expand)
        else {
            assert!(entry.actions > 1_000, "{}", entry.prefix);
            continue;
        };
        let expanded = expand.apply(&text);
        assert_eq!(meant(&expanded), meant(&text), "{}", entry.prefix);
        let found = code_actions(&expanded, Span::at(30), &CATALOG);
        if let Some(fold) = found
            .list
            .iter()
            .find(|one| one.kind == CodeActionKind::Fold)
        {
            let folded = text.replace(
                &format!("\"{}:*\"", entry.prefix),
                &format!("[\"{}:*\"]", entry.prefix),
            );
            assert_eq!(fold.apply(&expanded), folded);
        } else {
            assert_eq!(entry.actions, 1, "{}", entry.prefix);
        }
    }
}
