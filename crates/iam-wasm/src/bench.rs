//! The steps of `crates/iam-core/benches` in WebAssembly, for `tests/wasm/bench.mjs`.

mod catalog;
#[path = "../../iam-core/benches/workloads/table.rs"]
mod table;

use std::hint::black_box;
use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::policy::Policy;
use iam_core::scenario::Scenario;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error;

pub use catalog::BenchCatalog;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Milliseconds that `iterations` of a step take: `read scenario`, `parse policies`, `prepare`, `decide` (one request),
/// `table` (100 actions by 100 principals), `report` (from parsed policies), `text to report`, or `findings` (from parsed
/// policies, every service at hand).
///
/// # Errors
///
/// A document that is not a scenario, or an unknown step.
#[wasm_bindgen(skip_typescript)]
pub fn bench(step: &str, text: &str, iterations: u32) -> Result<f64, JsValue> {
    let scenario = Scenario::parse(text).map_err(|refused| error::scenario(&refused))?;
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let prepared = iam_core::prepare(&scenario, &policies);
    Ok(match step {
        "read scenario" => time(iterations, || Scenario::parse(black_box(text))),
        "parse policies" => time(iterations, || {
            iam_core::parse_policies(black_box(&scenario))
        }),
        "prepare" => time(iterations, || {
            black_box(iam_core::prepare(black_box(&scenario), &policies)).len()
        }),
        "decide" => time(iterations, || {
            black_box(&prepared).decide_only(black_box(0))
        }),
        "table" => {
            let (rows, columns) = (table::rows(), table::columns(&scenario));
            time(iterations, || {
                let mut table = iam_core::Table::new(black_box(&scenario), &policies, &columns);
                let decided = rows
                    .iter()
                    .map(|row| table.row(row, None, 0..table::SIDE).len());
                decided.sum::<usize>()
            })
        }
        "report" => time(iterations, || {
            iam_core::evaluate_with(black_box(&scenario), &policies)
        }),
        "text to report" => time(iterations, || {
            Scenario::parse(black_box(text)).map(|scenario| iam_core::evaluate(&scenario))
        }),
        "findings" => {
            // Services are unpacked once, not at every keystroke.
            static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);
            black_box(iam_lint::lint_scenario(&scenario, &policies, &CATALOG));
            time(iterations, || {
                iam_lint::lint_scenario(black_box(&scenario), &policies, &CATALOG)
            })
        }
        _ => return Err(error::options("unknown step")),
    })
}

fn time<T>(iterations: u32, mut step: impl FnMut() -> T) -> f64 {
    let start = now();
    for _ in 0..iterations {
        black_box(step());
    }
    now() - start
}
