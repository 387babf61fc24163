//! Completion: what may stand at the caret.

mod action;
mod condition;
mod name;
mod offer;
mod principal;
mod resource;
mod value;
mod variable;

#[cfg(test)]
mod tests;

use iam_catalog::Catalog;
use iam_core::diagnostic::{Edit, apply_edits};
use iam_core::policy::PolicySubject;
use iam_core::text::Span;

use crate::around::Around;
use crate::facts::Facts;
use crate::insert::Insert;
use crate::missing::Missing;
use crate::place::{Place, Position, Value, Within};
use offer::Offer;

/// Most items that are returned.
pub(crate) const MOST_ITEMS: usize = 100;

/// What may stand at the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What an item replaces.
    pub span: Span,
    /// Edits that come with any item, all of them before [`Completions::span`]: a comma or colon that was left out.
    pub also: Vec<Edit>,
    /// What there is to choose from, the best first, at most 100.
    pub items: Vec<Item>,
    /// How many there are, with those that are left out.
    pub total: usize,
    /// What is not loaded and would make the list better.
    pub missing: Missing,
}

/// One of the things that may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is called in the list.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// What it puts into the text.
    pub insert: Insert,
    /// Whether what it leaves at its first field, or at its end, asks for completion in turn.
    pub again: bool,
    /// A few words beside the label: an access level, a type, a count.
    pub detail: String,
    /// A line of documentation; may be empty.
    pub about: String,
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A whole policy or statement.
    Template,
    /// The name of an element.
    Element,
    /// A fixed value.
    Value,
    /// A service.
    Service,
    /// An action.
    Action,
    /// An action with wildcards.
    Wildcard,
    /// A resource.
    Resource,
    /// A condition operator.
    Operator,
    /// A condition key.
    Key,
    /// A principal, or a kind of them.
    Principal,
    /// A policy variable.
    Variable,
}

impl ItemKind {
    /// A word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Element => "element",
            Self::Value => "value",
            Self::Service => "service",
            Self::Action => "action",
            Self::Wildcard => "wildcard",
            Self::Resource => "resource",
            Self::Operator => "operator",
            Self::Key => "key",
            Self::Principal => "principal",
            Self::Variable => "variable",
        }
    }
}

impl Completions {
    /// The text with an item in it.
    pub fn apply(&self, text: &str, item: &Item) -> String {
        let before = text.get(..self.span.start as usize).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let indentation = line.len() - line.trim_start().len();
        let indentation = line.get(..indentation).unwrap_or("");
        let mut edits = self.also.clone();
        edits.push(Edit {
            span: self.span,
            text: item.insert.at_indentation(indentation),
        });
        apply_edits(text, &edits)
    }
}

/// What may stand at the caret, an offset in bytes, in a policy of a type.
pub fn complete(
    text: &str,
    caret: usize,
    subject: PolicySubject,
    catalog: &Catalog,
) -> Completions {
    let Some(place) = Place::at(text, caret) else {
        return Completions::default();
    };
    let mut missing = Missing::default();
    let facts = Facts::of(&place, catalog, &mut missing);
    let mut asked = Asked {
        place: &place,
        subject,
        catalog,
        facts,
        around: Around::of(&place),
        missing,
    };
    let mut offer = Offer::new(place.typed());
    if !variable::complete(&mut asked, &mut offer) {
        asked.by_position(&mut offer);
    }
    let Asked {
        around, missing, ..
    } = asked;
    offer.finish(around, missing)
}

/// What is asked, and what is known about the place.
pub(crate) struct Asked<'a> {
    pub(crate) place: &'a Place<'a>,
    pub(crate) subject: PolicySubject,
    pub(crate) catalog: &'a Catalog,
    pub(crate) facts: Facts<'a>,
    pub(crate) around: Around,
    pub(crate) missing: Missing,
}

impl Asked<'_> {
    fn by_position(&mut self, offer: &mut Offer) {
        match self.place.position {
            Position::Name(within) => match within {
                Within::Document => name::of_document(self, offer),
                Within::Statement => name::of_statement(self, offer),
                Within::Principals => principal::kinds(self, offer),
                Within::Operators => condition::operators(self, offer),
                Within::Keys { operator } => condition::keys(self, operator, offer),
                Within::Statements | Within::List(_) | Within::Other => {}
            },
            Position::Value(value) => match value {
                Value::Document => value::document(self, offer),
                Value::Version => value::version(self, offer),
                Value::Effect => value::effect(self, offer),
                Value::Statement => value::statement(self, offer),
                Value::Action => action::complete(self, offer),
                Value::Resource => resource::complete(self, offer),
                Value::Principal => principal::whole(self, offer),
                Value::PrincipalOf(kind) => principal::values(self, kind, offer),
                Value::Condition => condition::operators_in_braces(self, offer),
                Value::KeysOf(operator) => condition::keys_in_braces(self, operator, offer),
                Value::Key { operator, key } => condition::values(self, operator, key, offer),
                Value::Other => {}
            },
        }
    }
}
