//! `userIdentity`: who called.

use iam_core::arn::Arn;
use iam_core::json::{Node, Value};

use super::{add_key, state};
use crate::denied::Told;
use crate::evidence::{at, span_of, text_at};
use crate::import::{Basis, Choice, FoundRequest};
use crate::layer::Layer;
use crate::reader::Reader;

/// Fills in the principal.
pub(super) fn read(
    layer: &Layer,
    record: &Node<'_>,
    told: Option<&Told>,
    found: &mut FoundRequest,
    reader: &mut Reader<'_>,
) {
    let Some(identity) = record.get("userIdentity") else {
        return;
    };
    let text = |path: &[&str]| text_at(identity, path);
    let kind = text(&["type"]).unwrap_or_default();
    let invoked_by = text(&["invokedBy"]).filter(|service| service.contains(".amazonaws.com"));
    let stated = match kind {
        "AWSService" => text(&["invokedBy"]).map(str::to_owned),
        "SAMLUser" => text_at(record, &["requestParameters", "principalArn"]).map(str::to_owned),
        "WebIdentityUser" => text(&["identityProvider"]).map(str::to_owned),
        _ if is_anonymous(identity) => Some("*".to_owned()),
        _ => text(&["arn"]).map(str::to_owned),
    };
    if ["IdentityCenterUser", "Directory", "Unknown"].contains(&kind) && stated.is_none() {
        reader.note(
            "not-an-iam-principal",
            format!("a caller of type `{kind}` is no principal of IAM"),
            span_of(layer, identity),
        );
    }
    let (arn, path): (Option<String>, &[&str]) = match stated {
        Some(arn) => (Some(arn), &["userIdentity", "arn"]),
        None => (
            told.and_then(|told| told.principal.clone()),
            &["errorMessage"],
        ),
    };
    let Some(arn) = arn else {
        unknown(layer, record, identity, found, reader);
        return;
    };
    state(
        found,
        layer,
        record,
        path,
        ("principal", &arn, Basis::Stated),
    );
    let principal = &mut found.request.principal;
    principal.arn = arn;
    if matches!(kind, "IAMUser" | "AssumedRole") {
        principal.user_id = text(&["principalId"]).map(str::to_owned);
    }
    session(identity, found);
    if let Some(service) = invoked_by.filter(|_| kind != "AWSService") {
        found.request.principal.called_via = vec![service.to_owned()];
        state(
            found,
            layer,
            record,
            &["userIdentity", "invokedBy"],
            ("aws:CalledVia", service, Basis::Stated),
        );
    }
    scope(layer, identity, found);
}

fn is_anonymous(identity: &Node<'_>) -> bool {
    text_at(identity, &["accountId"]).is_some_and(|account| {
        account.eq_ignore_ascii_case("anonymous") || account == "ANONYMOUS_PRINCIPAL"
    })
}

/// Another account's caller, whom CloudTrail hides.
fn unknown(
    layer: &Layer,
    record: &Node<'_>,
    identity: &Node<'_>,
    found: &mut FoundRequest,
    reader: &mut Reader<'_>,
) {
    let account = text_at(identity, &["accountId"]).unwrap_or_default();
    let message = if account.is_empty() {
        "the record does not say who called".to_owned()
    } else {
        format!("the record says no more of the caller than the account {account}: complete it")
    };
    reader.note("principal-partial", message, span_of(layer, identity));
    reader.add_choice(Choice::Principal(reader.out.requests.len()));
    if let Some(chosen) = reader.options.principal.clone() {
        state(
            found,
            layer,
            record,
            &["userIdentity"],
            ("principal", &chosen, Basis::Chosen),
        );
        found.request.principal.arn = chosen;
    } else if !account.is_empty() {
        found.request.principal.account = Some(account.to_owned());
    }
}

/// What the session tells: its role with the path, when and how it was made.
fn session(identity: &Node<'_>, found: &mut FoundRequest) {
    let text = |path: &[&str]| text_at(identity, path);
    let principal = &mut found.request.principal;
    if text(&["sessionContext", "sessionIssuer", "type"]) == Some("Role") {
        principal.role_arn = text(&["sessionContext", "sessionIssuer", "arn"]).map(str::to_owned);
    } else if Arn::parse(&principal.arn)
        .is_some_and(|arn| arn.resource_type() == Some("federated-user"))
    {
        principal.issuer = text(&["sessionContext", "sessionIssuer", "arn"]).map(str::to_owned);
    }
    principal.token_issue_time =
        text(&["sessionContext", "attributes", "creationDate"]).map(str::to_owned);
    principal.source_identity = text(&["sessionContext", "sourceIdentity"]).map(str::to_owned);
    principal.mfa = match at(
        identity,
        &["sessionContext", "attributes", "mfaAuthenticated"],
    )
    .map(|node| &node.value)
    {
        Some(Value::Bool(mfa)) => Some(*mfa),
        Some(Value::String(text)) => match text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    };
    let path = principal
        .role_arn
        .as_deref()
        .and_then(Arn::parse)
        .is_some_and(|arn| arn.resource_id().starts_with("aws-service-role/"));
    if path {
        principal.service_linked = Some(true);
    }
}

/// On whose behalf credentials are used.
fn scope(layer: &Layer, identity: &Node<'_>, found: &mut FoundRequest) {
    for (key, path) in [
        ("aws:SourceArn", ["inScopeOf", "sourceArn"]),
        ("aws:SourceAccount", ["inScopeOf", "sourceAccount"]),
        ("ec2:RoleDelivery", ["sessionContext", "ec2RoleDelivery"]),
    ] {
        if let Some(node) = at(identity, &path) {
            let value = node.as_str().unwrap_or_default().to_owned();
            add_key(found, key, &value, span_of(layer, node), Basis::Stated);
        }
    }
    let provider = at(
        identity,
        &["sessionContext", "webIdFederationData", "federatedProvider"],
    );
    if let Some(node) = provider {
        let value = node.as_str().unwrap_or_default().to_owned();
        add_key(
            found,
            "aws:FederatedProvider",
            &value,
            span_of(layer, node),
            Basis::Stated,
        );
        // Such a session carries no MFA key, although the record has `mfaAuthenticated`.
        found.request.principal.mfa = None;
        found.request.principal.federated_provider = Some(value);
    }
}
