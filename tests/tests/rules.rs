//! Holds rules and cases together: no rule without a case, no case without a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use iam_core::evaluate;
use iam_core::report::RequestReport;
use iam_core::rule::{self, Rule};
use iam_tests::{cases, root, rules_shown, snapshot};

/// The lines of `rules-without-cases.txt`: rule and reason.
fn without_cases() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("rules-without-cases.txt")).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (number, reason) = line.split_once(' ').expect("a rule and its reason");
            (number.to_owned(), reason.to_owned())
        })
        .collect()
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_or_a_reason_for_none() {
    let mut shown = BTreeMap::<String, BTreeSet<String>>::new();
    for case in cases().unwrap() {
        let Ok(scenario) = case.scenario() else {
            continue;
        };
        let decisions: BTreeSet<_> = scenario
            .requests
            .iter()
            .map(|request| format!("{:?}", request.expect))
            .collect();
        for number in rules_shown(scenario.description.as_deref().unwrap_or_default()) {
            // Only a case that stands on both sides of the line shows where the line is.
            let sides = shown.entry(number.to_owned()).or_default();
            if decisions.len() > 1 {
                sides.extend(decisions.iter().cloned());
            }
        }
    }
    let without = without_cases();
    let mut wrong = Vec::new();
    for rule in rule::all() {
        let number = rule.number();
        match (shown.get(number), without.contains_key(number)) {
            (None, false) => wrong.push(format!("{number} ({}): no case", rule.id())),
            (Some(sides), false) if sides.is_empty() => {
                wrong.push(format!("{number} ({}): no case on both sides", rule.id()));
            }
            (Some(_), true) => wrong.push(format!("{number}: has a case and a reason for none")),
            (Some(_), false) | (None, true) => {}
        }
    }
    none(&wrong);
}

#[test]
fn what_holds_a_rule_without_a_case_is_there() {
    let mut wrong = Vec::new();
    for (number, reason) in without_cases() {
        let holder = reason
            .strip_suffix(']')
            .and_then(|text| text.rsplit_once('['));
        match holder {
            Some((_, path)) if !root().join("..").join(path).exists() => {
                wrong.push(format!("{number}: there is no {path}"));
            }
            None if !reason.contains("no decision") && !reason.contains("no behaviour") => {
                wrong.push(format!("{number}: nothing holds it"));
            }
            Some(_) | None => {}
        }
    }
    none(&wrong);
}

#[test]
fn every_cited_rule_exists() {
    let known: BTreeSet<_> = rule::all().map(Rule::number).collect();
    let mut wrong = Vec::new();
    for number in without_cases().keys() {
        if !known.contains(number.as_str()) {
            wrong.push(format!("rules-without-cases.txt: {number}"));
        }
    }
    for case in cases().unwrap() {
        let scenario = case.scenario().unwrap();
        for number in rules_shown(scenario.description.as_deref().unwrap_or_default()) {
            if !known.contains(number) {
                wrong.push(format!("{}: {number}", case.name));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_rule_of_the_specification_is_known() {
    let text = fs::read_to_string(root().join("../docs/iam-evaluation-spec.md")).unwrap();
    let written: BTreeSet<_> = text
        .split("**")
        .filter(|part| part.starts_with("R-") && !part.contains(' '))
        .collect();
    let known: BTreeSet<_> = rule::all().map(Rule::number).collect();
    let difference: Vec<_> = written
        .symmetric_difference(&known)
        .map(|number| (*number).to_owned())
        .collect();
    none(&difference);
}

#[test]
fn every_case_is_whole() {
    let mut wrong = Vec::new();
    for case in cases().unwrap() {
        let scenario = match case.scenario() {
            Ok(scenario) => scenario,
            Err(message) => {
                wrong.push(message);
                continue;
            }
        };
        let mut need = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("{}: {what}", case.name));
            }
        };
        let description = scenario.description.as_deref().unwrap_or_default();
        // The app's examples are for reading: they name no rules, and no pages where nothing is to be proved.
        let is_example = case.name.starts_with("examples/");
        need(scenario.name.is_some(), "a name");
        need(
            is_example || !rules_shown(description).is_empty(),
            "rules in brackets at the end",
        );
        need(is_example || !scenario.references.is_empty(), "references");
        need(!scenario.requests.is_empty(), "requests");
        need(scenario.unknown_fields().is_empty(), "no unknown fields");
        need(
            scenario.policies.iter().all(|policy| policy.name.is_some()),
            "a name on every policy",
        );
        need(
            scenario
                .requests
                .iter()
                .all(|request| request.expect.is_some()),
            "expect on every request",
        );
        let called = scenario
            .requests
            .iter()
            .filter_map(|request| request.call.as_ref());
        let said = |name: &String| scenario.calls.iter().any(|call| call.name == *name);
        need(
            is_example || called.into_iter().all(said),
            "expect on every call",
        );
        let names: BTreeSet<_> = scenario
            .requests
            .iter()
            .map(|request| &request.name)
            .collect();
        need(
            names.len() == scenario.requests.len(),
            "a name of its own on every request",
        );
    }
    none(&wrong);
}

/// The rules of the conditions of a request's statements.
fn rules_of_conditions(request: &RequestReport) -> impl Iterator<Item = Rule> {
    let statements = request.stages.iter().flat_map(|stage| &stage.statements);
    let elements = statements.flat_map(|statement| &statement.elements);
    elements.flat_map(|element| element.conditions.iter().map(|condition| condition.rule))
}

/// One line a case: the rules that decide its requests, in their order, and those of conditions.
#[test]
fn the_same_rules_decide() {
    let mut text = String::new();
    for case in cases().unwrap() {
        // The app's examples change with what they are to teach.
        if case.name.starts_with("examples/") {
            continue;
        }
        let report = evaluate(&case.scenario().unwrap());
        let requests = report.requests.iter();
        let mut deciding: Vec<_> = requests.map(|request| request.rule.number()).collect();
        deciding.dedup();
        let conditions: BTreeSet<_> = report
            .requests
            .iter()
            .flat_map(rules_of_conditions)
            .map(Rule::number)
            .collect();
        let _ = write!(text, "{}: {}", case.name, deciding.join(" "));
        for number in conditions {
            let _ = write!(text, " ({number})");
        }
        text.push('\n');
    }
    snapshot::check("rules.txt", &text);
}
