//! The decoded authorization message: what `aws sts decode-authorization-message` prints.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::json::{Node, Value};
use iam_core::scenario::{
    ContextValue, Decision, PolicyType, Principal, Request, Resource, Scalar,
};

use crate::evidence::{list_at, span_of, text_at};
use crate::import::{Basis, Format, FoundRequest, Part, Stated};
use crate::keys::{self, Key};
use crate::missing;
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "sts-decoded-message",
    name: "a decoded authorization message",
};

/// Not condition keys: parts of the resource's ARN.
const OF_THE_ARN: [&str; 5] = [
    "aws:arn",
    "aws:id",
    "aws:resource",
    "aws:service",
    "aws:type",
];

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    let is_bool = |key| matches!(root.get(key).map(|node| &node.value), Some(Value::Bool(_)));
    (is_bool("allowed")
        && is_bool("explicitDeny")
        && text_at(root, &["context", "action"]).is_some())
    .then(|| "`allowed`, `explicitDeny` and `context.action`".to_owned())
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let layer = paste.layer;
    let whole = span_of(layer, root);
    reader.mark_used(whole);
    let span_at =
        |path: &[&str]| crate::evidence::at(root, path).map_or(whole, |node| span_of(layer, node));
    let text = |path: &[&str]| text_at(root, path).unwrap_or_default().to_owned();
    let mut parts = Vec::new();
    let mut state = |field: &str, value: &str, path: &[&str]| {
        parts.push(Part {
            field: field.to_owned(),
            value: value.to_owned(),
            span: span_at(path),
            basis: Basis::Stated,
        });
    };
    let principal = text(&["context", "principal", "arn"]);
    let action = text(&["context", "action"]);
    let resource = match text_at(root, &["context", "resource"]) {
        None | Some("") => "*".to_owned(),
        Some(arn) => arn.to_owned(),
    };
    let is_true = |key| {
        matches!(
            root.get(key).map(|node| &node.value),
            Some(Value::Bool(true))
        )
    };
    let decision = match (is_true("allowed"), is_true("explicitDeny")) {
        (true, _) => Decision::Allow,
        (false, true) => Decision::ExplicitDeny,
        (false, false) => Decision::ImplicitDeny,
    };
    state("principal", &principal, &["context", "principal", "arn"]);
    state("action", &action, &["context", "action"]);
    state("resource", &resource, &["context", "resource"]);
    state("expect", decision.name(), &["explicitDeny"]);
    let mut request = Request {
        principal: Principal {
            arn: principal.clone(),
            user_id: text_at(root, &["context", "principal", "id"]).map(str::to_owned),
            ..Principal::default()
        },
        action,
        resource: Resource {
            arn: resource.clone(),
            ..Resource::default()
        },
        expect: Some(decision),
        ..Request::default()
    };
    read_conditions(paste, root, reader, &mut request, &mut parts);
    note_statements(paste, root, reader);
    if resource.contains('*') && resource != "*" {
        reader.note(
            "resource-has-wildcard",
            "the resource that AWS evaluated has a wildcard in it, as is usual for calls that create or list something",
            span_at(&["context", "resource"]),
        );
    }
    let span = span_at(&["explicitDeny"]);
    let stated = Stated {
        decision: Some(decision),
        policy_type: None,
        policy: None,
        words: format!("explicitDeny: {}", decision == Decision::ExplicitDeny),
        span,
    };
    reader.add_request(FoundRequest {
        request,
        stated: Some(stated),
        parts,
    });
    if decision != Decision::Allow {
        need(reader, &principal, decision, span);
    }
}

/// The message says whether a policy denies, but not of which type it is.
fn need(reader: &mut Reader<'_>, principal: &str, decision: Decision, span: iam_core::text::Span) {
    let has_policies = reader
        .out
        .policies
        .iter()
        .any(|found| found.policy.kind == PolicyType::Identity);
    if !has_policies {
        reader.add_missing(missing::identity_policies(principal, span));
    }
    let account = Arn::parse(principal).map_or("", |arn| arn.account);
    if decision == Decision::ExplicitDeny && is_account_id(account) {
        reader.add_missing(missing::control_policies(
            PolicyType::ServiceControl,
            account,
            span,
        ));
    }
}

fn read_conditions(
    paste: &Paste<'_>,
    root: &Node<'_>,
    reader: &mut Reader<'_>,
    request: &mut Request,
    parts: &mut Vec<Part>,
) {
    let mut region = None;
    for item in list_at(root, &["context", "conditions", "items"]) {
        let Some(name) = text_at(item, &["key"]) else {
            continue;
        };
        let values: Vec<Scalar> = list_at(item, &["values", "items"])
            .iter()
            .filter_map(|value| text_at(value, &["value"]).map(Scalar::text))
            .collect();
        let span = span_of(paste.layer, item);
        let first = values.first().map(|value| value.text.clone());
        match name.to_ascii_lowercase().as_str() {
            "aws:account" => {
                if let Some(account) = first.filter(|account| is_account_id(account)) {
                    request.resource.account = Some(account);
                }
            }
            "aws:region" => region = first.map(|region| (region, span)),
            lower if OF_THE_ARN.contains(&lower) => {}
            _ => {
                let is_list = values.len() != 1;
                let key = Key {
                    name: name.to_owned(),
                    values,
                    is_list,
                    span,
                };
                keys::place(reader, request, &key, parts);
            }
        }
    }
    assume_region(reader, request, region, parts);
}

fn assume_region(
    reader: &mut Reader<'_>,
    request: &mut Request,
    region: Option<(String, iam_core::text::Span)>,
    parts: &mut Vec<Part>,
) {
    const KEY: &str = "aws:RequestedRegion";
    let is_given = request
        .context
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case(KEY));
    let Some((region, span)) = region.filter(|_| !is_given) else {
        return;
    };
    reader.note(
        "context-assumed",
        format!("`{KEY}` is taken to be the resource's region, {region}"),
        span,
    );
    parts.push(Part {
        field: KEY.to_owned(),
        value: region.clone(),
        span,
        basis: Basis::Follows,
    });
    request
        .context
        .push((KEY.to_owned(), ContextValue::Single(Scalar::text(region))));
}

/// The matched statements are shown, not taken: their operators and their policy's type are not in the message.
fn note_statements(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    for item in list_at(root, &["matchedStatements", "items"]) {
        let sid = match text_at(item, &["statementId"]) {
            None | Some("") => "without a Sid".to_owned(),
            Some(sid) => format!("`{sid}`"),
        };
        let effect = match text_at(item, &["effect"]) {
            Some("DENY") => "denies",
            Some("ALLOW") => "allows",
            _ => "matches",
        };
        let keys: Vec<&str> = list_at(item, &["conditions", "items"])
            .iter()
            .filter_map(|condition| text_at(condition, &["key"]))
            .collect();
        let on = if keys.is_empty() {
            String::new()
        } else {
            format!(", on a condition about {}", keys.join(", "))
        };
        let message = format!(
            "the statement {sid} {effect} it{on}; the message leaves out operators and the type of policy, so it is not made into one"
        );
        reader.note("unsupported-part", message, span_of(paste.layer, item));
    }
}
