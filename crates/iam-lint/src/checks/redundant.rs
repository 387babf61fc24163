//! What another part of the policy already says (R-CHK-8).

use iam_core::order;
use iam_core::policy::{ActionEntry, Statement};
use iam_core::text::Span;

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::pattern::{Budget, covers, covers_arn, is_wild};

pub(super) mod statement;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let mut budget = Budget::new();
    for statement in document.statements() {
        check_actions(document, statement, &mut budget, report);
        check_resources(document, statement, &mut budget, report);
    }
    statement::check(document, report);
}

/// An entry of a list, as it is compared.
#[derive(Clone)]
struct Entry {
    text: String,
    span: Span,
    index: usize,
}

fn check_actions(
    document: &Document<'_>,
    statement: &Statement,
    budget: &mut Budget,
    report: &mut Report,
) {
    let entries = entries(&statement.action.entries, |entry: &ActionEntry| {
        (entry.text.to_ascii_lowercase(), entry.span)
    });
    for (outer, inner) in redundant(entries, prefix, covers, budget) {
        if report.is_full() {
            return;
        }
        report.add(redundancy(
            document,
            Code::RedundantAction,
            &outer,
            &inner,
            "action",
        ));
    }
}

/// The service of an action; `*` is a service of its own kind.
fn prefix(action: &str) -> &str {
    action.split(':').next().unwrap_or(action)
}

/// The first three parts of an ARN, which are rarely wildcards.
fn start_of_arn(arn: &str) -> &str {
    let end = arn
        .match_indices(':')
        .nth(2)
        .map_or(arn.len(), |(at, _)| at);
    arn.get(..end).unwrap_or(arn)
}

fn check_resources(
    document: &Document<'_>,
    statement: &Statement,
    budget: &mut Budget,
    report: &mut Report,
) {
    let Some(block) = &statement.resource else {
        return;
    };
    let entries = entries(&block.entries, |entry| (entry.text.to_string(), entry.span));
    for (outer, inner) in redundant(entries, start_of_arn, covers_arn, budget) {
        if report.is_full() {
            return;
        }
        report.add(redundancy(
            document,
            Code::RedundantResource,
            &outer,
            &inner,
            "resource",
        ));
    }
}

fn entries<E>(list: &[E], read: impl Fn(&E) -> (String, Span)) -> Vec<Entry> {
    list.iter()
        .enumerate()
        .map(|(index, entry)| {
            let (text, span) = read(entry);
            Entry { text, span, index }
        })
        .collect()
}

fn redundancy(
    document: &Document<'_>,
    code: Code,
    outer: &Entry,
    inner: &Entry,
    noun: &str,
) -> Finding {
    let message = if outer.text == inner.text {
        format!("this {noun} is listed twice")
    } else {
        format!(
            "{} covers this {noun} already",
            outer.span.slice(document.text).replace('"', "`")
        )
    };
    Finding::new(code, inner.span, message)
        .related(outer.span, "listed here")
        .help("remove it: the policy means the same without")
        .fix("Remove it", edit::remove(document, inner.span))
}

/// Pairs of entries of which the first covers the second; of equal ones the later is redundant. Every redundant entry is
/// in one pair.
fn redundant(
    mut entries: Vec<Entry>,
    group: impl Fn(&str) -> &str,
    covers: impl Fn(&str, &str) -> bool,
    budget: &mut Budget,
) -> Vec<(Entry, Entry)> {
    order::sort_by(&mut entries, |a, b| {
        let by_group = group(&a.text).cmp(group(&b.text));
        by_group
            .then(a.text.cmp(&b.text))
            .then(a.index.cmp(&b.index))
    });
    let wild: Vec<&Entry> = entries
        .iter()
        .filter(|entry| is_wild(&entry.text))
        .collect();
    let everywhere: Vec<&Entry> = wild
        .iter()
        .copied()
        .filter(|entry| is_wild(group(&entry.text)))
        .collect();
    let mut found = Vec::new();
    let mut before: Option<&Entry> = None;
    for entry in &entries {
        let mut outer = before.filter(|before| before.text == entry.text);
        // Wildcards of the same group stand together.
        let own = group(&entry.text);
        let start = wild.partition_point(|outer| group(&outer.text) < own);
        let same = wild.get(start..).unwrap_or(&[]).iter();
        let same = same.take_while(|outer| group(&outer.text) == own);
        for one in same.chain(&everywhere) {
            if outer.is_some() || !budget.spend(1) {
                break;
            }
            let head = one.text.split(['*', '?']).next().unwrap_or("");
            if one.text != entry.text
                && entry.text.starts_with(head)
                && budget.allows(&one.text, &entry.text)
                && covers(&one.text, &entry.text)
            {
                outer = Some(one);
            }
        }
        if let Some(outer) = outer {
            found.push((outer.clone(), entry.clone()));
        }
        before = Some(entry);
    }
    found
}
