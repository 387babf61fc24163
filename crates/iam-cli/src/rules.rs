//! `iam-eval rules`: the rules of the evaluation.

use iam_core::rule;

use crate::output::{Output, Paint};
use crate::problem::Problem;

/// Lists all rules, or shows the one with that id or number.
pub(crate) fn rules(id: Option<&str>, output: &mut Output) -> Result<(), Problem> {
    let Some(id) = id else {
        let width = rule::all()
            .map(|rule| rule.number().len())
            .max()
            .unwrap_or(0);
        for rule in rule::all() {
            let number = format!("{:width$}", rule.number());
            output.line(&format!("{}  {}", Paint::Dim.on(&number), rule.id()))?;
        }
        return Ok(());
    };
    let found = rule::by_id(id).or_else(|| rule::by_number(id));
    let rule = found.ok_or_else(|| Problem::Rule(id.to_owned()))?;
    output.line(&format!(
        "{} {}",
        Paint::Bold.on(rule.id()),
        Paint::Dim.on(rule.number())
    ))?;
    output.line(rule.statement())?;
    output.line(&format!("Source: {}", rule.source()))
}
