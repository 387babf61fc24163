//! Findings for people: each with the line it speaks of, and a count at the end.

use iam_lint::FindingType;

use super::found::Found;
use crate::output::{Output, Paint};
use crate::problem::Problem;

pub(super) fn print(all: &[Found], output: &mut Output) -> Result<(), Problem> {
    for found in all {
        for line in lines(found) {
            output.line(&line)?;
        }
        output.line("")?;
    }
    output.line(&summary(all))
}

fn lines(found: &Found) -> Vec<String> {
    let kind = match found.kind {
        FindingType::Error => Paint::Red.on("error"),
        FindingType::SecurityWarning => Paint::Yellow.on("security warning"),
        FindingType::Warning => Paint::Yellow.on("warning"),
        FindingType::Suggestion => Paint::Bold.on("suggestion"),
    };
    let code = Paint::Dim.on(&format!("[{}]", found.code.name()));
    let start = found.place.start;
    let policy = match &found.policy {
        Some(name) => format!(", policy `{name}`"),
        None => String::new(),
    };
    let mut lines = vec![
        format!("{kind}: {} {code}", found.message),
        format!(
            "  --> {}:{}:{}{policy}",
            found.file,
            start.line + 1,
            start.column + 1
        ),
    ];
    lines.extend(found.excerpt.iter().cloned());
    if let Some(help) = &found.help {
        lines.push(format!("  = help: {help}"));
    }
    if let Some(title) = &found.fix_title {
        lines.push(format!("  = fix: {title}"));
    }
    lines
}

fn summary(all: &[Found]) -> String {
    let counts: Vec<String> = FindingType::ALL
        .into_iter()
        .filter_map(|kind| {
            let count = all.iter().filter(|found| found.kind == kind).count();
            let noun = match kind {
                FindingType::Error => "error",
                FindingType::SecurityWarning => "security warning",
                FindingType::Warning => "warning",
                FindingType::Suggestion => "suggestion",
            };
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{count} {noun}{plural}"))
        })
        .collect();
    if counts.is_empty() {
        "no findings".to_owned()
    } else {
        counts.join(", ")
    }
}
