//! `requestParameters`: the resource where nothing else names it, and the condition keys that follow from them.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::json::Node;
use iam_core::scenario::{ContextValue, Scalar};

use super::add_key;
use crate::denied::queue;
use crate::evidence::{at, list_at, span_of, text_at, texts};
use crate::import::{Basis, FoundRequest, Part};
use crate::layer::Layer;
use crate::reader::Reader;

/// Resources made of one parameter: service, parameter, and the ARN with `{}` in its place.
const MADE: &[(&str, &str, &str)] = &[
    ("sts", "roleArn", "{}"),
    ("kms", "keyId", "arn:P:kms:R:A:key/{}"),
    ("lambda", "functionName", "arn:P:lambda:R:A:function:{}"),
    ("dynamodb", "tableName", "arn:P:dynamodb:R:A:table/{}"),
    ("sns", "topicArn", "{}"),
    ("sns", "targetArn", "{}"),
    (
        "secretsmanager",
        "secretId",
        "arn:P:secretsmanager:R:A:secret:{}",
    ),
    ("iam", "roleName", "arn:P:iam::A:role/{}"),
    ("iam", "userName", "arn:P:iam::A:user/{}"),
    ("iam", "groupName", "arn:P:iam::A:group/{}"),
    (
        "iam",
        "instanceProfileName",
        "arn:P:iam::A:instance-profile/{}",
    ),
    ("iam", "policyArn", "{}"),
    ("logs", "logGroupName", "arn:P:logs:R:A:log-group:{}"),
    ("ssm", "name", "arn:P:ssm:R:A:parameter/{}"),
    ("ecr", "repositoryName", "arn:P:ecr:R:A:repository/{}"),
    ("states", "stateMachineArn", "{}"),
    ("events", "eventBusName", "arn:P:events:R:A:event-bus/{}"),
    (
        "apigateway",
        "restApiId",
        "arn:P:apigateway:R::/restapis/{}",
    ),
];

/// Parameters that are sent as a condition key: service, parameter, key.
const KEYS: &[(&str, &str, &str)] = &[
    ("s3", "prefix", "s3:prefix"),
    ("s3", "delimiter", "s3:delimiter"),
    ("s3", "max-keys", "s3:max-keys"),
    ("s3", "versionId", "s3:VersionId"),
    ("s3", "x-amz-acl", "s3:x-amz-acl"),
    (
        "s3",
        "x-amz-server-side-encryption",
        "s3:x-amz-server-side-encryption",
    ),
    (
        "s3",
        "x-amz-server-side-encryption-aws-kms-key-id",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
    ),
    ("s3", "x-amz-copy-source", "s3:x-amz-copy-source"),
    ("s3", "x-amz-storage-class", "s3:x-amz-storage-class"),
    ("sts", "externalId", "sts:ExternalId"),
    ("sts", "roleSessionName", "sts:RoleSessionName"),
    ("sts", "sourceIdentity", "sts:SourceIdentity"),
    ("sts", "durationSeconds", "sts:DurationSeconds"),
    ("kms", "encryptionAlgorithm", "kms:EncryptionAlgorithm"),
    ("kms", "signingAlgorithm", "kms:SigningAlgorithm"),
    (
        "secretsmanager",
        "versionStage",
        "secretsmanager:VersionStage",
    ),
    ("iam", "policyArn", "iam:PolicyARN"),
    ("iam", "permissionsBoundary", "iam:PermissionsBoundary"),
];

fn service<'n>(record: &'n Node<'_>) -> &'n str {
    let source = text_at(record, &["eventSource"]).unwrap_or_default();
    source.split('.').next().unwrap_or_default()
}

/// The ARN that the parameters name.
pub(super) fn resource(record: &Node<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let parameters = record.get("requestParameters")?;
    let service = service(record);
    let principal = text_at(record, &["userIdentity", "arn"]).and_then(Arn::parse);
    let partition = principal.map_or("aws", |arn| arn.partition);
    let account = [
        text_at(record, &["recipientAccountId"]),
        text_at(record, &["userIdentity", "accountId"]),
    ]
    .into_iter()
    .flatten()
    .find(|account| is_account_id(account))
    .unwrap_or_default();
    let region = text_at(record, &["awsRegion"]).unwrap_or_default();
    if service.starts_with("s3")
        && let Some(bucket) = text_at(parameters, &["bucketName"])
    {
        let key = text_at(parameters, &["key"]).map(|key| format!("/{key}"));
        return Some(format!(
            "arn:{partition}:s3:::{bucket}{}",
            key.unwrap_or_default()
        ));
    }
    if service == "sqs" {
        return queue(text_at(parameters, &["queueUrl"])?);
    }
    let made = MADE.iter().find_map(|(of, name, pattern)| {
        let value = text_at(parameters, &[name]).filter(|value| !value.is_empty())?;
        (*of == service).then_some((value, *pattern))
    });
    if let Some((value, pattern)) = made {
        if value.starts_with("arn:") {
            return Some(value.to_owned());
        }
        if service == "kms" && value.starts_with("alias/") {
            return None;
        }
        let name = value.trim_start_matches('/');
        let parts: Vec<&str> = pattern.split(':').collect();
        let filled: Vec<String> = parts
            .iter()
            .map(|part| match *part {
                "P" => partition.to_owned(),
                "R" => region.to_owned(),
                "A" => account.to_owned(),
                part => part.replace("{}", name),
            })
            .collect();
        return Some(filled.join(":"));
    }
    // Whatever parameter is an ARN; if there are several, which one is meant is not known.
    let mut arns = parameters
        .as_object()?
        .iter()
        .filter(|member| member.key.as_str().to_ascii_lowercase().ends_with("arn"))
        .filter_map(|member| member.value.as_str())
        .filter(|value| value.starts_with("arn:"));
    let first = arns.next()?;
    if arns.next().is_some() {
        reader.note(
            "resource-unknown",
            "several parameters are ARNs: which of them is the resource is not known",
            None,
        );
        return None;
    }
    Some(first.to_owned())
}

/// Condition keys from the parameters.
pub(super) fn read(
    layer: &Layer,
    record: &Node<'_>,
    found: &mut FoundRequest,
    reader: &mut Reader<'_>,
) {
    let Some(parameters) = record.get("requestParameters") else {
        return;
    };
    let service = service(record);
    for (of, name, key) in KEYS {
        let Some(node) = parameters.get(name).filter(|_| *of == service) else {
            continue;
        };
        if let [only] = texts(node).as_slice() {
            add_key(found, key, only, span_of(layer, node), Basis::Stated);
        }
    }
    match service {
        "sts" => tags(layer, parameters, found),
        "kms" => encryption(layer, record, parameters, found, reader),
        _ => {}
    }
}

/// Adds a key that has several values.
fn add_list(found: &mut FoundRequest, key: &str, values: Vec<String>, span: iam_core::text::Span) {
    if values.is_empty() {
        return;
    }
    found.parts.push(Part {
        field: key.to_owned(),
        value: values.join(", "),
        span,
        basis: Basis::Stated,
    });
    found.request.context.push((
        key.to_owned(),
        ContextValue::List(values.into_iter().map(Scalar::text).collect()),
    ));
}

/// Session tags of `AssumeRole`.
fn tags(layer: &Layer, parameters: &Node<'_>, found: &mut FoundRequest) {
    let mut keys = Vec::new();
    for tag in list_at(parameters, &["tags"]) {
        let (Some(key), Some(value)) = (text_at(tag, &["key"]), text_at(tag, &["value"])) else {
            continue;
        };
        let span = span_of(layer, tag);
        add_key(
            found,
            &format!("aws:RequestTag/{key}"),
            value,
            span,
            Basis::Stated,
        );
        keys.push(key.to_owned());
    }
    let span = at(parameters, &["tags"])
        .map_or_else(|| span_of(layer, parameters), |node| span_of(layer, node));
    add_list(found, "aws:TagKeys", keys, span);
    if let Some(node) = parameters.get("transitiveTagKeys") {
        let values = texts(node).into_iter().collect();
        add_list(found, "sts:TransitiveTagKeys", values, span_of(layer, node));
    }
}

/// The encryption context, and the service that KMS was called through.
fn encryption(
    layer: &Layer,
    record: &Node<'_>,
    parameters: &Node<'_>,
    found: &mut FoundRequest,
    reader: &mut Reader<'_>,
) {
    if let Some(context) = parameters.get("encryptionContext") {
        let mut keys = Vec::new();
        for member in context.as_object().unwrap_or_default() {
            let key = member.key.as_str();
            let value = member.value.as_str().unwrap_or_default();
            let span = span_of(layer, &member.value);
            add_key(
                found,
                &format!("kms:EncryptionContext:{key}"),
                value,
                span,
                Basis::Stated,
            );
            keys.push(key.to_owned());
        }
        add_list(
            found,
            "kms:EncryptionContextKeys",
            keys,
            span_of(layer, context),
        );
    }
    let invoked_by = text_at(record, &["userIdentity", "invokedBy"])
        .and_then(|service| service.strip_suffix(".amazonaws.com"));
    let region = text_at(record, &["awsRegion"]).unwrap_or_default();
    if let (Some(service), Some(node)) = (invoked_by, at(record, &["userIdentity", "invokedBy"])) {
        let span = span_of(layer, node);
        let via = format!("{service}.{region}.amazonaws.com");
        reader.note(
            "context-assumed",
            format!("`kms:ViaService` is taken to be {via}, which called KMS"),
            span,
        );
        add_key(found, "kms:ViaService", &via, span, Basis::Follows);
        let account = text_at(record, &["userIdentity", "accountId"]).unwrap_or_default();
        add_key(found, "kms:CallerAccount", account, span, Basis::Follows);
    }
}
