//! The payload of a link: its version mark, its letters, its document.

use iam_core::json;
use iam_core::scenario::Scenario;

use crate::LinkError;
use crate::base64url::{self, Fault};
use crate::packed;
use crate::prefill;
use crate::view::View;

/// The longest document, in bytes, that a link may unfold to.
pub const MAX_DOCUMENT: usize = json::MAX_LEN;

/// The longest payload, in characters, that is read: a document of full size that does not compress at all.
pub const MAX_PAYLOAD: usize = MAX_DOCUMENT / 3 * 4 + 1_024;

/// The version mark of what is written.
const MARK: &str = "2";

/// The version mark of what earlier releases wrote.
const ZLIB_MARK: &str = "1";

/// The payload that carries a scenario. It has only characters that a fragment holds as they are.
///
/// [`decode`] reads the same scenario from it if its document has at most [`MAX_DOCUMENT`] bytes.
pub fn encode(scenario: &Scenario) -> String {
    let document = scenario.to_compact_json();
    let packed = packed::pack(document.as_bytes());
    format!("{MARK}.{}", base64url::encode(&packed))
}

/// The payload that carries a scenario and what of it was looked at.
pub fn encode_with(scenario: &Scenario, view: &View) -> String {
    let mut payload = encode(scenario);
    view.write(&mut payload);
    payload
}

/// What of its scenario was looked at, as far as a payload says so.
pub fn view(payload: &str) -> View {
    let is_link = payload.len() <= MAX_PAYLOAD && prefill::fields_of(payload).is_none();
    let parts = if is_link { payload } else { "" };
    View::read(parts.split('.').skip(2))
}

/// The scenario that a payload carries. Time and memory are bounded, whatever it holds.
///
/// Punctuation and white space at its end are passed over, since links are cut out of sentences.
///
/// # Errors
///
/// Anything that [`encode`] of this or an earlier release did not write, as [`LinkError`], unless it is filled in by hand as
/// `docs/links.md` has it: `prefill?action=…`.
pub fn decode(payload: &str) -> Result<Scenario, LinkError> {
    if let Some(fields) = prefill::fields_of(payload.trim()) {
        return prefill::read(fields);
    }
    let document = unfold(payload)?;
    Scenario::parse(&document).map_err(LinkError::Scenario)
}

/// The part of a link that [`decode`] reads: what follows the last `#`, or all of it if there is none.
pub fn payload(link: &str) -> &str {
    link.rsplit_once('#')
        .map_or(link, |(_, fragment)| fragment)
        .trim()
}

fn unfold(payload: &str) -> Result<String, LinkError> {
    if payload.len() > MAX_PAYLOAD {
        return Err(LinkError::TooLarge);
    }
    let payload = payload.trim();
    if payload.is_empty() {
        return Err(LinkError::Empty);
    }
    let (mark, text) = payload.split_once('.').ok_or(LinkError::NoVersion)?;
    let unpack = match mark {
        MARK => packed::unpack,
        ZLIB_MARK => packed::unpack_zlib,
        _ => return Err(wrong_mark(mark)),
    };
    // What stands behind another dot is what was looked at.
    let text = text.split_once('.').map_or(text, |(text, _)| text);
    let text = text.trim_end_matches(|character| base64url::value(character).is_none());
    let packed = base64url::decode(text).map_err(|fault| match fault {
        Fault::Character(character) => LinkError::Character(character),
        Fault::Length => LinkError::Truncated,
    })?;
    let document = unpack(&packed, MAX_DOCUMENT)?;
    String::from_utf8(document).map_err(|_| LinkError::Damaged)
}

fn wrong_mark(mark: &str) -> LinkError {
    let is_number =
        !mark.is_empty() && mark.len() <= 4 && mark.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && !mark.starts_with('0') {
        LinkError::Version(mark.to_owned())
    } else {
        LinkError::NoVersion
    }
}

#[cfg(test)]
mod tests;
