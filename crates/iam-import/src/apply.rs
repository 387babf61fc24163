//! Adding what was found to a scenario.

use iam_core::scenario::{Organization, Request, Scenario, ScenarioPolicy};

use crate::entities;
use crate::import::Import;

/// The scenario with what was found: new requests with their expectations behind its own, new policies behind its own, the
/// organization filled in where it says nothing.
///
/// What the scenario has already is not added again; a request that it has without an expectation gets the one AWS stated.
/// What it says otherwise stays as it is.
pub fn add(scenario: &Scenario, import: &Import) -> Scenario {
    let mut result = scenario.clone();
    let found = import.scenario();
    for policy in found.policies {
        if !result.policies.iter().any(|known| is_same(known, &policy)) {
            result.policies.push(policy);
        }
    }
    for request in found.requests {
        match result
            .requests
            .iter_mut()
            .find(|known| asks_the_same(known, &request))
        {
            Some(known) if known.expect.is_none() => known.expect = request.expect,
            Some(known) if known.expect == request.expect || request.expect.is_none() => {}
            _ => result.requests.push(request),
        }
    }
    entities::complete(&mut result, &import.entities);
    if let Some(found) = found.organization {
        fill(&mut result.organization, found);
    }
    result
}

fn is_same(one: &ScenarioPolicy, other: &ScenarioPolicy) -> bool {
    one.kind == other.kind && one.document == other.document && one.attached_to == other.attached_to
}

/// Whether two requests ask the same: all but name, expectation and what a later release added.
fn asks_the_same(one: &Request, other: &Request) -> bool {
    one.principal == other.principal
        && one.action.eq_ignore_ascii_case(&other.action)
        && one.resource == other.resource
        && one.context == other.context
        && one.open_keys == other.open_keys
}

fn fill(known: &mut Option<Organization>, found: Organization) {
    let Some(known) = known else {
        *known = Some(found);
        return;
    };
    let is_other = matches!((&known.id, &found.id), (Some(known), Some(found)) if known != found);
    if is_other {
        return;
    }
    known.id = known.id.take().or(found.id);
    known.management_account = known.management_account.take().or(found.management_account);
    for account in found.accounts {
        if !known.accounts.iter().any(|one| one.id == account.id) {
            known.accounts.push(account);
        }
    }
}
