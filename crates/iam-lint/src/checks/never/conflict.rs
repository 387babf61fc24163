//! Two conditions on one key that no value meets together, and values that no request meets.

use std::cmp::Ordering;

use iam_core::number::Decimal;
use iam_core::policy::operator::{Comparison, Order, Qualifier};
use iam_core::policy::{Condition, Operand};

use crate::pattern::{covers, disjoint, is_wild};

/// The most pairs of values that are compared.
const MOST: usize = 10_000;

/// Whether a condition compares with ARNs and has none.
pub(super) fn reads_no_arn(condition: &Condition) -> bool {
    let operator = condition.operator;
    !operator.base.negated
        && !operator.if_exists
        && operator.qualifier != Qualifier::ForAllValues
        && !condition.values.is_empty()
        && condition
            .values
            .iter()
            .all(|value| matches!(&value.operand, Operand::Arn(pattern) if !pattern.may_be_arn()))
}

/// Whether two conditions on the same single-valued key cannot both hold.
pub(super) fn excludes(a: &Condition, b: &Condition) -> bool {
    let one = |condition: &Condition| condition.operator.qualifier == Qualifier::One;
    let many = a.values.len().saturating_mul(b.values.len()) > MOST;
    if many || !one(a) || !one(b) || a.values.is_empty() || b.values.is_empty() {
        return false;
    }
    if a.operator.base.comparison == Comparison::Null {
        return asks_missing(a) && (needs_key(b) || asks_there(b));
    }
    // A missing key meets both if neither needs it.
    if !needs_key(a) && !needs_key(b) {
        return false;
    }
    texts_exclude(a, b) || numbers_exclude(a, b)
}

fn asks_missing(condition: &Condition) -> bool {
    condition.values.iter().all(|value| &*value.text == "true")
}

fn asks_there(condition: &Condition) -> bool {
    condition.operator.base.comparison == Comparison::Null
        && condition.values.iter().all(|value| &*value.text == "false")
}

/// Whether a condition fails when the key is missing.
fn needs_key(condition: &Condition) -> bool {
    let operator = condition.operator;
    operator.base.comparison != Comparison::Null && !operator.base.negated && !operator.if_exists
}

/// A text condition: whether it excludes its values, and whether they are patterns.
fn text(condition: &Condition) -> Option<(bool, bool)> {
    let base = condition.operator.base;
    let patterns = base.comparison == Comparison::StringLike;
    if !patterns && !matches!(base.comparison, Comparison::StringEquals | Comparison::Bool) {
        return None;
    }
    let fixed = condition
        .values
        .iter()
        .all(|value| !value.text.contains("${"));
    fixed.then_some((base.negated, patterns))
}

fn texts_exclude(a: &Condition, b: &Condition) -> bool {
    let (Some((false, a_patterns)), Some((b_negated, b_patterns))) = (text(a), text(b)) else {
        return false;
    };
    if b_negated {
        // All that the first lets in, the second keeps out.
        return a.values.iter().all(|value| {
            b.values.iter().any(|out| match (a_patterns, b_patterns) {
                (false, false) => value.text == out.text,
                (false, true) => !is_wild(&value.text) && covers(&out.text, &value.text),
                (true, false) => !is_wild(&value.text) && value.text == out.text,
                (true, true) => covers(&out.text, &value.text),
            })
        });
    }
    a.values.iter().all(|first| {
        b.values.iter().all(|second| {
            let (first, second) = (&*first.text, &*second.text);
            match (a_patterns, b_patterns) {
                (false, false) => !first.eq_ignore_ascii_case(second),
                (false, true) => !is_wild(first) && !covers(second, first),
                (true, false) => !is_wild(second) && !covers(first, second),
                (true, true) => disjoint(first, second),
            }
        })
    })
}

/// An upper bound and a lower one that leave nothing between them.
fn numbers_exclude(a: &Condition, b: &Condition) -> bool {
    let ([upper], [lower]) = (a.values.as_slice(), b.values.as_slice()) else {
        return false;
    };
    let orders = match (a.operator.base.comparison, b.operator.base.comparison) {
        (Comparison::Numeric(a), Comparison::Numeric(b))
        | (Comparison::Date(a), Comparison::Date(b)) => Some((a, b)),
        _ => None,
    };
    let Some((order_a, order_b)) = orders else {
        return false;
    };
    let strict = match (order_a, order_b) {
        (Order::LessOrEqual, Order::GreaterOrEqual) => false,
        (Order::Less | Order::LessOrEqual, Order::Greater | Order::GreaterOrEqual) => true,
        _ => return false,
    };
    let ordering = match (&upper.operand, &lower.operand) {
        (Operand::Date(Some(upper)), Operand::Date(Some(lower))) => upper.cmp(lower),
        (Operand::Number(true), Operand::Number(true)) => {
            match (Decimal::parse(&upper.text), Decimal::parse(&lower.text)) {
                (Some(upper), Some(lower)) => upper.cmp(&lower),
                _ => return false,
            }
        }
        _ => return false,
    };
    ordering == Ordering::Less || strict && ordering == Ordering::Equal
}
