//! Building a scenario: policies and requests, one after another.

use std::sync::Arc;

use iam_core::scenario::{
    ContextValue, Credentials, Decision, Organization, OrganizationAccount, PolicyType, Request,
    Scalar, Scenario, ScenarioPolicy,
};

use crate::example::{OURS, account};
use crate::statement::{Statement, allow, policy};

/// A scenario in the making.
#[derive(Debug)]
pub(crate) struct Draft(Scenario);

impl Draft {
    /// A scenario with a name, a description and the page it shows.
    pub(crate) fn new(name: String, description: String, page: &str) -> Self {
        Self(Scenario {
            name: Some(name),
            description: Some(description),
            references: vec![page.to_owned()],
            ..Scenario::default()
        })
    }

    /// Adds a policy. Attached to nothing: to whatever its type is by default.
    pub(crate) fn policy(
        mut self,
        kind: PolicyType,
        name: &str,
        to: &[&str],
        statements: &[Statement],
    ) -> Self {
        self.add(kind, name, to, statements);
        self
    }

    /// Adds a request.
    pub(crate) fn ask(mut self, ask: Ask) -> Self {
        self.0.requests.push(ask.0);
        self
    }

    /// Puts our account into an organization, directly below its root `r-ab12`.
    pub(crate) fn in_organization(mut self) -> Self {
        self.0.organization = Some(Organization {
            id: Some("o-a1b2c3d4e5".to_owned()),
            management_account: Some("999999999999".to_owned()),
            accounts: vec![OrganizationAccount {
                id: OURS.to_owned(),
                path: "o-a1b2c3d4e5/r-ab12/".to_owned(),
                unknown: Vec::new(),
            }],
            unknown: Vec::new(),
        });
        self
    }

    /// The scenario. KMS keys that have no policy get the usual one, since without it no identity policy counts.
    pub(crate) fn finish(mut self) -> Scenario {
        let mut keys: Vec<String> = Vec::new();
        for request in &self.0.requests {
            let arn = &request.resource.arn;
            let is_key = request.action.starts_with("kms:") && arn.contains(":key/");
            if is_key && !keys.contains(arn) && !self.carries_policy(arn) {
                keys.push(arn.clone());
            }
        }
        if !keys.is_empty() {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let enable = allow("EnableIamPolicies", &["kms:*"], &["*"]).to("AWS", account(OURS));
            self.add(PolicyType::Resource, "Key policy", &keys, &[enable]);
        }
        self.0
    }

    fn carries_policy(&self, arn: &String) -> bool {
        self.0.policies.iter().any(|policy| {
            let to = policy.attached_to.as_ref();
            policy.kind == PolicyType::Resource && to.is_some_and(|to| to.contains(arn))
        })
    }

    fn add(&mut self, kind: PolicyType, name: &str, to: &[&str], statements: &[Statement]) {
        self.0.policies.push(ScenarioPolicy {
            name: Some(name.to_owned()),
            kind,
            document: Arc::from(policy(statements)),
            attached_to: (!to.is_empty()).then(|| to.iter().map(|&arn| arn.to_owned()).collect()),
            unknown: Vec::new(),
        });
    }
}

/// A request in the making.
#[derive(Debug)]
pub(crate) struct Ask(Request);

/// A request with its name, who asks what of which resource, and what is decided.
pub(crate) fn ask(
    name: impl Into<String>,
    who: &str,
    action: &str,
    resource: &str,
    expect: Decision,
) -> Ask {
    let mut request = Request {
        name: Some(name.into()),
        action: action.to_owned(),
        expect: Some(expect),
        ..Request::default()
    };
    who.clone_into(&mut request.principal.arn);
    resource.clone_into(&mut request.resource.arn);
    Ask(request)
}

impl Ask {
    /// The account that owns the resource.
    pub(crate) fn owned_by(mut self, account: &str) -> Self {
        self.0.resource.account = (self.0.resource.arn != "*").then(|| account.to_owned());
        self
    }

    /// A tag of the resource.
    pub(crate) fn resource_tag(mut self, value: &str) -> Self {
        self.0.resource.tags = vec![("team".to_owned(), value.to_owned())];
        self
    }

    /// A tag of the caller.
    pub(crate) fn team(mut self, value: &str) -> Self {
        self.0.principal.tags = vec![("team".to_owned(), value.to_owned())];
        self
    }

    /// A condition key with one value.
    pub(crate) fn key(self, name: &str, value: &str) -> Self {
        self.keys(name, ContextValue::Single(Scalar::text(value)))
    }

    /// A condition key.
    pub(crate) fn keys(mut self, name: &str, value: ContextValue) -> Self {
        self.0.context.push((name.to_owned(), value));
        self
    }

    /// Made by a service in the caller's name.
    pub(crate) fn via(mut self, service: &str) -> Self {
        self.0.principal.called_via = vec![service.to_owned()];
        self
    }

    /// Signed with a long-term key.
    pub(crate) fn with_access_key(mut self) -> Self {
        self.0.principal.credentials = Some(Credentials::AccessKey);
        self
    }

    /// Signed with a session token, or as a session, issued at a time.
    pub(crate) fn issued(mut self, credentials: Option<Credentials>) -> Self {
        self.0.principal.credentials = credentials;
        self.0.principal.token_issue_time = Some("2026-11-25T09:00:00Z".to_owned());
        self
    }

    /// Made by a session of a service-linked role.
    pub(crate) fn linked(mut self, role: &str) -> Self {
        self.0.principal.role_arn = Some(role.to_owned());
        self.0.principal.service_linked = Some(true);
        self
    }

    /// The request, to be changed further.
    pub(crate) fn request(&mut self) -> &mut Request {
        &mut self.0
    }
}
