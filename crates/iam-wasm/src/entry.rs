//! The functions that JavaScript calls.

use iam_core::policy::Policy;
use iam_core::report::Report;
use iam_core::scenario::Scenario;
use js_sys::{Array, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error;
use crate::positions;

/// Evaluates a scenario document: every request's decision, and everything that led to it.
///
/// `options.positions` says how places in policies are counted: in UTF-16 code units as JavaScript strings are
/// (`"utf16"`, the default), or in UTF-8 bytes (`"utf8"`).
///
/// # Errors
///
/// A document that is not a scenario, or an unknown option, as an `Error` with a `code`.
#[wasm_bindgen(skip_typescript)]
pub fn evaluate(scenario: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let wants_utf16 = wants_utf16(options)?;
    let scenario = read(scenario)?;
    let mut report = iam_core::evaluate(&scenario);
    if wants_utf16 {
        positions::to_utf16(&mut report, &scenario);
    }
    to_object(&report)
}

/// Decides every request of a scenario document: `"allow"`, `"explicit-deny"`, `"implicit-deny"`, `"undetermined"` or
/// `"error"`, in the order of the requests.
///
/// # Errors
///
/// A document that is not a scenario, as an `Error` with a `code`.
#[wasm_bindgen(skip_typescript)]
pub fn decide(scenario: &str) -> Result<Array, JsValue> {
    let scenario = read(scenario)?;
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let prepared = iam_core::prepare(&scenario, &policies);
    let decisions = (0..prepared.len()).filter_map(|request| prepared.decide_only(request));
    Ok(decisions
        .map(|decision| JsValue::from_str(decision.name()))
        .collect())
}

fn read(text: &str) -> Result<Scenario, JsValue> {
    Scenario::parse(text).map_err(|refused| error::scenario(&refused))
}

fn wants_utf16(options: &JsValue) -> Result<bool, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(true);
    }
    let positions = Reflect::get(options, &JsValue::from_str("positions"))
        .map_err(|_| error::options("the options are not an object"))?;
    if positions.is_undefined() {
        return Ok(true);
    }
    match positions.as_string().as_deref() {
        Some("utf16") => Ok(true),
        Some("utf8") => Ok(false),
        _ => Err(error::options(
            "the option `positions` is neither \"utf16\" nor \"utf8\"",
        )),
    }
}

fn to_object(report: &Report) -> Result<JsValue, JsValue> {
    report
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(JsValue::from)
}
