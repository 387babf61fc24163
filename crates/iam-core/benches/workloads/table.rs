//! A table to measure: 100 actions by 100 principals. `iam-wasm` measures the same.

use iam_core::scenario::{Request, Scenario};

/// Rows and columns.
pub(crate) const SIDE: usize = 100;

/// The columns: the scenario's first request by different principals.
pub(crate) fn columns(scenario: &Scenario) -> Vec<Request> {
    let base = scenario.requests.first().cloned().unwrap_or_default();
    let column = |number: usize| {
        let mut request = base.clone();
        request.principal.arn = format!("{}{number}", request.principal.arn);
        request
    };
    (0..SIDE).map(column).collect()
}

/// The rows: actions of one service.
pub(crate) fn rows() -> Vec<String> {
    (0..SIDE).map(|row| format!("s3:Action{row}")).collect()
}
