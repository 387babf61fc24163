//! The evaluator for JavaScript. The scenario crosses as text, so that places mean something; the report crosses as a
//! plain object; errors cross as `Error` objects with a code. The types are declared in `types.d.ts`.

mod catalog;
mod entry;
mod error;
mod link;
mod lint;
mod options;
mod policy;
mod positions;
mod prepared;

#[cfg(feature = "bench")]
mod bench;

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "bench")]
pub use bench::{BenchCatalog, bench};
pub use catalog::JsCatalog;
pub use entry::{decide, evaluate, sensitivity, what_if};
pub use link::{decode_link, encode_link};
pub use lint::lint;
pub use policy::parse_policy;
pub use prepared::{PreparedScenario, prepare};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../types.d.ts");
