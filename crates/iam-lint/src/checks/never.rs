//! Statements and conditions that no request, or every request, meets.

use iam_core::policy::operator::{Comparison, Qualifier};
use iam_core::policy::{
    ActionPattern, Condition, Operand, PrincipalValue, ResourceForm, Statement,
};

mod conflict;

use super::redundant::statement::{Compare, Compared, head};
use crate::code::Code;
use crate::document::{Document, allows};
use crate::edit;
use crate::finding::{Finding, Report};

/// The most conditions of a statement that are compared.
const MOST_CONDITIONS: usize = 200;

/// The most pairs of statements that are compared.
const MOST: usize = 250_000;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for statement in document.statements() {
        check_elements(statement, report);
        check_conditions(statement, report);
    }
    check_denied(document, report);
}

/// An element that matches nothing.
fn check_elements(statement: &Statement, report: &mut Report) {
    let action = &statement.action;
    let resource = statement.resource.as_ref();
    let principal = statement.principal.as_ref();
    let any_action = action
        .entries
        .iter()
        .any(|one| matches!(one.pattern, ActionPattern::Any));
    let any_resource = resource.is_some_and(|block| {
        block.negated
            && block
                .entries
                .iter()
                .any(|one| matches!(one.pattern, ResourceForm::Any))
    });
    let any_principal = principal.is_some_and(|block| {
        block.negated
            && block
                .entries
                .iter()
                .any(|one| one.value == PrincipalValue::Any)
    });
    let found = if action.negated && any_action {
        Some((action.span, "`NotAction` leaves out every action"))
    } else if any_resource {
        resource.map(|block| (block.span, "`NotResource` leaves out every resource"))
    } else if any_principal {
        principal.map(|block| (block.span, "`NotPrincipal` leaves out everybody"))
    } else {
        None
    };
    if let Some((span, what)) = found {
        report.add(
            Finding::new(
                Code::XStatementNeverApplies,
                span,
                format!("{what}, so the statement applies to no request"),
            )
            .help("remove the statement, or say what is meant"),
        );
    }
}

fn check_conditions(statement: &Statement, report: &mut Report) {
    for (at, condition) in statement
        .conditions
        .iter()
        .enumerate()
        .take(MOST_CONDITIONS)
    {
        if conflict::reads_no_arn(condition) {
            report.add(
                Finding::new(
                    Code::XConditionNeverHolds,
                    condition.span,
                    format!(
                        "`{}` needs ARNs, and no value here is one, so it never holds",
                        condition.operator_text
                    ),
                )
                .help("an ARN has six parts; for any ARN write `arn:*:*:*:*:*`"),
            );
        }
        if let Some(sentence) = always(condition) {
            report.add(
                Finding::new(Code::XConditionAlwaysHolds, condition.span, sentence)
                    .help("remove it, or test what is meant"),
            );
        }
        let earlier = statement.conditions.iter().take(at);
        for other in earlier.filter(|other| other.key_lower == condition.key_lower) {
            if conflict::excludes(other, condition) || conflict::excludes(condition, other) {
                report.add(
                    Finding::new(
                        Code::XConditionNeverHolds,
                        condition.span,
                        format!("no value of `{}` meets both conditions, so the statement applies to no request", condition.key),
                    )
                    .related(other.span, "the other condition")
                    .help("list alternatives under one operator; all operators have to hold"),
                );
                break;
            }
        }
    }
}

/// A condition that holds whatever the request carries.
fn always(condition: &Condition) -> Option<String> {
    let operator = condition.operator;
    if operator.qualifier != Qualifier::One {
        return None;
    }
    let has = |wanted: bool| {
        condition
            .values
            .iter()
            .any(|value| matches!(value.operand, Operand::Bool(Some(own)) if own == wanted))
    };
    let both = has(true) && has(false);
    match operator.base.comparison {
        Comparison::Null if both => Some(format!(
            "`{}` is always either there or missing",
            condition.key
        )),
        Comparison::Bool if both && operator.if_exists => Some(format!(
            "`{}` is true, false or missing, and each holds",
            condition.key
        )),
        Comparison::Ip if !operator.base.negated && operator.if_exists && everywhere(condition) => {
            Some(format!(
                "every address lies in these ranges, and a missing `{}` holds too",
                condition.key
            ))
        }
        Comparison::Ip
        | Comparison::Null
        | Comparison::Bool
        | Comparison::StringEquals
        | Comparison::StringEqualsIgnoreCase
        | Comparison::StringLike
        | Comparison::Numeric(_)
        | Comparison::Date(_)
        | Comparison::Binary
        | Comparison::Arn => None,
    }
}

/// Whether the ranges hold all addresses of both families.
fn everywhere(condition: &Condition) -> bool {
    let all = |wide: bool| {
        condition.values.iter().any(|value| {
            matches!(value.operand, Operand::Ip(Some(range)) if range.prefix() == 0 && range.address().is_ipv6() == wide)
        })
    };
    all(true) && all(false)
}

/// An `Allow` that a `Deny` of the same policy covers.
fn check_denied(document: &Document<'_>, report: &mut Report) {
    let statements = Compared::all(document);
    if statements.len().saturating_mul(statements.len()) > MOST {
        return;
    }
    let mut compare = Compare::new();
    for allow in statements.iter().filter(|one| allows(one.statement)) {
        let deny = statements
            .iter()
            .find(|other| !allows(other.statement) && compare.covers(other, allow));
        let Some(deny) = deny else { continue };
        report.add(
            Finding::new(
                Code::XAllowIsDenied,
                head(allow.statement),
                "another statement of this policy denies all that this one allows",
            )
            .related(head(deny.statement), "the statement that denies it")
            .help("a deny always wins; remove one of the two")
            .fix(
                "Remove the statement",
                edit::remove(document, allow.statement.span),
            ),
        );
    }
}
