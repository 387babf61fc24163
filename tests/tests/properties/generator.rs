//! The generator makes scenarios that are worth deciding.

use std::collections::BTreeMap;

use iam_core::evaluate;
use iam_core::scenario::Decision;
use iam_tests::generate::{Draft, Tape};

/// A tape that looks random and is always the same.
fn tape(seed: u32) -> Vec<u16> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    (0..260)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as u16
        })
        .collect()
}

#[test]
fn every_decision_is_common() {
    let mut counts = BTreeMap::new();
    for seed in 0..600 {
        let scenario = Draft::new(&mut Tape::new(&tape(seed)), seed % 2 == 1).finish();
        let report = evaluate(&scenario);
        for policy in &report.policies {
            assert!(policy.valid, "{:?}", policy.diagnostics);
        }
        for request in report.requests {
            *counts.entry(request.decision.name()).or_insert(0) += 1;
        }
    }
    println!("{counts:?}");
    let total: i32 = counts.values().sum();
    for decision in Decision::ALL.map(Decision::name) {
        let share = 100 * counts.get(decision).copied().unwrap_or_default() / total;
        let least = if decision == "error" { 0 } else { 3 };
        assert!(share >= least, "{decision}: {share} % of {counts:?}");
    }
}
