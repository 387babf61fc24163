//! `iam-eval test`: every `expect` of many scenarios.

use std::ffi::OsString;

use iam_core::diagnostic::Severity;
use iam_core::report::{Report, RequestReport};
use iam_core::scenario::Decision;

use crate::input::{self, Document};
use crate::locate::Places;
use crate::output::{Output, Paint};
use crate::problem::Problem;
use crate::{Outcome, excerpt, request};

/// How many requests were tested.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    passed: usize,
    failed: usize,
    /// Without an expectation.
    skipped: usize,
    /// Files that could not be read.
    unread: usize,
}

/// Runs the files, prints what is not met, and closes with the count.
pub(crate) fn test(arguments: &[OsString], output: &mut Output) -> Result<Outcome, Problem> {
    let mut count = Count::default();
    for path in input::files(arguments)? {
        match input::read(&path) {
            Ok(document) => test_document(&document, &mut count, output)?,
            Err(problem) => {
                output.problem(&problem);
                count.unread += 1;
            }
        }
    }
    let skipped = match count.skipped {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    output.line(&format!(
        "{} passed, {} failed{skipped}",
        count.passed, count.failed
    ))?;
    Ok(match count {
        Count { unread: 1.., .. } => Outcome::BadInput,
        Count { failed: 1.., .. } => Outcome::NotMet,
        _ => Outcome::Met,
    })
}

fn test_document(
    document: &Document,
    count: &mut Count,
    output: &mut Output,
) -> Result<(), Problem> {
    let report = iam_core::evaluate(&document.scenario);
    let mut places = None;
    for (idx, request) in report.requests.iter().enumerate() {
        match request.expect {
            None => count.skipped += 1,
            Some(expect) if expect == request.decision => count.passed += 1,
            Some(_) => {
                count.failed += 1;
                let places = places.get_or_insert_with(|| Places::new(document));
                print_failure(idx, request, document, &report, places, output)?;
            }
        }
    }
    for said in &document.scenario.calls {
        let Some(expect) = said.expect else {
            continue;
        };
        let call = report.calls.iter().find(|call| call.name == said.name);
        if call.is_some_and(|call| call.decision == expect) {
            count.passed += 1;
            continue;
        }
        count.failed += 1;
        let places = places.get_or_insert_with(|| Places::new(document));
        let first = call.and_then(|call| call.requests.first());
        let place = places.of_request(first.map_or(usize::MAX, |idx| *idx as usize));
        output.line(&format!("{} {place}", Paint::Red.on("FAIL")))?;
        output.line(&call.map_or_else(
            || format!("call {}: no request is a part of it", said.name),
            request::call_line,
        ))?;
        output.line("")?;
    }
    Ok(())
}

fn print_failure(
    idx: usize,
    request: &RequestReport,
    document: &Document,
    report: &Report,
    places: &Places<'_>,
    output: &mut Output,
) -> Result<(), Problem> {
    output.line(&format!(
        "{} {}",
        Paint::Red.on("FAIL"),
        places.of_request(idx)
    ))?;
    output.line(&request::heading(idx, request))?;
    output.line(&format!(
        "   {} {}",
        request.sentence,
        Paint::Dim.on(&format!("[{}]", request.rule.id()))
    ))?;
    for stage in request
        .stages
        .iter()
        .filter(|stage| stage.decides || stage.blocks)
    {
        output.line(&request::stage_line(stage))?;
    }
    if request.decision == Decision::Error {
        let policies = report.policies.iter().zip(&document.scenario.policies);
        for (idx, (policy, source)) in (0..).zip(policies) {
            let errors = policy
                .diagnostics
                .iter()
                .filter(|found| found.severity == Severity::Error);
            for error in errors {
                for line in excerpt::diagnostic(error, idx, &policy.name, &source.document, places)
                {
                    output.line(&line)?;
                }
            }
        }
    }
    output.line("")
}
