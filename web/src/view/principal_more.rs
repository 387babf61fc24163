//! What else is known about the principal, folded away.

use iam_core::scenario::{Credentials, Principal};
use yew::prelude::*;

use super::field::{ListField, SelectProps, TextProps, select_field, typed_field};
use super::pairs::{List, Pairs};
use super::request::{Edit, editing, given};
use super::resource::summary;
use crate::principals::form_of;
use crate::reading::AboutPrincipal;
use crate::value_kind::Kind;

/// What the parts show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Props<'p> {
    /// The principal.
    pub(crate) principal: &'p Principal,
    /// What is wrong, and with which field.
    pub(crate) problem: Option<(AboutPrincipal, &'p str)>,
    /// Takes changes.
    pub(crate) edit: &'p Edit,
}

/// Tags, groups, session, credentials and the rest. Fields that suit another kind of principal show only when filled.
pub(crate) fn principal_more(props: Props<'_>) -> Html {
    let who = props.principal;
    let edit = props.edit;
    let form = form_of(&who.arn);
    let (user, session, role, federated, root) = (
        form == Some(0),
        form == Some(1),
        form == Some(2),
        form == Some(3),
        form == Some(4),
    );
    let wrong = |id: &str| {
        let here = match id {
            "principal-role" => AboutPrincipal::Role,
            "principal-issuer" => AboutPrincipal::Issuer,
            "principal-account" => AboutPrincipal::Account,
            _ => return String::new(),
        };
        let found = props.problem.filter(|(at, _)| *at == here);
        found.map_or_else(String::new, |(_, found)| found.to_owned())
    };
    let typed =
        |id: &'static str, label: &'static str, kind: Kind, value: &Option<String>, change| {
            let value = value.clone().unwrap_or_default();
            typed_field(
                TextProps {
                    id: AttrValue::Static(id),
                    label: AttrValue::Static(label),
                    value,
                    change: editing(edit, change),
                    minor: true,
                    problem: wrong(id),
                    ..TextProps::default()
                },
                kind,
            )
        };
    let text =
        |id, label, value: &Option<String>, change| typed(id, label, Kind::Text, value, change);
    let count = count(who);
    html! {
        <details class="more">
            { summary("More about the principal", count) }
            <div class="g1">
                <Pairs id="principal-tags" label="Tag of the principal" pairs={who.tags.clone()}
                    change={editing(edit, |request, tags: List| request.principal.tags = tags)} />
                if user || !who.groups.is_empty() {
                    <ListField id="principal-groups" label="Groups, one ARN a line" kind={Kind::Arn} lines={who.groups.clone()}
                        change={editing(edit, |request, lines| request.principal.groups = lines)} />
                }
                if session || who.role_arn.is_some() {
                    { typed("principal-role", "Role ARN with its path", Kind::Arn, &who.role_arn, |request, text| request.principal.role_arn = given(text)) }
                }
                if role || who.session_name.is_some() {
                    { text("principal-session", "Session name", &who.session_name, |request, text| request.principal.session_name = given(text)) }
                }
                if session || role || who.federated_provider.is_some() {
                    { text("principal-provider", "Provider, if by SAML or OIDC", &who.federated_provider, |request, text| request.principal.federated_provider = given(text)) }
                }
                if federated || who.issuer.is_some() {
                    { typed("principal-issuer", "Issuer: ARN of the user that asked for it", Kind::Arn, &who.issuer, |request, text| request.principal.issuer = given(text)) }
                }
                if user || root || who.credentials.is_some() { { credentials_field(props) } }
                { mfa_field(props) }
                if session || role || who.service_linked.is_some() { { linked_field(props) } }
                { text("principal-source", "Source identity", &who.source_identity, |request, text| request.principal.source_identity = given(text)) }
                { text("principal-userid", "Unique id", &who.user_id, |request, text| request.principal.user_id = given(text)) }
                { text("principal-canonical", "Canonical user id", &who.canonical_user_id, |request, text| request.principal.canonical_user_id = given(text)) }
                { typed("principal-issued", "Token issued at", Kind::Date, &who.token_issue_time, |request, text| request.principal.token_issue_time = given(text)) }
                { text("principal-account", "Account, if not in the ARN", &who.account, |request, text| request.principal.account = given(text)) }
                <ListField id="principal-via" label="Called via, one service a line" placeholder="s3.amazonaws.com" lines={who.called_via.clone()}
                    change={editing(edit, |request, lines| request.principal.called_via = lines)} />
            </div>
        </details>
    }
}

fn credentials_field(props: Props<'_>) -> Html {
    let options = vec!["not said", "access key", "console", "session token"];
    let chosen = props
        .principal
        .credentials
        .and_then(|given| Credentials::ALL.iter().position(|kind| *kind == given));
    let change = editing(props.edit, |request, number: usize| {
        request.principal.credentials = number
            .checked_sub(1)
            .and_then(|number| Credentials::ALL.get(number).copied());
    });
    html! { { select_field(&SelectProps { id: "principal-credentials".into(), label: "Credentials".into(), options, chosen: chosen.map_or(0, |chosen| chosen + 1), change, ..SelectProps::default() }) } }
}

fn mfa_field(props: Props<'_>) -> Html {
    let change = editing(props.edit, |request, number| {
        request.principal.mfa = answer(number);
    });
    html! {
        { select_field(&SelectProps { id: "principal-mfa".into(), label: "Multi-factor authentication".into(), options: vec!["not said", "with", "without"], chosen: number(props.principal.mfa), change, ..SelectProps::default() }) }
    }
}

fn linked_field(props: Props<'_>) -> Html {
    let change = editing(props.edit, |request, number| {
        request.principal.service_linked = answer(number);
    });
    html! {
        { select_field(&SelectProps { id: "principal-linked".into(), label: "Service-linked role".into(), options: vec!["not said", "yes", "no"], chosen: number(props.principal.service_linked), change, ..SelectProps::default() }) }
    }
}

const fn answer(number: usize) -> Option<bool> {
    match number {
        1 => Some(true),
        2 => Some(false),
        _ => None,
    }
}

const fn number(answer: Option<bool>) -> usize {
    match answer {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    }
}

fn count(who: &Principal) -> usize {
    let texts = [
        &who.role_arn,
        &who.session_name,
        &who.issuer,
        &who.source_identity,
        &who.federated_provider,
        &who.user_id,
        &who.canonical_user_id,
        &who.token_issue_time,
        &who.account,
    ];
    let flags = [
        !who.tags.is_empty(),
        !who.groups.is_empty(),
        !who.called_via.is_empty(),
        who.credentials.is_some(),
        who.mfa.is_some(),
        who.service_linked.is_some(),
    ];
    texts.iter().filter(|text| text.is_some()).count() + flags.iter().filter(|flag| **flag).count()
}
