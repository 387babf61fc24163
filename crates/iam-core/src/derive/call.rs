//! Keys that follow from the call itself (R-KEY-5, R-FAS-2 … R-FAS-4).

use super::{Draft, Facts, derive_time};
use crate::report::PrincipalKind;
use crate::rule;

pub(super) fn derive_call(facts: &Facts<'_>, draft: &mut Draft) {
    let via = &facts.request.principal.called_via;
    let unsigned = matches!(
        facts.requester.kind,
        None | Some(PrincipalKind::Anonymous | PrincipalKind::WebIdentity | PrincipalKind::Saml)
    );
    if let (Some(first), Some(last)) = (via.first(), via.last()) {
        let why = "the services of the forward access session";
        draft.list("aws:CalledVia", via, rule::CALLED_VIA_GROWS_BY_LEG, why);
        draft.single(
            "aws:CalledViaFirst",
            first,
            rule::CALLED_VIA_GROWS_BY_LEG,
            why,
        );
        draft.single(
            "aws:CalledViaLast",
            last,
            rule::CALLED_VIA_GROWS_BY_LEG,
            why,
        );
        draft.single(
            "aws:ViaAWSService",
            "true",
            rule::VIA_AWS_SERVICE_ON_LEGS,
            "a service calls for the principal",
        );
        for key in ["aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp"] {
            draft.absent(
                key,
                rule::NETWORK_KEYS_ON_LEGS,
                "a service's call for the principal does not pass its endpoint",
            );
        }
    } else {
        if !unsigned {
            draft.single(
                "aws:ViaAWSService",
                "false",
                rule::VIA_AWS_SERVICE_ON_LEGS,
                "the principal calls directly",
            );
        }
        for key in ["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"] {
            draft.absent(
                key,
                rule::CALLED_VIA_GROWS_BY_LEG,
                "the principal calls directly",
            );
        }
    }
    draft.assumed(
        "aws:SecureTransport",
        "true",
        rule::DERIVED_KEYS,
        "requests are taken to use TLS",
    );
    derive_time(facts, draft);
    derive_tag_keys(facts, draft);
}

/// `aws:TagKeys` from the request's tags (R-KEY-5).
fn derive_tag_keys(facts: &Facts<'_>, draft: &mut Draft) {
    const PREFIX: &str = "aws:requesttag/";
    let keys: Vec<String> = facts
        .request
        .context
        .iter()
        .filter_map(|(name, _)| {
            let head = name.get(..PREFIX.len())?;
            let tag = name.get(PREFIX.len()..)?;
            head.eq_ignore_ascii_case(PREFIX).then(|| tag.to_owned())
        })
        .collect();
    if !keys.is_empty() {
        draft.list(
            "aws:TagKeys",
            &keys,
            rule::DERIVED_KEYS,
            "the tags that the request sets",
        );
    }
}
