//! Wildcards and variables in values that are there to keep strangers out (R-VAR-13).

use iam_core::policy::operator::Comparison;
use iam_core::policy::{Condition, ConditionValue};
use iam_core::text::Span;

use crate::code::{Code, Types};
use crate::document::{Document, allows};
use crate::finding::{Finding, Report};

/// Keys whose values have to be fixed.
const SENSITIVE: [&str; 10] = [
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:resourceaccount",
    "aws:resourceorgid",
    "aws:sourceaccount",
    "aws:sourceorgid",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:vpceaccount",
    "aws:vpceorgid",
];

/// The characters that a pattern needs before its first open place.
const FIXED: usize = 6;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    if !Types::RES.has(document.on) {
        return;
    }
    for (statement, condition) in document.conditions() {
        if report.is_full() {
            return;
        }
        let operator = condition.operator.base;
        if !allows(statement) || operator.negated {
            continue;
        }
        let patterns = matches!(
            operator.comparison,
            Comparison::StringLike | Comparison::Arn
        );
        let variables = patterns || operator.comparison == Comparison::StringEquals;
        for value in &condition.values {
            if let Some(open) = open_place(&value.text, patterns, variables)
                && is_permissive(condition, &value.text, &open)
            {
                report.add(finding(document, condition, value, &open));
            }
        }
    }
}

/// A wildcard or variable: whether it is a variable, and where it stands.
struct Open {
    variable: bool,
    start: usize,
    end: usize,
}

fn open_place(text: &str, wildcards: bool, variables: bool) -> Option<Open> {
    let star = text.find(['*', '?']).filter(|_| wildcards);
    let variable = text.find("${").filter(|_| variables);
    match (star, variable) {
        (Some(star), None) => Some(Open {
            variable: false,
            start: star,
            end: star + 1,
        }),
        (Some(star), Some(variable)) if star < variable => Some(Open {
            variable: false,
            start: star,
            end: star + 1,
        }),
        (_, Some(start)) => {
            let end = text.get(start..)?.find('}')? + start + 1;
            // `${*}` and its kin stand for one character.
            (end - start > 4).then_some(Open {
                variable: true,
                start,
                end,
            })
        }
        (None, None) => None,
    }
}

fn is_permissive(condition: &Condition, text: &str, open: &Open) -> bool {
    let key = &*condition.key_lower;
    let before = text.get(..open.start).unwrap_or("");
    if SENSITIVE.contains(&key) {
        return true;
    }
    if key == "aws:userid" {
        // `AROA…:*` is every session of one role; anything else is a part of an id.
        return !before.ends_with(':') || before.len() <= FIXED;
    }
    let subject = key.ends_with(":sub") && key != "saml:sub";
    subject && before.rsplit(':').next().unwrap_or("").chars().count() < FIXED
}

fn finding(
    document: &Document<'_>,
    condition: &Condition,
    value: &ConditionValue,
    open: &Open,
) -> Finding {
    let span: Span = document.inside(value.span, open.start..open.end);
    let (code, what) = if open.variable {
        (Code::VariableUsageTooPermissive, "variable")
    } else {
        (Code::WildcardUsageTooPermissive, "wildcard")
    };
    Finding::new(
        code,
        span,
        format!("the {what} leaves open too much of `{}`", condition.key),
    )
    .help("write the values out, or fix at least the six characters before it")
}
