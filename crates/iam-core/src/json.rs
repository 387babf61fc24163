//! A tolerant JSON parser that keeps places.
//!
//! [`parse`] never fails: it returns the tree it could read and every mistake, each once and where a person would point.
//! It accepts exactly what a strict parser accepts, duplicate keys aside, which are errors here (a policy with a
//! duplicate key is invalid, rule R-JSON-4). Nesting is limited to [`MAX_DEPTH`], text to [`MAX_LEN`].

mod array;
mod brackets;
mod duplicates;
mod faults;
mod line_numbers;
mod node;
mod object;
mod parser;
mod print;
mod quotes;
mod recovery;
mod report;
mod scan;
mod string;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::text::Span;

pub use print::{compact, pretty, quote, write_string};

/// Deepest nesting of arrays and objects that is read. Strict parsers commonly stop at the same depth.
pub const MAX_DEPTH: usize = 127;

/// Longest text, in bytes, that is read.
pub const MAX_LEN: usize = 4 << 20;

/// Most diagnostics that [`parse`] returns, not counting the `json/too-many` that then closes the list.
pub const MAX_DIAGNOSTICS: usize = 100;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'t> {
    /// From the first to the last character of the value.
    pub span: Span,
    /// The value.
    pub value: Value<'t>,
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(&'t str),
    /// A string.
    String(Text<'t>),
    /// An array.
    Array(Vec<Node<'t>>),
    /// An object; members in the order written, duplicates kept.
    Object(Vec<Member<'t>>),
    /// Something that could not be read; a diagnostic says why.
    Invalid,
}

/// One `"key": value` of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'t> {
    /// The key.
    pub key: Text<'t>,
    /// The value.
    pub value: Node<'t>,
}

/// A string with its escapes decoded, which still knows where each byte came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Text<'t> {
    /// The decoded content.
    pub content: Cow<'t, str>,
    /// From the opening to the closing quote.
    pub span: Span,
    /// What stands between the quotes, escapes and all.
    raw: &'t str,
    /// Where `raw` begins in the source.
    inner: u32,
}

/// What [`parse`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed<'t> {
    /// The value, unless the text holds none.
    pub root: Option<Node<'t>>,
    /// Every mistake, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a JSON text, however broken. Time and memory are linear in the text, plus the sorting of large objects' keys.
///
/// # Examples
///
/// ```
/// use iam_core::json;
///
/// let parsed = json::parse(r#"{ "Effect": "Allow", "Action": }"#);
/// let root = parsed.root.unwrap();
/// assert_eq!(root.get("Effect").and_then(json::Node::as_str), Some("Allow"));
/// assert_eq!(parsed.diagnostics.len(), 1);
/// assert_eq!(parsed.diagnostics[0].code, "json/missing-value");
/// ```
pub fn parse(text: &str) -> Parsed<'_> {
    parser::parse(text)
}
