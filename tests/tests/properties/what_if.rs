//! No suggestion that does not hold when tried.

use iam_core::policy::Policy;
use iam_core::scenario::{Decision, Scenario};
use iam_core::what_if::{Change, apply, sensitivity, what_ifs};
use iam_core::{parse_policies, prepare};
use proptest::prelude::*;

use crate::{draft, hold_in};

fn decided(scenario: &Scenario, request: usize) -> Option<Decision> {
    let policies = parse_policies(scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    prepare(scenario, &policies).decide_only(request)
}

/// A search tries dozens of scenarios, so that fewer are searched.
const PART: u32 = 6;

#[test]
fn suggestions_hold_when_tried() {
    hold_in(PART, |tapes| {
        let scenario = draft(tapes, true).finish();
        let policies = parse_policies(&scenario);
        let policies: Vec<&Policy> = policies.iter().collect();
        for request in 0..scenario.requests.len() {
            let before = decided(&scenario, request);
            let was_allowed = before == Some(Decision::Allow);
            for what_if in what_ifs(&scenario, &policies, request).changes {
                let after = decided(&apply(&scenario, request, &what_if.changes), request);
                prop_assert!(
                    after == Some(what_if.decision)
                        && after != before
                        && was_allowed != (after == Some(Decision::Allow)),
                    "request {request} is {before:?}; `{}` should make it {}, makes it {after:?}\n{:?}\n{}",
                    what_if.sentence,
                    what_if.decision,
                    what_if.changes,
                    scenario.to_json()
                );
            }
        }
        Ok(())
    });
}

#[test]
fn values_decide_as_listed() {
    hold_in(PART, |tapes| {
        let scenario = draft(tapes, true).finish();
        let policies = parse_policies(&scenario);
        let policies: Vec<&Policy> = policies.iter().collect();
        for request in 0..scenario.requests.len() {
            for key in sensitivity(&scenario, &policies, request) {
                for option in key.options.iter().filter(|option| !option.current) {
                    let change = Change::SetKey {
                        key: key.key.clone(),
                        values: option.values.clone(),
                        multivalued: option.multivalued,
                    };
                    let after = decided(&apply(&scenario, request, &[change]), request);
                    prop_assert_eq!(
                        after,
                        Some(option.decision),
                        "request {}: `{}` as {:?}\n{}",
                        request,
                        key.key,
                        option.values,
                        scenario.to_json()
                    );
                }
            }
        }
        Ok(())
    });
}
