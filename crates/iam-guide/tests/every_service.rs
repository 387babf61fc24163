//! Every row of every service decides as it says.

use std::collections::BTreeSet;

use iam_catalog::{ActionLookup, Catalog, Feature, Lookup, Service};
use iam_core::diagnostic::Severity;
use iam_core::evaluate;
use iam_guide::{Guide, Row, guide, id};

fn for_every_service(check: impl Fn(&Catalog, &Service, &Guide) -> Vec<String>) {
    let catalog = Catalog::bundled();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for service in catalog.services() {
        seen += 1;
        let found = check(&catalog, service, &guide(service));
        wrong.extend(
            found
                .into_iter()
                .map(|problem| format!("{}: {problem}", service.prefix)),
        );
    }
    assert!(seen > 450, "{seen} services");
    let some: Vec<_> = wrong.iter().take(60).cloned().collect();
    assert!(
        wrong.is_empty(),
        "{} problems\n{}",
        wrong.len(),
        some.join("\n")
    );
}

#[test]
fn every_scenario_decides_as_it_says() {
    for_every_service(|_, _, guide| {
        let mut wrong = Vec::new();
        for row in &guide.rows {
            wrong.extend(
                decides(row)
                    .into_iter()
                    .map(|problem| format!("{}: {problem}", id(row.feature))),
            );
        }
        wrong
    });
}

fn decides(row: &Row) -> Vec<String> {
    let report = evaluate(&row.scenario);
    let mut wrong = Vec::new();
    let requests = row.scenario.requests.iter().zip(&report.requests);
    for (request, found) in requests {
        if request.expect != Some(found.decision) {
            let name = request.name.as_deref().unwrap_or_default();
            wrong.push(format!(
                "{name}: {} {} is {:?}, {}",
                request.action, request.resource.arn, found.decision, found.sentence
            ));
        }
    }
    for policy in &report.policies {
        for diagnostic in &policy.diagnostics {
            if diagnostic.severity != Severity::Info {
                wrong.push(format!("`{}`: {}", policy.name, diagnostic.message));
            }
        }
    }
    let decisions: BTreeSet<_> = report
        .requests
        .iter()
        .map(|request| request.decision.name())
        .collect();
    if decisions.len() < 2 {
        wrong.push("shows one side only".to_owned());
    }
    wrong
}

#[test]
fn every_row_is_whole() {
    for_every_service(|_, _, guide| {
        let mut wrong = Vec::new();
        let features: Vec<_> = guide.rows.iter().map(|row| row.feature).collect();
        if features != Feature::ALL {
            wrong.push("has not AWS's rows".to_owned());
        }
        for row in &guide.rows {
            let mut need = |holds: bool, what: String| {
                if !holds {
                    wrong.push(format!("{}: {what}", id(row.feature)));
                }
            };
            let text = &row.explanation;
            need(
                text.ends_with('.') && text.chars().count() <= 600,
                format!("explains: {text}"),
            );
            need(
                row.answer.is_some() || row.sources.is_empty(),
                "answers what its sources say".to_owned(),
            );
            need(
                row.sources
                    .iter()
                    .all(|source| source.page.starts_with("https://docs.aws.amazon.com/")),
                "pages".to_owned(),
            );
            let names: BTreeSet<_> = row
                .scenario
                .requests
                .iter()
                .map(|request| &request.name)
                .collect();
            need(
                names.len() == row.scenario.requests.len(),
                "names its requests".to_owned(),
            );
            let parsed = iam_core::scenario::Scenario::parse(&row.scenario.to_json());
            need(
                parsed.as_ref() == Ok(&row.scenario),
                format!("can be written and read: {parsed:?}"),
            );
        }
        wrong
    });
}

#[test]
fn the_requests_are_made_of_what_the_catalog_knows() {
    for_every_service(|catalog, _, guide| {
        let requests = guide.rows.iter().flat_map(|row| &row.scenario.requests);
        requests
            .filter(|request| !matches!(catalog.action(&request.action), ActionLookup::Known(_)))
            .map(|request| format!("no action {}", request.action))
            .collect()
    });
}

/// What stands in backticks in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_explanations_name_what_the_catalog_knows() {
    for_every_service(|catalog, service, guide| {
        let mut wrong = Vec::new();
        for row in &guide.rows {
            for word in quoted(&row.explanation) {
                let known = match word.split_once(':') {
                    // A tag key is named without the tag.
                    Some(("aws", _)) => [word, &format!("{word}/team")]
                        .iter()
                        .any(|key| catalog.global_key(key).is_some()),
                    Some((element, _)) if element.starts_with('"') => true,
                    Some((_, "")) | None => true,
                    Some((prefix, name)) if prefix == &*service.prefix && name.ends_with('*') => {
                        true
                    }
                    Some(_) => {
                        matches!(catalog.action(word), ActionLookup::Known(_))
                            || service.key(word).is_some()
                    }
                };
                if !known {
                    wrong.push(format!("{}: `{word}`", id(row.feature)));
                }
            }
        }
        wrong
    });
}

#[test]
fn resources_have_the_form_of_their_types() {
    for_every_service(|catalog, service, guide| {
        let mut wrong = Vec::new();
        for request in guide.rows.iter().flat_map(|row| &row.scenario.requests) {
            let ActionLookup::Known(action) = catalog.action(&request.action) else {
                continue;
            };
            if action.service.prefix != service.prefix {
                continue;
            }
            let arn = &request.resource.arn;
            let fits = action
                .resources()
                .any(|(_, kind)| kind.arns.iter().any(|template| template.fits(arn)));
            let star = arn == "*" && action.action.resources.is_empty();
            if !fits && !star {
                wrong.push(format!("{} with {arn}", request.action));
            }
        }
        wrong
    });
}

#[test]
fn what_disagrees_is_shown() {
    let catalog = Catalog::bundled();
    let Lookup::Loaded(service) = catalog.service("codewhisperer") else {
        panic!("not known")
    };
    let guide = guide(service);
    let disputed: Vec<_> = guide
        .rows
        .iter()
        .filter(|row| row.is_disputed())
        .map(|row| id(row.feature))
        .collect();
    assert_eq!(
        disputed,
        [
            "resource-based-policies",
            "policy-actions",
            "policy-resources"
        ]
    );
    let row = guide
        .rows
        .iter()
        .find(|row| row.feature == Feature::PolicyResources)
        .unwrap();
    assert_eq!(row.sources.len(), 3);
}
