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
    // Nothing is among no values: then only an absent key passes.
    if operator.base.comparison == Comparison::Null || condition.values.is_empty() {
        let absent = condition.values.is_empty()
            || condition
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
    let negated = operator.base.negated;
    // The subject and verb when it holds, and when it does not.
    let words = match (operator.qualifier, negated) {
        (Qualifier::One, false) => ["", " is", "", " is not"],
        (Qualifier::One, true) => ["", " is not", "", " is"],
        (Qualifier::ForAnyValue, false) => ["a value of ", " is", "no value of ", " is"],
        (Qualifier::ForAnyValue, true) => ["a value of ", " is not", "every value of ", " is"],
        (Qualifier::ForAllValues, false) => {
            ["every value of ", " is", "not every value of ", " is"]
        }
        (Qualifier::ForAllValues, true) => ["no value of ", " is", "a value of ", " is"],
    };
    let [subject, verb, other_subject, other_verb] = words;
    let say = |subject: &str, verb: &str| format!("{subject}{key}{verb} {relation}{values}");
    let [holds, fails] = [say(subject, verb), say(other_subject, other_verb)];
    let missing_passes = operator.if_exists
        || operator.qualifier == Qualifier::ForAllValues
        || (operator.qualifier == Qualifier::One && negated);
    if missing_passes {
        [format!("{holds} (or it is absent)"), fails]
    } else {
        [holds, format!("{fails} (or it is absent)")]
    }
}

fn swap([a, b]: [String; 2]) -> [String; 2] {
    [b, a]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, PolicySubject};
    use crate::scenario::PolicyType;

    #[test]
    fn a_set_operator_is_negated_as_a_whole() {
        let rows = [
            (
                "StringEquals",
                r#""red""#,
                "`x:list` is `red`",
                "`x:list` is not `red` (or it is absent)",
            ),
            (
                "StringNotEquals",
                r#""red""#,
                "`x:list` is not `red` (or it is absent)",
                "`x:list` is `red`",
            ),
            (
                "ForAnyValue:StringEquals",
                r#""red""#,
                "a value of `x:list` is `red`",
                "no value of `x:list` is `red` (or it is absent)",
            ),
            (
                "ForAnyValue:StringNotLike",
                r#""r*""#,
                "a value of `x:list` is not matched by `r*`",
                "every value of `x:list` is matched by `r*` (or it is absent)",
            ),
            (
                "ForAllValues:StringEquals",
                r#"["red", "blue"]"#,
                "every value of `x:list` is `red` or `blue` (or it is absent)",
                "not every value of `x:list` is `red` or `blue`",
            ),
            (
                "ForAllValues:StringNotEquals",
                r#""red""#,
                "no value of `x:list` is `red` (or it is absent)",
                "a value of `x:list` is `red`",
            ),
            (
                "StringEqualsIfExists",
                "[]",
                "`x:list` is absent",
                "`x:list` is present",
            ),
        ];
        for (operator, values, holds, fails) in rows {
            let text = format!(
                r#"{{ "Version": "2012-10-17", "Statement": {{ "Effect": "Allow", "Action": "*", "Resource": "*",
                "Condition": {{ "{operator}": {{ "x:list": {values} }} }} }} }}"#
            );
            let subject = PolicySubject {
                kind: PolicyType::Identity,
                trust: false,
            };
            let policy = Policy::parse(&text, subject);
            let words = condition(&policy.statements[0].conditions[0]);
            assert_eq!(words, [holds, fails], "{operator}");
        }
    }
}
