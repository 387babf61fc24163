//! Policy variables where there are none (R-VER-3, R-VAR-4).

use iam_core::policy::Version;
use iam_core::text::Span;

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    if document.policy.version != Version::V2008 {
        return;
    }
    for statement in document.statements() {
        let resources = statement.resource.iter().flat_map(|block| &block.entries);
        let values = statement.conditions.iter().flat_map(|one| &one.values);
        let texts = resources
            .map(|entry| (&*entry.text, entry.span))
            .chain(values.map(|value| (&*value.text, value.span)));
        for (text, span) in texts {
            let Some(place) = variable(text) else {
                continue;
            };
            report.add(
                Finding::new(
                    Code::VariableUnsupportedInVersion,
                    document.inside(span, place.clone()),
                    format!(
                        "`{}` is ordinary text in a policy of the version `2008-10-17`",
                        text.get(place).unwrap_or(text)
                    ),
                )
                .help("variables need `\"Version\": \"2012-10-17\"`")
                .fix("Set `Version` to `2012-10-17`", newer_version(document)),
            );
        }
    }
}

/// The first `${…}` of a text.
fn variable(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find("${")?;
    let end = text.get(start..)?.find('}')? + start + 1;
    Some(start..end)
}

/// Sets the version, which may be missing.
fn newer_version(document: &Document<'_>) -> Option<Vec<iam_core::diagnostic::Edit>> {
    let root = document.tree.root()?;
    let version = "\"2012-10-17\"";
    if let Some(value) = root.get("Version") {
        return Some(edit::replace(value.span, version));
    }
    let first = root.as_object()?.first()?.key.span.start;
    let blank = Span {
        start: root.span.start + 1,
        end: first,
    };
    let separator = blank.slice(document.text);
    Some(edit::replace(
        Span {
            start: first,
            end: first,
        },
        format!(
            "\"Version\": {version},{}",
            if separator.is_empty() { " " } else { separator }
        ),
    ))
}
