//! Guides of how each service works with IAM, a file a service beside the page: those worked out by hand (`web/guides`) are there already, the
//! others are made from the catalog.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use iam_catalog::{Answer, Catalog, Lookup};
use iam_guide::{Guide, Row, Source};
use serde_json::{Value, json};

/// Writes the guides that are missing in `folder/guides`, and `services.json`, the list of all.
///
/// # Errors
///
/// When a file cannot be written.
pub(super) fn write(folder: &Path) -> Result<()> {
    let folder = folder.join("guides");
    fs::create_dir_all(&folder)?;
    let catalog = Catalog::bundled();
    let mut services = Vec::new();
    for entry in &catalog.index().services {
        let Lookup::Loaded(service) = catalog.service(&entry.prefix) else {
            continue;
        };
        let guide = iam_guide::guide(service);
        services.push(json!({ "prefix": guide.prefix, "name": guide.name }));
        let path = folder.join([&guide.prefix, ".json"].concat());
        if !path.exists() {
            keep(&path, &as_json(&guide))?;
        }
    }
    keep(
        &folder.join("services.json"),
        &json!({ "services": services }),
    )
}

fn keep(path: &Path, value: &Value) -> Result<()> {
    fs::write(path, value.to_string()).with_context(|| format!("cannot write {}", path.display()))
}

fn as_json(guide: &Guide) -> Value {
    let rows: Vec<Value> = guide.rows.iter().map(row).collect();
    json!({
        "version": 1,
        "service": guide.prefix,
        "name": guide.name,
        "about": format!("Made from AWS's service authorization reference and its table of services that work with IAM. The scenarios use {}'s own actions, resources and keys; names and accounts are made up.", guide.name),
        "page": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html",
        "rows": rows,
    })
}

fn row(row: &Row) -> Value {
    let sources: Vec<Value> = row.sources.iter().map(source).collect();
    let scenario: Value = serde_json::from_str(&row.scenario.to_json()).unwrap_or_default();
    json!({
        "row": iam_guide::id(row.feature),
        "feature": iam_guide::title(row.feature),
        "answer": row.answer.map_or("unknown", answer),
        "sources": sources,
        "explanation": row.explanation,
        "disagreement": if row.is_disputed() { "The sources differ; each is named below with what it says." } else { "" },
        "scenario": scenario,
    })
}

fn source(source: &Source) -> Value {
    let title = match &source.note {
        Some(note) => format!("{} ({note})", source.title),
        None => source.title.clone(),
    };
    json!({ "title": title, "page": source.page, "answer": answer(source.answer) })
}

const fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::Partial => "partial",
        Answer::No => "no",
    }
}
