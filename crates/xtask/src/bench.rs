//! `cargo xtask bench`: what a keystroke costs, natively, in WebAssembly, and in the page.

use anyhow::{Result, bail};

use crate::command::{cargo, command, root, run};
use crate::page;
use crate::tools::{Need, Tools};

/// Measures and prints a table for each; with `--web`, what the page costs alone.
///
/// # Errors
///
/// When something does not build or does not run, or an option is not known.
pub(crate) fn bench(arguments: &[String]) -> Result<bool> {
    let (web, rest) = match arguments.split_first() {
        Some((first, rest)) if first == "--web" => (true, rest),
        _ => (false, arguments),
    };
    if let Some(unknown) = rest.first().filter(|_| !web) {
        bail!("`bench` does not know `{unknown}`");
    }
    let tools = Tools::bring(Need::Tests)?;
    if !web {
        core(&tools)?;
    }
    println!("\n== in the page");
    page::build(&tools)?;
    run(tools
        .command("node", &["tests/e2e/bench.mjs"])
        .args(rest)
        .env("CHROMIUM", tools.chromium()?))?;
    println!("\n== twelve embeds");
    run(tools
        .command("node", &["tests/e2e/twelve.mjs"])
        .env("CHROMIUM", tools.chromium()?))?;
    Ok(true)
}

/// Measures what needs no browser.
fn core(tools: &Tools) -> Result<()> {
    println!("\n== natively, with what is allocated");
    let native = ["bench", "--locked", "-p", "iam-core", "--bench"];
    run(cargo(&native).arg("core"))?;
    println!("\n== natively, against the goals, and by the length of the text");
    let figures = root().join("target/native-figures.json");
    run(cargo(&native)
        .args(["figures", "--", "--json"])
        .arg(&figures))?;
    println!("\n== questions to the catalog, natively");
    let catalog = ["bench", "--locked", "-p", "iam-catalog", "--features"];
    run(cargo(&catalog).arg("bundled"))?;

    println!("\n== findings, natively");
    run(&mut cargo(&["bench", "--locked", "-p", "iam-lint"]))?;
    println!("\n== completion and rewriting, natively");
    run(&mut cargo(&["bench", "--locked", "-p", "iam-language"]))?;

    println!("\n== in WebAssembly, under Node");
    let target = "wasm32-unknown-unknown";
    let build = [
        "build",
        "--locked",
        "-p",
        "iam-wasm",
        "--features",
        "bench",
        "--release",
        "--target",
        target,
    ];
    run(&mut cargo(&build))?;
    let built = format!("target/{target}/release/iam_wasm.wasm");
    let folder = "target/iam-wasm-bench";
    run(&mut tools.command(
        "wasm-bindgen",
        &["--target", "nodejs", "--out-dir", folder, &built],
    ))?;
    let bindings = format!("{folder}/iam_wasm.js");
    let workloads = "crates/iam-core/benches/workloads";
    run(command("node", &["tests/wasm/bench.mjs", &bindings, workloads]).arg(&figures))?;
    println!("\n== questions to the catalog, in WebAssembly");
    let script = "tests/wasm/catalog-bench.mjs";
    let actions = "crates/iam-catalog/data/actions.txt";
    let policies = "tests/data/managed-policies.jsonl.gz";
    run(&mut command(
        "node",
        &[script, &bindings, actions, policies],
    ))
}
