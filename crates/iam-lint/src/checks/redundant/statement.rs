//! Statements that another one covers.

use iam_core::policy::{Condition, PrincipalEntry, PrincipalValue, Statement};
use iam_core::text::Span;

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::pattern::{Budget, covers_arn, covers_ignoring_case};

/// The most statements that are compared with each other.
const MOST: usize = 500;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let statements = Compared::all(document);
    if statements.len() > MOST {
        return;
    }
    let mut compare = Compare::new();
    for (at, inner) in statements.iter().enumerate() {
        let outer = statements.iter().enumerate().find(|(other, outer)| {
            *other != at
                && outer.statement.effect == inner.statement.effect
                && compare.covers(outer, inner)
                // Of two that say the same, the later one is redundant.
                && (*other < at || !compare.covers(inner, outer))
        });
        let Some((_, outer)) = outer else { continue };
        let (code, message) = if compare.covers(inner, outer) {
            (Code::RedundantStatement, "another statement says the same")
        } else {
            (
                Code::XStatementCovered,
                "another statement covers all that this one does",
            )
        };
        let edits = edit::remove(document, inner.statement.span);
        report.add(
            Finding::new(code, head(inner.statement), message)
                .related(head(outer.statement), "this one")
                .help("remove it: the policy means the same without")
                .fix("Remove the statement", edits),
        );
    }
}

/// A statement with its lists as texts.
pub(in crate::checks) struct Compared<'a> {
    pub(in crate::checks) statement: &'a Statement,
    actions: Vec<&'a str>,
    resources: Vec<&'a str>,
}

impl<'a> Compared<'a> {
    pub(in crate::checks) fn all(document: &Document<'a>) -> Vec<Self> {
        let each = |statement: &'a Statement| {
            let resources = statement.resource.iter().flat_map(|block| &block.entries);
            Self {
                statement,
                actions: statement
                    .action
                    .entries
                    .iter()
                    .map(|entry| &*entry.text)
                    .collect(),
                resources: resources.map(|entry| &*entry.text).collect(),
            }
        };
        document.statements().iter().map(each).collect()
    }
}

/// Where a statement as a whole is marked: at its brace.
pub(in crate::checks) fn head(statement: &Statement) -> Span {
    Span {
        start: statement.span.start,
        end: statement.span.start + 1,
    }
}

/// Compares statements, as long as it may.
pub(in crate::checks) struct Compare {
    budget: Budget,
}

impl Compare {
    pub(in crate::checks) fn new() -> Self {
        Self {
            budget: Budget::new(),
        }
    }

    /// Whether one statement applies whenever another does, whatever their effects. What is quick to tell comes first.
    pub(in crate::checks) fn covers(&mut self, a: &Compared<'_>, b: &Compared<'_>) -> bool {
        let (outer, inner) = (a.statement, b.statement);
        self.budget.spend(1)
            && outer.conditions.len() <= inner.conditions.len()
            && covers_principals(outer, inner)
            && outer
                .conditions
                .iter()
                .all(|needed| inner.conditions.iter().any(|given| same(needed, given)))
            && self.covers_resources(a, b)
            && self.lists(
                (outer.action.negated, &a.actions),
                (inner.action.negated, &b.actions),
                covers_action,
            )
    }

    fn covers_resources(&mut self, a: &Compared<'_>, b: &Compared<'_>) -> bool {
        let (Some(outer), Some(inner)) = (&a.statement.resource, &b.statement.resource) else {
            return a.statement.resource.is_none() && b.statement.resource.is_none();
        };
        self.lists(
            (outer.negated, &a.resources),
            (inner.negated, &b.resources),
            covers_arn,
        )
    }

    /// Whether one list, or what a `Not…` element leaves, covers another.
    fn lists(
        &mut self,
        outer: (bool, &[&str]),
        inner: (bool, &[&str]),
        covers: fn(&str, &str) -> bool,
    ) -> bool {
        let mut all = |wide: &[&str], narrow: &[&str]| {
            narrow.iter().all(|entry| {
                !self.budget.is_spent()
                    && wide
                        .iter()
                        .any(|one| self.budget.allows(one, entry) && covers(one, entry))
            })
        };
        match (outer.0, inner.0) {
            (false, false) => all(outer.1, inner.1),
            (true, true) => all(inner.1, outer.1),
            (false, true) => outer.1.contains(&"*"),
            (true, false) => false,
        }
    }
}

fn covers_action(outer: &str, inner: &str) -> bool {
    let prefix = |text: &str| text.split(':').next().unwrap_or("").len();
    let (own, other) = (outer.get(..prefix(outer)), inner.get(..prefix(inner)));
    let same_service = own
        .zip(other)
        .is_some_and(|(own, other)| own.eq_ignore_ascii_case(other));
    outer == "*" || same_service && covers_ignoring_case(outer, inner)
}

fn covers_principals(outer: &Statement, inner: &Statement) -> bool {
    let (Some(a), Some(b)) = (&outer.principal, &inner.principal) else {
        return outer.principal.is_none() && inner.principal.is_none();
    };
    let same = |one: &PrincipalEntry, other: &PrincipalEntry| {
        one.value == other.value && (one.text == other.text || one.value == PrincipalValue::Any)
    };
    if a.negated || b.negated {
        let pairs = a.entries.iter().zip(&b.entries);
        return a.negated == b.negated
            && a.entries.len() == b.entries.len()
            && pairs.into_iter().all(|(one, other)| same(one, other));
    }
    // What a grant to an account and one to everybody mean differs by the account of the caller, so only equal ones count.
    b.entries
        .iter()
        .all(|entry| a.entries.iter().any(|one| same(one, entry)))
}

/// Whether two conditions ask the same. The order of values has no meaning.
pub(in crate::checks) fn same(a: &Condition, b: &Condition) -> bool {
    a.key_lower == b.key_lower
        && a.operator == b.operator
        && a.values.len() == b.values.len()
        && a.values
            .iter()
            .all(|value| b.values.iter().any(|other| other.text == value.text))
}
