//! Mistakes in how values are strung together: what to say, what to propose, and where to go on reading.

use super::parser::Parser;
use super::report::quoted;
use super::{Node, Text, Value, quote};
use crate::diagnostic::{Diagnostic, Edit};
use crate::text::Span;

/// The value of a member, as far as it goes.
pub(super) enum Reading<'t> {
    /// A value, perhaps invalid.
    Value(Node<'t>),
    /// There was no value, and the next member's name has been read already.
    NextName(Node<'t>, Text<'t>),
}

pub(super) fn insertion(at: usize, text: &str) -> Vec<Edit> {
    replacement(Span::at(at), text)
}

pub(super) fn replacement(span: Span, text: impl Into<String>) -> Vec<Edit> {
    vec![Edit {
        span,
        text: text.into(),
    }]
}

/// Puts the place in double quotes, with escapes where they are needed.
pub(super) fn requoted(span: Span, content: &str) -> Edit {
    Edit {
        span,
        text: quote(content),
    }
}

impl<'t> Parser<'t> {
    /// Reports, unless this belongs to a mistake that was just reported.
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        if !self.recovering {
            self.report.push(diagnostic);
        }
        self.recovering = true;
    }

    /// Reads the colon and the value of a member.
    pub(super) fn member_value(&mut self, key: &Text<'t>) -> Reading<'t> {
        self.trivia();
        let mut place = key.span;
        match self.peek() {
            Some(b':') => {
                place = Span::new(self.pos, self.pos + 1);
                self.advance(1);
                self.recovering = false;
            }
            Some(b'=') => self.equals_sign(),
            None => return Reading::Value(self.nothing()),
            _ if self.at_quote() => return self.value_or_name(key, None),
            Some(_) if self.begins_element() => self.report_missing_colon(key),
            Some(_) => {
                self.report_missing_value(key, place);
                return Reading::Value(self.nothing());
            }
        }
        self.trivia();
        while self.peek() == Some(b':') {
            self.stray();
            self.trivia();
        }
        match self.peek() {
            None => Reading::Value(self.nothing()),
            Some(b',' | b'}' | b']') => {
                self.report_missing_value(key, place);
                Reading::Value(self.nothing())
            }
            _ if self.at_quote() => self.value_or_name(key, Some(place)),
            Some(_) => Reading::Value(self.value()),
        }
    }

    /// A string where a value is due may be the next member's name: then a colon follows.
    fn value_or_name(&mut self, key: &Text<'t>, colon: Option<Span>) -> Reading<'t> {
        let nothing = self.nothing();
        let text = self.string();
        self.trivia();
        if self.peek() == Some(b':') {
            self.report_missing_value(key, colon.unwrap_or(key.span));
            return Reading::NextName(nothing, text);
        }
        if colon.is_none() {
            self.report_missing_colon(key);
        }
        Reading::Value(Node {
            span: text.span,
            value: Value::String(text),
        })
    }

    fn nothing(&self) -> Node<'t> {
        Node {
            span: Span::at(self.last_end),
            value: Value::Invalid,
        }
    }

    fn equals_sign(&mut self) {
        let len = if self.rest().starts_with("=>") { 2 } else { 1 };
        let span = Span::new(self.pos, self.pos + len);
        let message = "`:` stands between a name and its value";
        let diagnostic = Diagnostic::error("json/missing-colon", span, message);
        self.fault(diagnostic.fix("Write `:`", replacement(span, ":")));
        self.advance(len);
        self.recovering = false;
    }

    fn report_missing_colon(&mut self, key: &Text<'t>) {
        let message = format!("`:` is missing after {}", quoted(key.as_str()));
        let diagnostic = Diagnostic::error("json/missing-colon", key.span, message);
        self.fault(diagnostic.fix("Insert `:`", insertion(key.span.range().end, ":")));
    }

    fn report_missing_value(&mut self, key: &Text<'t>, place: Span) {
        let message = format!("{} has no value", quoted(key.as_str()));
        self.fault(Diagnostic::error("json/missing-value", place, message));
    }

    pub(super) fn report_missing_name(&mut self) {
        let span = Span::new(self.pos, self.pos + 1);
        let message =
            "expected a name in double quotes; an object is made of `\"name\": value` pairs";
        self.fault(Diagnostic::error(
            "json/unexpected-character",
            span,
            message,
        ));
    }

    pub(super) fn report_names_in_array(&mut self) {
        let span = Span::new(self.pos, self.pos + 1);
        let message = "an array has no names; `\"name\": value` pairs stand in `{` and `}`";
        self.fault(Diagnostic::error(
            "json/unexpected-character",
            span,
            message,
        ));
    }

    pub(super) fn report_missing_comma(&mut self, end: usize) {
        let diagnostic =
            Diagnostic::error("json/missing-comma", Span::at(end), "`,` is missing here");
        self.fault(diagnostic.fix("Insert `,`", insertion(end, ",")));
        self.recovering = false;
    }

    pub(super) fn report_semicolon(&mut self) {
        let span = Span::new(self.pos, self.pos + 1);
        let diagnostic = Diagnostic::error("json/missing-comma", span, "expected `,`, found `;`");
        self.fault(diagnostic.fix("Write `,`", replacement(span, ",")));
        self.recovering = false;
    }

    pub(super) fn check_trailing_comma(&mut self, comma: Option<usize>, close: char) {
        let Some(at) = comma else { return };
        let span = Span::new(at, at + 1);
        let message = format!("`,` before `{close}`; nothing follows it");
        let diagnostic = Diagnostic::error("json/trailing-comma", span, message);
        self.fault(diagnostic.fix("Remove the comma", replacement(span, "")));
        self.recovering = false;
    }

    pub(super) fn extra_commas(&mut self) {
        let start = self.pos;
        let mut end = start;
        while self.peek() == Some(b',') {
            self.advance(1);
            end = self.pos;
            self.trivia();
        }
        let span = Span::new(start, end);
        let message = "there is nothing before this `,`";
        let diagnostic = Diagnostic::error("json/unexpected-character", span, message);
        self.fault(diagnostic.fix("Remove it", replacement(span, "")));
        self.recovering = false;
    }

    /// Skips one character that has no business here.
    pub(super) fn stray(&mut self) {
        let len = self.peek_char().map_or(0, char::len_utf8);
        let span = Span::new(self.pos, self.pos + len);
        let message = format!("unexpected {}", quoted(span.slice(self.text)));
        let diagnostic = Diagnostic::error("json/unexpected-character", span, message);
        self.fault(diagnostic.fix("Remove it", replacement(span, "")));
        self.advance(len);
    }

    /// Skips what cannot be read, up to something that can.
    pub(super) fn junk(&mut self, expected: &str) {
        let span = self.run(|ch| ch.is_whitespace() || ",:{}[]\"".contains(ch));
        let message = format!(
            "expected {expected}, found {}",
            quoted(span.slice(self.text))
        );
        self.fault(Diagnostic::error(
            "json/unexpected-character",
            span,
            message,
        ));
    }

    /// Whether a member or, before a closing `]`, an element begins here.
    pub(super) fn begins_item(&self, close: u8) -> bool {
        if close == b'}' {
            self.begins_member()
        } else {
            self.begins_element()
        }
    }

    /// Whether a member begins here, so that only a comma is missing.
    fn begins_member(&self) -> bool {
        if self.at_quote() {
            return true;
        }
        let part_of_it = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let word = self.rest().bytes().take_while(part_of_it).count();
        word > 0 && self.byte(self.pos + word) == Some(b':')
    }

    /// Whether an element begins here, so that only a comma is missing.
    pub(super) fn begins_element(&self) -> bool {
        self.at_quote()
            || self.keyword().is_some()
            || matches!(self.peek(), Some(b'{' | b'[' | b'0'..=b'9' | b'-'))
    }

    pub(super) fn report_missing_braces(&mut self, name: Span) {
        let message = "this is the inside of an object; `{` is missing before it";
        let edits = [
            insertion(name.range().start, "{"),
            insertion(self.text.trim_end().len(), "}"),
        ]
        .concat();
        self.report.push(
            Diagnostic::error("json/missing-braces", name, message).fix("Put it in braces", edits),
        );
    }

    /// The text is something else altogether.
    pub(super) fn not_json(&mut self) {
        let span = self.run(|ch| ch.is_whitespace() || ch.is_control());
        let message = format!("expected `{{`, found {}", quoted(span.slice(self.text)));
        let help = "this is not JSON; JSON begins with `{`";
        self.fault(Diagnostic::error("json/unexpected-character", span, message).help(help));
        self.pos = self.text.len();
    }

    /// Reports what follows the value.
    pub(super) fn trailing_text(&mut self) {
        let Some(first) = self.peek() else { return };
        let rest = self.rest();
        let line = rest.lines().next().unwrap_or("").trim_end();
        let closers = rest
            .bytes()
            .all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'}' | b']'));
        let span = Span::new(self.pos, self.pos + line.len());
        let mut diagnostic = Diagnostic::error(
            "json/trailing-text",
            span,
            "the JSON value ends before this",
        );
        if closers {
            diagnostic.message = format!("{} closes nothing", quoted(line));
            let all = Span::new(self.pos, self.text.trim_end().len());
            diagnostic = diagnostic.fix("Remove it", replacement(all, ""));
        } else if matches!(first, b'{' | b'[') {
            diagnostic = diagnostic.help(
                "one document holds one JSON value; put further ones in documents of their own",
            );
        } else if first == b',' {
            diagnostic = diagnostic.help("a closing bracket before it is one too many");
        }
        // After a bracket too few, a bracket too many is the same mistake.
        if !self.unbalanced {
            self.fault(diagnostic);
        }
    }
}
