//! The page as a single file, which can be mailed or kept: everything is inside, and its policy lets it connect to nothing.
//!
//! The halves of the program, the worker and all texts are gzipped and base64-encoded in elements that are no code. What the bindings would
//! fetch is taken from there.

use std::io::Write as _;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::folder::Folder;
use super::glue::{self, Use};
use super::policy;
use super::rename::DATA;
use crate::page::{once, source};

/// What the script in [`single.js`](single.js) calls the parts.
const FIRST: &str = "first";
const LATER: &str = "later";
const TEXTS: &str = "texts";
const WORKER: &str = "worker";
const WORKER_SCRIPT: &str = "worker-script";
const CATALOG: &str = "catalog";

/// How the bindings fetch the second half.
const FETCH_LATER: &str = "await (await fetch(later)).arrayBuffer()";
/// Where what fetches it while the program waits begins; nothing follows it.
const WAIT: &str = "function waitForLater() {";
/// What the bindings export at their end.
const EXPORT: &str = "export { initSync, __wbg_init as default };";

/// Makes the file.
pub(super) fn file(page: &Folder) -> Result<String> {
    let html = page.text("index.html")?;
    let style = page.text(page.one("styles-", ".css")?)?;
    let style = format!("\n{style}");
    let script = script(page)?;
    let csp = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; connect-src 'none'; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types iam-playground-worker",
        source(&script),
        source(&style)
    );
    let mut body = Vec::new();
    for (id, bytes) in parts(page)? {
        let text = packed(&bytes)?;
        body.push(format!(
            "<script type=\"text/plain\" id=\"part-{id}\">{text}</script>\n"
        ));
    }
    body.push(format!(
        "<script type=\"module\">{script}</script>\n  </body>"
    ));
    let html = without_files(html)?;
    let stated = policy::stated(&html)?;
    let html = html.replacen(stated, &csp, 1);
    let html = once(
        &html,
        "</head>",
        &format!("<style>{style}</style>\n  </head>"),
    )?;
    once(&html, "</body>", &body.concat())
}

/// What the file holds that is no code of its page, by name.
fn parts(page: &Folder) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let half =
        |end| Ok::<_, anyhow::Error>(page.bytes(page.one("iam-playground-web-", end)?)?.to_vec());
    let mut parts = vec![
        (FIRST, half("_bg.wasm")?),
        (LATER, half("_later.wasm")?),
        (
            TEXTS,
            texts(page, &["cases.json"], &["examples/", "guides/"])?,
        ),
    ];
    if let Some(worker) = worker_script(page)? {
        let program = page.bytes("iam-playground-worker_bg.wasm")?.to_vec();
        let catalog = texts(page, &[], &["catalog/"])?;
        parts.extend([
            (WORKER, program),
            (WORKER_SCRIPT, worker.into_bytes()),
            (CATALOG, catalog),
        ]);
    }
    Ok(parts)
}

/// The page without what refers to other files.
fn without_files(html: &str) -> Result<String> {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        if after.starts_with("script") {
            let (_, end) = after
                .split_once("</script>")
                .context("a script has no end")?;
            rest = end;
        } else if after.starts_with("link ") {
            let (link, end) = after.split_once('>').context("a link has no end")?;
            if link.contains("href=\"data:") {
                kept.extend(["<", link, ">"]);
            }
            rest = end;
        } else {
            kept.push('<');
            rest = after;
        }
    }
    kept.push_str(rest);
    Ok(kept)
}

/// The page's program with the editor, as one module.
fn script(page: &Folder) -> Result<String> {
    let glue = page.text(page.one("iam-playground-web-", ".js")?)?;
    let glue = once(glue, EXPORT, "")?;
    let glue = once(&glue, FETCH_LATER, "parts.later")?;
    let (glue, _) = glue
        .split_once(WAIT)
        .context("the bindings do not wait for the second half")?;
    let glue = glue::instead(glue, Use::Fetch, "answer")?;
    let glue = glue::instead(&glue, Use::Import, "editorModule")?;
    let glue = glue::instead(&glue, Use::Worker, "startWorker")?;
    let editor = as_function(page.text("editor.js")?)?;
    Ok(closed(&format!(
        "\n{}\n{glue}\n{}\nconst editor = () => {{\n{editor}\n}};\n",
        include_str!("inflate.js"),
        include_str!("single.js")
    )))
}

/// A module as the body of a function that gives its exports.
fn as_function(module: &str) -> Result<String> {
    let (code, exports) = module
        .rsplit_once("export{")
        .context("the editor exports nothing")?;
    let (exports, _) = exports
        .split_once('}')
        .context("the editor's exports have no end")?;
    let pairs = exports
        .split(',')
        .map(|export| match export.split_once(" as ") {
            Some((inner, outer)) => format!("{outer}: {inner}"),
            None => export.to_owned(),
        });
    Ok(format!(
        "{code}\nreturn {{ {} }};",
        pairs.collect::<Vec<_>>().join(", ")
    ))
}

/// The worker's program as a script that finds its parts in itself; none if the page has no worker.
fn worker_script(page: &Folder) -> Result<Option<String>> {
    let Ok(glue) = page.text("iam-playground-worker.js") else {
        return Ok(None);
    };
    let glue = once(glue, EXPORT, "")?;
    let glue = glue::instead(&glue, Use::Fetch, "answer")?;
    // No module: of a page from a folder, browsers load none into a worker.
    let glue = glue.replace("import.meta.url", "self.location.href");
    Ok(Some(format!(
        "{}\n{glue}\n{}",
        include_str!("inflate.js"),
        include_str!("single-worker.js")
    )))
}

/// Texts by path, as JSON.
fn texts(page: &Folder, files: &[&str], folders: &[&str]) -> Result<Vec<u8>> {
    debug_assert!(
        folders
            .iter()
            .all(|folder| DATA.contains(&folder.trim_end_matches('/')))
    );
    let wanted =
        |name: &str| files.contains(&name) || folders.iter().any(|folder| name.starts_with(folder));
    let mut texts = serde_json::Map::new();
    for name in page.names().filter(|name| wanted(name)) {
        texts.insert(name.to_owned(), page.text(name)?.into());
    }
    Ok(serde_json::to_vec(&texts)?)
}

fn packed(bytes: &[u8]) -> Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(BASE64_STANDARD.encode(encoder.finish()?))
}

/// Code in which nothing ends the element around it.
fn closed(script: &str) -> String {
    script
        .replace("</script", "<\\/script")
        .replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refers_to_files_is_taken_out() {
        let html = "<head><link rel=\"icon\" href=\"data:image/svg+xml,x\" /><link rel=\"stylesheet\" href=\"./a.css\" /><script>a < b</script><meta></head>";
        assert_eq!(
            without_files(html).unwrap(),
            "<head><link rel=\"icon\" href=\"data:image/svg+xml,x\" /><meta></head>"
        );
    }

    #[test]
    fn a_module_becomes_a_function() {
        assert_eq!(
            as_function("const a=1;export{a as mount,b};").unwrap(),
            "const a=1;\nreturn { mount: a, b };"
        );
    }
}
