//! The guides that are worked out by hand: `web/guides/SERVICE.json` and a scenario for each row.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use iam_catalog::{Catalog, Feature};
use iam_core::json::{self, Node};
use iam_core::scenario::{Decision, Scenario};
use iam_guide::Row;
use iam_tests::lesson::{self, is_sentence, is_slug, list, text};
use iam_tests::{root, snapshot};

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
            names == ids(),
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
            let feature = Feature::ALL
                .into_iter()
                .find(|feature| iam_guide::id(*feature) == name);
            need(
                feature.map(iam_guide::title) == Some(text(row, "feature")),
                format!("{name}: AWS's name of the row"),
            );
        }
        wrong
    });
}

#[test]
fn every_row_has_a_scenario_that_decides_as_it_says() {
    let catalog = Catalog::bundled();
    for_each_guide(|service, guide| {
        let mut wrong = Vec::new();
        for row in list(guide, "rows") {
            let (name, file) = (text(row, "row"), text(row, "scenario"));
            if file != format!("{service}/{name}.json") {
                wrong.push(format!("{name}: its scenario is {file}"));
            }
            let written = fs::read_to_string(folder().join(file)).unwrap();
            let mut found = lesson::problems(&written);
            let scenario = Scenario::parse(&written).unwrap();
            found.extend(lesson::unheard_of(&scenario, &catalog));
            wrong.extend(
                found
                    .into_iter()
                    .map(|problem| format!("{name}: {problem}")),
            );
        }
        let there = lesson::slugs(&folder().join(service));
        if there != ids().into_iter().map(str::to_owned).collect() {
            wrong.push(format!("has scenarios {there:?}"));
        }
        wrong
    });
}

#[test]
fn guides_by_hand_answer_as_the_made_ones() {
    let catalog = Catalog::bundled();
    for_each_guide(|service, guide| {
        let made = iam_guide::guide(catalog.loaded(service).unwrap());
        let rows = list(guide, "rows").iter().zip(made.rows);
        rows.filter_map(|(row, made)| {
            let answer = made
                .answer
                .map(|answer| format!("{answer:?}").to_lowercase());
            let differs = answer.as_deref() != Some(text(row, "answer"));
            differs.then(|| format!("{}: the made guide says {answer:?}", text(row, "row")))
        })
        .collect()
    });
}

/// The words of a few guides that are made, read as one reads prose.
#[test]
fn made_guides_read_well() {
    let catalog = Catalog::bundled();
    for prefix in ["codewhisperer", "kms", "rds-db", "sqs", "wam"] {
        let mut text = String::new();
        for row in iam_guide::guide(catalog.loaded(prefix).unwrap()).rows {
            tell(&mut text, &row);
        }
        snapshot::check(&format!("guides/{prefix}.txt"), &text);
    }
}

fn tell(text: &mut String, row: &Row) {
    let answer = row
        .answer
        .map_or_else(|| "not known".to_owned(), |answer| format!("{answer:?}"));
    let _ = writeln!(
        text,
        "# {}: {answer}\n{}",
        iam_guide::title(row.feature),
        row.explanation
    );
    for source in &row.sources {
        let note = source.note.as_deref().unwrap_or("no note");
        let _ = writeln!(text, "* {:?}, {} ({note})", source.answer, source.title);
    }
    let _ = writeln!(
        text,
        "{}",
        row.scenario.description.as_deref().unwrap_or_default()
    );
    for request in &row.scenario.requests {
        let name = request.name.as_deref().unwrap_or_default();
        let expect = request.expect.map_or("", Decision::name);
        let _ = writeln!(
            text,
            "  {expect}: {name}: {} on {}",
            request.action, request.resource.arn
        );
    }
    text.push('\n');
}

/// The rows of AWS's pages "How SERVICE works with IAM", in their order.
fn ids() -> Vec<&'static str> {
    Feature::ALL.into_iter().map(iam_guide::id).collect()
}

fn is_page(address: &str) -> bool {
    address.starts_with("https://docs.aws.amazon.com/")
}
