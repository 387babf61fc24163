//! The example sites of `examples/docs`: each is built by its own tool, at a pinned version, and opened in a browser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{command, output, root, run};
use crate::tools::{self, Tools, node_packages};

/// Where the sites are built, from the repository's root.
const BUILT: &str = "target/docs";

/// Builds the sites and opens them.
///
/// # Errors
///
/// When one does not build or does not show what it should, or the tool of one cannot be had where CI runs.
pub(super) fn sites(tools: &Tools) -> Result<()> {
    let mut built = Vec::new();
    vitepress()?;
    built.push("vitepress");
    mdbook(tools)?;
    built.push("mdbook");
    match mkdocs()? {
        Some(program) => {
            build_mkdocs(&program)?;
            built.push("mkdocs");
        }
        // A machine of a developer may lack Python; where nobody reads along, that must not pass for a check.
        None if std::env::var_os("CI").is_some() => {
            bail!("the MkDocs site was NOT CHECKED: there is no Python 3 with venv and pip")
        }
        None => println!("the MkDocs site was NOT CHECKED: there is no Python 3 with venv and pip"),
    }
    let mut node = command(
        "node",
        &[
            "--test",
            "--test-reporter=spec",
            "examples/docs/sites.test.mjs",
        ],
    );
    run(node
        .env("CHROMIUM", tools.chromium()?)
        .env("SITES", built.join(",")))
}

fn vitepress() -> Result<()> {
    let folder = "examples/docs/vitepress";
    node_packages(folder)?;
    run(command("npm", &["run", "--silent", "build"]).current_dir(root().join(folder)))
}

fn mdbook(tools: &Tools) -> Result<()> {
    let site = root().join(BUILT).join("mdbook");
    let mut mdbook = tools.command("mdbook", &["build", "examples/docs/mdbook", "--dest-dir"]);
    run(mdbook.arg(site))
}

/// `MkDocs` at the versions of `requirements.txt`, in the cache; none where there is no Python for it.
fn mkdocs() -> Result<Option<PathBuf>> {
    let list = root().join("examples/docs/mkdocs/requirements.txt");
    let wanted =
        fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let folder = tools::cache()?.join("mkdocs");
    let (program, stamp) = (folder.join("bin/mkdocs"), folder.join("installed.txt"));
    let is_there = fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted);
    if is_there && output(&mut command(&program.to_string_lossy(), &["--version"])).is_ok() {
        return Ok(Some(program));
    }
    let Some(python) = python() else {
        return Ok(None);
    };
    eprintln!("installing MkDocs into {} (once)", folder.display());
    let place = folder.to_string_lossy();
    if run(&mut command(python, &["-m", "venv", "--clear", &place])).is_err() {
        return Ok(None);
    }
    let pip = folder.join("bin/pip");
    let arguments = [
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "-r",
    ];
    run(command(&pip.to_string_lossy(), &arguments).arg(&list))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(Some(program))
}

/// A Python 3 that makes environments.
fn python() -> Option<&'static str> {
    ["python3", "python"]
        .into_iter()
        .find(|name| output(&mut command(name, &["-c", "import venv, ensurepip"])).is_ok())
}

fn build_mkdocs(program: &Path) -> Result<()> {
    let site = root().join(BUILT).join("mkdocs");
    let mut mkdocs = command(
        &program.to_string_lossy(),
        &["build", "--quiet", "--strict"],
    );
    run(mkdocs
        .arg("--site-dir")
        .arg(&site)
        .current_dir(root().join("examples/docs/mkdocs")))
}
