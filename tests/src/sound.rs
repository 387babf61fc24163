//! Whether the places and indexes of a report lie where they should.

use std::ops::Range;

use iam_core::diagnostic::Diagnostic;
use iam_core::report::{
    ConditionFinding, ElementFinding, EntryFinding, Report, RequestReport, Requirement, Stage,
};
use iam_core::scenario::Scenario;
use iam_core::text::Span;

/// A span lies within another, in its text, and between characters.
fn within(span: Span, outer: Range<usize>, text: &str) {
    let range = span.range();
    assert!(
        text.get(range.clone()).is_some() && outer.start <= range.start && range.end <= outer.end,
        "{range:?} is not within {outer:?} of {text:?}"
    );
}

/// Checks every place and index of a report on a scenario; panics with what lies where it should not.
pub fn check_report(report: &Report, scenario: &Scenario) {
    assert_eq!(report.policies.len(), scenario.policies.len());
    assert_eq!(report.requests.len(), scenario.requests.len());
    for (policy, source) in report.policies.iter().zip(&scenario.policies) {
        let text = &source.document;
        assert_eq!(policy.kind, source.kind);
        assert!(!policy.name.is_empty());
        for statement in &policy.statements {
            within(statement.span, 0..text.len(), text);
        }
        for diagnostic in &policy.diagnostics {
            check_diagnostic(diagnostic, text);
        }
    }
    for request in &report.requests {
        check_request(request, report, scenario);
    }
}

fn check_diagnostic(diagnostic: &Diagnostic, text: &str) {
    within(diagnostic.span, 0..text.len(), text);
    for related in &diagnostic.related {
        within(related.span, 0..text.len(), text);
    }
    let mut end = 0;
    for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
        within(edit.span, end..text.len(), text);
        end = edit.span.range().end;
    }
    assert!(!diagnostic.message.is_empty());
}

fn check_request(request: &RequestReport, report: &Report, scenario: &Scenario) {
    for stage in &request.stages {
        check_stage(stage, report, scenario);
    }
    for deciding in &request.deciding {
        let stage = request.stages.get(deciding.stage as usize);
        let finding = stage.and_then(|stage| stage.statements.get(deciding.statement as usize));
        assert!(finding.is_some(), "{deciding:?} points nowhere");
    }
    if let Some(dependency) = &request.depends {
        check_requirement(&dependency.allowed_if, report, scenario);
    }
}

fn check_requirement(requirement: &Requirement, report: &Report, scenario: &Scenario) {
    match requirement {
        Requirement::All { of } | Requirement::Any { of } => {
            assert!(of.len() > 1);
            for part in of {
                check_requirement(part, report, scenario);
            }
        }
        Requirement::Test {
            policy,
            statement,
            span,
            ..
        } => {
            let text = &scenario.policies[*policy as usize].document;
            let outer = report.policies[*policy as usize].statements[*statement as usize].span;
            within(*span, outer.range(), text);
        }
    }
}

fn check_stage(stage: &Stage, report: &Report, scenario: &Scenario) {
    let count = scenario.policies.len();
    let levels = stage.levels.iter().flat_map(|level| &level.policies);
    for policy in stage.policies.iter().chain(levels) {
        assert!((*policy as usize) < count);
    }
    for found in &stage.statements {
        let policy = &report.policies[found.policy as usize];
        let text = &scenario.policies[found.policy as usize].document;
        let outline = policy.statements.get(found.statement as usize);
        assert_eq!(outline.map(|outline| outline.span), Some(found.span));
        assert_eq!(
            outline.and_then(|outline| outline.effect),
            Some(found.effect)
        );
        assert!(
            found
                .level
                .is_none_or(|level| (level as usize) < stage.levels.len())
        );
        let failed = found
            .elements
            .iter()
            .filter(|element| element.answer == iam_core::report::Answer::No);
        assert_eq!(failed.count(), found.failed_count as usize);
        for element in &found.elements {
            check_element(element, found.span.range(), text);
        }
    }
}

fn check_element(element: &ElementFinding, statement: Range<usize>, text: &str) {
    within(element.span, statement, text);
    within(element.focus, element.span.range(), text);
    for entry in &element.entries {
        check_entry(entry, element.span.range(), text);
    }
    for condition in &element.conditions {
        check_condition(condition, element.span.range(), text);
    }
}

fn check_condition(found: &ConditionFinding, element: Range<usize>, text: &str) {
    within(found.operator_span, element.clone(), text);
    within(found.span, element, text);
    within(found.key_span, found.span.range(), text);
    for value in &found.values {
        check_entry(value, found.span.range(), text);
    }
    for (span, decoded) in [
        (found.operator_span, &found.operator),
        (found.key_span, &found.key),
    ] {
        let written = span.slice(text);
        assert!(written.contains('\\') || written.trim_matches('"') == decoded);
    }
}

fn check_entry(entry: &EntryFinding, outer: Range<usize>, text: &str) {
    within(entry.span, outer, text);
}
