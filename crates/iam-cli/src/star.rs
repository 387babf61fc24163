//! Actions that name no resource: AWS decides them for `*`, whatever the scenario says that they are asked for.
//!
//! Source: *Service Authorization Reference — Actions table* ("If there is no value for this column, you must specify all
//! resources (`*`) to which the policy applies in the `Resource` element of your policy statement").

use iam_catalog::{ActionLookup, Catalog};
use iam_core::scenario::{Decision, Resource, Scenario};
use iam_core::{Table, parse_policies};

/// What stands beside the verdict of a request that names a resource for an action that has none.
pub(crate) fn note(
    scenario: &Scenario,
    idx: usize,
    asked: Decision,
    catalog: &Catalog,
) -> Option<String> {
    let request = scenario.requests.get(idx)?;
    let ActionLookup::Known(action) = catalog.action(&request.action) else {
        return None;
    };
    if request.resource.arn == "*" || action.resources().next().is_some() {
        return None;
    }
    let every = Resource {
        arn: "*".to_owned(),
        ..request.resource.clone()
    };
    let policies = parse_policies(scenario);
    let policies: Vec<_> = policies.iter().collect();
    let mut table = Table::new(scenario, &policies, std::slice::from_ref(request));
    let starred = table.row(&request.action, Some(&every), 0..1).pop()?;
    let then = if asked == starred {
        "with the same verdict".to_owned()
    } else {
        format!("with the verdict {starred}")
    };
    Some(format!(
        "{action} names no resource: AWS decides it for `*`, {then}"
    ))
}
