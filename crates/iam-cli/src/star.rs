//! Actions that name no resource: AWS decides them for `*`, whatever the scenario says that they are asked for.
//!
//! Source: *Service Authorization Reference — Actions table* ("If there is no value for this column, you must specify all
//! resources (`*`) to which the policy applies in the `Resource` element of your policy statement").

use iam_catalog::{ActionLookup, Catalog};
use iam_core::policy::Policy;
use iam_core::prepare_one;
use iam_core::scenario::{Decision, Scenario};

/// What stands beside the verdict of a request that names a resource for an action that has none.
pub(crate) fn note(
    scenario: &Scenario,
    policies: &[&Policy],
    idx: usize,
    catalog: &Catalog,
) -> Option<String> {
    let request = scenario.requests.get(idx)?;
    let ActionLookup::Known(action) = catalog.action(&request.action) else {
        return None;
    };
    if request.resource.arn == "*" || action.resources().next().is_some() {
        return None;
    }
    let asked = prepare_one(scenario, policies, idx)?.decide_only(0)?;
    let starred = decide_for_star(scenario, policies, idx)?;
    let then = if asked == starred {
        "with the same verdict".to_owned()
    } else {
        format!("with the verdict {starred}")
    };
    Some(format!(
        "{action} names no resource: AWS decides it for `*`, {then}"
    ))
}

fn decide_for_star(scenario: &Scenario, policies: &[&Policy], idx: usize) -> Option<Decision> {
    let mut request = scenario.requests.get(idx)?.clone();
    "*".clone_into(&mut request.resource.arn);
    let scenario = Scenario {
        requests: vec![request],
        ..scenario.clone()
    };
    prepare_one(&scenario, policies, 0)?.decide_only(0)
}
