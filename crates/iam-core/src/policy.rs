//! The policy model, and how it is read from text.
//!
//! [`Policy::parse`] never fails. What AWS would refuse becomes a diagnostic at its place and makes the policy
//! invalid; the requests that need it are then answered with `error`, never with a guess (rule R-INV-1).

mod by_type;
mod condition;
mod element;
mod lower;
pub mod operator;
mod principal;

use std::sync::Arc;

use crate::date::Instant;
use crate::diagnostic::Diagnostic;
use crate::ip::IpRange;
use crate::pattern::{ArnPattern, Pattern, ResourcePattern};
use crate::report::{Effect, StatementOutline};
use crate::scenario::PolicyType;
use crate::text::Span;

pub use operator::Operator;

/// What decides how a document is read besides its text: its type, and for a resource policy whether it belongs to a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PolicySubject {
    /// The declared type.
    pub kind: PolicyType,
    /// Whether it is the trust policy of a role.
    pub trust: bool,
}

/// A policy, read.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What it was read as.
    pub subject: PolicySubject,
    /// The language version in force.
    pub version: Version,
    /// Every statement's place, also of those that cannot be evaluated.
    pub outline: Vec<StatementOutline>,
    /// The statements that could be read. Complete exactly when the policy is valid.
    pub statements: Vec<Statement>,
    /// What is wrong with it, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it can be evaluated.
    pub valid: bool,
}

impl Policy {
    /// Reads a policy document.
    ///
    /// ```
    /// use iam_core::policy::{Policy, PolicySubject};
    /// use iam_core::scenario::PolicyType;
    ///
    /// let subject = PolicySubject { kind: PolicyType::Identity, trust: false };
    /// let policy = Policy::parse(r#"{"Version": "2012-10-17", "Statement": {"effect": "Allow"}}"#, subject);
    /// assert!(!policy.valid);
    /// assert!(policy.diagnostics.iter().any(|found| found.code == "policy/unknown-element"));
    /// ```
    pub fn parse(text: &str, subject: PolicySubject) -> Self {
        lower::lower_document(text, subject)
    }
}

/// The version of the policy language.
///
/// Source: *IAM JSON policy elements: Version* (R-VER-1, R-VER-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The older one, also in force when `Version` is left out: no policy variables.
    V2008,
    /// The current one.
    V2012,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its place among the document's statements, from 0.
    pub index: u32,
    /// Its `Sid`.
    pub sid: Option<Box<str>>,
    /// Its effect.
    pub effect: Effect,
    /// From brace to brace.
    pub span: Span,
    /// `Principal` or `NotPrincipal`; none in policies that are attached to principals.
    pub principal: Option<Block<PrincipalEntry>>,
    /// `Action` or `NotAction`.
    pub action: Block<ActionEntry>,
    /// `Resource` or `NotResource`; none where the resource is implied.
    pub resource: Option<Block<ResourceEntry>>,
    /// Operators and keys of `Condition`, flattened; every one must hold.
    pub conditions: Vec<Condition>,
    /// The whole `Condition` element.
    pub condition_span: Option<Span>,
}

/// An element that lists entries, in its positive or its `Not…` form.
#[derive(Clone, Debug)]
pub struct Block<E> {
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// From the element's name to the end of its value.
    pub span: Span,
    /// The entries, in order.
    pub entries: Vec<E>,
}

/// One value of `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub struct PrincipalEntry {
    /// As written.
    pub text: Box<str>,
    /// Its place, with quotes.
    pub span: Span,
    /// What it names.
    pub value: PrincipalValue,
}

/// What a principal value names.
///
/// Source: *AWS JSON policy elements: Principal* (R-MPRN-3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalValue {
    /// `"*"` or `{"AWS": "*"}`.
    Any,
    /// An account, by id or root ARN.
    Account {
        /// The partition, if the root ARN names one.
        partition: Option<Box<str>>,
        /// 12 digits.
        account: Box<str>,
    },
    /// A user's ARN.
    User,
    /// A role's ARN, with its path.
    Role,
    /// The ARN of a role session.
    RoleSession,
    /// The ARN of a federated user session.
    FederatedUser,
    /// The unique id of a user (`AIDA…`).
    UserId,
    /// The unique id of a role (`AROA…`).
    RoleId,
    /// A service principal.
    Service,
    /// An identity provider.
    Federated,
    /// A canonical user id.
    CanonicalUser,
    /// Something that never matches.
    Nothing,
}

/// One value of `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub struct ActionEntry {
    /// As written.
    pub text: Box<str>,
    /// Its place, with quotes.
    pub span: Span,
    /// What it covers.
    pub pattern: ActionPattern,
}

/// Which actions an entry covers.
#[derive(Clone, Debug)]
pub enum ActionPattern {
    /// `*`: every action of every service.
    Any,
    /// `service:Name` with wildcards in the name.
    Name {
        /// The service's prefix, in lower case.
        service: Box<str>,
        /// The name's pattern, in lower case.
        name: Pattern,
    },
    /// A text that no request carries.
    Nothing,
}

/// One value of `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub struct ResourceEntry {
    /// As written.
    pub text: Box<str>,
    /// Its place, with quotes.
    pub span: Span,
    /// What it covers.
    pub pattern: ResourceForm,
}

/// Which resources an entry covers.
#[derive(Clone, Debug)]
pub enum ResourceForm {
    /// `*`: every resource, and requests without one.
    Any,
    /// An ARN pattern.
    Arn(ResourcePattern),
    /// A text that matches no resource, such as a lone variable.
    Nothing,
}

/// One operator and key of a `Condition`, with the policy's values.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The operator.
    pub operator: Operator,
    /// The operator as written.
    pub operator_text: Arc<str>,
    /// The operator's place, with quotes.
    pub operator_span: Span,
    /// The key as written.
    pub key: Box<str>,
    /// The key in lower case, for look-ups.
    pub key_lower: Box<str>,
    /// The key's place, with quotes.
    pub key_span: Span,
    /// From the key to the end of its values.
    pub span: Span,
    /// The values.
    pub values: Vec<ConditionValue>,
}

/// One value of a condition.
#[derive(Clone, Debug)]
pub struct ConditionValue {
    /// The text compared; numbers and Booleans by their JSON text (R-JSON-6).
    pub text: Box<str>,
    /// Its place, with quotes.
    pub span: Span,
    /// The text, read for the operator.
    pub operand: Operand,
}

/// A policy value read for its operator's family. `None` inside means that it cannot be read (R-OP-5).
#[derive(Clone, Debug)]
pub enum Operand {
    /// For string operators.
    Text(Pattern),
    /// For ARN operators.
    Arn(ArnPattern),
    /// For numeric operators; whether the text is a number.
    Number(bool),
    /// For date operators.
    Date(Option<Instant>),
    /// For `Bool` and `Null`.
    Bool(Option<bool>),
    /// For `Bool` with a variable in the value (R-BOOL-3).
    BoolText(Pattern),
    /// For `BinaryEquals`; whether the text is base64.
    Binary(bool),
    /// For IP operators.
    Ip(Option<IpRange>),
}
