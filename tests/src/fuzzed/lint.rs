//! Looking at a policy of any type ends and does not panic; places lie in the text, and what a fix leaves of a text that
//! parses still parses.

use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::diagnostic::Fix;
use iam_core::json;
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;
use iam_lint::{Source, Tree};

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);

/// The first byte chooses the type, and whether it is known what carries the policy; the others are the policy's text.
pub fn lint(bytes: &[u8]) {
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let text = super::text(bytes);
    let kind = PolicyType::ALL[usize::from(choice) % PolicyType::ALL.len()];
    let trust = kind == PolicyType::Resource && choice >= 128;
    let policy = Policy::parse(text, PolicySubject { kind, trust });
    let attached_to = if choice & 64 == 0 {
        Vec::new()
    } else {
        vec!["arn:aws:s3:::reports".to_owned()]
    };
    let source = Source {
        text,
        policy: &policy,
        attached_to: &attached_to,
    };
    let tree = Tree::new(text);
    let parses = json::parse(text).diagnostics.is_empty();
    for finding in iam_lint::lint(&source, &CATALOG).list {
        assert!(text.get(finding.span.range()).is_some(), "{finding:?}");
        assert!(!finding.message.is_empty(), "{finding:?}");
        let _ = tree.path(finding.span);
        for related in &finding.related {
            assert!(text.get(related.span.range()).is_some(), "{finding:?}");
        }
        if let Some(fix) = &finding.fix {
            let fixed = fixed(text, fix);
            let after = json::parse(&fixed).diagnostics;
            assert!(
                !parses || after.is_empty(),
                "{finding:?} leaves {fixed}: {after:?}"
            );
        }
    }
}

/// The text after a fix, whose edits have to be in order.
fn fixed(text: &str, fix: &Fix) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in &fix.edits {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    out
}
