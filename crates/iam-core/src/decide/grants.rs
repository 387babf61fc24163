//! Grants outside policies: S3 access control lists and KMS grants.
//!
//! Source: *Amazon S3 User Guide — Access control list (ACL) overview*; *AWS KMS Developer Guide — Grants in AWS KMS*
//! (R-S3-2 … R-S3-5, R-GRANT-1 … R-GRANT-3).

use super::Plan;
use crate::account::is_account_id;
use crate::arn::Arn;
use crate::letter_case;
use crate::matching::Query;
use crate::report::{AccountRelation, GrantForm, PrincipalKind};
use crate::request::Requester;
use crate::scenario::{AclGrant, AclPermission, Grant, ObjectOwnership, Request, S3};
use crate::services::is_grant_operation;

fn acls_count(s3: &S3) -> bool {
    s3.object_ownership
        .is_some_and(|setting| setting != ObjectOwnership::BucketOwnerEnforced)
}

/// R-S3-5: with ACLs on, an object that another account than the bucket's owns. What the bucket's owner may do to it
/// anyway (delete, archive) is decided as for its own objects.
pub(super) fn is_foreign_object(query: &Query, request: &Request) -> bool {
    let Some(s3) = request.resource.s3.as_ref().filter(|s3| acls_count(s3)) else {
        return false;
    };
    let foreign = s3.object_owner.is_some() && s3.object_owner != query.target.account;
    let by_bucket_owner = query.relation == AccountRelation::SameAccount;
    let always_possible = matches!(
        query.action.name.as_str(),
        "deleteobject" | "deleteobjectversion" | "restoreobject"
    );
    foreign && query.target.is_s3_object() && !(by_bucket_owner && always_possible)
}

/// The permission that an ACL must hold for an action: on the bucket or on the object (R-S3-3).
fn acl_permission(action: &str) -> Option<(OnWhat, AclPermission)> {
    use AclPermission::{Read, ReadAcp, Write, WriteAcp};
    Some(match action {
        "listbucket" | "listbucketversions" | "listbucketmultipartuploads" => {
            (OnWhat::Bucket, Read)
        }
        "putobject" => (OnWhat::Bucket, Write),
        "getbucketacl" => (OnWhat::Bucket, ReadAcp),
        "putbucketacl" => (OnWhat::Bucket, WriteAcp),
        "getobject" | "getobjectversion" => (OnWhat::Object, Read),
        "getobjectacl" | "getobjectversionacl" => (OnWhat::Object, ReadAcp),
        "putobjectacl" | "putobjectversionacl" => (OnWhat::Object, WriteAcp),
        _ => return None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OnWhat {
    Bucket,
    Object,
}

/// Adds the forms by which ACLs reach the requester (R-S3-4).
pub(super) fn grant_by_acl(plan: &mut Plan, request: &Request) {
    let Some(s3) = request.resource.s3.as_ref().filter(|s3| acls_count(s3)) else {
        return;
    };
    if plan.query.action.service != "s3" {
        return;
    }
    let Some((on_what, needed)) = acl_permission(&plan.query.action.name) else {
        return;
    };
    let list = if on_what == OnWhat::Bucket {
        &s3.bucket_acl
    } else {
        &s3.object_acl
    };
    let ignore_public = s3
        .block_public_access
        .as_ref()
        .is_some_and(|block| block.ignore_public_acls);
    for grant in list {
        let permits = grant.permission == needed || grant.permission == AclPermission::FullControl;
        let form = acl_form(grant, &plan.query.requester).filter(|_| permits);
        if form == Some(GrantForm::Any) && ignore_public {
            plan.ignores_public_acl = true;
        } else {
            plan.granted_forms.extend(form);
        }
    }
    // The owner of an object has full control of it.
    let owns = s3.object_owner.is_some() && s3.object_owner == plan.query.requester.account;
    if on_what == OnWhat::Object && owns && plan.query.requester.has_identity() {
        plan.granted_forms.push(GrantForm::Account);
    }
}

fn acl_form(grant: &AclGrant, requester: &Requester) -> Option<GrantForm> {
    match grant.grantee.as_str() {
        "AllUsers" => Some(GrantForm::Any),
        "AuthenticatedUsers" => {
            (requester.kind != Some(PrincipalKind::Anonymous)).then_some(GrantForm::Any)
        }
        id => (requester.account.as_deref() == Some(id) || requester.has_canonical_id(id))
            .then_some(GrantForm::Account),
    }
}

/// Adds the forms by which KMS grants reach the requester (R-GRANT-3).
pub(super) fn grant_by_kms(plan: &mut Plan, request: &Request) {
    let action = &plan.query.action;
    if action.service != "kms"
        || !is_grant_operation(&action.name)
        || !plan.query.target.is_kms_key()
    {
        return;
    }
    for grant in &request.resource.grants {
        let operation = grant
            .operations
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&plan.query.action.name));
        if !operation || !constraints_hold(grant, &plan.query) {
            continue;
        }
        if let Some(form) = grantee_form(&grant.grantee, &plan.query.requester) {
            plan.granted_forms.push(form);
            plan.kms_grant_is_enough |= plan.query.relation == AccountRelation::CrossAccount;
        }
    }
}

fn grantee_form(grantee: &str, requester: &Requester) -> Option<GrantForm> {
    let own = |arn: &Option<String>| arn.as_deref() == Some(grantee);
    match requester.kind? {
        PrincipalKind::User if own(&requester.entity_arn) => return Some(GrantForm::User),
        PrincipalKind::RoleSession | PrincipalKind::SlrSession if own(&requester.entity_arn) => {
            return Some(GrantForm::Role);
        }
        PrincipalKind::FederatedUser if own(&requester.issuer) => return Some(GrantForm::User),
        _ if own(&requester.session_arn) => return Some(GrantForm::Session),
        PrincipalKind::User
        | PrincipalKind::RoleSession
        | PrincipalKind::SlrSession
        | PrincipalKind::FederatedUser
        | PrincipalKind::Root
        | PrincipalKind::Service
        | PrincipalKind::WebIdentity
        | PrincipalKind::Saml
        | PrincipalKind::OriginAccessIdentity
        | PrincipalKind::Anonymous => {}
    }
    let account = if is_account_id(grantee) {
        grantee
    } else {
        Arn::parse(grantee)
            .filter(|arn| arn.resource == "root")
            .map(|arn| arn.account)?
    };
    (requester.account.as_deref() == Some(account)).then_some(GrantForm::Account)
}

/// R-GRANT-1: constraints on the encryption context, which the request carries as `kms:EncryptionContext:KEY`.
fn constraints_hold(grant: &Grant, query: &Query) -> bool {
    const PREFIX: &str = "kms:encryptioncontext:";
    let holds = |pairs: &[(String, String)]| {
        pairs.iter().all(|(key, value)| {
            query
                .context
                .single(&format!("{PREFIX}{}", letter_case::lower(key)))
                == Some(value)
        })
    };
    let carried = query
        .context
        .entries()
        .iter()
        .filter(|entry| entry.lower.starts_with(PREFIX))
        .count();
    let equals = grant
        .encryption_context_equals
        .as_ref()
        .is_none_or(|pairs| holds(pairs) && pairs.len() == carried);
    let subset = grant
        .encryption_context_subset
        .as_ref()
        .is_none_or(|pairs| holds(pairs));
    equals && subset
}
