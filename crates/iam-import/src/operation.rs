//! From the name of an API operation to the IAM action it needs.
//!
//! For most operations the action has the operation's name under the service's prefix; the exceptions that people meet are
//! listed here. What a name does not tell is not guessed: without a service only the operations of S3's objects are known.

/// Operations of S3 whose action has another name. Those without a second part have their own.
const S3: &[(&str, &str)] = &[
    ("AbortMultipartUpload", ""),
    ("CompleteMultipartUpload", "PutObject"),
    ("CopyObject", "PutObject"),
    ("CreateBucket", ""),
    ("CreateMultipartUpload", "PutObject"),
    ("DeleteBucket", ""),
    ("DeleteBucketCors", "PutBucketCORS"),
    ("DeleteBucketEncryption", "PutEncryptionConfiguration"),
    ("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
    (
        "DeleteBucketOwnershipControls",
        "PutBucketOwnershipControls",
    ),
    ("DeleteBucketPolicy", ""),
    ("DeleteBucketReplication", "PutReplicationConfiguration"),
    ("DeleteBucketTagging", "PutBucketTagging"),
    ("DeleteObject", ""),
    ("DeleteObjects", "DeleteObject"),
    ("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"),
    (
        "GetBucketAccelerateConfiguration",
        "GetAccelerateConfiguration",
    ),
    ("GetBucketAcl", ""),
    ("GetBucketCors", "GetBucketCORS"),
    ("GetBucketEncryption", "GetEncryptionConfiguration"),
    (
        "GetBucketLifecycleConfiguration",
        "GetLifecycleConfiguration",
    ),
    ("GetBucketLocation", ""),
    (
        "GetBucketNotificationConfiguration",
        "GetBucketNotification",
    ),
    ("GetBucketPolicy", ""),
    ("GetBucketReplication", "GetReplicationConfiguration"),
    ("GetBucketVersioning", ""),
    ("GetObject", ""),
    ("GetObjectAcl", ""),
    (
        "GetObjectLockConfiguration",
        "GetBucketObjectLockConfiguration",
    ),
    ("GetObjectTagging", ""),
    ("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
    ("HeadBucket", "ListBucket"),
    ("HeadObject", "GetObject"),
    ("ListBuckets", "ListAllMyBuckets"),
    ("ListMultipartUploads", "ListBucketMultipartUploads"),
    ("ListObjectVersions", "ListBucketVersions"),
    ("ListObjects", "ListBucket"),
    ("ListObjectsV2", "ListBucket"),
    ("ListParts", "ListMultipartUploadParts"),
    ("PostObject", "PutObject"),
    (
        "PutBucketAccelerateConfiguration",
        "PutAccelerateConfiguration",
    ),
    ("PutBucketAcl", ""),
    ("PutBucketCors", "PutBucketCORS"),
    ("PutBucketEncryption", "PutEncryptionConfiguration"),
    (
        "PutBucketLifecycleConfiguration",
        "PutLifecycleConfiguration",
    ),
    (
        "PutBucketNotificationConfiguration",
        "PutBucketNotification",
    ),
    ("PutBucketPolicy", ""),
    ("PutBucketReplication", "PutReplicationConfiguration"),
    ("PutObject", ""),
    ("PutObjectAcl", ""),
    (
        "PutObjectLockConfiguration",
        "PutBucketObjectLockConfiguration",
    ),
    ("PutObjectTagging", ""),
    ("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
    ("SelectObjectContent", "GetObject"),
    ("UploadPart", "PutObject"),
    ("UploadPartCopy", "PutObject"),
];

/// Operations of other services whose action has another name.
const OTHERS: &[(&str, &str, &str)] = &[
    ("bedrock", "Converse", "InvokeModel"),
    ("bedrock", "ConverseStream", "InvokeModelWithResponseStream"),
    ("lambda", "GetLayerVersionByArn", "GetLayerVersion"),
    ("lambda", "Invoke", "InvokeFunction"),
    ("lambda", "InvokeWithResponseStream", "InvokeFunction"),
    ("sns", "PublishBatch", "Publish"),
    (
        "sqs",
        "ChangeMessageVisibilityBatch",
        "ChangeMessageVisibility",
    ),
    ("sqs", "DeleteMessageBatch", "DeleteMessage"),
    ("sqs", "SendMessageBatch", "SendMessage"),
];

/// Names of services in clients and logs whose prefix in actions is another.
const PREFIXES: &[(&str, &str)] = &[
    ("amazons3", "s3"),
    ("apigatewayv2", "apigateway"),
    ("api.ecr", "ecr"),
    ("api.sagemaker", "sagemaker"),
    ("appstream2", "appstream"),
    ("awslambda", "lambda"),
    ("bedrockruntime", "bedrock"),
    ("bedrock-runtime", "bedrock"),
    ("cloudcontrolapi", "cloudformation"),
    ("cloudhsmv2", "cloudhsm"),
    ("cloudwatchlogs", "logs"),
    ("cognitoidentity", "cognito-identity"),
    ("cognitoidentityprovider", "cognito-idp"),
    ("configservice", "config"),
    ("databasemigrationservice", "dms"),
    ("efs", "elasticfilesystem"),
    ("elasticloadbalancingv2", "elasticloadbalancing"),
    ("elb", "elasticloadbalancing"),
    ("elbv2", "elasticloadbalancing"),
    ("email", "ses"),
    ("emr", "elasticmapreduce"),
    ("eventbridge", "events"),
    ("iam-toolbox", "iam"),
    ("memory-db", "memorydb"),
    ("monitoring", "cloudwatch"),
    ("opensearch", "es"),
    ("pinpoint", "mobiletargeting"),
    ("runtime.sagemaker", "sagemaker"),
    ("s3api", "s3"),
    ("s3control", "s3"),
    ("sesv2", "ses"),
    ("sfn", "states"),
    ("stepfunctions", "states"),
    ("streams.dynamodb", "dynamodb"),
    ("tagging", "tag"),
    ("wafv2", "wafv2"),
];

/// The services that a role is passed to when they are called.
const TAKES_ROLE: &[(&str, &str)] = &[
    ("cloudformation", "cloudformation.amazonaws.com"),
    ("codebuild", "codebuild.amazonaws.com"),
    ("codepipeline", "codepipeline.amazonaws.com"),
    ("ec2", "ec2.amazonaws.com"),
    ("ecs", "ecs-tasks.amazonaws.com"),
    ("glue", "glue.amazonaws.com"),
    ("lambda", "lambda.amazonaws.com"),
    ("sagemaker", "sagemaker.amazonaws.com"),
    ("states", "states.amazonaws.com"),
];

/// Operations that tell by themselves which service is called, where a role is passed.
const PASSES_ROLE: &[(&str, &str)] = &[
    ("CreateFunction", "lambda"),
    ("CreateStateMachine", "states"),
    ("CreateTrainingJob", "sagemaker"),
    ("RegisterTaskDefinition", "ecs"),
    ("RunInstances", "ec2"),
    ("RunTask", "ecs"),
    ("UpdateFunctionConfiguration", "lambda"),
    ("UpdateStateMachine", "states"),
];

/// The prefix of a service's actions from any of its names.
pub(crate) fn prefix(service: &str) -> String {
    let plain: String = service
        .chars()
        .filter(|ch| !ch.is_whitespace())
        .map(|ch| ch.to_ascii_lowercase())
        .collect();
    PREFIXES
        .iter()
        .find(|(name, _)| *name == plain)
        .map_or(plain, |(_, prefix)| (*prefix).to_owned())
}

/// The service of a CloudTrail event's source, where the first label of its host says it.
pub(crate) fn source(host: &str) -> &str {
    let is_whole = PREFIXES.iter().any(|(name, _)| *name == host);
    match host.split_once('.') {
        Some((_, rest)) if !is_whole && rest.contains("marketplace") => "aws-marketplace",
        Some((first, _)) if !is_whole => first,
        _ => host,
    }
}

/// The name of an event without the version of the API that some services put behind it: `GetFunction20150331v2`.
pub(crate) fn without_version(event: &str) -> &str {
    let bytes = event.as_bytes();
    let start = (1..bytes.len()).find(|at| {
        let rest = event.get(*at..).unwrap_or_default();
        let digits = rest.strip_prefix('_').unwrap_or(rest);
        digits.starts_with("20") && is_version(digits)
    });
    start.and_then(|at| event.get(..at)).unwrap_or(event)
}

/// `20150331v2`, `2020_05_31`.
fn is_version(text: &str) -> bool {
    let (date, version) = text
        .split_once('v')
        .map_or((text, None), |(date, version)| (date, Some(version)));
    let digits: String = date.chars().filter(|ch| *ch != '_').collect();
    digits.len() == 8
        && date.len() <= 10
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && version.is_none_or(|version| {
            !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// The action of an operation. Without a service, only for the operations that S3 alone has.
pub(crate) fn action(service: Option<&str>, operation: &str) -> Option<String> {
    let prefix = service.map(prefix);
    let in_s3 = S3.iter().find(|(name, _)| *name == operation);
    match prefix.as_deref() {
        None | Some("s3") if in_s3.is_some() => in_s3
            .map(|(name, action)| format!("s3:{}", if action.is_empty() { name } else { action })),
        None => None,
        Some(prefix) => {
            let other = OTHERS
                .iter()
                .find(|(service, name, _)| *service == prefix && *name == operation);
            let name = other.map_or(operation, |(_, _, action)| action);
            Some(format!("{prefix}:{name}"))
        }
    }
}

/// Which service a role is passed to, from the service or the operation called.
pub(crate) fn takes_role(service: Option<&str>, operation: Option<&str>) -> Option<&'static str> {
    let by_operation = || {
        let operation = operation?;
        PASSES_ROLE
            .iter()
            .find(|(name, _)| *name == operation)
            .map(|(_, service)| (*service).to_owned())
    };
    let service = service.map(prefix).or_else(by_operation)?;
    TAKES_ROLE
        .iter()
        .find(|(name, _)| *name == service)
        .map(|(_, principal)| *principal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_have_actions() {
        for (service, operation, expected) in [
            (None, "PutObject", Some("s3:PutObject")),
            (None, "HeadObject", Some("s3:GetObject")),
            (None, "CreateFunction", None),
            (Some("S3"), "ListObjectsV2", Some("s3:ListBucket")),
            (
                Some("s3api"),
                "GetBucketTagging",
                Some("s3:GetBucketTagging"),
            ),
            (
                Some("Secrets Manager"),
                "GetSecretValue",
                Some("secretsmanager:GetSecretValue"),
            ),
            (
                Some("CloudWatch Logs"),
                "PutLogEvents",
                Some("logs:PutLogEvents"),
            ),
            (Some("Lambda"), "Invoke", Some("lambda:InvokeFunction")),
            (Some("EC2"), "RunInstances", Some("ec2:RunInstances")),
        ] {
            assert_eq!(
                action(service, operation).as_deref(),
                expected,
                "{operation}"
            );
        }
        assert_eq!(
            takes_role(Some("ECS"), None),
            Some("ecs-tasks.amazonaws.com")
        );
        assert_eq!(
            takes_role(None, Some("CreateFunction")),
            Some("lambda.amazonaws.com")
        );
        assert_eq!(takes_role(None, Some("GetObject")), None);
    }
}
