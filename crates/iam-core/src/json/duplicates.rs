//! Rule R-JSON-4: the same key must not stand twice in one object.

use super::report::{Report, quoted};
use super::{MAX_DIAGNOSTICS, Member};
use crate::diagnostic::Diagnostic;

/// Up to this many members, comparing each with each is cheaper than sorting.
const FEW: usize = 12;

/// Reports every key that was given before in the same object.
pub(super) fn check(members: &[Member<'_>], report: &mut Report) {
    if members.len() <= FEW {
        for (index, member) in members.iter().enumerate() {
            let first = members
                .iter()
                .take(index)
                .find(|earlier| earlier.key.content == member.key.content);
            if let Some(first) = first {
                report_duplicate(first, member, report);
            }
        }
        return;
    }
    let mut sorted: Vec<&Member<'_>> = members.iter().collect();
    // A stable sort: equal keys stay in the order written.
    crate::order::sort_by(&mut sorted, |a, b| a.key.content.cmp(&b.key.content));
    let mut pairs: Vec<(&Member<'_>, &Member<'_>)> = Vec::new();
    let mut first: Option<&Member<'_>> = None;
    for member in sorted {
        match first {
            Some(earlier) if earlier.key.content == member.key.content => {
                pairs.push((earlier, member));
            }
            _ => first = Some(member),
        }
    }
    crate::order::sort_by_key(&mut pairs, |(_, later)| later.key.span.start);
    for (first, later) in pairs.into_iter().take(MAX_DIAGNOSTICS + 1) {
        report_duplicate(first, later, report);
    }
}

fn report_duplicate(first: &Member<'_>, later: &Member<'_>, report: &mut Report) {
    let message = format!(
        "{} is given twice in this object",
        quoted(later.key.as_str())
    );
    report.push(
        Diagnostic::error("json/duplicate-key", later.key.span, message)
            .help("keep one of them; where one key needs several values, write a list")
            .related(first.key.span, "first given here"),
    );
}
