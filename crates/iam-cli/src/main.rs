//! `iam-eval`: what the playground shows, in a terminal.
//!
//! A command reads its scenarios ([`input`]), asks the core, and writes to an [`output::Output`]. Exit status: 0 all is
//! met, 1 an expectation is not met or a policy has an error, 2 bad input.

mod args;
mod catalog;
mod eval;
mod excerpt;
mod guide;
mod import;
mod input;
mod link;
mod lint;
mod locate;
mod output;
mod problem;
mod request;
mod rules;
mod star;
mod test;

use std::process::ExitCode;

use args::Command;
use output::Output;
use problem::Problem;

/// How a command that could be carried out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All that was asked for holds.
    Met,
    /// An expectation does not, or a policy has an error.
    NotMet,
    /// Part of the input could not be read; it was said which.
    BadInput,
}

fn main() -> ExitCode {
    let mut output = Output::to_terminal();
    let result = args::read(lexopt::Parser::from_env())
        .and_then(|command| run(&command, &mut output))
        .and_then(|outcome| output.flush().map(|()| outcome));
    match result {
        Ok(Outcome::Met) => ExitCode::SUCCESS,
        Ok(Outcome::NotMet) => ExitCode::from(1),
        Ok(Outcome::BadInput) => ExitCode::from(2),
        Err(problem) => {
            output.problem(&problem);
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command, output: &mut Output) -> Result<Outcome, Problem> {
    match command {
        Command::Help => output.exact_line(args::HELP.trim_end()),
        Command::Version => output.line(concat!("iam-eval ", env!("CARGO_PKG_VERSION"))),
        Command::Eval {
            files,
            format,
            what_if,
        } => return eval::eval(files, *format, *what_if, output),
        Command::Test { files } => return test::test(files, output),
        Command::Lint(lint) => return lint::lint(lint, output),
        Command::Rules { id } => rules::rules(id.as_deref(), output),
        Command::Guide { service, row } => guide::guide(service, row.as_deref(), output),
        Command::Link {
            file,
            base,
            scrub: false,
        } => link::make(file, base, output),
        Command::Link {
            file,
            base,
            scrub: true,
        } => link::scrubbed(file, base, output),
        Command::Catalog { name } => catalog::show(name, output),
        Command::Expand { pattern } => catalog::expand(pattern, output),
        Command::Actions { file } => return catalog::actions(file, output),
        Command::OpenLink { link } => link::open(link, output),
        Command::Import { file, into, known } => {
            return import::import(file, into.as_ref(), known, output);
        }
    }?;
    Ok(Outcome::Met)
}
