//! The punctuation around a completion: what is missing is put there, what is there is not doubled.

use iam_core::diagnostic::Edit;
use iam_core::text::Span;

use crate::insert::Insert;
use crate::place::{Place, Position, is_name};
use crate::scan::{Bracket, Due, next_char};

/// What stands around a place.
#[derive(Debug)]
pub(crate) struct Around {
    /// What is replaced.
    pub(crate) span: Span,
    /// Edits before it: a comma or colon that was left out.
    pub(crate) also: Vec<Edit>,
    /// Put before and behind what is inserted.
    before: &'static str,
    after: After,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// What ends the member or element, or nothing.
    End,
    /// Another one: a comma is missing.
    Comma,
    /// The colon of a name, which stands there already.
    Colon,
    /// A value, before which the colon is missing.
    Value,
}

impl Around {
    pub(crate) fn of(place: &Place<'_>) -> Self {
        let span = place.span();
        let end = place.spot.last_end;
        let missing = match place.spot.due {
            Due::Comma if place.frame().is_some() => Some(","),
            Due::Colon => Some(":"),
            Due::Comma | Due::Name | Due::Value => None,
        };
        let also = missing.map(|text| Edit {
            span: Span::at(end),
            text: text.to_owned(),
        });
        let touching = end == span.start as usize
            && place
                .text
                .get(..end)
                .is_some_and(|before| before.ends_with([':', ',']));
        let blank = (also.is_some() && end == span.start as usize) || touching;
        Self {
            span,
            also: also.into_iter().collect(),
            before: if blank { " " } else { "" },
            after: after(place, span.end as usize),
        }
    }

    /// A name, and the value that it gets unless it has one.
    pub(crate) fn name(&self, name: &str, value: Insert) -> Insert {
        let mut insert = Insert::default();
        insert.push(self.before);
        insert.append(Insert::quoted(name));
        self.value_of(&mut insert, value);
        insert
    }

    /// Appends to a name what is missing behind it.
    pub(crate) fn value_of(&self, insert: &mut Insert, value: Insert) {
        match self.after {
            After::Colon => {}
            After::Value => insert.push(":"),
            After::End | After::Comma => {
                insert.push(": ");
                insert.append(value);
                self.close(insert);
            }
        }
    }

    /// A value.
    pub(crate) fn value(&self, value: Insert) -> Insert {
        let mut insert = Insert::default();
        insert.push(self.before);
        insert.append(value);
        self.close(&mut insert);
        insert
    }

    /// What is put before a name or value.
    pub(crate) fn before(&self) -> &'static str {
        self.before
    }

    /// Whether a name gets a value.
    pub(crate) fn wants_value(&self) -> bool {
        matches!(self.after, After::End | After::Comma)
    }

    fn close(&self, insert: &mut Insert) {
        if self.after == After::Comma {
            insert.push(",");
        }
    }
}

fn after(place: &Place<'_>, end: usize) -> After {
    let text = place.text;
    let next = next_char(text, end);
    let name_follows = || {
        let blanks = text
            .get(end..)
            .map_or(0, |rest| rest.len() - rest.trim_start().len());
        is_name(text, end + blanks)
    };
    let object = place
        .frame()
        .is_some_and(|frame| frame.bracket == Bracket::Object);
    match (place.position, next) {
        (Position::Name(_), Some(':')) => After::Colon,
        (_, None | Some(',' | '}' | ']' | ':')) => After::End,
        (_, Some('"')) if name_follows() => {
            if object {
                After::Comma
            } else {
                After::End
            }
        }
        (Position::Name(_), Some(_)) => After::Value,
        (Position::Value(_), Some('"' | '{' | '[')) if !object && place.frame().is_some() => {
            After::Comma
        }
        (Position::Value(_), Some(_)) => After::End,
    }
}
