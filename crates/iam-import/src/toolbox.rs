//! The IAM Toolbox: what AWS keeps for an authorization id (`GetRequestAuthorizationDetails`), and the text of a policy
//! that took part (`GetRequestAuthorizationPolicy`).

use iam_core::arn::Arn;
use iam_core::json::{Node, Value};
use iam_core::scenario::{Decision, PolicyType, Principal, Request, Resource, Scalar, ScalarForm};
use iam_core::text::Span;

use crate::bare_policy;
use crate::evidence::{self, list_at, span_of, text_at};
use crate::import::{Basis, Choice, Format, FoundRequest, Part, Stated};
use crate::keys::{self, Key};
use crate::missing::{self, Missing, MissingKind};
use crate::organizations;
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::shell;
use crate::table::Paste;

pub(crate) const DETAILS: Format = Format {
    id: "iam-toolbox-details",
    name: "the authorization details of a request",
};

pub(crate) const POLICY: Format = Format {
    id: "iam-toolbox-policy",
    name: "the text of a policy that took part in a request",
};

pub(crate) fn test_details(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    (root.get("requestContext").is_some() && root.get("evaluations").is_some())
        .then(|| "`requestContext` and `evaluations`".to_owned())
}

pub(crate) fn read_details(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let span = span_of(paste.layer, root);
    reader.mark_used(span);
    for evaluation in list_at(root, &["evaluations"]) {
        read_evaluation(paste, root, evaluation, reader);
    }
    let id = paste
        .command
        .and_then(|command| command.option("authorization-id"))
        .map(str::to_owned);
    let region = text_at(root, &["requestContext", "aws:RequestedRegion"]).unwrap_or_default();
    for policy in list_at(root, &["policies"]) {
        read_policy_entry(paste, policy, id.as_deref(), region, reader);
    }
    if text_at(root, &["nextToken"]).is_some() {
        reader.note(
            "paginated",
            "the output goes on: there is more than this",
            span,
        );
    }
}

fn read_evaluation(
    paste: &Paste<'_>,
    root: &Node<'_>,
    evaluation: &Node<'_>,
    reader: &mut Reader<'_>,
) {
    let layer = paste.layer;
    let span = span_of(layer, evaluation);
    let keys = context_keys(paste, root, evaluation);
    let single = |name: &str| {
        let key = keys
            .iter()
            .find(|key| key.name.eq_ignore_ascii_case(name))?;
        key.values.first().map(|value| value.text.clone())
    };
    let caller = single("aws:PrincipalArn").unwrap_or_default();
    let id = single("aws:userid").unwrap_or_default();
    let action = text_at(evaluation, &["action"]).unwrap_or_default();
    let resource = match text_at(evaluation, &["resource"]) {
        None | Some("") => "*",
        Some(resource) => resource,
    };
    let effect = text_at(evaluation, &["evaluatedEffect"]).unwrap_or_default();
    let decision = match effect {
        "ALLOW" => Some(Decision::Allow),
        "EXPLICIT_DENY" => Some(Decision::ExplicitDeny),
        "IMPLICIT_DENY" => Some(Decision::ImplicitDeny),
        _ => None,
    };
    let mut parts = Vec::new();
    let mut request = Request {
        principal: Principal {
            arn: session_arn(&caller, &id).unwrap_or_else(|| caller.clone()),
            ..Principal::default()
        },
        action: action.to_owned(),
        resource: Resource {
            arn: resource.to_owned(),
            ..Resource::default()
        },
        expect: decision,
        ..Request::default()
    };
    for (field, value) in [
        ("principal", request.principal.arn.as_str()),
        ("action", action),
        ("resource", resource),
        ("expect", decision.map_or("", Decision::name)),
    ] {
        if !value.is_empty() {
            parts.push(Part {
                field: field.to_owned(),
                value: value.to_owned(),
                span,
                basis: Basis::Stated,
            });
        }
    }
    for key in &keys {
        keys::place(reader, &mut request, key, &mut parts);
    }
    if resource.contains('*') && resource != "*" {
        reader.note(
            "resource-has-wildcard",
            "the resource that AWS evaluated has a wildcard in it",
            span,
        );
    }
    let stated = Stated {
        decision,
        policy_type: denied_by(evaluation),
        policy: matched_policy(evaluation),
        words: effect.to_owned(),
        span,
    };
    reader.add_request(FoundRequest {
        request,
        stated: Some(stated),
        parts,
    });
}

/// A session appears as its role in one key and as `AROA…:session` in the other.
fn session_arn(role: &str, id: &str) -> Option<String> {
    let arn = Arn::parse(role)
        .filter(|arn| arn.service == "iam" && arn.resource_type() == Some("role"))?;
    let (_, session) = id.split_once(':')?;
    let name = arn.resource_id().rsplit('/').next()?;
    Some(format!(
        "arn:{}:sts::{}:assumed-role/{name}/{session}",
        arn.partition, arn.account
    ))
}

/// The keys of all evaluations, and over them those of one.
fn context_keys(paste: &Paste<'_>, root: &Node<'_>, evaluation: &Node<'_>) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for context in [root.get("requestContext"), evaluation.get("context")]
        .into_iter()
        .flatten()
    {
        for member in context.as_object().unwrap_or_default() {
            let name = member.key.as_str();
            keys.retain(|key| !key.name.eq_ignore_ascii_case(name));
            let (values, is_list) = values_of(name, &member.value);
            keys.push(Key {
                name: name.to_owned(),
                values,
                is_list,
                span: span_of(paste.layer, &member.value),
            });
        }
    }
    keys
}

/// Values as they are meant: lists in brackets are lists, an address with all its bits is an address.
fn values_of(name: &str, node: &Node<'_>) -> (Vec<Scalar>, bool) {
    let is_list = matches!(&node.value, Value::Array(_));
    let texts = evidence::texts(node);
    let inner = match texts.as_slice() {
        [text] if !is_list => text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']')),
        _ => None,
    };
    if let Some(inner) = inner {
        let values = inner
            .split(", ")
            .filter(|value| !value.is_empty())
            .map(Scalar::text)
            .collect();
        return (values, true);
    }
    let is_address =
        name.eq_ignore_ascii_case("aws:SourceIp") || name.eq_ignore_ascii_case("aws:VpcSourceIp");
    let values = texts
        .into_iter()
        .map(|text| {
            let plain = ["/32", "/128"]
                .iter()
                .find_map(|bits| text.strip_suffix(bits));
            match plain.filter(|_| is_address) {
                Some(plain) => Scalar::text(plain),
                None => Scalar {
                    text,
                    form: ScalarForm::Text,
                },
            }
        })
        .collect();
    (values, is_list)
}

/// The check that denied, if one did.
fn denied_by(evaluation: &Node<'_>) -> Option<PolicyType> {
    let denies = list_at(evaluation, &["checks"]).iter().find(|check| {
        text_at(check, &["evaluatedEffect"]).is_some_and(|effect| effect.ends_with("_DENY"))
    })?;
    match text_at(denies, &["checkType"])? {
        "RESOURCE_CONTROL_POLICY" => Some(PolicyType::ResourceControl),
        "SERVICE_CONTROL_POLICY" => Some(PolicyType::ServiceControl),
        "VPC_ENDPOINT" => Some(PolicyType::VpcEndpoint),
        "RESOURCE" => Some(PolicyType::Resource),
        "PRINCIPAL" => Some(PolicyType::Identity),
        "PERMISSIONS_BOUNDARY" => Some(PolicyType::PermissionsBoundary),
        "SESSION" => Some(PolicyType::Session),
        _ => None,
    }
}

/// The policy with a statement that denied.
fn matched_policy(evaluation: &Node<'_>) -> Option<String> {
    let checks = list_at(evaluation, &["checks"])
        .iter()
        .flat_map(|check| list_at(check, &["matchedPolicies"]));
    list_at(evaluation, &["matchedPolicies"])
        .iter()
        .chain(checks)
        .find(|policy| {
            list_at(policy, &["matchedStatements"])
                .iter()
                .any(|statement| text_at(statement, &["evaluatedEffect"]) == Some("DENY"))
        })
        .and_then(|policy| text_at(policy, &["uri"]).map(str::to_owned))
}

fn kind_of(name: &str) -> Option<PolicyType> {
    match name {
        "IDENTITY_BASED_POLICY" => Some(PolicyType::Identity),
        "RESOURCE_BASED_POLICY" => Some(PolicyType::Resource),
        "PERMISSIONS_BOUNDARY" => Some(PolicyType::PermissionsBoundary),
        "SESSION_POLICY" => Some(PolicyType::Session),
        "SERVICE_CONTROL_POLICY" => Some(PolicyType::ServiceControl),
        "RESOURCE_CONTROL_POLICY" => Some(PolicyType::ResourceControl),
        "VPC_ENDPOINT_POLICY" => Some(PolicyType::VpcEndpoint),
        _ => None,
    }
}

/// A policy that was considered; its text is to be fetched.
fn read_policy_entry(
    paste: &Paste<'_>,
    policy: &Node<'_>,
    authorization: Option<&str>,
    region: &str,
    reader: &mut Reader<'_>,
) {
    let span = span_of(paste.layer, policy);
    let uri = text_at(policy, &["uri"]).unwrap_or_default();
    let mut attached_to = Vec::new();
    for target in list_at(policy, &["attachedTo"]) {
        let Some(arn) = text_at(target, &["arn"]) else {
            continue;
        };
        organizations::read_arn(arn, span, reader);
        let is_level = Arn::parse(arn).is_some_and(|arn| arn.service == "organizations");
        let id = if is_level {
            arn.rsplit('/').next().unwrap_or(arn)
        } else {
            arn
        };
        attached_to.push(id.to_owned());
    }
    if policy
        .get("policySource")
        .is_some_and(|source| source.get("grantId").is_some())
    {
        reader.note(
            "unsupported-part",
            "a grant of a KMS key takes part: enter it under the resource's `grants`",
            span,
        );
        return;
    }
    let type_name = text_at(policy, &["type"]).unwrap_or_default();
    let Some(kind) = kind_of(type_name) else {
        reader.note(
            "unsupported-part",
            format!("a policy of a type that is not known here takes part: `{type_name}`"),
            span,
        );
        return;
    };
    let id = uri.rsplit('/').next().filter(|id| id.starts_with("p-"));
    if id.is_some_and(organizations::is_default) {
        return;
    }
    need(
        kind,
        uri,
        id,
        attached_to,
        (authorization, region, span),
        reader,
    );
}

fn need(
    kind: PolicyType,
    uri: &str,
    id: Option<&str>,
    attached_to: Vec<String>,
    (authorization, region, span): (Option<&str>, &str, Span),
    reader: &mut Reader<'_>,
) {
    let commands = match authorization {
        Some(authorization) => vec![shell::command(
            "aws iam-toolbox get-request-authorization-policy --authorization-id {} --policy-uri {} --region {}",
            &[authorization, uri, region],
        )],
        None => match id {
            Some(id) => missing::organization_policy(kind, id, span).commands,
            None if uri.starts_with("arn:") => {
                missing::managed_policy(kind, uri, Vec::new(), span).commands
            }
            None => Vec::new(),
        },
    };
    reader.add_missing(Missing {
        kind: MissingKind::Policy(kind),
        id: id.unwrap_or(uri).to_owned(),
        attached_to,
        sentence: format!("The policy {uri}, which took part"),
        commands,
        span,
    });
}

pub(crate) fn test_policy(paste: &Paste<'_>) -> Option<String> {
    let document = paste.root?.get("policyDocument")?;
    (document.as_object().is_some() && evidence::is_policy(document))
        .then(|| "`policyDocument`".to_owned())
}

pub(crate) fn read_policy(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(document) = paste.root.and_then(|root| root.get("policyDocument")) else {
        return;
    };
    let span = span_of(paste.layer, document);
    reader.note(
        "stale",
        "this is the policy as it was at the time of the request",
        span,
    );
    reader.mark_used(paste.layer.full_span());
    let uri = paste
        .command
        .and_then(|command| command.option("policy-uri"));
    let Some(uri) = uri else {
        bare_policy::add(paste, document, reader);
        return;
    };
    let id = uri.rsplit('/').next().unwrap_or(uri).to_owned();
    let item = reader
        .out
        .missing
        .iter()
        .chain(&reader.options.open)
        .find(|item| item.id == uri || item.id == id)
        .cloned();
    let known_kind = item.as_ref().and_then(|item| match item.kind {
        MissingKind::Policy(kind) => Some(kind),
        MissingKind::AuthorizationDetails | MissingKind::DecodedMessage => None,
    });
    let guess = bare_policy::guess(document);
    if known_kind.is_none() {
        let mut offered = vec![guess.kind];
        offered.extend(&guess.may_also_be);
        reader.add_choice(Choice::PolicyType(reader.out.policies.len(), offered));
    }
    let kind = known_kind
        .or(reader.options.policy_type)
        .unwrap_or(guess.kind);
    reader.not_missing(MissingKind::Policy(kind), uri);
    reader.not_missing(MissingKind::Policy(kind), &id);
    policies::add(
        paste.layer,
        document,
        Known {
            name: id,
            kind,
            reason: format!("the command names {uri}"),
            attached_to: item.map(|item| item.attached_to).unwrap_or_default(),
            id: Some(uri.to_owned()),
        },
        reader,
    );
}
