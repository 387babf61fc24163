//! Evidence, however broken, is read with places inside the text; what it gives is a scenario that is written and read again
//! as the same, and that adding it twice does not change.

use iam_core::json::MAX_LEN;
use iam_core::scenario::Scenario;
use iam_core::text::Span;

/// The bytes are a text that someone pastes.
pub fn import(bytes: &[u8]) {
    let text = super::text(bytes);
    let found = iam_import::import(text);
    let inside = |span: Span| {
        assert!(text.get(span.range()).is_some(), "{span:?}: {found:?}");
    };
    let parts = found.recognized.iter().map(|part| part.span);
    let policies = found.policies.iter().map(|policy| policy.span);
    let notes = found.notes.iter().filter_map(|note| note.span);
    let unread = found.unread.iter().copied();
    unread
        .chain(parts)
        .chain(policies)
        .chain(notes)
        .for_each(inside);
    for missing in &found.missing {
        inside(missing.span);
        for command in &missing.commands {
            let plain = command.starts_with("aws ") && !command.contains(char::is_control);
            assert!(plain, "{command}");
        }
    }
    for request in &found.requests {
        request.parts.iter().for_each(|part| inside(part.span));
    }
    let scenario = iam_import::add(&Scenario::default(), &found);
    assert_eq!(iam_import::add(&scenario, &found), scenario);
    let written = scenario.to_json();
    if written.len() <= MAX_LEN
        && let Ok(again) = Scenario::parse(&written)
    {
        assert_eq!(again, scenario);
    }
}
