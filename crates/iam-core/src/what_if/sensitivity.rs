//! What each condition key that policies test would decide if it were otherwise: absent, each value in the policies, and
//! any other value.

use serde::Serialize;

use super::value::{can_be_set, tried_values};
use super::{Change, Search, focus};
use crate::policy::Policy;
use crate::report::{ConditionFinding, RequestReport};
use crate::scenario::{Decision, Scenario};

/// A key and what its values decide, one key changed at a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeySensitivity {
    /// The key as the policies write it.
    pub key: String,
    /// The values tried, absence among them.
    pub options: Vec<KeyOption>,
}

/// One value of a key and what it decides.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyOption {
    /// The values; none means that the key is absent.
    pub values: Vec<String>,
    /// Whether the key is multivalued.
    pub multivalued: bool,
    /// Whether the request has this value.
    pub current: bool,
    /// Whether it stands for every value that no policy names.
    pub other: bool,
    /// What the request decides with it.
    pub decision: Decision,
}

/// Tries other values for every key that the statements of a request's report test, one key at a time.
pub fn sensitivity(
    scenario: &Scenario,
    policies: &[&Policy],
    request: usize,
) -> Vec<KeySensitivity> {
    sensitivity_while(scenario, policies, request, &|| true)
}

/// The same for as long as `goes_on` says so: an interface has little time, and only it has a clock.
pub fn sensitivity_while(
    scenario: &Scenario,
    policies: &[&Policy],
    request: usize,
    goes_on: &dyn Fn() -> bool,
) -> Vec<KeySensitivity> {
    if scenario.requests.get(request).is_none() {
        return Vec::new();
    }
    let (alone, request) = focus(scenario, request);
    let scenario = alone.as_ref().unwrap_or(scenario);
    let mut search = Search::new(scenario, policies, request, goes_on);
    let report = search.report(scenario, policies);
    let mut found: Vec<KeySensitivity> = Vec::new();
    for condition in tested(&report) {
        if search.is_spent() {
            break;
        }
        if !can_be_set(&condition.key, condition.origin) {
            continue;
        }
        let index = found
            .iter()
            .position(|known| known.key.eq_ignore_ascii_case(&condition.key));
        let index = index.unwrap_or_else(|| {
            found.push(KeySensitivity {
                key: condition.key.clone(),
                options: vec![KeyOption {
                    values: condition.request.clone(),
                    multivalued: condition.request.len() > 1,
                    current: true,
                    other: false,
                    decision: report.decision,
                }],
            });
            found.len() - 1
        });
        let Some(known) = found.get_mut(index) else {
            continue;
        };
        for tried in tried_values(condition) {
            if search.is_spent() {
                break;
            }
            if known
                .options
                .iter()
                .any(|option| option.values == tried.values)
            {
                continue;
            }
            let change = Change::SetKey {
                key: condition.key.clone(),
                values: tried.values.clone(),
                multivalued: tried.multivalued,
            };
            let decision = search.decide(&[change]);
            known.options.push(KeyOption {
                values: tried.values,
                multivalued: tried.multivalued,
                current: false,
                other: tried.other,
                decision,
            });
        }
    }
    found
}

fn tested(report: &RequestReport) -> impl Iterator<Item = &ConditionFinding> {
    report
        .stages
        .iter()
        .flat_map(|stage| &stage.statements)
        .flat_map(|finding| &finding.elements)
        .flat_map(|element| &element.conditions)
}
