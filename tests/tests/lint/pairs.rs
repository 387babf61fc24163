//! The table of `lint/*.json`: for every code a policy that has the finding, at its place, and one that just has not.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::json::{self, Node, Value};
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;
use iam_lint::{CHECKS, Code, Findings, Source, lint};

use crate::fixes::prove;

/// A row of the table.
pub(crate) struct Pair {
    code: Code,
    subject: PolicySubject,
    attached_to: Vec<String>,
    found: String,
    /// The text of the place; the finding of a text that is not JSON has none in the table.
    at: Option<String>,
    near: String,
}

/// Every row.
pub(crate) fn pairs() -> Vec<Pair> {
    let folder = iam_tests::root().join("lint");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut pairs = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let parsed = json::parse(&text);
        assert!(
            parsed.diagnostics.is_empty(),
            "{}: {:?}",
            file.display(),
            parsed.diagnostics
        );
        pairs.extend(parsed.root.unwrap().as_array().unwrap().iter().map(pair));
    }
    pairs
}

fn pair(row: &Node<'_>) -> Pair {
    let text = |name: &str| row.get(name).and_then(Node::as_str);
    let name = text("code").unwrap();
    let trust = text("type") == Some("trust");
    let kind = if trust {
        "resource"
    } else {
        text("type").unwrap()
    };
    let kind = PolicyType::from_name(kind).unwrap_or_else(|| panic!("{name}: no type `{kind}`"));
    let attached_to = row
        .get("attachedTo")
        .and_then(Node::as_array)
        .unwrap_or(&[]);
    Pair {
        code: Code::from_name(name).unwrap_or_else(|| panic!("no code `{name}`")),
        subject: PolicySubject { kind, trust },
        attached_to: attached_to
            .iter()
            .map(|arn| arn.as_str().unwrap().to_owned())
            .collect(),
        found: document(row.get("found").unwrap(), row.get("pad")),
        at: text("at").map(str::to_owned),
        near: document(row.get("near").unwrap(), row.get("padNear")),
    }
}

/// A text as it stands, a policy, or a statement of one; `PAD` in it stands for many letters.
fn document(node: &Node<'_>, pad: Option<&Node<'_>>) -> String {
    let text = if let Value::String(text) = &node.value {
        text.as_str().to_owned()
    } else if node.get("Statement").is_some() {
        json::compact(node)
    } else {
        let statement = json::compact(node);
        format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statement}]}}")
    };
    match pad.map(|pad| &pad.value) {
        Some(Value::Number(count)) => text.replace("PAD", &"a".repeat(count.parse().unwrap())),
        _ => text,
    }
}

impl Pair {
    /// The text that has the finding.
    pub(crate) fn text(&self) -> &str {
        &self.found
    }

    pub(crate) fn findings(&self, text: &str) -> Findings {
        findings(text, self.subject, &self.attached_to)
    }
}

/// Every service, unpacked once.
fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);
    &CATALOG
}

/// Looks at a policy.
pub(crate) fn findings(text: &str, subject: PolicySubject, attached_to: &[String]) -> Findings {
    let policy = Policy::parse(text, subject);
    let source = Source {
        text,
        policy: &policy,
        attached_to,
    };
    lint(&source, catalog())
}

#[test]
fn every_code_is_found_and_just_not_found() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let name = pair.code.name();
        let found = pair.findings(&pair.found);
        let at: Vec<_> = found
            .list
            .iter()
            .filter(|finding| finding.code == pair.code)
            .map(|finding| finding.span.slice(&pair.found).to_owned())
            .collect();
        let expected = pair.at.as_ref();
        if at.is_empty() || expected.is_some_and(|expected| !at.contains(expected)) {
            let codes: Vec<_> = found
                .list
                .iter()
                .map(|finding| finding.code.name())
                .collect();
            wrong.push(format!(
                "{name} is not found at {expected:?} but at {at:?}, among {codes:?} in {}",
                cut(&pair.found)
            ));
        }
        let near = pair.findings(&pair.near);
        if let Some(finding) = near.list.iter().find(|finding| finding.code == pair.code) {
            wrong.push(format!(
                "{name}: {} in {}",
                finding.message,
                cut(&pair.near)
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn cut(text: &str) -> String {
    text.chars().take(300).collect()
}

#[test]
fn every_code_has_a_pair() {
    let shown: BTreeSet<_> = pairs().iter().map(|pair| pair.code).collect();
    let missing: Vec<_> = CHECKS
        .iter()
        .filter(|check| !shown.contains(&check.code))
        .map(|check| check.name)
        .collect();
    assert!(missing.is_empty(), "no pair in tests/lint for {missing:?}");
}

#[test]
fn own_codes_are_explained() {
    let page = fs::read_to_string(iam_tests::root().join("../docs/findings.md")).unwrap();
    for check in CHECKS.iter().filter(|check| check.name.starts_with("X_")) {
        assert!(
            page.contains(&format!("\n### {}\n", check.name)),
            "docs/findings.md has no {}",
            check.name
        );
    }
}

#[test]
fn fixes_of_the_table_hold_in_both_layouts() {
    let mut wrong = Vec::new();
    let mut fixes = 0;
    for pair in pairs() {
        for text in [&pair.found, &pair.near] {
            let mut texts = vec![text.clone()];
            let parsed = json::parse(text);
            if parsed.diagnostics.is_empty() {
                texts.push(json::pretty(parsed.root.as_ref().unwrap()));
            }
            for text in texts {
                fixes += prove(&text, pair.subject, &pair.attached_to, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(fixes > 100, "only {fixes} fixes were tried");
}
