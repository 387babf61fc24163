//! Conditions that only ask whether a key is there, and `Null` with a qualifier (R-COND-9, R-OP-1).

use iam_core::policy::operator::{Comparison, Qualifier};
use iam_core::policy::{Condition, Operator};

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for (_, condition) in document.conditions() {
        if report.is_full() {
            return;
        }
        match condition.operator.base.comparison {
            Comparison::Null if condition.operator.qualifier != Qualifier::One => {
                check_qualified_null(document, condition, report);
            }
            Comparison::StringLike if condition.values.iter().any(|value| &*value.text == "*") => {
                check_star(document, condition, report);
            }
            Comparison::StringEquals
            | Comparison::StringEqualsIgnoreCase
            | Comparison::StringLike
            | Comparison::Numeric(_)
            | Comparison::Date(_)
            | Comparison::Bool
            | Comparison::Binary
            | Comparison::Ip
            | Comparison::Arn
            | Comparison::Null => {}
        }
    }
}

fn check_qualified_null(document: &Document<'_>, condition: &Condition, report: &mut Report) {
    let always = if condition.operator.qualifier == Qualifier::ForAllValues {
        "always holds"
    } else {
        "never holds"
    };
    report.add(
        Finding::new(
            Code::NullWithQualifier,
            condition.operator_span,
            format!(
                "`{}` {always}, whatever the request carries",
                condition.operator_text
            ),
        )
        .help("`Null` takes no set qualifier")
        .fix("Write `Null`", rename_operator(document, condition, "Null")),
    );
}

/// What a pattern that matches every value comes to.
enum Meaning {
    IsThere,
    IsMissing,
    Always,
    Never,
}

fn meaning(operator: Operator) -> Meaning {
    match (
        operator.base.negated,
        operator.qualifier,
        operator.if_exists,
    ) {
        (false, Qualifier::ForAllValues, _) | (false, _, true) => Meaning::Always,
        (false, _, false) => Meaning::IsThere,
        (true, Qualifier::ForAnyValue, false) => Meaning::Never,
        (true, _, _) => Meaning::IsMissing,
    }
}

fn check_star(document: &Document<'_>, condition: &Condition, report: &mut Report) {
    let key = &condition.key;
    let (operator, span) = (&condition.operator_text, condition.span);
    let by_null = |code, what: &str, value: &str| {
        Finding::new(
            code,
            span,
            format!("`{operator}` with `*` only asks whether `{key}` is {what}"),
        )
        .help(format!("`\"Null\": {{ \"{key}\": \"{value}\" }}` says so"))
        .fix("Write it with `Null`", as_null(document, condition, value))
    };
    report.add(match meaning(condition.operator) {
        Meaning::IsThere => by_null(Code::EquivalentToNullFalse, "there", "false"),
        Meaning::IsMissing => by_null(Code::EquivalentToNullTrue, "missing", "true"),
        Meaning::Always => Finding::new(
            Code::RedundantKeyDueToWildcardInCondition,
            span,
            format!("`{operator}` with `*` holds whatever `{key}` is, and also when it is missing"),
        )
        .help("remove the key, or test what is meant")
        .fix("Remove the key", remove_key(document, condition)),
        Meaning::Never => Finding::new(
            Code::RedundantStatementDueToWildcardInCondition,
            span,
            format!("`{operator}` with `*` never holds, so the statement never applies"),
        )
        .help("remove the statement, or test what is meant"),
    });
}

/// Takes a key out of the condition, with its operator if it is the only one there.
pub(super) fn remove_key(
    document: &Document<'_>,
    condition: &Condition,
) -> Option<Vec<iam_core::diagnostic::Edit>> {
    edit::remove(document, condition.key_span)
        .or_else(|| edit::remove(document, condition.operator_span))
        .or_else(|| {
            let way = document.tree.way(condition.operator_span);
            let name = way.iter().rev().nth(1).and_then(|holder| match holder {
                crate::tree::Holder::Object(members, at) => members.get(*at),
                crate::tree::Holder::Array(..) => None,
            })?;
            edit::remove(document, name.key.span)
        })
}

/// Rewrites an operator that has this one key as `Null`.
fn as_null(
    document: &Document<'_>,
    condition: &Condition,
    value: &str,
) -> Option<Vec<iam_core::diagnostic::Edit>> {
    let mut edits = rename_operator(document, condition, "Null")?;
    // Another key under the same operator would become part of the `Null` too.
    if edit::remove(document, condition.key_span).is_some() {
        return None;
    }
    let key_end = condition.key_span.end;
    let values = iam_core::text::Span {
        start: key_end,
        end: condition.span.end,
    };
    edits.extend(edit::replace(values, format!(": \"{value}\"")));
    Some(edits)
}

/// Writes another operator in the place of one; `None` if the condition has that one already.
pub(super) fn rename_operator(
    document: &Document<'_>,
    condition: &Condition,
    name: &str,
) -> Option<Vec<iam_core::diagnostic::Edit>> {
    edit::rename(document, condition.operator_span, name)
}
