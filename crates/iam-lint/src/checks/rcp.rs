//! Resource control policies that hit more than they mean to (R-RCP-3).

use iam_core::policy::operator::Comparison;
use iam_core::policy::{Condition, Statement};

use crate::code::{Code, Types};
use crate::document::{Document, allows};
use crate::finding::{Finding, Report};

const PRINCIPAL_KEYS: [&str; 4] = [
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalaccount",
    "aws:principalarn",
];

const SOURCE_KEYS: [&str; 4] = [
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceaccount",
    "aws:sourcearn",
];

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    if document.on != Types::RCP {
        return;
    }
    for statement in document.statements().iter().filter(|one| !allows(one)) {
        let conditions = &statement.conditions;
        let tested = |keys: [&str; 4]| {
            conditions.iter().find(|one| {
                keys.contains(&&*one.key_lower)
                    && one.operator.base.negated
                    && one.operator.base.comparison != Comparison::Null
            })
        };
        if let Some(condition) = tested(PRINCIPAL_KEYS)
            && !asks_for_service(statement, "false")
        {
            report.add(
                finding(
                    Code::RcpMissingRelatedPrincipalConditionKey,
                    condition,
                    "this also denies AWS services that act for you",
                )
                .help("add `\"BoolIfExists\": { \"aws:PrincipalIsAWSService\": \"false\" }`"),
            );
        }
        if let Some(condition) = tested(SOURCE_KEYS) {
            if !asks_for_service(statement, "true") {
                report.add(
                    finding(
                        Code::RcpMissingRelatedServicePrincipalConditionKey,
                        condition,
                        "this also denies your own principals, whose calls do not carry the key",
                    )
                    .help("add `\"Bool\": { \"aws:PrincipalIsAWSService\": \"true\" }`"),
                );
            }
            if !asks_for_source(statement) {
                report.add(
                    finding(
                        Code::RcpMissingServiceConditionKeyNullCheck,
                        condition,
                        "this also denies calls of services that do not carry the key",
                    )
                    .help("add `\"Null\": { \"aws:SourceAccount\": \"false\" }`"),
                );
            }
        }
    }
}

fn finding(code: Code, condition: &Condition, what: &str) -> Finding {
    Finding::new(code, condition.key_span, what)
}

/// A condition on whether the caller is a service, with this value.
fn asks_for_service(statement: &Statement, wanted: &str) -> bool {
    statement.conditions.iter().any(|one| {
        &*one.key_lower == "aws:principalisawsservice"
            && one.operator.base.comparison == Comparison::Bool
            && one
                .values
                .iter()
                .any(|value| value.text.eq_ignore_ascii_case(wanted))
    })
}

/// `Null` with `false` on a key of the call's source.
fn asks_for_source(statement: &Statement) -> bool {
    statement.conditions.iter().any(|one| {
        matches!(&*one.key_lower, "aws:sourceaccount" | "aws:sourcearn")
            && one.operator.base.comparison == Comparison::Null
            && one.values.iter().any(|value| &*value.text == "false")
    })
}
