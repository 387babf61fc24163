//! What is decided the same in two ways: with every finding, with those of one request, and with none; and whatever the
//! order of the policies.

use iam_core::report::Report;
use iam_core::rule::Rule;
use iam_core::scenario::Decision;

use super::source;

/// The bytes are those of [`source::scenario`].
pub fn differential(bytes: &[u8]) {
    let Some(mut scenario) = source::scenario(bytes) else {
        return;
    };
    let report = iam_core::evaluate(&scenario);
    let full = decided(&report);
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<_> = policies.iter().collect();
    let prepared = iam_core::prepare(&scenario, &policies);
    for (index, (decision, _)) in full.iter().enumerate() {
        let quick = prepared.decide_only(index);
        assert_eq!(quick, Some(*decision), "{index} of {}", scenario.to_json());
    }
    for (index, request) in report.requests.iter().enumerate().take(3) {
        let focused = iam_core::evaluate_focused(&scenario, &policies, index);
        assert_eq!(focused.requests.get(index), Some(request));
    }
    scenario.policies.reverse();
    assert_eq!(
        decided(&iam_core::evaluate(&scenario)),
        full,
        "{}",
        scenario.to_json()
    );
}

fn decided(report: &Report) -> Vec<(Decision, Rule)> {
    let requests = report.requests.iter();
    requests
        .map(|request| (request.decision, request.rule))
        .collect()
}
