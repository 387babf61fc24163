//! What makes a link long.

use iam_core::scenario::Scenario;

use crate::encode;

/// How many policies are weighed, the longest ones.
const WEIGHED: usize = 12;

/// The characters that parts of a scenario take in its link: what the link would be shorter by without them. Parts that
/// resemble each other weigh less than they would alone, so the sum is below the length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// The whole payload.
    pub link: usize,
    /// The heaviest policies, by their index, the heaviest first.
    pub policies: Vec<(usize, usize)>,
    /// All requests.
    pub requests: usize,
}

/// Weighs the parts of a scenario. Each of them takes as long as making a link.
pub fn weigh(scenario: &Scenario) -> Weights {
    let link = encode(scenario).len();
    let without = |change: &dyn Fn(&mut Scenario)| {
        let mut other = scenario.clone();
        change(&mut other);
        link.saturating_sub(encode(&other).len())
    };
    let mut longest: Vec<_> = scenario.policies.iter().enumerate().collect();
    longest.sort_by_key(|(_, policy)| std::cmp::Reverse(policy.document.len()));
    let longest = longest.into_iter().take(WEIGHED);
    let mut policies: Vec<_> = longest
        .map(|(index, _)| {
            let weight = without(&|other| {
                if index < other.policies.len() {
                    other.policies.remove(index);
                }
            });
            (index, weight)
        })
        .collect();
    policies.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    Weights {
        link,
        policies,
        requests: without(&|other| other.requests.clear()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_comes_first() {
        let scenario = Scenario::parse(include_str!("../tests/references/large.json")).unwrap();
        let weights = weigh(&scenario);
        assert_eq!(weights.link, encode(&scenario).len());
        assert_eq!(weights.policies.len(), WEIGHED);
        assert!(weights.policies.is_sorted_by(|a, b| a.1 >= b.1));
        assert!(weights.requests > 0);
        assert_eq!(weigh(&Scenario::default()).policies, []);
    }
}
