//! Policy variables, inside `${` and `}`.
//!
//! Source: *IAM policy elements: Variables and tags* (R-VAR-1 …).

use iam_core::policy::Operator;
use iam_core::text::Span;

use super::offer::{Offer, Said};
use super::{Asked, ItemKind};
use crate::fuzzy::Typed;
use crate::insert::Insert;
use crate::place::{Position, Value};

/// Variables that are no global keys.
const OTHERS: [(&str, &str); 12] = [
    ("*", "The character * itself, where it would be a wildcard."),
    ("?", "The character ? itself, where it would be a wildcard."),
    ("$", "The character $ itself."),
    (
        "cognito-identity.amazonaws.com:sub",
        "The identity of Amazon Cognito that the session is for.",
    ),
    (
        "cognito-identity.amazonaws.com:aud",
        "The identity pool of Amazon Cognito.",
    ),
    ("saml:sub", "The subject that the SAML provider asserted."),
    ("saml:namequalifier", "Who made the SAML subject."),
    (
        "accounts.google.com:sub",
        "The subject that Google asserted.",
    ),
    ("graph.facebook.com:id", "The person’s id at Facebook."),
    (
        "www.amazon.com:user_id",
        "The person’s id at Login with Amazon.",
    ),
    (
        "sts:ExternalId",
        "The external id that was given when the role was assumed.",
    ),
    (
        "ec2:SourceInstanceARN",
        "The EC2 instance that the session’s role belongs to.",
    ),
];

/// Global keys that are most often variables.
const USUAL: [&str; 4] = [
    "aws:username",
    "aws:userid",
    "aws:PrincipalTag/${TagKey}",
    "aws:PrincipalAccount",
];

/// Whether the caret is inside a variable; then variables are offered, and nothing else.
pub(super) fn complete(asked: &mut Asked<'_>, offer: &mut Offer) -> bool {
    let typed = asked.place.typed();
    let Some(open) = typed
        .rfind("${")
        .filter(|open| !typed.get(*open..).unwrap_or("").contains('}'))
    else {
        return false;
    };
    let replaced = match asked.place.position {
        Position::Value(Value::Resource) => true,
        Position::Value(Value::Key { operator, .. }) => {
            Operator::parse(operator).is_ok_and(|read| read.operator.takes_variables())
        }
        Position::Value(_) | Position::Name(_) => false,
    };
    let Some(token) = asked
        .place
        .spot
        .token
        .filter(|token| replaced && token.quoted)
    else {
        return false;
    };
    let start = token.inner.start as usize + open + 2;
    let caret = token.inner.start as usize + typed.len();
    let rest = asked.place.whole().get(typed.len()..).unwrap_or("");
    // Up to the brace, if the variable has one; else up to the end of the word.
    let word = rest
        .find(['}', '$', '*', '?', '/', '"'])
        .unwrap_or(rest.len());
    let closed = rest.get(word..).is_some_and(|rest| rest.starts_with('}'));
    // What stands behind an unclosed variable is kept, rather than taken for its end.
    let word = if closed { word + 1 } else { 0 };
    asked.around.span = Span::new(start, caret + word);
    asked.around.also.clear();
    offer.typed = Typed::new(typed.get(open + 2..).unwrap_or(""));
    keys(asked, offer);
    for (name, about) in OTHERS {
        let mut insert = Insert::default();
        insert.push(name);
        insert.push("}");
        add(name, about, 60, insert, offer);
    }
    true
}

fn keys(asked: &Asked<'_>, offer: &mut Offer) {
    for key in &asked.catalog.index().global_keys {
        // Variables are keys with one value (R-VAR).
        if key.value.multivalued {
            continue;
        }
        let rank = if USUAL.contains(&&*key.name) { 0 } else { 30 };
        let mut insert = super::condition::key_with_fields(&key.name);
        insert.push("}");
        add(&key.name, &key.presence, rank, insert, offer);
    }
}

fn add(label: &str, about: &str, rank: u32, insert: Insert, offer: &mut Offer) {
    let said = Said {
        label,
        kind: ItemKind::Variable,
        detail: "",
        about,
        again: false,
    };
    offer.add(rank, &said, || insert);
}
