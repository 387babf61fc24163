//! What is to be said about a policy.

use iam_core::diagnostic::Edit;
use iam_core::text::Span;
use serde::{Deserialize, Serialize};

use crate::Subject;

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its text, as typed.
    pub text: String,
    /// How it is read.
    pub subject: Subject,
    /// The ARNs of what carries it; empty if that is not known.
    pub attached_to: Vec<String>,
}

/// A place: the first byte, and the one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place(pub u32, pub u32);

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self(span.start, span.end)
    }
}

impl From<Place> for Span {
    fn from(Place(start, end): Place) -> Self {
        Self { start, end }
    }
}

/// A change of the text: what is put in the place of what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change(pub Place, pub String);

impl From<Edit> for Change {
    fn from(edit: Edit) -> Self {
        Self(edit.span.into(), edit.text)
    }
}

/// The findings of a policy, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// The findings.
    pub list: Vec<Finding>,
    /// Whether there were more than are kept.
    pub incomplete: bool,
    /// The prefixes of services whose files could not be fetched: what needs them was not looked at.
    pub without: Vec<String>,
}

/// What a finding means, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FindingKind {
    /// The policy cannot work as written, or the service refuses it.
    Error,
    /// It allows more than is likely meant.
    SecurityWarning,
    /// It departs from good practice, or will surprise.
    Warning,
    /// It could be clearer or smaller, without a change of its meaning.
    Suggestion,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The code of its check.
    pub code: String,
    /// What it means.
    pub kind: FindingKind,
    /// Where.
    pub place: Place,
    /// What was found: starts in lower case, no full stop; user text in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What the check reports, in a sentence.
    pub about: String,
    /// The changes of the text that remove it, with what they are called; none if nothing simple does.
    pub fix: Option<(String, Vec<Change>)>,
}
