//! Keys that are left open: what is decided without them is decided whatever they are.

use iam_core::evaluate;
use iam_core::report::{Answer, Origin, RequestReport, Requirement};
use iam_core::scenario::{Decision, Scenario, UnknownKeys};
use iam_tests::generate::{Tape, value_of};
use proptest::prelude::*;

use crate::{draft, hold, is_denied};

/// The scenario with values, or nothing, for every key that a request leaves open.
fn settled(
    scenario: &Scenario,
    index: usize,
    report: &RequestReport,
    tape: &mut Tape<'_>,
) -> Scenario {
    let mut settled = scenario.clone();
    settled.unknown_keys = UnknownKeys::Absent;
    let mut request = settled.requests.swap_remove(index);
    request.open_keys.clear();
    for key in report.keys.iter().filter(|key| key.origin == Origin::Open) {
        // Given and open at once: being open wins.
        request
            .context
            .retain(|(given, _)| !given.eq_ignore_ascii_case(&key.name));
        if tape.chance(70) {
            request
                .context
                .push((key.name.clone(), value_of(&key.name, tape)));
        }
    }
    settled.requests = vec![request];
    settled
}

#[test]
fn open_keys_decide_only_what_they_cannot_change() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        let mut tape = Tape::new(&tapes.1);
        for (index, request) in evaluate(&scenario).requests.iter().enumerate() {
            for _ in 0..3 {
                let settled = settled(&scenario, index, request, &mut tape);
                let decided = evaluate(&settled).requests[0].decision;
                let holds = match request.decision {
                    Decision::Allow | Decision::ExplicitDeny | Decision::Error => {
                        decided == request.decision
                    }
                    Decision::ImplicitDeny => is_denied(decided),
                    Decision::Undetermined => decided != Decision::Undetermined,
                };
                prop_assert!(
                    holds,
                    "request {index} is {} while keys are open, and {decided} in\n{}\nof\n{}",
                    request.decision,
                    settled.to_json(),
                    scenario.to_json()
                );
            }
        }
        Ok(())
    });
}

/// Whether a condition holds, by how its tests turned out in a report where nothing is open.
fn holds(requirement: &Requirement, settled: &RequestReport) -> bool {
    match requirement {
        Requirement::All { of } => of.iter().all(|part| holds(part, settled)),
        Requirement::Any { of } => of.iter().any(|part| holds(part, settled)),
        Requirement::Test {
            holds,
            policy,
            statement,
            span,
            ..
        } => {
            let statements = settled.stages.iter().flat_map(|stage| &stage.statements);
            let finding = statements
                .into_iter()
                .find(|found| (found.policy, found.statement) == (*policy, *statement))
                .unwrap();
            let elements = finding.elements.iter();
            let mut places = elements.flat_map(|element| {
                let conditions = element.conditions.iter();
                conditions
                    .map(|condition| (condition.span, condition.answer))
                    .chain([(element.span, element.answer)])
            });
            let (_, answer) = places.find(|(place, _)| place == span).unwrap();
            (answer == Answer::Yes) == *holds
        }
    }
}

#[test]
fn the_condition_of_a_decision_is_exact() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        let mut tape = Tape::new(&tapes.1);
        for (index, request) in evaluate(&scenario).requests.iter().enumerate() {
            let Some(depends) = &request.depends else {
                continue;
            };
            for _ in 0..3 {
                let mut settled = settled(&scenario, index, request, &mut tape);
                let given = &mut settled.requests[0].context;
                for key in &depends.keys {
                    if !given
                        .iter()
                        .any(|(other, _)| other.eq_ignore_ascii_case(key))
                        && tape.chance(70)
                    {
                        given.push((key.clone(), value_of(key, &mut tape)));
                    }
                }
                let decided = &evaluate(&settled).requests[0];
                let allowed = holds(&depends.allowed_if, decided);
                let as_said = match (allowed, depends.otherwise) {
                    (true, _) => decided.decision == Decision::Allow,
                    (false, Some(otherwise)) => decided.decision == otherwise,
                    (false, None) => is_denied(decided.decision),
                };
                prop_assert!(
                    as_said,
                    "request {index}: {} Here that is {allowed} and the decision {}:\n{}\nof\n{}",
                    depends.sentence,
                    decided.decision,
                    settled.to_json(),
                    scenario.to_json()
                );
            }
        }
        Ok(())
    });
}
