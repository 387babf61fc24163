//! `iam-eval eval`: the report of a scenario.

use std::ffi::OsString;

use iam_catalog::Catalog;
use iam_core::parse_policies;
use iam_core::policy::Policy;
use iam_core::report::{CallReport, Report};
use iam_core::what_if::{WhatIfs, what_ifs};

use crate::args::Format;
use crate::input::{self, Document};
use crate::locate::Places;
use crate::output::{Output, Paint};
use crate::problem::Problem;
use crate::{Outcome, excerpt, request, star};

/// Prints the report of each file. One that cannot be read does not keep the others from being shown.
pub(crate) fn eval(
    arguments: &[OsString],
    format: Format,
    what_if: bool,
    output: &mut Output,
) -> Result<Outcome, Problem> {
    let files = input::files(arguments)?;
    let mut outcome = Outcome::Met;
    for (idx, path) in files.iter().enumerate() {
        let document = match input::read(path) {
            Ok(document) => document,
            Err(problem) => {
                output.problem(&problem);
                outcome = Outcome::BadInput;
                continue;
            }
        };
        let report = iam_core::evaluate(&document.scenario);
        match format {
            Format::Json => {
                let json = serde_json::to_string_pretty(&report).map_err(Problem::Json)?;
                output.exact_line(&json)?;
            }
            Format::Text => {
                if idx > 0 {
                    output.line("")?;
                }
                print(&document, &report, what_if, output)?;
            }
        }
    }
    Ok(outcome)
}

fn print(
    document: &Document,
    report: &Report,
    what_if: bool,
    output: &mut Output,
) -> Result<(), Problem> {
    let policies = if what_if {
        parse_policies(&document.scenario)
    } else {
        Vec::new()
    };
    let policies: Vec<&Policy> = policies.iter().collect();
    let catalog = Catalog::bundled();
    let places = Places::new(document);
    let title = document.scenario.name.as_deref().unwrap_or(&document.file);
    output.line(&Paint::Bold.on(title))?;
    for note in &report.notes {
        output.line(&format!("note: {note}"))?;
    }
    print_diagnostics(document, report, &places, output)?;
    for (idx, request) in report.requests.iter().enumerate() {
        output.line("")?;
        for line in request::lines(idx, request, report, &places) {
            output.line(&line)?;
        }
        if let Some(note) = star::note(&document.scenario, idx, request.decision, &catalog) {
            output.line(&format!("   note: {note}"))?;
        }
        if what_if {
            print_what_ifs(&what_ifs(&document.scenario, &policies, idx), output)?;
        }
    }
    print_calls(&report.calls, output)
}

/// Prints what requests decide together that are one call.
fn print_calls(calls: &[CallReport], output: &mut Output) -> Result<(), Problem> {
    if !calls.is_empty() {
        output.line("")?;
    }
    for call in calls {
        output.line(&request::call_line(call))?;
    }
    Ok(())
}

/// Prints the changes that would change a decision.
fn print_what_ifs(found: &WhatIfs, output: &mut Output) -> Result<(), Problem> {
    output.line(&format!(
        "   what would change it ({} changes tried):",
        found.tried
    ))?;
    if found.changes.is_empty() {
        output.line("     nothing that was tried")?;
    }
    for (idx, change) in found.changes.iter().enumerate() {
        let widens = if change.widens {
            ", and widens access"
        } else {
            ""
        };
        output.line(&format!(
            "     {}. {}: {}{widens}",
            idx + 1,
            change.sentence,
            request::decision(change.decision)
        ))?;
    }
    Ok(())
}

/// Prints what is wrong with, or worth knowing about, the policies.
fn print_diagnostics(
    document: &Document,
    report: &Report,
    places: &Places<'_>,
    output: &mut Output,
) -> Result<(), Problem> {
    let policies = report.policies.iter().zip(&document.scenario.policies);
    for (idx, (policy, source)) in (0..).zip(policies) {
        for diagnostic in &policy.diagnostics {
            output.line("")?;
            let lines =
                excerpt::diagnostic(diagnostic, idx, &policy.name, &source.document, places);
            for line in lines {
                output.line(&line)?;
            }
        }
    }
    Ok(())
}
