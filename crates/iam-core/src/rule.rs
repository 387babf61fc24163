//! Every rule the evaluator knows: its id, its statement and the AWS page it comes from.
//!
//! A finding cites a [`Rule`]; a conformance case names the rules it shows by their numbers.

use std::fmt;

use serde::{Serialize, Serializer};

/// A rule of IAM. Two rules are equal when their ids are.
#[derive(Clone, Copy)]
pub struct Rule(&'static Entry);

/// The text of a rule.
#[derive(Debug)]
pub struct Entry {
    /// A kebab-case sentence in small: `explicit-deny-wins`.
    pub id: &'static str,
    /// The number in `docs/iam-evaluation-spec.md`: `R-DEC-4`.
    pub number: &'static str,
    /// The rule in one sentence.
    pub statement: &'static str,
    /// The title of the page it comes from.
    pub source: &'static str,
}

impl Rule {
    const fn new(entry: &'static Entry) -> Self {
        Self(entry)
    }

    /// The rule's kebab-case id.
    pub const fn id(self) -> &'static str {
        self.0.id
    }

    /// The rule's number in the specification.
    pub const fn number(self) -> &'static str {
        self.0.number
    }

    /// The rule in one sentence.
    pub const fn statement(self) -> &'static str {
        self.0.statement
    }

    /// The title of the AWS page that the rule comes from.
    pub const fn source(self) -> &'static str {
        self.0.source
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || self.0.id == other.0.id
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.id)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.id)
    }
}
