//! Numbers, the three words of JSON, and text that lacks its quotes.

use super::parser::Parser;
use super::quotes::REACH;
use super::recovery::{replacement, requoted};
use super::report::{Habit, quoted};
use super::{Node, Text, Value};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// What ends a word, blanks aside.
const WORD_ENDS: &str = ",;{}[]\"'`";

/// What follows a value.
const VALUE_ENDS: &[u8] = b",}]";

/// Why a number is none.
#[derive(Clone, Copy, Debug)]
enum Flaw {
    LeadingZero,
    NoDigits,
    TooLarge,
    Other,
}

impl<'t> Parser<'t> {
    /// Reads a number, or what was meant as one.
    pub(super) fn number(&mut self) -> Node<'t> {
        let start = self.pos;
        let part_of_it = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-._".contains(byte);
        let len = self.rest().bytes().take_while(part_of_it).count();
        let written = self.rest().get(..len).unwrap_or("");
        self.advance(len);
        let span = Span::new(start, self.pos);
        if self.unopened(span, VALUE_ENDS) {
            return self.unopened_value(span);
        }
        let value = match flaw(written) {
            None => Value::Number(written),
            Some(flaw) => {
                self.report_bad_number(span, written, flaw);
                Value::Invalid
            }
        };
        Node { span, value }
    }

    fn report_bad_number(&mut self, span: Span, written: &str, flaw: Flaw) {
        let shown = quoted(written);
        let message = match flaw {
            Flaw::LeadingZero => format!("{shown} has a leading zero"),
            Flaw::NoDigits => format!("{shown} ends where digits should follow"),
            Flaw::TooLarge => format!("{shown} is out of range"),
            Flaw::Other => format!("{shown} is not a number"),
        };
        let diagnostic = Diagnostic::error("json/bad-number", span, message)
            .help("text, such as a date or an account id, stands in double quotes")
            .fix("Put it in double quotes", vec![requoted(span, written)]);
        self.fault(diagnostic);
    }

    /// Whether `true`, `false` or `null` stands here.
    pub(super) fn keyword(&self) -> Option<(&'static str, Value<'t>)> {
        let rest = self.rest();
        let (word, value) = match rest.bytes().next()? {
            b't' => ("true", Value::Bool(true)),
            b'f' => ("false", Value::Bool(false)),
            b'n' => ("null", Value::Null),
            _ => return None,
        };
        let after = rest.strip_prefix(word)?.bytes().next();
        let glued =
            after.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_:.-$".contains(&byte));
        if glued { None } else { Some((word, value)) }
    }

    /// `true`, `false` and `null`; anything else is text that lacks its quotes.
    pub(super) fn word(&mut self) -> Node<'t> {
        let Some((word, value)) = self.keyword() else {
            return self.unquoted_value();
        };
        let span = Span::new(self.pos, self.pos + word.len());
        self.advance(word.len());
        Node { span, value }
    }

    /// A name without quotes, if a word stands here.
    pub(super) fn unquoted_name(&mut self) -> Option<Text<'t>> {
        let first = self.peek_char()?;
        if !(first.is_alphanumeric() || first == '_' || first == '$') {
            return None;
        }
        let span = self.word_span(|ch| ":=".contains(ch) || WORD_ENDS.contains(ch));
        let text = self.plain(span);
        if !self.unopened(span, b":") {
            self.report
                .habit(Habit::UnquotedName, span, requoted(span, text.as_str()));
        }
        self.trivia();
        // Without a colon it is a word astray, or half a name: one report is enough.
        self.recovering = self.peek() != Some(b':');
        Some(text)
    }

    fn unquoted_value(&mut self) -> Node<'t> {
        let like_text = self
            .peek_char()
            .is_some_and(|ch| ch.is_alphanumeric() || "_$*/@".contains(ch));
        let span = self.word_span(|ch| WORD_ENDS.contains(ch));
        let text = self.plain(span);
        let shown = quoted(text.as_str());
        if !like_text {
            let message = format!("expected a value, found {shown}");
            self.fault(Diagnostic::error(
                "json/unexpected-character",
                span,
                message,
            ));
            return Node {
                span,
                value: Value::Invalid,
            };
        }
        if self.unopened(span, VALUE_ENDS) {
            return self.unopened_value(span);
        }
        let message = format!("{shown} is not a JSON value; text stands in double quotes");
        let diagnostic = Diagnostic::error("json/unquoted-text", span, message);
        if let Some((written, value)) = meant(text.as_str()) {
            let title = format!("Write `{written}`");
            self.fault(diagnostic.fix(title, replacement(span, written)));
            return Node { span, value };
        }
        self.fault(diagnostic.fix(
            "Put it in double quotes",
            vec![requoted(span, text.as_str())],
        ));
        // Half a keyword is nothing yet; other text is most likely a string.
        let half = ["true", "false", "null"]
            .iter()
            .any(|word| word.starts_with(text.as_str()));
        let value = if half {
            Value::Invalid
        } else {
            Value::String(text)
        };
        Node { span, value }
    }

    /// Takes a word. It goes up to a quote if there is one before the next blank or comma, whatever lies between:
    /// then only the opening quote is missing.
    fn word_span(&mut self, stop: impl Fn(char) -> bool) -> Span {
        let rest = self.rest();
        let ends = |byte: u8| byte <= b' ' || matches!(byte, b',' | b'"');
        let end = rest.bytes().take(REACH).position(ends);
        if let Some(len) = end.filter(|at| *at > 0 && self.byte(self.pos + at) == Some(b'"')) {
            let start = self.pos;
            self.advance(len);
            return Span::new(start, self.pos);
        }
        self.run(|ch| ch.is_whitespace() || ch.is_control() || stop(ch))
    }

    /// The string whose closing quote was just taken, and whose opening quote is missing.
    fn unopened_value(&self, span: Span) -> Node<'t> {
        Node {
            span: Span::new(span.range().start, self.last_end),
            value: Value::String(self.plain(span)),
        }
    }

    fn plain(&self, span: Span) -> Text<'t> {
        let raw = self.text.get(span.range()).unwrap_or("");
        Text {
            content: raw.into(),
            span,
            raw,
            inner: span.start,
        }
    }
}

/// What other languages call the three words of JSON.
fn meant(word: &str) -> Option<(&'static str, Value<'static>)> {
    Some(match word.to_ascii_lowercase().as_str() {
        "true" => ("true", Value::Bool(true)),
        "false" => ("false", Value::Bool(false)),
        "null" | "none" | "nil" | "undefined" => ("null", Value::Null),
        _ => return None,
    })
}

/// What is wrong with a number, if anything.
fn flaw(written: &str) -> Option<Flaw> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let unsigned = written.strip_prefix('-').unwrap_or(written);
    let whole = digits(unsigned);
    let mut rest = unsigned.get(whole..).unwrap_or("");
    if whole == 0 {
        return Some(Flaw::Other);
    }
    if whole > 1 && unsigned.starts_with('0') {
        let decimal = rest.is_empty() || rest.starts_with('.');
        return Some(if decimal {
            Flaw::LeadingZero
        } else {
            Flaw::Other
        });
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.get(digits(fraction)..).unwrap_or("");
        if rest.len() == fraction.len() {
            return Some(Flaw::NoDigits);
        }
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        rest = exponent.get(digits(exponent)..).unwrap_or("");
        if exponent.is_empty() {
            return Some(Flaw::NoDigits);
        }
    } else if rest.is_empty() && whole < 300 {
        return None;
    }
    if !rest.is_empty() {
        return Some(Flaw::Other);
    }
    // Strict parsers refuse what no binary floating-point number of 64 bits can hold.
    if is_too_large(written) {
        Some(Flaw::TooLarge)
    } else {
        None
    }
}

/// Whether a well-formed number is beyond the largest finite binary floating-point number of 64 bits.
///
/// Its digits are compared as text: the standard library's conversion weighs 15 kB in a download.
fn is_too_large(written: &str) -> bool {
    // The least number that rounds to infinity is 1.797…×10³⁰⁸; these are its first digits.
    const LEAST: &str = "179769313486231580793728971405303415";
    const EXPONENT: i64 = 308;
    let unsigned = written.strip_prefix('-').unwrap_or(written);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    let Some(leading) = digits().position(|digit| digit != b'0') else {
        return false;
    };
    // An exponent too long to be read is larger than any mantissa here can outweigh.
    let negative = exponent.starts_with('-');
    let exponent: i64 = exponent
        .trim_start_matches(['+', '-'])
        .parse()
        .unwrap_or(i64::from(u32::MAX));
    let exponent = if negative { -exponent } else { exponent };
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 4);
    let magnitude = exponent + count(whole.len()) - 1 - count(leading);
    if magnitude != EXPONENT {
        return magnitude > EXPONENT;
    }
    let padded = digits().skip(leading).chain(std::iter::repeat(b'0'));
    padded.take(LEAST.len()).ge(LEAST.bytes())
}
