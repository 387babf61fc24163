//! One request value against one policy value.
//!
//! Source: *IAM JSON policy elements: Condition operators* (R-OP-4 … R-ARNC-6).

use super::{Query, answer};
use crate::base64;
use crate::boolean::parse_bool;
use crate::date::parse_date;
use crate::ip::parse_address;
use crate::number::Decimal;
use crate::pattern::{Match, Pattern};
use crate::policy::operator::{Comparison, Order};
use crate::policy::{ConditionValue, Operand};
use crate::report::Answer;

/// The result of a comparison, before any negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    /// It could be made.
    Answer(Answer),
    /// The request's value is not of the operator's type (R-OP-4).
    UnreadableRequest,
    /// The policy's value is not of the operator's type (R-OP-5).
    UnreadablePolicy,
}

impl Compared {
    fn of(yes: bool) -> Self {
        Self::Answer(answer(yes))
    }
}

/// Compares a request value with a policy value.
pub(crate) fn compare(
    comparison: Comparison,
    value: &ConditionValue,
    request: &str,
    query: &Query,
) -> Compared {
    match &value.operand {
        Operand::Text(pattern) => text(comparison, pattern, request, query),
        Operand::Arn(pattern) => {
            if query.context.has_open()
                && pattern.variables().any(|variable| query.is_open(variable))
            {
                return Compared::Answer(Answer::Unknown);
            }
            match pattern.matches(request, &|variable| query.resolve(variable)) {
                Match::Yes => Compared::of(true),
                Match::No => Compared::of(false),
                Match::PolicyNotArn => Compared::UnreadablePolicy,
                Match::RequestNotArn => Compared::UnreadableRequest,
            }
        }
        Operand::Number(readable) => number(comparison, *readable, &value.text, request),
        Operand::Date(date) => {
            let Some(request) = parse_date(request) else {
                return Compared::UnreadableRequest;
            };
            let Some(date) = date else {
                return Compared::UnreadablePolicy;
            };
            Compared::of(order(comparison).holds(request.cmp(date)))
        }
        Operand::Bool(wanted) => boolean(*wanted, request),
        Operand::BoolText(pattern) => {
            if query.context.has_open()
                && pattern.variables().any(|variable| query.is_open(variable))
            {
                return Compared::Answer(Answer::Unknown);
            }
            // A Boolean is one of two texts, so the variable's text is found without making it.
            let is = |text: &str| pattern.matches(text, &|variable| query.resolve(variable));
            let wanted = if is("true") {
                Some(true)
            } else if is("false") {
                Some(false)
            } else {
                None
            };
            boolean(wanted, request)
        }
        Operand::Binary(readable) => {
            if !base64::is_base64(request) {
                return Compared::UnreadableRequest;
            }
            if !*readable {
                return Compared::UnreadablePolicy;
            }
            Compared::of(base64::equal(&value.text, request) == Some(true))
        }
        Operand::Ip(range) => {
            let Some(address) = parse_address(request) else {
                return Compared::UnreadableRequest;
            };
            match range {
                Some(range) => Compared::of(range.contains(address)),
                None => Compared::UnreadablePolicy,
            }
        }
    }
}

fn text(comparison: Comparison, pattern: &Pattern, request: &str, query: &Query) -> Compared {
    if query.context.has_open() && pattern.variables().any(|variable| query.is_open(variable)) {
        return Compared::Answer(Answer::Unknown);
    }
    let resolve = |variable| query.resolve(variable);
    Compared::of(if comparison == Comparison::StringEqualsIgnoreCase {
        pattern.equals_ignore_case(request, &resolve)
    } else {
        pattern.matches(request, &resolve)
    })
}

fn boolean(wanted: Option<bool>, request: &str) -> Compared {
    match (parse_bool(request), wanted) {
        (None, _) => Compared::UnreadableRequest,
        (_, None) => Compared::UnreadablePolicy,
        (Some(request), Some(wanted)) => Compared::of(request == wanted),
    }
}

fn number(comparison: Comparison, readable: bool, policy: &str, request: &str) -> Compared {
    let Some(request) = Decimal::parse(request) else {
        return Compared::UnreadableRequest;
    };
    match Decimal::parse(policy).filter(|_| readable) {
        Some(policy) => Compared::of(order(comparison).holds(request.cmp(&policy))),
        None => Compared::UnreadablePolicy,
    }
}

fn order(comparison: Comparison) -> Order {
    match comparison {
        Comparison::Numeric(order) | Comparison::Date(order) => order,
        Comparison::StringEquals
        | Comparison::StringEqualsIgnoreCase
        | Comparison::StringLike
        | Comparison::Bool
        | Comparison::Binary
        | Comparison::Ip
        | Comparison::Arn
        | Comparison::Null => Order::Equal,
    }
}
