//! From what a message says to a request, and to what is missing.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::scenario::{
    ContextValue, Decision, PolicyType, Principal, Request, Resource, Scalar,
};
use iam_core::text::Span;

use super::call::Call;
use super::placed;
use super::resource::{Meaning, meaning};
use super::sentence::Sentence;
use super::value::Value;
use crate::import::{Basis, Choice, FoundRequest, Part, Stated};
use crate::layer::Layer;
use crate::missing::{self, Missing};
use crate::operation;
use crate::reader::Reader;
use crate::secret;

/// A value, where it stands in the pasted text, and how it is known.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) text: String,
    pub(crate) span: Span,
    pub(crate) basis: Basis,
    pub(crate) is_rejoined: bool,
}

/// All that a message says.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) span: Span,
    pub(crate) principal: Option<Placed>,
    pub(crate) action: Placed,
    pub(crate) resource: Option<Placed>,
    pub(crate) decision: Option<Decision>,
    pub(crate) policy_type: Option<PolicyType>,
    pub(crate) policy: Option<Placed>,
    /// The words that tell why.
    pub(crate) words: Option<Placed>,
    /// Whether these words blame something that is no policy.
    pub(crate) is_no_policy: bool,
    /// The API operation that was called.
    pub(crate) operation: Option<String>,
    /// The service that was called.
    pub(crate) service: Option<String>,
}

impl Said {
    pub(super) fn of_sentence(
        layer: &Layer,
        sentence: &Sentence,
        call: Option<&Call>,
        service: Option<String>,
    ) -> Self {
        let stated = |value: &Value| placed(layer, value, Basis::Stated);
        let reason = &sentence.reason;
        Self {
            span: layer.span(sentence.range.clone()),
            principal: sentence.principal.as_ref().map(stated),
            action: stated(&sentence.action),
            resource: sentence.resource.as_ref().map(stated),
            decision: reason.decision,
            policy_type: reason.policy_type,
            policy: reason.policy.as_ref().map(stated),
            words: reason
                .range
                .clone()
                .map(|range| stated(&Value::plain(layer.text(), range))),
            is_no_policy: reason.is_no_policy,
            operation: call.map(|call| call.operation.text.clone()),
            service,
        }
    }
}

/// Adds the request, what is missing for it, and what is to be said about it.
pub(crate) fn add(reader: &mut Reader<'_>, said: &Said) {
    reader.mark_used(said.span);
    let mut parts = Vec::new();
    let principal = principal(reader, said, &mut parts);
    let action = action(reader, said, &mut parts);
    let resource = resource(reader, said, &principal, &mut parts);
    let context = context(reader, said, &action, &resource, &mut parts);
    if let (Some(decision), Some(words)) = (said.decision, &said.words) {
        parts.push(part("expect", decision.name(), words.span, Basis::Stated));
    }
    let stated = said.words.as_ref().map(|words| Stated {
        decision: said.decision,
        policy_type: said.policy_type,
        policy: said.policy.as_ref().map(|policy| policy.text.clone()),
        words: one_line(&words.text),
        span: words.span,
    });
    let request = Request {
        name: name(said, &action),
        principal: Principal {
            arn: principal.clone(),
            ..Principal::default()
        },
        action,
        resource: Resource {
            arn: resource.clone(),
            ..Resource::default()
        },
        context,
        expect: said.decision,
        ..Request::default()
    };
    let is_new = reader.add_request(FoundRequest {
        request,
        stated,
        parts,
    });
    if is_new {
        note_reason(reader, said);
        need(reader, said, &principal, &resource);
    }
}

fn part(field: &str, value: &str, span: Span, basis: Basis) -> Part {
    Part {
        field: field.to_owned(),
        value: value.to_owned(),
        span,
        basis,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn principal(reader: &mut Reader<'_>, said: &Said, parts: &mut Vec<Part>) -> String {
    if let Some(found) = &said.principal {
        if found.is_rejoined {
            reader.note(
                "rejoined",
                "a line break inside the caller's ARN was taken out",
                found.span,
            );
        }
        if secret::is_access_key(&found.text) {
            reader.note(
                "secret-dropped",
                "the caller is given as an access key, which is left out",
                found.span,
            );
        } else if found.text.eq_ignore_ascii_case("anonymous") {
            parts.push(part("principal", "*", found.span, Basis::Follows));
            return "*".to_owned();
        } else {
            if Arn::parse(&found.text).is_none() {
                reader.note(
                    "principal-partial",
                    format!("`{}` is no ARN: complete the caller", found.text),
                    found.span,
                );
            }
            parts.push(part("principal", &found.text, found.span, found.basis));
            return found.text.clone();
        }
    }
    reader.note(
        "principal-partial",
        "the message does not say who asked",
        said.span,
    );
    reader.add_choice(Choice::Principal(reader.out.requests.len()));
    if let Some(chosen) = reader.options.principal.clone() {
        parts.push(part("principal", &chosen, said.span, Basis::Chosen));
        return chosen;
    }
    String::new()
}

fn action(reader: &mut Reader<'_>, said: &Said, parts: &mut Vec<Part>) -> String {
    let found = &said.action;
    let action = super::spelled(&found.text);
    if found.basis != Basis::Stated {
        let operation = said.operation.as_deref().unwrap_or_default();
        if action.is_empty() {
            reader.note(
                "action-unmapped",
                format!("which service's `{operation}` was called is not said: enter the action"),
                found.span,
            );
        } else {
            reader.note(
                "action-derived",
                format!("the action `{action}` follows from the operation `{operation}`"),
                found.span,
            );
        }
    }
    parts.push(part("action", &action, found.span, found.basis));
    action
}

fn resource(
    reader: &mut Reader<'_>,
    said: &Said,
    principal: &str,
    parts: &mut Vec<Part>,
) -> String {
    let unknown = |reader: &mut Reader<'_>, parts: &mut Vec<Part>, span| {
        reader.add_choice(Choice::Resource(reader.out.requests.len()));
        let (arn, basis) = match &reader.options.resource {
            Some(chosen) => (chosen.clone(), Basis::Chosen),
            None => ("*".to_owned(), Basis::Guessed),
        };
        parts.push(part("resource", &arn, span, basis));
        arn
    };
    let said_and_not_guessed = said
        .resource
        .as_ref()
        .filter(|found| found.basis != Basis::Guessed || reader.options.resource.is_none());
    let Some(found) = said_and_not_guessed else {
        if said.resource.is_none() {
            let message = if reader.options.resource.is_some() {
                "the message names no resource"
            } else {
                "the message names no resource: `*` stands for it"
            };
            reader.note("resource-unknown", message, said.span);
        }
        return unknown(reader, parts, said.span);
    };
    if found.is_rejoined {
        reader.note(
            "rejoined",
            "a line break inside the resource was taken out",
            found.span,
        );
    }
    let caller = (!principal.is_empty()).then_some(principal);
    let (arn, basis) = match meaning(&found.text, caller) {
        Meaning::Plain(arn) => (arn, found.basis),
        Meaning::Derived(arn) => {
            let message = format!(
                "`{}` is taken to be {arn}, in the caller's account and without a path",
                found.text
            );
            reader.note("resource-derived", message, found.span);
            (arn, Basis::Follows)
        }
        Meaning::Unmasked(arn) => {
            reader.note(
                "account-masked",
                "the digits of the account that are starred out are taken from the caller's account",
                found.span,
            );
            (arn, Basis::Guessed)
        }
        Meaning::Masked(arn) => {
            reader.note(
                "account-masked",
                "digits of the account are starred out: complete the resource",
                found.span,
            );
            (arn, found.basis)
        }
        Meaning::Unknown => {
            reader.note(
                "resource-unknown",
                format!("`{}` names no resource", one_line(&found.text)),
                found.span,
            );
            return unknown(reader, parts, found.span);
        }
    };
    if basis == Basis::Guessed && found.basis == Basis::Guessed {
        reader.add_choice(Choice::Resource(reader.out.requests.len()));
    }
    if arn.contains('*') && arn != "*" {
        reader.note(
            "resource-has-wildcard",
            "the resource that AWS evaluated has a wildcard in it, as is usual for calls that create or list something",
            found.span,
        );
    }
    parts.push(part("resource", &arn, found.span, basis));
    arn
}

fn context(
    reader: &mut Reader<'_>,
    said: &Said,
    action: &str,
    resource: &str,
    parts: &mut Vec<Part>,
) -> Vec<(String, ContextValue)> {
    let mut context = Vec::new();
    let mut assume = |reader: &mut Reader<'_>, key: &str, value: &str, why: String, span| {
        reader.note("context-assumed", why, span);
        parts.push(part(key, value, span, Basis::Follows));
        context.push((
            key.to_owned(),
            ContextValue::Single(Scalar::text(value.to_owned())),
        ));
    };
    let region = Arn::parse(resource).map_or("", |arn| arn.region);
    if !region.is_empty() && !region.contains(['*', '?']) {
        let span = said.resource.as_ref().map_or(said.span, |found| found.span);
        let why = format!("`aws:RequestedRegion` is taken to be the resource's region, {region}");
        assume(reader, "aws:RequestedRegion", region, why, span);
    }
    if action.eq_ignore_ascii_case("iam:PassRole")
        && let Some(service) =
            operation::takes_role(said.service.as_deref(), said.operation.as_deref())
    {
        let why = format!("`iam:PassedToService` is taken to be {service}, which was called");
        assume(reader, "iam:PassedToService", service, why, said.span);
    }
    context
}

fn name(said: &Said, action: &str) -> Option<String> {
    let operation = said.operation.as_deref();
    let is_same = |operation: &str| {
        action
            .split_once(':')
            .is_some_and(|(_, name)| name.eq_ignore_ascii_case(operation))
    };
    match (operation, &said.words) {
        (Some(operation), _) if said.action.basis == Basis::Stated && !is_same(operation) => {
            Some(format!("{action}, during {operation}"))
        }
        (_, Some(words)) if said.decision.is_none() => Some(one_line(&words.text)),
        _ => None,
    }
}

fn note_reason(reader: &mut Reader<'_>, said: &Said) {
    if said.is_no_policy {
        reader.note(
            "not-a-policy-denial",
            "the message blames a setting of the service, not a policy",
            said.words.as_ref().map_or(said.span, |words| words.span),
        );
    } else if said.decision.is_none() {
        reader.note(
            "denied-kind-unknown",
            "AWS denied it and does not say whether a policy denies or none allows: no expectation is set",
            said.span,
        );
    }
}

/// Lists what has to be fetched, the policy that AWS names first.
fn need(reader: &mut Reader<'_>, said: &Said, principal: &str, resource: &str) {
    if said.is_no_policy {
        return;
    }
    let account = Arn::parse(principal)
        .map(|arn| arn.account)
        .filter(|account| is_account_id(account));
    let region = Arn::parse(resource).map_or("", |arn| arn.region);
    if let (Some(policy), Some(kind)) = (&said.policy, said.policy_type) {
        need_named(reader, kind, policy, principal, account);
        return;
    }
    let span = said.words.as_ref().map_or(said.span, |words| words.span);
    let missing = match said.policy_type {
        Some(PolicyType::Identity) | None => missing::identity_policies(principal, span),
        Some(PolicyType::Resource) => missing::resource_policy(resource, span),
        Some(PolicyType::PermissionsBoundary) => missing::boundary_of(principal, span),
        Some(PolicyType::Session) => missing::session_policy(principal, span),
        Some(kind @ PolicyType::ServiceControl) => {
            missing::control_policies(kind, account.unwrap_or_default(), span)
        }
        Some(kind @ PolicyType::ResourceControl) => {
            let owner = Arn::parse(resource)
                .map(|arn| arn.account)
                .filter(|owner| is_account_id(owner));
            missing::control_policies(kind, owner.or(account).unwrap_or_default(), span)
        }
        Some(PolicyType::VpcEndpoint) => missing::endpoint_policy(None, region, span),
    };
    if !(missing.id.is_empty() && principal.is_empty()) {
        reader.add_missing(missing);
    }
    let assumes = said
        .action
        .text
        .to_ascii_lowercase()
        .starts_with("sts:assumerole");
    if assumes && resource == "*" {
        let policy = missing::resource_policy(resource, span);
        reader.add_missing(Missing {
            sentence: "The trust policy of the role that was to be assumed: `aws iam get-role` with its name prints it".to_owned(),
            ..policy
        });
    }
    if said.policy_type.is_none() && said.decision != Some(Decision::ExplicitDeny) {
        let policy = missing::resource_policy(resource, span);
        if !policy.commands.is_empty() {
            reader.add_missing(policy);
        }
    }
}

/// A policy that AWS names by its ARN.
fn need_named(
    reader: &mut Reader<'_>,
    kind: PolicyType,
    policy: &Placed,
    principal: &str,
    account: Option<&str>,
) {
    let arn = Arn::parse(&policy.text);
    let Some(arn) = arn.filter(|arn| arn.service == "organizations") else {
        let attached_to = match kind {
            PolicyType::Identity | PolicyType::PermissionsBoundary => {
                vec![missing::role_of(principal)]
            }
            PolicyType::Resource
            | PolicyType::Session
            | PolicyType::ServiceControl
            | PolicyType::ResourceControl
            | PolicyType::VpcEndpoint => Vec::new(),
        };
        let found = missing::managed_policy(kind, &policy.text, attached_to, policy.span);
        reader.add_missing(found);
        return;
    };
    // policy/o-ORG/service_control_policy/p-ID, and without the organization for AWS's own.
    let steps: Vec<&str> = arn.resource.split('/').collect();
    let organization = steps.get(1).filter(|id| id.starts_with("o-"));
    if let Some(id) = organization {
        let found = reader.organization(policy.span);
        found.id.get_or_insert_with(|| (*id).to_owned());
        if is_account_id(arn.account) {
            found
                .management_account
                .get_or_insert_with(|| arn.account.to_owned());
        }
        if let Some(account) = account.filter(|account| *account != arn.account)
            && kind == PolicyType::ServiceControl
        {
            reader.add_member(id, account, policy.span);
        }
    }
    let id = steps.last().copied().unwrap_or_default();
    reader.add_missing(missing::organization_policy(kind, id, policy.span));
}
