//! Principals of resource policies, above all services (R-MPRN-10, R-SVC-4).

use iam_core::json::Value;
use iam_core::policy::{PrincipalEntry, PrincipalValue, Statement};

use crate::code::Code;
use crate::document::{Document, allows};
use crate::finding::{Finding, Report};
use crate::tree::Holder;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for statement in document.statements() {
        let Some(block) = &statement.principal else {
            continue;
        };
        check_empty_lists(document, statement, report);
        for entry in block.entries.iter().filter(|entry| is_service(entry)) {
            check_form(entry, report);
        }
        if !block.negated {
            check_source(statement, &block.entries, report);
            check_keys(statement, &block.entries, report);
        }
    }
}

fn is_service(entry: &PrincipalEntry) -> bool {
    entry.value == PrincipalValue::Service
}

/// `"Principal": { "AWS": [] }`.
fn check_empty_lists(document: &Document<'_>, statement: &Statement, report: &mut Report) {
    let Some(block) = &statement.principal else {
        return;
    };
    let Some(Holder::Object(members, at)) = document.tree.holder(block.span) else {
        return;
    };
    let lists = members.get(at).and_then(|member| member.value.as_object());
    for member in lists.into_iter().flatten() {
        if matches!(&member.value.value, Value::Array(items) if items.is_empty()) {
            report.add(
                Finding::new(
                    Code::EmptyArrayPrincipal,
                    member.value.span,
                    format!("`{}` names nobody", member.key.as_str()),
                )
                .help("list a principal, or remove the list")
                .fix(
                    "Remove the list",
                    crate::edit::remove(document, member.key.span),
                ),
            );
        }
    }
}

fn check_form(entry: &PrincipalEntry, report: &mut Report) {
    let lower = entry.text.to_ascii_lowercase();
    let stem = lower
        .strip_suffix(".amazonaws.com")
        .or_else(|| lower.strip_suffix(".amazonaws.com.cn"))
        // Some services of partitions apart, and those of Amazon outside of AWS.
        .or_else(|| lower.strip_suffix(".c2s.ic.gov"))
        .or_else(|| lower.strip_suffix(".sc2s.sgov.gov"))
        .or_else(|| lower.strip_suffix(".amazon.com"))
        .or_else(|| lower.strip_suffix(".aws.internal"));
    let holds = stem.is_some_and(|stem| {
        !stem.is_empty()
            && stem
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    });
    if holds {
        return;
    }
    let finding = Finding::new(
        Code::InvalidServicePrincipalFormat,
        entry.span,
        format!("`{}` is no service principal", entry.text),
    );
    let plain = !lower.is_empty()
        && lower
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let whole = format!("{lower}.amazonaws.com");
    report.add(if plain {
        finding.help(format!("did you mean `{whole}`?")).fix(
            format!("Write `{whole}`"),
            crate::edit::replace(entry.span, iam_core::json::quote(&whole)),
        )
    } else {
        finding.help("a service principal is `service.amazonaws.com`")
    });
}

/// The keys that say for whom a service acts.
const SOURCE_KEYS: [&str; 4] = [
    "aws:sourcearn",
    "aws:sourceaccount",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
];

/// A service that is let in for anybody's sake can be sent by anybody.
fn check_source(statement: &Statement, entries: &[PrincipalEntry], report: &mut Report) {
    let Some(service) = entries.iter().find(|entry| is_service(entry)) else {
        return;
    };
    let narrowed = statement
        .conditions
        .iter()
        .any(|one| SOURCE_KEYS.contains(&&*one.key_lower) || &*one.key_lower == "aws:sourceowner");
    if !allows(statement) || narrowed {
        return;
    }
    let finding = match &statement.condition_span {
        Some(span) if !statement.conditions.is_empty() => Finding::new(
            Code::RecommendedConditionKeyForServicePrincipal,
            *span,
            format!(
                "`{}` is narrowed, but not to whom it acts for",
                service.text
            ),
        )
        .related(service.span, "the service is let in here"),
        _ => Finding::new(
            Code::RestrictAccessToServicePrincipal,
            service.span,
            format!(
                "`{}` is let in whoever it acts for, also another account",
                service.text
            ),
        ),
    };
    report.add(
        finding
            .help("add a condition on `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID`"),
    );
}

/// Calls of a service carry no keys of a principal of an account.
fn check_keys(statement: &Statement, entries: &[PrincipalEntry], report: &mut Report) {
    let Some(first) = entries.first() else { return };
    if !entries.iter().all(is_service) {
        return;
    }
    for condition in &statement.conditions {
        let of_principal = matches!(
            &*condition.key_lower,
            "aws:principalarn"
                | "aws:principalaccount"
                | "aws:principalorgid"
                | "aws:principalorgpaths"
                | "aws:principaltype"
                | "aws:username"
                | "aws:userid"
        ) || condition.key_lower.starts_with("aws:principaltag/");
        let needs = !condition.operator.base.negated && !condition.operator.if_exists;
        if of_principal && needs {
            report.add(
                Finding::new(
                    Code::UnsupportedConditionKeyForServicePrincipal,
                    condition.key_span,
                    format!("calls of `{}` do not carry `{}`", first.text, condition.key),
                )
                .help("use `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID`"),
            );
        }
    }
}
