//! Scenarios from bytes: as they are written, or generated and then damaged.
//!
//! A fuzzer that writes JSON by itself rarely gets as far as a decision. Most of its inputs are therefore choices for
//! [`crate::generate`], and a text that is put somewhere into what was generated.

use std::sync::Arc;

use iam_core::scenario::{ContextValue, Request, Scalar, Scenario};

use super::text;
use crate::generate::{Draft, Tape};

/// A scenario, if the bytes make one. The first byte chooses how: 0 is a scenario's text; others generate one from the
/// next bytes, of which the second says how many, and put the rest into it as a text.
pub(super) fn scenario(bytes: &[u8]) -> Option<Scenario> {
    let (&choice, bytes) = bytes.split_first()?;
    if choice == 0 {
        return Scenario::parse(text(bytes)).ok();
    }
    let (&length, bytes) = bytes.split_first()?;
    let (tape, rest) = bytes.split_at(bytes.len().min(2 * usize::from(length)));
    let tape: Vec<u16> = tape
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let mut scenario = Draft::new(&mut Tape::new(&tape), choice % 2 == 1).finish();
    insert(&mut scenario, choice / 2, rest);
    Some(scenario)
}

/// Puts a text into the scenario: over a few bytes of a policy, or as a field of a request.
fn insert(scenario: &mut Scenario, choice: u8, bytes: &[u8]) {
    let Some((&which, bytes)) = bytes.split_first() else {
        return;
    };
    let which = usize::from(which);
    if choice.is_multiple_of(2) {
        let count = scenario.policies.len().max(1);
        if let Some(policy) = scenario.policies.get_mut(which % count) {
            policy.document = Arc::from(replaced(&policy.document, bytes));
        }
        return;
    }
    let count = scenario.requests.len().max(1);
    if let Some(request) = scenario.requests.get_mut(which % count) {
        set_field(request, which / 8, text(bytes));
    }
}

/// A document with some of its bytes replaced: two bytes say where, one how many.
fn replaced(document: &str, bytes: &[u8]) -> String {
    let [low, high, length, text @ ..] = bytes else {
        return document.to_owned();
    };
    let start = usize::from(u16::from_le_bytes([*low, *high])) % (document.len() + 1);
    let start = document.floor_char_boundary(start);
    let end = document.ceil_char_boundary(start + usize::from(*length) % 64);
    let (before, after) = (&document[..start], &document[end..]);
    format!("{before}{}{after}", self::text(text))
}

fn set_field(request: &mut Request, field: usize, text: &str) {
    let text = text.to_owned();
    match field % 10 {
        0 => request.principal.arn = text,
        1 => request.action = text,
        2 => request.resource.arn = text,
        3 => request.principal.account = Some(text),
        4 => request.principal.role_arn = Some(text),
        5 => request.principal.called_via.push(text),
        6 => request.resource.account = Some(text),
        7 => request.open_keys.push(text),
        8 => {
            let (key, value) = text.split_once('=').unwrap_or((&text, ""));
            let value = ContextValue::Single(Scalar::text(value));
            request.context.push((key.to_owned(), value));
        }
        _ => {
            let mut parts = text.split('=');
            let key = parts.next().unwrap_or_default().to_owned();
            let values = parts.map(Scalar::text).collect();
            request.context.push((key, ContextValue::List(values)));
        }
    }
}
