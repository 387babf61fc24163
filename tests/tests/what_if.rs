//! No suggestion that does not hold when tried: every change that is offered for any request of any case is applied and
//! the whole scenario evaluated again.

use iam_core::policy::Policy;
use iam_core::report::Answer;
use iam_core::scenario::{Decision, Scenario};
use iam_core::what_if::{WhatIfs, apply, sensitivity, what_ifs, what_ifs_while};

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
fn a_search_that_is_stopped_goes_on_where_it_was() {
    use std::cell::Cell;
    let (mut stopped, mut same, mut all) = (0, 0, 0);
    for_each_request(|name, scenario, policies, request| {
        let whole = what_ifs(scenario, policies, request);
        let mut found = None;
        for turn in 0.. {
            assert!(turn < 1_000, "{name} request {request}: no end");
            let left = Cell::new(20);
            let goes_on = || {
                left.set(left.get() - 1);
                left.get() > 0
            };
            let part = what_ifs_while(scenario, policies, request, found, &goes_on);
            let cut = part.cut;
            stopped += usize::from(cut);
            found = Some(part);
            if !cut {
                break;
            }
        }
        let found = found.unwrap();
        assert_eq!(
            found.carried_alone, whole.carried_alone,
            "{name} request {request}"
        );
        for what_if in &found.changes {
            let after = decided(&apply(scenario, request, &what_if.changes), request);
            assert_eq!(after, what_if.decision, "{name} request {request}");
        }
        all += 1;
        same += usize::from(found.changes == whole.changes);
    });
    assert!(stopped > 0);
    // A candidate that takes longer than there is time is given up.
    assert!(same * 100 >= all * 95, "{same} of {all} found all");
}

#[test]
fn statements_apply_as_the_report_says() {
    for_each_request(|name, scenario, policies, request| {
        let report = iam_core::evaluate_focused(scenario, policies, request);
        if report.requests[request].decision == Decision::Error {
            return;
        }
        let stages = report.requests[request].stages.iter();
        let mut told: Vec<(u32, u32)> = stages
            .flat_map(|stage| &stage.statements)
            .filter(|finding| finding.applies == Answer::Yes)
            .map(|finding| (finding.policy, finding.statement))
            .collect();
        let mut found = iam_core::prepare_one(scenario, policies, request)
            .unwrap()
            .applying(0);
        for list in [&mut told, &mut found] {
            list.sort_unstable();
            list.dedup();
        }
        assert_eq!(found, told, "{name} request {request}");
    });
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
