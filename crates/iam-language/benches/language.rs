//! What a keystroke and a menu cost, with every service loaded.

use divan::Bencher;
use divan::counter::BytesCount;
use iam_catalog::Catalog;
use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;
use iam_core::text::Span;
use iam_language::{code_actions, complete};

fn main() {
    divan::main();
}

const SUBJECT: PolicySubject = PolicySubject {
    kind: PolicyType::Identity,
    trust: false,
};

/// A catalog in which every service is unpacked.
fn catalog() -> Catalog {
    let catalog = Catalog::bundled();
    assert!(catalog.services().count() > 400);
    assert!(catalog.all_actions().is_some());
    catalog
}

const PLACES: [&str; 8] = [
    r#""Action": "|" "#,
    r#""Action": "get|" "#,
    r#""Action": "ec2:|" "#,
    r#""Action": "ec2:desc|" "#,
    r#""Action": "ec2:*", "Resource": "|" "#,
    r#""Action": ["ec2:*", "s3:*", "iam:*", "kms:*"], "Condition": { "StringEquals": { "|" } }"#,
    r#""Action": "s3:*", "Condition": { "for|" }"#,
    r#""Resource": "arn:aws:s3:::a/${aws:|" "#,
];

#[divan::bench(args = PLACES)]
fn completion(bencher: Bencher<'_, '_>, place: &str) {
    let catalog = catalog();
    let text = format!(r#"{{ "Version": "2012-10-17", "Statement": [{{ {place} }}] }}"#);
    let caret = text.find('|').unwrap_or(0);
    let text = text.replacen('|', "", 1);
    bencher.bench_local(|| complete(&text, caret, SUBJECT, &catalog));
}

/// At the end of a policy of 1 MB.
#[divan::bench]
fn completion_in_one_megabyte(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    let statement = r#"{ "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*" }, "#;
    let mut text = format!(
        r#"{{ "Version": "2012-10-17", "Statement": [{}"#,
        statement.repeat(15_000)
    );
    text.push_str(r#"{ "Action": "s3:get"#);
    let bytes = BytesCount::of_str(&text);
    bencher
        .counter(bytes)
        .bench_local(|| complete(&text, text.len(), SUBJECT, &catalog));
}

#[divan::bench(args = ["ec2:*", "s3:Get*", "iam:*"])]
fn menu_on_a_wildcard(bencher: Bencher<'_, '_>, entry: &str) {
    let catalog = catalog();
    let text = format!(r#"{{ "Statement": {{ "Action": "{entry}" }} }}"#);
    bencher.bench_local(|| code_actions(&text, Span::at(30), &catalog));
}

/// On the list of a service's actions without one of them, which fold into few.
#[divan::bench(args = ["ec2", "s3", "iam"])]
fn menu_on_a_list(bencher: Bencher<'_, '_>, service: &str) {
    let catalog = catalog();
    let expansion = catalog.expand(&format!("{service}:*"));
    let names = expansion.actions.iter().skip(1).map(ToString::to_string);
    let list = names.collect::<Vec<_>>().join("\", \"");
    let text = format!(r#"{{ "Statement": {{ "Action": ["{list}"] }} }}"#);
    bencher.bench_local(|| code_actions(&text, Span::at(30), &catalog));
}
