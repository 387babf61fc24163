//! Messages that say little: an operation and `Access Denied`, older wordings, and errors that no policy decides.

use std::ops::Range;

use super::call::Call;
use super::request::{Placed, Said, add};
use super::sentence::Sentence;
use super::{placed, value::Value};
use crate::command::Command;
use crate::import::Basis;
use crate::layer::Layer;
use crate::operation;
use crate::phrase;
use crate::reader::Reader;
use crate::table::Paste;

/// What stands where the sentence should.
const BARE: [&str; 8] = [
    "Access Denied",
    "AccessDenied",
    "Forbidden",
    "You are not authorized to perform this operation",
    "User is not authorized",
    "Not authorized",
    "Unauthorized",
    "You don't have permission",
];

/// A call whose message names neither caller nor resource: the action follows from the operation.
pub(super) fn read_calls(
    paste: &Paste<'_>,
    calls: &[Call],
    sentences: &[Sentence],
    commands: &[Command],
    reader: &mut Reader<'_>,
) {
    let layer = paste.layer;
    let text = layer.text();
    for (idx, call) in calls.iter().enumerate() {
        let next = calls
            .get(idx + 1)
            .map_or(text.len(), |next| next.range.start);
        let has_sentence = sentences
            .iter()
            .any(|sentence| (call.range.end..next).contains(&sentence.range.start));
        let bare = BARE
            .iter()
            .find_map(|words| phrase::after(text, call.range.end, words));
        let Some(end) = bare.filter(|_| !has_sentence) else {
            continue;
        };
        let command = commands
            .iter()
            .rfind(|command| command.range.end <= call.range.start)
            .or(paste.command);
        let is_ec2 = call
            .code
            .as_deref()
            .is_some_and(|code| code.ends_with("UnauthorizedOperation"));
        let service = call
            .service
            .clone()
            .or_else(|| super::call::service_behind(text, end))
            .or_else(|| is_ec2.then(|| "ec2".to_owned()))
            .or_else(|| command.map(|command| command.service.clone()));
        let action = operation::action(service.as_deref(), &call.operation.text);
        let mut found = placed(layer, &call.operation, Basis::Follows);
        found.text = action.unwrap_or_default();
        let resource = if found.text.starts_with("s3:") {
            command
                .filter(|command| paste.command != Some(command))
                .and_then(|command| s3_of_command(layer, command, reader))
                .or_else(|| s3_address(layer, reader))
        } else {
            None
        };
        add(
            reader,
            &Said {
                span: layer.span(call.range.start..end),
                principal: None,
                action: found,
                resource,
                decision: None,
                policy_type: None,
                policy: None,
                words: None,
                is_no_policy: false,
                operation: Some(call.operation.text.clone()),
                service,
            },
        );
    }
}

/// What an `aws s3api` command line asked for.
fn s3_of_command(layer: &Layer, command: &Command, reader: &mut Reader<'_>) -> Option<Placed> {
    let bucket = command.option("bucket")?;
    let object = command.option("key").map(|key| format!("/{key}"));
    let arn = format!("arn:aws:s3:::{bucket}{}", object.unwrap_or_default());
    let mut place = placed(
        layer,
        &Value::plain(layer.text(), command.range.clone()),
        Basis::Follows,
    );
    reader.note(
        "resource-derived",
        format!("the resource is put together from the command: {arn}"),
        place.span,
    );
    place.text = arn;
    Some(place)
}

/// The one `s3://` address of the text: most likely what was asked for.
fn s3_address(layer: &Layer, reader: &mut Reader<'_>) -> Option<Placed> {
    let text = layer.text();
    let mut found: Option<Range<usize>> = None;
    let mut from = 0;
    while let Some(at) = phrase::find(text, from, "s3://") {
        let end = phrase::token_end(text, at.start);
        let range = phrase::trim_end(text, at.end..end, &[',', ';', '\'', '"', ')', '`']);
        from = end.max(at.end);
        let same = found
            .as_ref()
            .is_none_or(|known| text.get(known.clone()) == text.get(range.clone()));
        if !same {
            return None;
        }
        found = Some(range);
    }
    let range = found.filter(|range| !range.is_empty())?;
    let mut place = placed(layer, &Value::plain(text, range), Basis::Guessed);
    reader.note(
        "resource-unknown",
        format!(
            "the message names no resource: `s3://{}`, which stands in the text, is taken for it",
            place.text
        ),
        place.span,
    );
    place.text = format!("arn:aws:s3:::{}", place.text);
    Some(place)
}

/// What is no denial by a policy, and what to say about it.
const NO_DENIAL: [(&str, &str, &str); 9] = [
    (
        "User is not authorized to access this resource",
        "an authorizer of API Gateway refused this call, not an IAM policy",
        "Look at the authorizer's log or its output; paste its policy if it returns one",
    ),
    (
        "pass role is not allowed",
        "a role can only be passed within its own account; no policy changes that",
        "Use a role of the account that the call is made in",
    ),
    (
        "security token included in the request is expired",
        "the credentials have expired: AWS did not evaluate any policy",
        "Sign in again, repeat the call and paste what it says",
    ),
    (
        "security token included in the request is invalid",
        "the credentials are not valid: AWS did not evaluate any policy",
        "Check the credentials, repeat the call and paste what it says",
    ),
    (
        "InvalidClientTokenId",
        "the access key is not known: AWS did not evaluate any policy",
        "Check the credentials, repeat the call and paste what it says",
    ),
    (
        "SignatureDoesNotMatch",
        "the request was signed wrongly: AWS did not evaluate any policy",
        "Check the secret key and the clock, repeat the call and paste what it says",
    ),
    (
        "Missing Authentication Token",
        "API Gateway has no such path and method, or the call was not signed: no policy was evaluated",
        "Check the address and that the call is signed, repeat it and paste what it says",
    ),
    (
        "Access to the resource URL is denied",
        "the message says neither who asked nor for what",
        "Paste the CloudTrail event of this call",
    ),
    (
        "request was denied due to a VPC endpoint policy",
        "a VPC endpoint policy denied it; the message says neither who asked nor for what",
        "Paste the CloudTrail event of this call",
    ),
];

/// Reads wordings without an operation. `is_alone` says that no sentence was found.
pub(super) fn read_others(layer: &Layer, is_alone: bool, reader: &mut Reader<'_>) {
    let text = layer.text();
    read_execute(layer, reader);
    for (words, message, instead) in NO_DENIAL {
        let Some(range) = phrase::find(text, 0, words) else {
            continue;
        };
        let span = layer.span(range);
        reader.mark_used(span);
        reader.note("not-a-policy-denial", message, span);
        if is_alone && reader.out.requests.is_empty() {
            reader.refuse(message, instead, span);
        }
    }
    let has_something = !reader.out.requests.is_empty() || !reader.out.missing.is_empty();
    if is_alone && !has_something && reader.out.refusal.is_none() {
        let found = phrase::find_any(
            text,
            0,
            &[
                "Access Denied",
                "AccessDenied",
                "Forbidden",
                "UnauthorizedOperation",
                "not authorized",
            ],
        );
        if let Some((_, range)) = found {
            reader.refuse(
                "access was denied, but the text says neither who asked nor for what",
                "Paste the whole message with the line that names the operation, or the CloudTrail event of the call",
                layer.span(range),
            );
        }
    }
}

/// `Principal [P] is not allowed to execute [A] on the resource`.
fn read_execute(layer: &Layer, reader: &mut Reader<'_>) {
    let text = layer.text();
    let Some(middle) = phrase::find(text, 0, "is not allowed to execute") else {
        return;
    };
    let before = text.get(..middle.start).unwrap_or_default();
    let principal = before.rfind("Principal").and_then(|at| {
        let start = at + "Principal".len();
        let said = before.get(start..)?;
        let value = said.trim().trim_matches(['[', ']', ':', ' ']);
        let offset = start + said.find(value)?;
        (!value.is_empty() && !value.contains(char::is_whitespace))
            .then(|| (at, Value::plain(text, offset..offset + value.len())))
    });
    let after = phrase::skip_blank(text, middle.end);
    let after = after + usize::from(text.get(after..).is_some_and(|rest| rest.starts_with('[')));
    let rest = text.get(after..).unwrap_or_default();
    let len = rest
        .find(|ch: char| !ch.is_ascii_alphanumeric() && !":-_".contains(ch))
        .unwrap_or(rest.len());
    let action = Value::plain(text, after..after + len);
    if !action.text.contains(':') {
        return;
    }
    let start = principal.as_ref().map_or(middle.start, |(at, _)| *at);
    let said = Said {
        span: layer.span(start..after + len),
        principal: principal.map(|(_, value)| placed(layer, &value, Basis::Stated)),
        action: placed(layer, &action, Basis::Stated),
        resource: None,
        decision: None,
        policy_type: None,
        policy: None,
        words: None,
        is_no_policy: false,
        operation: None,
        service: None,
    };
    add(reader, &said);
}
