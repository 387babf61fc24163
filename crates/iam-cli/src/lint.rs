//! `iam-eval lint`: findings about policies, alone or in scenarios.

mod found;
mod json;
mod sarif;
mod text;

use iam_catalog::Catalog;
use iam_core::json::{self as core_json, Value};
use iam_core::parse_policies;
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;
use iam_lint::{FindingType, Source};

use crate::Outcome;
use crate::args::{Lint, LintFormat};
use crate::input;
use crate::locate::Places;
use crate::output::Output;
use crate::problem::Problem;

use found::Found;

/// Prints the findings of every file. One that cannot be read does not keep the others from being shown.
pub(crate) fn lint(asked: &Lint, output: &mut Output) -> Result<Outcome, Problem> {
    let catalog = Catalog::bundled();
    let mut all = Vec::new();
    let mut outcome = Outcome::Met;
    for path in input::files(&asked.files)? {
        let looked = input::text(&path).and_then(|(file, text)| look(asked, file, text, &catalog));
        match looked {
            Ok(found) => all.extend(found),
            Err(problem) => {
                output.problem(&problem);
                outcome = Outcome::BadInput;
            }
        }
    }
    let has_error = all.iter().any(|found| found.kind == FindingType::Error);
    match asked.format {
        LintFormat::Text => text::print(&all, output)?,
        LintFormat::Json => output.exact_line(&json::print(&all)?)?,
        LintFormat::Sarif => output.exact_line(&sarif::print(&all)?)?,
    }
    Ok(match outcome {
        Outcome::Met if has_error => Outcome::NotMet,
        Outcome::Met | Outcome::NotMet | Outcome::BadInput => outcome,
    })
}

fn look(
    asked: &Lint,
    file: String,
    text: String,
    catalog: &Catalog,
) -> Result<Vec<Found>, Problem> {
    if asked.subject.is_none() && is_scenario(&text) {
        return look_at_scenario(asked, file, text, catalog);
    }
    let subject = asked.subject.unwrap_or(PolicySubject {
        kind: PolicyType::Identity,
        trust: false,
    });
    let policy = Policy::parse(&text, subject);
    let source = Source {
        text: &text,
        policy: &policy,
        attached_to: &asked.attached_to,
    };
    let findings = iam_lint::lint(&source, catalog).list;
    Ok(found::in_policy(
        &file,
        &text,
        &findings,
        asked.format == LintFormat::Text,
    ))
}

fn look_at_scenario(
    asked: &Lint,
    file: String,
    text: String,
    catalog: &Catalog,
) -> Result<Vec<Found>, Problem> {
    let document = input::scenario(file, text)?;
    let policies = parse_policies(&document.scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let findings = iam_lint::lint_scenario(&document.scenario, &policies, catalog).list;
    let places = Places::new(&document);
    Ok(found::in_scenario(
        &document,
        &places,
        &findings,
        asked.format == LintFormat::Text,
    ))
}

/// Whether a text is meant for a scenario: it has one of its members, and none of a policy.
fn is_scenario(text: &str) -> bool {
    let parsed = core_json::parse(text);
    let Some(root) = parsed.root else {
        return false;
    };
    let has = |name| root.get(name).is_some();
    let version = root
        .get("version")
        .is_some_and(|node| matches!(node.value, Value::Number(_)));
    (has("policies") || has("requests") || version) && !has("Statement")
}
