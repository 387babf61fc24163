//! From findings to sentences: the one place with English about decisions.
//!
//! Sentences are short and true of the very values at hand. They quote what a person wrote in backticks, and they name
//! policies and statements as the person does. No other code reads them.

pub(crate) mod condition;
pub(crate) mod decision;
pub(crate) mod dependency;
pub(crate) mod element;
pub(crate) mod note;
pub(crate) mod stage;
pub(crate) mod statement;
pub(crate) mod what_if;

use crate::report::{PrincipalKind, StageId};
use crate::request::Requester;
use crate::scenario::{Decision, Request};

/// The title of a policy that has none.
pub(crate) fn unnamed_policy(index: usize) -> String {
    format!("Policy {}", index + 1)
}

/// A field of the document that this release does not know.
pub(crate) fn unknown_field(path: &str) -> String {
    format!("`{path}` is not a field this version knows; it is kept and otherwise ignored")
}

/// The kind of policy that a stage is about, without an article.
pub(crate) fn policy_noun(id: StageId, trust: bool) -> &'static str {
    match id {
        StageId::ExplicitDeny => "policy",
        StageId::ResourceControl => "resource control policy",
        StageId::ServiceControl => "service control policy",
        StageId::VpcEndpoint => "VPC endpoint policy",
        StageId::Resource if trust => "role trust policy",
        StageId::Resource => "resource-based policy",
        StageId::Identity => "identity-based policy",
        StageId::PermissionsBoundary => "permissions boundary",
        StageId::Session => "session policy",
    }
}

/// R-VER-3, said of a text that looks as if it held a variable.
pub(crate) const NO_VARIABLES: &str =
    "without `Version` 2012-10-17 a `${…}` is ordinary text, not a variable";

/// "a" or "an", by the first letter of what follows.
pub(crate) fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// The requester in a few words.
pub(crate) fn requester(requester: &Requester) -> String {
    let name = requester.name.as_deref().unwrap_or_default();
    match requester.kind {
        Some(PrincipalKind::User) => format!("user `{name}`"),
        Some(PrincipalKind::RoleSession) => match requester.session.as_deref() {
            Some(session) => format!("session `{session}` of role `{name}`"),
            None => format!("a session of role `{name}`"),
        },
        Some(PrincipalKind::SlrSession) => format!("service-linked role `{name}`"),
        Some(PrincipalKind::FederatedUser) => format!("federated user `{name}`"),
        Some(PrincipalKind::Root) => {
            format!(
                "the root user of {}",
                requester.account.as_deref().unwrap_or_default()
            )
        }
        Some(PrincipalKind::Service) => format!("service `{name}`"),
        Some(PrincipalKind::WebIdentity) => format!("a web identity of `{name}`"),
        Some(PrincipalKind::Saml) => format!("a SAML identity of `{name}`"),
        Some(PrincipalKind::OriginAccessIdentity) => format!("origin access identity `{name}`"),
        Some(PrincipalKind::Anonymous) => "an anonymous caller".to_owned(),
        None => "an unreadable principal".to_owned(),
    }
}

/// "statement `Read`" or "statement 2".
pub(crate) fn statement_name(sid: Option<&str>, index: u32) -> String {
    match sid.filter(|sid| !sid.is_empty()) {
        Some(sid) => format!("statement `{sid}`"),
        None => format!("statement {}", index + 1),
    }
}

/// What a call's requests decide: how many are allowed, and which are not.
pub(crate) fn call(parts: &[(&Request, Decision)]) -> String {
    let all = parts.len();
    let failing = || {
        let parts = parts.iter();
        parts.filter(|(_, decision)| *decision != Decision::Allow)
    };
    let allowed = all - failing().count();
    if all == 1 {
        let not = if allowed == 1 { "" } else { "not " };
        return format!("the one request of this call is {not}allowed");
    }
    if allowed == all {
        return match all {
            2 => "both requests of this call are allowed".to_owned(),
            _ => format!("all {all} requests of this call are allowed"),
        };
    }
    let none = if allowed == 0 {
        "none".to_owned()
    } else {
        allowed.to_string()
    };
    let are = if allowed < 2 { "is" } else { "are" };
    let every = if all == 2 { "both" } else { "all" };
    let told = format!(
        "{none} of the {all} requests of this call {are} allowed, and it needs {every} of them: "
    );
    let mut named: Vec<String> = failing().take(NAMED_PARTS).map(part_of_call).collect();
    match failing().count().saturating_sub(NAMED_PARTS) {
        0 => {}
        more => named.push(format!("and {more} more")),
    }
    told + &named.join(", ")
}

/// So many parts of a call that fail are named.
const NAMED_PARTS: usize = 3;

/// A part of a call that is not allowed.
fn part_of_call((request, decision): &(&Request, Decision)) -> String {
    let how = match decision {
        Decision::Allow => "is allowed",
        Decision::ExplicitDeny => "is denied explicitly",
        Decision::ImplicitDeny => "is not allowed",
        Decision::Undetermined => "depends on keys left open",
        Decision::Error => "cannot be evaluated",
    };
    let resource = short_resource(&request.resource.arn);
    format!("`{}` on `{resource}` {how}", request.action)
}

/// The last part of an ARN that a person would read aloud.
pub(crate) fn short_resource(arn: &str) -> &str {
    match arn.splitn(6, ':').nth(5) {
        Some(resource) if !resource.is_empty() => resource,
        _ => arn,
    }
}
