//! Credentials in pasted text: they are never taken over.

use crate::layer::Layer;
use crate::reader::Reader;

/// Whether a word is an access key id.
pub(crate) fn is_access_key(word: &str) -> bool {
    word.len() == 20
        && (word.starts_with("AKIA") || word.starts_with("ASIA"))
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Names that stand before a secret.
const NAMES: [&str; 6] = [
    "aws_secret_access_key",
    "secretaccesskey",
    "aws_session_token",
    "sessiontoken",
    "x-amz-security-token",
    "x-amz-signature",
];

/// Says where credentials stand in a text. Returns whether there are any.
pub(crate) fn note_secrets(layer: &Layer, reader: &mut Reader<'_>) -> bool {
    let text = layer.text();
    let mut found = false;
    let mut at = 0;
    for word in text.split(|ch: char| !ch.is_ascii_alphanumeric()) {
        if is_access_key(word) && !found {
            note(layer, reader, at..at + word.len());
            found = true;
        }
        at += word.len();
        at += text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    for name in NAMES {
        if !found && let Some(range) = crate::phrase::find(text, 0, name) {
            note(layer, reader, range);
            found = true;
        }
    }
    found
}

fn note(layer: &Layer, reader: &mut Reader<'_>, range: std::ops::Range<usize>) {
    reader.note(
        "secret-dropped",
        "credentials stand in the text: nothing of them is taken over; do not share it",
        layer.span(range),
    );
}
