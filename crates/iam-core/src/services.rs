//! Facts about services that the decision itself needs.

use crate::rule::{self, Rule};

/// Prefixes of the services whose resources resource control policies cover, sorted.
///
/// Source: *AWS Organizations User Guide — List of AWS services that support RCPs*; the list of October 2026 (R-RCP-2).
const RCP_SERVICES: [&str; 62] = [
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "autoscaling-plans",
    "budgets",
    "clouddirectory",
    "cloudfront",
    "cloudsearch",
    "cloudtrail-data",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codepipeline",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "compute-optimizer",
    "cost-optimization-hub",
    "dax",
    "dsql",
    "dynamodb",
    "ecr",
    "ecr-public",
    "events",
    "firehose",
    "fis",
    "fms",
    "gamelift",
    "health",
    "inspector-scan",
    "kendra",
    "kinesisvideo",
    "kms",
    "logs",
    "memorydb",
    "networkmonitor",
    "notifications",
    "opensearch",
    "pca-connector-ad",
    "personalize",
    "polly",
    "pricing",
    "resource-groups",
    "rolesanywhere",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "signin",
    "sqs",
    "sts",
    "support",
    "swf",
    "textract",
    "timestream-influxdb",
    "transcribe",
    "transfer",
    "translate",
    "wafv2",
    "workspaces",
    "xray",
];

/// Whether resource control policies cover a service, by its prefix in lower case.
pub(crate) fn is_rcp_service(prefix: &str) -> bool {
    RCP_SERVICES.binary_search(&prefix).is_ok()
}

/// Whether a service has one endpoint for all regions, whose requests carry `us-east-1` (R-KEY-5).
pub(crate) fn is_global_service(prefix: &str) -> bool {
    const GLOBAL_SERVICES: [&str; 10] = [
        "account",
        "budgets",
        "ce",
        "cloudfront",
        "globalaccelerator",
        "iam",
        "organizations",
        "route53",
        "shield",
        "sts",
    ];
    GLOBAL_SERVICES.contains(&prefix)
}

/// Operations of AWS KMS on a key of another account, in lower case. All others fail whatever policies allow.
///
/// Source: *AWS KMS Developer Guide — Allowing users in other accounts to use a KMS key*; *AWS KMS permissions* (R-KMS-5).
const KMS_ACROSS_ACCOUNTS: [&str; 20] = [
    "creategrant",
    "decrypt",
    "derivesharedsecret",
    "describekey",
    "encrypt",
    "generatedatakey",
    "generatedatakeypair",
    "generatedatakeypairwithoutplaintext",
    "generatedatakeywithoutplaintext",
    "generatemac",
    "getkeyrotationstatus",
    "getpublickey",
    "listgrants",
    "reencryptfrom",
    "reencryptto",
    "retiregrant",
    "revokegrant",
    "sign",
    "verify",
    "verifymac",
];

/// Actions of Amazon SQS to which permissions across accounts do not apply, in lower case.
///
/// Source: *Amazon SQS Developer Guide — Limitations of Amazon SQS custom policies* (R-XACC-10).
const SQS_AT_HOME_ONLY: [&str; 12] = [
    "addpermission",
    "cancelmessagemovetask",
    "createqueue",
    "deletequeue",
    "listmessagemovetasks",
    "listqueues",
    "listqueuetags",
    "removepermission",
    "setqueueattributes",
    "startmessagemovetask",
    "tagqueue",
    "untagqueue",
];

/// The rule by which a service refuses an action across accounts, if it does; both names in lower case.
pub(crate) fn refused_across_accounts(service: &str, name: &str) -> Option<Rule> {
    match service {
        "kms" if !KMS_ACROSS_ACCOUNTS.contains(&name) => Some(rule::KMS_ACROSS_ACCOUNTS),
        "sqs" if SQS_AT_HOME_ONLY.contains(&name) => Some(rule::SOME_ACTIONS_STAY_AT_HOME),
        _ => None,
    }
}

/// Whether a grant on a KMS key can give an operation, by its name in lower case.
///
/// Source: *AWS KMS Developer Guide — Grants in AWS KMS* (R-GRANT-2).
pub(crate) fn is_grant_operation(name: &str) -> bool {
    const OPERATIONS: [&str; 17] = [
        "creategrant",
        "decrypt",
        "derivesharedsecret",
        "describekey",
        "encrypt",
        "generatedatakey",
        "generatedatakeypair",
        "generatedatakeypairwithoutplaintext",
        "generatedatakeywithoutplaintext",
        "generatemac",
        "getpublickey",
        "reencryptfrom",
        "reencryptto",
        "retiregrant",
        "sign",
        "verify",
        "verifymac",
    ];
    OPERATIONS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(RCP_SERVICES.is_sorted());
        assert!(
            is_rcp_service("s3")
                && is_rcp_service("sts")
                && !is_rcp_service("sns")
                && !is_rcp_service("lambda")
        );
    }
}
