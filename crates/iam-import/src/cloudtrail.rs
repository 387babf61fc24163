//! CloudTrail: one record, a log file, what `lookup-events` prints, events on their way through `EventBridge` or `CloudWatch` Logs.
//!
//! A record says who called what with which parameters, and whether it was denied. A message in it is read like any other, and
//! wins over what follows from the parameters.

mod caller;
mod context;
mod outcome;
mod parameters;
mod target;

use iam_core::arn::Arn;
use iam_core::json::Node;
use iam_core::scenario::{ContextValue, PolicyType, Request, Scalar};
use iam_core::text::Span;

use crate::denied::{self, Told};
use crate::evidence::{at, list_at, span_of, string_layer, text_at};
use crate::import::{Basis, Choice, Format, FoundRequest, Part};
use crate::layer::Layer;
use crate::missing;
use crate::operation;
use crate::reader::Reader;
use crate::recognize;
use crate::table::Paste;

pub(crate) const EVENT: Format = Format {
    id: "cloudtrail-event",
    name: "a CloudTrail event",
};

pub(crate) const FILE: Format = Format {
    id: "cloudtrail-file",
    name: "CloudTrail events",
};

pub(crate) const LOOKUP: Format = Format {
    id: "cloudtrail-lookup",
    name: "output of `lookup-events`",
};

/// The most records that are listed for choosing.
const MAX_LISTED: usize = 2_000;

/// Codes of errors that are denials.
const DENIALS: [&str; 10] = [
    "AccessDenied",
    "AccessDeniedException",
    "UnauthorizedOperation",
    "Client.UnauthorizedOperation",
    "AuthorizationError",
    "AuthorizationErrorException",
    "KMSAccessDeniedException",
    "AccessDeniedFault",
    "UnauthorizedException",
    "VpceAccessDenied",
];

fn is_record(node: &Node<'_>) -> bool {
    let has = |key: &str| node.get(key).is_some();
    has("eventVersion")
        && has("userIdentity")
        && has("eventName")
        && text_at(node, &["eventSource"]).is_some_and(|source| !source.contains(':'))
}

pub(crate) fn test_event(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    if is_record(root) {
        return Some("`eventVersion`, `eventSource`, `eventName` and `userIdentity`".to_owned());
    }
    (text_at(root, &["detail-type"]).is_some_and(|kind| kind.ends_with("via CloudTrail"))
        && root.get("detail").is_some_and(is_record))
    .then(|| "`detail-type` that ends in `via CloudTrail`".to_owned())
}

pub(crate) fn read_event(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let record = if is_record(root) {
        Some(root)
    } else {
        root.get("detail")
    };
    reader.mark_used(span_of(paste.layer, root));
    if let Some(record) = record {
        read_record(paste.layer, record, reader);
    }
}

pub(crate) fn test_file(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    let all = |list: &[Node<'_>]| !list.is_empty() && list.iter().all(is_record);
    if all(list_at(root, &["Records"])) {
        Some("`Records` of CloudTrail".to_owned())
    } else if all(root.as_array().unwrap_or_default()) {
        Some("a list of records of CloudTrail".to_owned())
    } else {
        None
    }
}

pub(crate) fn read_file(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    let records = match root.as_array() {
        Some(records) => records,
        None => list_at(root, &["Records"]),
    };
    let names: Vec<String> = records.iter().take(MAX_LISTED).map(title).collect();
    let Some(index) = choose(records, names, span_of(paste.layer, root), reader) else {
        return;
    };
    if let Some(record) = records.get(index) {
        read_record(paste.layer, record, reader);
    }
}

pub(crate) fn test_lookup(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    let has = |node: &Node<'_>| text_at(node, &["CloudTrailEvent"]).is_some();
    (has(root) || list_at(root, &["Events"]).iter().any(has))
        .then(|| "`CloudTrailEvent`".to_owned())
}

pub(crate) fn read_lookup(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let span = span_of(paste.layer, root);
    reader.mark_used(span);
    let events = list_at(root, &["Events"]);
    let texts: Vec<&Node<'_>> = if events.is_empty() {
        root.get("CloudTrailEvent").into_iter().collect()
    } else {
        events
            .iter()
            .filter_map(|event| event.get("CloudTrailEvent"))
            .collect()
    };
    let chosen = if texts.len() == 1 {
        0
    } else {
        let is_denied = |node: &Node<'_>| {
            node.as_str()
                .is_some_and(|text| text.contains("\"errorCode\""))
        };
        let names = events.iter().take(MAX_LISTED).map(|event| {
            let part = |key| text_at(event, &[key]).unwrap_or("-");
            [part("EventTime"), part("Username"), part("EventName")].join(" ")
        });
        let first = texts.iter().position(|node| is_denied(node)).unwrap_or(0);
        let chosen = reader.options.record.unwrap_or(first);
        reader.add_choice(Choice::Record(names.collect(), chosen));
        note_many(texts.len(), span, reader);
        chosen
    };
    let inner = texts
        .get(chosen)
        .and_then(|node| string_layer(paste.layer, node));
    if let Some(inner) = inner {
        // Its row would name it once more; what it is, is known.
        let parsed = iam_core::json::parse(inner.text());
        match &parsed.root {
            Some(record) if is_record(record) => read_record(&inner, record, reader),
            _ => recognize::read_layer(&inner, None, paste.depth + 1, reader),
        }
    }
}

fn note_many(count: usize, span: Span, reader: &mut Reader<'_>) {
    reader.note(
        "many-records",
        format!("{count} records: one is taken; choose which"),
        span,
    );
}

/// The record that is meant: the one chosen, else the first that was denied, else the first.
fn choose(
    records: &[Node<'_>],
    names: Vec<String>,
    span: Span,
    reader: &mut Reader<'_>,
) -> Option<usize> {
    if records.len() <= 1 {
        return (!records.is_empty()).then_some(0);
    }
    let denied = records.iter().position(|record| {
        text_at(record, &["errorCode"]).is_some_and(|code| DENIALS.contains(&code))
    });
    let calls = || records.iter().position(is_call);
    let chosen = reader.options.record.or(denied).or_else(calls).unwrap_or(0);
    reader.add_choice(Choice::Record(names, chosen));
    note_many(records.len(), span, reader);
    Some(chosen)
}

/// A record in a line: time, who, what, error.
fn title(record: &Node<'_>) -> String {
    let part = |path: &[&str]| text_at(record, path).unwrap_or("-").to_owned();
    let who = text_at(record, &["userIdentity", "arn"])
        .or_else(|| text_at(record, &["userIdentity", "invokedBy"]))
        .or_else(|| text_at(record, &["userIdentity", "accountId"]))
        .unwrap_or("-");
    let who = Arn::parse(who).map_or(who, |arn| arn.resource);
    let mut title = [part(&["eventTime"]), part(&["eventName"]), who.to_owned()].join(" ");
    if let Some(code) = text_at(record, &["errorCode"]) {
        title.push_str(": ");
        title.push_str(code);
    }
    title
}

/// Whether a record is of a call; others tell of sign-ins and of what services do by themselves.
fn is_call(record: &Node<'_>) -> bool {
    matches!(
        text_at(record, &["eventType"]),
        None | Some("AwsApiCall" | "AwsVpceEvent")
    )
}

fn read_record(layer: &Layer, record: &Node<'_>, reader: &mut Reader<'_>) {
    let whole = span_of(layer, record);
    let version = text_at(record, &["eventVersion"]).unwrap_or_default();
    if !version.starts_with("1.") {
        reader.refuse(
            format!("records of version `{version}` are not known here"),
            "Paste the error message of the call",
            whole,
        );
        return;
    }
    if !is_call(record) {
        reader.refuse(
            "this record is not of a call that a policy decides on, such as a sign-in",
            "Paste the event of the call that was denied",
            whole,
        );
        return;
    }
    let mut found = FoundRequest {
        request: Request::default(),
        stated: None,
        parts: Vec::new(),
    };
    let told = told(layer, record);
    caller::read(layer, record, told.as_ref(), &mut found, reader);
    action(layer, record, told.as_ref(), &mut found, reader);
    target::read(layer, record, told.as_ref(), &mut found, reader);
    outcome::read(layer, record, told, &mut found, reader);
    parameters::read(layer, record, &mut found, reader);
    context::read(layer, record, &mut found);
    need(record, &found, whole, reader);
    if text_at(record, &["eventTime"]).is_some() {
        reader.note(
            "stale",
            "the record tells of the past: policies may have changed since",
            whole,
        );
    }
    reader.add_request(found);
}

/// What the error message says.
fn told(layer: &Layer, record: &Node<'_>) -> Option<Told> {
    let message = record.get("errorMessage")?;
    denied::told(&string_layer(layer, message)?)
}

/// Adds a part with the place of the member that it comes from.
fn state(
    found: &mut FoundRequest,
    layer: &Layer,
    record: &Node<'_>,
    path: &[&str],
    (field, value, basis): (&str, &str, Basis),
) {
    let span = at(record, path).map_or_else(|| span_of(layer, record), |node| span_of(layer, node));
    found.parts.push(Part {
        field: field.to_owned(),
        value: value.to_owned(),
        span,
        basis,
    });
}

fn action(
    layer: &Layer,
    record: &Node<'_>,
    told: Option<&Told>,
    found: &mut FoundRequest,
    reader: &mut Reader<'_>,
) {
    if let Some(told) = told {
        found.request.action = denied::spelled(&told.action);
        state(
            found,
            layer,
            record,
            &["errorMessage"],
            ("action", &denied::spelled(&told.action), Basis::Stated),
        );
        return;
    }
    let source = text_at(record, &["eventSource"]).unwrap_or_default();
    let service = source
        .strip_suffix(".amazonaws.com")
        .or_else(|| source.strip_suffix(".amazonaws.com.cn"))
        .unwrap_or(source);
    let service = operation::source(service);
    let event = text_at(record, &["eventName"]).unwrap_or_default();
    let event = operation::without_version(event);
    let action = operation::action(Some(service), event).unwrap_or_default();
    reader.note(
        "action-derived",
        format!("the action `{action}` follows from the name of the event"),
        at(record, &["eventName"]).map(|node| span_of(layer, node)),
    );
    state(
        found,
        layer,
        record,
        &["eventName"],
        ("action", &action, Basis::Follows),
    );
    found.request.action = action;
}

/// Adds a context key.
fn add_key(found: &mut FoundRequest, key: &str, value: &str, span: Span, basis: Basis) {
    let is_there = found
        .request
        .context
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case(key));
    if is_there || value.is_empty() {
        return;
    }
    found.parts.push(Part {
        field: key.to_owned(),
        value: value.to_owned(),
        span,
        basis,
    });
    found.request.context.push((
        key.to_owned(),
        ContextValue::Single(Scalar::text(value.to_owned())),
    ));
}

/// What has to be fetched.
fn need(record: &Node<'_>, found: &FoundRequest, span: Span, reader: &mut Reader<'_>) {
    let is_denied = text_at(record, &["errorCode"]).is_some_and(|code| DENIALS.contains(&code));
    let kind = found.stated.as_ref().and_then(|stated| stated.policy_type);
    let request = &found.request;
    if kind == Some(PolicyType::VpcEndpoint) {
        let region = text_at(record, &["awsRegion"]).unwrap_or_default();
        let endpoint = text_at(record, &["vpcEndpointId"]).filter(|id| id.starts_with("vpce-"));
        reader.add_missing(missing::endpoint_policy(endpoint, region, span));
        return;
    }
    if let Some(named) = found
        .stated
        .as_ref()
        .and_then(|stated| stated.policy.clone())
        && let Some(kind) = kind
    {
        reader.add_missing(missing::managed_policy(kind, &named, Vec::new(), span));
        return;
    }
    let carrier = request
        .principal
        .role_arn
        .as_deref()
        .unwrap_or(&request.principal.arn);
    if carrier.starts_with("arn:") {
        reader.add_missing(missing::identity_policies(carrier, span));
        if kind == Some(PolicyType::PermissionsBoundary) {
            reader.add_missing(missing::boundary_of(carrier, span));
        }
    }
    if let Some(kind @ (PolicyType::ServiceControl | PolicyType::ResourceControl)) = kind {
        let account = Arn::parse(carrier).map_or("", |arn| arn.account);
        reader.add_missing(missing::control_policies(kind, account, span));
    }
    if is_denied || request.resource.account.is_some() {
        let policy = missing::resource_policy(&request.resource.arn, span);
        if !policy.commands.is_empty() {
            reader.add_missing(policy);
        }
    }
}
