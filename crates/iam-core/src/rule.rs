//! Every rule the evaluator knows: its id, its statement and the AWS page it comes from.
//!
//! A finding cites a [`Rule`]; a conformance case names the rules it shows by their numbers.

use std::fmt;

use serde::{Serialize, Serializer};

mod condition;
mod decision;
mod features;
mod grammar;
mod keys;
mod matching;
mod tags;
mod trace;
mod validation;

pub use condition::*;
pub use decision::*;
pub use features::*;
pub use grammar::*;
pub use keys::*;
pub use matching::*;
pub use tags::*;
pub use trace::*;
pub use validation::*;

/// The rules in the order of the specification, section by section.
const SECTIONS: [&[Rule]; 9] = [
    GRAMMAR, MATCHING, CONDITION, DECISION, KEYS, TAGS, VALIDATION, FEATURES, TRACE,
];

/// A rule of IAM. Two rules are equal when their ids are.
#[derive(Clone, Copy)]
pub struct Rule(&'static Entry);

/// The text of a rule. Sentences are functions, so that a program that is fetched in parts brings first those that it shows first.
#[derive(Debug)]
pub struct Entry {
    /// A kebab-case sentence in small: `explicit-deny-wins`.
    pub id: &'static str,
    /// The number in `docs/iam-evaluation-spec.md`: `R-DEC-4`.
    pub number: &'static str,
    /// The rule in one sentence.
    pub statement: fn() -> &'static str,
    /// The title of the page it comes from.
    pub source: fn() -> &'static str,
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
    pub fn statement(self) -> &'static str {
        (self.0.statement)()
    }

    /// The title of the AWS page that the rule comes from.
    pub fn source(self) -> &'static str {
        (self.0.source)()
    }
}

/// Every rule in the order of the specification.
pub fn all() -> impl Iterator<Item = Rule> {
    SECTIONS.into_iter().flatten().copied()
}

/// The rule with this number in the specification, such as `R-DEC-4`.
pub fn by_number(number: &str) -> Option<Rule> {
    all().find(|rule| rule.number() == number)
}

/// The rule with this id, such as `explicit-deny-wins`.
pub fn by_id(id: &str) -> Option<Rule> {
    all().find(|rule| rule.id() == id)
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const SPECIFICATION: &str = include_str!("../../../docs/iam-evaluation-spec.md");

    /// The text of the modules, in the order of [`SECTIONS`].
    const SOURCES: [&str; 9] = [
        include_str!("rule/grammar.rs"),
        include_str!("rule/matching.rs"),
        include_str!("rule/condition.rs"),
        include_str!("rule/decision.rs"),
        include_str!("rule/keys.rs"),
        include_str!("rule/tags.rs"),
        include_str!("rule/validation.rs"),
        include_str!("rule/features.rs"),
        include_str!("rule/trace.rs"),
    ];

    /// The numbers that the specification defines, in bold: `**R-DEC-4**`.
    fn specified_numbers() -> Vec<&'static str> {
        let bold = SPECIFICATION.match_indices("**R-");
        bold.filter_map(|(at, _)| SPECIFICATION.get(at + 2..)?.split("**").next())
            .collect()
    }

    #[test]
    fn registers_every_rule_of_the_specification_in_order() {
        let registered: Vec<_> = all().map(Rule::number).collect();
        assert_eq!(registered, specified_numbers());
    }

    #[test]
    fn ids_and_numbers_are_unique() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            assert!(seen.insert(rule.id()), "{} occurs twice", rule.id());
            assert!(seen.insert(rule.number()), "{} occurs twice", rule.number());
        }
    }

    #[test]
    fn ids_are_short_kebab_case_sentences() {
        for rule in all() {
            let words: Vec<_> = rule.id().split('-').collect();
            assert!(
                (2..=6).contains(&words.len()),
                "{rule:?} is not 2 to 6 words"
            );
            for word in words {
                let is_word = !word.is_empty()
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
                assert!(is_word, "{rule:?} has the word `{word}`");
            }
        }
    }

    #[test]
    fn constants_are_named_for_their_ids_and_listed() {
        for (source, rules) in SOURCES.iter().zip(SECTIONS) {
            assert_eq!(
                source.matches("pub const ").count(),
                rules.len(),
                "{rules:?}"
            );
            for rule in rules {
                let (id, number) = (rule.id(), rule.number());
                let name = id.to_uppercase().replace('-', "_");
                let head = format!("/// {number}\npub const {name}: Rule = Rule::new(&Entry {{\n");
                assert!(source.contains(&head), "{number} is not `{name}`");
            }
        }
    }

    #[test]
    fn statements_are_single_short_sentences() {
        for rule in all() {
            let statement = rule.statement();
            assert!(statement.ends_with('.'), "{rule:?} has no full stop");
            assert!(
                !statement.contains(". "),
                "{rule:?} is more than one sentence"
            );
            assert!(
                statement.len() < 200,
                "{rule:?} is {} long",
                statement.len()
            );
            assert!(!rule.source().is_empty(), "{rule:?} has no source");
        }
    }

    #[test]
    fn finds_rules() {
        assert_eq!(by_number("R-DEC-4"), Some(EXPLICIT_DENY_WINS));
        assert_eq!(by_id("explicit-deny-wins"), Some(EXPLICIT_DENY_WINS));
        assert_eq!(by_number("R-DEC-99"), None);
        assert_eq!(by_id("R-DEC-4"), None);
    }
}
