//! Questions to the catalog, for `tests/wasm/catalog-bench.mjs`.

use std::hint::black_box;

use iam_catalog::AllActions;
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::time;

/// Every action, to be asked.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct BenchCatalog {
    all: AllActions,
}

#[wasm_bindgen]
impl BenchCatalog {
    /// Reads the catalog's file of all actions.
    ///
    /// # Errors
    ///
    /// A text in another form.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Self, JsValue> {
        let all = AllActions::read(text).map_err(|refused| refused.to_string())?;
        Ok(Self { all })
    }

    /// Milliseconds that it takes so many times to say which actions an identity-based policy allows.
    pub fn reach(&self, policy: &str, iterations: u32) -> f64 {
        let subject = PolicySubject {
            kind: PolicyType::Identity,
            trust: false,
        };
        let policy = Policy::parse(policy, subject);
        time(iterations, || {
            self.all.reach(black_box(&[&policy])).groups().len()
        })
    }

    /// Milliseconds that it takes so many times to search for what is typed.
    pub fn search(&self, typed: &str, iterations: u32) -> f64 {
        time(iterations, || self.all.search(black_box(typed), 50).len())
    }
}
