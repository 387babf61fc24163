//! Values that are known of keys and principals. None of these lists says that other values would be wrong.
//!
//! Sources: *AWS global condition context keys*; *Regions and zones*; the services' own guides.

use iam_catalog::ValueKind;
use iam_core::policy::operator::Comparison;

/// A value, what it is, and its template with fields between `«` and `»`.
pub(crate) type Known = (&'static str, &'static str, &'static str);

/// Service principals that policies name, and what they act for.
pub(crate) const SERVICE_PRINCIPALS: [(&str, &str); 52] = [
    ("lambda.amazonaws.com", "AWS Lambda"),
    ("ec2.amazonaws.com", "Amazon EC2"),
    ("ecs-tasks.amazonaws.com", "Tasks of Amazon ECS"),
    ("ecs.amazonaws.com", "Amazon ECS"),
    ("eks.amazonaws.com", "Amazon EKS"),
    ("pods.eks.amazonaws.com", "EKS Pod Identity"),
    (
        "eks-fargate-pods.amazonaws.com",
        "Pods of Amazon EKS on Fargate",
    ),
    ("apigateway.amazonaws.com", "Amazon API Gateway"),
    ("appsync.amazonaws.com", "AWS AppSync"),
    ("backup.amazonaws.com", "AWS Backup"),
    ("batch.amazonaws.com", "AWS Batch"),
    ("bedrock.amazonaws.com", "Amazon Bedrock"),
    ("cloudformation.amazonaws.com", "AWS CloudFormation"),
    ("cloudfront.amazonaws.com", "Amazon CloudFront"),
    ("cloudtrail.amazonaws.com", "AWS CloudTrail"),
    ("cloudwatch.amazonaws.com", "Amazon CloudWatch"),
    ("codebuild.amazonaws.com", "AWS CodeBuild"),
    ("codedeploy.amazonaws.com", "AWS CodeDeploy"),
    ("codepipeline.amazonaws.com", "AWS CodePipeline"),
    ("config.amazonaws.com", "AWS Config"),
    ("delivery.logs.amazonaws.com", "Delivery of logs"),
    ("dms.amazonaws.com", "AWS Database Migration Service"),
    ("dynamodb.amazonaws.com", "Amazon DynamoDB"),
    ("edgelambda.amazonaws.com", "Lambda@Edge"),
    (
        "elasticloadbalancing.amazonaws.com",
        "Elastic Load Balancing",
    ),
    ("elasticmapreduce.amazonaws.com", "Amazon EMR"),
    ("events.amazonaws.com", "Amazon EventBridge"),
    ("firehose.amazonaws.com", "Amazon Data Firehose"),
    ("glue.amazonaws.com", "AWS Glue"),
    ("guardduty.amazonaws.com", "Amazon GuardDuty"),
    ("iot.amazonaws.com", "AWS IoT"),
    (
        "kinesisanalytics.amazonaws.com",
        "Managed Service for Apache Flink",
    ),
    ("lex.amazonaws.com", "Amazon Lex"),
    ("logging.s3.amazonaws.com", "Access logs of Amazon S3"),
    ("logs.amazonaws.com", "Amazon CloudWatch Logs"),
    (
        "monitoring.rds.amazonaws.com",
        "Enhanced monitoring of Amazon RDS",
    ),
    ("pipes.amazonaws.com", "EventBridge Pipes"),
    ("rds.amazonaws.com", "Amazon RDS"),
    ("redshift.amazonaws.com", "Amazon Redshift"),
    ("replication.ecr.amazonaws.com", "Replication of Amazon ECR"),
    ("s3.amazonaws.com", "Amazon S3"),
    ("sagemaker.amazonaws.com", "Amazon SageMaker AI"),
    ("scheduler.amazonaws.com", "EventBridge Scheduler"),
    ("secretsmanager.amazonaws.com", "AWS Secrets Manager"),
    ("ses.amazonaws.com", "Amazon SES"),
    ("sns.amazonaws.com", "Amazon SNS"),
    ("sqs.amazonaws.com", "Amazon SQS"),
    ("ssm.amazonaws.com", "AWS Systems Manager"),
    ("states.amazonaws.com", "AWS Step Functions"),
    ("transfer.amazonaws.com", "AWS Transfer Family"),
    ("vpc-flow-logs.amazonaws.com", "VPC flow logs"),
    ("vpce.amazonaws.com", "VPC endpoints"),
];

const REGIONS: [(&str, &str); 34] = [
    (
        "us-east-1",
        "N. Virginia; also the services with one endpoint for all regions",
    ),
    ("us-east-2", "Ohio"),
    ("us-west-1", "N. California"),
    ("us-west-2", "Oregon"),
    ("eu-central-1", "Frankfurt"),
    ("eu-central-2", "Zurich"),
    ("eu-west-1", "Ireland"),
    ("eu-west-2", "London"),
    ("eu-west-3", "Paris"),
    ("eu-north-1", "Stockholm"),
    ("eu-south-1", "Milan"),
    ("eu-south-2", "Spain"),
    ("ca-central-1", "Canada (Central)"),
    ("ca-west-1", "Calgary"),
    ("mx-central-1", "Mexico (Central)"),
    ("sa-east-1", "São Paulo"),
    ("ap-east-1", "Hong Kong"),
    ("ap-east-2", "Taipei"),
    ("ap-northeast-1", "Tokyo"),
    ("ap-northeast-2", "Seoul"),
    ("ap-northeast-3", "Osaka"),
    ("ap-south-1", "Mumbai"),
    ("ap-south-2", "Hyderabad"),
    ("ap-southeast-1", "Singapore"),
    ("ap-southeast-2", "Sydney"),
    ("ap-southeast-3", "Jakarta"),
    ("ap-southeast-4", "Melbourne"),
    ("ap-southeast-5", "Malaysia"),
    ("ap-southeast-7", "Thailand"),
    ("af-south-1", "Cape Town"),
    ("il-central-1", "Tel Aviv"),
    ("me-central-1", "UAE"),
    ("me-south-1", "Bahrain"),
    ("us-gov-west-1", "AWS GovCloud (US-West)"),
];

/// Keys whose values are service principals, in lower case.
const OF_SERVICES: [&str; 8] = [
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "iam:passedtoservice",
    "iam:awsservicename",
    "kms:granteeserviceprincipal",
];

/// Keys whose values are regions, in lower case.
const OF_REGIONS: [&str; 5] = [
    "aws:requestedregion",
    "s3:locationconstraint",
    "s3:destinationregion",
    "kms:primaryregion",
    "ec2:region",
];

const fn plain(value: &'static str) -> Known {
    (value, "", value)
}

/// Keys in lower case, and their values.
const OF_KEYS: [(&str, &[Known]); 24] = [
    (
        "aws:principaltype",
        &[
            (
                "Account",
                "The account itself, or its root user.",
                "Account",
            ),
            ("User", "An IAM user.", "User"),
            ("AssumedRole", "A role session.", "AssumedRole"),
            (
                "FederatedUser",
                "A federated user session.",
                "FederatedUser",
            ),
            (
                "Anonymous",
                "Nobody: the request is not signed.",
                "Anonymous",
            ),
        ],
    ),
    (
        "aws:principalarn",
        &[
            (
                "arn:aws:iam::ACCOUNT:role/NAME",
                "A role, with all of its sessions.",
                "arn:aws:iam::«111122223333»:role/«NAME»",
            ),
            (
                "arn:aws:iam::ACCOUNT:user/NAME",
                "A user.",
                "arn:aws:iam::«111122223333»:user/«NAME»",
            ),
            (
                "arn:aws:iam::ACCOUNT:root",
                "A root user.",
                "arn:aws:iam::«111122223333»:root",
            ),
        ],
    ),
    (
        "aws:principalorgid",
        &[("o-…", "An organization.", "«o-exampleorgid»")],
    ),
    (
        "aws:resourceorgid",
        &[
            ("o-…", "An organization.", "«o-exampleorgid»"),
            (
                "${aws:PrincipalOrgID}",
                "The principal’s own organization.",
                "${aws:PrincipalOrgID}",
            ),
        ],
    ),
    (
        "aws:sourceorgid",
        &[
            ("o-…", "An organization.", "«o-exampleorgid»"),
            (
                "${aws:ResourceOrgID}",
                "The resource’s own organization.",
                "${aws:ResourceOrgID}",
            ),
        ],
    ),
    (
        "aws:principalorgpaths",
        &[(
            "o-…/r-…/ou-…/*",
            "An organizational unit and all below it.",
            "«o-exampleorgid»/«r-ab12»/«ou-ab12-11111111»/*",
        )],
    ),
    (
        "aws:resourceaccount",
        &[
            ("ACCOUNT", "An account.", "«111122223333»"),
            (
                "${aws:PrincipalAccount}",
                "The principal’s own account.",
                "${aws:PrincipalAccount}",
            ),
        ],
    ),
    (
        "aws:principalaccount",
        &[("ACCOUNT", "An account.", "«111122223333»")],
    ),
    (
        "aws:sourceaccount",
        &[
            ("ACCOUNT", "An account.", "«111122223333»"),
            (
                "${aws:ResourceAccount}",
                "The resource’s own account.",
                "${aws:ResourceAccount}",
            ),
        ],
    ),
    ("aws:sourcevpc", &[("vpc-…", "A VPC.", "«vpc-111bbb22»")]),
    (
        "aws:sourcevpce",
        &[("vpce-…", "A VPC endpoint.", "«vpce-1a2b3c4d»")],
    ),
    (
        "aws:federatedprovider",
        &[
            plain("accounts.google.com"),
            plain("cognito-identity.amazonaws.com"),
            plain("graph.facebook.com"),
            plain("www.amazon.com"),
        ],
    ),
    (
        "ec2:roledelivery",
        &[
            ("1.0", "Credentials from IMDSv1.", "1.0"),
            ("2.0", "Credentials from IMDSv2.", "2.0"),
        ],
    ),
    (
        "kms:viaservice",
        &[(
            "SERVICE.REGION.amazonaws.com",
            "A service, in a region.",
            "«s3».«us-east-1».amazonaws.com",
        )],
    ),
    (
        "kms:granteeprincipal",
        &[(
            "arn:aws:iam::ACCOUNT:role/NAME",
            "A role.",
            "arn:aws:iam::«111122223333»:role/«NAME»",
        )],
    ),
    (
        "kms:keyusage",
        &[
            plain("ENCRYPT_DECRYPT"),
            plain("SIGN_VERIFY"),
            plain("GENERATE_VERIFY_MAC"),
            plain("KEY_AGREEMENT"),
        ],
    ),
    (
        "kms:keyorigin",
        &[
            plain("AWS_KMS"),
            plain("EXTERNAL"),
            plain("AWS_CLOUDHSM"),
            plain("EXTERNAL_KEY_STORE"),
        ],
    ),
    (
        "s3:x-amz-acl",
        &[
            plain("private"),
            plain("bucket-owner-full-control"),
            plain("bucket-owner-read"),
            plain("authenticated-read"),
            plain("public-read"),
            plain("public-read-write"),
            plain("aws-exec-read"),
            plain("log-delivery-write"),
        ],
    ),
    (
        "s3:x-amz-server-side-encryption",
        &[plain("AES256"), plain("aws:kms"), plain("aws:kms:dsse")],
    ),
    (
        "s3:x-amz-storage-class",
        &[
            plain("STANDARD"),
            plain("STANDARD_IA"),
            plain("ONEZONE_IA"),
            plain("INTELLIGENT_TIERING"),
            plain("GLACIER_IR"),
            plain("GLACIER"),
            plain("DEEP_ARCHIVE"),
        ],
    ),
    (
        "s3:x-amz-object-ownership",
        &[
            plain("BucketOwnerEnforced"),
            plain("BucketOwnerPreferred"),
            plain("ObjectWriter"),
        ],
    ),
    (
        "s3:object-lock-mode",
        &[plain("GOVERNANCE"), plain("COMPLIANCE")],
    ),
    ("s3:object-lock-legal-hold", &[plain("ON"), plain("OFF")]),
    (
        "s3:accesspointnetworkorigin",
        &[plain("Internet"), plain("VPC")],
    ),
];

/// The values that are known of a key, in any case.
pub(crate) fn values(key: &str) -> Vec<Known> {
    let lower = key.to_ascii_lowercase();
    let of = |list: &[(&'static str, &'static str)]| {
        list.iter()
            .map(|(value, about)| (*value, *about, *value))
            .collect()
    };
    if OF_SERVICES.contains(&&*lower) {
        return of(&SERVICE_PRINCIPALS);
    }
    if OF_REGIONS.contains(&&*lower) {
        return of(&REGIONS);
    }
    let known = OF_KEYS.iter().find(|(name, _)| *name == lower);
    known.map(|(_, values)| values.to_vec()).unwrap_or_default()
}

/// Templates for values of a type, or for what an operator compares.
pub(crate) fn of_kind(kind: Option<ValueKind>, comparison: Option<Comparison>) -> &'static [Known] {
    match (comparison, kind) {
        (Some(Comparison::Ip), _) | (None, Some(ValueKind::IpAddress)) => &[
            (
                "203.0.113.0/24",
                "A range of IPv4 addresses.",
                "«203.0.113.0/24»",
            ),
            (
                "2001:db8::/32",
                "A range of IPv6 addresses.",
                "«2001:db8::/32»",
            ),
        ],
        (Some(Comparison::Date(_)), _) | (None, Some(ValueKind::Date)) => &[(
            "2026-01-01T00:00:00Z",
            "A date and time.",
            "«2026-01-01T00:00:00Z»",
        )],
        (Some(Comparison::Arn), Some(ValueKind::Arn) | None) => &[(
            "arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE",
            "An ARN; each part may have * and ?.",
            "arn:aws:«s3»:«*»:«*»:«*»",
        )],
        _ => &[],
    }
}
