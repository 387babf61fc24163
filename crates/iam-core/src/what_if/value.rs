//! Values that a condition key could be given, so that a condition turns out otherwise.

use crate::date::{Instant, parse_date};
use crate::ip::IpRange;
use crate::policy::operator::{Comparison, Operator, Qualifier};
use crate::report::{ConditionFinding, Origin};

/// A value of a key to try; none makes the key absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TriedValue {
    pub(super) values: Vec<String>,
    pub(super) multivalued: bool,
    /// Whether it stands for every value that no policy names.
    pub(super) other: bool,
}

/// Keys that follow from the identity, the account, the organization or the caller, by how they begin.
const FOLLOW: [&str; 12] = [
    "aws:principalorg",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principaltype",
    "aws:principalisawsservice",
    "aws:principalservicename",
    "aws:userid",
    "aws:username",
    "aws:resourceaccount",
    "aws:resourceorg",
    "aws:viaawsservice",
    "aws:calledvia",
];

/// Whether a scenario can give the key another value: not where it follows from who asks or what is asked for, also when
/// it is missing.
pub(super) fn can_be_set(key: &str, origin: Origin) -> bool {
    let lower = crate::letter_case::lower(key);
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| lower.starts_with(prefix));
    let is_tag = begins(&["aws:principaltag/", "aws:resourcetag/", "iam:resourcetag/"]);
    is_tag || (origin != Origin::Derived && !begins(&FOLLOW))
}

/// Values worth trying for a condition, the likeliest first: what the policy lists, neighbors of it, absence, and
/// something else altogether.
pub(super) fn tried_values(condition: &ConditionFinding) -> Vec<TriedValue> {
    let Ok(spelled) = Operator::parse(&condition.operator) else {
        return Vec::new();
    };
    let operator = spelled.operator;
    let multivalued = operator.qualifier != Qualifier::One || condition.request.len() > 1;
    let mut texts: Vec<String> = Vec::new();
    for value in condition.values.iter().take(4) {
        let text = value.resolved.as_deref().unwrap_or(&value.text);
        texts.extend(examples(operator.base.comparison, text));
    }
    let mut tried: Vec<TriedValue> = texts
        .iter()
        .map(|text| TriedValue {
            values: vec![text.clone()],
            multivalued,
            other: false,
        })
        .collect();
    tried.push(TriedValue {
        values: Vec::new(),
        multivalued: false,
        other: false,
    });
    if let Some(other) = another(operator.base.comparison, &texts) {
        tried.push(TriedValue {
            values: vec![other],
            multivalued,
            other: true,
        });
    }
    tried.dedup();
    tried
}

fn examples(comparison: Comparison, text: &str) -> Vec<String> {
    match comparison {
        Comparison::StringLike | Comparison::Arn => vec![concrete(text)],
        Comparison::Numeric(_) => match text.parse::<i64>() {
            Ok(number) => [number, number.saturating_sub(1), number.saturating_add(1)]
                .map(|n| n.to_string())
                .to_vec(),
            Err(_) => vec![text.to_owned()],
        },
        Comparison::Date(_) => match parse_date(text) {
            Some(date) => {
                const DAY: i64 = 86_400;
                let near = |days: i64| {
                    Instant::from_seconds(date.seconds().saturating_add(days * DAY)).to_string()
                };
                vec![text.to_owned(), near(-1), near(1)]
            }
            None => Vec::new(),
        },
        Comparison::Bool | Comparison::Null => vec!["true".to_owned(), "false".to_owned()],
        Comparison::Ip => IpRange::parse(text)
            .map(|range| range.network().to_string())
            .into_iter()
            .collect(),
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::Binary => {
            vec![text.to_owned()]
        }
    }
}

/// A text that a pattern matches.
fn concrete(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        match c {
            '*' => out.push_str("example"),
            '?' => out.push('x'),
            c => out.push(c),
        }
    }
    out
}

/// A value of the kind that is none of the policy's.
fn another(comparison: Comparison, texts: &[String]) -> Option<String> {
    let other = match comparison {
        Comparison::Ip => "192.0.2.1",
        Comparison::Arn => "arn:aws:iam::000000000000:user/example",
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike => {
            "example"
        }
        Comparison::Numeric(_)
        | Comparison::Date(_)
        | Comparison::Bool
        | Comparison::Binary
        | Comparison::Null => return None,
    };
    (!texts.iter().any(|text| text == other)).then(|| other.to_owned())
}
