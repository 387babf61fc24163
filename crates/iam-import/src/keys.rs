//! Condition keys of evidence: those that have a place of their own in a scenario go there, the others into the context.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::scenario::{ContextValue, OrganizationAccount, Request, Scalar};
use iam_core::text::Span;

use crate::import::{Basis, Part};
use crate::reader::Reader;

/// A key, its values, and whether it was given as a list.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) values: Vec<Scalar>,
    pub(crate) is_list: bool,
    pub(crate) span: Span,
}

impl Key {
    fn single(&self) -> Option<&str> {
        match self.values.as_slice() {
            [value] if !self.is_list => Some(&value.text),
            _ => None,
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|value| value.text.as_str())
    }
}

/// Puts a key where it belongs. The principal's ARN is to be set before.
pub(crate) fn place(
    reader: &mut Reader<'_>,
    request: &mut Request,
    key: &Key,
    parts: &mut Vec<Part>,
) {
    let shown = key.texts().collect::<Vec<_>>().join(", ");
    parts.push(Part {
        field: key.name.clone(),
        value: shown,
        span: key.span,
        basis: Basis::Stated,
    });
    let lower = key.name.to_ascii_lowercase();
    let is_placed = match lower.split_once('/') {
        Some((tag, _)) => tag_of(request, tag, key),
        None => {
            principal_key(request, &lower, key)
                || organization_key(reader, request, &lower, key)
                || follows(request, &lower, key)
        }
    };
    if !is_placed {
        let value = if key.is_list || key.values.len() != 1 {
            ContextValue::List(key.values.clone())
        } else {
            match key.values.first() {
                Some(value) => ContextValue::Single(value.clone()),
                None => ContextValue::List(Vec::new()),
            }
        };
        request.context.push((key.name.clone(), value));
    }
}

fn tag_of(request: &mut Request, lower: &str, key: &Key) -> bool {
    let tags = match lower {
        "aws:principaltag" => &mut request.principal.tags,
        "aws:resourcetag" => &mut request.resource.tags,
        _ => return false,
    };
    let (Some(value), Some((_, name))) = (key.single(), key.name.split_once('/')) else {
        return false;
    };
    if tags.iter().any(|(known, _)| known == name) {
        return false;
    }
    tags.push((name.to_owned(), value.to_owned()));
    true
}

fn principal_key(request: &mut Request, lower: &str, key: &Key) -> bool {
    if lower == "aws:calledvia" {
        request.principal.called_via = key.texts().map(str::to_owned).collect();
        return true;
    }
    let Some(value) = key.single() else {
        return false;
    };
    let principal = &mut request.principal;
    match lower {
        "aws:principalarn" => {
            let is_role = Arn::parse(value)
                .is_some_and(|arn| arn.service == "iam" && arn.resource_type() == Some("role"));
            if principal.arn == value {
                true
            } else if is_role && principal.arn.contains(":assumed-role/") {
                principal.role_arn = Some(value.to_owned());
                true
            } else {
                false
            }
        }
        "aws:userid" => {
            principal.user_id = Some(value.to_owned());
            true
        }
        "aws:sourceidentity" => {
            principal.source_identity = Some(value.to_owned());
            true
        }
        "aws:federatedprovider" => {
            principal.federated_provider = Some(value.to_owned());
            true
        }
        "aws:tokenissuetime" => {
            principal.token_issue_time = Some(value.to_owned());
            true
        }
        "aws:multifactorauthpresent" => {
            principal.mfa = match value {
                "true" => Some(true),
                "false" => Some(false),
                _ => return false,
            };
            true
        }
        "aws:resourceaccount" if is_account_id(value) => {
            request.resource.account = Some(value.to_owned());
            true
        }
        _ => false,
    }
}

fn organization_key(reader: &mut Reader<'_>, request: &Request, lower: &str, key: &Key) -> bool {
    let principal = Arn::parse(&request.principal.arn).map(|arn| arn.account.to_owned());
    let account = if lower.starts_with("aws:principal") {
        principal
    } else {
        request.resource.account.clone().or(principal)
    };
    let Some(account) = account.filter(|account| is_account_id(account)) else {
        return false;
    };
    match lower {
        "aws:principalorgid" | "aws:resourceorgid" => {
            let Some(id) = key.single() else {
                return false;
            };
            let known = &mut reader.organization(key.span).id;
            if known.as_deref().is_some_and(|known| known != id) {
                return false;
            }
            *known = Some(id.to_owned());
            reader.add_member(id, &account, key.span);
            true
        }
        "aws:principalorgpaths" | "aws:resourceorgpaths" => {
            let [path] = key.values.as_slice() else {
                return false;
            };
            let accounts = &mut reader.organization(key.span).accounts;
            match accounts.iter_mut().find(|known| known.id == account) {
                Some(known) => known.path.clone_from(&path.text),
                None => accounts.push(OrganizationAccount {
                    id: account,
                    path: path.text.clone(),
                    unknown: Vec::new(),
                }),
            }
            true
        }
        _ => false,
    }
}

/// Keys that say again what the principal's ARN says.
fn follows(request: &Request, lower: &str, key: &Key) -> bool {
    let arn = Arn::parse(&request.principal.arn);
    let value = key.single().unwrap_or_default();
    match lower {
        "aws:principalaccount" => arn.is_some_and(|arn| arn.account == value),
        "aws:username" => arn.is_some_and(|arn| {
            arn.resource_type() == Some("user")
                && arn.resource_id().rsplit('/').next() == Some(value)
        }),
        "aws:principaltype" => arn.is_some_and(|arn| {
            let kind = match arn.resource_type() {
                Some("user") => "User",
                Some("assumed-role") => "AssumedRole",
                Some("federated-user") => "FederatedUser",
                _ if arn.resource == "root" => "Account",
                _ => "",
            };
            kind == value
        }),
        "aws:principalisawsservice" => arn.is_some() && value == "false",
        "aws:calledviafirst" => {
            request.principal.called_via.first().map(String::as_str) == Some(value)
        }
        "aws:calledvialast" => {
            request.principal.called_via.last().map(String::as_str) == Some(value)
        }
        _ => false,
    }
}
