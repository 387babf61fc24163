//! Pasted evidence: every sample in `data/import` gives what its expectation says, and all results are kept as snapshots.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use iam_core::json;
use iam_core::scenario::{PolicyType, Scenario};
use iam_core::text::{LineIndex, Span};
use iam_import::{Choice, Import, Options, import_with};
use iam_tests::{root, snapshot};
use serde_json::Value;

fn folder() -> PathBuf {
    root().join("data/import")
}

/// Every sample, in the order of their names.
fn samples() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for format in fs::read_dir(folder()).unwrap() {
        let format = format.unwrap().path();
        if !format.is_dir() {
            continue;
        }
        for file in fs::read_dir(format).unwrap() {
            let path = file.unwrap().path();
            if !path.to_string_lossy().ends_with(".expected.json") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "the samples are not there");
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(folder())
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/")
}

fn expectation(path: &Path) -> Option<Value> {
    let stem = path.file_name().unwrap().to_string_lossy();
    let stem = stem.split('.').next().unwrap().to_owned();
    let text = fs::read_to_string(path.with_file_name(format!("{stem}.expected.json"))).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

fn read(path: &Path) -> (String, Import) {
    let expected = expectation(path).unwrap_or_default();
    let text = |pointer: &str| {
        expected
            .pointer(pointer)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let options = Options {
        principal: text("/choose/principal"),
        resource: text("/choose/resource"),
        policy_type: text("/choose/type").and_then(|name| PolicyType::from_name(&name)),
        record: expected
            .pointer("/choose/record")
            .and_then(Value::as_u64)
            .map(|idx| usize::try_from(idx).unwrap()),
        account: text("/given/account"),
        region: text("/given/region"),
        ..Options::default()
    };
    let bytes = fs::read(path).unwrap();
    let evidence = iam_tests::unpacked(&bytes);
    let import = import_with(&evidence, &options);
    (evidence, import)
}

#[test]
fn samples_give_what_is_expected() {
    let mut failures = String::new();
    for path in samples() {
        let Some(expected) = expectation(&path) else {
            continue;
        };
        let (_, import) = read(&path);
        for failure in differences(&expected, &import) {
            writeln!(failures, "{}: {failure}", name(&path)).unwrap();
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn results_are_kept() {
    let mut shown = String::new();
    for path in samples() {
        let (text, import) = read(&path);
        writeln!(shown, "== {}", name(&path)).unwrap();
        shown.push_str(&show(&text, &import));
        shown.push('\n');
    }
    snapshot::check("import.txt", &shown);
}

#[test]
fn samples_can_be_added_again_without_a_change() {
    for path in samples() {
        let (_, import) = read(&path);
        let once = iam_import::add(&Scenario::default(), &import);
        assert_eq!(iam_import::add(&once, &import), once, "{}", name(&path));
        assert_eq!(
            Scenario::parse(&once.to_json()).as_ref(),
            Ok(&once),
            "{}",
            name(&path)
        );
    }
}

#[test]
fn cut_samples_are_read_with_sound_places() {
    for path in samples() {
        let (text, _) = read(&path);
        let step = (text.len() / 40).max(1);
        for end in (0..text.len()).step_by(step) {
            let cut = &text[..text.floor_char_boundary(end)];
            check_places(cut, &import_with(cut, &Options::default()));
        }
        check_places(&text, &import_with(&text, &Options::default()));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 1_500, failure_persistence: None, ..Default::default() })]

    /// Pieces of samples behind one another: what a person may copy by mistake, and worse.
    #[test]
    fn pieces_of_samples_are_read_with_sound_places(pieces in proptest::collection::vec((0..1_000_usize, 0..10_000_usize, 0..400_usize), 1..6)) {
        let samples = texts();
        let mut text = String::new();
        for (sample, start, len) in pieces {
            let sample = &samples[sample % samples.len()];
            let start = sample.floor_char_boundary(start % (sample.len() + 1));
            let end = sample.floor_char_boundary((start + len).min(sample.len()));
            text.push_str(&sample[start..end]);
        }
        let import = import_with(&text, &Options::default());
        check_places(&text, &import);
        for missing in &import.missing {
            for command in &missing.commands {
                assert!(command.starts_with("aws ") && !command.contains(char::is_control), "{command}");
            }
        }
        let once = iam_import::add(&Scenario::default(), &import);
        assert_eq!(iam_import::add(&once, &import), once);
    }
}

/// The texts of all samples, read once.
fn texts() -> &'static [String] {
    static TEXTS: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    TEXTS.get_or_init(|| {
        let read = |path: &PathBuf| iam_tests::unpacked(&fs::read(path).unwrap());
        samples().iter().map(read).collect()
    })
}

#[test]
fn templates_that_refer_to_themselves_end() {
    let mut parameters = String::from(r#""P0": { "Default": "x" }"#);
    for number in 1..60 {
        let before = number - 1;
        write!(
            parameters,
            r#", "P{number}": {{ "Default": {{ "Fn::Sub": "${{P{before}}}${{P{before}}}" }} }}"#
        )
        .unwrap();
    }
    let text = format!(
        r#"{{ "Parameters": {{ {parameters} }}, "Resources": {{
            "A": {{ "Type": "AWS::S3::Bucket", "Properties": {{ "BucketName": {{ "Ref": "B" }} }} }},
            "B": {{ "Type": "AWS::S3::Bucket", "Properties": {{ "BucketName": {{ "Fn::Sub": "${{A}}-${{A.Arn}}" }} }} }},
            "C": {{ "Type": "AWS::S3::BucketPolicy", "Properties": {{ "Bucket": {{ "Ref": "A" }}, "PolicyDocument": {{
                "Statement": {{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": {{ "Fn::GetAtt": ["A", "Arn"] }}, "Sid": {{ "Ref": "P59" }} }} }} }} }} }} }}"#
    );
    let import = import_with(&text, &Options::default());
    assert_eq!(import.policies.len(), 1);
    check_places(&text, &import);
}

#[test]
fn long_texts_are_read_in_time() {
    // Each of these would take minutes if anything were searched for again and again.
    for (piece, count) in [
        ("User: ", 200_000),
        ("is not authorized to perform: a:b on resource: ", 40_000),
        (
            "User: arn:aws:iam::1:user/a is not authorized to perform: s3:x on resource: \"",
            20_000,
        ),
        ("{\"a\":", 200_000),
        ("[\n", 400_000),
        ("{'", 300_000),
        ("%7B", 400_000),
        ("<a", 500_000),
        ("&quot;", 200_000),
        ("\\", 1_000_000),
        ("| ", 500_000),
        ("\u{1b}[", 500_000),
        ("aws a b \\\n", 100_000),
        ("Encoded authorization failure message: A", 30_000),
        ("On resource(s): Action: User:", 40_000),
        ("when calling the ", 60_000),
        ("s3://a ", 150_000),
        ("  \n", 400_000),
        ("not", 400_000),
    ] {
        let text = piece.repeat(count / 4);
        let start = std::time::Instant::now();
        let import = import_with(&text, &Options::default());
        check_places(&text, &import);
        let took = start.elapsed();
        println!("{piece:?}: {took:?}");
        assert!(took.as_secs() < 20, "{piece:?}: {took:?}");
    }
}

/// Every place lies in the text, and on its characters.
fn check_places(text: &str, import: &Import) {
    for span in places(import) {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text}");
    }
}

fn places(import: &Import) -> Vec<Span> {
    let mut found = import.unread.clone();
    found.extend(import.recognized.iter().map(|found| found.span));
    found.extend(import.policies.iter().map(|found| found.span));
    found.extend(import.missing.iter().map(|found| found.span));
    found.extend(import.notes.iter().filter_map(|found| found.span));
    found.extend(import.organization.iter().map(|found| found.span));
    found.extend(import.refusal.iter().filter_map(|found| found.span));
    for request in &import.requests {
        found.extend(request.parts.iter().map(|part| part.span));
        found.extend(request.stated.iter().map(|stated| stated.span));
    }
    found
}

fn differences(expected: &Value, import: &Import) -> Vec<String> {
    let mut failures = Vec::new();
    let format = import
        .recognized
        .first()
        .map_or("unknown", |found| found.format.id);
    if expected["format"] != format {
        failures.push(format!("format {format}, expected {}", expected["format"]));
    }
    if expected["error"] == true {
        if import.has_something() || import.refusal.is_none() {
            failures.push("imported, expected a refusal".to_owned());
        }
    } else if let Some(refusal) = &import.refusal {
        failures.push(format!("refused: {}", refusal.message));
    }
    let scenario: Value = serde_json::from_str(&import.scenario().to_json()).unwrap();
    compare_scenario(&expected["scenario"], &scenario, &mut failures);
    for code in list(&expected["notes"]) {
        if !import.notes.iter().any(|note| *code == note.code) {
            failures.push(format!("no note {code}"));
        }
    }
    for item in list(&expected["missing"]) {
        let is_listed = import.missing.iter().any(|missing| {
            item["type"] == missing.kind.name()
                && item["id"] == missing.id.as_str()
                && list(&item["attachedTo"])
                    .iter()
                    .all(|carrier| missing.attached_to.iter().any(|known| carrier == known))
        });
        if !is_listed {
            failures.push(format!("not listed as missing: {item}"));
        }
    }
    for path in list(&expected["absent"]) {
        if has_path(&scenario, path.as_str().unwrap()) {
            failures.push(format!("{path} is there"));
        }
    }
    failures
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn compare_scenario(expected: &Value, found: &Value, failures: &mut Vec<String>) {
    let Some(expected) = expected.as_object() else {
        return;
    };
    for (key, value) in expected {
        if key == "policies" {
            for policy in list(value) {
                if !list(&found["policies"])
                    .iter()
                    .any(|known| is_policy(policy, known))
                {
                    failures.push(format!(
                        "no such policy: {policy}\n    among {}",
                        found["policies"]
                    ));
                }
            }
        } else if key == "requests" {
            for (idx, request) in list(value).iter().enumerate() {
                contains(
                    &format!("requests[{idx}]"),
                    request,
                    &found["requests"][idx],
                    failures,
                );
            }
        } else {
            contains(key, value, &found[key], failures);
        }
    }
}

fn is_policy(expected: &Value, found: &Value) -> bool {
    let carriers = |policy: &Value| {
        let mut list: Vec<_> = list(&policy["attachedTo"]).to_vec();
        list.sort_by_key(Value::to_string);
        list
    };
    let document = |policy: &Value| {
        let document = &policy["document"];
        let parsed = document
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok());
        parsed.unwrap_or_else(|| document.clone())
    };
    expected["type"] == found["type"]
        && document(expected) == document(found)
        && (expected.get("attachedTo").is_none() || carriers(expected) == carriers(found))
}

fn contains(path: &str, expected: &Value, found: &Value, failures: &mut Vec<String>) {
    // A principal or resource that is just an ARN is written as text.
    if let (Some(expected), Value::String(arn)) = (expected.as_object(), found)
        && expected.contains_key("arn")
    {
        let found = serde_json::json!({ "arn": arn });
        return contains(path, &Value::Object(expected.clone()), &found, failures);
    }
    if let Some(expected) = expected.as_object() {
        for (key, value) in expected {
            let same = |name: &str| {
                name == key || (path.ends_with("context") && name.eq_ignore_ascii_case(key))
            };
            let inner = found
                .as_object()
                .and_then(|found| found.iter().find(|(name, _)| same(name)));
            let Some((_, inner)) = inner else {
                failures.push(format!("{path}.{key} is not there, expected {value}"));
                continue;
            };
            contains(&format!("{path}.{key}"), value, inner, failures);
        }
    } else if expected != found {
        failures.push(format!("{path} is {found}, expected {expected}"));
    }
}

/// Whether a path such as `requests[0].context.aws:SourceIp` is in a document.
fn has_path(document: &Value, path: &str) -> bool {
    let mut value = document;
    for step in path.split('.') {
        let (name, idx) = match step.split_once('[') {
            Some((name, idx)) => (name, idx.trim_end_matches(']').parse::<usize>().ok()),
            None => (step, None),
        };
        let Some(inner) = value.get(name) else {
            return false;
        };
        value = inner;
        if let Some(idx) = idx {
            let Some(inner) = value.get(idx) else {
                return false;
            };
            value = inner;
        }
    }
    true
}

/// The result as text, each thing with the line and the column that it stands at.
fn show(text: &str, import: &Import) -> String {
    let index = LineIndex::new(text);
    let at = |span: Span| {
        let (line, column) = index.line_col(span.start);
        format!("{}:{}", line + 1, column + 1)
    };
    let mut out = String::new();
    for found in &import.recognized {
        writeln!(
            out,
            "{} {}, by {}",
            at(found.span),
            found.format.name,
            found.because
        )
        .unwrap();
    }
    if let Some(found) = &import.organization {
        writeln!(
            out,
            "{} organization {}",
            at(found.span),
            organization(&found.organization)
        )
        .unwrap();
    }
    if let Some(document) = &import.document {
        writeln!(
            out,
            "a document of {} policies and {} requests",
            document.policies.len(),
            document.requests.len()
        )
        .unwrap();
    }
    for found in &import.requests {
        writeln!(
            out,
            "request {}",
            found.request.name.as_deref().unwrap_or("")
        )
        .unwrap();
        for part in &found.parts {
            writeln!(
                out,
                "  {} {} = {} ({})",
                at(part.span),
                part.field,
                part.value,
                part.basis.name()
            )
            .unwrap();
        }
        if let Some(stated) = &found.stated {
            let kind = stated.policy_type.map_or("-", PolicyType::name);
            writeln!(
                out,
                "  AWS: {kind} {} | {}",
                stated.policy.as_deref().unwrap_or("-"),
                stated.words
            )
            .unwrap();
        }
    }
    for found in &import.policies {
        let policy = &found.policy;
        writeln!(
            out,
            "{} policy {} ({}) for {:?}, type {}: {}; or {:?}",
            at(found.span),
            policy.name.as_deref().unwrap_or("-"),
            policy.kind,
            policy.attached_to,
            found.type_basis.name(),
            found.type_reason,
            found.may_also_be
        )
        .unwrap();
        let parsed = json::parse(&policy.document);
        writeln!(
            out,
            "  {}",
            parsed.root.as_ref().map(json::compact).unwrap_or_default()
        )
        .unwrap();
    }
    for missing in &import.missing {
        writeln!(
            out,
            "{} missing {} {}: {}",
            at(missing.span),
            missing.kind.name(),
            missing.id,
            missing.sentence
        )
        .unwrap();
        for command in &missing.commands {
            writeln!(out, "  $ {command}").unwrap();
        }
    }
    for choice in &import.choices {
        writeln!(out, "choice {}", show_choice(choice)).unwrap();
    }
    for note in &import.notes {
        writeln!(
            out,
            "{} note {}: {}",
            note.span.map(at).unwrap_or_default(),
            note.code,
            note.message
        )
        .unwrap();
    }
    for span in &import.unread {
        let line = span.slice(text).lines().next().unwrap_or_default();
        writeln!(out, "{} unread: {line}", at(*span)).unwrap();
    }
    if let Some(refusal) = &import.refusal {
        writeln!(out, "refused: {}\n  {}", refusal.message, refusal.instead).unwrap();
    }
    out
}

fn show_choice(choice: &Choice) -> String {
    format!("{choice:?}")
}

fn organization(found: &iam_core::scenario::Organization) -> String {
    let accounts: Vec<_> = found
        .accounts
        .iter()
        .map(|account| format!("{} at {}", account.id, account.path))
        .collect();
    format!(
        "{} of {}: {}",
        found.id.as_deref().unwrap_or("-"),
        found.management_account.as_deref().unwrap_or("-"),
        accounts.join(", ")
    )
}
