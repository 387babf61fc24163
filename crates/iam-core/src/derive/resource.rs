//! Keys that follow from what is asked for (R-KEY-5, R-KEY-10).

use super::{Draft, Facts, derive_place};
use crate::rule;

pub(super) fn derive_resource(facts: &Facts<'_>, draft: &mut Draft) {
    let target = facts.target;
    let keys = [
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:ResourceOrgPaths",
    ];
    if facts.action.lacks_resource_account {
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
    } else if facts.action.is_global {
        draft.single(
            "aws:RequestedRegion",
            "us-east-1",
            rule::DERIVED_KEYS,
            "a global service",
        );
    }
}
