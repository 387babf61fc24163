//! The page: building, serving, and finishing what Trunk wrote.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use crate::command::{root, run};
use crate::tools::Tools;

/// How to serve.
#[derive(Debug)]
pub(crate) struct ServeOptions {
    /// The port, or the first free one from 8080 on.
    pub(crate) port: Option<u16>,
    /// Whether to open a browser.
    pub(crate) open: bool,
    /// Whether to build as for publication.
    pub(crate) release: bool,
}

/// Builds the page for publication into `dist/`.
pub(crate) fn build(tools: &Tools) -> Result<()> {
    run(&mut trunk(tools, &["build", "--release", "--locked"]))
}

/// Serves the page until interrupted, building it again on every change.
pub(crate) fn serve(tools: &Tools, options: &ServeOptions) -> Result<()> {
    let port = match options.port {
        Some(port) => port,
        None => (8080..8180)
            .find(|port| is_free(*port))
            .context("no port from 8080 to 8179 is free")?,
    };
    let shown = port.to_string();
    // A folder of its own: a check may build the published page meanwhile.
    let mut trunk = trunk(
        tools,
        &[
            "serve",
            "--dist",
            "target/serve",
            "--address",
            "127.0.0.1",
            "--port",
            &shown,
        ],
    );
    if options.open && has_screen() {
        trunk.arg("--open");
    }
    if options.release {
        trunk.arg("--release");
    }
    eprintln!("building; then the page is at http://127.0.0.1:{port}/ (Ctrl-C ends)");
    fs::create_dir_all(root().join("target/serve")).context("cannot make target/serve")?;
    become_it(trunk)
}

/// Lets the command take this process's place, so that whoever ends this ends the server.
#[cfg(unix)]
fn become_it(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;

    Err(command.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> Result<()> {
    run(&mut command)
}

/// Builds the page and takes pictures of it into the folder named, or `target/screenshots`.
pub(crate) fn screenshots(tools: &Tools, arguments: &[String]) -> Result<()> {
    let folder = match arguments {
        [] => "target/screenshots",
        [folder] if !folder.starts_with('-') => folder,
        _ => bail!("`screenshots` takes one folder"),
    };
    build(tools)?;
    run(tools
        .command("node", &["tests/e2e/screenshots.mjs", folder])
        .env("CHROMIUM", tools.chromium()?))
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

fn has_screen() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", windows)) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

fn trunk(tools: &Tools, arguments: &[&str]) -> Command {
    let mut trunk = tools.command("trunk", arguments);
    // Trunk asks for its newest version on every start, and takes only `true` and `false` for NO_COLOR.
    trunk
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env_remove("NO_COLOR");
    trunk
}

/// Finishes the `index.html` that Trunk has just written (see `Trunk.toml`).
///
/// Trunk starts the program from a script inside the page. The page's policy forbids such scripts, so the hash of this one is added.
pub(crate) fn finish() -> Result<()> {
    let folder =
        std::env::var_os("TRUNK_STAGING_DIR").context("`page` is called by Trunk, not by hand")?;
    let path = Path::new(&folder).join("index.html");
    let html =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    fs::write(&path, finished(&html)?).with_context(|| format!("cannot write {}", path.display()))
}

/// What Trunk writes for a nonce; it puts the real one there when it serves.
const NONCE: &str = "TRUNK-NONCE";
/// In Trunk's script for reloading: its text changes with every answer, so only a nonce can let it through.
const RELOADER: &str = "{{__TRUNK_ADDRESS__}}";
const SCRIPTS: &str = "script-src 'self'";

fn finished(html: &str) -> Result<String> {
    if !html.contains(SCRIPTS) {
        bail!("index.html has no policy with `{SCRIPTS}`");
    }
    let allowed = inline_scripts(html).map(|script| {
        if script.contains(RELOADER) {
            format!("'nonce-{NONCE}'")
        } else {
            format!(
                "'sha256-{}'",
                BASE64_STANDARD.encode(Sha256::digest(script))
            )
        }
    });
    let sources: Vec<_> = std::iter::once(SCRIPTS.to_owned()).chain(allowed).collect();
    let mut finished = html.replacen(SCRIPTS, &sources.join(" "), 1);
    if !html.contains(RELOADER) {
        for attribute in [format!(" nonce=\"{NONCE}\""), format!(" nonce={NONCE}")] {
            finished = finished.replace(&attribute, "");
        }
    }
    Ok(finished)
}

/// The texts between `<script …>` and `</script>` of scripts that have no file.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=") && !text.is_empty()).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "<meta content=\"script-src 'self' 'wasm-unsafe-eval'\">";

    #[test]
    fn published_page_allows_the_one_script_by_its_hash() {
        let html = format!(
            "{POLICY}<link nonce=\"{NONCE}\" href=a><script type=\"module\" nonce=\"{NONCE}\">alert(1)</script>"
        );
        assert_eq!(
            finished(&html).unwrap(),
            "<meta content=\"script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'wasm-unsafe-eval'\">\
             <link href=a><script type=\"module\">alert(1)</script>"
        );
    }

    #[test]
    fn served_page_keeps_the_nonce_for_reloading() {
        let html = format!(
            "{POLICY}<script nonce=\"{NONCE}\">{RELOADER}</script><script src=\"x.js\"></script>"
        );
        let finished = finished(&html).unwrap();
        assert!(
            finished.contains(&format!(
                "script-src 'self' 'nonce-{NONCE}' 'wasm-unsafe-eval'"
            )),
            "{finished}"
        );
        assert!(
            finished.contains(&format!("<script nonce=\"{NONCE}\">")),
            "{finished}"
        );
    }

    #[test]
    fn a_page_without_a_policy_is_refused() {
        assert!(finished("<script>1</script>").is_err());
    }
}
