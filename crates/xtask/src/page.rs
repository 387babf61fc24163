//! The page: building, serving, and finishing what Trunk wrote.

mod cases;
mod finish;
mod guides;
mod program;
mod split;

use std::fs;
use std::net::TcpListener;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{root, run};
use crate::tools::Tools;

pub(crate) use finish::{finish, inline_scripts, source};
pub(crate) use program::{WORKER, shrink};

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

/// Finds out which functions run until the first verdict is shown, and keeps their names for the cut.
pub(crate) fn profile(tools: &Tools) -> Result<()> {
    let mut build = trunk(
        tools,
        &["build", "--release", "--locked", "--dist", "target/profile"],
    );
    run(build.env(program::COUNT, "1"))?;
    run(tools
        .command(
            "node",
            &["tests/e2e/profile.mjs", "target/profile", program::FIRST],
        )
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

/// Replaces what stands in a text once.
///
/// # Errors
///
/// When it does not stand there, or more than once: the tools that wrote the text write it otherwise now.
pub(crate) fn once(text: &str, old: &str, new: &str) -> Result<String> {
    if text.matches(old).count() != 1 {
        bail!("not as expected: no single `{}`", old.trim());
    }
    Ok(text.replacen(old, new, 1))
}

#[cfg(test)]
mod tests {
    use super::once;

    #[test]
    fn replaces_once_only() {
        assert_eq!(once("abc", "b", "x").unwrap(), "axc");
        assert!(once("abb", "b", "x").is_err());
        assert!(once("a", "b", "x").is_err());
    }
}
