//! Scenarios to links and back.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::entry::read;
use crate::error;

/// The part of a link after `#` that carries a scenario document.
///
/// # Errors
///
/// A document that is not a scenario, as an `Error` with a `code`.
#[wasm_bindgen(js_name = encodeLink, skip_typescript)]
pub fn encode_link(scenario: &str) -> Result<String, JsValue> {
    Ok(iam_share::encode(&read(scenario)?))
}

/// The scenario document that a link carries, laid out as files are. Takes a whole link or the part after `#`.
///
/// # Errors
///
/// A link that does not open, as an `Error` with a `code`.
#[wasm_bindgen(js_name = decodeLink, skip_typescript)]
pub fn decode_link(link: &str) -> Result<String, JsValue> {
    let scenario = iam_share::decode(iam_share::payload(link));
    let scenario = scenario.map_err(|refused| error::link(&refused))?;
    Ok(scenario.to_json())
}
