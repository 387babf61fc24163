//! From places in a policy's text to places in the scenario's file.
//!
//! A policy that stands in the file as text keeps its places through the escapes. One that stands there as an object is
//! evaluated in its pretty form: token for token the same JSON, so that the places follow from the order of tokens.

use iam_core::json::{self, Node, Value};
use iam_core::text::{LineIndex, Span};

use crate::input::Document;

/// The places of one file.
#[derive(Debug)]
pub(crate) struct Places<'d> {
    file: &'d str,
    text: &'d str,
    lines: LineIndex,
    policies: Vec<Policy<'d>>,
    requests: Vec<Span>,
}

/// A policy's document in the file.
#[derive(Debug)]
enum Policy<'d> {
    /// Text, and the same text decoded.
    Text(json::Text<'d>),
    /// Anything else: its tokens as evaluated, and in the file.
    Tokens(Vec<(Span, Span)>),
}

impl<'d> Places<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let text = document.text.as_str();
        let parsed = json::parse(text);
        let items = |name| {
            let list = parsed.root.as_ref().and_then(|root| root.get(name));
            list.and_then(Node::as_array).unwrap_or(&[])
        };
        let policies = items("policies").iter().zip(&document.scenario.policies);
        let policies = policies.map(|(node, policy)| match node.get("document") {
            Some(Node {
                value: Value::String(text),
                ..
            }) => Policy::Text(text.clone()),
            Some(node) => {
                let in_file = tokens(node.span.slice(text), node.span.start);
                Policy::Tokens(
                    tokens(&policy.document, 0)
                        .into_iter()
                        .zip(in_file)
                        .collect(),
                )
            }
            None => Policy::Tokens(Vec::new()),
        });
        Self {
            file: &document.file,
            text,
            lines: LineIndex::new(text),
            policies: policies.collect(),
            requests: items("requests").iter().map(|node| node.span).collect(),
        }
    }

    /// `file:line:column` of a place in a policy.
    pub(crate) fn of_policy(&self, policy: u32, span: Span) -> String {
        self.name(self.in_file(policy, span).start)
    }

    /// `file:line:column` of a request.
    pub(crate) fn of_request(&self, request: usize) -> String {
        self.name(self.requests.get(request).map_or(0, |span| span.start))
    }

    /// The text to show a place of a policy in: the file where the policy is laid out in it.
    pub(crate) fn shown<'s>(
        &'s self,
        policy: u32,
        as_evaluated: &'s str,
        span: Span,
    ) -> (&'s str, Span) {
        match self.policies.get(policy as usize) {
            Some(Policy::Tokens(_)) => (self.text, self.in_file(policy, span)),
            Some(Policy::Text(_)) | None => (as_evaluated, span),
        }
    }

    fn name(&self, offset: u32) -> String {
        let (line, column) = self.lines.line_col(offset);
        format!("{}:{}:{}", self.file, line + 1, column + 1)
    }

    /// The place in the file of a place in a policy.
    pub(crate) fn in_file(&self, policy: u32, span: Span) -> Span {
        match self.policies.get(policy as usize) {
            Some(Policy::Text(text)) => text.span_of(span.range()),
            Some(Policy::Tokens(tokens)) => Span {
                start: follow(tokens, span.start),
                end: follow(tokens, span.end),
            },
            None => Span::default(),
        }
    }
}

/// The place in the file of an offset. Between two tokens it is the end of the first.
fn follow(tokens: &[(Span, Span)], offset: u32) -> u32 {
    let after = tokens.partition_point(|(evaluated, _)| evaluated.start <= offset);
    let token = after.checked_sub(1).and_then(|before| tokens.get(before));
    let Some((evaluated, in_file)) = token.or(tokens.first()) else {
        return 0;
    };
    let inside = offset.saturating_sub(evaluated.start);
    let same_length = evaluated.end - evaluated.start == in_file.end - in_file.start;
    if evaluated.end <= offset {
        in_file.end
    } else if same_length {
        in_file.start + inside
    } else {
        // Written with other escapes: the token as a whole.
        in_file.start
    }
}

/// The spans of strings, words and signs of a JSON text.
fn tokens(text: &str, base: u32) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        match first {
            ' ' | '\t' | '\r' | '\n' => continue,
            '{' | '}' | '[' | ']' | ':' | ',' => {}
            '"' => {
                while let Some((at, inner)) = chars.next() {
                    end = at + inner.len_utf8();
                    match inner {
                        '"' => break,
                        '\\' => {
                            chars.next();
                        }
                        _ => {}
                    }
                }
            }
            _ => {
                let in_word = |ch: &char| {
                    !matches!(
                        ch,
                        '{' | '}' | '[' | ']' | ':' | ',' | '"' | ' ' | '\t' | '\r' | '\n'
                    )
                };
                while let Some((at, inner)) = chars.next_if(|(_, ch)| in_word(ch)) {
                    end = at + inner.len_utf8();
                }
            }
        }
        let start = base + u32::try_from(start).unwrap_or(u32::MAX);
        let end = base + u32::try_from(end).unwrap_or(u32::MAX);
        spans.push(Span { start, end });
    }
    spans
}
