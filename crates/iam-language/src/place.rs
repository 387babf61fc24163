//! What the place of the caret is for: from open brackets and names to the grammar of policies.
//!
//! Source: *Grammar of the IAM JSON policy language* (R-ELM-1 … R-ELM-9).

use iam_core::json;
use iam_core::text::Span;

use crate::scan::{Bracket, Due, Frame, Spot, Token, next_char};

/// The meaning of a bracket that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within<'t> {
    /// The policy.
    Document,
    /// The list of statements.
    Statements,
    /// A statement.
    Statement,
    /// The kinds of principals.
    Principals,
    /// `Condition`: operators.
    Operators,
    /// The keys of an operator.
    Keys { operator: &'t str },
    /// A list of what an element or key may have as values.
    List(Value<'t>),
    /// Nothing known.
    Other,
}

/// What a value is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value<'t> {
    /// The policy itself.
    Document,
    Version,
    Statement,
    Effect,
    Principal,
    Action,
    Resource,
    Condition,
    /// Of a kind of principals.
    PrincipalOf(&'t str),
    /// The keys of an operator.
    KeysOf(&'t str),
    /// The values of a key.
    Key {
        operator: &'t str,
        key: &'t str,
    },
    /// Free text, or nothing known.
    Other,
}

/// What a place is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position<'t> {
    /// A name.
    Name(Within<'t>),
    /// A value.
    Value(Value<'t>),
}

/// The place of the caret.
#[derive(Debug)]
pub(crate) struct Place<'t> {
    pub(crate) text: &'t str,
    pub(crate) spot: Spot,
    pub(crate) position: Position<'t>,
    /// What the open brackets mean.
    within: Vec<Within<'t>>,
    caret: usize,
}

impl<'t> Place<'t> {
    /// Finds the place; none in a text that is longer than what is read.
    pub(crate) fn at(text: &'t str, caret: usize) -> Option<Self> {
        if text.len() > json::MAX_LEN {
            return None;
        }
        let caret = text.floor_char_boundary(caret.min(text.len()));
        let spot = Spot::at(text, caret);
        let within = meanings(text, &spot.frames);
        let position = position(text, &spot, &within)?;
        Some(Self {
            text,
            spot,
            position,
            within,
            caret,
        })
    }

    /// What is replaced: the word or string at the caret, with its quotes.
    pub(crate) fn span(&self) -> Span {
        self.spot.span(self.caret)
    }

    /// The word or string at the caret up to the caret, as it stands in the text.
    pub(crate) fn typed(&self) -> &'t str {
        let Some(token) = self.spot.token else {
            return "";
        };
        let start = token.inner.start as usize;
        self.text.get(start..self.caret.max(start)).unwrap_or("")
    }

    /// The whole word or string at the caret, without quotes.
    pub(crate) fn whole(&self) -> &'t str {
        self.spot
            .token
            .map_or("", |token| slice(self.text, token.inner))
    }

    /// Where the statement around the caret begins.
    pub(crate) fn statement(&self) -> Option<usize> {
        self.opens(|within| within == Within::Statement)
    }

    /// The bracket directly around the caret.
    pub(crate) fn frame(&self) -> Option<&Frame> {
        self.spot.frame()
    }

    /// Whether the caret is in a list.
    pub(crate) fn in_list(&self) -> bool {
        self.frame()
            .is_some_and(|frame| frame.bracket == Bracket::Array)
    }

    fn opens(&self, is: impl Fn(Within<'t>) -> bool) -> Option<usize> {
        let at = self.within.iter().position(|within| is(*within))?;
        self.spot.frames.get(at).map(|frame| frame.open)
    }
}

pub(crate) fn slice(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or("")
}

fn meanings<'t>(text: &'t str, frames: &[Frame]) -> Vec<Within<'t>> {
    let mut found: Vec<Within<'_>> = Vec::with_capacity(frames.len());
    let mut before: Option<(&Frame, Within<'t>)> = None;
    for frame in frames {
        let within = match before {
            None if frame.bracket == Bracket::Object => Within::Document,
            None => Within::Other,
            Some((outer, within)) => inside(frame.bracket, within, name_of(text, outer)),
        };
        found.push(within);
        before = Some((frame, within));
    }
    found
}

fn name_of<'t>(text: &'t str, frame: &Frame) -> &'t str {
    frame.name.map_or("", |name| slice(text, name))
}

/// What a bracket means that opens as a value in another.
fn inside<'t>(bracket: Bracket, outer: Within<'t>, name: &'t str) -> Within<'t> {
    let value = value_in(outer, name);
    match (bracket, outer, value) {
        // A list has texts.
        (_, Within::List(_), _) => Within::Other,
        (Bracket::Object, Within::Statements, _) | (Bracket::Object, _, Value::Statement) => {
            Within::Statement
        }
        (Bracket::Array, _, Value::Statement) if outer == Within::Document => Within::Statements,
        (Bracket::Object, _, Value::Principal) => Within::Principals,
        (Bracket::Object, _, Value::Condition) => Within::Operators,
        (Bracket::Object, _, Value::KeysOf(operator)) => Within::Keys { operator },
        (
            Bracket::Array,
            _,
            Value::Action | Value::Resource | Value::PrincipalOf(_) | Value::Key { .. },
        ) => Within::List(value),
        _ => Within::Other,
    }
}

/// What a value in a bracket is of.
fn value_in<'t>(within: Within<'t>, name: &'t str) -> Value<'t> {
    match within {
        Within::Document => match name {
            "Version" => Value::Version,
            "Statement" => Value::Statement,
            _ => Value::Other,
        },
        Within::Statements => Value::Statement,
        Within::Statement => match name {
            "Effect" => Value::Effect,
            "Principal" | "NotPrincipal" => Value::Principal,
            "Action" | "NotAction" => Value::Action,
            "Resource" | "NotResource" => Value::Resource,
            "Condition" => Value::Condition,
            _ => Value::Other,
        },
        Within::Principals => Value::PrincipalOf(name),
        Within::Operators => Value::KeysOf(name),
        Within::Keys { operator } => Value::Key {
            operator,
            key: name,
        },
        Within::List(value) => value,
        Within::Other => Value::Other,
    }
}

fn position<'t>(text: &'t str, spot: &Spot, within: &[Within<'t>]) -> Option<Position<'t>> {
    let (Some(frame), Some(innermost)) = (spot.frame(), within.last().copied()) else {
        let alone = match spot.token {
            Some(token) => next_char(text, token.span.end as usize).is_none(),
            None => next_char(text, 0).is_none(),
        };
        return (alone && spot.due == Due::Value).then_some(Position::Value(Value::Document));
    };
    let value = Position::Value(value_in(innermost, name_of(text, frame)));
    match (frame.bracket, spot.due) {
        (Bracket::Array, Due::Value | Due::Comma) => Some(value),
        (Bracket::Object, Due::Name | Due::Comma) => Some(Position::Name(innermost)),
        (Bracket::Object, Due::Value | Due::Colon) => {
            let end = spot
                .token
                .map_or(spot.last_end, |token| token.span.end as usize);
            let no_colon = spot.due == Due::Colon;
            let stands = (spot.token.is_none() || no_colon) && value_follows(text, end);
            let colon = no_colon && next_char(text, end) == Some(':');
            (!stands && !colon).then_some(value)
        }
        (Bracket::Array, Due::Name | Due::Colon) => None,
    }
}

/// Whether a value stands behind a colon, and not the next name.
fn value_follows(text: &str, from: usize) -> bool {
    match next_char(text, from) {
        Some('"') => {
            let at = text.len() - text.get(from..).unwrap_or("").trim_start().len();
            !is_name(text, at)
        }
        None | Some(',' | ':' | '}' | ']') => false,
        Some(_) => true,
    }
}

/// Whether a string that begins somewhere has a colon behind it.
pub(crate) fn is_name(text: &str, at: usize) -> bool {
    let token: Token = crate::scan::string_at(text, at);
    next_char(text, token.span.end as usize) == Some(':')
}
