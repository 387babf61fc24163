//! Names of condition keys (section 5 of the specification).

use iam_core::policy::{ActionPattern, Condition, Statement};

use crate::code::{Code, Types};
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::keys;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for (statement, condition) in document.conditions() {
        if report.is_full() {
            return;
        }
        check_tag_key(condition, report);
        check_global(document, condition, report);
        check_source(condition, report);
        check_pair(statement, condition, report);
        check_relevance(document, statement, condition, report);
    }
}

/// `aws:` keys that do not exist, or are not to be used.
fn check_global(document: &Document<'_>, condition: &Condition, report: &mut Report) {
    let (key, span) = (&condition.key, condition.key_span);
    if !condition.key_lower.starts_with("aws:") || is_bare_tag_key(&condition.key_lower) {
        return;
    }
    if &*condition.key_lower == "aws:arn" {
        report.add(
            Finding::new(
                Code::UnsupportedGlobalConditionKey,
                span,
                format!("`{key}` is no condition key"),
            )
            .help("use `aws:PrincipalArn` for who asks, `aws:SourceArn` for the resource that a service acts for"),
        );
        return;
    }
    if &*condition.key_lower == "aws:sourceowner" {
        report.add(
            Finding::new(
                Code::DeprecatedGlobalConditionKey,
                span,
                format!("`{key}` is kept for old topic policies only"),
            )
            .help("use `aws:SourceAccount`, which services send today"),
        );
        return;
    }
    if document.catalog.global_key(key).is_some() {
        return;
    }
    let finding = Finding::new(
        Code::InvalidGlobalConditionKey,
        span,
        format!("there is no global condition key `{key}`"),
    );
    report.add(match keys::nearest_global(document.catalog, key) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(
            format!("Write `{near}`"),
            edit::rename(document, span, &near),
        ),
        None => {
            finding.help("keys that begin with `aws:` are global; a request never carries this one")
        }
    });
}

const TAG_KEYS: [&str; 5] = [
    "resourcetag",
    "requesttag",
    "principaltag",
    "existingobjecttag",
    "requestobjecttag",
];

/// Whether a key names a kind of tags, but not which tag.
fn is_bare_tag_key(key: &str) -> bool {
    let bare = key.strip_suffix('/').unwrap_or(key);
    bare.split_once(':')
        .is_some_and(|(_, name)| TAG_KEYS.contains(&name))
}

fn check_tag_key(condition: &Condition, report: &mut Report) {
    if is_bare_tag_key(&condition.key_lower) {
        report.add(
            Finding::new(
                Code::MissingTagKeyInCondition,
                condition.key_span,
                format!("`{}` does not say which tag", condition.key),
            )
            .help("write the tag's key behind a slash, such as `aws:ResourceTag/team`"),
        );
    }
}

/// What the client's program says of itself.
fn check_source(condition: &Condition, report: &mut Report) {
    if matches!(&*condition.key_lower, "aws:referer" | "aws:useragent") {
        report.add(
            Finding::new(
                Code::UntrustworthyConditionKey,
                condition.key_span,
                format!("`{}` is whatever the caller's program sends", condition.key),
            )
            .help("do not rely on it alone to keep anybody out"),
        );
    }
}

/// A private address says something only together with the network it is in.
fn check_pair(statement: &Statement, condition: &Condition, report: &mut Report) {
    if &*condition.key_lower != "aws:vpcsourceip" {
        return;
    }
    let paired = statement.conditions.iter().any(|other| {
        matches!(
            &*other.key_lower,
            "aws:sourcevpc" | "aws:sourcevpce" | "aws:sourcevpcarn"
        )
    });
    if !paired {
        report.add(
            Finding::new(
                Code::MissingPairedConditionKeys,
                condition.key_span,
                format!("`{}` is an address that any VPC may use", condition.key),
            )
            .help("say which VPC with `aws:SourceVpc` in the same condition"),
        );
    }
}

/// Every request that a bucket policy decides is for its own bucket.
fn check_relevance(
    document: &Document<'_>,
    statement: &Statement,
    condition: &Condition,
    report: &mut Report,
) {
    if document.on != Types::RESOURCE || &*condition.key_lower != "s3:resourceaccount" {
        return;
    }
    let of_s3 = statement.action.entries.iter().all(
        |entry| matches!(&entry.pattern, ActionPattern::Name { service, .. } if &**service == "s3"),
    );
    if of_s3 {
        report.add(
            Finding::new(
                Code::IrrelevantConditionKeyInPolicy,
                condition.key_span,
                format!(
                    "`{}` is always the account of the bucket that carries the policy",
                    condition.key
                ),
            )
            .help("use the key in identity policies, to limit which buckets they reach"),
        );
    }
}
