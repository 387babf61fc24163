//! Policies, with `|` before the character that is pointed at.

use std::sync::LazyLock;

use iam_catalog::Catalog;

use super::{Hover, hover};

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);

fn at(marked: &str) -> Option<(String, Hover)> {
    let offset = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let found = hover(&text, offset, &CATALOG)?;
    Some((found.span.slice(&text).to_owned(), found))
}

#[test]
fn words_have_meanings() {
    for (marked, word, title, detail, says) in [
        (
            r#"{ "Ver|sion": "2012-10-17" }"#,
            "\"Version\"",
            "Version",
            "element",
            "version of the policy language",
        ),
        (
            r#"{ "Version": "|2012-10-17" }"#,
            "\"2012-10-17\"",
            "2012-10-17",
            "",
            "current",
        ),
        (
            r#"{ "Statement": { |"Effect": "Allow" } }"#,
            "\"Effect\"",
            "Effect",
            "element",
            "deny wins",
        ),
        (
            r#"{ "Statement": { "Effect": "Deny|" } }"#,
            "\"Deny\"",
            "Deny",
            "",
            "whatever allows it",
        ),
        (
            r#"{ "Statement": { "Action": "s3:get|object" } }"#,
            "\"s3:getobject\"",
            "s3:GetObject",
            "Read",
            "retrieve objects",
        ),
        (
            r#"{ "Statement": { "Action": ["x", "sqs:*Per|mission"] } }"#,
            "\"sqs:*Permission\"",
            "sqs:*Permission",
            "2 actions",
            "",
        ),
        (
            r#"{ "Statement": { "Action": "s3:Nothing|Known" } }"#,
            "\"s3:NothingKnown\"",
            "s3:NothingKnown",
            "Amazon S3",
            "no action of this name",
        ),
        (
            r#"{ "Statement": { "Resource": "|*" } }"#,
            "\"*\"",
            "*",
            "",
            "Every resource",
        ),
        (
            r#"{ "Statement": { "Resource": "arn:aws:s3:::b/${aws:us|ername}/*" } }"#,
            "${aws:username}",
            "aws:username",
            "String",
            "IAM users only",
        ),
        (
            r#"{ "Statement": { "Resource": "arn:aws:s3:::b/|${*}" } }"#,
            "${*}",
            "${*}",
            "",
            "itself",
        ),
        (
            r#"{ "Statement": { "Condition": { "ForAllVa|lues:StringLike": {} } } }"#,
            "\"ForAllValues:StringLike\"",
            "ForAllValues:StringLike",
            "condition operator",
            "If the key is missing, it holds",
        ),
        (
            r#"{ "Statement": { "Condition": { "Bool": { "aws:Mul|tiFactorAuthPresent": "true" } } } }"#,
            "\"aws:MultiFactorAuthPresent\"",
            "aws:MultiFactorAuthPresent",
            "Bool",
            "temporary credentials",
        ),
        (
            r#"{ "Statement": { "Condition": { "StringEquals": { "s3:ExistingObjectTag/te|am": "x" } } } }"#,
            "\"s3:ExistingObjectTag/team\"",
            "s3:ExistingObjectTag/<key>",
            "String",
            "object tag",
        ),
        (
            r#"{ "Statement": { "Principal": { "A|WS": "*" } } }"#,
            "\"AWS\"",
            "AWS",
            "kind of principal",
            "Accounts",
        ),
        (
            r#"{ "Statement": { "Principal": { "AWS": "arn:aws:iam::111122223333:ro|ot" } } }"#,
            "\"arn:aws:iam::111122223333:root\"",
            "arn:aws:iam::111122223333:root",
            "principal",
            "account",
        ),
        (
            r#"{ "Statement": { "Principal": { "Service": ["lambda|.amazonaws.com"] } } }"#,
            "\"lambda.amazonaws.com\"",
            "lambda.amazonaws.com",
            "AWS Lambda",
            "acts by itself",
        ),
    ] {
        let (span, found) = at(marked).unwrap_or_else(|| panic!("nothing at {marked}"));
        assert_eq!(
            (&*span, &*found.title, &*found.detail),
            (word, title, detail),
            "{marked}"
        );
        assert!(
            found.text.join(" ").contains(says),
            "{marked}: {:?}",
            found.text
        );
    }
    for marked in [
        r#"{ "Sta|x": 1 }"#,
        r#"{| "Version": 1 }"#,
        r#"{ "Version"|: 1 }"#,
        "{}|",
        r#"{ "Statement": { "Sid": "Al|low" } }"#,
    ] {
        assert_eq!(at(marked), None, "{marked}");
    }
}

#[test]
fn facts_of_actions() {
    let (_, found) = at(r#"{ "Statement": { "Action": "lambda:Create|Function" } }"#).unwrap();
    let fact = |name: &str| found.facts.iter().find(|fact| fact.name == name).unwrap();
    assert_eq!(
        fact("Resource types").values,
        [
            "function (required) arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}"
        ]
    );
    assert!(
        fact("Also needs")
            .values
            .contains(&"iam:PassRole".to_owned())
    );
    assert!(fact("Condition keys").values.len() > 3);
    let (_, found) = at(r#"{ "Statement": { "Action": "ec2:|*" } }"#).unwrap();
    let list = found
        .facts
        .iter()
        .find(|fact| fact.name == "Stands for")
        .unwrap();
    assert_eq!(
        list.values.len() + list.more,
        CATALOG.count("ec2:*").unwrap()
    );
    assert_eq!(list.values.len(), 24);
    let (_, found) = at(r#"{ "Statement": { "Resource": "arn:aws:sqs:|*:*:q" } }"#).unwrap();
    assert!(
        found.facts[0].values[0].starts_with("queue "),
        "{:?}",
        found.facts
    );
}

#[test]
fn what_is_not_loaded_is_missing() {
    let catalog = Catalog::new();
    let text = r#"{ "Statement": { "Action": ["s3:GetObject", "kms:*"] } }"#;
    let found = hover(text, 30, &catalog).unwrap();
    assert_eq!(found.missing.services.len(), 1);
    let found = hover(text, 46, &catalog).unwrap();
    assert!(found.missing.services.contains("kms"), "{found:?}");
}
