//! Findings as SARIF 2.1.0, which code hosts and editors read.

use std::fmt::Write as _;

use iam_lint::{CHECKS, Code, FindingType};
use serde_json::{Value, json};

use super::found::{Found, Place};
use crate::problem::Problem;

pub(super) fn print(all: &[Found]) -> Result<String, Problem> {
    let mut codes: Vec<Code> = all.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = CHECKS
        .iter()
        .map(|check| check.code)
        .filter(|code| codes.contains(code))
        .map(rule)
        .collect();
    let results: Vec<Value> = all.iter().map(|found| result(found, &codes)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "iam-eval",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).map_err(Problem::Json)
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.check().about },
        "helpUri": code.learn_more(),
        "defaultConfiguration": { "level": level(code.kind()) },
        "properties": { "findingType": code.kind().name() },
    })
}

fn level(kind: FindingType) -> &'static str {
    match kind {
        FindingType::Error => "error",
        FindingType::SecurityWarning | FindingType::Warning => "warning",
        FindingType::Suggestion => "note",
    }
}

fn result(found: &Found, codes: &[Code]) -> Value {
    let text = match &found.help {
        Some(help) => format!("{}; {help}", found.message),
        None => found.message.clone(),
    };
    let mut value = json!({
        "ruleId": found.code.name(),
        "ruleIndex": codes.iter().position(|code| *code == found.code),
        "level": level(found.kind),
        "message": { "text": text },
        "locations": [{ "physicalLocation": physical(found, found.place) }],
    });
    let Some(members) = value.as_object_mut() else {
        return value;
    };
    if !found.related.is_empty() {
        let related = found.related.iter().zip(1..).map(|((place, message), id)| {
            json!({ "id": id, "physicalLocation": physical(found, *place), "message": { "text": message } })
        });
        members.insert("relatedLocations".to_owned(), related.collect());
    }
    if let Some(fix) = &found.fix {
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|(place, text)| {
                json!({ "deletedRegion": region(*place), "insertedContent": { "text": text } })
            })
            .collect();
        let change =
            json!({ "artifactLocation": { "uri": uri(found) }, "replacements": replacements });
        members.insert(
            "fixes".to_owned(),
            json!([{ "description": { "text": fix.title }, "artifactChanges": [change] }]),
        );
    }
    value
}

fn physical(found: &Found, place: Place) -> Value {
    json!({ "artifactLocation": { "uri": uri(found) }, "region": region(place) })
}

fn region(place: Place) -> Value {
    json!({
        "startLine": place.start.line + 1,
        "startColumn": place.start.column + 1,
        "endLine": place.end.line + 1,
        "endColumn": place.end.column + 1,
    })
}

/// The file's path as a relative reference, with what has another meaning in one escaped.
fn uri(found: &Found) -> String {
    let mut out = String::new();
    for byte in found.file.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=@:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a text never fails.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
