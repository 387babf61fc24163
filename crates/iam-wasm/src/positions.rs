//! From UTF-8 bytes to UTF-16 code units, everywhere in a report.

use iam_core::diagnostic::{Diagnostic, Fix, Related};
use iam_core::report::{ElementFinding, EntryFinding, Report, Requirement, StatementFinding};
use iam_core::scenario::Scenario;
use iam_core::text::{LineIndex, Span};
use iam_core::what_if::{self, Change, WhatIfs};
use iam_lint::Finding;

/// Turns every span of the report. Each lies in the text of one policy of the scenario.
pub(crate) fn to_utf16(report: &mut Report, scenario: &Scenario) {
    let policies = scenario.policies.iter();
    let indexes: Vec<_> = policies.map(|policy| index(&policy.document)).collect();
    for (policy, index) in report.policies.iter_mut().zip(&indexes) {
        let Some(index) = index else { continue };
        for statement in &mut policy.statements {
            turn(&mut statement.span, index);
        }
        for diagnostic in &mut policy.diagnostics {
            turn_diagnostic(diagnostic, index);
        }
    }
    let of_policy = |policy: u32| indexes.get(policy as usize).and_then(Option::as_ref);
    for request in &mut report.requests {
        let stages = request.stages.iter_mut();
        for statement in stages.flat_map(|stage| &mut stage.statements) {
            if let Some(index) = of_policy(statement.policy) {
                turn_statement(statement, index);
            }
        }
        if let Some(dependency) = &mut request.depends {
            turn_requirement(&mut dependency.allowed_if, &of_policy);
        }
    }
}

/// Turns every span of changes. Each lies in the text of one policy, as the changes before it left the scenario.
pub(crate) fn changes_to_utf16(found: &mut WhatIfs, scenario: &Scenario, request: usize) {
    for what_if in &mut found.changes {
        let mut now = scenario.clone();
        for change in &mut what_if.changes {
            let next = what_if::apply(&now, request, std::slice::from_ref(change));
            if let Change::EditPolicy { policy, edits } = change
                && let Some(policy) = now.policies.get(*policy as usize)
                && let Some(index) = index(&policy.document)
            {
                for edit in edits {
                    turn(&mut edit.span, &index);
                }
            }
            now = next;
        }
    }
}

/// Turns every span of a finding. They lie in one text.
pub(crate) fn turn_finding(finding: &mut Finding, index: &LineIndex) {
    turn(&mut finding.span, index);
    turn_related(&mut finding.related, index);
    turn_fix(finding.fix.as_mut(), index);
}

/// A text's lines, unless all is ASCII, as in most policies: then bytes are code units.
pub(crate) fn index(text: &str) -> Option<LineIndex> {
    (!text.is_ascii()).then(|| LineIndex::new(text))
}

fn turn(span: &mut Span, index: &LineIndex) {
    *span = index.span_to_utf16(*span);
}

pub(crate) fn turn_diagnostic(diagnostic: &mut Diagnostic, index: &LineIndex) {
    turn(&mut diagnostic.span, index);
    turn_related(&mut diagnostic.related, index);
    turn_fix(diagnostic.fix.as_mut(), index);
}

fn turn_related(related: &mut [Related], index: &LineIndex) {
    for place in related {
        turn(&mut place.span, index);
    }
}

fn turn_fix(fix: Option<&mut Fix>, index: &LineIndex) {
    for edit in fix.into_iter().flat_map(|fix| &mut fix.edits) {
        turn(&mut edit.span, index);
    }
}

fn turn_statement(statement: &mut StatementFinding, index: &LineIndex) {
    turn(&mut statement.span, index);
    for element in &mut statement.elements {
        turn_element(element, index);
    }
}

fn turn_element(element: &mut ElementFinding, index: &LineIndex) {
    turn(&mut element.span, index);
    turn(&mut element.focus, index);
    turn_entries(&mut element.entries, index);
    for condition in &mut element.conditions {
        turn(&mut condition.operator_span, index);
        turn(&mut condition.key_span, index);
        turn(&mut condition.span, index);
        turn_entries(&mut condition.values, index);
    }
}

fn turn_entries(entries: &mut [EntryFinding], index: &LineIndex) {
    for entry in entries {
        turn(&mut entry.span, index);
    }
}

fn turn_requirement<'i>(
    requirement: &mut Requirement,
    of_policy: &impl Fn(u32) -> Option<&'i LineIndex>,
) {
    match requirement {
        Requirement::All { of } | Requirement::Any { of } => {
            for inner in of {
                turn_requirement(inner, of_policy);
            }
        }
        Requirement::Test { policy, span, .. } => {
            if let Some(index) = of_policy(*policy) {
                turn(span, index);
            }
        }
    }
}
