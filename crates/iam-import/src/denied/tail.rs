//! What stands behind some messages: an authorization id, an encoded message.

use crate::layer::Layer;
use crate::missing;
use crate::phrase;
use crate::reader::Reader;

/// The most tails that are read of each kind.
const MOST: usize = 100;

/// The longest encoded message.
const MAX_ENCODED: usize = 10_240;

/// Whether a word has the form of an authorization id.
pub(crate) fn is_authorization_id(word: &str) -> bool {
    (20..=26).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_lowercase())
}

pub(super) fn read(layer: &Layer, reader: &mut Reader<'_>) {
    read_ids(layer, reader);
    read_encoded(layer, reader);
}

fn read_ids(layer: &Layer, reader: &mut Reader<'_>) {
    let text = layer.text();
    let mut region = "";
    let mut from = 0;
    for _ in 0..MOST {
        let labels = ["authorization-details/", "authorization id:"];
        let Some((_, label)) = phrase::find_any(text, from, &labels) else {
            return;
        };
        from = label.end;
        let start = phrase::skip_blank(text, label.end);
        let rest = text.get(start..).unwrap_or_default();
        let len = rest
            .find(|ch: char| !ch.is_ascii_lowercase() && !ch.is_ascii_digit())
            .unwrap_or(rest.len());
        let Some(id) = rest.get(..len).filter(|id| (8..=256).contains(&id.len())) else {
            continue;
        };
        from = start + len;
        let span = layer.span(label.start..from);
        reader.mark_used(span);
        if let Some(found) = region_before(text, label.start) {
            region = found;
        }
        reader.note(
            "authorization-id",
            "AWS keeps the details of this decision for 24 hours",
            span,
        );
        reader.add_missing(missing::authorization_details(id, region, span));
    }
}

/// `https://REGION.console.aws.amazon.com/iam/home?region=REGION#/authorization-details/`.
fn region_before(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let address = before.get(before.rfind("https://")? + 8..)?;
    let region = address.split('.').next()?;
    let is_region = !address.contains(char::is_whitespace)
        && region
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && region.contains('-');
    is_region.then_some(region)
}

fn read_encoded(layer: &Layer, reader: &mut Reader<'_>) {
    let text = layer.text();
    let mut from = 0;
    for _ in 0..MOST {
        let Some(label) = phrase::find(text, from, "Encoded authorization failure message:") else {
            return;
        };
        let start = phrase::skip_blank(text, label.end);
        let (encoded, end) = encoded(text, start);
        from = end.max(label.end);
        if encoded.is_empty() {
            continue;
        }
        let span = layer.span(label.start..end);
        reader.mark_used(span);
        reader.note(
            "encoded-message",
            "an encoded message holds the request with its condition keys; only AWS can decode it",
            span,
        );
        reader.add_missing(missing::decoded_message(&encoded, span));
    }
}

/// The message; a terminal may have broken it into lines.
fn encoded(text: &str, start: usize) -> (String, usize) {
    let word = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let len = rest
            .find(|ch: char| !ch.is_ascii_alphanumeric() && ch != '-' && ch != '_')
            .unwrap_or(rest.len());
        (rest.get(..len).unwrap_or_default(), at + len)
    };
    let (first, mut end) = word(start);
    let mut encoded = first.to_owned();
    while encoded.len() < MAX_ENCODED && text.get(end..).is_some_and(|rest| rest.starts_with('\n'))
    {
        let next = phrase::skip_blank(text, end);
        let (more, after) = word(next);
        // The rest of a broken message stands alone on its line and looks like nothing else.
        let alone = text
            .get(after..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
        let looks_encoded =
            more.len() >= 24 || (!more.is_empty() && first.len() >= 60 && more.len() >= 12);
        if !alone || !looks_encoded {
            break;
        }
        encoded.push_str(more);
        end = after;
    }
    (encoded, end)
}
