//! What a decision depends on, in words.

use super::condition::{enumerate, relation};
use crate::matching::Query;
use crate::policy::Condition;
use crate::policy::Operand;
use crate::policy::operator::{Comparison, Qualifier};
use crate::report::Requirement;
use crate::scenario::Decision;

/// "Allowed if …, otherwise implicitly denied."
pub(crate) fn sentence(requirement: &Requirement, otherwise: Option<Decision>) -> String {
    let rest = match otherwise {
        Some(Decision::ExplicitDeny) => "explicitly denied",
        Some(Decision::ImplicitDeny) => "implicitly denied",
        Some(Decision::Allow | Decision::Undetermined | Decision::Error) | None => "denied",
    };
    format!(
        "Allowed if {}, otherwise {rest}.",
        words(requirement, false)
    )
}

fn words(requirement: &Requirement, nested: bool) -> String {
    let join = |of: &[Requirement], word: &str| {
        let parts: Vec<String> = of.iter().map(|one| words(one, true)).collect();
        let joined = parts.join(word);
        if nested {
            format!("({joined})")
        } else {
            joined
        }
    };
    match requirement {
        Requirement::All { of } => join(of, " and "),
        Requirement::Any { of } => join(of, " or "),
        Requirement::Test { sentence, .. } => sentence.clone(),
    }
}

/// What is so when a resource with an open variable matches, and when it does not.
pub(crate) fn resource(query: &Query, negated: bool) -> [String; 2] {
    let what = super::short_resource(&query.target.arn);
    let covered = format!("the variable in the resource makes it cover `{what}`");
    let not_covered = format!("the variable in the resource does not make it cover `{what}`");
    if negated {
        [not_covered, covered]
    } else {
        [covered, not_covered]
    }
}

/// What is so when a condition holds, and when it does not.
pub(crate) fn condition(condition: &Condition) -> [String; 2] {
    let operator = condition.operator;
    let key = format!("`{}`", condition.key);
    let texts: Vec<&str> = condition.values.iter().map(|value| &*value.text).collect();
    let values = enumerate(&texts);
    if operator.base.comparison == Comparison::Null {
        let absent = condition
            .values
            .iter()
            .any(|value| matches!(value.operand, Operand::Bool(Some(true))));
        let words = [format!("{key} is absent"), format!("{key} is present")];
        return if absent { words } else { swap(words) };
    }
    let plain = matches!(
        operator.base.comparison,
        Comparison::StringEquals | Comparison::Bool
    );
    let relation = if plain {
        String::new()
    } else {
        format!("{} ", relation(operator.base.comparison))
    };
    let subject = match operator.qualifier {
        Qualifier::One => key,
        Qualifier::ForAnyValue => format!("a value of {key}"),
        Qualifier::ForAllValues => format!("every value of {key}"),
    };
    let is = format!("{subject} is {relation}{values}");
    let is_not = format!("{subject} is not {relation}{values}");
    let missing_passes = operator.if_exists
        || operator.qualifier == Qualifier::ForAllValues
        || (operator.qualifier == Qualifier::One && operator.base.negated);
    let words = if operator.base.negated {
        [is_not, is]
    } else {
        [is, is_not]
    };
    let [holds, fails] = words;
    if missing_passes {
        [format!("{holds} (or it is absent)"), fails]
    } else {
        [holds, format!("{fails} (or it is absent)")]
    }
}

fn swap([a, b]: [String; 2]) -> [String; 2] {
    [b, a]
}
