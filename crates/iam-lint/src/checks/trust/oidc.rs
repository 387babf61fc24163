//! Web identity providers: what of a token is asked for (R-KEY-14).

use iam_core::policy::operator::Qualifier;
use iam_core::policy::{Condition, Operator, PrincipalEntry, PrincipalValue, Statement};

use super::super::presence::rename_operator;
use super::{Provider, provider};
use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};

/// The providers whose tokens anybody can get: without a condition, anybody is let in.
pub(super) fn check(statement: &Statement, entries: &[PrincipalEntry], report: &mut Report) {
    for entry in entries {
        let Provider::Oidc(host) = provider(&entry.text) else {
            continue;
        };
        if entry.value != PrincipalValue::Federated {
            continue;
        }
        let host = host.to_ascii_lowercase();
        let tested = statement.conditions.iter().any(|condition| {
            condition
                .key_lower
                .rsplit_once(':')
                .is_some_and(|(provider, _)| provider == host)
        });
        if !tested {
            report.add(
                Finding::new(
                    Code::MissingConditionKeyForOidcPrincipal,
                    entry.span,
                    "every token of this provider is let in, whoever it was made for",
                )
                .help(format!("add a condition on `{host}:aud` or `{host}:sub`")),
            );
        }
    }
}

/// `aud` has one value with most providers.
pub(super) fn check_audience(document: &Document<'_>, condition: &Condition, report: &mut Report) {
    let Some((provider, "aud")) = condition.key_lower.rsplit_once(':') else {
        return;
    };
    let name = Operator {
        qualifier: Qualifier::One,
        ..condition.operator
    }
    .spelling();
    let edits = edit::remove(document, condition.key_span)
        .is_none()
        .then(|| rename_operator(document, condition, &name))
        .flatten();
    let known_single = matches!(
        provider,
        "token.actions.githubusercontent.com"
            | "cognito-identity.amazonaws.com"
            | "accounts.google.com"
            | "saml"
    );
    let finding = match condition.operator.qualifier {
        Qualifier::One => return,
        Qualifier::ForAnyValue if known_single => Finding::new(
            Code::ForanyvalueWithAudienceClaimType,
            condition.operator_span,
            format!("`{}` has one value", condition.key),
        ),
        Qualifier::ForAnyValue | Qualifier::ForAllValues => Finding::new(
            Code::ConfirmAudienceClaimType,
            condition.operator_span,
            format!("`{}` has one value with most providers", condition.key),
        ),
    };
    report.add(
        finding
            .related(condition.key_span, "this key")
            .help("remove the set qualifier, unless the provider sends several audiences")
            .fix(format!("Write `{name}`"), edits),
    );
}
