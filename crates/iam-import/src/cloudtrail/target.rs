//! What was called upon: the resource, and who owns it.

use iam_core::json::Node;
use iam_core::scenario::Resource;

use super::{parameters, state};
use crate::denied::{self, Told};
use crate::evidence::{at, list_at, span_of, text_at};
use crate::import::{Basis, Choice, FoundRequest};
use crate::layer::Layer;
use crate::reader::Reader;

/// Fills in the resource.
pub(super) fn read(
    layer: &Layer,
    record: &Node<'_>,
    told: Option<&Told>,
    found: &mut FoundRequest,
    reader: &mut Reader<'_>,
) {
    let principal = found.request.principal.arn.clone();
    let said = told.and_then(|told| told.resource.as_deref());
    let meant = said.and_then(|said| denied::resource_of(said, Some(&principal)));
    let mut resource = Resource::default();
    if let Some(arn) = meant {
        state(
            found,
            layer,
            record,
            &["errorMessage"],
            ("resource", &arn, Basis::Stated),
        );
        resource.arn = arn;
    } else if let Some((arn, node)) = listed_resource(record, &found.request.action) {
        state(
            found,
            layer,
            node,
            &["ARN"],
            ("resource", &arn, Basis::Stated),
        );
        resource.arn = arn;
    } else if let Some(arn) = parameters::resource(record, reader) {
        reader.note(
            "resource-derived",
            format!("the resource {arn} is put together from the parameters"),
            at(record, &["requestParameters"]).map(|node| span_of(layer, node)),
        );
        state(
            found,
            layer,
            record,
            &["requestParameters"],
            ("resource", &arn, Basis::Follows),
        );
        resource.arn = arn;
    } else {
        let (arn, basis) = match &reader.options.resource {
            Some(chosen) => (chosen.clone(), Basis::Chosen),
            None => ("*".to_owned(), Basis::Guessed),
        };
        reader.note(
            "resource-unknown",
            "the record names no resource: `*` stands for it",
            span_of(layer, record),
        );
        reader.add_choice(Choice::Resource(reader.out.requests.len()));
        state(
            found,
            layer,
            record,
            &["eventName"],
            ("resource", &arn, basis),
        );
        resource.arn = arn;
    }
    resource.account = owner(layer, record, reader);
    found.request.resource = resource;
}

/// The entry of `resources` that the action is about: an object for what is done with objects, else the first with an ARN.
fn listed_resource<'n, 't>(record: &'n Node<'t>, action: &str) -> Option<(String, &'n Node<'t>)> {
    let entries: Vec<(&Node<'t>, &str)> = list_at(record, &["resources"])
        .iter()
        .filter_map(|entry| {
            let arn = text_at(entry, &["ARN"]).or_else(|| text_at(entry, &["arn"]))?;
            Some((entry, arn))
        })
        .collect();
    let wants_bucket = action.starts_with("s3:List") || action.contains("Bucket");
    let is_s3 = action.starts_with("s3:");
    let fits = |entry: &&(&Node<'t>, &str)| {
        let kind = text_at(entry.0, &["type"]).unwrap_or_default();
        !is_s3
            || kind
                == if wants_bucket {
                    "AWS::S3::Bucket"
                } else {
                    "AWS::S3::Object"
                }
    };
    entries
        .iter()
        .find(fits)
        .or(entries.first())
        .map(|(entry, arn)| ((*arn).to_owned(), *entry))
}

/// The account that owns the resource.
fn owner(layer: &Layer, record: &Node<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let mut is_redacted = false;
    for entry in list_at(record, &["resources"]) {
        match text_at(entry, &["accountId"]) {
            Some("") => is_redacted = true,
            Some(account) => return Some(account.to_owned()),
            None => {}
        }
    }
    if is_redacted {
        reader.note(
            "account-redacted",
            "CloudTrail leaves out whose bucket it is where another account's caller is denied: enter the owner",
            at(record, &["resources"]).map(|node| span_of(layer, node)),
        );
        return None;
    }
    // The owner's copy of a record of a call from another account.
    let recipient = text_at(record, &["recipientAccountId"])?;
    let caller = text_at(record, &["userIdentity", "accountId"])?;
    (recipient != caller && text_at(record, &["eventType"]) != Some("AwsVpceEvent"))
        .then(|| recipient.to_owned())
}
