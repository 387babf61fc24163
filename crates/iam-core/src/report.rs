//! The report: what a scenario decides and why, as plain data.
//!
//! It mirrors the scenario: [`Report::policies`] and [`Report::requests`] stand in the scenario's order, and indexes in
//! the report count into them. Spans are UTF-8 bytes into the text of the policy they name. Sentences are made by
//! [`crate::explain`] and are for people; no program should read them.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::scenario::{Decision, PolicyType};
use crate::text::Span;

/// Everything there is to say about a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// 1.
    pub version: u32,
    /// One entry a policy of the scenario.
    pub policies: Vec<PolicyReport>,
    /// One entry a request of the scenario.
    pub requests: Vec<RequestReport>,
    /// The calls that requests are parts of, in the order of their first requests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<CallReport>,
    /// What is worth knowing about the document as a whole, such as fields that were not understood.
    pub notes: Vec<String>,
}

/// Requests that are one call to AWS, decided together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallReport {
    /// Its name.
    pub name: String,
    /// Its requests.
    pub requests: Vec<u32>,
    /// `allow` if every request is allowed, else the gravest of their decisions.
    pub decision: Decision,
    /// The decision that the scenario expects of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect: Option<Decision>,
    /// How many are allowed, in one sentence.
    pub sentence: String,
}

/// What was read in a policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyReport {
    /// Its title, never empty.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: PolicyType,
    /// Whether it is the trust policy of a role.
    pub trust: bool,
    /// Whether it can be evaluated.
    pub valid: bool,
    /// Its statements in order.
    pub statements: Vec<StatementOutline>,
    /// What is wrong with it, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// A statement's place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementOutline {
    /// Its `Sid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Its effect, if readable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// From brace to brace.
    pub span: Span,
}

/// `Allow` or `Deny`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Effect {
    /// Grants.
    Allow,
    /// Forbids.
    Deny,
}

/// The decision of one request and everything that led to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestReport {
    /// The request's title, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The request in words.
    pub summary: String,
    /// What is decided.
    pub decision: Decision,
    /// The rule that decided.
    pub rule: Rule,
    /// One sentence: the decision and its cause.
    pub sentence: String,
    /// What the scenario expects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expect: Option<Decision>,
    /// Who asks, as it was read.
    pub principal: PrincipalReading,
    /// What is asked for, as it was read.
    pub resource: ResourceReading,
    /// How the two accounts relate.
    pub relation: AccountRelation,
    /// The stages of the decision in AWS's order. Every stage is present; a stage that has no part says why.
    pub stages: Vec<Stage>,
    /// The statements that decided: the denies that apply, the allows that carry, or, for an implicit deny, the nearest misses.
    pub deciding: Vec<StatementRef>,
    /// When the decision depends on keys that are open, or missing while policies test them: under which condition the
    /// request is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depends: Option<Dependency>,
    /// The condition keys of the request: given, derived and, where a policy tests them, missing ones.
    pub keys: Vec<KeyReading>,
    /// What was assumed or chosen, with its rule.
    pub notes: Vec<Note>,
}

/// The condition under which a request is allowed, as far as it depends on keys that the scenario does not settle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dependency {
    /// The keys it depends on, in order of their names.
    pub keys: Vec<String>,
    /// The request is allowed exactly when this holds.
    pub allowed_if: Requirement,
    /// What is decided when it does not hold, if that is the same in every case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Decision>,
    /// All of it in one sentence.
    pub sentence: String,
}

/// A condition over tests that policies make, as a tree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Requirement {
    /// Every one of these.
    All {
        /// At least two.
        of: Vec<Requirement>,
    },
    /// One of these.
    Any {
        /// At least two.
        of: Vec<Requirement>,
    },
    /// One test of a statement must turn out so.
    Test {
        /// Whether the test must hold, or must not.
        holds: bool,
        /// Index of the policy in the scenario.
        policy: u32,
        /// Index of the statement in the policy.
        statement: u32,
        /// The place of the test.
        span: Span,
        /// What must be so, in words.
        sentence: String,
    },
}

/// Points to a statement finding: `stages[stage].statements[statement]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementRef {
    /// Index into [`RequestReport::stages`].
    pub stage: u32,
    /// Index into [`Stage::statements`].
    pub statement: u32,
}

/// A remark with its rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// The rule that was applied.
    pub rule: Rule,
    /// The remark.
    pub sentence: String,
}

/// The kind of a requester.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PrincipalKind {
    /// An IAM user.
    User,
    /// A session of a role.
    RoleSession,
    /// A session of a service-linked role.
    SlrSession,
    /// A federated user session (`GetFederationToken`).
    FederatedUser,
    /// The account's root user.
    Root,
    /// An AWS service principal.
    Service,
    /// A web identity, before it has a session.
    WebIdentity,
    /// A SAML identity, before it has a session.
    Saml,
    /// An origin access identity of `CloudFront`.
    OriginAccessIdentity,
    /// An unsigned request.
    Anonymous,
}

/// Who asks, as the evaluator read it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrincipalReading {
    /// As written.
    pub arn: String,
    /// The kind; absent when the text could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PrincipalKind>,
    /// The partition of the ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    /// The principal's account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// User, role or federated user name, service, or provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The session's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// What is wrong with it, if it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// What is asked for, as the evaluator read it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResourceReading {
    /// As written.
    pub arn: String,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Where the account comes from.
    pub account_from: AccountSource,
    /// What is wrong with it, if it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Where the resource's account comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountSource {
    /// The request states it.
    Given,
    /// The ARN holds it.
    Arn,
    /// The principal's account, since nothing else says.
    Principal,
    /// It is not known.
    Unknown,
}

/// How the principal's and the resource's account relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountRelation {
    /// The same account.
    SameAccount,
    /// Two accounts.
    CrossAccount,
    /// The principal has no account (services, anonymous callers), or it is not known.
    None,
}

/// The stages of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageId {
    /// Any applying Deny, anywhere.
    ExplicitDeny,
    /// Resource control policies of the resource's account.
    ResourceControl,
    /// Service control policies of the principal's account.
    ServiceControl,
    /// The policy of the VPC endpoint.
    VpcEndpoint,
    /// The resource's own policy, ACLs and grants.
    Resource,
    /// Identity policies.
    Identity,
    /// The permissions boundary.
    PermissionsBoundary,
    /// Session policies.
    Session,
}

/// Which account a stage belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The caller's account.
    Caller,
    /// The resource's account.
    Resource,
    /// Neither, or both.
    Both,
}

/// How a stage, a level or a set of policies turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// An Allow applies and no Deny; for [`StageId::ExplicitDeny`]: no Deny applies.
    Allow,
    /// Nothing applies.
    NoMatch,
    /// A Deny applies.
    ExplicitDeny,
    /// It depends on keys that are left open.
    Unknown,
    /// A policy of the set is invalid.
    Error,
    /// There is no policy of this kind.
    Absent,
    /// Policies of this kind exist, or could, but take no part in this request.
    NotApplicable,
}

/// One stage of a decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stage {
    /// Which one.
    pub id: StageId,
    /// Whose.
    pub side: Side,
    /// How it turned out.
    pub outcome: Outcome,
    /// Whether it decided: the stage that denied, or the stages that carry an allow.
    pub decides: bool,
    /// Whether, had everything else been passed, it would still stand in the way.
    pub blocks: bool,
    /// The rule behind the outcome.
    pub rule: Rule,
    /// Why it turned out so.
    pub sentence: String,
    /// The policies that take part, as indexes into the scenario's policies.
    pub policies: Vec<u32>,
    /// Root, organizational units and account, for SCPs and RCPs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Every statement that was looked at: deciding ones first, then matched, then by number of failed elements.
    pub statements: Vec<StatementFinding>,
}

/// One level of an organization.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Level {
    /// `r-…`, `ou-…` or the account's id.
    pub id: String,
    /// How it turned out.
    pub outcome: Outcome,
    /// Whether the managed `FullAWSAccess` (or `RCPFullAWSAccess`) stands here without being listed.
    pub default_policy: bool,
    /// Policies attached here.
    pub policies: Vec<u32>,
}

/// Three answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It cannot be told: a key is open.
    Unknown,
}

/// What a statement meant for the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// It decided.
    Deciding,
    /// It applies.
    Matched,
    /// It depends on keys that are left open.
    Open,
    /// It does not apply, but only one element failed.
    NearMiss,
    /// It does not apply.
    NotMatched,
}

/// The elements of a statement that are matched, in the order they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Element {
    /// `Principal` or `NotPrincipal`.
    Principal,
    /// `Action` or `NotAction`.
    Action,
    /// `Resource` or `NotResource`.
    Resource,
    /// `Condition`.
    Condition,
}

/// The form of principal by which a resource-based Allow reaches the requester.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrantForm {
    /// The account: it delegates to the account's own policies.
    Account,
    /// A role: boundary and session policy still bound it.
    Role,
    /// A user.
    User,
    /// A session.
    Session,
    /// A service principal.
    Service,
    /// An identity provider.
    Federated,
    /// Everyone.
    Any,
}

/// What one statement has to do with one request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementFinding {
    /// Index of the policy in the scenario.
    pub policy: u32,
    /// Index of the statement in the policy.
    pub statement: u32,
    /// The level it is attached at, as index into [`Stage::levels`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// Its `Sid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Its effect.
    pub effect: Effect,
    /// From brace to brace.
    pub span: Span,
    /// Whether it applies.
    pub applies: Answer,
    /// What it meant for the decision.
    pub weight: Weight,
    /// The first element that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<Element>,
    /// How many elements failed.
    pub failed_count: u32,
    /// The rule behind the answer.
    pub rule: Rule,
    /// Why it does or does not apply.
    pub sentence: String,
    /// The form by which an applying Allow of a resource-based policy reaches the requester.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant: Option<GrantForm>,
    /// Its elements, in the order looked at.
    pub elements: Vec<ElementFinding>,
}

/// What one element of a statement has to do with the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ElementFinding {
    /// Which one.
    pub element: Element,
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// Whether the element is met (for `Not…`: the negation holds).
    pub answer: Answer,
    /// The rule behind the answer.
    pub rule: Rule,
    /// The whole element, from its name to the end of its value.
    pub span: Span,
    /// The shortest text that decided: the matching entry, the failing condition value, or the element.
    pub focus: Span,
    /// The shortest true reason.
    pub sentence: String,
    /// Entries of `Principal`, `Action` and `Resource`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryFinding>,
    /// One entry for each operator and key of `Condition`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionFinding>,
}

/// One entry of a list, or one value of a condition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryFinding {
    /// As written, escapes decoded.
    pub text: String,
    /// Its place, with quotes.
    pub span: Span,
    /// Whether it matches by itself (before any `Not`).
    pub answer: Answer,
    /// The rule behind the answer, where there is more to say than the element's rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// The text with its variables replaced, if it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<String>,
    /// What is worth saying about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
}

/// One operator and key of a `Condition`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionFinding {
    /// The operator as written.
    pub operator: String,
    /// The operator's place.
    pub operator_span: Span,
    /// The key as written.
    pub key: String,
    /// The key's place.
    pub key_span: Span,
    /// From the key to the end of its values.
    pub span: Span,
    /// Whether it holds.
    pub answer: Answer,
    /// The rule behind the answer.
    pub rule: Rule,
    /// The shortest true reason.
    pub sentence: String,
    /// The policy's values.
    pub values: Vec<EntryFinding>,
    /// The request's values; empty when the key is missing or open.
    pub request: Vec<String>,
    /// Where the request's values come from.
    pub origin: Origin,
}

/// Where the value of a condition key comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The scenario gives it.
    Given,
    /// The scenario gives it, in place of what would have been derived.
    Overridden,
    /// It follows from the principal, the resource, the organization or the request.
    Derived,
    /// It was assumed, since nothing says otherwise.
    Assumed,
    /// The request does not carry it.
    Missing,
    /// It is left open.
    Open,
}

/// A condition key of the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyReading {
    /// Its name as documented or as written.
    pub name: String,
    /// Its values; empty when missing or open.
    pub values: Vec<String>,
    /// Whether it is multivalued.
    pub multivalued: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether a policy that takes part tests it.
    pub tested: bool,
    /// What it follows from, and by which rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
}
