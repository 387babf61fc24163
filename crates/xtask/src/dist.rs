//! `cargo xtask dist`: the page as a folder that any host of static files serves, and as a single file.
//!
//! What `cargo xtask build` wrote is copied, and every file gets a name with a hash of its content, so that it may be kept for ever and no
//! release finds a file of another under the name it asks for. Only `index.html` and the service worker keep their names.

mod folder;
mod glue;
mod headers;
mod policy;
mod release;
mod rename;
mod single;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{command, remove, root, run};
use crate::page;
use crate::tools::Tools;
use folder::Folder;

/// Where everything goes unless a folder is named.
pub(crate) const OUT: &str = "target/dist";

/// Where the tests find the next release.
const NEXT: &str = "target/dist-next";

/// Reads the options, builds the page unless one is named, and makes everything of it.
///
/// # Errors
///
/// When an option is unknown, something does not build, or a file is not as expected.
pub(crate) fn dist(tools: &Tools, arguments: &[String]) -> Result<()> {
    let (mut built, mut out) = (None, PathBuf::from(OUT));
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--page" => {
                let folder = rest.next().context("`--page` needs a folder")?;
                built = Some(PathBuf::from(folder));
            }
            folder if !folder.starts_with('-') => out = PathBuf::from(folder),
            other => bail!("unknown option `{other}` of dist"),
        }
    }
    let built = if let Some(folder) = built {
        folder
    } else {
        page::build(tools)?;
        PathBuf::from("dist")
    };
    make(&built, &out)?;
    compress(&out)
}

/// What the tests look at: the release, and one after it that says so in the page.
///
/// # Errors
///
/// As [`make`].
pub(crate) fn for_tests() -> Result<()> {
    let (built, out) = (Path::new("dist"), Path::new(OUT));
    make(built, out)?;
    compress(out)?;
    let mut page = Folder::read(&root().join(built))?;
    let script = page.one("iam-playground-web-", ".js")?.to_owned();
    let changed = page.text(&script)?.to_owned() + "globalThis.release = \"next\";\n";
    page.put(script, changed);
    let next = root().join(NEXT);
    let built = next.join("page");
    remove(&built)?;
    page.write(&built)?;
    make(&built, &next.join("dist"))
}

/// Makes everything of a page that is built: `site/` to upload, `hosting/` to configure a server with, and `playground.html`.
///
/// # Errors
///
/// When a file is not as expected or cannot be written.
pub(crate) fn make(built: &Path, out: &Path) -> Result<()> {
    let (built, out) = (root().join(built), root().join(out));
    let site = out.join("site");
    remove(&out)?;
    fs::create_dir_all(&site).with_context(|| format!("cannot make {}", site.display()))?;

    let page = Folder::read(&built)?;
    let single = single::file(&page)?;
    fs::write(out.join("playground.html"), &single).context("cannot write playground.html")?;

    let mut page = page;
    rename::rename(&mut page)?;
    let policy = release::finish(&mut page)?;
    headers::add(&mut page, &policy);
    page.write(&site)?;
    headers::write(&policy, &out.join("hosting"))?;
    println!(
        "{} files in {}, and playground.html with {} kB",
        page.len(),
        site.display(),
        single.len() / 1_000
    );
    Ok(())
}

/// Writes Brotli and gzip beside the files of `site/`.
fn compress(out: &Path) -> Result<()> {
    let script = root().join("crates/xtask/src/dist/compress.mjs");
    run(command("node", &[])
        .arg(script)
        .arg(root().join(out).join("site")))
}
