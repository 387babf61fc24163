//! Hover: what a word of a policy means.

mod action;
mod condition;
mod element;

#[cfg(test)]
mod tests;

use iam_catalog::Catalog;
use iam_core::text::Span;

use crate::missing::Missing;
use crate::place::{Place, Position, Value, Within};

/// What a word means, as content without layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hover {
    /// The word, with its quotes.
    pub span: Span,
    /// What it is called.
    pub title: String,
    /// A few words beside the title: an access level, a type, a count.
    pub detail: String,
    /// Sentences.
    pub text: Vec<String>,
    /// Facts by name.
    pub facts: Vec<Fact>,
    /// What is not loaded and would say more.
    pub missing: Missing,
}

/// A fact with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name, such as `Resource types`.
    pub name: &'static str,
    /// What there is, at most so many that a person can read them.
    pub values: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// What the word at an offset in bytes means; none where there is nothing to say.
pub fn hover(text: &str, offset: usize, catalog: &Catalog) -> Option<Hover> {
    // The character at the offset is meant, not the one before it.
    let next = text.get(offset..)?.chars().next()?;
    let place = Place::at(text, offset + next.len_utf8())?;
    // The last character of a string is its closing quote.
    let place = if place.spot.token.is_some() {
        place
    } else {
        Place::at(text, offset)?
    };
    let token = place.spot.token?;
    if !(token.span.range()).contains(&offset) {
        return None;
    }
    let word = place.whole();
    let mut hover = Hover {
        span: token.span,
        ..Hover::default()
    };
    if variable(&place, offset, catalog, &mut hover) {
        return Some(hover);
    }
    let known = match place.position {
        Position::Name(Within::Document | Within::Statement) => element::name(word, &mut hover),
        Position::Name(Within::Principals) => element::principal_kind(word, &mut hover),
        Position::Name(Within::Operators) => condition::operator(word, &mut hover),
        Position::Name(Within::Keys { .. }) => condition::key(word, catalog, &mut hover),
        Position::Value(Value::Action) => action::entry(word, catalog, &mut hover),
        Position::Value(Value::Resource) => action::resource(word, catalog, &mut hover),
        Position::Value(Value::Effect | Value::Version) => element::value(word, &mut hover),
        Position::Value(Value::PrincipalOf(kind)) => element::principal(kind, word, &mut hover),
        Position::Value(Value::Principal) => element::principal("AWS", word, &mut hover),
        Position::Name(Within::Statements | Within::List(_) | Within::Other)
        | Position::Value(
            Value::Document
            | Value::Statement
            | Value::Condition
            | Value::KeysOf(_)
            | Value::Key { .. }
            | Value::Other,
        ) => false,
    };
    known.then_some(hover)
}

/// A policy variable, if the offset is in one: its key.
fn variable(place: &Place<'_>, offset: usize, catalog: &Catalog, hover: &mut Hover) -> bool {
    let replaced = matches!(
        place.position,
        Position::Value(Value::Resource | Value::Key { .. })
    );
    let (Some(token), true) = (place.spot.token, replaced) else {
        return false;
    };
    let start = token.inner.start as usize;
    let word = place.whole();
    let Some(at) = offset.checked_sub(start) else {
        return false;
    };
    // The last variable that begins before the offset or at it.
    let begun = word.get(..word.ceil_char_boundary(at + 1)).unwrap_or(word);
    let begun = begun
        .strip_suffix('$')
        .map_or(begun.rfind("${"), |rest| Some(rest.len()));
    let Some(open) = begun else {
        return false;
    };
    let Some((inside, _)) = word
        .get(open..)
        .and_then(|rest| rest.strip_prefix("${"))
        .and_then(|rest| rest.split_once('}'))
    else {
        return false;
    };
    let end = open + inside.len() + 3;
    if at >= end {
        return false;
    }
    // `${aws:username, 'nobody'}` has a default.
    let key = inside.split(',').next().unwrap_or(inside).trim();
    hover.span = Span::new(start + open, start + end);
    if let Some(what) = element::escape(key) {
        hover.title = format!("${{{inside}}}");
        hover.text.push(what.to_owned());
        return true;
    }
    condition::key(key, catalog, hover)
}

impl Hover {
    /// Adds a fact, unless there is nothing to it; of the values at most so many.
    fn fact(&mut self, name: &'static str, values: Vec<String>, most: usize) {
        if values.is_empty() {
            return;
        }
        let more = values.len().saturating_sub(most);
        let mut values = values;
        values.truncate(most);
        self.facts.push(Fact { name, values, more });
    }
}
