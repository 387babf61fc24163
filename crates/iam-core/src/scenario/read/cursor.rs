//! Walking a JSON tree with the path at hand: [`At`] is a value at its place, [`Fields`] an object being read.

use std::fmt;

use crate::json::{self, Member, Node, Value};
use crate::scenario::Unknown;

use super::ScenarioError;

/// The longest ARN, action, key, tag or id, in characters.
pub(super) const TEXT_LIMIT: usize = 4_096;

/// The longest value of a condition key or an encryption context, in bytes.
pub(super) const VALUE_LIMIT: usize = 64 << 10;

/// Where a value stands, as steps from the root. It lives on the stack and becomes text only for an error.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'p> {
    Root,
    Field(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
}

impl<'p> Place<'p> {
    pub(super) const fn field(&'p self, name: &'p str) -> Self {
        Self::Field(self, name)
    }

    pub(super) const fn index(&'p self, idx: usize) -> Self {
        Self::Index(self, idx)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Index(parent, idx) => write!(f, "{parent}[{idx}]"),
            Self::Field(parent, name) => {
                parent.fmt(f)?;
                write_step(f, name, matches!(parent, Place::Root))
            }
        }
    }
}

/// `.name`, `name` at the root, or `["any other key"]`.
fn write_step(f: &mut fmt::Formatter<'_>, name: &str, first: bool) -> fmt::Result {
    if is_plain(name) {
        return write!(f, "{}{name}", if first { "" } else { "." });
    }
    let mut quoted = String::new();
    json::write_string(&mut quoted, &shortened(name));
    write!(f, "[{quoted}]")
}

fn is_plain(name: &str) -> bool {
    let mut bytes = name.bytes();
    name.len() <= 64
        && bytes
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A path step, for lists of paths that are made without a reader.
pub(crate) fn path_step(parent: &str, name: &str) -> String {
    struct Step<'s>(&'s str, &'s str);
    impl fmt::Display for Step<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)?;
            write_step(f, self.1, self.0.is_empty())
        }
    }
    Step(parent, name).to_string()
}

/// The text, cut where it gets too long for a message.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let cut = text.char_indices().nth(MOST).map(|(offset, _)| offset);
    match cut.and_then(|offset| text.get(..offset)) {
        Some(start) => format!("{start}…"),
        None => text.to_owned(),
    }
}

/// What stands at a place, for `found …, expected …`.
pub(super) fn found(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("the number {}", shortened(number)),
        Value::String(text) if text.as_str().is_empty() => "an empty text".to_owned(),
        Value::String(text) => format!("the text `{}`", shortened(text.as_str())),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Invalid => "something that is not JSON".to_owned(),
    }
}

/// A value, its place, and the text it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    source: &'a str,
    pub(super) node: &'a Node<'a>,
    place: &'a Place<'a>,
}

impl<'a> At<'a> {
    pub(super) const fn root(source: &'a str, node: &'a Node<'a>) -> Self {
        Self {
            source,
            node,
            place: &Place::Root,
        }
    }

    pub(super) fn error(self, code: &'static str, message: String) -> ScenarioError {
        ScenarioError::at(
            self.source,
            self.node.span,
            self.place.to_string(),
            code,
            message,
        )
    }

    pub(super) fn expected(self, what: &str) -> ScenarioError {
        self.error(
            "scenario/unexpected-value",
            format!("found {}, expected {what}", found(self.node)),
        )
    }

    pub(super) fn check_key(self, text: &str) -> Result<(), ScenarioError> {
        if text.len() <= TEXT_LIMIT {
            return Ok(());
        }
        let count = text.chars().count();
        if count <= TEXT_LIMIT {
            return Ok(());
        }
        Err(self.error(
            "scenario/too-long",
            format!("found {count} characters, expected at most {TEXT_LIMIT}"),
        ))
    }

    pub(super) fn check_value(self, text: &str) -> Result<(), ScenarioError> {
        if text.len() <= VALUE_LIMIT {
            return Ok(());
        }
        Err(self.error(
            "scenario/too-long",
            format!(
                "found a value of {} bytes, expected at most {VALUE_LIMIT}",
                text.len()
            ),
        ))
    }

    /// One of a closed set of names.
    pub(super) fn one_of<T: Copy>(
        self,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<T, ScenarioError> {
        let written = self.node.as_str();
        let chosen = all.iter().copied().find(|one| Some(name(*one)) == written);
        chosen.ok_or_else(|| {
            let names: Vec<String> = all.iter().map(|one| format!("`{}`", name(*one))).collect();
            self.expected(&format!("one of {}", names.join(", ")))
        })
    }

    pub(super) fn list<T>(
        self,
        most: usize,
        what: &str,
        read: impl Fn(At<'_>) -> Result<T, ScenarioError>,
    ) -> Result<Vec<T>, ScenarioError> {
        let Value::Array(items) = &self.node.value else {
            return Err(self.expected(what));
        };
        if items.len() > most {
            return Err(self.error(
                "scenario/too-many",
                format!("found a list of {}, expected at most {most}", items.len()),
            ));
        }
        let read_item = |(idx, node): (usize, &Node<'_>)| {
            let place = self.place.index(idx);
            read(At {
                source: self.source,
                node,
                place: &place,
            })
        };
        items.iter().enumerate().map(read_item).collect()
    }

    /// The members of an object whose keys are data.
    pub(super) fn entries<T>(
        self,
        what: &str,
        read: impl Fn(String, At<'_>) -> Result<T, ScenarioError>,
    ) -> Result<Vec<T>, ScenarioError> {
        let Value::Object(members) = &self.node.value else {
            return Err(self.expected(what));
        };
        let read_member = |member: &Member<'_>| {
            let place = self.place.field(&member.key.content);
            let at = At {
                source: self.source,
                node: &member.value,
                place: &place,
            };
            at.check_key(&member.key.content)?;
            read(member.key.as_str().to_owned(), at)
        };
        members.iter().map(read_member).collect()
    }

    /// An object with fields.
    pub(super) fn object(self, what: &str) -> Result<Fields<'a>, ScenarioError> {
        let Value::Object(members) = &self.node.value else {
            return Err(self.expected(what));
        };
        Ok(Fields {
            at: self,
            members,
            known: Vec::new(),
            error: None,
        })
    }
}

/// Text of any length.
pub(super) fn any_text(at: At<'_>) -> Result<String, ScenarioError> {
    let Value::String(text) = &at.node.value else {
        return Err(at.expected("text"));
    };
    Ok(text.as_str().to_owned())
}

/// Text of at most [`TEXT_LIMIT`] characters.
pub(super) fn text(at: At<'_>) -> Result<String, ScenarioError> {
    let text = any_text(at)?;
    at.check_key(&text)?;
    Ok(text)
}

/// A list of text.
pub(super) fn texts(at: At<'_>) -> Result<Vec<String>, ScenarioError> {
    at.list(usize::MAX, "a list of text", text)
}

/// An object of key → text, each of at most [`VALUE_LIMIT`] bytes.
pub(super) fn pairs(at: At<'_>) -> Result<Vec<(String, String)>, ScenarioError> {
    at.entries("an object: key to text", |key, at| {
        let value = any_text(at)?;
        at.check_value(&value)?;
        Ok((key, value))
    })
}

/// `true` or `false`.
pub(super) fn boolean(at: At<'_>) -> Result<bool, ScenarioError> {
    let Value::Bool(value) = at.node.value else {
        return Err(at.expected("`true` or `false`"));
    };
    Ok(value)
}

/// An object whose fields are taken by name; what is left over belongs to a later release.
///
/// The first error is kept until [`Fields::finish`], and nothing is read after it: one way out for a whole object rather
/// than one for each field is half the code, which every visitor of the page downloads.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    at: At<'a>,
    members: &'a [Member<'a>],
    known: Vec<&'static str>,
    error: Option<ScenarioError>,
}

impl Fields<'_> {
    /// A field that may be left out.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(At<'_>) -> Result<T, ScenarioError>,
    ) -> Option<T> {
        let member = self.take(name)?;
        let place = self.at.place.field(name);
        let result = read(At {
            source: self.at.source,
            node: &member.value,
            place: &place,
        });
        result.map_err(|error| self.error = Some(error)).ok()
    }

    /// A field that has to be there; without it there is an error, and `None`.
    pub(super) fn required<T>(
        &mut self,
        name: &'static str,
        expected: &str,
        read: impl FnOnce(At<'_>) -> Result<T, ScenarioError>,
    ) -> Option<T> {
        let value = self.optional(name, read);
        if value.is_none() && self.error.is_none() {
            let place = self.at.place.field(name);
            let at = At {
                place: &place,
                ..self.at
            };
            let message = format!("the field is missing, expected {expected}");
            self.error = Some(at.error("scenario/missing-field", message));
        }
        value
    }

    /// Everything that was not asked for, as written.
    pub(super) fn unknown(&self) -> Unknown {
        self.members
            .iter()
            .filter(|member| !self.known.contains(&member.key.as_str()))
            .map(|member| {
                let text = member.value.span.slice(self.at.source);
                (member.key.as_str().to_owned(), text.to_owned())
            })
            .collect()
    }

    /// What was read, unless there was an error.
    pub(super) fn finish<T>(self, value: T) -> Result<T, ScenarioError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(value),
        }
    }
}

impl<'a> Fields<'a> {
    fn take(&mut self, name: &'static str) -> Option<&'a Member<'a>> {
        self.known.push(name);
        if self.error.is_some() {
            return None;
        }
        self.members
            .iter()
            .find(|member| member.key.content == name)
    }
}
