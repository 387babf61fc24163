//! Access-denied messages, in whatever they are wrapped: command lines, SDKs, Terraform, consoles, logs, XML and JSON.
//!
//! One message gives one request, with what AWS said as its expectation.

mod bare;
mod call;
mod panel;
mod reason;
mod request;
mod resource;
mod sentence;
mod tail;
mod value;

use crate::import::{Basis, Format};
use crate::layer::Layer;
use crate::phrase;
use crate::prepare;
use crate::reader::Reader;
use crate::table::Paste;

use iam_core::scenario::{Decision, PolicyType};
use request::{Said, add};
use resource::Meaning;
pub(crate) use resource::queue;
pub(crate) use tail::is_authorization_id;

pub(crate) const FORMAT: Format = Format {
    id: "access-denied-text",
    name: "an access-denied message",
};

/// Phrases that a message is known by.
const PHRASES: [&str; 23] = [
    "not authorized to perform",
    "on resource(s):",
    "authorization-details/",
    "authorization id:",
    "Encoded authorization failure message",
    "is not authorized to access this resource",
    "is not allowed to execute",
    "Not authorized to access resource",
    "Access to the resource URL is denied",
    "request was denied due to a VPC endpoint policy",
    "explicit deny in",
    "Access Denied",
    "AccessDenied",
    "UnauthorizedOperation",
    "api error Forbidden",
    "operation: Forbidden",
    "403 Forbidden",
    "pass role is not allowed",
    "security token included in the request",
    "InvalidClientTokenId",
    "SignatureDoesNotMatch",
    "Missing Authentication Token",
    "User: arn:",
];

/// Whether a text speaks of a denied access, and by which words that is known.
pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    known_by(paste.layer.text())
}

/// The words by which a text is known to speak of a denied access.
pub(crate) fn known_by(text: &str) -> Option<String> {
    PHRASES
        .iter()
        .find(|words| phrase::find(text, 0, words).is_some())
        .map(|words| format!("the words `{words}`"))
}

/// Reads every message of a text.
pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let joined;
    let mut layer = paste.layer;
    if phrase::find(layer.text(), 0, "not authorized to perform").is_none() {
        // A window may have broken the lines in the middle of words.
        joined = prepare::lines_joined(layer);
        if phrase::find(joined.text(), 0, "not authorized to perform:").is_some() {
            layer = &joined;
            reader.note(
                "rejoined",
                "line breaks in the middle of words were taken out",
                None,
            );
        }
    }
    read_messages(&Paste { layer, ..*paste }, reader);
}

fn read_messages(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let layer = paste.layer;
    let text = layer.text();
    let commands = crate::command::find_commands(text);
    let calls = call::find_calls(text);
    panel::read(layer, reader);
    let sentences = sentence::find_sentences(text);
    let mut from = 0;
    for (idx, sentence) in sentences.iter().enumerate() {
        let next = sentences
            .get(idx + 1)
            .map_or(text.len(), |next| next.range.start);
        let call = calls
            .iter()
            .rfind(|call| call.range.end <= sentence.range.start && call.range.start >= from);
        let command = commands
            .iter()
            .rfind(|command| command.range.end <= sentence.range.start)
            .or(paste.command);
        let service = call
            .and_then(|call| call.service.clone())
            .or_else(|| {
                let behind = text.get(..next).unwrap_or(text);
                call::service_behind(behind, sentence.range.end)
            })
            .or_else(|| command.map(|command| command.service.clone()));
        if let Some(call) = call {
            reader.mark_used(layer.span(call.range.clone()));
        }
        add(reader, &Said::of_sentence(layer, sentence, call, service));
        from = sentence.range.end;
    }
    bare::read_calls(paste, &calls, &sentences, &commands, reader);
    tail::read(layer, reader);
    bare::read_others(layer, sentences.is_empty(), reader);
    for command in &commands {
        reader.mark_used(layer.span(command.range.clone()));
    }
}

/// What one message says, for a record that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) principal: Option<String>,
    pub(crate) action: String,
    pub(crate) resource: Option<String>,
    pub(crate) decision: Option<Decision>,
    pub(crate) policy_type: Option<PolicyType>,
    pub(crate) policy: Option<String>,
    pub(crate) words: Option<String>,
}

/// What the first sentence of a message says, without making a request of it.
pub(crate) fn told(layer: &Layer) -> Option<Told> {
    let text = layer.text();
    let sentence = sentence::find_sentences(text).into_iter().next()?;
    let reason = sentence.reason;
    Some(Told {
        principal: sentence.principal.map(|value| value.text),
        action: sentence.action.text,
        resource: sentence.resource.map(|value| value.text),
        decision: reason.decision,
        policy_type: reason.policy_type,
        policy: reason.policy.map(|value| value.text),
        words: reason
            .range
            .and_then(|range| text.get(range))
            .map(str::to_owned),
    })
}

/// The action as policies spell it: the service in small letters.
pub(crate) fn spelled(action: &str) -> String {
    match action.split_once(':') {
        Some((service, name)) => format!("{}:{name}", service.to_ascii_lowercase()),
        None => action.to_owned(),
    }
}

/// The ARN that a message's resource means, if it means one.
pub(crate) fn resource_of(said: &str, caller: Option<&str>) -> Option<String> {
    match resource::meaning(said, caller) {
        Meaning::Plain(arn) | Meaning::Derived(arn) | Meaning::Unmasked(arn) => Some(arn),
        Meaning::Masked(_) | Meaning::Unknown => None,
    }
}

/// A value with its place in the pasted text.
fn placed(layer: &Layer, value: &value::Value, basis: Basis) -> request::Placed {
    request::Placed {
        text: value.text.clone(),
        span: layer.span(value.range.clone()),
        basis,
        is_rejoined: value.is_rejoined,
    }
}
