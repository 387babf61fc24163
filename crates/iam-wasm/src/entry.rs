//! The functions that JavaScript calls.

use iam_core::policy::Policy;
use iam_core::scenario::Scenario;
use iam_core::what_if;
use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error;
use crate::options;
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
    let wants_utf16 = options::wants_utf16(options)?;
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

/// Searches what would change the decision of a request, by its index: changes that were tried, with what they lead to.
/// Places count as in [`evaluate`].
///
/// # Errors
///
/// A document that is not a scenario, a request that it does not have, or an unknown option, as an `Error` with a `code`.
#[wasm_bindgen(js_name = whatIf, skip_typescript)]
pub fn what_if(scenario: &str, request: u32, options: &JsValue) -> Result<JsValue, JsValue> {
    let wants_utf16 = options::wants_utf16(options)?;
    let scenario = read(scenario)?;
    let mut found = with_request(&scenario, request, what_if::what_ifs)?;
    if wants_utf16 {
        positions::changes_to_utf16(&mut found, &scenario, request as usize);
    }
    to_object(&found)
}

/// Tries other values of every condition key that policies test for a request, by its index, one key at a time.
///
/// # Errors
///
/// A document that is not a scenario, or a request that it does not have, as an `Error` with a `code`.
#[wasm_bindgen(skip_typescript)]
pub fn sensitivity(scenario: &str, request: u32) -> Result<JsValue, JsValue> {
    let scenario = read(scenario)?;
    to_object(&with_request(&scenario, request, what_if::sensitivity)?)
}

fn with_request<T>(
    scenario: &Scenario,
    request: u32,
    search: impl FnOnce(&Scenario, &[&Policy], usize) -> T,
) -> Result<T, JsValue> {
    let request = request as usize;
    if request >= scenario.requests.len() {
        return Err(error::no_such_request());
    }
    let policies = iam_core::parse_policies(scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    Ok(search(scenario, &policies, request))
}

pub(crate) fn read(text: &str) -> Result<Scenario, JsValue> {
    Scenario::parse(text).map_err(|refused| error::scenario(&refused))
}

pub(crate) fn to_object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(JsValue::from)
}
