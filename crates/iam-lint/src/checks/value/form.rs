//! Values whose form their key decides: regions, ids of networks, KMS keys.

use iam_core::policy::{Condition, ConditionValue};
use iam_core::spelling;

use crate::code::Code;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::pattern;

/// A form: what it is called, its code, and the test.
struct Form {
    code: Code,
    noun: &'static str,
    help: &'static str,
    holds: fn(&str) -> bool,
}

pub(super) fn check(condition: &Condition, report: &mut Report) {
    let Some(form) = form(&condition.key_lower) else {
        return;
    };
    if condition.operator.base.comparison == iam_core::policy::operator::Comparison::Null {
        return;
    }
    for value in &condition.values {
        // What is put together at the time of the request has no form of its own.
        if value.text.contains("${") || pattern::is_wild(&value.text) || (form.holds)(&value.text) {
            continue;
        }
        report.add(finding(&form, value));
    }
}

fn finding(form: &Form, value: &ConditionValue) -> Finding {
    let finding = Finding::new(
        form.code,
        value.span,
        format!("`{}` is no {}", value.text, form.noun),
    );
    if form.code == Code::InvalidRegion
        && let Some(near) = spelling::nearest(&value.text, REGIONS.into_iter())
    {
        return finding.help(format!("did you mean `{near}`?")).fix(
            format!("Write `{near}`"),
            edit::replace(value.span, iam_core::json::quote(near)),
        );
    }
    finding.help(form.help)
}

fn form(key: &str) -> Option<Form> {
    Some(match key {
        "aws:requestedregion" => Form {
            code: Code::InvalidRegion,
            noun: "region",
            help: "regions are named like `eu-central-1`",
            holds: is_region,
        },
        "aws:sourcevpc" | "aws:ec2instancesourcevpc" => Form {
            code: Code::InvalidVpcFormat,
            noun: "id of a VPC",
            help: "an id is `vpc-` and 8 or 17 letters and digits",
            holds: |text| has_id(text, "vpc-"),
        },
        "aws:sourcevpce" => Form {
            code: Code::InvalidVpceFormat,
            noun: "id of a VPC endpoint",
            help: "an id is `vpce-` and 8 or 17 letters and digits",
            holds: |text| has_id(text, "vpce-"),
        },
        "s3:x-amz-server-side-encryption-aws-kms-key-id" => Form {
            code: Code::InvalidKmsKeyValue,
            noun: "ARN of a KMS key",
            help: "requests carry `arn:aws:kms:region:account:key/id`",
            holds: is_kms_key,
        },
        _ => return None,
    })
}

fn has_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|id| {
        matches!(id.len(), 8 | 17) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn is_kms_key(text: &str) -> bool {
    iam_core::arn::Arn::parse(text)
        .is_some_and(|arn| arn.service == "kms" && arn.resource.starts_with("key/"))
}

/// Whether there is a region of this name.
pub(in crate::checks) fn is_region(text: &str) -> bool {
    REGIONS.contains(&text)
}

/// The regions of all partitions, of November 2026.
pub(in crate::checks) const REGIONS: [&str; 47] = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "cn-north-1",
    "cn-northwest-1",
    "eu-central-1",
    "eu-central-2",
    "eu-isoe-west-1",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eusc-de-east-1",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "sa-west-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-iso-east-1",
    "us-iso-west-1",
    "us-isob-east-1",
    "us-isob-west-1",
    "us-isof-east-1",
    "us-isof-south-1",
    "us-west-1",
    "us-west-2",
];
