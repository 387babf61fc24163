//! Set-up, generators and checks of the workspace: `cargo xtask …`.
//!
//! Every command brings the tools that it needs (see [`tools`]), so that a clone needs Rust from rustup, Node and git, and nothing else.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "saying what it does is this program's work"
)]

mod bench;
mod catalog;
mod checks;
mod command;
mod coverage;
mod dist;
mod fuzz;
mod mutants;
mod npm;
mod page;
mod tools;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::tools::{Need, Tools};

const HELP: &str = "\
cargo xtask COMMAND

  setup                         bring every tool that the other commands use
  serve [--port N] [--no-open] [--release]
                                build the page, serve it, and build it again on every change
  build                         build the page for publication into dist/
  dist [--page FOLDER] [FOLDER] make what is published of the page, or of one that is built, in target/dist: site/, hosting/, playground.html
  npm                           make the package for JavaScript, in target/npm/iam-wasm
  test [--quick] [NAME…]        run every check, or those named; --quick: what needs neither the page nor a browser
  catalog                       make the catalog's files from its sources
  bench [--web [--edits N] [--only keys|pause|requests|memory]]
                                measure the core natively and in WebAssembly, and the page in a browser; --web: the page alone
  coverage                      which lines of the core the tests reach; a table, and the figure below it
  fuzz [--seconds N] [--keep] [NAME…]
                                run every fuzz target, or those named, for N seconds each (30);
                                --keep: instead, add to fuzz/corpus what they found since
  mutants [--shard K/N] [FILE…] whether the tests notice each small change of matching, deciding and patterns, or of the
                                files named; hours, so that a shard is one of N parts
  screenshots [FOLDER]          take pictures of the page in its layouts and themes (target/screenshots)
  profile                       find out which functions run before the first verdict (web/first.txt)
  page                          called by Trunk after it has built: finish index.html and the program
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs one command; false says that it ran and found something wrong.
fn dispatch(arguments: &[String]) -> Result<bool> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    match command {
        "setup" => Tools::bring(Need::Tests).map(|_| true),
        "serve" => serve(rest),
        "build" => page::build(&Tools::bring(Need::Page)?).map(|()| true),
        "profile" => page::profile(&Tools::bring(Need::Tests)?).map(|()| true),
        "page" => page::finish().map(|()| true),
        "dist" => dist::dist(&Tools::bring(Need::Page)?, rest).map(|()| true),
        "npm" => npm::npm(&Tools::bring(Need::Page)?).map(|()| true),
        "test" => checks::test(rest),
        "catalog" => catalog::catalog(),
        "bench" => bench::bench(rest),
        "coverage" => coverage::coverage(),
        "fuzz" => fuzz::fuzz(rest),
        "mutants" => mutants::mutants(rest),
        "screenshots" => page::screenshots(&Tools::bring(Need::Tests)?, rest).map(|()| true),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(true)
        }
        other => bail!("unknown command `{other}`\n\n{HELP}"),
    }
}

/// Reads the options of `serve` and serves until interrupted.
fn serve(arguments: &[String]) -> Result<bool> {
    let mut options = page::ServeOptions {
        port: None,
        open: true,
        release: false,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--port" => {
                let port = rest.next().context("`--port` needs a number")?;
                options.port = Some(
                    port.parse()
                        .with_context(|| format!("`{port}` is not a port"))?,
                );
            }
            "--no-open" => options.open = false,
            "--release" => options.release = true,
            other => bail!("unknown option `{other}` of serve"),
        }
    }
    page::serve(&Tools::bring(Need::Page)?, &options).map(|()| true)
}
