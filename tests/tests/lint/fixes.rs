//! A fix removes its finding, adds none, and leaves a text that parses.

use std::collections::BTreeMap;

use iam_core::diagnostic::Fix;
use iam_core::json;
use iam_core::policy::PolicySubject;
use iam_lint::{Code, Findings};

use crate::pairs::findings;

/// The text after a fix.
pub(crate) fn apply(text: &str, fix: &Fix) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in &fix.edits {
        out.push_str(
            text.get(at..edit.span.start as usize)
                .unwrap_or_else(|| panic!("edits overlap: {fix:?}")),
        );
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// Tries every fix of a text and says what does not hold. How many there were.
pub(crate) fn prove(
    text: &str,
    subject: PolicySubject,
    attached_to: &[String],
    wrong: &mut Vec<String>,
) -> usize {
    let before = findings(text, subject, attached_to);
    let mut tried = 0;
    for finding in &before.list {
        let Some(fix) = &finding.fix else { continue };
        tried += 1;
        let name = finding.code.name();
        let fixed = apply(text, fix);
        let say = |what: String| {
            format!(
                "{name}, {}: {what}\n  before {}\n  after  {}",
                fix.title,
                cut(text),
                cut(&fixed)
            )
        };
        let errors = json::parse(&fixed).diagnostics;
        if json::parse(text).diagnostics.is_empty() && !errors.is_empty() {
            wrong.push(say(format!("no longer parses: {}", errors[0].message)));
            continue;
        }
        let after = findings(&fixed, subject, attached_to);
        let (old, new) = (counts(&before), counts(&after));
        if new.get(&finding.code).copied().unwrap_or(0) >= old[&finding.code] {
            wrong.push(say("the finding is still there".to_owned()));
        }
        for (code, count) in &new {
            if *count > old.get(code).copied().unwrap_or(0) {
                wrong.push(say(format!("adds {}", code.name())));
            }
        }
    }
    tried
}

fn counts(findings: &Findings) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for finding in &findings.list {
        *counts.entry(finding.code).or_default() += 1;
    }
    counts
}

fn cut(text: &str) -> String {
    text.chars().take(400).collect()
}
