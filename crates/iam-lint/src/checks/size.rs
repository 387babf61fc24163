//! Sizes and their quotas (R-SIZE-1).

use iam_core::arn::Arn;
use iam_core::text::Span;

use crate::code::{Code, Types};
use crate::document::Document;
use crate::finding::{Finding, Report};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let all = document.text.chars().count();
    let without_blanks = document
        .text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\t' | '\n' | '\r'))
        .count();
    match document.on {
        Types::IDENTITY => {
            if !exceeds(
                document,
                report,
                Code::PolicySizeExceedsIdentityPolicyQuota,
                without_blanks,
                6_144,
                "a managed policy",
            ) {
                check_inline(document, without_blanks, report);
            }
        }
        Types::SESSION => {
            exceeds(
                document,
                report,
                Code::XPolicySizeExceedsSessionQuota,
                all,
                2_048,
                "a session policy",
            );
        }
        Types::TRUST => {
            exceeds(
                document,
                report,
                Code::PolicySizeExceedsRoleTrustPolicyQuota,
                without_blanks,
                2_048,
                "a role trust policy",
            );
        }
        Types::ENDPOINT => {
            exceeds(
                document,
                report,
                Code::PolicySizeExceedsResourcePolicyQuota,
                all,
                20_480,
                "a VPC endpoint policy",
            );
        }
        // AWS Organizations counts what its console saves, which is without white space; `saved` is that.
        Types::SCP => {
            exceeds(
                document,
                report,
                Code::PolicySizeExceedsScpQuota,
                saved(document.text),
                10_240,
                "a service control policy",
            );
        }
        Types::RCP => {
            exceeds(
                document,
                report,
                Code::PolicySizeExceedsRcpQuota,
                saved(document.text),
                5_120,
                "a resource control policy",
            );
        }
        _ => {
            let (quota, what) = match document.carrier_service() {
                Some("s3") => (20_480, "a bucket policy"),
                Some("kms") => (32_768, "a key policy"),
                Some("sns") => (30_720, "a topic policy"),
                Some("lambda") => (20_480, "a function policy"),
                Some("secretsmanager") => (20_480, "a secret's policy"),
                _ => return,
            };
            exceeds(
                document,
                report,
                Code::PolicySizeExceedsResourcePolicyQuota,
                document.text.len(),
                quota,
                what,
            );
        }
    }
}

/// The quota of inline policies is for all of one identity together.
fn check_inline(document: &Document<'_>, size: usize, report: &mut Report) {
    let kinds =
        document
            .attached_to
            .iter()
            .filter_map(|arn| match Arn::parse(arn)?.resource_type()? {
                "user" => Some((2_048, "an inline policy of a user")),
                "group" => Some((5_120, "an inline policy of a group")),
                "role" => Some((10_240, "an inline policy of a role")),
                _ => None,
            });
    if let Some((quota, what)) = kinds.min() {
        exceeds(
            document,
            report,
            Code::XPolicySizeExceedsInlineQuota,
            size,
            quota,
            what,
        );
    }
}

fn exceeds(
    document: &Document<'_>,
    report: &mut Report,
    code: Code,
    size: usize,
    quota: usize,
    what: &str,
) -> bool {
    if size <= quota {
        return false;
    }
    let start = document.tree.root().map_or(0, |root| root.span.start);
    report.add(
        Finding::new(
            code,
            opening(document.text, start),
            format!("the policy has {size} characters, and {what} may have {quota}"),
        )
        .help("split it, or shorten it with wildcards where they mean the same"),
    );
    true
}

/// The first character of the policy.
fn opening(text: &str, start: u32) -> Span {
    let start = start as usize;
    let first = text.get(start..).and_then(|rest| rest.chars().next());
    Span::new(start, start + first.map_or(0, char::len_utf8))
}

/// How long a document is without white space outside of texts.
fn saved(text: &str) -> usize {
    let mut inside = false;
    let mut escaped = false;
    text.chars()
        .filter(|c| {
            let counts = inside || !c.is_ascii_whitespace();
            if escaped {
                escaped = false;
            } else if inside && *c == '\\' {
                escaped = true;
            } else if *c == '"' {
                inside = !inside;
            }
            counts
        })
        .count()
}
