//! What the page says while something is left out of the evaluation: how much, and what it changes.

use iam_core::report::Report;
use iam_core::scenario::Decision;
use yew::prelude::*;

use crate::labels;
use crate::state::Workspace;

/// How much the evaluation goes without, and what would be decided with it; empty where nothing is left out.
pub(super) fn sentence(workspace: &Workspace, report: &Report, whole: &[Decision]) -> AttrValue {
    let policies = workspace.docs.iter().filter(|doc| doc.left_out).count();
    if policies == 0 && workspace.without.is_empty() {
        return AttrValue::default();
    }
    words(workspace, report, whole, policies)
}

fn words(workspace: &Workspace, report: &Report, whole: &[Decision], policies: usize) -> AttrValue {
    // Only those that are there: one may have been typed over.
    let docs = workspace.docs.iter().zip(&report.policies);
    let statements = docs.filter(|(doc, _)| !doc.left_out);
    let statements = statements.flat_map(|(doc, read)| {
        let of = read.statements.iter();
        of.map(|statement| (doc.uid, statement.span.start))
    });
    let statements = statements.filter(|one| workspace.without.contains(one));
    let parts = [
        count(policies, "policy", "policies"),
        count(statements.count(), "statement", "statements"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return AttrValue::default();
    }
    let what = parts.join(" and ");
    [
        "Evaluated without ",
        &what,
        ". ",
        &changes(workspace, report, whole),
    ]
    .concat()
    .into()
}

fn count(number: usize, one: &str, many: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(["one ", one].concat()),
        _ => Some([&number.to_string(), " ", many].concat()),
    }
}

/// What would be decided otherwise with everything.
fn changes(workspace: &Workspace, report: &Report, whole: &[Decision]) -> String {
    let both = || report.requests.iter().zip(whole);
    let other = both()
        .filter(|(now, whole)| now.decision != **whole)
        .count();
    let here = both().nth(workspace.selection.request);
    let here = here.filter(|(now, whole)| now.decision != **whole);
    let here = match here {
        Some((_, whole)) => ["With all of it: ", labels::decision_name(*whole), ". "].concat(),
        None => "This decision stays the same. ".to_owned(),
    };
    let requests = if report.requests.len() < 2 {
        String::new()
    } else {
        let all = report.requests.len().to_string();
        ["Of ", &all, " requests ", &other.to_string(), " change. "].concat()
    };
    [&here, &requests, "Files and links hold all of it."].concat()
}
