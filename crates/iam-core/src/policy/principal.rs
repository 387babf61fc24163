//! Reading `Principal` and `NotPrincipal`.
//!
//! Source: *AWS JSON policy elements: Principal* (R-MPRN-1 … R-MPRN-11).

use super::lower::{Lowering, texts, wrong_type};
use super::{PrincipalEntry, PrincipalValue};
use crate::account::is_account_id;
use crate::arn::Arn;
use crate::diagnostic::Diagnostic;
use crate::json::{Node, Text, Value};
use crate::request::origin_access_identity;
use crate::spelling;

const KEYS: [&str; 4] = ["AWS", "Service", "Federated", "CanonicalUser"];

/// Reads `Principal` or `NotPrincipal`.
pub(super) fn lower_principals(
    node: &Node<'_>,
    name: &'static str,
    lowering: &mut Lowering,
) -> Option<Vec<PrincipalEntry>> {
    let members = match &node.value {
        Value::String(text) if text.as_str() == "*" => {
            return Some(vec![PrincipalEntry {
                text: "*".into(),
                span: text.span,
                value: PrincipalValue::Any,
            }]);
        }
        Value::String(text) => {
            lowering.invalid(|| Diagnostic::error(
                    "policy/invalid-principal",
                    text.span,
                    format!("`{name}` is the text `{}`; as a text it can only be `*`", text.as_str()),
                )
                .help("write an object, such as `{ \"AWS\": \"arn:aws:iam::111122223333:user/alice\" }`"),
            );
            return None;
        }
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Invalid => {
            wrong_type(name, "`*` or an object", node, lowering);
            return None;
        }
    };
    if members.is_empty() {
        lowering.report(|| {
            Diagnostic::info(
                "policy/empty-principal",
                node.span,
                format!("`{name}` names nobody"),
            )
        });
    }
    let mut entries = Vec::new();
    for member in members {
        let key = member.key.as_str();
        let Some(read) = reader(key) else {
            let mut diagnostic = Diagnostic::error(
                "policy/invalid-principal-key",
                member.key.span,
                format!("`{key}` is not a kind of principal"),
            );
            diagnostic = diagnostic.help(match spelling::nearest(key, KEYS.into_iter()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "the kinds are `AWS`, `Service`, `Federated` and `CanonicalUser`".to_owned()
                }
            });
            lowering.invalid(|| diagnostic);
            continue;
        };
        for text in texts(&member.value, key, lowering).unwrap_or_default() {
            let value = read(text, lowering);
            entries.push(PrincipalEntry {
                text: text.as_str().into(),
                span: text.span,
                value,
            });
        }
    }
    Some(entries)
}

type Reader = fn(&Text<'_>, &mut Lowering) -> PrincipalValue;

fn reader(key: &str) -> Option<Reader> {
    match key {
        "AWS" => Some(aws),
        "Service" => Some(service),
        "Federated" => Some(federated),
        "CanonicalUser" => Some(canonical_user),
        _ => None,
    }
}

fn aws(text: &Text<'_>, lowering: &mut Lowering) -> PrincipalValue {
    let written = text.as_str();
    if written == "*" {
        return PrincipalValue::Any;
    }
    if is_account_id(written) {
        return PrincipalValue::Account {
            partition: None,
            account: written.into(),
        };
    }
    if refuses_wildcard(text, lowering) {
        return PrincipalValue::Nothing;
    }
    if let Some(value) = unique_id(text, lowering) {
        return value;
    }
    let value = Arn::parse(written).map_or(PrincipalValue::Nothing, |arn| principal_of_arn(&arn));
    if value == PrincipalValue::Nothing {
        lowering.report(|| Diagnostic::warning("policy/unknown-principal", text.span, format!("`{written}` names no principal"))
                .help("name an account, a user, a role, a role session or a federated user by ARN, or `*`"),
        );
    }
    value
}

/// R-MPRN-7: an IAM ARN of a session, or an STS ARN of a role, names nobody.
fn principal_of_arn(arn: &Arn<'_>) -> PrincipalValue {
    if origin_access_identity(arn).is_some() {
        return PrincipalValue::User;
    }
    if !is_account_id(arn.account) {
        return PrincipalValue::Nothing;
    }
    let kind = arn.resource.split('/').next().unwrap_or("");
    match (arn.service, kind) {
        ("iam", "root") if arn.resource == "root" => PrincipalValue::Account {
            partition: Some(arn.partition.into()),
            account: arn.account.into(),
        },
        ("iam", "user") => PrincipalValue::User,
        ("iam", "role") => PrincipalValue::Role,
        ("sts", "assumed-role") => PrincipalValue::RoleSession,
        ("sts", "federated-user") => PrincipalValue::FederatedUser,
        _ => PrincipalValue::Nothing,
    }
}

/// R-MPRN-9: a unique id stands for a user or role that was deleted after the policy was saved.
fn unique_id(text: &Text<'_>, lowering: &mut Lowering) -> Option<PrincipalValue> {
    let written = text.as_str();
    if written.contains(':') || !written.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let (value, what) = match written.get(..4)? {
        "AIDA" => (PrincipalValue::UserId, "user"),
        "AROA" => (PrincipalValue::RoleId, "role"),
        _ => return None,
    };
    lowering.report(|| Diagnostic::warning("policy/unique-id", text.span, format!("`{written}` is the unique id of a {what}"))
            .help("AWS shows one after the principal was deleted; a principal of the same name does not match it"),
    );
    Some(value)
}

/// R-MPRN-2: a wildcard inside a longer text is none, and AWS refuses it.
fn refuses_wildcard(text: &Text<'_>, lowering: &mut Lowering) -> bool {
    let found = text.as_str().contains(['*', '?']);
    if found {
        lowering.report(|| {
            Diagnostic::error(
                "policy/wildcard-in-principal",
                text.span,
                format!(
                    "`{}` holds a wildcard, which a principal cannot have",
                    text.as_str()
                ),
            )
            .help("use `*` alone and narrow it by a condition on `aws:PrincipalArn`")
        });
    }
    found
}

fn service(text: &Text<'_>, lowering: &mut Lowering) -> PrincipalValue {
    if refuses_wildcard(text, lowering) {
        PrincipalValue::Nothing
    } else {
        PrincipalValue::Service
    }
}

fn federated(text: &Text<'_>, lowering: &mut Lowering) -> PrincipalValue {
    if !lowering.subject.trust {
        lowering.report(|| {
            Diagnostic::error(
                "policy/federated-outside-trust",
                text.span,
                "`Federated` works in role trust policies only",
            )
            .help("once the role is assumed, the requester is a role session; name the role")
        });
    }
    if refuses_wildcard(text, lowering) {
        PrincipalValue::Nothing
    } else {
        PrincipalValue::Federated
    }
}

fn canonical_user(text: &Text<'_>, lowering: &mut Lowering) -> PrincipalValue {
    if refuses_wildcard(text, lowering) {
        PrincipalValue::Nothing
    } else {
        PrincipalValue::CanonicalUser
    }
}
