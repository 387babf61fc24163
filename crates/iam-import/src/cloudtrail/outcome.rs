//! `errorCode` and `errorMessage`: whether the call was denied, and by what.

use iam_core::json::Node;
use iam_core::scenario::{Decision, PolicyType};

use super::{DENIALS, state};
use crate::denied::Told;
use crate::evidence::{at, span_of, text_at};
use crate::import::{Basis, FoundRequest, Stated};
use crate::layer::Layer;
use crate::reader::Reader;

/// Fills in what AWS said.
pub(super) fn read(
    layer: &Layer,
    record: &Node<'_>,
    told: Option<Told>,
    found: &mut FoundRequest,
    reader: &mut Reader<'_>,
) {
    let Some(code) = text_at(record, &["errorCode"]) else {
        found.request.expect = Some(Decision::Allow);
        state(
            found,
            layer,
            record,
            &["eventName"],
            ("expect", "allow", Basis::Follows),
        );
        found.stated = Some(stated(
            layer,
            record,
            "eventName",
            Some(Decision::Allow),
            "the call has no error code",
        ));
        return;
    };
    if code == "Client.DryRunOperation" {
        found.request.expect = Some(Decision::Allow);
        found.stated = Some(stated(
            layer,
            record,
            "errorCode",
            Some(Decision::Allow),
            code,
        ));
        return;
    }
    if !DENIALS.contains(&code) {
        reader.note(
            "not-a-policy-denial",
            format!("the error `{code}` says nothing about policies: no expectation is set"),
            at(record, &["errorCode"]).map(|node| span_of(layer, node)),
        );
        return;
    }
    let words = text_at(record, &["errorMessage"]).unwrap_or(code);
    let mut said = stated(layer, record, "errorMessage", None, words);
    if let Some(told) = told {
        said.decision = told.decision;
        said.policy_type = told.policy_type;
        said.policy = told.policy;
        if let Some(reason) = told.words {
            said.words = reason;
        }
    }
    if code == "VpceAccessDenied" {
        said.policy_type = Some(PolicyType::VpcEndpoint);
    }
    found.request.expect = said.decision;
    if let Some(decision) = said.decision {
        state(
            found,
            layer,
            record,
            &["errorMessage"],
            ("expect", decision.name(), Basis::Stated),
        );
    } else {
        reader.note(
            "denied-kind-unknown",
            "AWS denied it and does not say whether a policy denies or none allows: no expectation is set",
            said.span,
        );
    }
    found.stated = Some(said);
}

fn stated(
    layer: &Layer,
    record: &Node<'_>,
    member: &str,
    decision: Option<Decision>,
    words: &str,
) -> Stated {
    Stated {
        decision,
        policy_type: None,
        policy: None,
        words: words.to_owned(),
        span: record
            .get(member)
            .map_or_else(|| span_of(layer, record), |node| span_of(layer, node)),
    }
}
