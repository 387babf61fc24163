//! Role trust policies: who may take the role, and by which call (R-TRUST-1 … R-TRUST-9).

use iam_core::arn::Arn;
use iam_core::policy::{PrincipalEntry, PrincipalValue, Statement};

use crate::code::{Code, Types};
use crate::document::{Coverage, Document, allows, coverage};
use crate::edit;
use crate::finding::{Finding, Report};
use crate::tree::Holder;

mod github;
mod oidc;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    if document.on != Types::TRUST {
        return;
    }
    for statement in document.statements() {
        let Some(block) = statement.principal.as_ref().filter(|block| !block.negated) else {
            continue;
        };
        for entry in &block.entries {
            check_entry(document, statement, entry, report);
        }
        if allows(statement) {
            check_actions(statement, &block.entries, report);
            check_roles_anywhere(document, statement, &block.entries, report);
            check_key_actions(statement, report);
            oidc::check(statement, &block.entries, report);
            github::check(statement, &block.entries, report);
        }
        check_sessions(document, &block.entries, report);
        for condition in &statement.conditions {
            oidc::check_audience(document, condition, report);
        }
    }
}

/// How a federated principal signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Provider<'e> {
    Saml,
    /// The host, with its path.
    Oidc(&'e str),
    Neither,
}

fn provider(text: &str) -> Provider<'_> {
    match Arn::parse(text) {
        Some(arn) if arn.service == "iam" => match arn.resource.split_once('/') {
            Some(("saml-provider", name)) if !name.is_empty() => Provider::Saml,
            Some(("oidc-provider", host)) if !host.is_empty() => Provider::Oidc(host),
            _ => Provider::Neither,
        },
        None if is_domain(text) => Provider::Oidc(text),
        Some(_) | None => Provider::Neither,
    }
}

fn is_domain(text: &str) -> bool {
    text.contains('.')
        && !text.contains("..")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'/' | b'_'))
}

fn check_entry(
    document: &Document<'_>,
    statement: &Statement,
    entry: &PrincipalEntry,
    report: &mut Report,
) {
    // `"Principal": "*"` is refused as such; `{ "AWS": "*" }` may be narrowed by a condition.
    let alone = document
        .tree
        .holder(entry.span)
        .and_then(Holder::name)
        .is_some_and(|name| name == "Principal");
    let everybody = entry.value == PrincipalValue::Any && allows(statement);
    if everybody && (alone || statement.conditions.is_empty()) {
        report.add(
            Finding::new(
                Code::RoleTrustPolicyUnsupportedWildcardInPrincipal,
                entry.span,
                "a trust policy cannot name everybody like this",
            )
            .help("name who may take the role"),
        );
    }
    if entry.value == PrincipalValue::Federated && provider(&entry.text) == Provider::Neither {
        report.add(
            Finding::new(
                Code::InvalidFederatedPrincipalSyntaxInRoleTrustPolicy,
                entry.span,
                format!("`{}` is neither a domain name nor the ARN of a provider", entry.text),
            )
            .help("write `accounts.google.com` or `arn:aws:iam::111122223333:oidc-provider/example.com`"),
        );
    }
}

fn check_actions(statement: &Statement, entries: &[PrincipalEntry], report: &mut Report) {
    let any = |test: fn(&Provider<'_>) -> bool| {
        entries.iter().any(|entry| {
            entry.value == PrincipalValue::Any
                || entry.value == PrincipalValue::Federated && test(&provider(&entry.text))
        })
    };
    let saml = any(|one| matches!(one, Provider::Saml | Provider::Neither));
    let oidc = any(|one| matches!(one, Provider::Oidc(_) | Provider::Neither));
    for (name, fits, wanted) in [
        ("assumerolewithsaml", saml, "a SAML provider"),
        ("assumerolewithwebidentity", oidc, "a web identity provider"),
    ] {
        let Some(Coverage::Named(span)) = coverage(statement, "sts", name) else {
            continue;
        };
        if !fits {
            report.add(
                Finding::new(
                    Code::MismatchedActionForPrincipal,
                    span,
                    format!("this call is made by users of {wanted}, and the statement names none"),
                )
                .help("name the provider under `Federated`, or use the action that fits the principal"),
            );
        }
    }
}

/// The most principals that are compared with each other.
const MOST: usize = 500;

const ROLES_ANYWHERE: [(&str, &str); 3] = [
    ("assumerole", "sts:AssumeRole"),
    ("setsourceidentity", "sts:SetSourceIdentity"),
    ("tagsession", "sts:TagSession"),
];

fn check_roles_anywhere(
    document: &Document<'_>,
    statement: &Statement,
    entries: &[PrincipalEntry],
    report: &mut Report,
) {
    let Some(entry) = entries
        .iter()
        .find(|entry| &*entry.text == "rolesanywhere.amazonaws.com")
    else {
        return;
    };
    let missing: Vec<&str> = ROLES_ANYWHERE
        .iter()
        .filter(|(name, _)| coverage(statement, "sts", name).is_none())
        .map(|(_, shown)| *shown)
        .collect();
    if missing.is_empty() {
        return;
    }
    let added: Vec<String> = missing
        .iter()
        .map(|shown| iam_core::json::quote(shown))
        .collect();
    let edits = (!statement.action.negated)
        .then(|| {
            super::pass_role::add_entry(
                document,
                statement.action.entries.last()?.span,
                &added.join(", "),
            )
        })
        .flatten();
    report.add(
        Finding::new(
            Code::MissingActionForRolesAnywhereTrustPolicy,
            statement.action.span,
            format!("IAM Roles Anywhere also needs `{}`", missing.join("`, `")),
        )
        .related(entry.span, "it is let in here")
        .fix("Add what is missing", edits),
    );
}

/// Keys that only a call with a further permission may carry.
fn check_key_actions(statement: &Statement, report: &mut Report) {
    for condition in &statement.conditions {
        let key = &*condition.key_lower;
        let (name, shown) = if key == "sts:sourceidentity" {
            ("setsourceidentity", "sts:SetSourceIdentity")
        } else if key == "aws:tagkeys"
            || key == "sts:transitivetagkeys"
            || key.starts_with("aws:requesttag/")
        {
            ("tagsession", "sts:TagSession")
        } else {
            continue;
        };
        if coverage(statement, "sts", name).is_none() {
            report.add(
                Finding::new(
                    Code::MissingActionForConditionKey,
                    condition.key_span,
                    format!(
                        "only calls that may also `{shown}` carry `{}`",
                        condition.key
                    ),
                )
                .related(statement.action.span, "the action is not listed here")
                .help(format!("add `{shown}`")),
            );
        }
    }
}

/// A session of a role that is let in itself.
fn check_sessions(document: &Document<'_>, entries: &[PrincipalEntry], report: &mut Report) {
    for entry in entries.iter().take(MOST) {
        if entry.value != PrincipalValue::RoleSession {
            continue;
        }
        let role = Arn::parse(&entry.text).and_then(|arn| {
            let role = arn.resource_id().split('/').next()?;
            entries.iter().take(MOST).find(|other| {
                other.value == PrincipalValue::Role
                    && Arn::parse(&other.text).is_some_and(|own| {
                        own.account == arn.account
                            && own.resource_id().rsplit('/').next() == Some(role)
                    })
            })
        });
        if let Some(role) = role {
            report.add(
                Finding::new(
                    Code::RedundantPrincipalInRoleTrustPolicy,
                    entry.span,
                    "the role of this session is let in, so the session is too",
                )
                .related(role.span, "the role")
                .fix("Remove the session", edit::remove(document, entry.span)),
            );
        }
    }
}
