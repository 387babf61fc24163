//! A scenario whose policies are read once, to decide many requests.

use iam_core::policy::Policy;
use iam_core::scenario::{Decision, Scenario};
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::entry::read;
use crate::error;

/// A scenario that is read and ready to decide.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct PreparedScenario {
    scenario: Scenario,
    policies: Vec<Policy>,
}

/// Reads a scenario document once, to decide many requests.
///
/// # Errors
///
/// A document that is not a scenario, as an `Error` with a `code`.
#[wasm_bindgen(skip_typescript)]
pub fn prepare(scenario: &str) -> Result<PreparedScenario, JsValue> {
    let scenario = read(scenario)?;
    let policies = iam_core::parse_policies(&scenario);
    Ok(PreparedScenario { scenario, policies })
}

#[wasm_bindgen]
impl PreparedScenario {
    /// How many requests the scenario has.
    #[wasm_bindgen(getter, skip_typescript)]
    pub fn length(&self) -> usize {
        self.scenario.requests.len()
    }

    /// Decides every request of the scenario, in order.
    #[wasm_bindgen(js_name = decideAll, skip_typescript)]
    pub fn decide_all(&self) -> Array {
        let all = (0..self.length()).filter_map(|request| self.decide_at(request));
        all.map(named).collect()
    }

    /// Decides a request of the scenario, by its index.
    ///
    /// # Errors
    ///
    /// An index that the scenario does not have, as an `Error` with the code `request`.
    #[wasm_bindgen(js_name = decideIndex, skip_typescript)]
    pub fn decide_index(&self, request: u32) -> Result<JsValue, JsValue> {
        let decision = self.decide_at(request as usize);
        decision.map(named).ok_or_else(error::no_such_request)
    }

    /// Decides another request in place of the scenario's own: the one request of a scenario document without policies.
    /// The policies stay as they were read.
    ///
    /// # Errors
    ///
    /// A document that is not a scenario, or has not one request, as an `Error` with a `code`.
    #[wasm_bindgen(js_name = decideRequest, skip_typescript)]
    pub fn decide_request(&mut self, document: &str) -> Result<JsValue, JsValue> {
        let mut other = read(document)?;
        if other.requests.len() != 1 {
            return Err(error::request("one request is decided at a time"));
        }
        std::mem::swap(&mut self.scenario.requests, &mut other.requests);
        let decision = self.decide_at(0);
        std::mem::swap(&mut self.scenario.requests, &mut other.requests);
        decision.map(named).ok_or_else(error::no_such_request)
    }
}

impl PreparedScenario {
    fn decide_at(&self, request: usize) -> Option<Decision> {
        let policies: Vec<&Policy> = self.policies.iter().collect();
        let prepared = iam_core::prepare_one(&self.scenario, &policies, request)?;
        prepared.decide_only(0)
    }
}

fn named(decision: Decision) -> JsValue {
    JsValue::from_str(decision.name())
}
