//! What holds for every scenario.
//!
//! Scenarios come from [`iam_tests::generate`]. `PROPTEST_CASES` sets how many each property tries.

mod generator;
mod monotone;
mod open;
mod same;
mod sound;
mod text;
mod what_if;

use iam_core::evaluate;
use iam_core::scenario::{Decision, Scenario};
use iam_tests::generate::{Draft, Tape};
use proptest::collection::vec;
use proptest::prelude::*;

/// How many scenarios a property tries, where `PROPTEST_CASES` does not say otherwise.
const CASES: u32 = 600;

/// The choices that make a scenario, and those that make a change to it.
type Tapes = (Vec<u16>, Vec<u16>);

fn tapes() -> impl Strategy<Value = Tapes> {
    (vec(any::<u16>(), 0..260), vec(any::<u16>(), 0..40))
}

/// Tries a property. A failure shows the smallest scenario found.
fn hold(check: impl Fn(&Tapes) -> Result<(), TestCaseError>) {
    hold_in(1, check);
}

/// Tries a property in one of so many scenarios.
fn hold_in(part: u32, check: impl Fn(&Tapes) -> Result<(), TestCaseError>) {
    let mut config = ProptestConfig {
        // Failures become cases; the tape of a scenario means another one after any change of the generator.
        failure_persistence: None,
        max_shrink_iters: 4_096,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
    }
    config.cases = config.cases.div_ceil(part);
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let run = runner.run(&tapes(), |tapes| check(&tapes));
    if let Err(error) = run {
        panic!("{error}");
    }
}

fn draft(tapes: &Tapes, open: bool) -> Draft {
    Draft::new(&mut Tape::new(&tapes.0), open)
}

fn decisions(scenario: &Scenario) -> Vec<Decision> {
    let report = evaluate(scenario);
    report
        .requests
        .iter()
        .map(|request| request.decision)
        .collect()
}

fn is_denied(decision: Decision) -> bool {
    matches!(decision, Decision::ExplicitDeny | Decision::ImplicitDeny)
}
