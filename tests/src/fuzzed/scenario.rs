//! A scenario is refused with a place inside the text, or is read, written and read again as the same.

use iam_core::json::MAX_LEN;
use iam_core::scenario::Scenario;

/// The bytes are the scenario's text.
pub fn scenario(bytes: &[u8]) {
    let text = super::text(bytes);
    let scenario = match Scenario::parse(text) {
        Ok(scenario) => scenario,
        Err(error) => {
            assert!(text.get(error.span.range()).is_some(), "{error:?}");
            assert!(!error.to_string().contains('\n'), "{error}");
            return;
        }
    };
    for written in [scenario.to_json(), scenario.to_compact_json()] {
        if written.len() <= MAX_LEN {
            assert_eq!(Scenario::parse(&written).as_ref(), Ok(&scenario));
        }
    }
}
