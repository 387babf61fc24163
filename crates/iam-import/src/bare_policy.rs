//! A policy document by itself: its type is guessed, with the reason and with what else it could be.

use std::sync::Arc;

use iam_core::json::{Node, Value};
use iam_core::scenario::{PolicyType, ScenarioPolicy};

use crate::evidence;
use crate::import::{Basis, Choice, Format, FoundPolicy};
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "policy",
    name: "a policy document",
};

/// A type, why, and what else it could be.
#[derive(Debug)]
pub(crate) struct Guess {
    pub(crate) kind: PolicyType,
    pub(crate) reason: String,
    pub(crate) may_also_be: Vec<PolicyType>,
    pub(crate) name: &'static str,
}

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    evidence::is_policy(root).then(|| {
        if root.get("Statement").is_some() {
            "the element `Statement`".to_owned()
        } else {
            "a statement with `Effect` and `Action`".to_owned()
        }
    })
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    if let Some(root) = paste.root {
        add(paste, root, reader);
    }
}

/// Adds a document whose type nothing tells.
pub(crate) fn add(paste: &Paste<'_>, node: &Node<'_>, reader: &mut Reader<'_>) {
    let Some((document, span)) = evidence::document(paste.layer, node) else {
        return;
    };
    reader.mark_used(span);
    let guess = guess(node);
    let chosen = reader.options.policy_type;
    let kind = chosen.unwrap_or(guess.kind);
    let idx = reader.out.policies.len();
    if !guess.may_also_be.is_empty() {
        let mut offered = vec![guess.kind];
        offered.extend(&guess.may_also_be);
        reader.add_choice(Choice::PolicyType(idx, offered));
    }
    let name = node.get("Id").and_then(Node::as_str).unwrap_or(guess.name);
    reader.add_policy(FoundPolicy {
        policy: ScenarioPolicy {
            name: Some(name.to_owned()),
            kind,
            document: Arc::from(document),
            attached_to: None,
            unknown: Vec::new(),
        },
        span,
        type_basis: if chosen.is_some() {
            Basis::Chosen
        } else {
            Basis::Guessed
        },
        type_reason: guess.reason,
        may_also_be: guess.may_also_be,
        id: None,
    });
}

/// What type of policy a document most likely is.
pub(crate) fn guess(node: &Node<'_>) -> Guess {
    let statements = statements(node);
    let has_principal = |statement: &&Node<'_>| {
        statement.get("Principal").is_some() || statement.get("NotPrincipal").is_some()
    };
    if statements.iter().any(has_principal) {
        return with_principal(&statements);
    }
    let is_deny =
        |statement: &&Node<'_>| statement.get("Effect").and_then(Node::as_str) == Some("Deny");
    if !statements.is_empty() && statements.iter().all(is_deny) {
        return Guess {
            kind: PolicyType::Identity,
            reason: "no `Principal`, and every statement denies: an identity-based policy, or just as well a service control policy".to_owned(),
            may_also_be: vec![
                PolicyType::ServiceControl,
                PolicyType::PermissionsBoundary,
                PolicyType::Session,
            ],
            name: "Policy",
        };
    }
    Guess {
        kind: PolicyType::Identity,
        reason: "no `Principal`: not a policy of a resource".to_owned(),
        may_also_be: vec![
            PolicyType::PermissionsBoundary,
            PolicyType::Session,
            PolicyType::ServiceControl,
        ],
        name: "Policy",
    }
}

fn with_principal(statements: &[&Node<'_>]) -> Guess {
    let assumes = |statement: &&Node<'_>| {
        let actions = texts(statement.get("Action"));
        !actions.is_empty()
            && actions.iter().all(|action| {
                let action = action.to_ascii_lowercase();
                action.starts_with("sts:assumerole")
                    || ["sts:tagsession", "sts:setsourceidentity", "sts:setcontext"]
                        .contains(&action.as_str())
            })
    };
    if statements.iter().all(assumes) {
        return Guess {
            kind: PolicyType::Resource,
            reason: "`Principal`, and every action assumes a role: a role's trust policy"
                .to_owned(),
            may_also_be: Vec::new(),
            name: "Trust policy",
        };
    }
    let everything = |statement: &&Node<'_>| {
        texts(statement.get("Resource")) == ["*"]
            && statement.get("Principal").and_then(Node::as_str) == Some("*")
    };
    let denies = statements.iter().any(|statement| {
        everything(statement) && statement.get("Effect").and_then(Node::as_str) == Some("Deny")
    });
    let may_also_be = if denies {
        vec![PolicyType::ResourceControl, PolicyType::VpcEndpoint]
    } else if statements.iter().any(everything) {
        vec![PolicyType::VpcEndpoint, PolicyType::ResourceControl]
    } else {
        vec![PolicyType::VpcEndpoint]
    };
    Guess {
        kind: PolicyType::Resource,
        reason: "`Principal`: a policy of a resource".to_owned(),
        may_also_be,
        name: "Resource policy",
    }
}

/// The statements of a document, of a list, or the one that the value is.
fn statements<'n, 't>(node: &'n Node<'t>) -> Vec<&'n Node<'t>> {
    let inner = node.get("Statement").unwrap_or(node);
    match &inner.value {
        Value::Array(elements) => elements.iter().collect(),
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Object(_)
        | Value::Invalid => vec![inner],
    }
}

fn texts<'n>(node: Option<&'n Node<'_>>) -> Vec<&'n str> {
    match node {
        Some(node) => match node.as_str() {
            Some(text) => vec![text],
            None => node
                .as_array()
                .unwrap_or_default()
                .iter()
                .filter_map(Node::as_str)
                .collect(),
        },
        None => Vec::new(),
    }
}
