//! What a resource policy says about other resources than the one that carries it (R-TYP-8).

use iam_catalog::{ActionLookup, PolicyArn};
use iam_core::policy::{ActionEntry, ActionPattern};
use iam_core::text::Span;

use crate::code::{Code, Types};
use crate::document::Document;
use crate::finding::{Finding, Report};
use crate::pattern;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    if document.on != Types::RESOURCE || document.attached_to.is_empty() {
        return;
    }
    for entry in document.resources() {
        if report.is_full() {
            return;
        }
        check_resource(document, &entry.text, entry.span, report);
    }
    for (statement, entry) in document.actions() {
        if !statement.action.negated {
            check_action(document, entry, report);
        }
    }
}

/// What carries the policy, and what belongs to it: objects, versions and the like.
fn reach(carrier: &str) -> [String; 3] {
    [
        carrier.to_owned(),
        format!("{carrier}/*"),
        format!("{carrier}:*"),
    ]
}

fn shown(document: &Document<'_>) -> String {
    format!(
        "the policy is attached to `{}`",
        document.attached_to.join("`, `")
    )
}

fn check_resource(document: &Document<'_>, text: &str, span: Span, report: &mut Report) {
    let belongs = |carrier: &String| {
        reach(carrier)
            .iter()
            .any(|arn| !pattern::disjoint(text, arn))
    };
    if text != "*" && !text.contains("${") && !document.attached_to.iter().any(belongs) {
        report.add(
            Finding::new(
                Code::UnsupportedResourceArnInPolicy,
                span,
                format!("`{text}` is not the resource that carries the policy"),
            )
            .help(shown(document)),
        );
    }
}

fn check_action(document: &Document<'_>, entry: &ActionEntry, report: &mut Report) {
    let Some(carrier) = document.carrier_service() else {
        return;
    };
    let ActionPattern::Name { service, .. } = &entry.pattern else {
        return;
    };
    let owners = document.catalog.services_of_arn(carrier);
    let foreign = !owners.is_empty() && !owners.contains(&&**service);
    if foreign || works_elsewhere(document, entry) {
        report.add(
            Finding::new(
                Code::UnsupportedActionInPolicy,
                entry.span,
                format!(
                    "`{}` does not work on the resource that carries the policy",
                    entry.text
                ),
            )
            .help(shown(document)),
        );
    }
}

/// Whether an action is known to take no resource that the carrier is or holds.
fn works_elsewhere(document: &Document<'_>, entry: &ActionEntry) -> bool {
    let ActionLookup::Known(action) = document.catalog.action(&entry.text) else {
        return false;
    };
    let arns: Vec<PolicyArn> = document
        .attached_to
        .iter()
        .flat_map(|carrier| reach(carrier))
        .map(|arn| PolicyArn::parse(&arn))
        .collect();
    !action
        .resources()
        .flat_map(|(_, resource)| &resource.arns)
        .any(|form| arns.iter().any(|arn| form.may_match(arn)))
}
