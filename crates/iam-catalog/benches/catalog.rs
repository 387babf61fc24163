//! What a question to the catalog costs: looking up, searching all actions, saying which of them policies allow.
//!
//! `cargo bench -p iam-catalog` prints a table.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a file of the catalog that cannot be read measures nothing"
)]

use std::fs;
use std::sync::OnceLock;

use divan::{Bencher, black_box};
use iam_catalog::{ActionLookup, AllActions, Catalog, Service};
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::{PolicyType, Scenario};

fn main() {
    divan::main();
}

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let catalog = Catalog::bundled();
        assert_eq!(catalog.services().count(), 457);
        assert!(catalog.all_actions().is_some());
        catalog
    })
}

fn file(name: &str) -> String {
    fs::read_to_string(format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[divan::bench]
fn read_the_index() -> Catalog {
    Catalog::new()
}

#[divan::bench(args = ["s3", "ec2", "codewhisperer"])]
fn read_a_service(bencher: Bencher<'_, '_>, prefix: &str) {
    let text = file(&format!("services/{prefix}.txt"));
    bencher.bench_local(|| Service::read(black_box(&text)).unwrap());
}

#[divan::bench]
fn read_all_actions(bencher: Bencher<'_, '_>) {
    let text = file("actions.txt");
    bencher.bench_local(|| AllActions::read(black_box(&text)).unwrap());
}

#[divan::bench]
fn look_up_an_action(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    bencher.bench_local(|| {
        matches!(catalog.action(black_box("ec2:RunInstances")), ActionLookup::Known(action) if action.key("ec2:InstanceType").is_some())
    });
}

#[divan::bench(args = ["g", "get", "getobject", "s3:gobj", "nosuchaction"])]
fn search_all(bencher: Bencher<'_, '_>, typed: &str) {
    let all = catalog().all_actions().unwrap();
    bencher.bench_local(|| all.search(black_box(typed), 50).len());
}

#[divan::bench(args = ["s3:Get*", "ec2:*", "*"])]
fn expand(bencher: Bencher<'_, '_>, entry: &str) {
    let catalog = catalog();
    bencher.bench_local(|| catalog.expand(black_box(entry)).actions.len());
}

#[divan::bench(args = ["s3", "ec2"])]
fn fold_half_a_service(bencher: Bencher<'_, '_>, prefix: &str) {
    let catalog = catalog();
    let actions = catalog.expand(&format!("{prefix}:*")).actions;
    let half: Vec<String> = actions.iter().step_by(2).map(ToString::to_string).collect();
    let half: Vec<&str> = half.iter().map(String::as_str).collect();
    bencher.bench_local(|| catalog.fold(black_box(&half)));
}

/// The policies that cost most, and the largest.
const STATEMENTS: [(&str, &str); 4] = [
    (
        "everything",
        r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#,
    ),
    (
        "one service",
        r#"{"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*"}"#,
    ),
    (
        "everything on wide ARNs",
        r#"{"Effect": "Allow", "Action": "*", "Resource": ["arn:aws:*:*:111122223333:*", "arn:aws:*:eu-*:*:*"]}"#,
    ),
    (
        "all but some",
        r#"{"Effect": "Allow", "NotAction": ["iam:*", "s3:*"], "NotResource": "arn:aws:sqs:*:*:q"}"#,
    ),
];

#[divan::bench(args = [0, 1, 2, 3])]
fn which_actions(bencher: Bencher<'_, '_>, index: usize) {
    let all = catalog().all_actions().unwrap();
    let (_, statement) = STATEMENTS[index];
    let policy = policy(&format!(
        r#"{{"Version": "2012-10-17", "Statement": {statement}}}"#
    ));
    bencher.bench_local(|| all.reach(black_box(&[&policy])).groups().len());
}

#[divan::bench]
fn which_actions_of_the_largest_managed_policy(bencher: Bencher<'_, '_>) {
    let all = catalog().all_actions().unwrap();
    let text = include_str!("../../iam-core/benches/workloads/largest-managed-policy.json");
    let scenario = Scenario::parse(text).unwrap();
    let policy = policy(&scenario.policies[0].document);
    bencher.bench_local(|| all.reach(black_box(&[&policy])).groups().len());
}

#[divan::bench]
fn needed_by_the_largest_managed_policy(bencher: Bencher<'_, '_>) {
    let text = include_str!("../../iam-core/benches/workloads/largest-managed-policy.json");
    let scenario = Scenario::parse(text).unwrap();
    bencher.bench_local(|| catalog().needed(black_box(&scenario)).len());
}

fn policy(text: &str) -> Policy {
    let subject = PolicySubject {
        kind: PolicyType::Identity,
        trust: false,
    };
    Policy::parse(text, subject)
}
