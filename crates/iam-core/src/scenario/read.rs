//! From text to a [`Scenario`], in exactly the published format.
//!
//! A document that breaks the format is refused as a whole, with one [`ScenarioError`]: the path of the value, its place
//! in the text, what was found and what was expected. What a policy says is not looked at: its text is kept, and
//! reported on when it is evaluated. The same holds for the form of texts that people type by and by, such as an ARN or
//! an account id: a draft in which they are half done still opens.

mod cursor;
mod error;
mod request;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{self, MAX_LEN, Node, Value};
use crate::text::Span;

use super::{
    Call, Decision, Organization, OrganizationAccount, PolicyType, Scenario, ScenarioPolicy,
    UnknownKeys, VERSION,
};
pub(super) use cursor::path_step;
use cursor::{At, Place, any_text, text, texts};
pub use error::ScenarioError;

/// The most policies of a scenario.
pub const MAX_POLICIES: usize = 1_000;

/// The most requests of a scenario.
pub const MAX_REQUESTS: usize = 10_000;

impl Scenario {
    /// Reads a scenario document.
    ///
    /// Fields that this version does not know are kept; [`Scenario::unknown_fields`] names them.
    ///
    /// # Errors
    ///
    /// The first thing in the document that breaks the format: bad JSON, a later version, a missing field, a value of
    /// another type, or something over its limit (4 MB of text, [`MAX_POLICIES`], [`MAX_REQUESTS`], 4,096 characters for
    /// an ARN, an action or a key, 64 kB for a context value).
    ///
    /// # Examples
    ///
    /// ```
    /// use iam_core::scenario::Scenario;
    ///
    /// let scenario = Scenario::parse(r#"{ "version": 1, "policies": [], "requests": [] }"#)?;
    /// assert!(scenario.requests.is_empty());
    ///
    /// let error = Scenario::parse(r#"{ "version": 2 }"#).unwrap_err();
    /// assert_eq!(error.path, "version");
    /// # Ok::<(), iam_core::scenario::ScenarioError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        if text.len() > MAX_LEN {
            return Err(ScenarioError::at(
                text,
                Span::at(0),
                String::new(),
                "scenario/too-large",
                format!("the document is too large, expected at most {MAX_LEN} bytes"),
            ));
        }
        let parsed = json::parse(text);
        let broken = parsed
            .diagnostics
            .iter()
            .find(|found| breaks_the_document(found, parsed.root.as_ref()));
        if let Some(diagnostic) = broken {
            return Err(not_json(text, diagnostic, parsed.root.as_ref()));
        }
        let Some(root) = &parsed.root else {
            return Err(ScenarioError::at(
                text,
                Span::at(0),
                String::new(),
                "scenario/empty",
                "the document is empty, expected a scenario".to_owned(),
            ));
        };
        read_scenario(At::root(text, root))
    }
}

/// Whether a finding of the JSON parser makes the document unreadable. A duplicate key in a policy does not: it is the
/// policy that is invalid, and its text keeps both.
fn breaks_the_document(diagnostic: &Diagnostic, root: Option<&Node<'_>>) -> bool {
    diagnostic.severity == Severity::Error
        && !(diagnostic.code == "json/duplicate-key"
            && root.is_some_and(|root| lies_in_a_policy(diagnostic.span, root)))
}

fn lies_in_a_policy(span: Span, root: &Node<'_>) -> bool {
    let policies = root.get("policies").and_then(Node::as_array).unwrap_or(&[]);
    policies
        .iter()
        .filter_map(|policy| policy.get("document"))
        .any(|document| document.span.start <= span.start && span.end <= document.span.end)
}

fn not_json(text: &str, diagnostic: &Diagnostic, root: Option<&Node<'_>>) -> ScenarioError {
    let path = root
        .map(|root| path_of(root, diagnostic.span.start))
        .unwrap_or_default();
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message.push_str("; ");
        message.push_str(help);
    }
    ScenarioError::at(text, diagnostic.span, path, diagnostic.code, message)
}

/// The path of the innermost value at an offset.
fn path_of(root: &Node<'_>, offset: u32) -> String {
    fn inner(node: &Node<'_>, place: &Place<'_>, offset: u32) -> Option<String> {
        if !node.span.touches(offset) {
            return None;
        }
        let deeper = match &node.value {
            Value::Object(members) => members.iter().find_map(|member| {
                let place = place.field(&member.key.content);
                if member.key.span.touches(offset) {
                    return Some(place.to_string());
                }
                inner(&member.value, &place, offset)
            }),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .find_map(|(idx, item)| inner(item, &place.index(idx), offset)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Invalid => {
                None
            }
        };
        Some(deeper.unwrap_or_else(|| place.to_string()))
    }
    inner(root, &Place::Root, offset).unwrap_or_default()
}

fn read_scenario(at: At<'_>) -> Result<Scenario, ScenarioError> {
    let mut fields = at.object("a scenario, as an object")?;
    fields.required("version", "1", read_version);
    let scenario = Scenario {
        name: fields.optional("name", any_text),
        description: fields.optional("description", any_text),
        references: fields.optional("references", texts).unwrap_or_default(),
        unknown_keys: fields
            .optional("unknownKeys", read_unknown_keys)
            .unwrap_or_default(),
        organization: fields.optional("organization", read_organization),
        policies: fields
            .optional("policies", |at| {
                at.list(MAX_POLICIES, "a list of policies", read_policy)
            })
            .unwrap_or_default(),
        requests: fields
            .optional("requests", |at| {
                at.list(MAX_REQUESTS, "a list of requests", request::read_request)
            })
            .unwrap_or_default(),
        calls: fields.optional("calls", read_calls).unwrap_or_default(),
        unknown: fields.unknown(),
    };
    fields.finish(scenario)
}

fn read_version(at: At<'_>) -> Result<(), ScenarioError> {
    let Value::Number(number) = at.node.value else {
        return Err(at.expected("1"));
    };
    match number.parse::<u64>() {
        Ok(version) if version == u64::from(VERSION) => Ok(()),
        Ok(version) if version > u64::from(VERSION) => Err(at.error(
            "scenario/version",
            format!("the document has version {version}, this release reads version {VERSION}: open it with a later release"),
        )),
        _ => Err(at.expected("1")),
    }
}

fn read_unknown_keys(at: At<'_>) -> Result<UnknownKeys, ScenarioError> {
    at.one_of(&[UnknownKeys::Absent, UnknownKeys::Open], UnknownKeys::name)
}

fn read_organization(at: At<'_>) -> Result<Organization, ScenarioError> {
    let mut fields = at.object("an object")?;
    let organization = Organization {
        id: fields.optional("id", text),
        management_account: fields.optional("managementAccount", text),
        accounts: fields
            .optional("accounts", read_accounts)
            .unwrap_or_default(),
        unknown: fields.unknown(),
    };
    fields.finish(organization)
}

fn read_accounts(at: At<'_>) -> Result<Vec<OrganizationAccount>, ScenarioError> {
    at.entries("an object: account id to its place", |id, at| {
        let mut fields = at.object("an object with the account's `path`")?;
        let account = OrganizationAccount {
            id,
            path: fields
                .required("path", "the account's place, as text", text)
                .unwrap_or_default(),
            unknown: fields.unknown(),
        };
        fields.finish(account)
    })
}

fn read_calls(at: At<'_>) -> Result<Vec<Call>, ScenarioError> {
    at.entries("an object: call to what is said of it", |name, at| {
        let mut fields = at.object("an object with what the call is expected to decide")?;
        let call = Call {
            name,
            expect: fields.optional("expect", |at| at.one_of(&Decision::ALL, Decision::name)),
            unknown: fields.unknown(),
        };
        fields.finish(call)
    })
}

fn read_policy(at: At<'_>) -> Result<ScenarioPolicy, ScenarioError> {
    let mut fields = at.object("a policy, as an object")?;
    let policy = ScenarioPolicy {
        name: fields.optional("name", any_text),
        kind: fields
            .required("type", "the policy's type", |at| {
                at.one_of(&PolicyType::ALL, PolicyType::name)
            })
            .unwrap_or(PolicyType::Identity),
        document: fields
            .required("document", "the policy, as an object or as text", |at| {
                Ok(read_document(at.node))
            })
            .unwrap_or_default(),
        attached_to: fields.optional("attachedTo", texts),
        unknown: fields.unknown(),
    };
    fields.finish(policy)
}

/// Text stays as typed; anything else becomes text, also what can be no policy: that is for the policy's reader to say.
fn read_document(node: &Node<'_>) -> Arc<str> {
    match &node.value {
        Value::String(text) => Arc::from(text.as_str()),
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::Array(_)
        | Value::Object(_)
        | Value::Invalid => Arc::from(json::pretty(node)),
    }
}

#[cfg(test)]
mod tests;
