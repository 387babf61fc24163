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
