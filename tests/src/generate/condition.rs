//! Conditions, and values of the keys that they test.

use iam_core::scenario::{ContextValue, Scalar};

use super::statement::one_or_more;
use super::{A, APP, B, ENDPOINT, Tape};

/// Operators of a kind, keys that they fit, and values for both policies and requests.
struct Vocabulary {
    operators: &'static [&'static str],
    keys: &'static [&'static str],
    values: &'static [&'static str],
}

const TEXT: Vocabulary = Vocabulary {
    operators: &[
        "StringEquals",
        "StringNotEquals",
        "StringLike",
        "StringNotLike",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
    ],
    keys: &[
        "x:k",
        "aws:PrincipalTag/team",
        "aws:ResourceTag/team",
        "aws:RequestTag/team",
        "aws:username",
        "AWS:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:ResourceAccount",
        "aws:SourceVpce",
        "aws:PrincipalType",
        "aws:userid",
        "sts:ExternalId",
    ],
    values: &[
        "red",
        "blue",
        "Red",
        "r*",
        "*",
        "",
        "${aws:username}",
        "${aws:PrincipalTag/team}",
        "${aws:ResourceTag/team, 'red'}",
        "${x:k}",
        "alice",
        A,
        B,
        "o-a1b2c3d4e5",
        ENDPOINT,
    ],
};
const LISTS: Vocabulary = Vocabulary {
    operators: &[
        "ForAnyValue:StringEquals",
        "ForAllValues:StringEquals",
        "ForAnyValue:StringLike",
        "ForAllValues:StringNotLike",
        "ForAnyValue:StringNotEquals",
    ],
    keys: &[
        "x:list",
        "aws:TagKeys",
        "aws:PrincipalOrgPaths",
        "aws:CalledVia",
        "x:k",
    ],
    values: &[
        "red",
        "blue",
        "team",
        "o-a1b2c3d4e5/*",
        "cloudformation.amazonaws.com",
        "",
        "*",
    ],
};
const BOOL: Vocabulary = Vocabulary {
    operators: &["Bool", "ForAllValues:Bool"],
    keys: &[
        "x:flag",
        "aws:SecureTransport",
        "aws:MultiFactorAuthPresent",
        "aws:ViaAWSService",
        "aws:PrincipalIsAWSService",
    ],
    values: &["true", "false", "True", "yes"],
};
const NULL: Vocabulary = Vocabulary {
    operators: &["Null"],
    keys: &[
        "x:k",
        "x:list",
        "aws:TokenIssueTime",
        "aws:MultiFactorAuthPresent",
        "aws:SourceVpce",
        "aws:PrincipalTag/team",
        "aws:TagKeys",
    ],
    values: &["true", "false"],
};
const IP: Vocabulary = Vocabulary {
    operators: &["IpAddress", "NotIpAddress", "ForAnyValue:IpAddress"],
    keys: &["aws:SourceIp", "x:ip"],
    values: &[
        "203.0.113.0/24",
        "203.0.113.7",
        "2001:db8::/32",
        "2001:DB8::1",
        "0.0.0.0/0",
        "none",
    ],
};
const NUMERIC: Vocabulary = Vocabulary {
    operators: &[
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericGreaterThanEquals",
    ],
    keys: &["x:n", "s3:max-keys", "aws:EpochTime"],
    values: &["10", "10.0", "9", "1e1", "-3", "ten"],
};
const DATE: Vocabulary = Vocabulary {
    operators: &[
        "DateLessThan",
        "DateGreaterThan",
        "DateEquals",
        "DateNotEquals",
    ],
    keys: &["x:d", "aws:CurrentTime", "aws:TokenIssueTime"],
    values: &[
        "2026-01-01T00:00:00Z",
        "2025-06-01T12:00:00+02:00",
        "1767225600",
        "soon",
    ],
};
const ARN: Vocabulary = Vocabulary {
    operators: &["ArnLike", "ArnEquals", "ArnNotLike", "ForAnyValue:ArnLike"],
    keys: &["aws:SourceArn", "aws:PrincipalArn", "x:arn"],
    values: &[
        "arn:aws:iam::111122223333:role/*",
        APP,
        "arn:aws:iam::*:user/dev/alice",
        "arn:aws:sns:*:*:*",
        "*",
        "no-arn",
    ],
};
const ALL: [&Vocabulary; 10] = [
    &TEXT, &TEXT, &TEXT, &LISTS, &BOOL, &NULL, &IP, &NUMERIC, &DATE, &ARN,
];

/// A `Condition` element of one to three tests.
pub(super) fn condition(tape: &mut Tape<'_>) -> String {
    let mut operators: Vec<String> = Vec::new();
    let mut tests = Vec::new();
    for _ in 0..tape.pick(&[1, 1, 1, 2, 3]) {
        let vocabulary = tape.pick(&ALL);
        let mut operator = tape.pick(vocabulary.operators).to_owned();
        if operator != "Null" && tape.chance(20) {
            operator.push_str("IfExists");
        }
        if operators.contains(&operator) {
            continue;
        }
        // Half of all tests are on a key that nothing but the request gives.
        let keys = tape.pick(&[1, vocabulary.keys.len()]);
        let key = tape.pick(&vocabulary.keys[..keys]);
        let values = if tape.chance(4) {
            "[]".to_owned()
        } else {
            one_or_more(vocabulary.values, tape)
        };
        tests.push(format!(r#""{operator}": {{ "{key}": {values} }}"#));
        operators.push(operator);
    }
    format!("{{ {} }}", tests.join(", "))
}

/// A key that conditions test, with a value that they may ask for.
pub(super) fn key_and_value(tape: &mut Tape<'_>) -> (&'static str, ContextValue) {
    let vocabulary = tape.pick(&ALL);
    let key = tape.pick(vocabulary.keys);
    (key, value(key, vocabulary, tape))
}

/// A value for a key, as conditions on it may ask for: most often of the right form.
pub fn value_of(key: &str, tape: &mut Tape<'_>) -> ContextValue {
    let fits = |vocabulary: &&&Vocabulary| {
        let same = |own: &&str| own.eq_ignore_ascii_case(key);
        vocabulary.operators != NULL.operators && vocabulary.keys.iter().any(same)
    };
    let vocabulary = ALL.iter().find(fits).unwrap_or(&&TEXT);
    value(key, vocabulary, tape)
}

fn value(key: &str, vocabulary: &Vocabulary, tape: &mut Tape<'_>) -> ContextValue {
    let is_list = LISTS.keys.contains(&key) && key != "x:k";
    let mut scalar = || Scalar::text(tape.pick(vocabulary.values));
    let first = scalar();
    let second = scalar();
    match (is_list, tape.below(10)) {
        (true, 9) | (false, 0..=8) => ContextValue::Single(first),
        (true, 0) => ContextValue::List(Vec::new()),
        (true, 1..=4) => ContextValue::List(vec![first]),
        _ => ContextValue::List(vec![first, second]),
    }
}
