//! `cargo xtask mutants`: whether the tests notice a change of the code that decides.
//!
//! cargo-mutants makes one small change at a time, by `.cargo/mutants.toml`, and runs the tests. A mutant that lives is either
//! argued in `tests/mutants-that-live.txt` or a case is missing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::command::{root, run};
use crate::tools::{Need, Tools};

const ARGUED: &str = "tests/mutants-that-live.txt";

/// How the mutants of a file fared.
#[derive(Default)]
struct Count {
    caught: usize,
    unviable: usize,
    argued: usize,
    missed: usize,
}

/// Runs the mutants of the files that the arguments name, or all; false when one lives that nobody argued for.
///
/// # Errors
///
/// When cargo-mutants cannot be brought or run, or an argument is wrong.
pub(crate) fn mutants(arguments: &[String]) -> Result<bool> {
    let tools = Tools::bring(Need::Mutants)?;
    let folder = root().join("target/mutants");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut cargo = tools.command("cargo", &["mutants", "--no-shuffle", "--output"]);
    cargo.arg(&folder).env("CARGO_PROFILE_DEV_DEBUG", "0");
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--shard" => {
                let shard = rest.next().context("`--shard` needs K/N")?;
                cargo.args(["--shard", shard]);
            }
            option if option.starts_with('-') => bail!("unknown option `{option}` of mutants"),
            file => {
                cargo.args(["--file", file]);
            }
        }
    }
    // Its own success is that none lives; what lives is judged here. It says itself what else went wrong.
    let ran = run(&mut cargo);
    let found = folder.join("mutants.out");
    if !found.join("missed.txt").is_file() {
        ran?;
    }
    report(&found)
}

/// Prints the table; false when a mutant lives that nobody argued for.
fn report(found: &Path) -> Result<bool> {
    let mut argued = argued()?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut alive = Vec::new();
    for mutant in lines(found, "caught.txt")?
        .into_iter()
        .chain(lines(found, "timeout.txt")?)
    {
        counts.entry(file_of(&mutant)).or_default().caught += 1;
    }
    for mutant in lines(found, "unviable.txt")? {
        counts.entry(file_of(&mutant)).or_default().unviable += 1;
    }
    for mutant in lines(found, "missed.txt")? {
        let count = counts.entry(file_of(&mutant)).or_default();
        match argued.get_mut(&without_place(&mutant)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                count.argued += 1;
            }
            _ => {
                count.missed += 1;
                alive.push(mutant);
            }
        }
    }
    let total = print(&counts);
    if !alive.is_empty() {
        println!("\nliving, and not in {ARGUED}:\n  {}", alive.join("\n  "));
    }
    println!(
        "\n{} passed, {} failed",
        total.caught + total.argued,
        total.missed
    );
    Ok(alive.is_empty())
}

fn print(counts: &BTreeMap<String, Count>) -> Count {
    let row = |name: &str, count: &Count| {
        println!(
            "{name:48}{:>8}{:>8}{:>8}{:>10}",
            count.caught, count.argued, count.missed, count.unviable
        );
    };
    println!(
        "\n{:48}{:>8}{:>8}{:>8}{:>10}",
        "", "caught", "argued", "missed", "unviable"
    );
    let mut total = Count::default();
    for (file, count) in counts {
        row(file, count);
        total.caught += count.caught;
        total.argued += count.argued;
        total.missed += count.missed;
        total.unviable += count.unviable;
    }
    row("all", &total);
    total
}

/// How many mutants of each description may live. A line of the file is a description, without its place, or begins with `#`.
fn argued() -> Result<BTreeMap<String, usize>> {
    let text =
        fs::read_to_string(root().join(ARGUED)).with_context(|| format!("cannot read {ARGUED}"))?;
    let mut argued = BTreeMap::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        *argued.entry(line.to_owned()).or_default() += 1;
    }
    Ok(argued)
}

fn lines(folder: &Path, name: &str) -> Result<Vec<String>> {
    let text =
        fs::read_to_string(folder.join(name)).with_context(|| format!("cannot read {name}"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

fn file_of(mutant: &str) -> String {
    let file = mutant.split(':').next().unwrap_or(mutant);
    file.to_owned()
}

/// `FILE:LINE:COLUMN: WHAT` without line and column, which any edit moves.
fn without_place(mutant: &str) -> String {
    let what = mutant.splitn(4, ':').nth(3).unwrap_or_default();
    format!("{}:{what}", file_of(mutant))
}
