//! The grammar: values, arrays, objects, and what may stand between them.

use super::recovery::Reading;
use super::report::Report;
use super::{MAX_DEPTH, MAX_LEN, Member, Node, Parsed, Text, Value, duplicates};
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
}

/// What follows a member or an element.
enum After {
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
    };
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

    /// Reads members up to and with the closing brace; `pending` is a name that was already read.
    fn members(&mut self, members: &mut Vec<Member<'t>>, mut pending: Option<Text<'t>>) {
        let mut comma = None;
        loop {
            let Some(key) = pending.take().or_else(|| self.name(comma)) else {
                return;
            };
            let value = self.member_value(&key);
            pending = match value {
                Reading::Value(value) => {
                    members.push(Member { key, value });
                    self.handed_up.take()
                }
                Reading::NextName(value, next) => {
                    members.push(Member { key, value });
                    Some(next)
                }
            };
            if pending.is_some() {
                continue;
            }
            comma = match self.after(b'}') {
                After::Comma(at) => Some(at),
                After::Missing => None,
                After::End => return,
            };
        }
    }

    /// Reads the next name; `None` at the end of the object. `comma` is where the comma before it stands.
    fn name(&mut self, mut comma: Option<usize>) -> Option<Text<'t>> {
        loop {
            self.trivia();
            match self.peek() {
                None => {
                    self.ended();
                    return None;
                }
                Some(b'}') => {
                    self.check_trailing_comma(comma, '}');
                    self.advance(1);
                    return None;
                }
                Some(b']') => {
                    if self.other_closer(b']') {
                        return None;
                    }
                }
                Some(b',') => self.extra_commas(),
                Some(b':') => {
                    self.report_missing_name();
                    self.advance(1);
                    self.drop_value();
                }
                Some(b'{' | b'[') => {
                    if self.next_object(comma) {
                        return None;
                    }
                    self.report_missing_name();
                    self.drop_value();
                }
                _ if self.at_quote() => return Some(self.string()),
                Some(_) => {
                    if let Some(name) = self.unquoted_name() {
                        return Some(name);
                    }
                    self.junk("a name in double quotes");
                }
            }
            comma = None;
        }
    }

    /// Reads a value that has no place in the tree, and the comma after it.
    fn drop_value(&mut self) {
        self.trivia();
        if !matches!(self.peek(), None | Some(b',' | b'}' | b']' | b':')) {
            self.value();
            self.handed_up = None;
            self.trivia();
        }
        if self.peek() == Some(b',') {
            self.advance(1);
        }
        self.recovering = false;
    }

    /// Reads elements up to and with the closing bracket.
    fn elements(&mut self, elements: &mut Vec<Node<'t>>) {
        let mut comma = None;
        // The comma before the coming string has not been found missing yet, but is.
        let mut lacks_comma = false;
        // The elements are names with values.
        let mut named = false;
        loop {
            self.trivia();
            match self.peek() {
                None => return self.ended(),
                Some(b']') => {
                    self.check_trailing_comma(comma, ']');
                    return self.advance(1);
                }
                Some(b'}') => {
                    if self.other_closer(b'}') {
                        return;
                    }
                    continue;
                }
                Some(b',') => {
                    self.extra_commas();
                    continue;
                }
                Some(b':') => {
                    self.junk("a value");
                    continue;
                }
                Some(_) => {}
            }
            let before = self.last_end;
            let element = self.value();
            self.trivia();
            if self.peek() == Some(b':') && elements.is_empty() && !self.begins_line(before) {
                self.report_names_in_array();
                named = true;
            }
            if self.peek() == Some(b':') && named {
                self.advance(1);
                elements.push(element);
                (comma, lacks_comma) = (None, false);
                continue;
            }
            let missing = comma.map_or((before, "],"), |at| (at, "]"));
            let element = match self.name_of_outer_object(element, missing) {
                Ok(()) => return,
                Err(element) => element,
            };
            if lacks_comma {
                self.report_missing_comma(before);
            }
            elements.push(element);
            comma = match self.after(b']') {
                After::Comma(at) => Some(at),
                After::Missing => None,
                After::End => return,
            };
            lacks_comma = comma.is_none() && self.at_quote() && !self.recovering;
        }
    }

    /// Whether there is a line break somewhere in the blanks after an offset.
    fn begins_line(&self, at: usize) -> bool {
        self.from(at)
            .bytes()
            .take_while(u8::is_ascii_whitespace)
            .any(|byte| byte == b'\n')
    }

    /// Whether the string just read in an array is, going by the colon after it, a name of the object around: then the
    /// array was not closed; `missing` is where and how to close it. Otherwise gives the element back.
    fn name_of_outer_object(
        &mut self,
        element: Node<'t>,
        missing: (usize, &str),
    ) -> Result<(), Node<'t>> {
        let outer = self.open.iter().rev().nth(1).map(|open| open.bracket);
        if self.peek() != Some(b':') || outer != Some(b'{') || self.recovering {
            return Err(element);
        }
        let Value::String(name) = element.value else {
            return Err(element);
        };
        self.report_unclosed_array(name.span, missing);
        self.last_end = missing.0;
        self.handed_up = Some(name);
        Ok(())
    }

    /// Reads what follows a member or element, past a comma or the closing bracket.
    fn after(&mut self, close: u8) -> After {
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
