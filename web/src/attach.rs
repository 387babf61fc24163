//! What a policy can be attached to: what the scenario has to offer, and whether what is typed has the right form.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::scenario::{ContextValue, PolicyType, Request, Scenario};

use crate::organization::units;

/// The key that holds the endpoint of a request.
const ENDPOINT: &str = "aws:SourceVpce";

/// What a policy of a type could be attached to, from what the scenario's requests and organization name.
pub(crate) fn candidates(scenario: &Scenario, kind: PolicyType) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |text: String| {
        if problem(kind, &text).is_none() && !found.contains(&text) && found.len() < 30 {
            found.push(text);
        }
    };
    match kind {
        PolicyType::Identity | PolicyType::PermissionsBoundary | PolicyType::Session => {
            for request in &scenario.requests {
                principals(request, kind).into_iter().for_each(&mut add);
            }
        }
        PolicyType::Resource => {
            for request in &scenario.requests {
                add(carrier(&request.resource.arn).to_owned());
            }
        }
        PolicyType::ServiceControl | PolicyType::ResourceControl => {
            if let Some(organization) = &scenario.organization {
                units(organization)
                    .into_iter()
                    .map(|unit| unit.id)
                    .for_each(&mut add);
                let accounts = organization.accounts.iter();
                accounts
                    .map(|account| account.id.clone())
                    .for_each(&mut add);
            }
        }
        PolicyType::VpcEndpoint => {
            let contexts = scenario
                .requests
                .iter()
                .flat_map(|request| &request.context);
            for (_, value) in contexts.filter(|(key, _)| key.eq_ignore_ascii_case(ENDPOINT)) {
                if let ContextValue::Single(value) = value {
                    add(value.text.clone());
                }
            }
        }
    }
    found
}

/// Who a request's principal is to policies: the user, the role, the session, the groups.
fn principals(request: &Request, kind: PolicyType) -> Vec<String> {
    let who = &request.principal;
    let role = match Arn::parse(&who.arn) {
        Some(arn) => arn
            .resource
            .strip_prefix("assumed-role/")
            .and_then(|rest| rest.split('/').next())
            .map(|name| ["arn:", arn.partition, ":iam::", arn.account, ":role/", name].concat()),
        None => None,
    };
    let role = who.role_arn.clone().or(role);
    let session = role.is_none() || kind == PolicyType::Session;
    let groups = who.groups.iter().filter(|_| kind == PolicyType::Identity);
    let itself = Some(&who.arn).filter(|_| session);
    role.iter().chain(itself).chain(groups).cloned().collect()
}

/// The resource that carries the policy for what is asked for: of an object, its bucket.
fn carrier(arn: &str) -> &str {
    if Arn::parse(arn).is_some_and(|arn| arn.service == "s3" && arn.account.is_empty()) {
        arn.split('/').next().unwrap_or(arn)
    } else {
        arn
    }
}

/// What is wrong with the form of a place, if something is.
pub(crate) fn problem(kind: PolicyType, text: &str) -> Option<&'static str> {
    let arn = Arn::parse(text).is_some();
    let (fits, wanted) = match kind {
        PolicyType::Identity => (arn, "not the ARN of a user, group or role"),
        PolicyType::PermissionsBoundary => (arn, "not the ARN of a user or role"),
        PolicyType::Session => (arn, "not the ARN of a session or role"),
        PolicyType::Resource => (arn, "not the ARN of a resource"),
        PolicyType::ServiceControl | PolicyType::ResourceControl => (
            text.starts_with("r-") || text.starts_with("ou-") || is_account_id(text),
            "not a root (r-…), an OU (ou-…) or an account of 12 digits",
        ),
        PolicyType::VpcEndpoint => (text.starts_with("vpce-"), "not an endpoint id (vpce-…)"),
    };
    (!fits).then_some(wanted)
}

/// What a policy that is attached to nothing in particular is attached to.
pub(crate) const fn everything(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity | PolicyType::PermissionsBoundary | PolicyType::Session => {
            "Every principal"
        }
        PolicyType::Resource => "The resource of every request",
        PolicyType::ServiceControl | PolicyType::ResourceControl => {
            "The root: every account of the organization"
        }
        PolicyType::VpcEndpoint => "The endpoint of every request",
    }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::{PolicyType, Scenario};

    use super::{candidates, problem};

    #[test]
    fn a_scenario_offers_what_it_names() {
        let scenario = Scenario::parse(
            r#"{ "version": 1,
              "organization": { "accounts": { "111122223333": { "path": "o-a/r-ab12/ou-ab12-11111111/" } } },
              "requests": [
                { "principal": "arn:aws:sts::111122223333:assumed-role/Admin/jo", "action": "s3:GetObject",
                  "resource": "arn:aws:s3:::reports/a/b", "context": { "aws:sourcevpce": "vpce-1" } },
                { "principal": { "arn": "arn:aws:iam::111122223333:user/ann", "groups": ["arn:aws:iam::111122223333:group/g"] },
                  "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:q" }
              ] }"#,
        )
        .unwrap();
        let role = "arn:aws:iam::111122223333:role/Admin";
        let user = "arn:aws:iam::111122223333:user/ann";
        let group = "arn:aws:iam::111122223333:group/g";
        let session = "arn:aws:sts::111122223333:assumed-role/Admin/jo";
        let cases: [(PolicyType, &[&str]); 5] = [
            (PolicyType::Identity, &[role, user, group]),
            (PolicyType::PermissionsBoundary, &[role, user]),
            (PolicyType::Session, &[role, session, user]),
            (
                PolicyType::Resource,
                &[
                    "arn:aws:s3:::reports",
                    "arn:aws:sqs:eu-west-1:111122223333:q",
                ],
            ),
            (
                PolicyType::ServiceControl,
                &["r-ab12", "ou-ab12-11111111", "111122223333"],
            ),
        ];
        for (kind, wanted) in cases {
            assert_eq!(candidates(&scenario, kind), wanted, "{kind}");
        }
        assert_eq!(candidates(&scenario, PolicyType::VpcEndpoint), ["vpce-1"]);
    }

    #[test]
    fn forms_are_checked() {
        assert_eq!(problem(PolicyType::Identity, "arn:aws:iam::1:user/a"), None);
        for (kind, text) in [
            (PolicyType::Identity, "alice"),
            (PolicyType::ServiceControl, "o-abc"),
            (PolicyType::VpcEndpoint, ""),
        ] {
            assert!(problem(kind, text).is_some(), "{text}");
        }
    }
}
