//! The grammar: the text as a whole, values, and what may stand between them.

use super::report::Report;
use super::{MAX_DEPTH, MAX_LEN, Node, Parsed, Text, Value, duplicates};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A bracket that waits for its partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// `{` or `[`.
    pub(super) bracket: u8,
    /// Its offset.
    pub(super) at: usize,
}

/// Whether nesting went beyond the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    Fine,
    /// It did, which has been reported.
    Exceeded,
    /// It did, and the text ended there.
    EndedInside,
}

/// The state of reading one text.
#[derive(Debug)]
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    /// Where reading goes on. INVARIANT: on a character boundary.
    pub(super) pos: usize,
    /// Where the last token ended.
    pub(super) last_end: usize,
    /// Brackets around the current place.
    pub(super) open: Vec<Open>,
    /// How many of them are arrays.
    pub(super) open_arrays: usize,
    /// The brackets still open when the text ended, once it has.
    pub(super) unclosed: Vec<Open>,
    /// A name and colon met inside an array that was not closed: they belong to the object around it.
    pub(super) handed_up: Option<Text<'t>>,
    /// Whether nesting went beyond the limit.
    pub(super) depth: Depth,
    /// A bracket has been reported as missing or wrong.
    pub(super) unbalanced: bool,
    /// A mistake was just reported: what looks wrong before the next comma or colon is part of it.
    pub(super) recovering: bool,
    pub(super) report: Report,
    /// What stands before the lines' own text, in order, where a text was copied with its line numbers.
    pub(super) line_numbers: Vec<Span>,
}

/// What follows a member or an element.
pub(super) enum After {
    /// A comma, at this offset.
    Comma(usize),
    /// Another member or element, without a comma.
    Missing,
    /// The end of the object or array.
    End,
}

pub(super) fn parse(text: &str) -> Parsed<'_> {
    if text.len() > MAX_LEN {
        let message = format!(
            "the text is longer than {} MB and is not read",
            MAX_LEN >> 20
        );
        let mut start = 1;
        while !text.is_char_boundary(start) {
            start += 1;
        }
        return Parsed {
            root: None,
            diagnostics: vec![Diagnostic::error(
                "json/too-long",
                Span::new(0, start),
                message,
            )],
        };
    }
    let mut parser = Parser {
        text,
        pos: 0,
        last_end: 0,
        open: Vec::new(),
        open_arrays: 0,
        unclosed: Vec::new(),
        handed_up: None,
        depth: Depth::Fine,
        unbalanced: false,
        recovering: false,
        report: Report::default(),
        line_numbers: Vec::new(),
    };
    parser.skip_line_numbers();
    let root = parser.root();
    parser.report_unclosed();
    Parsed {
        root,
        diagnostics: parser.report.finish(),
    }
}

impl<'t> Parser<'t> {
    fn root(&mut self) -> Option<Node<'t>> {
        self.trivia();
        if self.peek().is_none() {
            let message = "there is nothing here; expected a JSON object";
            self.report
                .push(Diagnostic::error("json/empty", Span::new(0, 0), message));
            return None;
        }
        let begins =
            self.begins_element() || matches!(self.peek(), Some(b'+' | b'.' | b'}' | b']'));
        if !begins {
            self.not_json();
            return None;
        }
        let mut root = self.value();
        self.trivia();
        if self.peek() == Some(b':')
            && let Value::String(name) = root.value
        {
            root = self.without_braces(name);
            self.trivia();
        }
        self.trailing_text();
        Some(root)
    }

    /// `"Version": …` at the outermost level: members whose braces were not copied along.
    fn without_braces(&mut self, name: Text<'t>) -> Node<'t> {
        self.report_missing_braces(name.span);
        self.recovering = false;
        let start = name.span.start as usize;
        let mut members = Vec::new();
        self.members(&mut members, Some(name));
        duplicates::check(&members, &mut self.report);
        Node {
            span: Span::new(start, self.last_end),
            value: Value::Object(members),
        }
    }

    /// Reads a value. Takes at least one character, whatever stands there; not to be called at the end of the text.
    pub(super) fn value(&mut self) -> Node<'t> {
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'0'..=b'9' | b'-' | b'+') => self.number(),
            Some(b'.') if matches!(self.byte(self.pos + 1), Some(b'0'..=b'9')) => self.number(),
            _ if self.at_quote() => {
                let text = self.string();
                Node {
                    span: text.span,
                    value: Value::String(text),
                }
            }
            _ => self.word(),
        }
    }

    fn object(&mut self) -> Node<'t> {
        let start = self.pos;
        if !self.enter(b'{') {
            return self.skip_nested();
        }
        let mut members = Vec::new();
        self.members(&mut members, None);
        self.open.pop();
        duplicates::check(&members, &mut self.report);
        Node {
            span: Span::new(start, self.last_end),
            value: Value::Object(members),
        }
    }

    fn array(&mut self) -> Node<'t> {
        let start = self.pos;
        if !self.enter(b'[') {
            return self.skip_nested();
        }
        let mut elements = Vec::new();
        self.elements(&mut elements);
        self.open.pop();
        self.open_arrays -= 1;
        Node {
            span: Span::new(start, self.last_end),
            value: Value::Array(elements),
        }
    }

    /// Goes into a bracket, unless the nesting is too deep.
    fn enter(&mut self, bracket: u8) -> bool {
        if self.open.len() >= MAX_DEPTH {
            return false;
        }
        self.open.push(Open {
            bracket,
            at: self.pos,
        });
        self.open_arrays += usize::from(bracket == b'[');
        self.advance(1);
        self.recovering = false;
        true
    }

    /// Reads what follows a member or element, past a comma or the closing bracket.
    pub(super) fn after(&mut self, close: u8) -> After {
        loop {
            self.trivia();
            match self.peek() {
                None => {
                    self.ended();
                    return After::End;
                }
                Some(b',') => {
                    let at = self.pos;
                    self.advance(1);
                    self.recovering = false;
                    return After::Comma(at);
                }
                Some(b';') => {
                    self.report_semicolon();
                    self.advance(1);
                    return After::Missing;
                }
                Some(byte) if byte == close => {
                    self.advance(1);
                    self.recovering = false;
                    return After::End;
                }
                Some(byte @ (b'}' | b']')) => {
                    if self.other_closer(byte) {
                        return After::End;
                    }
                }
                Some(_) if self.begins_item(close) => {
                    // A string in an array may turn out to be a name of the object around it.
                    if close == b'}' || !self.at_quote() {
                        self.report_missing_comma(self.last_end);
                    }
                    return After::Missing;
                }
                Some(b'{' | b'[') => {
                    if self.next_object(None) {
                        return After::End;
                    }
                    self.report_missing_name();
                    self.value();
                    self.handed_up = None;
                }
                Some(_) => self.junk(if close == b'}' {
                    "`,` or `}`"
                } else {
                    "`,` or `]`"
                }),
            }
        }
    }
}
