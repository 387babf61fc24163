//! Options that functions share. Names that are not known are left alone, values that are not known are refused.

use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::JsValue;

use crate::error;

/// Whether places are to count UTF-16 code units, the default.
pub(crate) fn wants_utf16(options: &JsValue) -> Result<bool, JsValue> {
    let positions = option(options, "positions")?;
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

/// What a policy is to be read as: `type` and `trust`. An identity policy unless they say otherwise.
pub(crate) fn subject(options: &JsValue) -> Result<PolicySubject, JsValue> {
    let kind = option(options, "type")?;
    let kind = if kind.is_undefined() {
        PolicyType::Identity
    } else {
        let name = kind.as_string();
        name.and_then(|name| PolicyType::from_name(&name))
            .ok_or_else(|| error::options("the option `type` is not a type of policy"))?
    };
    let trust = option(options, "trust")?;
    if trust.is_undefined() {
        return Ok(PolicySubject { kind, trust: false });
    }
    let trust = trust
        .as_bool()
        .ok_or_else(|| error::options("the option `trust` is not a Boolean"))?;
    if trust && kind != PolicyType::Resource {
        return Err(error::options(
            "the option `trust` is for policies of the type \"resource\"",
        ));
    }
    Ok(PolicySubject { kind, trust })
}

/// The ARNs of what carries a policy: `attachedTo`.
pub(crate) fn attached_to(options: &JsValue) -> Result<Vec<String>, JsValue> {
    let list = option(options, "attachedTo")?;
    if list.is_undefined() {
        return Ok(Vec::new());
    }
    let refused = || error::options("the option `attachedTo` is not a list of strings");
    if !Array::is_array(&list) {
        return Err(refused());
    }
    let texts = Array::from(&list).into_iter().map(|arn| arn.as_string());
    texts.collect::<Option<_>>().ok_or_else(refused)
}

/// An option by its name; undefined if there are no options.
fn option(options: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(JsValue::UNDEFINED);
    }
    Reflect::get(options, &JsValue::from_str(name))
        .map_err(|_| error::options("the options are not an object"))
}
