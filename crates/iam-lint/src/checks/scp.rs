//! Service control policies (R-TYP-3).

use crate::code::{Code, Types};
use crate::document::Document;
use crate::finding::{Finding, Report};

/// AWS Organizations takes the whole language since September 2025, and AWS's check still stands on its page: so it is
/// said, and no error.
pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    if document.on != Types::SCP {
        return;
    }
    let entries = document
        .statements()
        .iter()
        .flat_map(|statement| &statement.action.entries);
    for entry in entries {
        let inner = entry.text.trim_end_matches('*');
        let Some(at) = inner.find(['*', '?']) else {
            continue;
        };
        report.add(
            Finding::new(
                Code::ScpSyntaxErrorActionWildcard,
                document.inside(entry.span, at..at + 1),
                format!("`{}` has a wildcard before its end", entry.text),
            )
            .help("AWS Organizations takes it since September 2025; older tools may refuse it"),
        );
    }
}
