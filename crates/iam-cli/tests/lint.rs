//! Runs `iam-eval lint` as a person would.

#![expect(clippy::unwrap_used, reason = "what fails in a helper fails the test")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:PassRole", "s3:GetObjekt"], "Resource": "*" }
  ]
}"#;

const CLEAN: &str = r#"{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" } ] }"#;

/// Runs the command on a file of this name and text.
fn lint(name: &str, text: &str, arguments: &[&str]) -> (i32, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_iam-eval"))
        .current_dir(&folder)
        .args(["lint", name])
        .args(arguments)
        .output()
        .unwrap();
    let shown = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(shown).unwrap(),
    )
}

#[test]
fn prints_findings_for_people() {
    let (status, out) = lint("people.json", POLICY, &[]);
    assert_eq!(status, 1, "{out}");
    for part in [
        "error: Amazon S3 has no action `GetObjekt` [INVALID_ACTION]\n  --> people.json:4:53\n",
        "  = help: did you mean `s3:GetObject`?\n  = fix: Write `s3:GetObject`\n",
        "security warning: this allows `iam:PassRole` on every role that `*` matches [PASS_ROLE_WITH_STAR_IN_RESOURCE]",
        "^^^^^^^^^^^^^^ this covers `iam:PassRole`",
        "\n1 error, 1 security warning\n",
    ] {
        assert!(out.contains(part), "{part:?} is not in\n{out}");
    }
    assert_eq!(
        lint("clean.json", CLEAN, &[]),
        (0, "no findings\n".to_owned())
    );
}

#[test]
fn prints_what_validate_policy_answers() {
    let (status, out) = lint("answer.json", POLICY, &["--format", "json"]);
    assert_eq!(status, 1, "{out}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    let first = &answer["findings"][0];
    assert_eq!(first["findingType"], "ERROR");
    assert_eq!(first["issueCode"], "INVALID_ACTION");
    assert!(
        first["learnMoreLink"]
            .as_str()
            .unwrap()
            .ends_with("-error-invalid-action")
    );
    let location = &first["locations"][0];
    let path = r#"[{"value":"Statement"},{"index":0},{"value":"Action"},{"index":1}]"#;
    assert_eq!(location["path"].to_string(), path);
    let span =
        r#"{"end":{"column":66,"line":4,"offset":112},"start":{"column":52,"line":4,"offset":98}}"#;
    assert_eq!(location["span"].to_string(), span);
    assert_eq!(first["fix"]["edits"][0]["text"], "\"s3:GetObject\"");
}

#[test]
fn prints_sarif() {
    let (status, out) = lint("with a blank.json", POLICY, &["--format", "sarif"]);
    assert_eq!(status, 1, "{out}");
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "with%20a%20blank.json");
        assert_eq!(place["region"]["startLine"], 4);
    }
    assert_eq!(run["results"].as_array().unwrap().len(), 2);
}

#[test]
fn takes_scenarios_and_types() {
    let scenario = format!(
        r#"{{ "version": 1, "policies": [{{ "name": "Pass", "type": "identity", "document": {POLICY} }}], "requests": [] }}"#
    );
    let (status, out) = lint("scenario.json", &scenario, &[]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains(", policy `Pass`\n"), "{out}");

    let trust = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" } }"#;
    let (status, out) = lint("trust.json", trust, &["--type", "trust"]);
    assert_eq!(status, 1, "{out}");
    assert!(
        out.contains("[ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL]"),
        "{out}"
    );

    let bucket = CLEAN.replace(
        "\"Action\"",
        "\"Principal\": { \"AWS\": \"111122223333\" }, \"Action\"",
    );
    let attached = ["--type", "resource", "--attached-to", "arn:aws:s3:::other"];
    let (status, out) = lint("bucket.json", &bucket, &attached);
    assert_eq!(status, 1, "{out}");
    assert!(
        out.contains("[UNSUPPORTED_RESOURCE_ARN_IN_POLICY]"),
        "{out}"
    );
}

#[test]
fn bad_input_is_told_apart() {
    let (status, out) = lint("bad.json", r#"{ "version": 1, "policies": 7 }"#, &[]);
    assert_eq!(status, 2, "{out}");
    let (status, out) = lint("half.json", r#"{ "Statement": [ { "Effect": "#, &[]);
    assert_eq!(status, 1, "a policy that is not JSON has findings: {out}");
    assert!(out.contains("[JSON_SYNTAX_ERROR]"), "{out}");
    assert_eq!(lint("type.json", CLEAN, &["--type", "banana"]).0, 2);
    assert_eq!(lint("format.json", CLEAN, &["--format", "xml"]).0, 2);
}
