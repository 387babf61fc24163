//! How long links are: three scenarios that stand for others.

use iam_core::scenario::Scenario;

/// As typed in the console of AWS: one policy, laid out with four spaces, and two requests.
const SMALL: &str = include_str!("references/small.json");

/// The worked example of the page, with its description.
const MEDIUM: &str = include_str!("../../../web/examples/cross-account-read.json");

/// The policies of a whole organization, and requests for each.
const LARGE: &str = include_str!("references/large.json");

#[test]
fn links_are_short() {
    for (name, text, most) in [
        ("small", SMALL, 400),
        ("medium", MEDIUM, 1_400),
        ("large", LARGE, 3_600),
    ] {
        let scenario = Scenario::parse(text).unwrap();
        let link = iam_share::encode(&scenario);
        let (policies, requests) = (scenario.policies.len(), scenario.requests.len());
        let document = scenario.to_compact_json().len();
        println!(
            "{name}: {policies} policies, {requests} requests, {document} bytes: a link of {} characters, at most {most}",
            link.len()
        );
        assert!(link.len() <= most, "{name}: {} characters", link.len());
        assert_eq!(iam_share::decode(&link), Ok(scenario), "{name}");
    }
}
