//! What is found in the policies that others wrote: counts per code as a snapshot, and every fix proved.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use iam_lint::{Code, FindingType};
use iam_tests::corpora::{self, Document};
use iam_tests::snapshot;

use crate::fixes::prove;
use crate::pairs::findings;

/// The errors of AWS managed policies, by code, and why AWS's own check gives them too.
const ARGUED: [(Code, &str); 6] = [
    (
        Code::InvalidAction,
        "the service reference has no such action; AWS's page of this check itself names managed policies with it",
    ),
    (
        Code::InvalidServiceInAction,
        "`zocalo` was renamed before the first reference; AWS's check goes by the reference",
    ),
    (
        Code::InvalidArnResource,
        "the reference has no ARN of that form for the service: old forms, slips, and resource types that are not published",
    ),
    (
        Code::MissingArnAccount,
        "the reference has ARNs of KMS keys and aliases with an account only, and an empty one matches none",
    ),
    (
        Code::MissingQualifier,
        "the reference has `events:detail-type` as `ArrayOfString`; AWS's page of this check itself names a managed policy with it",
    ),
    (
        Code::UnsupportedActionForConditionKey,
        "the reference does not list the key for the named action, which is what AWS's check reports",
    ),
];

#[test]
fn errors_of_managed_policies_are_argued() {
    let mut seen = std::collections::BTreeSet::new();
    for document in corpora::documents("managed-policies") {
        for finding in findings(&document.text, document.subject, &[]).list {
            if finding.code.kind() == FindingType::Error {
                seen.insert(finding.code);
            }
        }
    }
    let argued = ARGUED.iter().map(|(code, _)| *code).collect();
    assert_eq!(seen, argued);
}

#[test]
fn counts_are_those_of_the_snapshot() {
    let mut text = "What is found in policies that others wrote: how many findings of each code, in how many policies. No policy's carrier is known.\n\nAWS managed policies have errors of six codes, and AWS's own check would give them:\n".to_owned();
    for (code, why) in ARGUED {
        let _ = writeln!(text, "  {}: {why}", code.name());
    }
    text.push('\n');
    for file in corpora::FILES {
        let documents = corpora::documents(file);
        let mut counts: BTreeMap<Code, (usize, usize)> = BTreeMap::new();
        let mut errors = String::new();
        for document in &documents {
            count(document, &mut counts, &mut errors);
        }
        let _ = writeln!(text, "{file}: {} policies", documents.len());
        for (code, (found, policies)) in &counts {
            let _ = writeln!(
                text,
                "  {} {}: {found} in {policies}",
                code.kind().name(),
                code.name()
            );
        }
        let _ = writeln!(text, "every error:\n{errors}");
    }
    snapshot::check("lint.txt", &text);
}

fn count(document: &Document, counts: &mut BTreeMap<Code, (usize, usize)>, errors: &mut String) {
    let found = findings(&document.text, document.subject, &[]);
    assert!(!found.incomplete, "{}", document.id);
    let mut seen = Vec::new();
    for finding in &found.list {
        let place = document.text.get(finding.span.range());
        assert!(place.is_some(), "{}: {finding:?}", document.id);
        let count = counts.entry(finding.code).or_default();
        count.0 += 1;
        if !seen.contains(&finding.code) {
            seen.push(finding.code);
            count.1 += 1;
        }
        if finding.code.kind() == FindingType::Error {
            let _ = writeln!(
                errors,
                "  {} {}: {}",
                document.id,
                finding.code.name(),
                finding.message
            );
        }
    }
}

#[test]
fn every_fix_holds() {
    let mut wrong = Vec::new();
    let mut fixes = 0;
    for file in corpora::FILES {
        for document in corpora::documents(file) {
            // Every fix looks at the whole policy twice more; the largest ones have hundreds.
            if document.text.len() < 20_000 {
                fixes += prove(&document.text, document.subject, &[], &mut wrong);
            }
        }
    }
    println!("{fixes} fixes");
    assert!(
        wrong.is_empty(),
        "{} of {fixes}\n{}",
        wrong.len(),
        wrong
            .iter()
            .take(40)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}
