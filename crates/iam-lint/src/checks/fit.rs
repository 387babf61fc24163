//! Whether an operator fits its key: by the type of the values, and by how many there may be (R-OP-3, R-COND-10).

use iam_catalog::ValueKind;
use iam_core::policy::operator::{Comparison, Qualifier};
use iam_core::policy::{Condition, Operand, Operator, Statement};

use super::presence::rename_operator;
use crate::code::Code;
use crate::document::{Document, allows};
use crate::edit;
use crate::finding::{Finding, Report};
use crate::keys::{self, Key};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for (statement, condition) in document.conditions() {
        if report.is_full() {
            return;
        }
        let Some(key) = keys::find(document, &condition.key, report) else {
            continue;
        };
        if condition.operator.base.comparison == Comparison::Null {
            continue;
        }
        check_qualifier(document, statement, condition, &key, report);
        check_type(document, condition, &key, report);
    }
}

fn check_qualifier(
    document: &Document<'_>,
    statement: &Statement,
    condition: &Condition,
    key: &Key<'_>,
    report: &mut Report,
) {
    let operator = condition.operator;
    match operator.qualifier {
        Qualifier::One if key.several => {
            // A request with a tag that is not listed must not slip through.
            let all = allows(statement) && key.name == "aws:TagKeys";
            let qualifier = if all {
                Qualifier::ForAllValues
            } else {
                Qualifier::ForAnyValue
            };
            let better = Operator {
                qualifier,
                ..operator
            }
            .spelling();
            report.add(
                Finding::new(
                    Code::MissingQualifier,
                    condition.operator_span,
                    format!(
                        "`{}` may have several values, and `{}` compares one",
                        condition.key, condition.operator_text
                    ),
                )
                .related(condition.key_span, "this key")
                .help("begin the operator with `ForAnyValue:` or `ForAllValues:`")
                .fix(
                    format!("Write `{better}`"),
                    alone(document, condition, &better),
                ),
            );
        }
        Qualifier::ForAllValues if !key.several && allows(statement) => {
            let global = document.catalog.global_key(&condition.key);
            let always_sent = global.is_some_and(|key| !key.needs_support());
            let better = Operator {
                qualifier: Qualifier::One,
                ..operator
            }
            .spelling();
            report.add(
                Finding::new(
                    Code::ForallvaluesWithSingleValuedKey,
                    condition.operator_span,
                    format!(
                        "`ForAllValues` holds when `{}` is missing, so this allows without it",
                        condition.key
                    ),
                )
                .related(condition.key_span, "this key has one value")
                .help("remove `ForAllValues:`")
                .fix(
                    format!("Write `{better}`"),
                    // Without it, the condition fails for actions that do not send the key.
                    always_sent
                        .then(|| alone(document, condition, &better))
                        .flatten(),
                ),
            );
        }
        Qualifier::One | Qualifier::ForAllValues | Qualifier::ForAnyValue => {}
    }
}

/// Another operator, if no other key stands under this one.
fn alone(
    document: &Document<'_>,
    condition: &Condition,
    name: &str,
) -> Option<Vec<iam_core::diagnostic::Edit>> {
    if edit::remove(document, condition.key_span).is_some() {
        return None;
    }
    rename_operator(document, condition, name)
}

fn check_type(document: &Document<'_>, condition: &Condition, key: &Key<'_>, report: &mut Report) {
    let operator = condition.operator;
    let comparison = operator.base.comparison;
    if comparison == Comparison::StringLike && key.kind == ValueKind::Arn {
        let arns = condition
            .values
            .iter()
            .all(|value| value.text.splitn(6, ':').count() == 6 && value.text.starts_with("arn:"));
        let better = operator
            .spelling()
            .replace("StringNotLike", "ArnNotLike")
            .replace("StringLike", "ArnLike");
        let edits = arns.then(|| alone(document, condition, &better)).flatten();
        report.add(
            Finding::new(
                Code::StringLikeOperatorWithArnConditionKeys,
                condition.operator_span,
                format!("`{}` compares the ARN in `{}` as a plain text, in which `*` also matches colons", condition.operator_text, condition.key),
            )
            .help(format!("use `{better}`, which compares it part by part"))
            .fix(format!("Write `{better}`"), edits),
        );
    }
    if fits(comparison, key) {
        return;
    }
    // What cannot be read as the operator wants it is a finding of its own.
    let unreadable = condition.values.iter().any(|value| {
        matches!(
            value.operand,
            Operand::Number(false) | Operand::Date(None) | Operand::Bool(None) | Operand::Ip(None)
        )
    });
    if !unreadable {
        report.add(
            Finding::new(
                Code::TypeMismatch,
                condition.operator_span,
                format!(
                    "`{}` holds {}, which `{}` does not compare",
                    condition.key,
                    keys::noun(key.kind),
                    condition.operator_text
                ),
            )
            .related(condition.key_span, "this key")
            .help(format!("use {}", operators(key.kind))),
        );
    }
}

fn fits(comparison: Comparison, key: &Key<'_>) -> bool {
    let text = matches!(
        comparison,
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike
    );
    [Some(key.kind), key.also]
        .into_iter()
        .flatten()
        .any(|kind| match kind {
            ValueKind::String => text,
            ValueKind::Arn => text || comparison == Comparison::Arn,
            ValueKind::Bool => comparison == Comparison::Bool,
            ValueKind::Numeric => matches!(comparison, Comparison::Numeric(_)),
            ValueKind::Date => matches!(comparison, Comparison::Date(_)),
            ValueKind::IpAddress => comparison == Comparison::Ip,
            ValueKind::Binary => comparison == Comparison::Binary,
        })
}

fn operators(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::String => "`StringEquals`, `StringLike` or their kin",
        ValueKind::Arn => "`ArnEquals`, `ArnLike` or their kin",
        ValueKind::Bool => "`Bool`",
        ValueKind::Numeric => "`NumericEquals` or its kin",
        ValueKind::Date => "`DateGreaterThan` or its kin",
        ValueKind::IpAddress => "`IpAddress` or `NotIpAddress`",
        ValueKind::Binary => "`BinaryEquals`",
    }
}
