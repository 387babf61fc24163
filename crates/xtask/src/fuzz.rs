//! `cargo xtask fuzz`: each fuzz target for a while, from what the repository keeps of what they found.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::command::{root, run};
use crate::tools::{Need, Tools};

/// Runs the targets that the arguments name, or all.
///
/// # Errors
///
/// When the tools for fuzzing are not there, an argument is wrong, or a target finds something.
pub(crate) fn fuzz(arguments: &[String]) -> Result<bool> {
    let options = read(arguments)?;
    let names = &options.names;
    let folder = root().join("fuzz");
    let all = targets(&folder)?;
    if let Some(name) = names.iter().find(|name| !all.contains(name)) {
        bail!(
            "there is no fuzz target `{name}`; there are {}",
            all.join(", ")
        );
    }
    let tools = Tools::bring(Need::Fuzz)?;
    let limit = format!("-max_total_time={}", options.seconds);
    for target in if names.is_empty() { &all } else { names } {
        let (found, kept) = (format!("target/found/{target}"), format!("corpus/{target}"));
        for name in [&found, &kept] {
            fs::create_dir_all(folder.join(name)).with_context(|| format!("cannot make {name}"))?;
        }
        let mut arguments = vec!["+nightly", "fuzz", "run", target];
        if options.keep {
            println!("\n== {target}: what is found goes to fuzz/{kept}");
            // The fewest inputs that reach every place; how often they pass it would make ten times as many.
            let fewest = [
                "--",
                "-set_cover_merge=1",
                "-use_counters=0",
                "-max_len=1000",
            ];
            arguments.extend([kept.as_str(), &found]);
            arguments.extend(fewest);
        } else {
            println!("\n== {target}: {} s", options.seconds);
            // The first folder takes what is found, the others are only read.
            arguments.extend([&found, &kept, "--", &limit]);
        }
        let mut fuzz = tools.command("cargo", &arguments);
        // The pinned compiler of this workspace is chosen by a variable when this program runs under `cargo xtask`.
        run(fuzz
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO")
            .current_dir(&folder))?;
    }
    println!(
        "\n{} passed, 0 failed",
        if names.is_empty() {
            all.len()
        } else {
            names.len()
        }
    );
    Ok(true)
}

/// What the arguments ask for.
struct Options {
    seconds: u32,
    /// Whether to add what was found to what the repository keeps, the fewest inputs that reach as much, and not to fuzz.
    keep: bool,
    names: Vec<String>,
}

fn read(arguments: &[String]) -> Result<Options> {
    let mut options = Options {
        seconds: 30,
        keep: false,
        names: Vec::new(),
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seconds" {
            let value = rest.next().context("`--seconds` needs a number")?;
            options.seconds = value
                .parse()
                .with_context(|| format!("`{value}` is not a number of seconds"))?;
        } else if argument == "--keep" {
            options.keep = true;
        } else if argument.starts_with('-') {
            bail!("unknown option `{argument}` of fuzz");
        } else {
            options.names.push(argument.clone());
        }
    }
    Ok(options)
}

/// The names of the targets, sorted.
fn targets(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder.join("fuzz_targets"))
        .context("there are no fuzz targets in fuzz/fuzz_targets")?;
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut names: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| {
            path.file_stem()
                .map(|name| name.to_string_lossy().into_owned())
        })
        .collect();
    names.sort();
    Ok(names)
}
