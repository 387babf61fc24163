//! Completion, hover and rewritings of a policy's text. The answers have the form that the editor takes (`web/editor/editor.d.ts`),
//! but for their places.

use iam_core::policy::PolicySubject;
use serde::{Deserialize, Serialize};

use crate::Subject;

/// A place in a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The policy's text.
    pub text: String,
    /// The offset.
    pub at: u32,
    /// How the policy is read.
    pub subject: Subject,
}

impl Place {
    /// A place in a policy of a type.
    pub fn new(text: &str, at: u32, subject: PolicySubject) -> Self {
        Self {
            text: text.to_owned(),
            at,
            subject: subject.into(),
        }
    }
}

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completions {
    /// Where what is replaced begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Put before it with any item: a comma or colon that was left out.
    pub before: Option<Before>,
    /// The items, the best first.
    pub items: Vec<Item>,
}

/// A text that comes with any item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Before {
    /// Where it is put.
    pub at: u32,
    /// The text.
    pub text: String,
}

/// One of the things that may stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What it is called in the list.
    pub label: String,
    /// A word for what it is.
    pub kind: String,
    /// A few words beside the label.
    pub detail: String,
    /// A line of documentation.
    pub about: String,
    /// Text and fields in turn, beginning and ending with a text.
    pub pieces: Vec<String>,
    /// For each field when it is filled in: those with a smaller number first.
    pub turns: Vec<u8>,
    /// Whether to complete again behind it.
    pub again: bool,
}

/// What a word means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hover {
    /// Where the word begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What it is called.
    pub title: String,
    /// A few words beside the title.
    pub detail: String,
    /// Sentences.
    pub text: Vec<String>,
    /// Facts by name.
    pub facts: Vec<Fact>,
}

/// A fact with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What there is.
    pub values: Vec<String>,
    /// How many more there are.
    pub more: u32,
}

/// A rewriting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeAction {
    /// What it does, in the imperative.
    pub title: String,
    /// The policy's text after it.
    pub text: String,
}
