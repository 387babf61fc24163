//! What an import yields: the parts of a scenario that evidence gives, each with its place in the pasted text, what is
//! missing, and what was not understood.

use iam_core::scenario::{
    Decision, Organization, PolicyType, Request, Scenario, ScenarioPolicy, UnknownKeys,
};
use iam_core::text::Span;

use crate::entities::Entity;
use crate::missing::Missing;

/// What was found in a pasted text. Spans are byte ranges of that text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// What the text was read as, in order of place.
    pub recognized: Vec<Recognized>,
    /// Requests, in order of place.
    pub requests: Vec<FoundRequest>,
    /// Policies, in order of place.
    pub policies: Vec<FoundPolicy>,
    /// What is known of the organization.
    pub organization: Option<FoundOrganization>,
    /// Users, roles and groups, with what is known about them.
    pub entities: Vec<Entity>,
    /// A whole scenario document; its requests and policies are not repeated above.
    pub document: Option<Scenario>,
    /// What the evidence speaks of and does not hold.
    pub missing: Vec<Missing>,
    /// What a person has to say, or may say otherwise.
    pub choices: Vec<Choice>,
    /// What is worth knowing about how the text was read.
    pub notes: Vec<Note>,
    /// Lines that nothing was taken from.
    pub unread: Vec<Span>,
    /// Why nothing can be taken from the text, and what to paste instead.
    pub refusal: Option<Refusal>,
}

/// A kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Kebab-case, as in the documentation.
    pub id: &'static str,
    /// For people, with its article: "an access-denied message".
    pub name: &'static str,
}

/// A part of the text and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognized {
    /// What it is.
    pub format: Format,
    /// What it was known by: "the words `is not authorized to perform`".
    pub because: String,
    /// Where it stands.
    pub span: Span,
}

/// A request and where each part of it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRequest {
    /// The request, with `expect`. An empty principal or action is not known.
    pub request: Request,
    /// What AWS said about it.
    pub stated: Option<Stated>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// What AWS said about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The decision, if the words tell it.
    pub decision: Option<Decision>,
    /// The type of policy that AWS names.
    pub policy_type: Option<PolicyType>,
    /// The ARN of the policy that AWS names.
    pub policy: Option<String>,
    /// AWS's words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
}

/// A policy and why it is taken for what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPolicy {
    /// The policy.
    pub policy: ScenarioPolicy,
    /// Where its text stands.
    pub span: Span,
    /// How its type is known.
    pub type_basis: Basis,
    /// The reason for its type.
    pub type_reason: String,
    /// Other types that it may as well be of.
    pub may_also_be: Vec<PolicyType>,
    /// Its ARN or its id, where the evidence names it.
    pub id: Option<String>,
}

/// The organization, and where it is named.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundOrganization {
    /// What is known.
    pub organization: Organization,
    /// Where.
    pub span: Span,
}

/// One field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field: `principal`, `action`, `resource`, `expect`, or the name of a condition key.
    pub field: String,
    /// Its value.
    pub value: String,
    /// Where it comes from.
    pub span: Span,
    /// How it is known.
    pub basis: Basis,
}

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The text says so.
    Stated,
    /// It follows by rule from what the text says.
    Follows,
    /// It is likely, and to be looked at.
    Guessed,
    /// A person said so.
    Chosen,
}

impl Basis {
    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Follows => "follows",
            Self::Guessed => "guessed",
            Self::Chosen => "chosen",
        }
    }
}

/// Something that a person has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Who made a request; the index of the first of those that lack it.
    Principal(usize),
    /// The resource of a request.
    Resource(usize),
    /// The type of a policy, and those that come into question.
    PolicyType(usize, Vec<PolicyType>),
    /// One of several principals of an account: their ARNs and which was taken.
    OnePrincipal(Vec<String>, Option<usize>),
    /// One of several records: what they are and which was taken.
    Record(Vec<String>, usize),
}

/// Something worth knowing about how the text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Kebab-case.
    pub code: &'static str,
    /// A sentence without its full stop.
    pub message: String,
    /// Where, if at one place.
    pub span: Option<Span>,
}

/// Why nothing can be taken from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why: a sentence.
    pub message: String,
    /// What to paste instead: a sentence.
    pub instead: String,
    /// Where the reason stands.
    pub span: Option<Span>,
}

/// What a person said about a text, and what is known besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Who made the requests that do not say it; of an account's principals, which one is meant.
    pub principal: Option<String>,
    /// The resource of requests that do not say it.
    pub resource: Option<String>,
    /// The type of policies that could be of several.
    pub policy_type: Option<PolicyType>,
    /// Which of several records.
    pub record: Option<usize>,
    /// The account, where the text does not say it.
    pub account: Option<String>,
    /// The region, where the text does not say it.
    pub region: Option<String>,
    /// ARNs of principals that the scenario has, and of what its policies are attached to.
    pub known: Vec<String>,
    /// What earlier evidence left open.
    pub open: Vec<Missing>,
}

impl Options {
    /// What a scenario knows already.
    pub fn of(scenario: &Scenario) -> Self {
        let mut known: Vec<String> = Vec::new();
        let mut add = |arn: &String| {
            if arn.starts_with("arn:") && !known.contains(arn) {
                known.push(arn.clone());
            }
        };
        for request in &scenario.requests {
            request.principal.role_arn.iter().for_each(&mut add);
            add(&request.principal.arn);
        }
        for policy in &scenario.policies {
            policy.attached_to.iter().flatten().for_each(&mut add);
        }
        Self {
            known,
            ..Self::default()
        }
    }
}

impl Import {
    /// Whether there is something to add to a scenario.
    pub fn has_something(&self) -> bool {
        self.document.is_some()
            || self.organization.is_some()
            || !self.requests.is_empty()
            || !self.policies.is_empty()
    }

    /// What was found, as a scenario of its own.
    pub fn scenario(&self) -> Scenario {
        if let Some(document) = &self.document {
            return document.clone();
        }
        Scenario {
            name: None,
            description: None,
            references: Vec::new(),
            unknown_keys: UnknownKeys::Absent,
            organization: self
                .organization
                .as_ref()
                .map(|found| found.organization.clone()),
            policies: self
                .policies
                .iter()
                .map(|found| found.policy.clone())
                .collect(),
            requests: self
                .requests
                .iter()
                .map(|found| found.request.clone())
                .collect(),
            calls: Vec::new(),
            unknown: Vec::new(),
        }
    }
}
