//! The words of the report for a few requests of each area, as snapshots: one file an area, read as one reads prose.

use std::fmt::Write as _;

use iam_core::policy::Policy;
use iam_core::report::{Outcome, Report, RequestReport, StatementFinding};
use iam_core::scenario::Scenario;
use iam_core::what_if::what_ifs;
use iam_core::{evaluate, parse_policies};
use iam_tests::{cases, snapshot};

/// A case and the requests of it whose words are kept, by their indexes.
type Chosen = (&'static str, &'static [usize]);

fn check(area: &str, chosen: &[Chosen]) {
    let all = cases().unwrap();
    let mut text = String::new();
    for (name, indexes) in chosen {
        let full = format!("{area}/{name}");
        let case = all.iter().find(|case| case.name == full);
        let case = case.unwrap_or_else(|| panic!("there is no case {full}"));
        let scenario = case.scenario().unwrap();
        let report = evaluate(&scenario);
        for index in *indexes {
            tell_request(&mut text, name, &scenario, &report, *index);
        }
    }
    snapshot::check(&format!("wording/{area}.txt"), &text);
}

fn tell_request(text: &mut String, case: &str, scenario: &Scenario, report: &Report, index: usize) {
    let request = report
        .requests
        .get(index)
        .unwrap_or_else(|| panic!("{case} has no request {index}"));
    let title = request.name.as_deref().unwrap_or("unnamed");
    let _ = writeln!(text, "# {case}: {title}\n{}", request.summary);
    let _ = writeln!(text, "{}", request.sentence);
    if let Some(depends) = &request.depends {
        let _ = writeln!(text, "{}", depends.sentence);
    }
    for stage in &request.stages {
        let _ = writeln!(text, "* {}: {}", name_of(stage.id), stage.sentence);
        for found in &stage.statements {
            tell_statement(text, report, found);
        }
    }
    for key in &request.keys {
        if let (true, Some(note)) = (key.tested, &key.note) {
            let _ = writeln!(text, "* key {}: {}", key.name, note.sentence);
        }
    }
    for note in &request.notes {
        let _ = writeln!(text, "* note: {}", note.sentence);
    }
    tell_changes(text, scenario, request, index);
    text.push('\n');
}

/// In kebab-case, as in the report's JSON.
fn name_of(stage: impl serde::Serialize) -> String {
    let name = serde_json::to_value(stage).unwrap();
    name.as_str().unwrap().to_owned()
}

fn tell_statement(text: &mut String, report: &Report, found: &StatementFinding) {
    let policy = &report.policies[found.policy as usize].name;
    let _ = writeln!(
        text,
        "  - {policy}, statement {}, {:?}: {}",
        found.statement + 1,
        found.effect,
        found.sentence
    );
    for element in &found.elements {
        let _ = writeln!(
            text,
            "    {}: {}",
            name_of(element.element),
            element.sentence
        );
        let remarks = element
            .entries
            .iter()
            .filter_map(|entry| entry.sentence.as_ref());
        for remark in remarks {
            let _ = writeln!(text, "      {remark}");
        }
        for condition in &element.conditions {
            let _ = writeln!(
                text,
                "      {} {}: {}",
                condition.operator, condition.key, condition.sentence
            );
            for remark in condition
                .values
                .iter()
                .filter_map(|value| value.sentence.as_ref())
            {
                let _ = writeln!(text, "        {remark}");
            }
        }
    }
}

/// What would change it: the first three suggestions.
fn tell_changes(text: &mut String, scenario: &Scenario, request: &RequestReport, index: usize) {
    let invalid = request
        .stages
        .iter()
        .any(|stage| stage.outcome == Outcome::Error);
    let policies = parse_policies(scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let found = what_ifs(scenario, &policies, index).changes;
    for what_if in found.iter().take(3).filter(|_| !invalid) {
        let _ = writeln!(
            text,
            "* change: {}; then {}",
            what_if.sentence, what_if.decision
        );
    }
}

#[test]
fn boundaries_and_sessions() {
    check(
        "boundaries-and-sessions",
        &[
            ("boundary-and-identity-policy-meet", &[0, 1]),
            ("session-policies-meet-the-roles-permissions", &[1]),
            (
                "without-session-policies-a-federated-user-has-nothing",
                &[0],
            ),
            ("every-set-takes-part-each-in-its-place", &[6]),
        ],
    );
}

#[test]
fn conditions() {
    check(
        "conditions",
        &[
            ("a-missing-variable-in-a-negated-condition", &[1]),
            ("all-keys-may-be-left-open", &[0]),
            ("demanding-mfa-in-an-allow-and-in-a-deny", &[2]),
            ("ip-ranges", &[2]),
            ("forallvalues-with-a-null-guard", &[0]),
            ("empty-value-lists", &[0, 5, 7]),
        ],
    );
}

#[test]
fn cross_account() {
    check(
        "cross-account",
        &[
            ("both-sides-must-allow", &[0, 1]),
            ("a-deny-on-the-trusting-side", &[0]),
        ],
    );
}

#[test]
fn grammar() {
    check(
        "grammar",
        &[
            (
                "an-invalid-policy-makes-an-error-of-the-requests-that-need-it",
                &[0],
            ),
            ("a-request-that-cannot-be-read-is-an-error", &[1]),
            ("variables-are-plain-text-under-2008-10-17", &[0]),
            (
                "variables-in-conditions-are-plain-text-under-2008-10-17",
                &[0],
            ),
        ],
    );
}

#[test]
fn matching() {
    check(
        "matching",
        &[
            ("actions-ignore-case-and-take-wildcards", &[0]),
            ("nothing-applies", &[0]),
            ("notaction-with-deny-grants-nothing", &[0]),
            ("bucket-arn-and-object-arn-are-different-resources", &[0, 1]),
        ],
    );
}

#[test]
fn organizations() {
    check(
        "organizations",
        &[
            ("an-scp-allow-is-needed-at-every-level", &[0]),
            ("an-rcp-that-keeps-outsiders-out", &[0, 1]),
            ("the-management-account-is-exempt-also-from-deny", &[0]),
            ("which-kind-of-policy-a-denial-names", &[0, 2, 3, 6, 7, 9]),
        ],
    );
}

#[test]
fn principals() {
    check(
        "principals",
        &[
            ("an-account-principal-delegates-it-does-not-grant", &[0]),
            ("notprincipal-must-list-the-whole-chain", &[0]),
            ("anonymous-callers", &[0]),
            ("the-root-user-needs-no-policy-at-home", &[0]),
            ("a-canonical-user-id-names-an-account", &[0, 4, 5]),
            (
                "an-origin-access-identity-is-granted-by-the-bucket-alone",
                &[0, 2, 3],
            ),
        ],
    );
}

#[test]
fn roles_keys_services() {
    check(
        "roles-keys-services",
        &[
            (
                "administrators-cannot-assume-a-role-that-does-not-trust-them",
                &[0],
            ),
            (
                "iam-allows-nothing-on-a-key-whose-policy-does-not-enable-it",
                &[0],
            ),
            ("block-public-access-ignores-public-acls", &[1]),
            ("passing-a-role", &[1]),
            ("an-endpoint-policy-is-a-gate-not-a-grant", &[1]),
            (
                "without-grants-the-report-says-that-one-could-allow",
                &[0, 1],
            ),
            ("a-call-goes-through-only-if-every-part-is-allowed", &[6]),
        ],
    );
}

#[test]
fn tags() {
    check(
        "tags",
        &[
            ("equal-tags-on-both-sides", &[1]),
            ("removing-one-tag-only", &[1]),
        ],
    );
}
