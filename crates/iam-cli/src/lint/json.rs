//! Findings in the shape of `ValidatePolicy`'s answer, with the file and, where there is one, the fix.

use iam_lint::Step;
use serde_json::{Value, json};

use super::found::{Found, Place, Position};
use crate::problem::Problem;

pub(super) fn print(all: &[Found]) -> Result<String, Problem> {
    let findings: Vec<Value> = all.iter().map(finding).collect();
    serde_json::to_string_pretty(&json!({ "findings": findings })).map_err(Problem::Json)
}

fn finding(found: &Found) -> Value {
    let details = match &found.help {
        Some(help) => format!("{}; {help}", found.message),
        None => found.message.clone(),
    };
    let mut value = json!({
        "findingDetails": details,
        "findingType": found.kind.name(),
        "issueCode": found.code.name(),
        "learnMoreLink": found.code.learn_more(),
        "locations": [{
            "path": found.path.iter().map(step).collect::<Vec<_>>(),
            "span": span(found.place),
        }],
        "file": found.file,
    });
    if let Some(members) = value.as_object_mut() {
        if let Some(policy) = &found.policy {
            members.insert("policy".to_owned(), json!(policy));
        }
        if let Some(fix) = &found.fix {
            let edits: Vec<Value> = fix
                .edits
                .iter()
                .map(|(place, text)| json!({ "span": span(*place), "text": text }))
                .collect();
            members.insert(
                "fix".to_owned(),
                json!({ "title": fix.title, "edits": edits }),
            );
        }
    }
    value
}

fn step(step: &Step) -> Value {
    match step {
        Step::Value(name) => json!({ "value": name }),
        Step::Index(index) => json!({ "index": index }),
        Step::Key(name) => json!({ "key": name }),
        Step::Substring { start, length } => {
            json!({ "substring": { "start": start, "length": length } })
        }
    }
}

/// Lines count from 1, columns and offsets from 0, as AWS has it.
fn span(place: Place) -> Value {
    let point =
        |at: Position| json!({ "line": at.line + 1, "column": at.column, "offset": at.offset });
    json!({ "start": point(place.start), "end": point(place.end) })
}
