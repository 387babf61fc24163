//! `iam-eval import`: the scenario that pasted evidence gives.

use std::ffi::OsString;
use std::path::Path;

use iam_core::scenario::Scenario;
use iam_core::text::{LineIndex, Span};
use iam_import::{Import, Options, text_of};

use crate::output::Output;
use crate::problem::Problem;
use crate::{Outcome, input};

/// Prints the scenario; says on standard error what is missing and what was left out.
pub(crate) fn import(
    file: &OsString,
    into: Option<&OsString>,
    known: &Options,
    output: &mut Output,
) -> Result<Outcome, Problem> {
    let base = match into {
        Some(path) => input::read(Path::new(path))?.scenario,
        None => Scenario::default(),
    };
    let (name, bytes) = input::read_bytes(Path::new(file))?;
    let text = text_of(&bytes);
    let known = Options {
        known: Options::of(&base).known,
        ..known.clone()
    };
    let found = iam_import::import_with(&text, &known);
    if let Some(refusal) = &found.refusal {
        output.remark(&format!("error: {name}: {}", refusal.message));
        output.remark(&format!("  {}", refusal.instead));
        return Ok(Outcome::BadInput);
    }
    for line in remarks(&text, &found) {
        output.remark(&line);
    }
    let scenario = match (&found.document, into) {
        (Some(document), None) => document.clone(),
        _ => iam_import::add(&base, &found),
    };
    output.exact_line(scenario.to_json().trim_end())?;
    Ok(Outcome::Met)
}

/// What is to be known beside the scenario.
fn remarks(text: &str, found: &Import) -> Vec<String> {
    let index = LineIndex::new(text);
    let line = |span: Span| format!("line {}", index.line_col(span.start).0 + 1);
    let mut lines = Vec::new();
    for part in &found.recognized {
        lines.push(format!(
            "{}: {}, known by {}",
            line(part.span),
            part.format.name,
            part.because
        ));
    }
    for policy in &found.policies {
        lines.push(format!(
            "{}: {} policy ({}): {}",
            line(policy.span),
            policy.policy.kind,
            policy.type_basis.name(),
            policy.type_reason
        ));
    }
    for note in &found.notes {
        let place = note.span.map(|span| line(span) + ": ").unwrap_or_default();
        lines.push(format!("{place}{} [{}]", note.message, note.code));
    }
    for span in &found.unread {
        lines.push(format!("{}: not used", line(*span)));
    }
    for missing in &found.missing {
        lines.push(format!("missing: {}", missing.sentence));
        lines.extend(
            missing
                .commands
                .iter()
                .map(|command| format!("  {command}")),
        );
    }
    lines
}
