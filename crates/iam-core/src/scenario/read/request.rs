//! Reading a request: who asks, for what, with which context.

use crate::json::Value;
use crate::scenario::{
    AclGrant, AclPermission, BlockPublicAccess, ContextValue, Credentials, Decision, Grant,
    KeyManager, ObjectOwnership, Principal, Request, Resource, S3, Scalar, ScalarForm,
};

use super::ScenarioError;
use super::cursor::{At, any_text, boolean, pairs, text, texts};

pub(super) fn read_request(at: At<'_>) -> Result<Request, ScenarioError> {
    let mut fields = at.object("a request, as an object")?;
    let request = Request {
        name: fields.optional("name", any_text),
        principal: fields
            .required(
                "principal",
                "who asks: an object, or an ARN as text",
                read_principal,
            )
            .unwrap_or_default(),
        action: fields
            .required("action", "`service:Action`", text)
            .unwrap_or_default(),
        resource: fields
            .required(
                "resource",
                "what is asked for: an object, or an ARN as text (`*` for none)",
                read_resource,
            )
            .unwrap_or_default(),
        context: fields.optional("context", read_context).unwrap_or_default(),
        open_keys: fields.optional("unknown", texts).unwrap_or_default(),
        call: fields.optional("call", any_text),
        expect: fields.optional("expect", |at| at.one_of(&Decision::ALL, Decision::name)),
        unknown: fields.unknown(),
    };
    fields.finish(request)
}

fn read_principal(at: At<'_>) -> Result<Principal, ScenarioError> {
    if let Value::String(_) = at.node.value {
        return Ok(Principal {
            arn: text(at)?,
            ..Principal::default()
        });
    }
    let mut fields = at.object("an object, or an ARN as text")?;
    let principal = Principal {
        arn: fields
            .required("arn", "who asks, as text", text)
            .unwrap_or_default(),
        account: fields.optional("account", text),
        tags: fields.optional("tags", pairs).unwrap_or_default(),
        user_id: fields.optional("userId", text),
        canonical_user_id: fields.optional("canonicalUserId", text),
        groups: fields.optional("groups", texts).unwrap_or_default(),
        role_arn: fields.optional("roleArn", text),
        session_name: fields.optional("sessionName", text),
        source_identity: fields.optional("sourceIdentity", text),
        issuer: fields.optional("issuer", text),
        federated_provider: fields.optional("federatedProvider", text),
        credentials: fields.optional("credentials", |at| {
            at.one_of(&Credentials::ALL, Credentials::name)
        }),
        mfa: fields.optional("mfa", boolean),
        token_issue_time: fields.optional("tokenIssueTime", text),
        service_linked: fields.optional("serviceLinked", boolean),
        called_via: fields.optional("calledVia", texts).unwrap_or_default(),
        unknown: fields.unknown(),
    };
    fields.finish(principal)
}

fn read_resource(at: At<'_>) -> Result<Resource, ScenarioError> {
    if let Value::String(_) = at.node.value {
        return Ok(Resource {
            arn: text(at)?,
            ..Resource::default()
        });
    }
    let mut fields = at.object("an object, or an ARN as text")?;
    let resource = Resource {
        arn: fields
            .required("arn", "what is asked for, as text", text)
            .unwrap_or_default(),
        account: fields.optional("account", text),
        tags: fields.optional("tags", pairs).unwrap_or_default(),
        s3: fields.optional("s3", read_s3),
        grants: fields
            .optional("grants", |at| {
                at.list(usize::MAX, "a list of grants", read_grant)
            })
            .unwrap_or_default(),
        key_manager: fields.optional("keyManager", |at| {
            at.one_of(&KeyManager::ALL, KeyManager::name)
        }),
        unknown: fields.unknown(),
    };
    fields.finish(resource)
}

fn read_context(at: At<'_>) -> Result<Vec<(String, ContextValue)>, ScenarioError> {
    at.entries("an object: condition key to value", |key, at| {
        if let Value::Array(_) = at.node.value {
            let item = |at: At<'_>| read_scalar(at, "text, a number, `true` or `false`");
            let values = at.list(usize::MAX, "a list of values", item)?;
            return Ok((key, ContextValue::List(values)));
        }
        let value = read_scalar(at, "text, a number, `true`, `false`, or a list of them")?;
        Ok((key, ContextValue::Single(value)))
    })
}

fn read_scalar(at: At<'_>, expected: &str) -> Result<Scalar, ScenarioError> {
    let (text, form) = match &at.node.value {
        Value::String(text) => (text.as_str().to_owned(), ScalarForm::Text),
        Value::Number(number) => ((*number).to_owned(), ScalarForm::Number),
        Value::Bool(value) => (value.to_string(), ScalarForm::Boolean),
        Value::Null | Value::Array(_) | Value::Object(_) | Value::Invalid => {
            return Err(at.expected(expected));
        }
    };
    at.check_value(&text)?;
    Ok(Scalar { text, form })
}

fn read_s3(at: At<'_>) -> Result<S3, ScenarioError> {
    let mut fields = at.object("an object")?;
    let acl = |at: At<'_>| at.list(usize::MAX, "a list of ACL grants", read_acl_grant);
    let s3 = S3 {
        object_ownership: fields.optional("objectOwnership", |at| {
            at.one_of(&ObjectOwnership::ALL, ObjectOwnership::name)
        }),
        object_owner: fields.optional("objectOwner", text),
        bucket_acl: fields.optional("bucketAcl", acl).unwrap_or_default(),
        object_acl: fields.optional("objectAcl", acl).unwrap_or_default(),
        block_public_access: fields.optional("blockPublicAccess", read_block_public_access),
        unknown: fields.unknown(),
    };
    fields.finish(s3)
}

fn read_acl_grant(at: At<'_>) -> Result<AclGrant, ScenarioError> {
    let mut fields = at.object("an ACL grant, as an object")?;
    let grant = AclGrant {
        grantee: fields
            .required("grantee", "whom it is given to, as text", text)
            .unwrap_or_default(),
        permission: fields
            .required("permission", "the permission given", |at| {
                at.one_of(&AclPermission::ALL, AclPermission::name)
            })
            .unwrap_or(AclPermission::Read),
        unknown: fields.unknown(),
    };
    fields.finish(grant)
}

fn read_block_public_access(at: At<'_>) -> Result<BlockPublicAccess, ScenarioError> {
    if let Value::Bool(true) = at.node.value {
        return Ok(BlockPublicAccess::all());
    }
    let mut fields = at.object("`true`, or an object with the four settings")?;
    let mut setting = |name| fields.optional(name, boolean).unwrap_or_default();
    let settings = BlockPublicAccess {
        block_public_acls: setting("BlockPublicAcls"),
        ignore_public_acls: setting("IgnorePublicAcls"),
        block_public_policy: setting("BlockPublicPolicy"),
        restrict_public_buckets: setting("RestrictPublicBuckets"),
        unknown: fields.unknown(),
    };
    fields.finish(settings)
}

fn read_grant(at: At<'_>) -> Result<Grant, ScenarioError> {
    let mut fields = at.object("a grant, as an object")?;
    let grant = Grant {
        grantee: fields
            .required("grantee", "whom it is given to, as text", text)
            .unwrap_or_default(),
        operations: fields.optional("operations", texts).unwrap_or_default(),
        encryption_context_equals: fields.optional("encryptionContextEquals", pairs),
        encryption_context_subset: fields.optional("encryptionContextSubset", pairs),
        unknown: fields.unknown(),
    };
    fields.finish(grant)
}
