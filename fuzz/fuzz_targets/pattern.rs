//! Patterns match what trying everything matches, and never take long. The input is a pattern and a text, with a NUL between.
#![no_main]

use iam_core::pattern::{
    ArnPattern, Completion, Pattern, ResourcePattern, Variable, Variables, Wildcards,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let Some((pattern, text)) = input.split_once('\0') else {
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
        if pattern.len() > 60 || text.len() > 200 {
            continue;
        }
        if variables == Variables::No {
            assert_eq!(
                plain.matches_literal(text),
                slow(&plain_steps(pattern), text)
            );
            let (resource, _) = ResourcePattern::parse(pattern, variables, Completion::None);
            // Without a resource the request's is `*`, which only `*` matches.
            let expected = if text == "*" {
                pattern == "*"
            } else {
                slow(&resource_steps(pattern), text)
            };
            assert_eq!(resource.matches(text, &value), expected);
        }
    }
});

fn value(variable: &Variable) -> Option<&str> {
    match variable.key.len() % 4 {
        0 => None,
        1 => Some("a"),
        2 => Some("a:b*"),
        _ => Some(""),
    }
}

#[derive(Clone, Copy)]
enum Step {
    One(char),
    Any { colon: bool },
    Run { colon: bool },
}

fn plain_steps(pattern: &str) -> Vec<Step> {
    let step = |ch| match ch {
        '*' => Step::Run { colon: true },
        '?' => Step::Any { colon: true },
        _ => Step::One(ch),
    };
    pattern.chars().map(step).collect()
}

fn resource_steps(pattern: &str) -> Vec<Step> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut colons = 0;
    let mut steps = Vec::new();
    for (index, ch) in chars.iter().enumerate() {
        let sixth = colons >= 5;
        steps.push(match ch {
            '*' => Step::Run {
                colon: sixth || matches!(chars.get(index + 1), None | Some(':')),
            },
            '?' => Step::Any { colon: sixth },
            _ => Step::One(*ch),
        });
        colons += usize::from(*ch == ':');
    }
    steps
}

fn slow(steps: &[Step], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for step in steps {
        let mut next = vec![false; text.len() + 1];
        for at in (0..=text.len()).filter(|at| reached[*at]) {
            match *step {
                Step::One(ch) if text.get(at) == Some(&ch) => next[at + 1] = true,
                Step::Any { colon } if text.get(at).is_some_and(|ch| colon || *ch != ':') => {
                    next[at + 1] = true
                }
                Step::Run { colon } => {
                    let length = text[at..]
                        .iter()
                        .take_while(|ch| colon || **ch != ':')
                        .count();
                    next[at..=at + length].fill(true);
                }
                Step::One(_) | Step::Any { .. } => {}
            }
        }
        reached = next;
    }
    reached[text.len()]
}
