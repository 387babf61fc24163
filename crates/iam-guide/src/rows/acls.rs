//! Access control lists: S3's, and what is missing elsewhere.

use iam_catalog::Feature;
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::{AclGrant, AclPermission, Decision, ObjectOwnership, PolicyType, S3};

use super::draft;
use crate::draft::{Ask, Draft, ask};
use crate::example::{OURS, THEIRS, partner};
use crate::statement::allow;
use crate::subject::Subject;

pub(super) fn row(subject: Subject<'_>) -> (String, Draft) {
    let with = subject.with_resource().map(|action| subject.call(action));
    let is_s3 = subject.prefix() == "s3";
    let explanation = if is_s3 {
        "S3 has access control lists, off by default. Where a bucket's Object Ownership leaves them on, a list can let another account in without any bucket policy; that account's own policies must still allow it.".to_owned()
    } else {
        format!(
            "{} has no access control list that takes part in a decision of IAM: among the services it is S3 that has them. Nothing here could name another account, and the object in S3 shows what is missing.",
            subject.name()
        )
    };
    let description = format!(
        "Partner belongs to {THEIRS} and may do everything there. One object of {OURS} in S3 has a list that names that account, the other has none."
    );
    let mut draft = draft(Feature::Acls, subject, description).policy(
        PolicyType::Identity,
        "Partner may everything",
        &[&partner("partner")],
        &[allow("Everything", &["*"], &["*"])],
    );
    let direct = with.filter(|call| !is_s3 && call.owl != "*" && !answered_by_grants(&call.action));
    if let Some(call) = direct {
        let name = "partner, on a resource of this service";
        draft = draft.ask(
            ask(
                name,
                &partner("partner"),
                &call.action,
                &call.owl,
                ImplicitDeny,
            )
            .owned_by(OURS),
        );
    }
    let draft = draft
        .ask(object("partner, on the object with a list", Allow, true))
        .ask(object(
            "partner, on the object without",
            ImplicitDeny,
            false,
        ));
    (explanation, draft)
}

/// KMS keys always have a policy, which the scenario does not speak of.
fn answered_by_grants(action: &str) -> bool {
    action.starts_with("kms:")
}

/// A read of an object whose bucket leaves lists on.
fn object(name: &str, expect: Decision, listed: bool) -> Ask {
    let mut ask = ask(
        name,
        &partner("partner"),
        "s3:GetObject",
        "arn:aws:s3:::main/owl",
        expect,
    )
    .owned_by(OURS);
    let grant = AclGrant {
        grantee: THEIRS.to_owned(),
        permission: AclPermission::Read,
        unknown: Vec::new(),
    };
    ask.request().resource.s3 = Some(S3 {
        object_ownership: Some(ObjectOwnership::ObjectWriter),
        object_owner: Some(OURS.to_owned()),
        object_acl: if listed { vec![grant] } else { Vec::new() },
        ..S3::default()
    });
    ask
}
