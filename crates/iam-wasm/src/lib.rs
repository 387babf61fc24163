//! The evaluator for JavaScript. The scenario crosses as text, so that places mean something; the report crosses as a
//! plain object; errors cross as `Error` objects with a code. The types are declared in `types.d.ts`.

mod entry;
mod error;
mod positions;

#[cfg(feature = "bench")]
mod bench;

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "bench")]
pub use bench::{BenchCatalog, bench};
pub use entry::{decide, evaluate, sensitivity, what_if};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../types.d.ts");
