//! ARNs of resources, part by part (R-ARN-1 … R-ARN-5).

use iam_core::account::is_account_id;
use iam_core::spelling;
use iam_core::text::Span;

use super::value::form::{REGIONS, is_region};
use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::pattern::is_wild;

/// The partitions (R-ARN-5).
const PARTITIONS: [&str; 8] = [
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-eusc",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
];

/// The parts of an ARN between the first five colons, with their places.
struct Parts<'e> {
    partition: (&'e str, Span),
    service: (&'e str, Span),
    region: (&'e str, Span),
    account: (&'e str, Span),
}

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for entry in document.resources() {
        if report.is_full() {
            return;
        }
        if let Some(parts) = parts(document, &entry.text, entry.span) {
            check_parts(&parts, report);
        }
    }
}

/// The parts of an ARN that has all six.
fn parts<'e>(document: &Document<'_>, text: &'e str, span: Span) -> Option<Parts<'e>> {
    if text.splitn(6, ':').count() < 6 || !text.starts_with("arn:") {
        return None;
    }
    let mut at = 0;
    let mut each = text.split(':').map(|part| {
        let start = at;
        at += part.len() + 1;
        (part, document.inside(span, start..start + part.len()))
    });
    each.next()?;
    Some(Parts {
        partition: each.next()?,
        service: each.next()?,
        region: each.next()?,
        account: each.next()?,
    })
}

fn check_parts(parts: &Parts<'_>, report: &mut Report) {
    let (partition, span) = parts.partition;
    let fixed = |part: &str| !is_wild(part) && !part.contains("${");
    if fixed(partition) && !PARTITIONS.contains(&partition) {
        let near = spelling::nearest(partition, PARTITIONS.into_iter());
        report.add(suggest(
            Code::InvalidPartition,
            partition,
            span,
            "partition",
            near,
        ));
    }
    let (service, span) = parts.service;
    if is_wild(service) {
        report.add(
            Finding::new(
                Code::WildcardInServiceName,
                span,
                format!("`{service}` may match the names of several services, also of later ones"),
            )
            .help("name the service"),
        );
    }
    if service.bytes().any(|byte| byte.is_ascii_uppercase()) && !service.contains("${") {
        let lower = service.to_ascii_lowercase();
        report.add(
            Finding::new(
                Code::InvalidArnServiceCase,
                span,
                format!("`{service}` is not written in lower case, and ARNs are compared exactly"),
            )
            .help(format!("write `{lower}`"))
            .fix(format!("Write `{lower}`"), edit::replace(span, lower)),
        );
    }
    let (region, span) = parts.region;
    if fixed(region) && !region.is_empty() && !is_region(region) {
        let near = spelling::nearest(region, REGIONS.into_iter());
        report.add(suggest(
            Code::InvalidArnRegion,
            region,
            span,
            "region",
            near,
        ));
    }
    let (account, span) = parts.account;
    let known = account.is_empty()
        || is_account_id(account)
        || account == "aws"
        || account == "aws-managed"
        || account == "cloudfront"
        || account == "third-party"
        || account == "ec2"
        || account == "cache"
        || !fixed(account) && account.len() <= 12
        || account.contains("${");
    if !known {
        report.add(
            Finding::new(
                Code::InvalidArnAccount,
                span,
                format!("`{account}` is no account id"),
            )
            .help("an account id has exactly 12 digits"),
        );
    }
}

fn suggest(code: Code, part: &str, span: Span, noun: &str, near: Option<&str>) -> Finding {
    let finding = Finding::new(code, span, format!("there is no {noun} `{part}`"));
    match near {
        Some(near) => finding
            .help(format!("did you mean `{near}`?"))
            .fix(format!("Write `{near}`"), edit::replace(span, near)),
        None => {
            finding.help("check the ARN, which is `arn:partition:service:region:account:resource`")
        }
    }
}
