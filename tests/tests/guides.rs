//! The guides that are worked out by hand: `web/guides/SERVICE.json` and a scenario for each row.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use iam_core::json::{self, Node};
use iam_tests::lesson::{self, is_sentence, is_slug, list, text};
use iam_tests::root;

/// The rows of AWS's pages "How SERVICE works with IAM", in their order.
const ROWS: [&str; 11] = [
    "identity-based-policies",
    "resource-based-policies",
    "policy-actions",
    "policy-resources",
    "policy-condition-keys",
    "acls",
    "abac",
    "temporary-credentials",
    "forward-access-sessions",
    "service-roles",
    "service-linked-roles",
];

fn folder() -> PathBuf {
    root().join("../web/guides")
}

/// Runs a check over each guide and fails with all that it finds.
fn for_each_guide(check: impl Fn(&str, &Node<'_>) -> Vec<String>) {
    let mut wrong = Vec::new();
    let services = lesson::slugs(&folder());
    assert!(services.contains("codewhisperer"));
    for service in services {
        let written = fs::read_to_string(folder().join(format!("{service}.json"))).unwrap();
        let parsed = json::parse(&written);
        assert!(
            parsed.diagnostics.is_empty(),
            "{service}: {:?}",
            parsed.diagnostics
        );
        let found = check(&service, parsed.root.as_ref().unwrap());
        wrong.extend(
            found
                .into_iter()
                .map(|problem| format!("{service}: {problem}")),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_row_has_an_answer_and_how_it_is_known() {
    for_each_guide(|service, guide| {
        let mut wrong = Vec::new();
        let mut need = |holds: bool, what: String| {
            if !holds {
                wrong.push(what);
            }
        };
        need(
            text(guide, "service") == service && is_slug(service),
            "names its service".to_owned(),
        );
        need(!text(guide, "name").is_empty(), "has a name".to_owned());
        need(is_page(text(guide, "page")), "has AWS's page".to_owned());
        let rows = list(guide, "rows");
        let names: Vec<_> = rows.iter().map(|row| text(row, "row")).collect();
        need(
            names == ROWS,
            format!("has AWS's rows in their order, not {names:?}"),
        );
        for row in rows {
            let name = text(row, "row");
            let sources = list(row, "sources");
            let answers: BTreeSet<_> = sources
                .iter()
                .map(|source| text(source, "answer"))
                .collect();
            let known = |answer: &str| matches!(answer, "yes" | "partial" | "no");
            need(
                known(text(row, "answer")),
                format!("{name}: yes, partial or no"),
            );
            need(
                answers.iter().all(|answer| known(answer)),
                format!("{name}: the sources' answers"),
            );
            need(!sources.is_empty(), format!("{name}: a source"));
            need(
                sources.iter().all(|source| is_page(text(source, "page"))),
                format!("{name}: pages"),
            );
            need(
                answers.contains(text(row, "answer")),
                format!("{name}: an answer that a source gives"),
            );
            let told = !text(row, "disagreement").is_empty();
            need(
                told == (answers.len() > 1),
                format!("{name}: says so where the sources disagree, and only there"),
            );
            need(
                is_sentence(text(row, "explanation"), 420),
                format!("{name}: an explanation of at most 420 characters"),
            );
            need(
                !text(row, "feature").is_empty(),
                format!("{name}: AWS's name of the row"),
            );
        }
        wrong
    });
}

#[test]
fn every_row_has_a_scenario_that_decides_as_it_says() {
    for_each_guide(|service, guide| {
        let mut wrong = Vec::new();
        for row in list(guide, "rows") {
            let (name, file) = (text(row, "row"), text(row, "scenario"));
            if file != format!("{service}/{name}.json") {
                wrong.push(format!("{name}: its scenario is {file}"));
            }
            let found = lesson::problems(&fs::read_to_string(folder().join(file)).unwrap());
            wrong.extend(
                found
                    .into_iter()
                    .map(|problem| format!("{name}: {problem}")),
            );
        }
        let there = lesson::slugs(&folder().join(service));
        if there != ROWS.map(str::to_owned).into() {
            wrong.push(format!("has scenarios {there:?}"));
        }
        wrong
    });
}

fn is_page(address: &str) -> bool {
    address.starts_with("https://docs.aws.amazon.com/")
}
