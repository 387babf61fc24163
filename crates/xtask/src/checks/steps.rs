//! What each check does.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::catalog;
use crate::command::{cargo, command, output, root, run};
use crate::dist;
use crate::npm;
use crate::page;
use crate::tools::{Tools, node_packages};

/// The crates that run in a browser.
const WASM_CRATES: &[&str] = &[
    "-p",
    "iam-core",
    "-p",
    "iam-catalog",
    "-p",
    "iam-import",
    "-p",
    "iam-language",
    "-p",
    "iam-lint",
    "-p",
    "iam-share",
    "-p",
    "iam-wasm",
    "-p",
    "iam-questions",
    "-p",
    "iam-playground-web",
    "-p",
    "iam-playground-worker",
];

const WASM_TARGET: &str = "wasm32-unknown-unknown";

pub(super) fn format(_: &Tools) -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

pub(super) fn clippy_host(_: &Tools) -> Result<()> {
    run(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

pub(super) fn clippy_wasm(_: &Tools) -> Result<()> {
    let mut clippy = cargo(&["clippy", "--locked", "--target", WASM_TARGET]);
    run(clippy.args(WASM_CRATES).args(["--", "-D", "warnings"]))
}

pub(super) fn unit(_: &Tools) -> Result<()> {
    run(&mut cargo(&["test", "--workspace", "--locked", "--quiet"]))
}

pub(super) fn cases(_: &Tools) -> Result<()> {
    run(&mut cargo(&[
        "run",
        "--quiet",
        "--locked",
        "-p",
        "iam-cli",
        "--",
        "test",
        "tests/cases",
    ]))
}

/// The crates whose dependencies are held to a list beside them.
const HELD: &[&str] = &[
    "iam-core",
    "iam-catalog",
    "iam-guide",
    "iam-language",
    "iam-lint",
    "iam-questions",
];

/// Compares what some crates depend on with their lists: they stay pure by having nothing impure at hand.
pub(super) fn dependencies(_: &Tools) -> Result<()> {
    HELD.iter().try_for_each(|name| dependencies_of(name))
}

fn dependencies_of(package: &str) -> Result<()> {
    let list = format!("crates/{package}/allowed-dependencies.txt");
    let tree = [
        "tree",
        "-p",
        package,
        "-e",
        "normal,no-proc-macro",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{lib}",
        "--locked",
    ];
    let printed = output(&mut cargo(&tree))?;
    let found: BTreeSet<_> = printed
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(|name| name.replace('_', "-"))
        .filter(|name| !name.is_empty() && name != package)
        .collect();
    let text =
        fs::read_to_string(root().join(&list)).with_context(|| format!("cannot read {list}"))?;
    let allowed: BTreeSet<_> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let unlisted: Vec<_> = found.difference(&allowed).map(String::as_str).collect();
    if !unlisted.is_empty() {
        bail!(
            "{package} depends on {}, which {list} does not allow",
            unlisted.join(", ")
        );
    }
    let unused: Vec<_> = allowed.difference(&found).map(String::as_str).collect();
    if !unused.is_empty() {
        bail!(
            "{list} allows {}, which {package} does not depend on",
            unused.join(", ")
        );
    }
    Ok(())
}

/// Runs the case corpus through the bindings under Node and through the command line, and compares the reports.
pub(super) fn parity(tools: &Tools) -> Result<()> {
    // The page's profile: what the page build needs of it is then built already.
    run(&mut cargo(&[
        "build",
        "-p",
        "iam-wasm",
        "--locked",
        "--target",
        WASM_TARGET,
        "--profile",
        "web",
    ]))?;
    run(&mut cargo(&["build", "-p", "iam-cli", "--locked"]))?;
    let built = format!("target/{WASM_TARGET}/web/iam_wasm.wasm");
    run(&mut tools.command(
        "wasm-bindgen",
        &[
            "--target",
            "nodejs",
            "--out-dir",
            "target/iam-wasm-node",
            &built,
        ],
    ))?;
    run(&mut command(
        "node",
        &[
            "tests/wasm/parity.mjs",
            "target/iam-wasm-node/iam_wasm.js",
            "target/debug/iam-eval",
            "tests/cases",
        ],
    ))
}

/// Makes the package, checks its types against real reports, and runs its tests in Node and in a browser.
pub(super) fn npm(tools: &Tools) -> Result<()> {
    npm::npm(tools)?;
    node_packages("tests/wasm")?;
    node_packages("web/editor")?;
    let tests = [
        "--test",
        "--test-reporter=spec",
        "tests/wasm/package.test.mjs",
    ];
    run(command("node", &tests).env("CHROMIUM", tools.chromium()?))
}

/// Builds the editor again and compares.
pub(super) fn editor(_: &Tools) -> Result<()> {
    let bundle = root().join("web/editor/dist/editor.js");
    let kept = fs::read(&bundle).context("cannot read web/editor/dist/editor.js")?;
    node_packages("web/editor")?;
    run(command("npm", &["run", "--silent", "build"]).current_dir(root().join("web/editor")))?;
    if fs::read(&bundle).context("cannot read web/editor/dist/editor.js")? != kept {
        bail!(
            "web/editor/dist/editor.js was not what its source makes; it has been built again: look at it and commit it"
        );
    }
    Ok(())
}

pub(super) fn page(tools: &Tools) -> Result<()> {
    page::build(tools)
}

pub(super) fn sizes(_: &Tools) -> Result<()> {
    run(&mut command("node", &["tests/sizes.mjs", "dist"]))
}

/// Makes what is published of the page that was built, and looks at it in a browser.
pub(super) fn dist(tools: &Tools) -> Result<()> {
    dist::for_tests()?;
    let tests = ["--test", "--test-reporter=spec", "tests/dist/dist.test.mjs"];
    run(command("node", &tests).env("CHROMIUM", tools.chromium()?))
}

/// Makes the catalog again and compares.
pub(super) fn catalog(_: &Tools) -> Result<()> {
    catalog::check()
}

pub(super) fn catalog_sizes(_: &Tools) -> Result<()> {
    run(&mut command(
        "node",
        &["tests/catalog-sizes.mjs", "crates/iam-catalog/data"],
    ))
}

pub(super) fn browser(tools: &Tools) -> Result<()> {
    let folder = root().join("tests/e2e");
    let entries = fs::read_dir(&folder).context("cannot read tests/e2e")?;
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut files: Vec<_> = paths
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    let mut node = command("node", &["--test", "--test-reporter=spec"]);
    run(node.args(files).env("CHROMIUM", tools.chromium()?))
}
