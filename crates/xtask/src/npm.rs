//! `cargo xtask npm`: the bindings as a package for npm, in `target/npm/iam-wasm`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::command::{cargo, remove, root, run};
use crate::page::shrink;
use crate::tools::Tools;

/// Where the package is made, from the repository's root.
pub(crate) const FOLDER: &str = "target/npm/iam-wasm";
/// What is copied as it is: from where, and the name in the package.
const COPIED: &[(&str, &str)] = &[
    ("crates/iam-wasm/npm/api.js", "api.js"),
    ("crates/iam-wasm/npm/exports.js", "exports.js"),
    ("crates/iam-wasm/npm/index.js", "index.js"),
    ("crates/iam-wasm/npm/node.js", "node.js"),
    ("crates/iam-wasm/npm/index.d.ts", "index.d.ts"),
    ("crates/iam-wasm/npm/README.md", "README.md"),
    ("crates/iam-wasm/types.d.ts", "types.d.ts"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

/// Makes the package.
///
/// # Errors
///
/// When something does not build or cannot be written.
pub(crate) fn npm(tools: &Tools) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    // The page's profile: most of it is then built already.
    let build = ["build", "-p", "iam-wasm", "--locked", "--profile", "web"];
    run(cargo(&build).args(["--target", target]))?;
    let folder = root().join(FOLDER);
    remove(&folder)?;
    let built = format!("target/{target}/web/iam_wasm.wasm");
    let bindings = ["--target", "web", "--no-typescript", "--out-dir", FOLDER];
    run(tools.command("wasm-bindgen", &bindings).arg(&built))?;
    let program = folder.join("iam_wasm_bg.wasm");
    // Smaller when compressed, where one module holds everything.
    let option = ["--one-caller-inline-max-function-size=0"];
    shrink(tools.command("wasm-opt", &option), &program)?;
    for (from, to) in COPIED {
        copy(&root().join(from), &folder.join(to))?;
    }
    write_description(&folder.join("package.json"))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// Writes package.json with the workspace's version.
fn write_description(path: &Path) -> Result<()> {
    let template = include_str!("../../iam-wasm/npm/package.json");
    let placeholder = "\"version\": \"0.0.0\"";
    if template.matches(placeholder).count() != 1 {
        bail!("crates/iam-wasm/npm/package.json has no single {placeholder}");
    }
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(path, template.replace(placeholder, &version))
        .with_context(|| format!("cannot write {}", path.display()))
}
