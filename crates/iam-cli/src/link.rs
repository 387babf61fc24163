//! `iam-eval link`: a scenario as a link, and back.

use std::ffi::OsString;
use std::path::Path;

use crate::input;
use crate::output::Output;
use crate::problem::Problem;

/// Prints the link that carries a scenario.
pub(crate) fn make(file: &OsString, base: &str, output: &mut Output) -> Result<(), Problem> {
    let document = input::read(Path::new(file))?;
    let payload = iam_share::encode(&document.scenario);
    output.exact_line(&format!("{}#{payload}", base.trim_end_matches('#')))
}

/// Prints the link that carries a scenario with fakes in place of names, and remarks what was replaced.
pub(crate) fn scrubbed(file: &OsString, base: &str, output: &mut Output) -> Result<(), Problem> {
    let document = input::read(Path::new(file))?;
    let scrubbed = iam_share::scrub(&document.scenario).map_err(Problem::Link)?;
    for one in &scrubbed.replaced {
        output.remark(&format!("{} `{}` became `{}`", one.kind, one.from, one.to));
    }
    for word in &scrubbed.kept {
        output.remark(&format!("`{word}` is kept: a pattern covers a part of it"));
    }
    let payload = iam_share::encode(&scrubbed.scenario);
    output.exact_line(&format!("{}#{payload}", base.trim_end_matches('#')))
}

/// Prints the scenario that a link carries.
pub(crate) fn open(link: &str, output: &mut Output) -> Result<(), Problem> {
    let scenario = iam_share::decode(iam_share::payload(link)).map_err(Problem::Link)?;
    output.exact_line(scenario.to_json().trim_end())
}
