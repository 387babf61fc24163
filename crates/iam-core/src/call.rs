//! Requests that are one call: an action that names several resources is decided for each of them, and needs them all.
//!
//! Source: *Service Authorization Reference — Actions table* (an action's required resource types are marked with an
//! asterisk; a call that names resources of several types is authorized for each).

use crate::report::CallReport;
use crate::scenario::{Decision, Scenario};

/// What a call of such requests decides. A part that is denied denies the call, whatever cannot be told of the others.
///
/// ```
/// use iam_core::scenario::Decision::{Allow, Error, ExplicitDeny, ImplicitDeny};
/// assert_eq!(iam_core::together([Allow, ImplicitDeny]), ImplicitDeny);
/// assert_eq!(iam_core::together([ImplicitDeny, Error, ExplicitDeny]), ExplicitDeny);
/// ```
pub fn together(parts: impl IntoIterator<Item = Decision>) -> Decision {
    let rank = |decision: Decision| match decision {
        Decision::Allow => 0,
        Decision::Undetermined => 1,
        Decision::Error => 2,
        Decision::ImplicitDeny => 3,
        Decision::ExplicitDeny => 4,
    };
    let worst = |one: Decision, other: Decision| {
        if rank(other) > rank(one) { other } else { one }
    };
    parts.into_iter().fold(Decision::Allow, worst)
}

/// The calls of a scenario in the order of their first requests. `decisions` are those of its requests.
pub(crate) fn calls(scenario: &Scenario, decisions: &[Decision]) -> Vec<CallReport> {
    let mut calls: Vec<CallReport> = Vec::new();
    for ((index, request), decision) in (0..).zip(&scenario.requests).zip(decisions) {
        let Some(name) = request.call.as_deref().filter(|name| !name.is_empty()) else {
            continue;
        };
        let known = calls.iter_mut().find(|call| call.name == name);
        if let Some(call) = known {
            call.requests.push(index);
            call.decision = together([call.decision, *decision]);
        } else {
            calls.push(CallReport {
                name: name.to_owned(),
                requests: vec![index],
                decision: *decision,
                expect: scenario
                    .calls
                    .iter()
                    .find(|call| call.name == name)
                    .and_then(|call| call.expect),
                sentence: String::new(),
            });
        }
    }
    for call in &mut calls {
        let parts = call.requests.iter().filter_map(|index| {
            let index = *index as usize;
            Some((scenario.requests.get(index)?, *decisions.get(index)?))
        });
        call.sentence = crate::explain::call(&parts.collect::<Vec<_>>());
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::{calls, together};
    use crate::scenario::Decision::{self, Allow, Error, ExplicitDeny, ImplicitDeny, Undetermined};
    use crate::scenario::{Request, Resource, Scenario};

    #[test]
    fn a_call_is_allowed_when_every_part_is() {
        let cases: [(&[Decision], Decision); 8] = [
            (&[], Allow),
            (&[Allow, Allow], Allow),
            (&[Allow, ImplicitDeny], ImplicitDeny),
            (&[ExplicitDeny, ImplicitDeny, Allow], ExplicitDeny),
            (&[ImplicitDeny, ExplicitDeny], ExplicitDeny),
            (&[Undetermined, Allow], Undetermined),
            (&[Undetermined, Error], Error),
            (&[Error, ImplicitDeny], ImplicitDeny),
        ];
        for (parts, whole) in cases {
            assert_eq!(together(parts.iter().copied()), whole, "{parts:?}");
        }
    }

    #[test]
    fn requests_of_one_name_are_one_call() {
        let request = |call: Option<&str>| Request {
            call: call.map(str::to_owned),
            ..Request::default()
        };
        let names = [Some("b"), None, Some("a"), Some("b"), Some("")];
        let mut scenario = Scenario {
            requests: names.map(request).into(),
            ..Scenario::default()
        };
        let last = &mut scenario.requests[3];
        "iam:PassRole".clone_into(&mut last.action);
        "arn:aws:iam::111122223333:role/app".clone_into(&mut last.resource.arn);
        let found = calls(&scenario, &[Allow, Error, Allow, ImplicitDeny, Error]);
        let told: Vec<_> = found
            .iter()
            .map(|call| (&*call.name, &*call.requests, call.decision, &*call.sentence))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "b",
                    &[0, 3][..],
                    ImplicitDeny,
                    "1 of the 2 requests of this call is allowed, and it needs both of them: `iam:PassRole` on `role/app` is not allowed"
                ),
                (
                    "a",
                    &[2][..],
                    Allow,
                    "the one request of this call is allowed"
                ),
            ]
        );
    }

    #[test]
    fn the_parts_that_fail_are_named() {
        let request = |action: &str| Request {
            action: action.to_owned(),
            resource: Resource {
                arn: "*".to_owned(),
                ..Resource::default()
            },
            ..Request::default()
        };
        let requests = ["a:A", "a:B", "a:C", "a:D", "a:E"].map(request);
        let told = |decisions: &[Decision]| {
            let parts: Vec<_> = requests.iter().zip(decisions.iter().copied()).collect();
            crate::explain::call(&parts)
        };
        let cases: [(&[Decision], &str); 6] = [
            (&[Error], "the one request of this call is not allowed"),
            (&[Allow, Allow], "both requests of this call are allowed"),
            (
                &[Allow, Allow, Allow],
                "all 3 requests of this call are allowed",
            ),
            (
                &[Allow, Undetermined, Allow],
                "2 of the 3 requests of this call are allowed, and it needs all of them: `a:B` on `*` depends on keys left open",
            ),
            (
                &[ExplicitDeny, Error],
                "none of the 2 requests of this call is allowed, and it needs both of them: `a:A` on `*` is denied explicitly, `a:B` on `*` cannot be evaluated",
            ),
            (
                &[ImplicitDeny; 5],
                "none of the 5 requests of this call is allowed, and it needs all of them: `a:A` on `*` is not allowed, \
                 `a:B` on `*` is not allowed, `a:C` on `*` is not allowed, and 2 more",
            ),
        ];
        for (decisions, sentence) in cases {
            assert_eq!(told(decisions), sentence);
        }
    }
}
