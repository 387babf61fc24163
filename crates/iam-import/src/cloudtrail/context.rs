//! Keys of the call itself: where it came from, when, by what.

use iam_core::json::Node;
use iam_core::text::Span;

use super::add_key;
use crate::evidence::{self, at, span_of, text_at};
use crate::import::{Basis, FoundRequest};
use crate::layer::Layer;

/// Fills in the context keys.
pub(super) fn read(layer: &Layer, record: &Node<'_>, found: &mut FoundRequest) {
    for (key, value) in recorded_keys(record) {
        let values = evidence::texts(value);
        let span = span_of(layer, value);
        if let [only] = values.as_slice() {
            add_key(found, key, only, span, Basis::Stated);
        }
    }
    let place = |path: &[&str]| {
        at(record, path).map_or_else(|| span_of(layer, record), |node| span_of(layer, node))
    };
    let by_service = text_at(record, &["userIdentity", "invokedBy"])
        .is_some_and(|service| service.contains(".amazonaws.com"));
    let endpoint = text_at(record, &["vpcEndpointId"]).filter(|id| id.starts_with("vpce-"));
    if let Some(endpoint) = endpoint {
        add_key(
            found,
            "aws:SourceVpce",
            endpoint,
            place(&["vpcEndpointId"]),
            Basis::Stated,
        );
    }
    let address = text_at(record, &["sourceIPAddress"]).filter(|address| {
        address.contains(['.', ':'])
            && address
                .chars()
                .all(|ch| ch.is_ascii_hexdigit() || ch == '.' || ch == ':')
    });
    if let Some(address) = address.filter(|_| !by_service) {
        let key = if endpoint.is_some() {
            "aws:VpcSourceIp"
        } else {
            "aws:SourceIp"
        };
        add_key(
            found,
            key,
            address,
            place(&["sourceIPAddress"]),
            Basis::Stated,
        );
    }
    for (key, path, basis) in [
        ("aws:RequestedRegion", "awsRegion", Basis::Stated),
        ("aws:CurrentTime", "eventTime", Basis::Stated),
    ] {
        add_key(
            found,
            key,
            text_at(record, &[path]).unwrap_or_default(),
            place(&[path]),
            basis,
        );
    }
    let agent = text_at(record, &["userAgent"]).unwrap_or_default();
    let agent = agent
        .strip_prefix('[')
        .and_then(|agent| agent.strip_suffix(']'))
        .unwrap_or(agent);
    if !by_service {
        add_key(
            found,
            "aws:UserAgent",
            agent,
            place(&["userAgent"]),
            Basis::Stated,
        );
    }
    let is_s3 = found.request.action.starts_with("s3:");
    if let Some(version) = text_at(record, &["tlsDetails", "tlsVersion"]).filter(|_| !by_service) {
        let span = place(&["tlsDetails"]);
        add_key(found, "aws:SecureTransport", "true", span, Basis::Follows);
        if let Some(version) = version.strip_prefix("TLSv").filter(|_| is_s3) {
            add_key(found, "s3:TlsVersion", version, span, Basis::Follows);
        }
    }
    if is_s3 {
        signature(record, found, place(&["additionalEventData"]));
    }
}

fn signature(record: &Node<'_>, found: &mut FoundRequest, span: Span) {
    if text_at(record, &["additionalEventData", "SignatureVersion"]) == Some("SigV4") {
        add_key(
            found,
            "s3:signatureversion",
            "AWS4-HMAC-SHA256",
            span,
            Basis::Follows,
        );
    }
    let kind = match text_at(record, &["additionalEventData", "AuthenticationMethod"]) {
        Some("AuthHeader") => "REST-HEADER",
        Some("QueryString") => "REST-QUERY-STRING",
        _ => return,
    };
    add_key(found, "s3:authType", kind, span, Basis::Follows);
}

/// Keys that CloudTrail recorded as they were evaluated.
fn recorded_keys<'n, 't>(record: &'n Node<'t>) -> impl Iterator<Item = (&'n str, &'n Node<'t>)> {
    at(record, &["eventContext", "requestContext"])
        .and_then(Node::as_object)
        .unwrap_or_default()
        .iter()
        .map(|member| (member.key.as_str(), &member.value))
        .filter(|(key, _)| key.contains(':'))
}
