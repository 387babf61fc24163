//! Runs `iam-eval` as a person would: arguments in, text and exit status out.

#![expect(clippy::unwrap_used, reason = "what fails in a helper fails the test")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Two requests with an expectation that is met, one without.
const MET: &str = r#"{
  "version": 1,
  "name": "Reading reports",
  "policies": [
    {
      "name": "ReadReports",
      "type": "identity",
      "document": {
        "Version": "2012-10-17",
        "Statement": [
          { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }
        ]
      }
    }
  ],
  "requests": [
    {
      "name": "alice reads a report",
      "principal": "arn:aws:iam::111122223333:user/alice",
      "action": "s3:GetObject",
      "resource": "arn:aws:s3:::reports/2026.csv",
      "expect": "allow"
    },
    {
      "principal": "arn:aws:iam::111122223333:user/alice",
      "action": "s3:PutObject",
      "resource": "arn:aws:s3:::reports/2026.csv",
      "expect": "implicit-deny"
    },
    {
      "principal": "arn:aws:iam::111122223333:user/alice",
      "action": "s3:DeleteObject",
      "resource": "arn:aws:s3:::reports/2026.csv"
    }
  ]
}"#;

/// What a run left behind.
#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run(arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_iam-eval"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends before it has read everything closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder of a test's own, with files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn not_met() -> String {
    MET.replace("\"expect\": \"allow\"", "\"expect\": \"explicit-deny\"")
}

#[test]
fn evaluates_for_people() {
    let run = run(&["eval", "-"], MET);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for part in [
        "Reading reports\n",
        "\n1. alice reads a report: allow, as expected\n",
        ": implicit-deny, as expected\n",
        ": implicit-deny\n",
        "ReadReports, statement 1 `Read`: Allow applies  standard input:11:11\n",
        "yes     Action",
        "  standard input:11:",
    ] {
        assert!(run.out.contains(part), "{part:?} is not in\n{}", run.out);
    }
    assert!(!run.out.contains('\x1b'), "{}", run.out);
}

#[test]
fn says_what_would_change_a_decision() {
    let shown = run(&["eval", "--what-if", "-"], MET);
    assert_eq!(shown.status, 0, "{}", shown.err);
    assert!(
        shown.out.contains(
            "1. Remove statement `Read` of identity-based policy `ReadReports`: implicit-deny"
        ),
        "{}",
        shown.out
    );
    assert!(
        shown
            .out
            .contains("Add a statement to `ReadReports` that allows s3:PutObject"),
        "{}",
        shown.out
    );
    assert_eq!(
        run(&["eval", "--what-if", "--format", "json", "-"], MET).status,
        2
    );
}

#[test]
fn says_what_requests_decide_together_that_are_one_call() {
    let text = MET.replace("\"action\":", "\"call\": \"sync\", \"action\":");
    assert_ne!(text, MET);
    let shown = run(&["eval", "-"], &text);
    let told = "call sync: implicit-deny, 1 of the 3 requests of this call is allowed, and it needs all of them: `";
    assert!(shown.out.contains(told), "{}", shown.out);
    let shown = run(&["eval", "--format", "json", "-"], &text);
    let report: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(report["calls"][0]["decision"], "implicit-deny");
    assert_eq!(report["calls"][0]["requests"], serde_json::json!([0, 1, 2]));
}

#[test]
fn tests_what_is_expected_of_a_call() {
    let text = MET.replace("\"action\":", "\"call\": \"sync\", \"action\":");
    for (call, expect, status, told) in [
        ("sync", "implicit-deny", 0, "passed, 0 failed"),
        (
            "sync",
            "allow",
            1,
            "call sync: implicit-deny, expected allow, 1 of the 3 requests",
        ),
        (
            "other",
            "allow",
            1,
            "call other: no request is a part of it",
        ),
    ] {
        let calls = format!(r#"{{ "calls": {{ "{call}": {{ "expect": "{expect}" }} }}, "#);
        let text = text.replacen('{', &calls, 1);
        let run = run(&["test", "-"], &text);
        assert_eq!(run.status, status, "{}{}", run.out, run.err);
        assert!(run.out.contains(told), "{told} is not in\n{}", run.out);
    }
}

#[test]
fn says_that_aws_decides_an_action_without_resources_for_every_resource() {
    let listing = MET
        .replace("s3:GetObject", "s3:ListAllMyBuckets")
        .replace("\"expect\": \"allow\",", "");
    let shown = run(&["eval", "-"], &listing);
    let told = "   note: s3:ListAllMyBuckets names no resource: AWS decides it for `*`, with the verdict implicit-deny\n";
    assert!(shown.out.contains(told), "{}", shown.out);
    assert!(!run(&["eval", "-"], MET).out.contains("names no resource"));
}

#[test]
fn evaluates_for_programs() {
    let run = run(&["eval", "--format=json", "-"], MET);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["policies"][0]["name"], "ReadReports");
    assert_eq!(report["requests"][0]["decision"], "allow");
    assert_eq!(report["requests"][2]["expect"], serde_json::Value::Null);
}

#[test]
fn shows_what_is_wrong_with_a_policy_where_it_stands() {
    let text = r#"{
  "version": 1,
  "policies": [
    { "name": "Typed", "type": "identity", "document": "{\n  \"Version\": \t@\n}" },
    { "name": "Laid out", "type": "identity", "document": { "Version":
        "2012-10-17", "Version": "2012-10-17" } }
  ]
}"#;
    let run = run(&["eval", "-"], text);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for part in [
        "  --> standard input:4:77, policy `Typed`\n2 |   \"Version\":  @\n  |               ^\n",
        "[json/duplicate-key]\n  --> standard input:6:23, policy `Laid out`\n6 | ",
        "first given here\n",
    ] {
        assert!(run.out.contains(part), "{part:?} is not in\n{}", run.out);
    }
}

#[test]
fn tests_files_and_folders() {
    let failing = not_met();
    let folder = folder(
        "tests",
        &[
            ("a/met.json", MET),
            ("b/c/not-met.json", &failing),
            ("b/note.md", ""),
        ],
    );
    let met = run(&["test", folder.join("a/met.json").to_str().unwrap()], "");
    assert_eq!(
        (met.status, met.out.as_str(), met.err.as_str()),
        (0, "2 passed, 0 failed, 1 skipped\n", "")
    );

    let all = run(&["test", folder.to_str().unwrap()], "");
    assert_eq!((all.status, all.err.as_str()), (1, ""));
    assert!(
        all.out.ends_with("\n3 passed, 1 failed, 2 skipped\n"),
        "{}",
        all.out
    );
    let place = format!("FAIL {}:17:5\n", folder.join("b/c/not-met.json").display());
    assert!(all.out.contains(&place), "{}", all.out);
    assert!(
        all.out
            .contains("1. alice reads a report: allow, expected explicit-deny\n"),
        "{}",
        all.out
    );
}

#[test]
fn refuses_bad_input() {
    let folder = folder(
        "bad",
        &[
            ("empty/note.md", ""),
            ("broken.json", "{"),
            ("met.json", MET),
        ],
    );
    let empty = folder.join("empty").display().to_string();
    let broken = folder.join("broken.json").display().to_string();
    let met = folder.join("met.json").display().to_string();
    let none = folder.join("none.json").display().to_string();
    let rows: [(&[&str], &str, &str); 18] = [
        (&[], "", "a command is missing"),
        (&["evl"], "", "unknown command `evl`, expected `eval`"),
        (&["--what"], "", "--what"),
        (&["eval"], "", "a file is missing"),
        (
            &["eval", "--format", "xml", "-"],
            "",
            "unknown format `xml`",
        ),
        (
            &["eval", "--base", "x", "-"],
            "",
            "`eval` has no option `--base`",
        ),
        (&["eval", &none], "", "none.json: cannot be read"),
        (&["eval", &broken], "", "broken.json:1:"),
        (&["eval", "-"], "", "standard input:1:1: "),
        (
            &["eval", "-"],
            r#"{ "version": 2 }"#,
            "standard input:1:14: `version`: the document has version 2",
        ),
        (&["test"], "", "a file is missing"),
        (&["test", &empty], "", "no .json file in this folder"),
        (&["test", &none], "", "none.json: cannot be read"),
        (&["rules", "nope"], "", "there is no rule `nope`"),
        (&["rules", "a", "b"], "", "unexpected argument `b`"),
        (&["link"], "", "a file is missing"),
        (&["link", "--open", "1.eJw"], "", "the link is not complete"),
        (
            &["link", &met, "--open", "1.eJw"],
            "",
            "unexpected argument",
        ),
    ];
    for (arguments, input, message) in rows {
        let run = run(arguments, input);
        assert_eq!(run.status, 2, "{arguments:?}: {run:?}");
        assert!(run.err.starts_with("error: "), "{arguments:?}: {run:?}");
        assert!(run.err.contains(message), "{arguments:?}: {run:?}");
        assert_eq!(run.err.lines().count(), 1, "{arguments:?}: {run:?}");
    }
}

#[test]
fn one_bad_file_does_not_hide_the_others() {
    let folder = folder("mixed", &[("a.json", "{"), ("b.json", MET)]);
    let tested = run(&["test", folder.to_str().unwrap()], "");
    assert_eq!(
        (tested.status, tested.out.as_str()),
        (2, "2 passed, 0 failed, 1 skipped\n")
    );
    assert!(tested.err.contains("a.json:1:"), "{}", tested.err);
    let shown = run(&["eval", folder.to_str().unwrap()], "");
    assert_eq!(shown.status, 2);
    assert!(shown.out.contains("Reading reports"), "{}", shown.out);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let folder = folder("bytes", &[("bom.json", &format!("\u{feff}{MET}"))]);
    let path = folder.join("latin1.json");
    fs::write(&path, b"{ \"version\": 1, \"name\": \"caf\xe9\" }").unwrap();
    let refused = run(&["eval", path.to_str().unwrap()], "");
    assert_eq!(refused.status, 2);
    assert!(
        refused.err.contains("not UTF-8 text from byte 28 on"),
        "{}",
        refused.err
    );
    fs::write(&path, vec![b' '; (4 << 20) + 4]).unwrap();
    let large = run(&["eval", path.to_str().unwrap()], "");
    assert!(
        large
            .err
            .ends_with(": too large, expected at most 4194304 bytes\n"),
        "{large:?}"
    );
    let marked = run(&["test", folder.join("bom.json").to_str().unwrap()], "");
    assert_eq!(marked.status, 0, "{marked:?}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let text = MET.replace("alice reads a report", r"\u001b[31mred\u009b");
    let run = run(&["eval", "-"], &text);
    assert!(
        run.out.contains("\u{fffd}[31mred\u{fffd}: allow"),
        "{}",
        run.out
    );
}

#[test]
fn links_are_scrubbed() {
    let made = run(&["link", "-", "--scrub"], MET);
    assert_eq!(made.status, 0, "{made:?}");
    assert!(made.err.contains("user `alice` became `user1`"), "{made:?}");
    let opened = run(&["link", "--open", made.out.trim()], "");
    assert!(!opened.out.contains("alice"), "{opened:?}");
    assert!(opened.out.contains(":user/user1"), "{opened:?}");
}

#[test]
fn links_carry_a_scenario_there_and_back() {
    let made = run(&["link", "-", "--base", "https://example.org/"], MET);
    assert_eq!(made.status, 0, "{made:?}");
    let link = made.out.trim();
    assert!(link.starts_with("https://example.org/#2."), "{link}");
    let opened = run(&["link", "--open", link], "");
    assert_eq!(opened.status, 0, "{opened:?}");
    let again = run(&["link", "-"], &opened.out);
    assert_eq!(
        again.out.trim(),
        link.trim_start_matches("https://example.org/")
    );
}

#[test]
fn evidence_becomes_a_scenario_that_can_be_evaluated() {
    const MESSAGE: &str = "$ aws s3 cp a.csv s3://reports/a.csv\nAn error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::reports/a.csv\" because no identity-based policy allows the s3:PutObject action\n";
    let imported = run(&["import", "-"], MESSAGE);
    assert_eq!(imported.status, 0, "{imported:?}");
    assert!(
        imported
            .err
            .contains("\n  aws iam list-attached-user-policies --user-name ana\n"),
        "{}",
        imported.err
    );
    let tested = run(&["test", "-"], &imported.out);
    assert_eq!(tested.out, "1 passed, 0 failed\n", "{}", imported.out);

    // The policy comes later, into the same scenario.
    let folder = folder("import", &[("s.json", &imported.out)]);
    let into = folder.join("s.json");
    let into = into.to_str().unwrap();
    let policy = r#"{ "Statement": { "Effect": "Deny", "Action": "s3:*", "Resource": "*" } }"#;
    let arguments = ["import", "-", "--into", into, "--type", "service-control"];
    let grown = run(&arguments, policy);
    assert_eq!(grown.status, 0, "{grown:?}");
    assert!(grown.out.contains("\"service-control\""), "{}", grown.out);
    assert!(grown.out.contains("s3:PutObject"), "{}", grown.out);
    let alone = run(&["import", "-"], policy);
    assert!(
        alone.err.contains("identity policy (guessed)"),
        "{}",
        alone.err
    );

    let refused = run(&["import", "-"], "nothing of AWS");
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert!(
        refused.err.contains("nothing was recognized"),
        "{}",
        refused.err
    );
    for arguments in [
        &["import"][..],
        &["import", "-", "--type", "scp"],
        &["import", "-", "--record", "0"],
        &["eval", "-", "--principal", "x"],
        &["test", "-", "--into", "x"],
    ] {
        assert_eq!(run(arguments, MET).status, 2, "{arguments:?}");
    }
}

#[test]
fn lists_and_shows_rules() {
    let list = run(&["rules"], "");
    assert_eq!(list.status, 0);
    assert!(
        list.out
            .lines()
            .any(|line| line.ends_with("  explicit-deny-wins")),
        "{}",
        list.out
    );
    let by_id = run(&["rules", "explicit-deny-wins"], "");
    assert!(by_id.out.contains("\nSource: "), "{}", by_id.out);
    let number = by_id.out.lines().next().unwrap().split(' ').nth(1).unwrap();
    assert_eq!(run(&["rules", number], "").out, by_id.out);
}

#[test]
fn says_how_it_is_used() {
    for arguments in [&["--help"][..], &["help"], &["eval", "--help"], &["-h"]] {
        let run = run(arguments, "");
        assert_eq!(run.status, 0);
        assert!(
            run.out.contains("Usage:\n  iam-eval eval FILE..."),
            "{}",
            run.out
        );
    }
    assert!(run(&["--version"], "").out.starts_with("iam-eval 0."));
}

#[test]
fn the_catalog_shows_services_and_actions() {
    let service = run(&["catalog", "codewhisperer"], "");
    assert_eq!((service.status, &*service.err), (0, ""));
    for line in [
        "Amazon CodeWhisperer codewhisperer",
        "Actions 18",
        "  GenerateRecommendations Read",
        "  customization arn:${Partition}:codewhisperer:${Region}:${Account}:customization/${Identifier}",
        "  aws:TagKeys ArrayOfString",
    ] {
        assert!(
            service.out.lines().any(|found| found == line),
            "{line} in {}",
            service.out
        );
    }
    let action = run(&["catalog", "lambda:createfunction"], "");
    assert_eq!(action.status, 0);
    for line in [
        "lambda:CreateFunction Write",
        "  iam:PassRole with function",
    ] {
        assert!(
            action.out.lines().any(|found| found == line),
            "{line} in {}",
            action.out
        );
    }
    for (name, message) in [
        ("nosuch", "there is no service `nosuch`"),
        ("s3:NoSuch", "Amazon S3 (s3) has no action `s3:NoSuch`"),
        (
            "codestar",
            "`codestar` (AWS CodeStar) is no service any more; it was last seen in 2026-07",
        ),
    ] {
        let found = run(&["catalog", name], "");
        assert_eq!(
            (found.status, found.err),
            (2, format!("error: {message}\n"))
        );
    }
    assert_eq!(run(&["catalog"], "").status, 2);
}

#[test]
fn wildcards_are_expanded() {
    let found = run(&["expand", "SQS:*Message"], "");
    assert_eq!(
        found.out,
        "sqs:DeleteMessage\nsqs:ReceiveMessage\nsqs:SendMessage\n"
    );
    assert_eq!(run(&["expand", "*"], "").out.lines().count(), 22_321);
    assert_eq!(run(&["expand", "sqs:NoSuch*"], "").status, 2);
    assert_eq!(run(&["expand", "nosuch:*"], "").status, 2);
}

#[test]
fn a_policys_actions_are_listed() {
    let policy = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": ["sqs:*Message", "s3:GetObject"],
        "Resource": ["arn:aws:sqs:*:*:*", "arn:aws:s3:::b/*"] } }"#;
    let found = run(&["actions", "-"], policy);
    assert_eq!(found.status, 0);
    assert_eq!(
        found.out,
        "s3 Amazon S3\n  Read: 1 of 66\n    GetObject on some resources\nsqs Amazon SQS\n  Read: 1 of 7\n    ReceiveMessage\n  Write: 2 of 8\n    DeleteMessage\n    SendMessage\n4 of 22321 actions allowed, 1 of them under limits\n"
    );
    assert_eq!(run(&["actions", "-"], "{").status, 2);
}

#[test]
fn guide_tells_how_a_service_works_with_iam() {
    let told = run(&["guide", "SQS"], "");
    assert_eq!(told.status, 0, "{}", told.err);
    for part in [
        "Amazon SQS",
        "Resource-based policies: yes",
        "Service-linked roles: no",
        "implicit-deny",
    ] {
        assert!(told.out.contains(part), "no {part} in\n{}", told.out);
    }
}

#[test]
fn guide_prints_the_scenario_of_a_row() {
    let scenario = run(&["guide", "sqs", "--row", "abac"], "");
    assert_eq!(scenario.status, 0, "{}", scenario.err);
    let tested = run(&["test", "-"], &scenario.out);
    assert_eq!(tested.status, 0, "{}", tested.out);
}

#[test]
fn guide_refuses_what_it_does_not_know() {
    let service = run(&["guide", "nonsense"], "");
    assert_eq!(service.status, 2);
    assert!(service.err.contains("`nonsense`"), "{}", service.err);
    let row = run(&["guide", "sqs", "--row", "nonsense"], "");
    assert_eq!(row.status, 2);
    assert!(row.err.contains("`service-linked-roles`"), "{}", row.err);
}
