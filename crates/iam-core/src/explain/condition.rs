//! Why a condition holds or not.

use crate::matching::Query;
use crate::matching::condition::{Weighed, Why};
use crate::pattern::Variable;
use crate::policy::Condition;
use crate::policy::operator::{Comparison, Order, Qualifier};
use crate::report::{Answer, EntryFinding};
use crate::rule;

/// Every condition of a statement holds.
pub(crate) fn all_hold(count: usize) -> String {
    match count {
        0 => "no condition is set".to_owned(),
        1 => "the condition holds".to_owned(),
        count => format!("all {count} conditions hold"),
    }
}

/// A variable that has no value.
pub(crate) fn variable_without_value(query: &Query, variable: &Variable) -> String {
    if variable.key.is_empty() {
        return "the variable names no key".to_owned();
    }
    let shown = &variable.shown;
    match query.context.look_up(&variable.key) {
        crate::context::Found::List(_) => {
            format!("`${{{shown}}}` has no value: the key is multivalued")
        }
        crate::context::Found::Single(_)
        | crate::context::Found::Missing
        | crate::context::Found::Open => {
            format!("`${{{shown}}}` has no value: the request has no `{shown}`")
        }
    }
}

/// The shortest true reason for one operator and key.
pub(crate) fn sentence(
    query: &Query,
    condition: &Condition,
    weighed: Weighed,
    request: &[String],
    values: &[EntryFinding],
) -> String {
    let key = &condition.key;
    let operator = &condition.operator_text;
    match weighed.why {
        Why::Open => open(query, condition, request),
        Why::Missing if request.is_empty() => missing(condition, weighed.answer),
        Why::Missing => {
            format!("{key} holds nothing but empty texts, which a set operator counts as no values")
        }
        Why::NullTest => null_test(key, weighed.answer, !request.is_empty()),
        Why::NullWithQualifier if weighed.answer == Answer::Yes => {
            format!("`{operator}` is always true")
        }
        Why::NullWithQualifier => format!("`{operator}` is never true"),
        Why::NoValues if weighed.answer == Answer::Yes => {
            format!("{key} is absent, and no value is listed")
        }
        Why::NoValues => format!("no value is listed for {key}, so `{operator}` is false"),
        Why::NeedsQualifier => {
            format!(
                "{key} is multivalued; `{operator}` needs `ForAnyValue:` or `ForAllValues:` before it"
            )
        }
        Why::UnreadableRequest => {
            format!(
                "{key} is `{}`, which is not {}",
                request.join("`, `"),
                kind_of_value(condition.operator.base.comparison)
            )
        }
        Why::UnreadablePolicy => {
            format!(
                "a value of the policy is not {}, so `{operator}` is false",
                kind_of_value(condition.operator.base.comparison)
            )
        }
        Why::Matched | Why::NotMatched => {
            let mut text = compared(condition, weighed, request, values);
            if values
                .iter()
                .any(|value| value.rule == Some(rule::NO_VARIABLES_UNDER_2008))
            {
                text.push_str("; ");
                text.push_str(super::NO_VARIABLES);
            }
            text
        }
    }
}

fn open(query: &Query, condition: &Condition, request: &[String]) -> String {
    let key = &condition.key;
    if request.is_empty()
        && query.context.look_up(&condition.key_lower) == crate::context::Found::Open
    {
        if condition.values.is_empty() {
            return format!("{key} is left open; with no value listed, only its absence passes");
        }
        return format!(
            "{key} is left open; `{}` asks for {}",
            condition.operator_text,
            listed(condition)
        );
    }
    format!("{key} is compared with a variable whose key is left open")
}

fn missing(condition: &Condition, answer: Answer) -> String {
    let key = &condition.key;
    let operator = &condition.operator_text;
    let base = condition.operator.base;
    if answer == Answer::No {
        return if condition.operator.qualifier == Qualifier::One && !base.negated {
            format!("{key} is absent; `{operator}` needs it")
        } else {
            format!("{key} is absent, which makes `{operator}` false")
        };
    }
    if condition.operator.if_exists {
        return format!("{key} is absent, and `{operator}` lets that pass");
    }
    format!("{key} is absent, which makes `{operator}` true")
}

fn null_test(key: &str, answer: Answer, present: bool) -> String {
    match (answer, present) {
        (Answer::Yes, true) => format!("{key} is present, as asked"),
        (Answer::Yes, false) => format!("{key} is absent, as asked"),
        (_, true) => format!("{key} is present and is asked to be absent"),
        (_, false) => format!("{key} is absent and is asked to be present"),
    }
}

fn compared(
    condition: &Condition,
    weighed: Weighed,
    request: &[String],
    values: &[EntryFinding],
) -> String {
    let key = &condition.key;
    let operator = condition.operator;
    let shown_request = quoted(request);
    if operator.qualifier != Qualifier::One {
        return compared_set(condition, weighed, request, values);
    }
    let matched = values
        .iter()
        .find(|value| value.answer == Answer::Yes)
        .map(text_of);
    match (matched, operator.base.comparison) {
        (
            Some(value),
            Comparison::StringEquals | Comparison::Bool | Comparison::StringEqualsIgnoreCase,
        ) if [value] == *request => {
            format!("{key} is `{value}`")
        }
        (Some(value), comparison) => format!(
            "{key} is {shown_request}, {} `{value}`",
            relation(comparison)
        ),
        (
            None,
            Comparison::StringEquals | Comparison::Bool | Comparison::StringEqualsIgnoreCase,
        ) if values.len() == 1 => {
            format!("{key} is {shown_request}, not {}", listed_values(values))
        }
        (None, comparison) => format!(
            "{key} is {shown_request}, not {} {}",
            relation(comparison),
            listed_values(values)
        ),
    }
}

fn compared_set(
    condition: &Condition,
    weighed: Weighed,
    request: &[String],
    values: &[EntryFinding],
) -> String {
    let key = &condition.key;
    let negated = condition.operator.base.negated;
    let every = condition.operator.qualifier == Qualifier::ForAllValues;
    let (request, listed) = (quoted(request), listed_values(values));
    // What the set operator asks about, in words; the answer may be that it is not so.
    let (subject, verb) = match (every, weighed.answer == Answer::Yes, negated) {
        (true, true, false) | (false, false, true) => ("every", "is"),
        (true, false, false) => ("not every", "is"),
        (true, true, true) | (false, false, false) => ("no", "is"),
        (true, false, true) | (false, true, false) => ("a", "is"),
        (false, true, true) => ("a", "is not"),
    };
    format!("{subject} value of {key} ({request}) {verb} among {listed}")
}

pub(super) fn relation(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::StringEquals | Comparison::Bool | Comparison::Binary => "equal to",
        Comparison::StringEqualsIgnoreCase => "equal, but for case, to",
        Comparison::StringLike | Comparison::Arn => "matched by",
        Comparison::Numeric(order) => match order {
            Order::Equal => "equal to",
            Order::Less => "less than",
            Order::LessOrEqual => "at most",
            Order::Greater => "greater than",
            Order::GreaterOrEqual => "at least",
        },
        Comparison::Date(order) => match order {
            Order::Equal => "the same instant as",
            Order::Less => "before",
            Order::LessOrEqual => "not after",
            Order::Greater => "after",
            Order::GreaterOrEqual => "not before",
        },
        Comparison::Ip => "in",
        Comparison::Null => "tested by",
    }
}

fn kind_of_value(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Numeric(_) => "a number",
        Comparison::Date(_) => "a date",
        Comparison::Bool | Comparison::Null => "true or false",
        Comparison::Binary => "base64",
        Comparison::Ip => "an IP address or range",
        Comparison::Arn => "an ARN",
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike => {
            "a text"
        }
    }
}

fn text_of(value: &EntryFinding) -> &str {
    value.resolved.as_deref().unwrap_or(&value.text)
}

/// The values of the policy: the first few, and how many more.
fn listed_values(values: &[EntryFinding]) -> String {
    let texts: Vec<&str> = values.iter().map(text_of).collect();
    enumerate(&texts)
}

fn listed(condition: &Condition) -> String {
    let texts: Vec<&str> = condition.values.iter().map(|value| &*value.text).collect();
    enumerate(&texts)
}

pub(super) fn enumerate(texts: &[&str]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = texts
        .iter()
        .take(SHOWN)
        .map(|text| format!("`{text}`"))
        .collect();
    match texts.len() {
        0 => "no value".to_owned(),
        1 => shown.concat(),
        count if count > SHOWN => format!("{} or {} more", shown.join(", "), count - SHOWN),
        _ => {
            let last = shown.pop().unwrap_or_default();
            format!("{} or {last}", shown.join(", "))
        }
    }
}

fn quoted(texts: &[String]) -> String {
    let shown: Vec<String> = texts
        .iter()
        .take(5)
        .map(|text| format!("`{text}`"))
        .collect();
    let more = texts.len().saturating_sub(5);
    if more > 0 {
        format!("{} and {more} more", shown.join(", "))
    } else {
        shown.join(", ")
    }
}
