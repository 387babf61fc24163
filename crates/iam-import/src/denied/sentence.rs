//! The sentence itself: `User: P is not authorized to perform: A on resource: R because …`.

use std::ops::Range;

use super::reason::{Reason, read_reason};
use super::value::{Value, resource_value};
use crate::phrase;

/// The most sentences that are read from one text.
const MAX_SENTENCES: usize = 200;

/// How far back the caller is looked for, in bytes: an ARN has at most 2,048 characters.
const MAX_CALLER: usize = 4_096;

/// Signs that follow a value and do not belong to it.
const AFTER_VALUE: [char; 9] = ['.', ',', ';', '`', '\'', '"', '\\', ')', '<'];

/// A sentence, taken apart. Ranges are of the text it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// From the caller to the end of the reason.
    pub(super) range: Range<usize>,
    pub(super) principal: Option<Value>,
    pub(super) action: Value,
    pub(super) resource: Option<Value>,
    pub(super) reason: Reason,
}

/// Every sentence of the text, in order.
pub(super) fn find_sentences(text: &str) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut from = 0;
    let mut searched = 0;
    while let Some(anchor) = phrase::find(text, searched, "not authorized to perform") {
        searched = anchor.end;
        if let Some(sentence) = read_sentence(text, from, anchor) {
            from = sentence.range.end;
            searched = searched.max(from);
            found.push(sentence);
            if found.len() == MAX_SENTENCES {
                break;
            }
        }
    }
    found
}

fn read_sentence(text: &str, from: usize, anchor: Range<usize>) -> Option<Sentence> {
    let mut at = anchor.end;
    if text.get(at..)?.starts_with(':') {
        at += 1;
    }
    let action = read_action(text, at)?;
    let principal = read_principal(text, from, anchor.start);
    let start = principal.as_ref().map_or(anchor.start, |(start, _)| *start);
    let mut end = action.range.end;
    let resource = read_resource(text, end);
    if let Some((value, after)) = &resource {
        end = (*after).max(value.range.end);
    }
    let (reason, end) = read_reason(text, end);
    Some(Sentence {
        range: start..end,
        principal: principal.map(|(_, value)| value),
        action,
        resource: resource.map(|(value, _)| value),
        reason,
    })
}

/// An action: a token with a colon. "perform this operation" has none.
fn read_action(text: &str, at: usize) -> Option<Value> {
    let start = phrase::skip_blank(text, at);
    let start = start
        + if text.get(start..)?.starts_with(['`', '"', '\'']) {
            1
        } else {
            Default::default()
        };
    let token = text.get(start..phrase::token_end(text, start))?;
    let name = |ch: char| ch.is_ascii_alphanumeric() || "-_*".contains(ch);
    let (service, rest) = token.split_once(':')?;
    let len = rest.find(|ch| !name(ch)).unwrap_or(rest.len());
    if service.is_empty() || len == 0 || !service.chars().all(name) {
        return None;
    }
    let range = start..start + service.len() + 1 + len;
    Some(Value::plain(text, range))
}

/// The caller and where its sentence begins: between `User:` and `is`.
fn read_principal(text: &str, from: usize, end: usize) -> Option<(usize, Value)> {
    let before = text.get(from..end)?.trim_end();
    let is = before.len().checked_sub(2)?;
    if !before.get(is..)?.eq_ignore_ascii_case("is") {
        return None;
    }
    let end = from + is;
    let mut window = from.max(end.saturating_sub(MAX_CALLER));
    while !text.is_char_boundary(window) {
        window += 1;
    }
    let said = text.get(window..end)?;
    let label = ["User:", "user:", "User ", "Principal:"]
        .iter()
        .filter_map(|label| said.rfind(label).map(|at| (at, label.len())))
        .max();
    let (start, value) = if let Some((at, len)) = label {
        (window + at, window + at + len..end)
    } else {
        // Cut at its beginning, or another wording: the token before `is`, if it is an ARN.
        let trimmed = said.trim_end();
        let at = trimmed.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let at = window + at;
        text.get(at..)?.starts_with("arn:").then_some(())?;
        (at, at..end)
    };
    Some((start, clean_principal(text, phrase::trim(text, value))?))
}

fn clean_principal(text: &str, range: Range<usize>) -> Option<Value> {
    let range = phrase::trim_end(text, range, &AFTER_VALUE);
    let said = text.get(range.clone())?;
    if said.is_empty() {
        return None;
    }
    if said.starts_with("arn:") {
        return Some(Value::rejoined(text, range));
    }
    // Whatever else it is, it is one word.
    let last = said.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    Some(Value::plain(text, range.start + last..range.end))
}

/// The resource, and where reading goes on.
fn read_resource(text: &str, at: usize) -> Option<(Value, usize)> {
    // The action may be in quotes of its own.
    let rest = text.get(at..)?;
    let at = at + (rest.len() - rest.trim_start_matches(['`', '"', '\'']).len());
    let at = phrase::skip_blank(text, at);
    for words in [
        "on the resource associated with this ciphertext",
        "on the specified resource",
    ] {
        if let Some(end) = phrase::after(text, at, words) {
            return Some((Value::plain(text, at + "on ".len()..end), end));
        }
    }
    let after = [
        "on resource:",
        "on resource(s):",
        "on the resource:",
        "on resource",
    ]
    .iter()
    .find_map(|label| phrase::after(text, at, label))?;
    resource_value(text, phrase::skip_blank(text, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_cut_where_they_end() {
        const USER: &str = "arn:aws:iam::111122223333:user/ana";
        for (text, principal, action, resource) in [
            (
                "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:ListAllMyBuckets",
                USER,
                "s3:ListAllMyBuckets",
                "-",
            ),
            (
                "x User: arn:aws:iam::1111222\n 23333:user/ana is not\nauthorized to perform: SNS:Publish on resource: arn:aws:sns:eu-west-1:111122223333:t because no x",
                USER,
                "SNS:Publish",
                "arn:aws:sns:eu-west-1:111122223333:t",
            ),
            (
                "User: anonymous is not authorized to perform: es:ESHttpGet with an explicit deny",
                "anonymous",
                "es:ESHttpGet",
                "-",
            ),
            (
                r#"{"m":"User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/a b\" because no"}"#,
                USER,
                "s3:GetObject",
                "arn:aws:s3:::b/a b",
            ),
            (
                "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/a b with an explicit deny",
                USER,
                "s3:GetObject",
                "arn:aws:s3:::b/a b",
            ),
            (
                "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: iam:PassRole on resource: role deploy (Service: Iam, Status Code: 403)",
                USER,
                "iam:PassRole",
                "role deploy",
            ),
            (
                "Not authorized to perform sts:AssumeRoleWithWebIdentity",
                "-",
                "sts:AssumeRoleWithWebIdentity",
                "-",
            ),
            (
                "arn:aws:iam::111122223333:user/ana is not authorized to perform: a:B on resource: *.",
                USER,
                "a:B",
                "*",
            ),
        ] {
            let found = find_sentences(text);
            let [sentence] = found.as_slice() else {
                panic!("{text}: {found:?}");
            };
            let show = |value: &Option<Value>| {
                value
                    .as_ref()
                    .map_or_else(|| "-".to_owned(), |value| value.text.clone())
            };
            assert_eq!(show(&sentence.principal), principal, "{text}");
            assert_eq!(sentence.action.text, action, "{text}");
            assert_eq!(show(&sentence.resource), resource, "{text}");
        }
        assert_eq!(
            find_sentences("You are not authorized to perform this operation."),
            []
        );
    }
}
