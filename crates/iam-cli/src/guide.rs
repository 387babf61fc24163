//! `iam-eval guide`: how a service works with IAM.

use iam_catalog::{Answer, Catalog, Feature};
use iam_core::evaluate;
use iam_guide::{Guide, Row, guide as guide_of, id, title};

use crate::catalog::unknown_service;
use crate::output::{Output, Paint};
use crate::problem::Problem;

/// Prints the guide of a service, or the scenario of one of its rows.
pub(crate) fn guide(service: &str, row: Option<&str>, output: &mut Output) -> Result<(), Problem> {
    let catalog = Catalog::bundled();
    let found = catalog.loaded(service);
    let found = found.ok_or_else(|| unknown_service(&catalog, service))?;
    let guide = guide_of(found);
    let Some(wanted) = row else {
        return tell(&guide, output);
    };
    let row = guide.rows.iter().find(|row| id(row.feature) == wanted);
    let row = row.ok_or_else(|| unknown_row(wanted))?;
    output.exact_line(row.scenario.to_json().trim_end())
}

fn tell(guide: &Guide, output: &mut Output) -> Result<(), Problem> {
    output.line(&format!(
        "How {} works with IAM {}",
        Paint::Bold.on(&guide.name),
        Paint::Dim.on(&guide.prefix)
    ))?;
    for row in &guide.rows {
        tell_row(row, output)?;
    }
    Ok(())
}

fn tell_row(row: &Row, output: &mut Output) -> Result<(), Problem> {
    output.line("")?;
    output.line(&format!(
        "{} {}",
        Paint::Bold.on(&format!("{}: {}", title(row.feature), word(row.answer))),
        Paint::Dim.on(id(row.feature))
    ))?;
    output.line(&format!("  {}", row.explanation))?;
    for source in &row.sources {
        let note = source
            .note
            .as_ref()
            .map_or_else(String::new, |note| format!(" ({note})"));
        let answer = word(Some(source.answer));
        output.line(&Paint::Dim.on(&format!(
            "  {answer}{note}: {}, {}",
            source.title, source.page
        )))?;
    }
    let report = evaluate(&row.scenario);
    for (request, found) in row.scenario.requests.iter().zip(&report.requests) {
        let name = request.name.as_deref().unwrap_or(&request.action);
        let asked = format!("{} on {}", request.action, request.resource.arn);
        output.line(&format!(
            "    {:13}  {name}: {asked}",
            found.decision.name()
        ))?;
    }
    Ok(())
}

const fn word(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "yes",
        Some(Answer::Partial) => "partial",
        Some(Answer::No) => "no",
        None => "not known",
    }
}

fn unknown_row(wanted: &str) -> Problem {
    let rows: Vec<String> = Feature::ALL
        .into_iter()
        .map(|feature| format!("`{}`", id(feature)))
        .collect();
    Problem::Catalog(format!(
        "there is no row `{wanted}`, expected {}",
        rows.join(", ")
    ))
}
