//! Policies that are no policies: nothing panics, nothing points outside, and nothing is allowed by what cannot be read.

use std::sync::Arc;

use iam_core::scenario::Decision;
use iam_core::{evaluate, parse_policies, prepare};
use iam_tests::generate::Tape;
use iam_tests::sound::check_report;
use proptest::prelude::*;

use crate::{draft, hold};

const SCRAPS: [&str; 24] = [
    "",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\\u00",
    "\u{0}",
    "é",
    "😀",
    "\u{a0}",
    "\u{feff}",
    "null",
    "12",
    "-",
    "//",
    "${",
    "${aws:username",
    "*",
    "\"Effect\": \"Deny\",",
    "\n",
];

/// Cuts, repeats, and puts scraps into a text.
fn spoil(text: &str, tape: &mut Tape<'_>) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=tape.below(4) {
        let from = tape.below(characters.len() + 1);
        let to = (from + tape.pick(&[0, 1, 1, 2, 7, 40])).min(characters.len());
        match tape.below(8) {
            0 => characters.truncate(from),
            1 => {
                let copy: Vec<char> = characters[from..to].to_vec();
                characters.splice(from..from, copy);
            }
            2 => drop(characters.splice(0..from, [])),
            _ => drop(characters.splice(from..to, tape.pick(&SCRAPS).chars())),
        }
    }
    characters.into_iter().collect()
}

#[test]
fn spoilt_policies_are_reported_on() {
    hold(|tapes| {
        let mut scenario = draft(tapes, true).finish();
        let mut tape = Tape::new(&tapes.1);
        let count = scenario.policies.len();
        if count == 0 {
            return Ok(());
        }
        for _ in 0..=tape.below(2) {
            let policy = &mut scenario.policies[tape.below(count)];
            policy.document = Arc::from(spoil(&policy.document, &mut tape));
        }
        let report = evaluate(&scenario);
        check_report(&report, &scenario);
        let policies = parse_policies(&scenario);
        let policies: Vec<_> = policies.iter().collect();
        let prepared = prepare(&scenario, &policies);
        for (index, request) in report.requests.iter().enumerate() {
            prop_assert_eq!(prepared.decide_only(index), Some(request.decision));
            for stage in &request.stages {
                let invalid = stage
                    .policies
                    .iter()
                    .any(|policy| !report.policies[*policy as usize].valid);
                prop_assert!(
                    !invalid || request.decision == Decision::Error,
                    "a policy of {:?} is not valid, and the decision is {}\n{}",
                    stage.id,
                    request.decision,
                    scenario.to_json()
                );
            }
        }
        Ok(())
    });
}

#[test]
fn any_text_is_a_document_to_report_on() {
    hold(|tapes| {
        let mut scenario = draft(tapes, false).finish();
        let text: String = char::decode_utf16(tapes.1.iter().copied())
            .map(|read| read.unwrap_or('"'))
            .collect();
        for policy in &mut scenario.policies {
            policy.document = Arc::from(text.as_str());
        }
        check_report(&evaluate(&scenario), &scenario);
        Ok(())
    });
}
