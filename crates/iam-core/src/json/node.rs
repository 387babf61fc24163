//! Looking into a parsed value, and from decoded text back to the source.

use std::borrow::Cow;
use std::ops::Range;

use super::{Member, Node, Text, Value, string};
use crate::text::Span;

impl<'t> Node<'t> {
    /// The content, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = &self.value {
            Some(text.as_str())
        } else {
            None
        }
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&[Member<'t>]> {
        if let Value::Object(members) = &self.value {
            Some(members)
        } else {
            None
        }
    }

    /// The elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Node<'t>]> {
        if let Value::Array(elements) = &self.value {
            Some(elements)
        } else {
            None
        }
    }

    /// The value of the first member with this key, if this is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        let members = self.as_object()?;
        members
            .iter()
            .find(|member| member.key.as_str() == key)
            .map(|member| &member.value)
    }

    /// What kind of value this is, with its article, for sentences: "an object".
    pub fn kind_name(&self) -> &'static str {
        match self.value {
            Value::Null => "`null`",
            Value::Bool(_) => "a Boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
            Value::Invalid => "something unreadable",
        }
    }
}

impl Text<'_> {
    /// The decoded content.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The place in the source of a byte range of the decoded content.
    ///
    /// An escape belongs to the span as a whole if any byte of what it stands for lies in the range. A range beyond the
    /// content is cut to it; a range that splits a character takes the whole character.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let range = range.start..range.end.max(range.start);
        let (start, end) = match &self.content {
            Cow::Borrowed(content) => {
                let start = content.floor_char_boundary(range.start);
                let end = if range.is_empty() {
                    start
                } else {
                    content.ceil_char_boundary(range.end)
                };
                (start, end)
            }
            Cow::Owned(_) => source_range(self.raw, &range),
        };
        let inner = self.inner as usize;
        Span::new(inner.saturating_add(start), inner.saturating_add(end))
    }
}

/// Walks the source beside the decoded content, to find where a range of the content came from.
fn source_range(raw: &str, range: &Range<usize>) -> (usize, usize) {
    let mut source = 0;
    let mut decoded = 0;
    let mut start = None;
    while let Some(unit) = raw.get(source..).and_then(string::unit) {
        let after = decoded + unit.ch.len_utf8();
        if start.is_none() && range.start < after {
            start = Some(source);
            if range.is_empty() {
                return (source, source);
            }
        }
        source += unit.len;
        if start.is_some() && range.end <= after {
            break;
        }
        decoded = after;
    }
    (start.unwrap_or(source), source)
}
