//! Half-typed texts, with `|` where the caret is.

use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;

use super::{Completions, ItemKind, complete};

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);

fn subject(name: &str) -> PolicySubject {
    let trust = name == "trust";
    let kind = if trust {
        PolicyType::Resource
    } else {
        PolicyType::from_name(name).unwrap()
    };
    PolicySubject { kind, trust }
}

fn asked(kind: &str, marked: &str) -> (String, Completions) {
    let caret = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let found = complete(&text, caret, subject(kind), &CATALOG);
    (text, found)
}

fn labels(found: &Completions) -> Vec<&str> {
    found.items.iter().map(|item| item.label.as_str()).collect()
}

/// The best item, and the text with it.
fn check(kind: &str, marked: &str, best: &str, applied: &str) {
    let (text, found) = asked(kind, marked);
    let first = found
        .items
        .first()
        .unwrap_or_else(|| panic!("nothing for {marked}"));
    assert_eq!(first.label, best, "{marked}: {:?}", labels(&found));
    assert_eq!(found.apply(&text, first), applied, "{marked}");
}

/// The best item in a statement, and the statement with it.
fn check_in(kind: &str, marked: &str, best: &str, applied: &str) {
    let around = |inside: &str| format!("{{ \"Statement\": {{ {inside} }} }}");
    check(kind, &around(marked), best, &around(applied));
}

#[test]
fn documents_and_names() {
    check("identity", "{|", "Version", "{\"Version\": \"2012-10-17\"");
    check(
        "identity",
        "{ |}",
        "Version",
        "{ \"Version\": \"2012-10-17\"}",
    );
    check(
        "identity",
        "{ \"Ver|\": \"2012-10-17\" }",
        "Version",
        "{ \"Version\": \"2012-10-17\" }",
    );
    for (marked, best, applied) in [
        ("|", "Effect", "\"Effect\": \"\""),
        ("\"|\"", "Effect", "\"Effect\": \"\""),
        ("\"|", "Effect", "\"Effect\": \"\""),
        ("eff|", "Effect", "\"Effect\": \"\""),
        ("\"Eff|\": \"Allow\"", "Effect", "\"Effect\": \"Allow\""),
        ("\"Eff|\" \"Allow\"", "Effect", "\"Effect\": \"Allow\""),
        (
            "\"Effect\": \"Allow\", |",
            "Action",
            "\"Effect\": \"Allow\", \"Action\": \"\"",
        ),
        (
            "\"Effect\": \"Allow\"\n|",
            "Action",
            "\"Effect\": \"Allow\",\n\"Action\": \"\"",
        ),
        (
            "\"Effect\": \"Allow\"|",
            "Action",
            "\"Effect\": \"Allow\", \"Action\": \"\"",
        ),
        (
            "| \"Effect\": \"Allow\"",
            "Action",
            "\"Action\": \"\", \"Effect\": \"Allow\"",
        ),
        (
            "\"Act|\" \"Effect\": \"Allow\"",
            "Action",
            "\"Action\": \"\", \"Effect\": \"Allow\"",
        ),
        (
            "\"Effect\": \"Allow\", \"Action\": \"\", \"Resource\": \"\", |",
            "Condition",
            "\"Effect\": \"Allow\", \"Action\": \"\", \"Resource\": \"\", \"Condition\": {\n  \n}",
        ),
        (
            "\"Effect\": \"Act|\": \"x\"",
            "Action",
            "\"Effect\": \"Action\": \"x\"",
        ),
        (
            "\"Action\": [\"s3:GetObject\" \"Res|\": \"*\"",
            "Resource",
            "\"Action\": [\"s3:GetObject\" \"Resource\": \"*\"",
        ),
    ] {
        check_in("identity", marked, best, applied);
    }
}

#[test]
fn policy_types_have_their_own_names() {
    let names = |kind: &str, inside: &str| {
        let (_, found) = asked(kind, &format!("{{ \"Statement\": {{ {inside}| }} }}"));
        labels(&found).join(" ")
    };
    assert_eq!(
        names("identity", ""),
        "Effect Action Resource Condition Sid NotAction NotResource"
    );
    assert_eq!(
        names("resource", ""),
        "Effect Principal Action Resource Condition Sid NotAction NotResource NotPrincipal"
    );
    assert_eq!(
        names("resource", "\"Effect\": \"Allow\", "),
        "Principal Action Resource Condition Sid NotAction NotResource"
    );
    assert_eq!(
        names("trust", ""),
        "Effect Principal Action Condition Sid NotAction"
    );
    assert_eq!(
        names("resource-control", ""),
        "Effect Principal Action Resource Condition Sid NotResource"
    );
    assert_eq!(
        names("identity", "\"NotAction\": \"x\", "),
        "Effect Resource Condition Sid NotResource"
    );
    let (_, found) = asked("identity", "{ | }");
    assert_eq!(labels(&found), ["Version", "Statement"]);
    let (_, found) = asked("resource", "{ | }");
    assert_eq!(labels(&found), ["Version", "Statement", "Id"]);
}

#[test]
fn fixed_values() {
    for (marked, best, applied) in [
        ("\"Effect\": |", "Allow", "\"Effect\": \"Allow\""),
        ("\"Effect\":|", "Allow", "\"Effect\": \"Allow\""),
        ("\"Effect\": \"|\"", "Allow", "\"Effect\": \"Allow\""),
        ("\"Effect\": \"D|", "Deny", "\"Effect\": \"Deny\""),
        ("\"Effect\": d|", "Deny", "\"Effect\": \"Deny\""),
        ("\"Effect\": \"Al|low\"", "Allow", "\"Effect\": \"Allow\""),
        (
            "\"Effect\": | \"Action\": \"x\"",
            "Allow",
            "\"Effect\": \"Allow\", \"Action\": \"x\"",
        ),
        ("\"Effect\" |", "Allow", "\"Effect\": \"Allow\""),
        (
            "\"Effect\": \"|\" \"Action\": \"x\"",
            "Allow",
            "\"Effect\": \"Allow\", \"Action\": \"x\"",
        ),
    ] {
        check_in("identity", marked, best, applied);
    }
    check(
        "identity",
        "{ \"Version\": \"|\" }",
        "2012-10-17",
        "{ \"Version\": \"2012-10-17\" }",
    );
    assert_eq!(
        asked("service-control", "{ \"Version\": | }").1.items.len(),
        1
    );
    // A value stands there already, and nothing is completed in free text.
    for marked in [
        "\"Effect\": | \"Allow\"",
        "\"Sid\": \"|\"",
        "\"Action\": \"s3:GetObject\" : |",
    ] {
        let (_, found) = asked("identity", &format!("{{ \"Statement\": {{ {marked} }} }}"));
        assert!(found.items.is_empty(), "{marked}: {:?}", labels(&found));
    }
}

#[test]
fn actions() {
    for (marked, best, applied) in [
        ("\"Action\": \"sn|\"", "sns", "\"Action\": \"sns:\""),
        ("\"Action\": \"s3|\"", "s3", "\"Action\": \"s3:\""),
        ("\"Action\": \"s3:|\"", "s3:*", "\"Action\": \"s3:*\""),
        (
            "\"Action\": \"s3:GetObject|\"",
            "s3:GetObject",
            "\"Action\": \"s3:GetObject\"",
        ),
        (
            "\"Action\": \"S3:getobject|\"",
            "s3:GetObject",
            "\"Action\": \"s3:GetObject\"",
        ),
        (
            "\"Action\": \"s3:gobj|\"",
            "s3:GetObject",
            "\"Action\": \"s3:GetObject\"",
        ),
        (
            "\"Action\": \"s3:Get*|\"",
            "s3:Get*",
            "\"Action\": \"s3:Get*\"",
        ),
        (
            "\"Action\": runinst|",
            "ec2:RunInstances",
            "\"Action\": \"ec2:RunInstances\"",
        ),
        (
            "\"Action\": s3:putobject|",
            "s3:PutObject",
            "\"Action\": \"s3:PutObject\"",
        ),
        (
            "\"Action\": [ \"s3:GetObject\", | ]",
            "s3",
            "\"Action\": [ \"s3:GetObject\", \"s3:\" ]",
        ),
        (
            "\"Action\": [ \"s3:GetObject\" | ]",
            "s3",
            "\"Action\": [ \"s3:GetObject\", \"s3:\" ]",
        ),
        (
            "\"Action\": [ | \"s3:GetObject\" ]",
            "s3",
            "\"Action\": [ \"s3:\", \"s3:GetObject\" ]",
        ),
        (
            "\"Action\": [ \"s3:CreateB|\" \"s3:GetObject\" ]",
            "s3:CreateBucket",
            "\"Action\": [ \"s3:CreateBucket\", \"s3:GetObject\" ]",
        ),
        (
            "\"Action\": [ \"s3:CreateB|, \"s3:GetObject\" ]",
            "s3:CreateBucket",
            "\"Action\": [ \"s3:CreateBucket\", \"s3:GetObject\" ]",
        ),
        (
            "\"Action\": [ \"s3:CreateB|\n \"Resource\": \"*\"",
            "s3:CreateBucket",
            "\"Action\": [ \"s3:CreateBucket\"\n \"Resource\": \"*\"",
        ),
    ] {
        check_in("identity", marked, best, applied);
    }
    check_in(
        "trust",
        "\"Action\": \"|\"",
        "sts:AssumeRole",
        "\"Action\": \"sts:AssumeRole\"",
    );
    let (_, found) = asked(
        "identity",
        "{ \"Statement\": { \"Action\": [\"s3:GetObject\", \"s3:GetObj|\"] } }",
    );
    assert!(
        !labels(&found).contains(&"s3:GetObject"),
        "an action of the list is not offered again"
    );
    let wildcard = found
        .items
        .iter()
        .find(|item| item.kind == ItemKind::Wildcard)
        .unwrap();
    let count = CATALOG.count("s3:GetObject*").unwrap();
    assert_eq!(
        (&*wildcard.label, wildcard.detail.clone()),
        ("s3:GetObject*", format!("{count} actions"))
    );
    assert_eq!(found.items[0].detail, "Read");
    assert!(
        found.items[0].about.starts_with("Grants permission"),
        "{}",
        found.items[0].about
    );
    let (_, found) = asked("identity", "{ \"Statement\": { \"Action\": \"|\" } }");
    assert_eq!(
        (found.items.len(), found.total),
        (100, CATALOG.index().services.len() + 1)
    );
    let (_, found) = asked(
        "resource-control",
        "{ \"Statement\": { \"Action\": \"|\" } }",
    );
    assert_eq!(
        found.total,
        CATALOG
            .index()
            .services
            .iter()
            .filter(|entry| entry.rcp)
            .count()
    );
}

#[test]
fn what_is_not_loaded_is_missing() {
    let catalog = Catalog::new();
    let ask = |text: &str| complete(text, text.len(), subject("identity"), &catalog);
    let found = ask("{ \"Statement\": { \"Action\": \"s3:Get");
    assert_eq!(
        found
            .missing
            .services
            .iter()
            .map(|one| &**one)
            .collect::<Vec<_>>(),
        ["s3"]
    );
    assert!(found.items.is_empty());
    let found = ask("{ \"Statement\": { \"Action\": \"getobj");
    assert!(found.missing.all_actions);
    let found = ask(
        "{ \"Statement\": { \"Action\": \"kms:Decrypt\", \"Condition\": { \"StringEquals\": { \"",
    );
    assert!(!found.missing.is_empty() && !found.items.is_empty());
}

#[test]
fn resources() {
    let get = "\"Action\": [\"s3:GetObject\", \"s3:ListBucket\"], ";
    for (marked, best, applied) in [
        (
            "\"Resource\": |",
            "arn:aws:s3:::BucketName",
            "\"Resource\": \"arn:aws:s3:::BucketName\"",
        ),
        (
            "\"Resource\": \"obj|\"",
            "arn:aws:s3:::BucketName/ObjectName",
            "\"Resource\": \"arn:aws:s3:::BucketName/*\"",
        ),
        (
            "\"Resource\": \"arn:aws:s3:::reports/|\"",
            "arn:aws:s3:::BucketName/ObjectName",
            "\"Resource\": \"arn:aws:s3:::reports/*\"",
        ),
        (
            "\"Resource\": \"arn:aws-cn:s3:::reports/2026/|\"",
            "arn:aws:s3:::BucketName/ObjectName",
            "\"Resource\": \"arn:aws-cn:s3:::reports/2026/\"",
        ),
        (
            "\"Resource\": [ \"arn:aws:s3:::a\" | ]",
            "arn:aws:s3:::BucketName",
            "\"Resource\": [ \"arn:aws:s3:::a\", \"arn:aws:s3:::BucketName\" ]",
        ),
    ] {
        check_in(
            "identity",
            &format!("{get}{marked}"),
            best,
            &format!("{get}{applied}"),
        );
    }
    check_in(
        "identity",
        "\"Action\": \"s3:ListAllMyBuckets\", \"Resource\": \"|\"",
        "*",
        "\"Action\": \"s3:ListAllMyBuckets\", \"Resource\": \"*\"",
    );
    check_in(
        "identity",
        "\"Resource\": \"arn:aws:sqs:eu-west-1:|\"",
        "arn:aws:sqs:Region:Account:QueueName",
        "\"Resource\": \"arn:aws:sqs:eu-west-1:*:QueueName\"",
    );
}

#[test]
fn conditions() {
    let get = "\"Action\": \"s3:GetObject\", ";
    for (marked, best, applied) in [
        (
            "\"Condition\": |",
            "StringEquals",
            "\"Condition\": {\n  \"StringEquals\": {\n    \n  }\n}",
        ),
        (
            "\"Condition\": { \"Ipa|\" }",
            "IpAddress",
            "\"Condition\": { \"IpAddress\": {\n  \n} }",
        ),
        (
            "\"Condition\": { \"|\": { \"aws:SourceIp\": \"\" } }",
            "IpAddress",
            "\"Condition\": { \"IpAddress\": { \"aws:SourceIp\": \"\" } }",
        ),
        (
            "\"Condition\": { \"|\": { \"aws:CalledVia\": [] } }",
            "ForAnyValue:StringEquals",
            "\"Condition\": { \"ForAnyValue:StringEquals\": { \"aws:CalledVia\": [] } }",
        ),
        (
            "\"Condition\": { \"Bool\": | }",
            "aws:MultiFactorAuthPresent",
            "\"Condition\": { \"Bool\": {\n  \"aws:MultiFactorAuthPresent\": \"\"\n} }",
        ),
        (
            "\"Condition\": { \"IpAddress\": { | } }",
            "aws:SourceIp",
            "\"Condition\": { \"IpAddress\": { \"aws:SourceIp\": \"\" } }",
        ),
        (
            "\"Condition\": { \"StringEquals\": { \"s3:exot|\" } }",
            "s3:ExistingObjectTag/<key>",
            "\"Condition\": { \"StringEquals\": { \"s3:ExistingObjectTag/key\": \"\" } }",
        ),
        (
            "\"Condition\": { \"Bool\": { \"aws:SecureTransport\": | } }",
            "true",
            "\"Condition\": { \"Bool\": { \"aws:SecureTransport\": \"true\" } }",
        ),
        (
            "\"Condition\": { \"Null\": { \"aws:SourceIp\": \"f|\" } }",
            "false",
            "\"Condition\": { \"Null\": { \"aws:SourceIp\": \"false\" } }",
        ),
        (
            "\"Condition\": { \"StringEquals\": { \"aws:RequestedRegion\": [\"eu-w|\" \"x\"] } }",
            "eu-west-1",
            "\"Condition\": { \"StringEquals\": { \"aws:RequestedRegion\": [\"eu-west-1\", \"x\"] } }",
        ),
        (
            "\"Condition\": { \"StringEquals\": { \"aws:ResourceTag/team\": \"|\" } }",
            "${aws:PrincipalTag/team}",
            "\"Condition\": { \"StringEquals\": { \"aws:ResourceTag/team\": \"${aws:PrincipalTag/team}\" } }",
        ),
        (
            "\"Condition\": { \"NotIpAddress\": { \"aws:SourceIp\": [ | ] } }",
            "203.0.113.0/24",
            "\"Condition\": { \"NotIpAddress\": { \"aws:SourceIp\": [ \"203.0.113.0/24\" ] } }",
        ),
    ] {
        check_in(
            "identity",
            &format!("{get}{marked}"),
            best,
            &format!("{get}{applied}"),
        );
    }
    let (_, found) = asked(
        "identity",
        "{ \"Statement\": { \"Condition\": { \"StringEquals\": { \"aws:ReqT|\" } } } }",
    );
    assert_eq!(
        (&*found.items[0].label, &*found.items[0].detail),
        ("aws:RequestTag/${TagKey}", "String")
    );
}

#[test]
fn principals_and_variables() {
    check_in("resource", "\"Principal\": |", "*", "\"Principal\": \"*\"");
    check_in(
        "resource",
        "\"Principal\": \"AW|\"",
        "AWS",
        "\"Principal\": { \"AWS\": \"\" }",
    );
    check_in(
        "resource",
        "\"Principal\": { | }",
        "AWS",
        "\"Principal\": { \"AWS\": \"\" }",
    );
    check_in(
        "resource",
        "\"Principal\": { \"AWS\": \"arn:aws:iam::ACCOUNT:ro|\" }",
        "arn:aws:iam::ACCOUNT:root",
        "\"Principal\": { \"AWS\": \"arn:aws:iam::111122223333:root\" }",
    );
    check_in(
        "trust",
        "\"Principal\": { \"Service\": [ \"lam| ] }",
        "lambda.amazonaws.com",
        "\"Principal\": { \"Service\": [ \"lambda.amazonaws.com\" ] }",
    );
    let (_, found) = asked(
        "resource-control",
        "{ \"Statement\": { \"Principal\": \"|\" } }",
    );
    assert_eq!(labels(&found), ["*"]);

    for (marked, best, applied) in [
        (
            "\"Resource\": \"arn:aws:s3:::b/${|\"",
            "aws:PrincipalAccount",
            "\"Resource\": \"arn:aws:s3:::b/${aws:PrincipalAccount}\"",
        ),
        (
            "\"Resource\": \"arn:aws:s3:::b/${aws:usern|}/*\"",
            "aws:username",
            "\"Resource\": \"arn:aws:s3:::b/${aws:username}/*\"",
        ),
        (
            "\"Resource\": \"arn:aws:s3:::b/${aws:usern|/*\"",
            "aws:username",
            "\"Resource\": \"arn:aws:s3:::b/${aws:username}/*\"",
        ),
        (
            "\"Condition\": { \"StringLike\": { \"s3:prefix\": \"${aws:PrincipalT|\" } }",
            "aws:PrincipalTag/${TagKey}",
            "\"Condition\": { \"StringLike\": { \"s3:prefix\": \"${aws:PrincipalTag/TagKey}\" } }",
        ),
    ] {
        check_in("identity", marked, best, applied);
    }
    // Where variables are not replaced, none is offered.
    let (_, found) = asked("identity", "{ \"Statement\": { \"Action\": \"s3:${|\" } }");
    assert!(
        found
            .items
            .iter()
            .all(|item| item.kind != ItemKind::Variable)
    );
}

#[test]
fn lines_are_indented_as_those_around_them() {
    let text = "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\"\n      |\n    }\n  ]\n}";
    let (text, found) = asked("identity", text);
    let condition = found
        .items
        .iter()
        .find(|item| item.label == "Condition")
        .unwrap();
    assert_eq!(
        found.apply(&text, condition),
        "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Condition\": {\n        \n      }\n    }\n  ]\n}"
    );
    assert!(condition.again);
}
