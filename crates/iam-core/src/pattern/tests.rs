use proptest::prelude::*;

use super::*;

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
        "arn" => Some("arn:aws:iam::1:user/x"),
        _ => None,
    }
}

fn like(pattern: &str, text: &str) -> bool {
    Pattern::parse(pattern, Wildcards::Yes, Variables::Yes)
        .0
        .matches(text, &values)
}

fn resource(pattern: &str, completion: Completion) -> ResourcePattern {
    ResourcePattern::parse(pattern, Variables::Yes, completion).0
}

#[test]
fn wildcards_and_variables() {
    for (pattern, text, expected) in [
        ("", "", true),
        ("", "a", false),
        ("*", "", true),
        ("*", "a/b:c", true),
        ("**", "", true),
        ("?", "", false),
        ("?", "é", true),
        ("?", "😀", true),
        ("??", "é", false),
        ("a*b", "ab", true),
        ("a*b", "a/x/b", true),
        ("a*b", "abc", false),
        ("*a?c", "aabcabc", true),
        ("a*?", "a", false),
        ("a*?", "ab", true),
        ("*ab*ab", "ab", false),
        ("*aab*", "aaab", true),
        ("A", "a", false),
        ("[a-z]+", "a", false),
        ("${*}", "*", true),
        ("${*}", "x", false),
        ("${?}${$}{", "?${", true),
        ("$a", "$a", true),
        ("${star}", "*", true),
        ("${star}", "x", false),
        ("*${a}?${a}*", "xxaba", true),
        ("*${a}?${a}*", "xxabb", false),
        ("*${empty}*${empty}", "xyz", true),
        ("${empty}", "", true),
        ("*${missing}", "x", false),
        ("${}", "", false),
        ("${A}", "a", true),
    ] {
        assert_eq!(like(pattern, text), expected, "{pattern} on {text}");
    }
    let (plain, problems) = Pattern::parse("${*}x?", Wildcards::Yes, Variables::No);
    assert!(
        problems.is_empty()
            && plain.matches_literal("${anything}xy")
            && !plain.matches_literal("*xy")
    );
    let (plain, _) = Pattern::parse("a*?", Wildcards::No, Variables::No);
    assert!(plain.is_literal() && plain.matches_literal("a*?") && !plain.matches_literal("abc"));
}

#[test]
fn variables_are_read_with_their_places() {
    type Row = (
        &'static str,
        &'static [(&'static str, Option<&'static str>)],
        &'static [(ProblemKind, Range<usize>)],
    );
    let rows: &[Row] = &[
        ("x${aws:UserName}", &[("aws:username", None)], &[]),
        (
            "${a, 'd'}${b,'e f'}",
            &[("a", Some("d")), ("b", Some("e f"))],
            &[],
        ),
        ("${a, ''}", &[("a", Some(""))], &[]),
        ("${a,'x,y'}", &[("a", Some("x,y"))], &[]),
        (
            "${aws:PrincipalTag/cost center}",
            &[("aws:principaltag/cost center", None)],
            &[],
        ),
        (
            "é${a b}",
            &[("a b", None)],
            &[(ProblemKind::SpaceInVariable, 2..8)],
        ),
        (
            "${ a}",
            &[(" a", None)],
            &[(ProblemKind::SpaceInVariable, 0..5)],
        ),
        ("${}", &[("", None)], &[(ProblemKind::EmptyVariable, 0..3)]),
        ("${ }", &[("", None)], &[(ProblemKind::EmptyVariable, 0..4)]),
        (
            "${a, d}",
            &[("a", None)],
            &[(ProblemKind::MissingQuote, 0..7)],
        ),
        (
            "${a, 'd}",
            &[("a", None)],
            &[(ProblemKind::MissingQuote, 0..8)],
        ),
        (
            "${a, 'd' }",
            &[("a", None)],
            &[(ProblemKind::MissingQuote, 0..10)],
        ),
        (
            "${a, '}",
            &[("a", None)],
            &[(ProblemKind::MissingQuote, 0..7)],
        ),
        ("${a", &[], &[(ProblemKind::MissingBrace, 0..3)]),
        (
            "${a${b}",
            &[("b", None)],
            &[(ProblemKind::MissingBrace, 0..3)],
        ),
        ("${*}${?}${$}$x$", &[], &[]),
    ];
    for (text, variables, problems) in rows {
        let (pattern, found) = Pattern::parse(text, Wildcards::Yes, Variables::Yes);
        let read: Vec<_> = pattern
            .variables()
            .map(|variable| (&*variable.key, variable.default.as_deref()))
            .collect();
        assert_eq!(read, *variables, "{text}");
        for (slot, variable) in pattern.variables().enumerate() {
            assert_eq!(variable.slot as usize, slot);
            let range = variable.range.start as usize..variable.range.end as usize;
            assert!(
                text.get(range).unwrap().contains(&*variable.shown),
                "{text}"
            );
        }
        let found: Vec<_> = found
            .into_iter()
            .map(|problem| (problem.kind, problem.range))
            .collect();
        assert_eq!(found, *problems, "{text}");
    }
}

#[test]
fn shown_with_values() {
    let (pattern, _) = Pattern::parse("x/${star}/*${?}?", Wildcards::Yes, Variables::Yes);
    assert_eq!(pattern.resolved(&values).unwrap(), "x/*/*??");
    assert_eq!(pattern.resolved(&none), None);
    let kinds = |text| {
        let (pattern, _) = Pattern::parse(text, Wildcards::Yes, Variables::Yes);
        (
            pattern.is_literal(),
            pattern.is_lone_star(),
            pattern.has_wildcard(),
        )
    };
    assert_eq!(kinds("a${*}"), (true, false, false));
    assert_eq!(kinds("*"), (false, true, true));
    assert_eq!(kinds("**"), (false, false, true));
    assert_eq!(kinds("${a}"), (false, false, false));
}

/// Examples of R-MRES-3 to R-MRES-8.
#[test]
fn resource_entries() {
    let fill = Completion::Fill;
    let rows = [
        ("*", fill, "*", true),
        ("*", fill, "arn:aws:s3:::b", true),
        ("arn:*", fill, "*", false),
        (
            "arn:aws:s3:::bucket",
            fill,
            "arn:aws:s3:::bucket/key",
            false,
        ),
        ("arn:aws:s3:::bucket/*", fill, "arn:aws:s3:::bucket", false),
        (
            "arn:aws:s3:::bucket*",
            fill,
            "arn:aws:s3:::bucket/key",
            true,
        ),
        (
            "arn:aws:s3:::b/*/test/*",
            fill,
            "arn:aws:s3:::b/1/2/test/3",
            true,
        ),
        (
            "arn:aws:s3:::b/*/test/*",
            fill,
            "arn:aws:s3:::b/1/test/",
            true,
        ),
        (
            "arn:aws:s3:::b/*/test/*",
            fill,
            "arn:aws:s3:::b/test/x",
            false,
        ),
        (
            "arn:aws:s3:::b/*/test/*",
            fill,
            "arn:aws:s3:::b/1-test/x",
            false,
        ),
        (
            "arn:aws:sqs:us-east-1:123456789012:*",
            fill,
            "arn:aws:sqs:us-east-1:123456789012:q",
            true,
        ),
        (
            "arn:aws:sqs:*:q",
            fill,
            "arn:aws:sqs:us-east-1:123456789012:q",
            true,
        ),
        (
            "arn:aws:sqs:us-*-1:1:q",
            fill,
            "arn:aws:sqs:us-east-1:1:q",
            true,
        ),
        ("arn:aws:sqs:u*1:1:q", fill, "arn:aws:sqs:us:1:1:q", false),
        ("arn:aws:sqs:u?:1:q", fill, "arn:aws:sqs:u::1:q", false),
        ("arn:aws:sns:r:1:t?s", fill, "arn:aws:sns:r:1:t:s", true),
        ("arn:aws:sns:r:1:t*s", fill, "arn:aws:sns:r:1:t:x:s", true),
        ("arn:aws:sqs", fill, "arn:aws:sqs:r:1:q", true),
        ("arn:aws:s3:*", fill, "arn:aws:s3:::b", true),
        ("arn:aws:s3", Completion::None, "arn:aws:s3:::b", false),
        ("arn:aws:s3*", Completion::None, "arn:aws:s3:::b", true),
        ("arn:aws:s*3", Completion::None, "arn:aws:s3:::3", false),
        ("arn:aws:s3:::${a}/*", fill, "arn:aws:s3:::a/x", true),
        ("arn:aws:s3:::${star}", fill, "arn:aws:s3:::x", false),
        ("arn:aws:s3:::${colon}", fill, "arn:aws:s3:::a:b", true),
        ("arn:aws:s3:::${none}", fill, "arn:aws:s3:::", false),
        ("arn:aws:s3::${empty}:b", fill, "arn:aws:s3:::b", false),
        ("arn:aws:s3::${*}:b", fill, "arn:aws:s3::*:b", false),
        ("${arn}", fill, "arn:aws:iam::1:user/x", false),
        ("arn:aws-cn:s3:::b", fill, "arn:aws:s3:::b", false),
        ("arn:aws:s3:::B", fill, "arn:aws:s3:::b", false),
    ];
    for (pattern, completion, arn, expected) in rows {
        assert_eq!(
            resource(pattern, completion).matches(arn, &values),
            expected,
            "{pattern} on {arn}"
        );
    }
    let arn = "arn:aws:sqs:r:1:q";
    for (pattern, crosses) in [
        ("arn:aws:sqs:*:q", true),
        ("arn:aws:sqs:*:*:*", false),
        ("arn:aws:sqs", false),
        ("*", false),
        ("arn:*", false),
        ("a*", true),
    ] {
        assert!(
            resource(pattern, Completion::Fill).matches(arn, &none),
            "{pattern}"
        );
        assert_eq!(
            resource(pattern, Completion::Fill).crosses_colon(arn, &none),
            crosses,
            "{pattern}"
        );
    }
    assert!(resource("arn:aws:${a}:::b", Completion::None).variable_before_sixth());
    assert!(!resource("arn:aws:s3:::${a}", Completion::None).variable_before_sixth());
    assert_eq!(
        resource("arn:aws:s3", Completion::Fill).component_count(),
        3
    );
}

#[test]
fn arn_conditions() {
    let arn = "arn:aws:iam::1:user/x";
    for (pattern, text, expected) in [
        ("arn:aws:iam::1:user/*", arn, Match::Yes),
        ("arn:*:iam::*:*", arn, Match::Yes),
        ("arn:aws:iam:*:user/x", arn, Match::PolicyNotArn),
        ("arn:aws:iam:*:1:user/?", arn, Match::Yes),
        (
            "arn:aws:sns:*:topic",
            "arn:aws:sns:r:1:topic",
            Match::PolicyNotArn,
        ),
        ("arn:aws:iam::*:user", arn, Match::No),
        ("*", arn, Match::PolicyNotArn),
        ("a*:aws:iam::1:user/x", arn, Match::PolicyNotArn),
        ("ARN:aws:iam::1:user/x", arn, Match::PolicyNotArn),
        (arn, "user/x", Match::RequestNotArn),
        ("*", "*", Match::RequestNotArn),
        ("${arn}", arn, Match::Yes),
        ("${arn}/y", "arn:aws:iam::1:user/x/y", Match::Yes),
        ("${missing}", arn, Match::No),
        ("${a}", arn, Match::PolicyNotArn),
        ("arn:aws:iam::1:${star}", arn, Match::No),
        ("arn:aws:iam::1:${star}", "arn:aws:iam::1:*", Match::Yes),
        ("arn:aws:iam:${colon}:x", "arn:aws:iam:a:b:x", Match::Yes),
        ("arn:aws:iam::${a}:x*", "arn:aws:iam::a:x:y", Match::Yes),
        (
            "arn:aws:iam::1:t/${colon}",
            "arn:aws:iam::1:t/a:b",
            Match::Yes,
        ),
    ] {
        let (pattern_, _) = ArnPattern::parse(pattern, Variables::Yes);
        assert_eq!(
            pattern_.matches(text, &values),
            expected,
            "{pattern} on {text}"
        );
    }
}

#[test]
fn hostile_patterns_are_quick() {
    let text = "a".repeat(1 << 20);
    for pattern in [
        "*a".repeat(5000) + "b",
        "*a?".repeat(2000) + "*b",
        "?".repeat(5000) + "*b*",
        "*aa?aa*".repeat(100) + "b",
    ] {
        assert!(!like(&pattern, &text));
        assert!(
            !resource(&format!("arn:aws:x:::{pattern}"), Completion::Fill)
                .matches(&format!("arn:aws:x:::{text}"), &none)
        );
        assert!(
            !resource(&format!("arn:{pattern}:x:*:a*:b"), Completion::Fill)
                .matches(&format!("arn:{text}:b"), &none)
        );
    }
    let colons = "a:".repeat(1 << 19);
    for pattern in [
        "*:*:*:*:*:b",
        "*:*:a*:*:*a:b*c",
        "*:a:*:a:*:a*b*c",
        "*:*:*:*:*:a:a:a:a:a:a:b",
        "*:a?*:*:*:b",
    ] {
        assert!(
            !resource(pattern, Completion::None).matches(&colons, &none),
            "{pattern}"
        );
    }
}

/// One step of a pattern for the slow matchers.
#[derive(Clone, Copy, Debug)]
enum Step {
    One(char),
    Any { colon: bool },
    Run { colon: bool },
}

/// Tries everything.
fn slow(steps: &[Step], text: &[char]) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for step in steps {
        let mut next = vec![false; text.len() + 1];
        for at in (0..=text.len()).filter(|at| reached[*at]) {
            match *step {
                Step::One(ch) if text.get(at) == Some(&ch) => next[at + 1] = true,
                Step::Any { colon } if text.get(at).is_some_and(|ch| colon || *ch != ':') => {
                    next[at + 1] = true;
                }
                Step::Run { colon } => {
                    let stop = |ch: &char| !colon && *ch == ':';
                    let length = text[at..].iter().take_while(|ch| !stop(ch)).count();
                    next[at..=at + length].fill(true);
                }
                Step::One(_) | Step::Any { .. } => {}
            }
        }
        reached = next;
    }
    reached[text.len()]
}

fn plain_steps(pattern: &str) -> Vec<Step> {
    let step = |ch| match ch {
        '*' => Step::Run { colon: true },
        '?' => Step::Any { colon: true },
        _ => Step::One(ch),
    };
    pattern.chars().map(step).collect()
}

/// R-MRES-3, step 3, word by word.
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
            ':' => {
                colons += 1;
                Step::One(':')
            }
            _ => Step::One(*ch),
        });
    }
    steps
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn one_by_one(pattern: &str, text: &str) -> bool {
    let (patterns, texts): (Vec<_>, Vec<_>) = (
        pattern.splitn(6, ':').collect(),
        text.splitn(6, ':').collect(),
    );
    patterns.len() == 6
        && texts.len() == 6
        && patterns
            .iter()
            .zip(&texts)
            .all(|(pattern, text)| slow(&plain_steps(pattern), &chars(text)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_trying_everything(pattern in "[ab:*?é]{0,10}", text in "[ab:é]{0,14}") {
        let (compiled, _) = Pattern::parse(&pattern, Wildcards::Yes, Variables::Yes);
        prop_assert_eq!(compiled.matches_literal(&text), slow(&plain_steps(&pattern), &chars(&text)));
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
            steps.extend(literal.chars().map(Step::One));
        }
        prop_assert_eq!(compiled.matches(&text, &resolve), slow(&steps, &chars(&text)));
    }

    #[test]
    fn resources_agree_with_trying_everything(
        pattern in prop::collection::vec("[ab*?/]{0,3}", 1..8).prop_map(|parts| parts.join(":")),
        text in prop::collection::vec("[ab/]{0,3}", 1..9).prop_map(|parts| parts.join(":")),
    ) {
        let compiled = resource(&pattern, Completion::None);
        let expected = slow(&resource_steps(&pattern), &chars(&text));
        prop_assert_eq!(compiled.matches(&text, &none), expected, "{} on {}", pattern, text);
        let crosses = expected && pattern != "*" && !one_by_one(&pattern, &text);
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
        prop_assert_eq!(compiled.matches(&text, &none), slow(&resource_steps(&pattern), &chars(&text)), "{} on {}", pattern, text);
    }

    #[test]
    fn filled_resources_agree(rest in "[ab*:]{0,8}", text in "[ab:]{0,12}") {
        let (pattern, text) = (format!("arn:{rest}"), format!("arn:{text}"));
        let missing = 5_usize.saturating_sub(pattern.matches(':').count());
        let filled = format!("{pattern}{}", ":*".repeat(missing));
        let expected = [&pattern, &filled].into_iter().any(|pattern| slow(&resource_steps(pattern), &chars(&text)));
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
                Some(name) => steps.extend(named(name).unwrap().chars().map(Step::One)),
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
        } else if policy.drain(..).zip(&texts).all(|(steps, text)| slow(steps, &chars(text))) {
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
                Some(name) => steps.extend(named(name).unwrap().chars().map(Step::One)),
            }
        }
        let expected = slow(&steps, &chars(&text));
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
