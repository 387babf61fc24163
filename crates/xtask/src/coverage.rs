//! `cargo xtask coverage`: which lines of `iam-core` the tests reach.

use anyhow::Result;

use crate::command::{root, run};
use crate::tools::{Need, Tools};

/// Fewest lines, in percent, that the tests must reach.
const LEAST: &str = "95";

/// Runs the tests of the core and the conformance suite, and prints a table of the core's files.
///
/// # Errors
///
/// When a tool is missing, a test fails, or fewer lines are reached than are wanted.
pub(crate) fn coverage() -> Result<bool> {
    let tools = Tools::bring(Need::Coverage)?;
    let arguments = [
        "llvm-cov",
        "--package",
        "iam-core",
        "--package",
        "iam-tests",
        "--ignore-filename-regex",
        r"(^|/)tests(\.rs|/)|crates/iam-(share|cli|wasm)|xtask",
        "--summary-only",
        "--fail-under-lines",
        LEAST,
    ];
    run(tools.command("cargo", &arguments).current_dir(root()))?;
    Ok(true)
}
