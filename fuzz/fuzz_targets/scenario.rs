//! A scenario is refused with a place inside the text, or is read, written and read again as the same; then it is decided
//! as its report says.
#![no_main]

use iam_core::json::MAX_LEN;
use iam_core::scenario::Scenario;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
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
    let report = iam_core::evaluate(&scenario);
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<_> = policies.iter().collect();
    let prepared = iam_core::prepare(&scenario, &policies);
    for (idx, request) in report.requests.iter().enumerate() {
        assert_eq!(prepared.decide_only(idx), Some(request.decision));
    }
});
