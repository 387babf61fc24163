//! Patterns match what trying everything matches.

use iam_core::pattern::{
    ArnPattern, Completion, Match, Pattern, ResourcePattern, Variable, Variables, Wildcards,
};
use iam_tests::naive::{
    self, Step, literal_steps, matches_one_by_one, plain_steps, resource_steps,
};
use proptest::prelude::*;

fn none(_: &Variable) -> Option<&str> {
    None
}

/// Values for the tests: `${a}` is `a`, `${star}` is `*`, `${colon}` is `a:b`, `${empty}` is empty.
fn values(variable: &Variable) -> Option<&str> {
    named(&variable.key)
}

fn named(key: &str) -> Option<&'static str> {
    match key {
        "a" => Some("a"),
        "star" => Some("*"),
        "colon" => Some("a:b"),
        "empty" => Some(""),
        _ => None,
    }
}

fn resource(pattern: &str, completion: Completion) -> ResourcePattern {
    ResourcePattern::parse(pattern, Variables::Yes, completion).0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_trying_everything(pattern in "[ab:*?é]{0,10}", text in "[ab:é]{0,14}") {
        let (compiled, _) = Pattern::parse(&pattern, Wildcards::Yes, Variables::Yes);
        prop_assert_eq!(compiled.matches_literal(&text), naive::matches(&plain_steps(&pattern), &text));
    }

    #[test]
    fn variables_agree_with_trying_everything(
        pieces in prop::collection::vec(prop::sample::select(vec!["a", "b", "*", "?", "${a}", "${b}", "${*}"]), 0..8),
        (a, b) in ("[ab*]{0,2}", "[ab?]{0,2}"),
        text in "[ab*?]{0,10}",
    ) {
        let (compiled, _) = Pattern::parse(&pieces.concat(), Wildcards::Yes, Variables::Yes);
        let resolve = |variable: &Variable| Some(if &*variable.key == "a" { a.as_str() } else { b.as_str() });
        let mut steps = Vec::new();
        for piece in &pieces {
            let literal = match *piece {
                "${a}" => a.as_str(),
                "${b}" => b.as_str(),
                "${*}" => "*",
                plain => {
                    steps.extend(plain_steps(plain));
                    continue;
                }
            };
            steps.extend(literal_steps(literal));
        }
        prop_assert_eq!(compiled.matches(&text, &resolve), naive::matches(&steps, &text));
    }

    #[test]
    fn resources_agree_with_trying_everything(
        pattern in prop::collection::vec("[ab*?/]{0,3}", 1..8).prop_map(|parts| parts.join(":")),
        text in prop::collection::vec("[ab/]{0,3}", 1..9).prop_map(|parts| parts.join(":")),
    ) {
        let compiled = resource(&pattern, Completion::None);
        let expected = naive::matches(&resource_steps(&pattern), &text);
        prop_assert_eq!(compiled.matches(&text, &none), expected, "{} on {}", pattern, text);
        let crosses = expected && pattern != "*" && !matches_one_by_one(&pattern, &text);
        prop_assert_eq!(compiled.crosses_colon(&text, &none), crosses, "{} on {}", pattern, text);
    }

    /// The same with patterns that are nearly the text, so that many match.
    #[test]
    fn near_resources_agree_with_trying_everything(
        text in "([ab]{0,2}:){3,8}[ab]{0,3}",
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop::sample::select(vec!["*", "?", "", ":*", "*:", "**"])), 0..4),
    ) {
        let mut pattern = text.clone();
        for (from, to, with) in changes {
            let (from, to) = (from.index(pattern.len() + 1), to.index(pattern.len() + 1));
            pattern.replace_range(from.min(to)..from.max(to), with);
        }
        let compiled = resource(&pattern, Completion::None);
        prop_assert_eq!(compiled.matches(&text, &none), naive::matches(&resource_steps(&pattern), &text), "{} on {}", pattern, text);
    }

    #[test]
    fn filled_resources_agree(rest in "[ab*:]{0,8}", text in "[ab:]{0,12}") {
        let (pattern, text) = (format!("arn:{rest}"), format!("arn:{text}"));
        let missing = 5_usize.saturating_sub(pattern.matches(':').count());
        let filled = format!("{pattern}{}", ":*".repeat(missing));
        let expected = [&pattern, &filled].into_iter().any(|pattern| naive::matches(&resource_steps(pattern), &text));
        prop_assert_eq!(resource(&pattern, Completion::Fill).matches(&text, &none), expected, "{} on {}", pattern, text);
    }

    /// R-ARNC-2 and R-ARNC-6: variables first, then the split, then each component by itself.
    #[test]
    fn arns_agree_with_trying_everything(
        pieces in prop::collection::vec(
            prop::sample::select(vec!["arn:", "a", "b", ":", ":", ":", "*", "?", "${a}", "${colon}", "${empty}", "${star}"]),
            0..14,
        ),
        text in "(arn:)?([ab*]{0,2}:){3,6}[ab*]{0,2}",
    ) {
        let mut steps = Vec::new();
        for piece in &pieces {
            match piece.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
                None => steps.extend(plain_steps(piece)),
                Some(name) => steps.extend(literal_steps(named(name).unwrap())),
            }
        }
        let is_colon = |step: &Step| matches!(step, Step::One(':'));
        let mut policy = steps.splitn(6, is_colon);
        let mut policy: Vec<&[Step]> = (&mut policy).collect();
        let texts: Vec<&str> = text.splitn(6, ':').collect();
        let arn = matches!(policy.first(), Some([Step::One('a'), Step::One('r'), Step::One('n')]));
        let expected = if texts.len() < 6 || texts[0] != "arn" {
            Match::RequestNotArn
        } else if policy.len() < 6 || !arn {
            Match::PolicyNotArn
        } else if policy.drain(..).zip(&texts).all(|(steps, text)| naive::matches(steps, text)) {
            Match::Yes
        } else {
            Match::No
        };
        let pattern = pieces.concat();
        let (compiled, _) = ArnPattern::parse(&pattern, Variables::Yes);
        prop_assert_eq!(compiled.matches(&text, &values), expected, "{} on {}", pattern, text);
    }

    /// R-MRES-8: variables in the sixth component, with literal values.
    #[test]
    fn resources_with_variables_agree(
        start in "(a|\\*|b\\*|\\?){0,2}:(a|\\*)?:\\*?:a?:\\*?:",
        pieces in prop::collection::vec(prop::sample::select(vec!["a", "b", ":", "*", "?", "${a}", "${colon}", "${empty}", "${star}"]), 0..6),
        text in "[ab*:]{4,14}",
    ) {
        let pattern = format!("{start}{}", pieces.concat());
        let mut steps = resource_steps(&start);
        for piece in &pieces {
            match piece.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
                None => steps.extend(plain_steps(piece)),
                Some(name) => steps.extend(literal_steps(named(name).unwrap())),
            }
        }
        let expected = naive::matches(&steps, &text);
        prop_assert_eq!(resource(&pattern, Completion::None).matches(&text, &values), expected, "{} on {}", pattern, text);
    }

    #[test]
    fn any_text_is_a_pattern(pattern in any::<String>(), text in any::<String>()) {
        for variables in [Variables::Yes, Variables::No] {
            for wildcards in [Wildcards::Yes, Wildcards::No] {
                let (compiled, problems) = Pattern::parse(&pattern, wildcards, variables);
                compiled.matches(&text, &values);
                for problem in problems {
                    prop_assert!(pattern.get(problem.range).is_some());
                }
            }
            resource(&pattern, Completion::Fill).crosses_colon(&text, &values);
            ArnPattern::parse(&pattern, variables).0.matches(&text, &values);
        }
        let (literal, _) = Pattern::parse(&pattern, Wildcards::No, Variables::No);
        prop_assert_eq!(literal.matches_literal(&text), pattern == text);
    }
}
