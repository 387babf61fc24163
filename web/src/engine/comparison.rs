//! Two versions of a document: which policy of the one is which of the other, and what each request decides under both.

use iam_core::policy::Policy;
use iam_core::prepare;
use iam_core::scenario::{Decision, Scenario, ScenarioPolicy};

/// A policy in both versions, or in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Its place in the version before.
    pub(crate) before: Option<usize>,
    /// Its place now.
    pub(crate) now: Option<usize>,
}

/// The policies of two versions: those of now in their order, then those that are gone.
pub(crate) fn pairs(before: &Scenario, now: &Scenario) -> Vec<Pair> {
    let mut found: Vec<Option<usize>> = vec![None; now.policies.len()];
    let mut taken = vec![false; before.policies.len()];
    let tests: [fn(&ScenarioPolicy, &ScenarioPolicy) -> bool; 3] = [
        |one, other| one.kind == other.kind && one.name.is_some() && one.name == other.name,
        |one, other| one.kind == other.kind && one.document == other.document,
        |one, other| one.kind == other.kind,
    ];
    for same in tests {
        for (policy, place) in now.policies.iter().zip(&mut found) {
            if place.is_some() {
                continue;
            }
            let mut free = before.policies.iter().zip(&mut taken).enumerate();
            let other = free.find(|(_, (other, taken))| !**taken && same(policy, other));
            if let Some((index, (_, taken))) = other {
                *taken = true;
                *place = Some(index);
            }
        }
    }
    let kept = found.into_iter().enumerate().map(|(now, before)| Pair {
        before,
        now: Some(now),
    });
    let gone = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    let gone = gone.map(|(before, _)| Pair {
        before: Some(before),
        now: None,
    });
    kept.chain(gone).collect()
}

/// What each request of now decides with the policies and the organization as they were before.
pub(crate) fn decisions(
    before: &Scenario,
    policies: &[Policy],
    now: &Scenario,
) -> Vec<Option<Decision>> {
    let scenario = Scenario {
        requests: now.requests.clone(),
        ..before.clone()
    };
    let policies: Vec<&Policy> = policies.iter().collect();
    let prepared = prepare(&scenario, &policies);
    (0..now.requests.len())
        .map(|request| prepared.decide_only(request))
        .collect()
}

#[cfg(test)]
mod tests {
    use iam_core::parse_policies;
    use iam_core::scenario::{Decision, Scenario};

    use super::{Pair, decisions, pairs};

    fn scenario(policies: &[(&str, &str, &str)]) -> Scenario {
        let policies: Vec<String> = policies
            .iter()
            .map(|(name, kind, effect)| {
                format!(
                    r#"{{"name": "{name}", "type": "{kind}", "document": {{"Version": "2012-10-17", "Statement":
                        {{"Effect": "{effect}", "Action": "s3:*", "Resource": "*"}}}}}}"#
                )
            })
            .collect();
        let text = format!(
            r#"{{"version": 1, "policies": [{}], "requests": [{{"principal": {{"arn": "arn:aws:iam::111122223333:user/a"}},
                "action": "s3:GetObject", "resource": {{"arn": "arn:aws:s3:::b/c", "account": "111122223333"}}}}]}}"#,
            policies.join(",")
        );
        Scenario::parse(&text).unwrap()
    }

    #[test]
    fn policies_are_found_by_name_then_text_then_type() {
        let before = scenario(&[
            ("a", "identity", "Allow"),
            ("b", "identity", "Deny"),
            ("c", "permissions-boundary", "Allow"),
        ]);
        let now = scenario(&[
            ("b", "identity", "Allow"),
            ("new", "identity", "Allow"),
            ("d", "service-control", "Allow"),
        ]);
        let pair = |before, now| Pair { before, now };
        let expected = [
            pair(Some(1), Some(0)),
            pair(Some(0), Some(1)),
            pair(None, Some(2)),
            pair(Some(2), None),
        ];
        assert_eq!(pairs(&before, &now), expected);
    }

    #[test]
    fn requests_of_now_are_decided_with_the_policies_before() {
        let before = scenario(&[("a", "identity", "Deny")]);
        let now = scenario(&[("a", "identity", "Allow")]);
        let policies = parse_policies(&before);
        assert_eq!(
            decisions(&before, &policies, &now),
            [Some(Decision::ExplicitDeny)]
        );
    }
}
