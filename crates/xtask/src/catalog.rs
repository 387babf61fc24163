//! `cargo xtask catalog`: the files of `crates/iam-catalog/data` from those of `crates/iam-catalog/source`.
//!
//! The same sources make the same bytes: everything is sorted, and nothing depends on when or where it is run.

mod source;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::command::root;

const SOURCE: &str = "crates/iam-catalog/source";
const DATA: &str = "crates/iam-catalog/data";

/// Writes every file of the catalog, and removes those that are no longer made.
///
/// # Errors
///
/// When a source cannot be read or says something unexpected, or a file cannot be written.
pub(crate) fn catalog() -> Result<bool> {
    let folder = root().join(DATA);
    let made = make()?;
    fs::create_dir_all(folder.join("services")).context("cannot make the catalog's folders")?;
    for name in present(&folder)? {
        if !made.contains_key(&name) {
            fs::remove_file(folder.join(&name)).with_context(|| format!("cannot remove {name}"))?;
        }
    }
    for (name, text) in &made {
        fs::write(folder.join(name), text).with_context(|| format!("cannot write {name}"))?;
    }
    let bytes: usize = made.values().map(String::len).sum();
    println!("{} files, {bytes} bytes, in {DATA}", made.len());
    Ok(true)
}

/// Compares the catalog's files with what its sources make.
///
/// # Errors
///
/// When one differs, is missing or is too many.
pub(crate) fn check() -> Result<()> {
    let folder = root().join(DATA);
    let made = make()?;
    for name in present(&folder)? {
        if !made.contains_key(&name) {
            bail!("{DATA}/{name} is not made from the sources; run `cargo xtask catalog`");
        }
    }
    for (name, text) in &made {
        let kept = fs::read_to_string(folder.join(name)).unwrap_or_default();
        if kept != *text {
            bail!(
                "{DATA}/{name} is not what its sources make; run `cargo xtask catalog`, look at the change and commit it"
            );
        }
    }
    Ok(())
}

/// Every file of the catalog by its name.
fn make() -> Result<BTreeMap<String, String>> {
    let sources = source::read(&root().join(SOURCE))?;
    write::files(&sources)
}

/// The names of the files that are there.
fn present(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for (below, prefix) in [
        (folder.to_path_buf(), ""),
        (folder.join("services"), "services/"),
    ] {
        let Ok(entries) = fs::read_dir(&below) else {
            continue;
        };
        for entry in entries {
            let entry = entry.context("cannot list the catalog's files")?;
            if entry.path().is_file() {
                names.push(format!("{prefix}{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    names.sort();
    Ok(names)
}
