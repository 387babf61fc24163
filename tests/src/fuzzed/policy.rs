//! A policy of any type is read whatever its text; its places lie inside the text, and no what-if is offered that does not
//! hold.

use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::{PolicyType, Principal, Request, Resource, Scenario, ScenarioPolicy};
use iam_core::what_if::{apply, what_ifs};

/// The first byte chooses the type, the others are the policy's text.
pub fn policy(bytes: &[u8]) {
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let text = super::text(bytes);
    let kind = PolicyType::ALL[usize::from(choice) % PolicyType::ALL.len()];
    let trust = kind == PolicyType::Resource && choice >= 128;
    let policy = Policy::parse(text, PolicySubject { kind, trust });
    for diagnostic in &policy.diagnostics {
        assert!(
            text.get(diagnostic.span.range()).is_some(),
            "{diagnostic:?}"
        );
    }
    for statement in &policy.outline {
        assert!(text.get(statement.span.range()).is_some(), "{statement:?}");
    }
    let scenario = Scenario {
        policies: vec![ScenarioPolicy {
            name: None,
            kind,
            document: text.into(),
            attached_to: None,
            unknown: Vec::new(),
        }],
        requests: vec![request(trust)],
        ..Scenario::default()
    };
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<_> = policies.iter().collect();
    for what_if in what_ifs(&scenario, &policies, 0).changes {
        let after = iam_core::evaluate(&apply(&scenario, 0, &what_if.changes));
        assert_eq!(
            after.requests[0].decision, what_if.decision,
            "{}",
            what_if.sentence
        );
    }
}

fn request(trust: bool) -> Request {
    let (action, resource) = if trust {
        ("sts:AssumeRole", "arn:aws:iam::111122223333:role/Target")
    } else {
        ("s3:GetObject", "arn:aws:s3:::reports/2026.csv")
    };
    Request {
        principal: Principal {
            arn: "arn:aws:iam::111122223333:user/alice".to_owned(),
            ..Principal::default()
        },
        action: action.to_owned(),
        resource: Resource {
            arn: resource.to_owned(),
            ..Resource::default()
        },
        ..Request::default()
    }
}
