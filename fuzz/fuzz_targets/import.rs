//! Evidence, however broken, is read with places inside the text; what it gives is a scenario that is written and read again
//! as the same, and that adding it twice does not change.
#![no_main]

use iam_core::json::MAX_LEN;
use iam_core::scenario::Scenario;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = iam_import::import(text);
    let inside = |span: iam_core::text::Span| {
        assert!(text.get(span.range()).is_some(), "{span:?}: {found:?}");
    };
    found.unread.iter().for_each(|span| inside(*span));
    found.recognized.iter().for_each(|part| inside(part.span));
    found.policies.iter().for_each(|policy| inside(policy.span));
    found.notes.iter().filter_map(|note| note.span).for_each(inside);
    for missing in &found.missing {
        inside(missing.span);
        for command in &missing.commands {
            assert!(command.starts_with("aws ") && !command.contains(char::is_control), "{command}");
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
});
