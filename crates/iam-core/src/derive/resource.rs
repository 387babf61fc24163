//! Keys that follow from what is asked for (R-KEY-5, R-KEY-10).

use super::{Draft, Facts, derive_place};
use crate::request::Action;
use crate::rule;
use crate::services::is_global_service;

/// Actions whose resource belongs to another party or to AWS, by service; an empty list means every action of it.
///
/// Source: *AWS global condition context keys* — `aws:ResourceAccount` (R-KEY-10).
const WITHOUT_RESOURCE_ACCOUNT: [(&str, &[&str]); 10] = [
    ("auditmanager", &["updateassessmentframeworkshare"]),
    ("detective", &["acceptinvitation"]),
    ("ds", &["acceptshareddirectory"]),
    ("ebs", &[]),
    (
        "ec2",
        &[
            "accepttransitgatewaypeeringattachment",
            "acceptvpcendpointconnections",
            "acceptvpcpeeringconnection",
            "copyfpgaimage",
            "copyimage",
            "copysnapshot",
            "createtransitgatewaypeeringattachment",
            "createvolume",
            "createvpcendpoint",
            "createvpcpeeringconnection",
            "deletetransitgatewaypeeringattachment",
            "deletevpcpeeringconnection",
            "rejecttransitgatewaypeeringattachment",
            "rejectvpcendpointconnections",
            "rejectvpcpeeringconnection",
        ],
    ),
    ("events", &["putevents"]),
    (
        "guardduty",
        &["acceptadministratorinvitation", "acceptinvitation"],
    ),
    ("macie2", &["acceptinvitation"]),
    (
        "securityhub",
        &["acceptadministratorinvitation", "acceptinvitation"],
    ),
    (
        "es",
        &[
            "acceptinboundconnection",
            "acceptinboundcrossclustersearchconnection",
        ],
    ),
];
const ROUTE53_WITHOUT_RESOURCE_ACCOUNT: [&str; 5] = [
    "associatevpcwithhostedzone",
    "createvpcassociationauthorization",
    "deletevpcassociationauthorization",
    "disassociatevpcfromhostedzone",
    "listhostedzonesbyvpc",
];

fn lacks_resource_account(action: &Action) -> bool {
    let name = action.name.as_str();
    action.service == "route53" && ROUTE53_WITHOUT_RESOURCE_ACCOUNT.contains(&name)
        || WITHOUT_RESOURCE_ACCOUNT.iter().any(|(service, names)| {
            *service == action.service && (names.is_empty() || names.contains(&name))
        })
}

pub(super) fn derive_resource(facts: &Facts<'_>, draft: &mut Draft) {
    let target = facts.target;
    let keys = [
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:ResourceOrgPaths",
    ];
    if lacks_resource_account(facts.action) {
        for key in keys {
            draft.absent(
                key,
                rule::RESOURCE_ACCOUNT_KEYS_UNSUPPORTED,
                "AWS does not supply it for this action",
            );
        }
    } else if let Some(account) = target.account.as_deref() {
        draft.single(
            "aws:ResourceAccount",
            account,
            rule::DERIVED_KEYS,
            "the account that owns the resource",
        );
        derive_place(draft, "aws:Resource", Some(account), facts);
    }
    let why = "a tag of the resource";
    draft.tags("aws:ResourceTag", &facts.request.resource.tags, why);
    if target.service == "iam" {
        draft.tags("iam:ResourceTag", &facts.request.resource.tags, why);
    }
    if !target.region.is_empty() {
        draft.single(
            "aws:RequestedRegion",
            &target.region,
            rule::DERIVED_KEYS,
            "the region of the resource",
        );
    } else if is_global_service(&facts.action.service) {
        draft.single(
            "aws:RequestedRegion",
            "us-east-1",
            rule::DERIVED_KEYS,
            "a global service",
        );
    }
}
