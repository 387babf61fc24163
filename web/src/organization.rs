//! The organization as a tree: units and accounts, made from the accounts' paths, and changed by writing other paths.

use iam_core::account::is_account_id;
use iam_core::scenario::{Organization, OrganizationAccount, PolicyType, Scenario};

/// A root or an organizational unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// `r-…` or `ou-…`.
    pub(crate) id: String,
    /// Its place with itself: `o-…/r-…/ou-…/`.
    pub(crate) path: String,
    /// How many stand above it.
    pub(crate) depth: usize,
}

/// The units that the accounts' paths name, each before what is in it.
pub(crate) fn units(organization: &Organization) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    for account in organization
        .accounts
        .iter()
        .filter(|account| is_path(&account.path))
    {
        let mut parts = account.path.split('/').filter(|part| !part.is_empty());
        let mut path = parts.next().unwrap_or_default().to_owned() + "/";
        for (depth, id) in parts.enumerate() {
            let above = path.clone();
            path = [&path, id, "/"].concat();
            if found.iter().any(|unit| unit.path == path) {
                continue;
            }
            let inside = |unit: &Unit| unit.path.starts_with(&above);
            // Behind what is in the same unit, so that each stands under the one it is in.
            let at = found
                .iter()
                .rposition(inside)
                .map_or(found.len(), |at| at + 1);
            found.insert(
                at,
                Unit {
                    id: id.to_owned(),
                    path: path.clone(),
                    depth,
                },
            );
        }
    }
    found
}

/// Whether a text is a path that the tree can show: `o-…/r-…/…/`.
pub(crate) fn is_path(text: &str) -> bool {
    let mut parts = text.split('/');
    let begins = |part: Option<&str>, with: &str| part.is_some_and(|part| part.starts_with(with));
    begins(parts.next(), "o-")
        && begins(parts.next(), "r-")
        && text.ends_with('/')
        && !text.contains("//")
}

/// What a unit's id begins with.
const fn mark(depth: usize) -> &'static str {
    if depth == 0 { "r-" } else { "ou-" }
}

/// What is wrong with a unit's id, if something is.
pub(crate) fn unit_problem(id: &str, depth: usize) -> Option<&'static str> {
    let rest = id.strip_prefix(mark(depth));
    let fits = rest.is_some_and(|rest| {
        rest.len() > 3
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    match (fits, depth) {
        (true, _) => None,
        (false, 0) => Some("a root’s id is r- and at least four letters or digits"),
        (false, _) => Some("an OU’s id is ou- and letters or digits, such as ou-ab12-11111111"),
    }
}

/// What is wrong with an account's id, if something is.
pub(crate) fn account_problem(id: &str) -> Option<&'static str> {
    (!is_account_id(id)).then_some("an account’s id has 12 digits")
}

/// An organization with the accounts that the requests name, all directly under its root.
pub(crate) fn first(scenario: &Scenario) -> Organization {
    let mut organization = Organization {
        id: Some("o-a1b2c3d4e5".to_owned()),
        ..Organization::default()
    };
    for account in accounts_named(scenario) {
        add_account(&mut organization, &account);
    }
    organization
}

/// The accounts that the requests name.
pub(crate) fn accounts_named(scenario: &Scenario) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for request in &scenario.requests {
        let of = |arn: &str| arn.split(':').nth(4).map(str::to_owned);
        let (who, what) = (&request.principal, &request.resource);
        let named = [
            of(&who.arn),
            who.account.clone(),
            of(&what.arn),
            what.account.clone(),
        ];
        for account in named.into_iter().flatten() {
            if is_account_id(&account) && !found.contains(&account) {
                found.push(account);
            }
        }
    }
    found
}

/// Adds an account under the root.
pub(crate) fn add_account(organization: &mut Organization, id: &str) {
    if organization.accounts.iter().any(|account| account.id == id) {
        return;
    }
    let root = units(organization).into_iter().find(|unit| unit.depth == 0);
    let path = root.map_or_else(
        || {
            [
                organization.id.as_deref().unwrap_or("o-a1b2c3d4e5"),
                "/r-ab12/",
            ]
            .concat()
        },
        |root| root.path,
    );
    organization.accounts.push(OrganizationAccount {
        id: id.to_owned(),
        path,
        unknown: Vec::new(),
    });
}

/// The path of a new unit in another.
pub(crate) fn new_unit(organization: &Organization, above: &Unit) -> String {
    let known = units(organization);
    let root = above.path.split('/').nth(1).unwrap_or_default();
    let mark = root.strip_prefix("r-").unwrap_or("ab12");
    let id = |number: usize| {
        let digits = number.to_string();
        let zeros = "0".repeat(8_usize.saturating_sub(digits.len()));
        ["ou-", mark, "-", &zeros, &digits].concat()
    };
    let number =
        (1..=known.len() + 1).find(|number| known.iter().all(|unit| unit.id != id(*number)));
    [&above.path, id(number.unwrap_or(1)).as_str(), "/"].concat()
}

/// Gives the organization another id, in the accounts' paths too.
pub(crate) fn rename(organization: &mut Organization, id: &str) {
    for account in organization
        .accounts
        .iter_mut()
        .filter(|account| is_path(&account.path))
    {
        if let Some((_, rest)) = account.path.split_once('/') {
            account.path = [id, "/", rest].concat();
        }
    }
    organization.id = Some(id.to_owned());
}

/// Gives a unit another id, in the accounts' paths and in what control policies are attached to.
pub(crate) fn rename_unit(scenario: &mut Scenario, unit: &Unit, id: &str) {
    let Some(organization) = &mut scenario.organization else {
        return;
    };
    let above = unit
        .path
        .strip_suffix(&[&unit.id, "/"].concat())
        .unwrap_or_default()
        .to_owned();
    for account in &mut organization.accounts {
        if let Some(rest) = account.path.strip_prefix(&unit.path) {
            account.path = [&above, id, "/", rest].concat();
        }
    }
    for policy in scenario
        .policies
        .iter_mut()
        .filter(|policy| is_control(policy.kind))
    {
        for place in policy
            .attached_to
            .iter_mut()
            .flatten()
            .filter(|place| **place == unit.id)
        {
            id.clone_into(place);
        }
    }
}

/// Whether policies of a type are attached to the organization.
pub(crate) const fn is_control(kind: PolicyType) -> bool {
    matches!(
        kind,
        PolicyType::ServiceControl | PolicyType::ResourceControl
    )
}

/// Whether a control policy is attached to a unit or an account. One that names no place is attached to the root.
pub(crate) fn is_at(attached_to: Option<&[String]>, id: &str, depth: usize) -> bool {
    match attached_to {
        Some(places) => places.iter().any(|place| place == id),
        None => depth == 0,
    }
}

/// Attaches a policy to a unit or an account, or takes it from there.
pub(crate) fn attach(scenario: &mut Scenario, policy: usize, id: &str, on: bool) {
    let root = scenario
        .organization
        .as_ref()
        .and_then(|organization| units(organization).into_iter().next());
    let Some(policy) = scenario.policies.get_mut(policy) else {
        return;
    };
    let mut places = policy
        .attached_to
        .clone()
        .unwrap_or_else(|| root.map(|root| root.id).into_iter().collect());
    places.retain(|place| place != id);
    if on {
        places.push(id.to_owned());
    }
    policy.attached_to = Some(places);
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::Scenario;

    use super::*;

    fn scenario() -> Scenario {
        Scenario::parse(
            r#"{ "version": 1,
              "organization": { "id": "o-a", "accounts": {
                "111122223333": { "path": "o-a/r-ab12/ou-ab12-00000001/ou-ab12-00000003/" },
                "222233334444": { "path": "o-a/r-ab12/" },
                "333344445555": { "path": "o-a/r-ab12/ou-ab12-00000002/" },
                "444455556666": { "path": "o-a/r-ab12/ou-ab12-00000001/" },
                "555566667777": { "path": "half typed" } } },
              "policies": [
                { "type": "service-control", "document": {} },
                { "type": "service-control", "document": {}, "attachedTo": ["ou-ab12-00000001"] }
              ], "requests": [] }"#,
        )
        .unwrap()
    }

    fn shown(scenario: &Scenario) -> Vec<(String, usize)> {
        let units = units(scenario.organization.as_ref().unwrap());
        units
            .into_iter()
            .map(|unit| (unit.id, unit.depth))
            .collect()
    }

    #[test]
    fn a_tree_is_made_of_paths() {
        let wanted = [
            ("r-ab12", 0),
            ("ou-ab12-00000001", 1),
            ("ou-ab12-00000003", 2),
            ("ou-ab12-00000002", 1),
        ];
        assert_eq!(
            shown(&scenario()),
            wanted.map(|(id, depth)| (id.to_owned(), depth))
        );
    }

    #[test]
    fn a_unit_is_renamed_wherever_it_is_named() {
        let mut scenario = scenario();
        let unit = units(scenario.organization.as_ref().unwrap())[1].clone();
        rename_unit(&mut scenario, &unit, "ou-ab12-99999999");
        let organization = scenario.organization.as_ref().unwrap();
        assert_eq!(
            organization.accounts[0].path,
            "o-a/r-ab12/ou-ab12-99999999/ou-ab12-00000003/"
        );
        assert_eq!(organization.accounts[1].path, "o-a/r-ab12/");
        assert_eq!(organization.accounts[4].path, "half typed");
        assert_eq!(
            scenario.policies[1].attached_to.as_deref(),
            Some(&["ou-ab12-99999999".to_owned()][..])
        );
        let organization = scenario.organization.as_mut().unwrap();
        rename(organization, "o-b");
        assert_eq!(organization.accounts[1].path, "o-b/r-ab12/");
    }

    #[test]
    fn a_new_unit_has_a_new_id() {
        let scenario = scenario();
        let organization = scenario.organization.as_ref().unwrap();
        let root = units(organization)[0].clone();
        assert_eq!(
            new_unit(organization, &root),
            "o-a/r-ab12/ou-ab12-00000004/"
        );
    }

    #[test]
    fn a_policy_without_a_place_is_at_the_root_until_it_is_moved() {
        let mut scenario = scenario();
        let at = |scenario: &Scenario, id: &str, depth| {
            is_at(scenario.policies[0].attached_to.as_deref(), id, depth)
        };
        assert!(at(&scenario, "r-ab12", 0) && !at(&scenario, "222233334444", 1));
        attach(&mut scenario, 0, "222233334444", true);
        assert!(at(&scenario, "r-ab12", 0) && at(&scenario, "222233334444", 1));
        attach(&mut scenario, 0, "r-ab12", false);
        attach(&mut scenario, 0, "222233334444", false);
        assert_eq!(scenario.policies[0].attached_to, Some(Vec::new()));
    }

    #[test]
    fn a_first_organization_holds_the_accounts_of_the_requests() {
        let scenario = Scenario::parse(
            r#"{ "version": 1, "requests": [ { "principal": "arn:aws:iam::111122223333:user/a", "action": "s3:GetObject",
              "resource": { "arn": "arn:aws:s3:::b/c", "account": "222233334444" } } ] }"#,
        )
        .unwrap();
        let organization = first(&scenario);
        let ids: Vec<_> = organization
            .accounts
            .iter()
            .map(|account| account.id.as_str())
            .collect();
        assert_eq!(ids, ["111122223333", "222233334444"]);
        assert!(
            organization
                .accounts
                .iter()
                .all(|account| is_path(&account.path))
        );
        assert_eq!(account_problem("12"), Some("an account’s id has 12 digits"));
        assert!(unit_problem("r-ab12", 0).is_none() && unit_problem("r-ab12", 1).is_some());
    }
}
