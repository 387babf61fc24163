//! Names with hashes, in files and wherever they are referred to.

use std::collections::BTreeMap;

use anyhow::Result;

use super::folder::{Folder, hash};
use super::glue::{self, Use};
use crate::page::WORKER;

/// What the names of the page's program begin with.
const PROGRAM: &str = "iam-playground-web-";
/// How the page's program names the script that starts the worker.
const LOADER: &str = "iam-playground-worker_loader.js";

/// Folders of files that are fetched when somebody asks for them.
pub(super) const DATA: &[&str] = &["catalog", "examples", "guides"];
/// Files that the program names.
const FILES: &[&str] = &["cases.json", "editor.js"];

/// The names that the program uses, and what they have become.
type Names = BTreeMap<String, String>;

/// Gives every file but the pages a name with a hash.
pub(super) fn rename(page: &mut Folder) -> Result<()> {
    let mut names = Names::new();
    for name in DATA {
        rename_folder(page, name, &mut names)?;
    }
    for name in FILES {
        let bytes = page.take(name)?;
        let hashed = with_hash(name, &hash([bytes.as_slice()]));
        page.put(hashed.clone(), bytes);
        names.insert((*name).to_owned(), hashed);
    }
    rename_worker(page, &mut names)?;
    rename_program(page, &names)
}

fn rename_folder(page: &mut Folder, name: &str, names: &mut Names) -> Result<()> {
    let start = format!("{name}/");
    let parts = page.below(&start);
    let hash = hash(parts.flat_map(|(name, bytes)| [name.as_bytes(), bytes]));
    let files = page.names_with(|path| path.starts_with(&start));
    if files.is_empty() {
        return Ok(());
    }
    let hashed = format!("{name}-{hash}");
    for path in files {
        let bytes = page.take(&path)?;
        page.put(path.replacen(name, &hashed, 1), bytes);
    }
    names.insert(name.to_owned(), hashed);
    Ok(())
}

/// The worker's three files go by one hash: they belong together.
fn rename_worker(page: &mut Folder, names: &mut Names) -> Result<()> {
    let files = page.names_with(|path| path.starts_with(WORKER));
    if files.is_empty() {
        return Ok(());
    }
    let script = format!("{WORKER}.js");
    let named = with_names(page.text(&script)?, names)?;
    page.put(script, named);
    let mut parts = Vec::new();
    for name in &files {
        parts.push(page.bytes(name)?);
    }
    let hashed = format!("{WORKER}-{}", hash(parts));
    for name in &files {
        let mut bytes = page.take(name)?;
        if is(name, "js") {
            // File by file: the program also calls its imports so.
            let text = String::from_utf8(bytes)?;
            let renamed = files.iter().fold(text, |text, file| {
                text.replace(file, &file.replacen(WORKER, &hashed, 1))
            });
            bytes = renamed.into_bytes();
        }
        page.put(name.replacen(WORKER, &hashed, 1), bytes);
    }
    names.insert(LOADER.to_owned(), LOADER.replacen(WORKER, &hashed, 1));
    Ok(())
}

/// The program's three files go by one hash: no half can meet the other half of another release.
fn rename_program(page: &mut Folder, names: &Names) -> Result<()> {
    let script = page.one(PROGRAM, ".js")?.to_owned();
    let stem = script.trim_end_matches(".js").to_owned();
    let named = with_names(page.text(&script)?, names)?;
    page.put(script, named);
    let files = page.names_with(|path| path.starts_with(PROGRAM));
    let mut parts = Vec::new();
    for name in &files {
        parts.push(page.bytes(name)?);
    }
    let hashed = format!("{PROGRAM}{}", hash(parts));
    for name in files {
        let mut bytes = page.take(&name)?;
        if is(&name, "js") {
            bytes = String::from_utf8(bytes)?
                .replace(&stem, &hashed)
                .into_bytes();
        }
        page.put(name.replacen(&stem, &hashed, 1), bytes);
    }
    for name in page.names_with(|name| is(name, "html")) {
        let html = page.text(&name)?.replace(&stem, &hashed);
        page.put(name, html);
    }
    Ok(())
}

/// Bindings that find files by their new names. A worker's address passes the one policy that may make such addresses.
fn with_names(glue: &str, names: &Names) -> Result<String> {
    let table = serde_json::to_string(names)?;
    let mut glue = glue::around(glue, Use::Fetch, "named")?;
    glue = glue::around(&glue, Use::Import, "named")?;
    let has_worker = glue::has(&glue, Use::Worker);
    glue = glue::around(&glue, Use::Worker, "trusted")?;
    glue.push_str(&include_str!("named.js").replace("{{NAMES}}", &table));
    if has_worker {
        glue.push_str(include_str!("trusted.js"));
    }
    Ok(glue)
}

fn is(name: &str, extension: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, own)| own == extension)
}

fn with_hash(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_content() {
        let page = |style: &str| {
            let mut page = Folder::default();
            page.put("index.html", "<script src=iam-playground-web-1.js>");
            page.put(
                "iam-playground-web-1.js",
                "import(getStringFromWasm0(a, b)); 'iam-playground-web-1_bg.wasm'",
            );
            page.put("iam-playground-web-1_bg.wasm", "wasm");
            page.put("cases.json", "[]");
            page.put("editor.js", style);
            page.put("guides/s3.json", "{}");
            rename(&mut page).unwrap();
            page
        };
        let (one, same, other) = (page("a"), page("a"), page("b"));
        let names = |page: &Folder| page.names().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(names(&one), names(&same));
        let program = |page: &Folder| page.one(PROGRAM, ".js").unwrap().to_owned();
        assert_ne!(
            program(&one),
            program(&other),
            "what the program names is part of it"
        );
        let script = one.text(&program(&one)).unwrap();
        assert!(
            script.contains(one.one("editor-", ".js").unwrap()),
            "{script}"
        );
        assert!(
            script.contains("import(named(getStringFromWasm0(a, b)))"),
            "{script}"
        );
        assert!(one.text("index.html").unwrap().contains(&program(&one)));
    }
}
