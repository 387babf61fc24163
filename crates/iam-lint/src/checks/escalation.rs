//! Ways by which the holder of a policy gets more permissions than it gives.
//!
//! A way is a set of actions that the policy allows on unlimited resources, without a condition.

use iam_core::policy::{ResourceForm, Statement};
use iam_core::report::Effect;
use iam_core::scenario::PolicyType;
use iam_core::text::Span;

use crate::code::Code;
use crate::document::{Coverage, Document, allows, coverage};
use crate::finding::{Finding, Report};

mod ways;

use ways::{WAYS, Way};

/// A way that a policy opens, and where it allows each of its actions.
struct Open {
    way: &'static Way,
    places: Vec<Coverage>,
}

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    if document.policy.subject.kind != PolicyType::Identity {
        return;
    }
    // One that allows everything has nothing to gain.
    let statements = document.statements();
    if statements.iter().any(is_administrator) {
        return;
    }
    let unlimited: Vec<&Statement> = statements.iter().filter(|one| unlimited(one)).collect();
    let open = open_ways(&unlimited);
    for (at, one) in open.iter().enumerate() {
        let Some(first) = one.places.first() else {
            continue;
        };
        // A wildcard that opens many ways is one finding.
        let same = |other: &Open| other.places.first() == Some(first);
        let named = matches!(first, Coverage::Named(_));
        if !named && open.iter().take(at).any(same) {
            continue;
        }
        let more = open
            .iter()
            .skip(at + 1)
            .filter(|other| !named && same(other))
            .count();
        report.add(finding(one, first.span(), more));
    }
}

fn finding(open: &Open, span: Span, more: usize) -> Finding {
    let others = match more {
        0 => String::new(),
        1 => "; and there is one more way".to_owned(),
        more => format!("; and there are {more} more ways"),
    };
    let actions = open.way.actions;
    let mut finding = Finding::new(
        Code::XPrivilegeEscalation,
        span,
        format!(
            "with `{}`, {}{others}",
            actions.join("` and `"),
            open.way.comes_to
        ),
    )
    .help("name the resources, add a condition, or set a permissions boundary");
    for (place, action) in open.places.iter().zip(actions).skip(1) {
        if place.span() != span {
            finding = finding.related(place.span(), format!("this allows `{action}`"));
        }
    }
    finding
}

/// The ways that statements without limits open; not those that need more than one that is open already.
fn open_ways(statements: &[&Statement]) -> Vec<Open> {
    let mut open: Vec<Open> = Vec::new();
    for way in WAYS {
        let places: Option<Vec<Coverage>> = way
            .actions
            .iter()
            .map(|action| allowed(statements, action))
            .collect();
        let told = open.iter().any(|other| {
            other
                .way
                .actions
                .iter()
                .all(|action| way.actions.contains(action))
        });
        if let Some(places) = places.filter(|_| !told) {
            open.push(Open { way, places });
        }
    }
    open
}

fn is_administrator(statement: &Statement) -> bool {
    statement.effect == Effect::Allow
        && !statement.action.negated
        && statement.action.entries.iter().any(|one| &*one.text == "*")
        && unlimited(statement)
}

fn unlimited(statement: &Statement) -> bool {
    statement.conditions.is_empty()
        && statement.resource.as_ref().is_some_and(|block| {
            !block.negated
                && block.entries.iter().any(|one| {
                    matches!(one.pattern, ResourceForm::Any)
                        || one.text.splitn(6, ':').nth(5).is_some_and(|resource| {
                            resource == "*"
                                || resource.ends_with("/*") && resource.matches('/').count() == 1
                        })
                })
        })
}

/// How one of the statements allows an action, if none denies it.
fn allowed(statements: &[&Statement], action: &str) -> Option<Coverage> {
    let lower = action.to_ascii_lowercase();
    let (service, name) = lower.split_once(':')?;
    let denied = statements
        .iter()
        .any(|one| !allows(one) && coverage(one, service, name).is_some());
    if denied {
        return None;
    }
    statements
        .iter()
        .filter(|one| allows(one))
        .find_map(|one| coverage(one, service, name))
}
