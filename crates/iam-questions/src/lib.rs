//! What the page asks the program in its worker, and what it is answered.
//!
//! The page's program knows policies and decides; what knows services is in the worker, so that the page stays small and no
//! keystroke waits. Both sides share these types: a [`Question`] has an [`Answer`] of the same name, and each feature has a
//! module with what they hold. They cross as structured clones; nothing keeps them, so they may change with every release.
//!
//! Places are offsets in UTF-8 bytes.

pub mod builder;
pub mod findings;
pub mod language;
pub mod pick;
pub mod reach;

use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;
use serde::{Deserialize, Serialize};

/// What decides how a policy's text is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The name of the policy's type in scenario documents.
    pub kind: String,
    /// Whether it is the trust policy of a role.
    pub trust: bool,
}

impl From<PolicySubject> for Subject {
    fn from(subject: PolicySubject) -> Self {
        Self {
            kind: subject.kind.name().to_owned(),
            trust: subject.trust,
        }
    }
}

impl From<&Subject> for PolicySubject {
    /// An unknown type counts as identity-based.
    fn from(subject: &Subject) -> Self {
        Self {
            kind: PolicyType::from_name(&subject.kind).unwrap_or(PolicyType::Identity),
            trust: subject.trust,
        }
    }
}

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What may stand at a place of a policy.
    Complete(language::Place),
    /// What the word at a place of a policy means.
    Hover(language::Place),
    /// How a policy can be rewritten at a place.
    CodeActions(language::Place),
    /// What is to be said about a policy.
    Findings(findings::Source),
    /// Which of all actions policies allow.
    Reach(reach::ReachAsk),
    /// Which actions fit what was typed.
    FindActions(builder::Typed),
    /// What an action takes.
    ActionForm(String),
    /// Which actions patterns stand for.
    PickActions(pick::Picked),
    /// Which services there are.
    Services,
    /// Which types of resources a service has, by its prefix.
    ResourceTypes(String),
}

/// What it is answered: the variant of the question's name. What the page hands on to its editor without reading it can be
/// written only, since what reads it would be part of the page's download.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Answer {
    /// What may stand there.
    Complete(language::Completions),
    /// What the word means, if there is something to say.
    Hover(Option<language::Hover>),
    /// The rewritings.
    CodeActions(Vec<language::CodeAction>),
    /// What is to be said about the policy.
    Findings(findings::Findings),
    /// What the policies allow; nothing without the list of all actions.
    Reach(Option<reach::Reach>),
    /// The actions, the best first.
    FindActions(Vec<builder::Offer>),
    /// What it takes, if it is known.
    ActionForm(Option<builder::Form>),
    /// The actions.
    PickActions(pick::Actions),
    /// The services, by prefix.
    Services(Vec<pick::Service>),
    /// The first form of the ARNs of each type.
    ResourceTypes(Vec<String>),
}
