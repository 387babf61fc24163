//! `cargo xtask bench`: the core's figures, natively and in WebAssembly, in one table.

use anyhow::Result;

use crate::command::{cargo, run};

/// Measures and prints.
///
/// # Errors
///
/// When a harness does not build or does not run.
pub(crate) fn bench() -> Result<bool> {
    run(&mut cargo(&["bench", "-p", "iam-core"])).map(|()| true)
}
