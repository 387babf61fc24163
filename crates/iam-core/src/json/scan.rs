//! Characters, blanks and comments.

use super::parser::Parser;
use super::report::Habit;
use crate::diagnostic::Edit;
use crate::text::Span;

/// Typographic quotes of several languages; any of them opens and closes.
pub(super) fn is_typographic(ch: char) -> bool {
    matches!(
        ch,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '\u{FF02}' | '‘' | '’' | '‚' | '‛'
    )
}

/// Blanks that JSON does not take for blanks.
fn is_odd_space(ch: char) -> bool {
    is_invisible(ch)
        || matches!(ch, '\u{b}' | '\u{c}')
        || (ch.is_whitespace() && !matches!(ch, ' ' | '\t' | '\n' | '\r'))
}

/// Characters without any width: byte order mark, joiners.
fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{FEFF}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

impl<'t> Parser<'t> {
    /// The byte at the current place.
    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.pos)
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The text from an offset on.
    pub(super) fn from(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    pub(super) fn rest(&self) -> &'t str {
        self.from(self.pos)
    }

    pub(super) fn peek_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes a token of this many bytes.
    pub(super) fn advance(&mut self, len: usize) {
        self.pos += len;
        self.last_end = self.pos;
    }

    /// Takes one character and all up to the first for which `stop` holds.
    pub(super) fn run(&mut self, stop: impl Fn(char) -> bool) -> Span {
        let start = self.pos;
        let first = self.peek_char().map_or(0, char::len_utf8);
        let more = self.from(start + first);
        self.advance(first + more.find(stop).unwrap_or(more.len()));
        Span::new(start, self.pos)
    }

    /// Whether a string begins here, be it with the wrong quotes.
    pub(super) fn at_quote(&self) -> bool {
        match self.peek() {
            Some(b'"' | b'\'' | b'`') => true,
            Some(0x80..) => self.peek_char().is_some_and(is_typographic),
            _ => false,
        }
    }

    /// Skips blanks, and with a report what people take for blanks, and comments.
    pub(super) fn trivia(&mut self) {
        loop {
            if let Some(own) = self.after_line_number() {
                self.pos = own;
            }
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.pos += 1,
                Some(b'/') if matches!(self.byte(self.pos + 1), Some(b'/' | b'*')) => {
                    self.comment();
                }
                Some(b'#') => self.comment(),
                Some(b'\x0b' | b'\x0c' | 0x80..) if self.peek_char().is_some_and(is_odd_space) => {
                    self.odd_spaces();
                }
                _ => return,
            }
        }
    }

    fn comment(&mut self) {
        let start = self.pos;
        let rest = self.rest();
        let len = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else {
            rest.find(['\n', '\r']).unwrap_or(rest.len())
        };
        self.pos += len;
        let span = Span::new(start, self.pos);
        let edit = Edit {
            span,
            text: String::new(),
        };
        self.report.habit(Habit::Comment, span, edit);
    }

    fn odd_spaces(&mut self) {
        let start = self.pos;
        let mut spaces = String::new();
        for ch in self.rest().chars().take_while(|ch| is_odd_space(*ch)) {
            self.pos += ch.len_utf8();
            match ch {
                _ if is_invisible(ch) => {}
                '\u{85}' | '\u{2028}' | '\u{2029}' => spaces.push('\n'),
                _ => spaces.push(' '),
            }
        }
        let span = Span::new(start, self.pos);
        self.report
            .habit(Habit::OddSpace, span, Edit { span, text: spaces });
    }
}
