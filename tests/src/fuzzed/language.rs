//! What an editor asks about any text is answered, with places in the text.

use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::json;
use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;
use iam_core::text::Span;
use iam_language::{code_actions, complete, hover};

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::bundled);

/// The first byte chooses the policy's type, the next two the caret and one more how much behind it is selected; the others
/// are the policy's text.
pub fn language(bytes: &[u8]) {
    let [choice, low, high, selected, bytes @ ..] = bytes else {
        return;
    };
    let text = super::text(bytes);
    let kind = PolicyType::ALL[usize::from(*choice) % PolicyType::ALL.len()];
    let trust = kind == PolicyType::Resource && *choice >= 128;
    let subject = PolicySubject { kind, trust };
    let caret = usize::from(u16::from_le_bytes([*low, *high])) % (text.len() + 2);

    let found = complete(text, caret, subject, &CATALOG);
    assert!(text.get(found.span.range()).is_some(), "{found:?}");
    assert!(found.items.len() <= 100 && found.items.len() <= found.total);
    for edit in &found.also {
        assert!(edit.span.end <= found.span.start, "{found:?}");
    }
    for item in &found.items {
        let applied = found.apply(text, item);
        assert!(!item.label.is_empty() && applied.len() >= text.len() - found.span.range().len());
    }

    if let Some(found) = hover(text, caret, &CATALOG) {
        assert!(text.get(found.span.range()).is_some(), "{found:?}");
        assert!(!found.title.is_empty());
    }
    let selection = Span::new(caret, caret + usize::from(*selected));
    let parses = json::parse(text).diagnostics.is_empty();
    for action in code_actions(text, selection, &CATALOG).list {
        let mut end = 0;
        for edit in &action.edits {
            assert!(
                edit.span.start >= end && text.get(edit.span.range()).is_some(),
                "{action:?}"
            );
            end = edit.span.end;
        }
        let after = action.apply(text);
        assert!(
            !parses || json::parse(&after).diagnostics.is_empty(),
            "{action:?}"
        );
    }
}
