//! Patterns match what trying everything matches, and never take long.

use iam_core::pattern::{
    ArnPattern, Completion, Pattern, ResourcePattern, Variable, Variables, Wildcards,
};

use crate::naive;

/// The bytes are a pattern and a text, with a NUL between.
pub fn pattern(bytes: &[u8]) {
    let Some((pattern, text)) = super::text(bytes).split_once('\0') else {
        return;
    };
    for variables in [Variables::Yes, Variables::No] {
        let (plain, problems) = Pattern::parse(pattern, Wildcards::Yes, variables);
        for problem in &problems {
            assert!(pattern.get(problem.range.clone()).is_some());
        }
        plain.matches(text, &value);
        let (resource, _) = ResourcePattern::parse(pattern, variables, Completion::Fill);
        resource.crosses_colon(text, &value);
        resource.resolved(&value);
        ArnPattern::parse(pattern, variables)
            .0
            .matches(text, &value);
        // The naive way takes the product of their lengths.
        if variables == Variables::No && pattern.len() <= 60 && text.len() <= 200 {
            compare(&plain, pattern, text);
        }
    }
}

fn compare(plain: &Pattern, pattern: &str, text: &str) {
    assert_eq!(
        plain.matches_literal(text),
        naive::matches(&naive::plain_steps(pattern), text)
    );
    let (resource, _) = ResourcePattern::parse(pattern, Variables::No, Completion::None);
    // Without a resource the request's is `*`, which only `*` matches.
    let expected = if text == "*" {
        resource.is_lone_star()
    } else {
        naive::matches(&naive::resource_steps(pattern), text)
    };
    assert_eq!(resource.matches(text, &value), expected);
}

fn value(variable: &Variable) -> Option<&str> {
    match variable.key.len() % 4 {
        0 => None,
        1 => Some("a"),
        2 => Some("a:b*"),
        _ => Some(""),
    }
}
