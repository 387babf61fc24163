//! `Condition`: operators, keys, values and sets.
//!
//! Source: *IAM JSON policy elements: Condition*; *Set operators for multivalued context keys* (R-COND-1 … R-SET-12).

use super::value::{Compared, compare};
use super::{Query, and, not, or};
use crate::context::Found;
use crate::policy::operator::{Comparison, Operator, Qualifier};
use crate::policy::{Condition, ConditionValue, Operand};
use crate::report::Answer;
use crate::rule::{self, Rule};

/// Whether every condition holds, stopping at the first that does not (R-COND-1).
pub(crate) fn holds(conditions: &[Condition], query: &Query) -> Answer {
    let mut all = Answer::Yes;
    for condition in conditions {
        all = and(all, weigh(condition, query).answer);
        if all == Answer::No {
            break;
        }
    }
    all
}

/// Why one operator and key hold or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The key is left open, or a variable in the deciding value is.
    Open,
    /// The key is missing; the operator's form decides (R-COND-7).
    Missing,
    /// `Null` asks for presence.
    NullTest,
    /// `Null` with a set qualifier is constant.
    NullWithQualifier,
    /// The policy lists no value.
    NoValues,
    /// The key is multivalued and the operator has no set qualifier.
    NeedsQualifier,
    /// The request's value cannot be read for the operator.
    UnreadableRequest,
    /// A policy value of a negated operator cannot be read.
    UnreadablePolicy,
    /// A value matches (for sets: enough of them do).
    Matched,
    /// No value matches (for sets: not enough of them do).
    NotMatched,
}

/// The answer for one operator and key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weighed {
    pub(crate) answer: Answer,
    pub(crate) why: Why,
}

impl Weighed {
    const fn new(answer: Answer, why: Why) -> Self {
        Self { answer, why }
    }

    fn of(yes: bool, why: Why) -> Self {
        Self::new(super::answer(yes), why)
    }
}

/// Decides one operator and key: the table of R-COND-7, then the sets of 3.2.
pub(crate) fn weigh(condition: &Condition, query: &Query) -> Weighed {
    let operator = condition.operator;
    let found = query.context.look_up(&condition.key_lower);
    if operator.base.comparison == Comparison::Null {
        return weigh_null(condition, found);
    }
    match found {
        // With no values listed only a missing key can pass, and only under some operators.
        Found::Open if condition.values.is_empty() && !passes_without_values(operator) => {
            Weighed::new(Answer::No, Why::NoValues)
        }
        Found::Open => Weighed::new(Answer::Unknown, Why::Open),
        Found::Missing => weigh_missing(condition, true),
        Found::Single(value) => {
            // R-SET-8: for set operators an empty text is no value.
            if operator.qualifier != Qualifier::One && value.is_empty() {
                return weigh_missing(condition, false);
            }
            if condition.values.is_empty() {
                return Weighed::new(Answer::No, Why::NoValues);
            }
            weigh_present(condition, query, std::iter::once(value))
        }
        Found::List(values) => {
            if operator.qualifier == Qualifier::One {
                let why = if condition.values.is_empty() {
                    Why::NoValues
                } else {
                    Why::NeedsQualifier
                };
                return Weighed::new(Answer::No, why);
            }
            if values.iter().all(|value| value.is_empty()) {
                return weigh_missing(condition, false);
            }
            if condition.values.is_empty() {
                return Weighed::new(Answer::No, Why::NoValues);
            }
            weigh_present(
                condition,
                query,
                values
                    .iter()
                    .map(|value| &**value)
                    .filter(|value| !value.is_empty()),
            )
        }
    }
}

/// R-NULL-1, R-NULL-2, R-SET-10.
fn weigh_null(condition: &Condition, found: Found<'_>) -> Weighed {
    match condition.operator.qualifier {
        Qualifier::ForAllValues => return Weighed::new(Answer::Yes, Why::NullWithQualifier),
        Qualifier::ForAnyValue => return Weighed::new(Answer::No, Why::NullWithQualifier),
        Qualifier::One => {}
    }
    let wants = |missing: bool| {
        condition
            .values
            .iter()
            .any(|value| matches!(value.operand, Operand::Bool(Some(wanted)) if wanted == missing))
    };
    match found {
        Found::Open if wants(true) != wants(false) => Weighed::new(Answer::Unknown, Why::Open),
        Found::Open | Found::Missing => Weighed::of(wants(true), Why::NullTest),
        Found::Single(_) | Found::List(_) => Weighed::of(wants(false), Why::NullTest),
    }
}

/// R-COND-9: whether a missing key passes although no value is listed.
fn passes_without_values(operator: Operator) -> bool {
    operator.if_exists || operator.qualifier == Qualifier::ForAllValues
}

/// The table of R-COND-7. `missing` is false when the key is there with nothing but empty texts (R-SET-8).
fn weigh_missing(condition: &Condition, missing: bool) -> Weighed {
    let operator = condition.operator;
    if condition.values.is_empty() {
        return Weighed::of(passes_without_values(operator), Why::NoValues);
    }
    let yes = (operator.if_exists && missing)
        || match operator.qualifier {
            Qualifier::ForAllValues => true,
            Qualifier::ForAnyValue => false,
            Qualifier::One => operator.base.negated,
        };
    Weighed::of(yes, Why::Missing)
}

/// Whether some policy value matches one request value, before any negation.
#[derive(Clone, Copy)]
enum OneValue {
    Matches(Answer),
    UnreadableRequest,
    UnreadablePolicy,
}

fn weigh_one(condition: &Condition, query: &Query, request: &str) -> OneValue {
    let base = condition.operator.base;
    let mut any = Answer::No;
    let mut unreadable_policy = false;
    for value in &condition.values {
        match compare(base.comparison, value, request, query) {
            Compared::Answer(answer) => any = or(any, answer),
            Compared::UnreadableRequest => return OneValue::UnreadableRequest,
            Compared::UnreadablePolicy => unreadable_policy = true,
        }
        if any == Answer::Yes && !base.negated {
            break;
        }
    }
    if unreadable_policy && base.negated {
        OneValue::UnreadablePolicy
    } else {
        OneValue::Matches(any)
    }
}

/// R-COND-4, R-COND-5 and R-SET-2 … R-SET-5 for values that are there.
fn weigh_present<'v>(
    condition: &Condition,
    query: &Query,
    values: impl Iterator<Item = &'v str>,
) -> Weighed {
    let operator = condition.operator;
    let for_any = operator.qualifier == Qualifier::ForAnyValue;
    let mut total = if for_any { Answer::No } else { Answer::Yes };
    for value in values {
        let matched = match weigh_one(condition, query, value) {
            OneValue::Matches(answer) => answer,
            // R-OP-4, R-OP-5: the whole block is false.
            OneValue::UnreadableRequest => return Weighed::new(Answer::No, Why::UnreadableRequest),
            OneValue::UnreadablePolicy => return Weighed::new(Answer::No, Why::UnreadablePolicy),
        };
        let held = if operator.base.negated {
            not(matched)
        } else {
            matched
        };
        total = if for_any {
            or(total, held)
        } else {
            and(total, held)
        };
    }
    let why = match total {
        Answer::Unknown => Why::Open,
        Answer::Yes if operator.base.negated => Why::NotMatched,
        Answer::No if operator.base.negated => Why::Matched,
        Answer::Yes => Why::Matched,
        Answer::No => Why::NotMatched,
    };
    Weighed::new(total, why)
}

/// The rule behind an answer.
pub(crate) fn rule_of(condition: &Condition, weighed: Weighed) -> Rule {
    let operator = condition.operator;
    match (weighed.why, operator.qualifier) {
        (Why::Missing, Qualifier::ForAllValues) => rule::FOR_ALL_VALUES_EMPTY_IS_TRUE,
        (Why::Missing, _) if operator.if_exists && weighed.answer == Answer::Yes => {
            rule::IF_EXISTS_PASSES_MISSING_KEY
        }
        (Why::Missing, Qualifier::ForAnyValue) => rule::FOR_ANY_VALUE_EMPTY_IS_FALSE,
        (Why::Missing | Why::Open, _) => rule::MISSING_KEY_RESULTS,
        (Why::NullTest, _) => rule::NULL_TESTS_PRESENCE,
        (Why::NullWithQualifier, _) => rule::NULL_WITH_SET_OPERATOR,
        (Why::NoValues, _) => rule::EMPTY_VALUE_LIST_IS_FALSE,
        (Why::NeedsQualifier, _) => rule::MULTIVALUED_KEY_NEEDS_SET_OPERATOR,
        (Why::UnreadableRequest, _) => rule::UNREADABLE_REQUEST_VALUE_IS_FALSE,
        (Why::UnreadablePolicy, _) => rule::UNREADABLE_POLICY_VALUE,
        (Why::Matched | Why::NotMatched, Qualifier::ForAllValues) if operator.base.negated => {
            rule::FOR_ALL_VALUES_NEGATED
        }
        (Why::Matched | Why::NotMatched, Qualifier::ForAllValues) => {
            rule::FOR_ALL_VALUES_EMPTY_IS_TRUE
        }
        (Why::Matched | Why::NotMatched, Qualifier::ForAnyValue) if operator.base.negated => {
            rule::FOR_ANY_VALUE_NEGATED
        }
        (Why::Matched | Why::NotMatched, Qualifier::ForAnyValue) => {
            rule::FOR_ANY_VALUE_EMPTY_IS_FALSE
        }
        (Why::Matched | Why::NotMatched, Qualifier::One) if operator.base.negated => {
            rule::NEGATED_VALUES_COMBINE_WITH_NOR
        }
        (Why::Matched | Why::NotMatched, Qualifier::One) => {
            rule_of_comparison(operator.base.comparison)
        }
    }
}

fn rule_of_comparison(comparison: Comparison) -> Rule {
    match comparison {
        Comparison::StringEquals => rule::STRING_EQUALS_IS_EXACT,
        Comparison::StringEqualsIgnoreCase => rule::STRING_EQUALS_IGNORE_CASE,
        Comparison::StringLike => rule::STRING_LIKE_TAKES_WILDCARDS,
        Comparison::Numeric(_) => rule::NUMBERS_COMPARE_BY_VALUE,
        Comparison::Date(_) => rule::DATES_COMPARE_AS_INSTANTS,
        Comparison::Bool => rule::BOOL_TAKES_TRUE_OR_FALSE,
        Comparison::Binary => rule::BINARY_COMPARES_DECODED_BYTES,
        Comparison::Ip => rule::IP_PREFIX_BITS_MATCH,
        Comparison::Arn => rule::ARN_COMPONENTS_MATCH_SEPARATELY,
        Comparison::Null => rule::NULL_TESTS_PRESENCE,
    }
}

/// Whether one policy value matches one request value, before any negation; what cannot be read matches nothing.
pub(crate) fn matches_value(
    condition: &Condition,
    value: &ConditionValue,
    request: &str,
    query: &Query,
) -> Answer {
    match compare(condition.operator.base.comparison, value, request, query) {
        Compared::Answer(answer) => answer,
        Compared::UnreadableRequest | Compared::UnreadablePolicy => Answer::No,
    }
}
