//! Errors for JavaScript: `Error` objects with a `code`, and for a scenario its place.

use iam_core::scenario::ScenarioError;
use iam_share::LinkError;
use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

pub(crate) fn scenario(refused: &ScenarioError) -> JsValue {
    let error = with_code(&refused.to_string(), refused.code);
    set(&error, "path", &JsValue::from_str(&refused.path));
    set(&error, "line", &JsValue::from(refused.line));
    set(&error, "column", &JsValue::from(refused.column));
    error.into()
}

pub(crate) fn link(refused: &LinkError) -> JsValue {
    with_code(&refused.to_string(), refused.code()).into()
}

pub(crate) fn catalog(message: &str) -> JsValue {
    with_code(message, "catalog").into()
}

pub(crate) fn options(message: &str) -> JsValue {
    with_code(message, "options").into()
}

pub(crate) fn request(message: &str) -> JsValue {
    with_code(message, "request").into()
}

pub(crate) fn no_such_request() -> JsValue {
    request("the scenario has no request of this index")
}

fn with_code(message: &str, code: &str) -> Error {
    let error = Error::new(message);
    set(&error, "code", &JsValue::from_str(code));
    error
}

fn set(error: &Error, name: &str, value: &JsValue) {
    // A fresh Error takes every property.
    let _ = Reflect::set(error, &JsValue::from_str(name), value);
}
