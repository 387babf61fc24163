//! Values of conditions: their JSON types, their forms, and wildcards that are none.

use std::cmp::Ordering;
use std::mem::discriminant;

use iam_core::number::Decimal;
use iam_core::policy::operator::{Comparison, Order};
use iam_core::policy::{Condition, ConditionValue, Operand};

use super::presence::rename_operator;
use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};

pub(super) mod form;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for (_, condition) in document.conditions() {
        if report.is_full() {
            return;
        }
        check_types(document, condition, report);
        form::check(condition, report);
        match condition.operator.base.comparison {
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase => {
                for value in &condition.values {
                    check_wildcard(document, condition, value, report);
                }
            }
            Comparison::Bool => check_several_booleans(condition, report),
            Comparison::Numeric(order) => check_numbers(document, condition, order, report),
            Comparison::Date(_) if &*condition.key_lower != "aws:epochtime" => {
                for value in &condition.values {
                    check_date(value, report);
                }
            }
            Comparison::Date(_)
            | Comparison::StringLike
            | Comparison::Binary
            | Comparison::Ip
            | Comparison::Arn
            | Comparison::Null => {}
        }
    }
}

fn check_types(document: &Document<'_>, condition: &Condition, report: &mut Report) {
    let mut nodes = condition
        .values
        .iter()
        .filter_map(|value| Some((value, document.tree.node(value.span)?)));
    let Some((_, first)) = nodes.next() else {
        return;
    };
    let kind = discriminant(&first.value);
    let Some((other, node)) = nodes.find(|(_, node)| discriminant(&node.value) != kind) else {
        return;
    };
    // Numbers and Booleans are compared by their text.
    let unquoted = condition.values.iter().filter(|value| {
        document
            .tree
            .node(value.span)
            .is_some_and(|node| node.as_str().is_none())
    });
    let edits = unquoted
        .flat_map(|value| edit::replace(value.span, iam_core::json::quote(&value.text)))
        .collect();
    report.add(
        Finding::new(
            Code::InvalidConditionDataType,
            other.span,
            format!(
                "this is {}, and the value before it {}",
                node.kind_name(),
                first.kind_name()
            ),
        )
        .related(first.span, "this one is another")
        .help("write all values of a key with the same JSON type")
        .fix("Write all as texts", Some(edits)),
    );
}

/// Whether a text has `*` or `?` outside of variables.
fn wildcard(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let found = at + rest.find(['*', '?', '$'])?;
        let here = text.get(found..)?;
        if !here.starts_with('$') {
            return Some(found);
        }
        let inside = here.starts_with("${").then(|| here.find('}')).flatten();
        at = found + inside.map_or(1, |end| end + 1);
    }
    None
}

fn check_wildcard(
    document: &Document<'_>,
    condition: &Condition,
    value: &ConditionValue,
    report: &mut Report,
) {
    let Some(at) = wildcard(&value.text) else {
        return;
    };
    let operator = condition.operator.spelling();
    let better = operator
        .replace("NotEquals", "NotLike")
        .replace("Equals", "Like");
    // There is no pattern without regard to case, and `*` alone would ask another question.
    let edits = (!operator.contains("IgnoreCase") && &*value.text != "*")
        .then(|| rename_operator(document, condition, &better))
        .flatten();
    report.add(
        Finding::new(
            Code::WildcardWithoutLikeOperator,
            document.inside(value.span, at..at + 1),
            format!(
                "`{}` takes this for an ordinary character",
                condition.operator_text
            ),
        )
        .help("if a wildcard is meant, use `StringLike` or `StringNotLike`")
        .fix(format!("Write `{better}`"), edits),
    );
}

fn check_several_booleans(condition: &Condition, report: &mut Report) {
    if let [first, second, ..] = condition.values.as_slice() {
        report.add(
            Finding::new(
                Code::InvalidConditionMultipleBoolean,
                second.span,
                format!("`{}` has more than one Boolean value", condition.key),
            )
            .related(first.span, "the first is here")
            .help("keep one; with both, the condition only asks whether the key is there"),
        );
    }
}

/// Of several values in an ordering operator, one decides: they are joined by *or*.
fn check_numbers(
    document: &Document<'_>,
    condition: &Condition,
    order: Order,
    report: &mut Report,
) {
    let wanted = match order {
        Order::Equal => return,
        Order::Less | Order::LessOrEqual => Ordering::Greater,
        Order::Greater | Order::GreaterOrEqual => Ordering::Less,
    };
    let mut best: Option<(&ConditionValue, Decimal<'_>)> = None;
    for value in &condition.values {
        let Some(number) = Decimal::parse(&value.text) else {
            return;
        };
        if best
            .as_ref()
            .is_none_or(|(_, kept)| number.cmp(kept) == wanted)
        {
            best = Some((value, number));
        }
    }
    let Some((kept, _)) = best else { return };
    let others: Vec<_> = condition
        .values
        .iter()
        .map(|value| value.span)
        .filter(|span| *span != kept.span)
        .collect();
    let Some(first) = others.first() else { return };
    report.add(
        Finding::new(
            Code::RedundantConditionValueNum,
            *first,
            format!(
                "`{}` decides alone, so this value changes nothing",
                kept.text
            ),
        )
        .related(kept.span, "this one decides")
        .help("keep one value")
        .fix(
            format!("Keep `{}`", kept.text),
            edit::remove_all(document, &others),
        ),
    );
}

/// Seconds, and dates without a day, are read in more than one way.
fn check_date(value: &ConditionValue, report: &mut Report) {
    let readable = matches!(value.operand, Operand::Date(Some(_)));
    if readable && value.text.matches('-').count() < 2 {
        report.add(
            Finding::new(
                Code::InvalidDateValue,
                value.span,
                format!("`{}` may not be read as the date that is meant", value.text),
            )
            .help("write year, month and day, such as `2026-01-31` or `2026-01-31T12:00:00Z`"),
        );
    }
}
