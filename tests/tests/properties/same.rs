//! What makes no difference.

use std::sync::Arc;

use iam_core::scenario::{Scenario, ScenarioPolicy};
use iam_core::{Table, evaluate, evaluate_focused, parse_policies, prepare};
use iam_tests::generate::{Draft, Tape};
use proptest::prelude::*;

use crate::{decisions, draft, hold};

fn shuffle<T>(list: &mut [T], tape: &mut Tape<'_>) {
    for last in (1..list.len()).rev() {
        list.swap(last, last - tape.below(last + 1));
    }
}

/// The same policies and statements in another order.
fn reordered(draft: &Draft, tape: &mut Tape<'_>) -> Scenario {
    let mut statements = draft.statements.clone();
    for list in &mut statements {
        shuffle(list, tape);
    }
    let mut pairs: Vec<(ScenarioPolicy, Vec<String>)> = draft
        .scenario
        .policies
        .iter()
        .cloned()
        .zip(statements)
        .collect();
    shuffle(&mut pairs, tape);
    let mut draft = draft.clone();
    (draft.scenario.policies, draft.statements) = pairs.into_iter().unzip();
    draft.finish()
}

#[test]
fn order_of_statements_and_policies() {
    hold(|tapes| {
        let draft = draft(tapes, true);
        let (one, other) = (draft.finish(), reordered(&draft, &mut Tape::new(&tapes.1)));
        let (one_report, other_report) = (evaluate(&one), evaluate(&other));
        for (index, request) in one_report.requests.iter().enumerate() {
            let again = &other_report.requests[index];
            prop_assert_eq!(
                (request.decision, request.rule),
                (again.decision, again.rule),
                "request {} of\n{}\nand\n{}",
                index,
                one.to_json(),
                other.to_json()
            );
        }
        Ok(())
    });
}

#[test]
fn evaluating_again() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        prop_assert_eq!(evaluate(&scenario), evaluate(&scenario));
        Ok(())
    });
}

#[test]
fn keeping_no_finding() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        let policies = parse_policies(&scenario);
        let policies: Vec<_> = policies.iter().collect();
        let prepared = prepare(&scenario, &policies);
        for (index, decision) in decisions(&scenario).into_iter().enumerate() {
            prop_assert_eq!(
                prepared.decide_only(index),
                Some(decision),
                "request {} of\n{}",
                index,
                scenario.to_json()
            );
        }
        Ok(())
    });
}

#[test]
fn deciding_in_a_table() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        let policies = parse_policies(&scenario);
        let policies: Vec<_> = policies.iter().collect();
        let requests = &scenario.requests;
        let mut table = Table::new(&scenario, &policies, requests);
        for row in requests {
            let resources =
                std::iter::once(None).chain(requests.iter().map(|at| Some(&at.resource)));
            for resource in resources {
                let mut one_by_one = scenario.clone();
                for request in &mut one_by_one.requests {
                    request.action.clone_from(&row.action);
                    if let Some(resource) = resource {
                        request.resource.clone_from(resource);
                    }
                }
                let prepared = prepare(&one_by_one, &policies);
                let expected: Vec<_> = (0..prepared.len())
                    .filter_map(|index| prepared.decide_only(index))
                    .collect();
                prop_assert_eq!(
                    table.row(&row.action, resource, 0..requests.len()),
                    expected,
                    "{} of\n{}",
                    &row.action,
                    one_by_one.to_json()
                );
            }
        }
        Ok(())
    });
}

#[test]
fn keeping_the_findings_of_one_request() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        let policies = parse_policies(&scenario);
        let policies: Vec<_> = policies.iter().collect();
        let whole = evaluate(&scenario);
        for chosen in 0..scenario.requests.len() {
            let focused = evaluate_focused(&scenario, &policies, chosen);
            prop_assert_eq!(&focused.requests[chosen], &whole.requests[chosen]);
            for (one, all) in focused.requests.iter().zip(&whole.requests) {
                prop_assert_eq!((one.decision, one.rule), (all.decision, all.rule));
            }
        }
        Ok(())
    });
}

#[test]
fn writing_and_reading_the_scenario() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        let again = Scenario::parse(&scenario.to_json());
        prop_assert_eq!(again.as_ref(), Ok(&scenario), "{}", scenario.to_json());
        Ok(())
    });
}

/// A second policy with the same statements, and the same statement twice, say nothing new.
#[test]
fn saying_it_twice() {
    hold(|tapes| {
        let draft = draft(tapes, true);
        let scenario = draft.finish();
        let mut twice = draft;
        for list in &mut twice.statements {
            let copies = list.clone();
            list.extend(copies);
        }
        let mut twice = twice.finish();
        for index in 0..scenario.policies.len() {
            let mut copy = scenario.policies[index].clone();
            copy.document = Arc::clone(&scenario.policies[index].document);
            twice.policies.push(copy);
        }
        prop_assert_eq!(
            decisions(&scenario),
            decisions(&twice),
            "{}",
            scenario.to_json()
        );
        Ok(())
    });
}
