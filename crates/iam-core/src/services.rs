//! Facts about services that the decision itself needs.

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
