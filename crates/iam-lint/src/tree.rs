//! The JSON of a policy, to find out where a place lies in it: in which element, list and text.

use iam_core::json::{self, Member, Node, Text, Value};
use iam_core::text::Span;

/// One step of the way from the whole document to a place, as `ValidatePolicy` names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a member.
    Value(String),
    /// To an item of a list, from 0.
    Index(usize),
    /// To the name of a member.
    Key(String),
    /// To part of a text; in characters of the decoded text.
    Substring {
        /// The first.
        start: usize,
        /// How many.
        length: usize,
    },
}

/// A policy's JSON.
#[derive(Debug)]
pub struct Tree<'t> {
    root: Option<Node<'t>>,
}

/// A value or member's name that a place lies in, and what it stands in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holder<'a, 't> {
    /// A member of an object.
    Object(&'a [Member<'t>], usize),
    /// An item of a list.
    Array(&'a [Node<'t>], usize),
}

impl<'t> Tree<'t> {
    /// Parses a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            root: json::parse(text).root,
        }
    }

    pub(crate) fn root(&self) -> Option<&Node<'t>> {
        self.root.as_ref()
    }

    /// The way to a place, from the outside in. As far as it goes: a place between two values is in what holds both.
    pub fn path(&self, span: Span) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut text = None;
        for holder in self.way(span) {
            match holder {
                Holder::Object(members, at) => {
                    let Some(member) = members.get(at) else { break };
                    let name = member.key.as_str().to_owned();
                    if holds(member.key.span, span) {
                        steps.push(Step::Key(name));
                        return steps;
                    }
                    steps.push(Step::Value(name));
                    text = text_of(&member.value);
                }
                Holder::Array(items, at) => {
                    steps.push(Step::Index(at));
                    text = items.get(at).and_then(text_of);
                }
            }
        }
        if let Some(text) = text.filter(|text| text.span != span) {
            steps.extend(substring(text, span));
        }
        steps
    }

    /// What holds a place, from the outside in.
    pub(crate) fn way(&self, span: Span) -> Vec<Holder<'_, 't>> {
        let mut way = Vec::new();
        let mut node = self.root.as_ref().filter(|root| holds(root.span, span));
        while let Some(current) = node {
            node = None;
            match &current.value {
                Value::Object(members) => {
                    let at = members.partition_point(|member| member.value.span.end < span.end);
                    let Some(member) = members.get(at) else { break };
                    let whole = member.key.span.cover(member.value.span);
                    // The whole object is not inside its only member.
                    if !holds(whole, span) {
                        break;
                    }
                    way.push(Holder::Object(members, at));
                    if holds(member.value.span, span) {
                        node = Some(&member.value);
                    }
                }
                Value::Array(items) => {
                    let at = items.partition_point(|item| item.span.end < span.end);
                    let Some(item) = items.get(at).filter(|item| holds(item.span, span)) else {
                        break;
                    };
                    way.push(Holder::Array(items, at));
                    node = Some(item);
                }
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Invalid => {}
            }
        }
        way
    }

    /// What directly holds a value, an item or a member's name with this very span.
    pub(crate) fn holder(&self, span: Span) -> Option<Holder<'_, 't>> {
        // An object that begins with the place also holds it: the outermost that has this very span is meant.
        self.way(span).into_iter().find(|holder| match holder {
            Holder::Object(members, at) => members.get(*at).is_some_and(|member| {
                member.key.span == span
                    || member.value.span == span
                    || member.key.span.cover(member.value.span) == span
            }),
            Holder::Array(items, at) => items.get(*at).is_some_and(|item| item.span == span),
        })
    }

    /// The value with this very span.
    pub(crate) fn node(&self, span: Span) -> Option<&Node<'t>> {
        if self.root.as_ref().is_some_and(|root| root.span == span) {
            return self.root.as_ref();
        }
        match self.holder(span)? {
            Holder::Object(members, at) => members
                .get(at)
                .map(|member| &member.value)
                .filter(|value| value.span == span),
            Holder::Array(items, at) => items.get(at),
        }
    }

    /// The text with this very span: of a value or of a member's name.
    pub(crate) fn text(&self, span: Span) -> Option<&Text<'t>> {
        match self.holder(span)? {
            Holder::Object(members, at) => {
                let member = members.get(at)?;
                if member.key.span == span {
                    Some(&member.key)
                } else {
                    text_of(&member.value)
                }
            }
            Holder::Array(items, at) => items.get(at).and_then(text_of),
        }
    }
}

impl<'a> Holder<'a, '_> {
    /// Its place in the list or object.
    pub(crate) fn at(self) -> usize {
        match self {
            Self::Object(_, at) | Self::Array(_, at) => at,
        }
    }

    /// The span of what stands at a place of the list or object; of a member from its name on.
    pub(crate) fn span_of(self, at: usize) -> Option<Span> {
        match self {
            Self::Object(members, _) => {
                let member = members.get(at)?;
                Some(member.key.span.cover(member.value.span))
            }
            Self::Array(items, _) => items.get(at).map(|item| item.span),
        }
    }

    /// The name of the member, if it is one.
    pub(crate) fn name(self) -> Option<&'a str> {
        match self {
            Self::Object(members, at) => members.get(at).map(|member| member.key.as_str()),
            Self::Array(..) => None,
        }
    }
}

fn text_of<'a, 't>(node: &'a Node<'t>) -> Option<&'a Text<'t>> {
    match &node.value {
        Value::String(text) => Some(text),
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::Array(_)
        | Value::Object(_)
        | Value::Invalid => None,
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The characters of a decoded text that a place within its quotes stands for.
fn substring(text: &Text<'_>, span: Span) -> Option<Step> {
    let content = text.as_str();
    let mut inside = content
        .char_indices()
        .enumerate()
        .filter(|(_, (at, c))| {
            let own = text.span_of(*at..at + c.len_utf8());
            span.start <= own.start && own.end <= span.end
        })
        .map(|(count, _)| count);
    let start = inside.next()?;
    let length = inside.count() + 1;
    Some(Step::Substring { start, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_places() {
        let text = r#"{ "Statement": [ { "Action": [ "s3:Get*", "s3:Put*" ], "Condition": {"Null": {"a": "b"}} } ] }"#;
        let tree = Tree::new(text);
        for (part, path) in [
            ("\"s3:Put*\"", "Statement 0 Action 1"),
            ("Put", "Statement 0 Action 1 3+3"),
            ("\"Action\"", "Statement 0 key Action"),
            ("\"Null\"", "Statement 0 Condition key Null"),
            ("\"b\"", "Statement 0 Condition Null a"),
            ("\"Statement\"", "key Statement"),
        ] {
            let at = text.find(part).unwrap();
            let found: Vec<String> = tree
                .path(Span::new(at, at + part.len()))
                .into_iter()
                .map(|step| match step {
                    Step::Value(name) => name,
                    Step::Index(index) => index.to_string(),
                    Step::Key(name) => format!("key {name}"),
                    Step::Substring { start, length } => format!("{start}+{length}"),
                })
                .collect();
            assert_eq!(found.join(" "), path, "{part}");
        }
    }
}
