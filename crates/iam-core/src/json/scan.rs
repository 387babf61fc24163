//! Tokens: blanks and comments, strings, numbers, words.

use super::parser::Parser;
use super::recovery::Cut;
use super::report::Habit;
use super::string::{self, Fault};
use super::{Node, Text, Value};
use crate::diagnostic::Edit;
use crate::text::Span;

/// Typographic double quotes of several languages; any of them opens and closes.
pub(super) fn is_typographic(ch: char) -> bool {
    matches!(
        ch,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '\u{FF02}' | '‘' | '’' | '‚' | '‛'
    )
}

/// Blanks that JSON does not take for blanks.
fn is_odd_space(ch: char) -> bool {
    matches!(
        ch,
        '\u{FEFF}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{b}' | '\u{c}'
    ) || (ch.is_whitespace() && !matches!(ch, ' ' | '\t' | '\n' | '\r'))
}

impl<'t> Parser<'t> {
    /// The byte at the current place.
    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.pos)
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.pos..).unwrap_or("")
    }

    pub(super) fn peek_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes a token of this many bytes.
    pub(super) fn advance(&mut self, len: usize) {
        self.pos += len;
        self.last_end = self.pos;
    }

    /// Skips blanks, and with a report what people take for blanks, and comments.
    pub(super) fn trivia(&mut self) {
        loop {
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
        self.report.habit(
            Habit::Comment,
            span,
            Edit {
                span,
                text: String::new(),
            },
        );
    }

    fn odd_spaces(&mut self) {
        let start = self.pos;
        let mut spaces = String::new();
        for ch in self.rest().chars().take_while(|ch| is_odd_space(*ch)) {
            self.pos += ch.len_utf8();
            match ch {
                '\u{FEFF}' | '\u{200B}'..='\u{200D}' | '\u{2060}' => {}
                '\u{85}' | '\u{2028}' | '\u{2029}' => spaces.push('\n'),
                _ => spaces.push(' '),
            }
        }
        let span = Span::new(start, self.pos);
        self.report
            .habit(Habit::OddSpace, span, Edit { span, text: spaces });
    }

    /// Whether a string begins here, be it with the wrong quotes.
    pub(super) fn at_quote(&self) -> bool {
        match self.peek() {
            Some(b'"' | b'\'' | b'`') => true,
            Some(0x80..) => self.peek_char().is_some_and(is_typographic),
            _ => false,
        }
    }

    /// Reads a string; it ends with its quote or, if that is missing, with the line.
    pub(super) fn string(&mut self) -> Text<'t> {
        let start = self.pos;
        let quote = self.peek_char().unwrap_or('"');
        let inner = start + quote.len_utf8();
        let mut faulty = false;
        let mut at = inner;
        let closing = loop {
            match self.byte(at) {
                None | Some(b'\n' | b'\r') => break None,
                Some(b'\\') => {
                    faulty = true;
                    at += 1;
                    if let Some(0x20..=0x7f) = self.byte(at) {
                        at += 1;
                    }
                }
                Some(byte @ 0x20..=0x7f) => {
                    if char::from(byte) == quote || (byte == b'"' && !quote.is_ascii()) {
                        break Some(1);
                    }
                    at += 1;
                }
                Some(0x80..) if !quote.is_ascii() => {
                    let ch = self
                        .text
                        .get(at..)
                        .and_then(|rest| rest.chars().next())
                        .unwrap_or(' ');
                    if is_typographic(ch) {
                        break Some(ch.len_utf8());
                    }
                    at += ch.len_utf8();
                }
                Some(0x80..) => at += 1,
                Some(_) => {
                    faulty = true;
                    at += 1;
                }
            }
        };
        let mut raw = self.text.get(inner..at).unwrap_or("");
        if closing.is_none() {
            raw = self.unclosed_string(start, raw);
        }
        self.pos = start;
        self.advance(quote.len_utf8() + raw.len() + closing.unwrap_or(0));
        let span = Span::new(start, self.pos);
        let content = if faulty {
            self.decode(raw, inner, quote)
        } else {
            raw.into()
        };
        let text = Text {
            content,
            span,
            raw,
            inner: Span::at(inner).start,
        };
        if quote != '"' {
            self.wrong_quotes(quote, &text);
        }
        text
    }

    fn decode(&mut self, raw: &'t str, inner: usize, quote: char) -> std::borrow::Cow<'t, str> {
        let mut faults = Vec::new();
        let content = string::decode(raw, |at, unit, fault| {
            // `'it\'s'`: the wrong quotes are reported, which is enough.
            if fault != Fault::UnknownEscape || unit.ch != quote {
                faults.push((inner + at, unit, fault));
            }
        });
        self.report_faults(&faults, content.as_ref());
        content
    }

    /// Reads a number, or what was meant as one.
    pub(super) fn number(&mut self) -> Node<'t> {
        let start = self.pos;
        let run = self
            .rest()
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || b"+-._".contains(b))
            .count();
        let written = self.rest().get(..run).unwrap_or("");
        self.advance(run);
        let span = Span::new(start, self.pos);
        let value = match number_fault(written) {
            None => Value::Number(written),
            Some(cut) => {
                self.report_bad_number(span, written, cut);
                Value::Invalid
            }
        };
        Node { span, value }
    }

    /// `true`, `false` and `null`; anything else is text that lacks its quotes.
    pub(super) fn word(&mut self) -> Node<'t> {
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let glued = self
            .byte(self.pos + letters)
            .is_some_and(|b| b.is_ascii_alphanumeric() || b"_:.-$".contains(&b));
        let word = rest.get(..letters).unwrap_or("");
        let keyword = match word {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "null" => Some(Value::Null),
            _ => None,
        };
        if let (Some(value), false) = (keyword, glued) {
            let span = Span::new(self.pos, self.pos + letters);
            self.advance(letters);
            return Node { span, value };
        }
        self.unquoted_value()
    }
}

/// What is wrong with a number, if anything.
fn number_fault(written: &str) -> Option<Cut> {
    let unsigned = written.strip_prefix('-').unwrap_or(written);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(unsigned);
    let rest = unsigned.get(whole..).unwrap_or("");
    if whole == 0 {
        return Some(Cut::Other);
    }
    if whole > 1 && unsigned.starts_with('0') {
        return Some(if rest.is_empty() || rest.starts_with('.') {
            Cut::LeadingZero
        } else {
            Cut::Other
        });
    }
    let (rest, fraction) = match rest.strip_prefix('.') {
        Some(fraction) => (
            fraction.get(digits(fraction)..).unwrap_or(""),
            digits(fraction),
        ),
        None => (rest, 1),
    };
    if fraction == 0 {
        return Some(Cut::NoDigits);
    }
    if rest.is_empty() {
        return if whole > 300 {
            out_of_range(written)
        } else {
            None
        };
    }
    let Some(exponent) = rest.strip_prefix(['e', 'E']) else {
        return Some(Cut::Other);
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if exponent.is_empty() {
        return Some(Cut::NoDigits);
    }
    if digits(exponent) < exponent.len() {
        Some(Cut::Other)
    } else {
        out_of_range(written)
    }
}

/// Strict parsers refuse what no binary floating-point number of 64 bits can hold.
fn out_of_range(written: &str) -> Option<Cut> {
    written
        .parse()
        .is_ok_and(f64::is_finite)
        .then_some(())
        .map_or(Some(Cut::TooLarge), |()| None)
}
