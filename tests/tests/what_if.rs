//! No suggestion that does not hold when tried: every change that is offered for any request of any case is applied and
//! the whole scenario evaluated again.

use iam_core::policy::Policy;
use iam_core::scenario::{Decision, Scenario};
use iam_core::what_if::{WhatIfs, apply, sensitivity, what_ifs};

/// Calls `check` with every request of every case, and returns how many there were.
fn for_each_request(mut check: impl FnMut(&str, &Scenario, &[&Policy], usize)) -> usize {
    let mut count = 0;
    for case in iam_tests::cases().unwrap() {
        let scenario = case.scenario().unwrap();
        let policies = iam_core::parse_policies(&scenario);
        let policies: Vec<&Policy> = policies.iter().collect();
        for request in 0..scenario.requests.len() {
            check(&case.name, &scenario, &policies, request);
            count += 1;
        }
    }
    count
}

fn decided(scenario: &Scenario, request: usize) -> Decision {
    let policies = iam_core::parse_policies(scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    iam_core::prepare_one(scenario, &policies, request)
        .and_then(|prepared| prepared.decide_only(0))
        .unwrap()
}

#[test]
fn every_suggestion_holds_when_tried() {
    let (mut denied, mut helped, mut suggestions) = (0, 0, 0);
    let requests = for_each_request(|name, scenario, policies, request| {
        let before = decided(scenario, request);
        let WhatIfs { changes, .. } = what_ifs(scenario, policies, request);
        if matches!(before, Decision::ExplicitDeny | Decision::ImplicitDeny) {
            denied += 1;
            helped += usize::from(!changes.is_empty());
        }
        for what_if in changes {
            suggestions += 1;
            let after = decided(&apply(scenario, request, &what_if.changes), request);
            assert_eq!(
                after, what_if.decision,
                "{name} request {request}: {}",
                what_if.sentence
            );
            assert_ne!(
                after, before,
                "{name} request {request}: {}",
                what_if.sentence
            );
            let wanted = if before == Decision::Allow {
                "end"
            } else {
                "allow"
            };
            assert_eq!(
                after == Decision::Allow,
                wanted == "allow",
                "{name} request {request}: {}",
                what_if.sentence
            );
        }
    });
    println!(
        "{requests} requests, {denied} denied, {helped} of them with a suggestion, {suggestions} suggestions"
    );
    assert!(
        helped * 10 >= denied * 8,
        "only {helped} of {denied} denied requests have a suggestion"
    );
}

#[test]
fn every_sensitivity_holds_when_tried() {
    use iam_core::what_if::Change;
    let mut options = 0;
    for_each_request(|name, scenario, policies, request| {
        for key in sensitivity(scenario, policies, request) {
            for option in key.options.iter().filter(|option| !option.current) {
                options += 1;
                let change = Change::SetKey {
                    key: key.key.clone(),
                    values: option.values.clone(),
                    multivalued: option.multivalued,
                };
                let after = decided(&apply(scenario, request, &[change]), request);
                assert_eq!(
                    after, option.decision,
                    "{name} request {request}: {} {:?}",
                    key.key, option.values
                );
            }
        }
    });
    assert!(options > 0);
}
