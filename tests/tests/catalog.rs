//! What the catalog says on policies that others wrote, against what the evaluator decides.

use std::sync::Arc;

use iam_catalog::{Access, ActionLookup, ActionRef, Catalog, Reach};
use iam_core::policy::Policy;
use iam_core::prepare;
use iam_core::scenario::{
    Decision, PolicyType, Principal, Request, Resource, Scenario, ScenarioPolicy,
};
use iam_tests::corpora::{self, Document};

/// Every action's place has a turn in one policy of so many.
const STRIDE: usize = 499;

#[test]
fn what_is_reached_is_what_is_decided() {
    let catalog = Catalog::bundled();
    let all = catalog.all_actions().unwrap();
    let mut asked = 0;
    let managed = corpora::documents("managed-policies");
    let others = corpora::documents("third-party")
        .into_iter()
        .chain(corpora::documents("aws-docs"))
        .filter(|document| document.subject.kind == PolicyType::Identity);
    // Every other policy: the managed ones resemble each other.
    let documents = managed.into_iter().chain(others).step_by(2);
    for (turn, document) in documents.enumerate() {
        let policy = Policy::parse(&document.text, document.subject);
        if !policy.valid || policy.statements.iter().any(|one| one.principal.is_some()) {
            continue;
        }
        let reach = all.reach(&[&policy]);
        let requests = requests(&catalog, &reach, &policy, turn);
        asked += requests.len();
        compare(&document, &requests, &policy);
    }
    assert!(asked > 50_000, "{asked} requests");
}

/// Requests for some actions that the policy reaches and some that it does not, each with how the action stands.
fn requests(
    catalog: &Catalog,
    reach: &Reach<'_>,
    policy: &Policy,
    turn: usize,
) -> Vec<(Access, Request)> {
    let mut requests = Vec::new();
    let mut reached = 0;
    for (at, (name, access)) in reach.iter().enumerate() {
        reached += usize::from(access != Access::NotAllowed);
        let own_turn = (at + turn).is_multiple_of(STRIDE);
        let reached_turn =
            access != Access::NotAllowed && reached % 11 == turn % 11 && reached < 500;
        // What is decided by more than the caller's policies is not asked here: key policies and trust policies.
        if !(own_turn || reached_turn) || matches!(name.prefix, "kms" | "sts") {
            continue;
        }
        let ActionLookup::Known(action) = catalog.action(&name.to_string()) else {
            panic!("{name} is not in its service");
        };
        for arn in arns(action, policy) {
            if arn.starts_with("arn:aws:kms:") {
                continue;
            }
            let request = Request {
                principal: Principal {
                    arn: "arn:aws:iam::111122223333:user/ana".to_owned(),
                    ..Principal::default()
                },
                action: name.to_string(),
                resource: Resource {
                    account: Some("111122223333".to_owned()),
                    arn,
                    ..Resource::default()
                },
                ..Request::default()
            };
            requests.push((access, request));
        }
    }
    requests
}

/// ARNs that requests for an action can name: of each type a plain one, and those that the policy itself names.
fn arns(action: ActionRef<'_>, policy: &Policy) -> Vec<String> {
    let mut arns = Vec::new();
    if action.takes_star() {
        arns.push("*".to_owned());
    }
    let entries = policy
        .statements
        .iter()
        .filter_map(|statement| statement.resource.as_ref())
        .flat_map(|block| &block.entries)
        .filter(|entry| !entry.text.contains("${"));
    let named: Vec<String> = entries
        .map(|entry| {
            let mut text = entry.text.to_string();
            // A short ARN is filled up.
            while text.starts_with("arn:") && text.matches(':').count() < 5 {
                text.push_str(":*");
            }
            let parts = text.splitn(6, ':').enumerate();
            let parts = parts.map(|(index, part)| {
                let wild = match index {
                    1 => "aws",
                    3 => "us-east-1",
                    4 => "111122223333",
                    _ => "x",
                };
                part.replace('*', wild).replace('?', "y")
            });
            parts.collect::<Vec<_>>().join(":")
        })
        .collect();
    for (_, resource) in action.resources() {
        for template in &resource.arns {
            let plain = template.filled(|hole| {
                Some(match hole.name {
                    "Partition" => "aws".to_owned(),
                    "Region" => "us-east-1".to_owned(),
                    "Account" => "111122223333".to_owned(),
                    other => format!("q{other}"),
                })
            });
            arns.push(plain.replace('*', "q"));
            arns.extend(named.iter().filter(|arn| template.fits(arn)).cloned());
        }
    }
    arns.sort();
    arns.dedup();
    arns
}

fn compare(document: &Document, asked: &[(Access, Request)], policy: &Policy) {
    let scenario = Scenario {
        policies: vec![ScenarioPolicy {
            name: None,
            kind: PolicyType::Identity,
            document: Arc::from(&*document.text),
            attached_to: None,
            unknown: Vec::new(),
        }],
        requests: asked.iter().map(|(_, request)| request.clone()).collect(),
        ..Scenario::default()
    };
    let policies = [policy];
    let prepared = prepare(&scenario, &policies);
    for (index, (access, request)) in asked.iter().enumerate() {
        let decision = prepared.decide_only(index).unwrap();
        let agrees = match access {
            Access::Allowed => decision == Decision::Allow,
            Access::Denied | Access::NotAllowed => decision != Decision::Allow,
            Access::Limited(_) => true,
        };
        assert!(
            agrees,
            "{}: {} on {} is {decision:?}, its action {access:?}",
            document.id, request.action, request.resource.arn
        );
    }
}

#[test]
fn the_evaluator_knows_the_same_services_under_rcps() {
    let source = include_str!("../../crates/iam-core/src/services.rs");
    let list = source.split("RCP_SERVICES").nth(1).unwrap();
    let list = list.split('=').nth(1).unwrap().split(';').next().unwrap();
    let evaluator: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let catalog = Catalog::new();
    let services = catalog.index().services.iter();
    let reference: Vec<&str> = services
        .filter(|service| service.rcp)
        .map(|service| &*service.prefix)
        .collect();
    assert_eq!(evaluator, reference);
}

#[test]
fn odd_words_are_taken() {
    for text in [
        "",
        "*\n*:*\ns3:*\ns3:Get*\ns3:GetObject\nnosuch:*",
        "arn:aws:s3:::*\narn:*\narn::::::\n:::::\narn:aws:s3:::${\narn:${x}:s3:::b",
        "\u{e9}:\u{e9}\n\u{212a}ms:*\nS3:\u{1e9e}*",
        r#"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "arn:*:*:*"}, {"Effect": "Deny"}]}"#,
    ] {
        iam_tests::fuzzed::catalog(text.as_bytes());
    }
}
