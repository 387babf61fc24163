//! `cargo xtask test`: every check in order, and a line that counts them.

mod sites;
mod steps;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::tools::{Need, Tools};

/// One check.
struct Check {
    /// What to call it on the command line.
    name: &'static str,
    /// What it holds, in a line.
    about: &'static str,
    /// What it needs and so whether `--quick` leaves it out.
    cost: Cost,
    run: fn(&Tools) -> Result<()>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cost {
    Quick,
    /// Needs a build for WebAssembly as published, packages of Node, or a browser.
    Full,
}

/// Cheap ones first; `sizes`, `dist` and `browser` look at what `page` built.
const CHECKS: &[Check] = &[
    check("fmt", "code is formatted", Cost::Quick, steps::format),
    check(
        "clippy",
        "no warnings on the host",
        Cost::Quick,
        steps::clippy_host,
    ),
    check(
        "clippy-wasm",
        "no warnings for WebAssembly",
        Cost::Quick,
        steps::clippy_wasm,
    ),
    check(
        "unit",
        "unit and documentation tests",
        Cost::Quick,
        steps::unit,
    ),
    check(
        "dependencies",
        "core and catalog depend on nothing new",
        Cost::Quick,
        steps::dependencies,
    ),
    check(
        "catalog",
        "the catalog's files are what their sources make",
        Cost::Quick,
        steps::catalog,
    ),
    check(
        "cases",
        "every conformance case, on the command line",
        Cost::Quick,
        steps::cases,
    ),
    check(
        "parity",
        "the same reports from WebAssembly, byte for byte",
        Cost::Full,
        steps::parity,
    ),
    check(
        "npm",
        "the package for JavaScript: its types, its README, its size",
        Cost::Full,
        steps::npm,
    ),
    check(
        "editor",
        "the editor's bundle is what its source makes",
        Cost::Full,
        steps::editor,
    ),
    check(
        "catalog-sizes",
        "the catalog's files are within their budgets",
        Cost::Full,
        steps::catalog_sizes,
    ),
    check("page", "the page builds", Cost::Full, steps::page),
    check(
        "sizes",
        "downloads are within their budgets",
        Cost::Full,
        steps::sizes,
    ),
    check(
        "dist",
        "the page as it is published: offline, at a new release, as a single file",
        Cost::Full,
        steps::dist,
    ),
    check(
        "browser",
        "the page in a real browser",
        Cost::Full,
        steps::browser,
    ),
    check(
        "sites",
        "documentation that embeds, built by its own tools",
        Cost::Full,
        sites::sites,
    ),
];

const fn check(
    name: &'static str,
    about: &'static str,
    cost: Cost,
    run: fn(&Tools) -> Result<()>,
) -> Check {
    Check {
        name,
        about,
        cost,
        run,
    }
}

/// Runs the checks that the arguments choose; false when one failed.
///
/// # Errors
///
/// When an argument names no check or the tools cannot be brought.
pub(crate) fn test(arguments: &[String]) -> Result<bool> {
    let chosen = chosen(arguments)?;
    let full = chosen.iter().any(|check| check.cost == Cost::Full);
    let tools = Tools::bring(if full { Need::Tests } else { Need::Compiler })?;
    let mut failed = Vec::new();
    for check in &chosen {
        println!("\n== {}: {}", check.name, check.about);
        let start = Instant::now();
        let result = (check.run)(&tools);
        let seconds = start.elapsed().as_secs_f32();
        match result {
            Ok(()) => println!("== {} passed ({seconds:.1} s)", check.name),
            Err(error) => {
                println!("== {} FAILED ({seconds:.1} s): {error:#}", check.name);
                failed.push(check.name);
            }
        }
    }
    println!();
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    println!(
        "{} passed, {} failed",
        chosen.len() - failed.len(),
        failed.len()
    );
    Ok(failed.is_empty())
}

fn chosen(arguments: &[String]) -> Result<Vec<&'static Check>> {
    let (options, names): (Vec<_>, Vec<_>) = arguments
        .iter()
        .partition(|argument| argument.starts_with('-'));
    if let Some(option) = options.iter().find(|option| *option != &"--quick") {
        bail!("unknown option `{option}` of test");
    }
    if let Some(name) = names
        .iter()
        .find(|name| CHECKS.iter().all(|check| check.name != name.as_str()))
    {
        let all: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        bail!("there is no check `{name}`; there are {}", all.join(", "));
    }
    let named = |check: &&Check| names.is_empty() || names.iter().any(|name| *name == check.name);
    let cheap = |check: &&Check| options.is_empty() || check.cost == Cost::Quick;
    Ok(CHECKS.iter().filter(named).filter(cheap).collect())
}
