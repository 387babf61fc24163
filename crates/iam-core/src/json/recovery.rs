//! Mistakes: what to say, what to propose, and where to go on reading.

use super::parser::{Open, Parser};
use super::report::{Habit, quoted};
use super::string::{Fault, Unit};
use super::{MAX_DEPTH, Node, Text, Value, write_string};
use crate::diagnostic::{Diagnostic, Edit};
use crate::text::Span;

/// The value of a member, as far as it goes.
pub(super) enum Reading<'t> {
    /// A value, perhaps invalid.
    Value(Node<'t>),
    /// There was no value, and the next member's name has been read already.
    NextName(Node<'t>, Text<'t>),
}

/// Why a number is none.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cut {
    LeadingZero,
    NoDigits,
    TooLarge,
    Other,
}

fn invalid<'t>(at: usize) -> Node<'t> {
    Node {
        span: Span::at(at),
        value: Value::Invalid,
    }
}

fn insertion(at: usize, text: &str) -> Vec<Edit> {
    vec![Edit {
        span: Span::at(at),
        text: text.to_owned(),
    }]
}

fn replacement(span: Span, text: impl Into<String>) -> Vec<Edit> {
    vec![Edit {
        span,
        text: text.into(),
    }]
}

impl<'t> Parser<'t> {
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
            Some(b'=') => {
                let len = if self.rest().starts_with("=>") { 2 } else { 1 };
                let span = Span::new(self.pos, self.pos + len);
                let message = "`:` stands between a name and its value";
                let diagnostic = Diagnostic::error("json/missing-colon", span, message);
                self.fault(diagnostic.fix("Write `:`", replacement(span, ":")));
                self.advance(len);
                self.recovering = false;
            }
            None => return Reading::Value(invalid(self.last_end)),
            _ if self.at_quote() => return self.value_or_name(key, None),
            Some(_) if self.begins_item(b']') => self.report_missing_colon(key),
            Some(_) => {
                self.report_missing_value(key, place);
                return Reading::Value(invalid(self.last_end));
            }
        }
        self.trivia();
        while self.peek() == Some(b':') {
            self.stray();
            self.trivia();
        }
        match self.peek() {
            None => Reading::Value(invalid(self.last_end)),
            Some(b',' | b'}' | b']') => {
                self.report_missing_value(key, place);
                Reading::Value(invalid(self.last_end))
            }
            _ if self.at_quote() => self.value_or_name(key, Some(place)),
            Some(_) => Reading::Value(self.value()),
        }
    }

    /// A string where a value is due may be the next member's name: then a colon follows.
    fn value_or_name(&mut self, key: &Text<'t>, colon: Option<Span>) -> Reading<'t> {
        let missing_at = self.last_end;
        let text = self.string();
        self.trivia();
        if self.peek() == Some(b':') {
            self.report_missing_value(key, colon.unwrap_or(key.span));
            return Reading::NextName(invalid(missing_at), text);
        }
        if colon.is_none() {
            self.report_missing_colon(key);
        }
        Reading::Value(Node {
            span: text.span,
            value: Value::String(text),
        })
    }

    /// Reports, unless this belongs to a mistake that was just reported.
    fn fault(&mut self, diagnostic: Diagnostic) {
        if !self.recovering {
            self.report.push(diagnostic);
        }
        self.recovering = true;
    }

    fn report_missing_colon(&mut self, key: &Text<'t>) {
        let message = format!("`:` is missing after {}", quoted(key.as_str()));
        let end = key.span.end as usize;
        let diagnostic = Diagnostic::error("json/missing-colon", key.span, message);
        self.fault(diagnostic.fix("Insert `:`", insertion(end, ":")));
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
        let diagnostic = Diagnostic::error(
            "json/unexpected-character",
            span,
            "there is nothing before this `,`",
        );
        self.fault(diagnostic.fix("Remove it", replacement(span, "")));
        self.recovering = false;
    }

    /// Skips one character that has no business here.
    pub(super) fn stray(&mut self) {
        let len = self.peek_char().map_or(0, char::len_utf8);
        let span = Span::new(self.pos, self.pos + len);
        let message = format!("unexpected {}", quoted(span.slice(self.text)));
        self.fault(Diagnostic::error(
            "json/unexpected-character",
            span,
            message,
        ));
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

    /// Takes one character and all up to the first for which `stop` holds.
    fn run(&mut self, stop: impl Fn(char) -> bool) -> Span {
        let start = self.pos;
        let rest = self.rest();
        let first = self.peek_char().map_or(0, char::len_utf8);
        let more = rest.get(first..).unwrap_or("");
        self.advance(first + more.find(stop).unwrap_or(more.len()));
        Span::new(start, self.pos)
    }

    /// A name without quotes, if a word stands here.
    pub(super) fn unquoted_name(&mut self) -> Option<Text<'t>> {
        let first = self.peek_char()?;
        if !(first.is_alphanumeric() || first == '_' || first == '$') {
            return None;
        }
        let span =
            self.run(|ch| ch.is_whitespace() || ch.is_control() || ",:;={}[]\"'`".contains(ch));
        let text = self.plain(span);
        self.report
            .habit(Habit::UnquotedName, span, requoted(span, text.as_str()));
        self.trivia();
        // Without a colon it is a word astray, or half a name: one report is enough.
        self.recovering = self.peek() != Some(b':');
        Some(text)
    }

    /// A value without quotes.
    pub(super) fn unquoted_value(&mut self) -> Node<'t> {
        let word = self
            .peek_char()
            .is_some_and(|ch| ch.is_alphanumeric() || "_$*/@".contains(ch));
        let span =
            self.run(|ch| ch.is_whitespace() || ch.is_control() || ",;{}[]\"'`".contains(ch));
        let text = self.plain(span);
        if !word {
            let message = format!("expected a value, found {}", quoted(text.as_str()));
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
        let lower = text.as_str().to_ascii_lowercase();
        let keyword = match lower.as_str() {
            "true" => Some(("true", Value::Bool(true))),
            "false" => Some(("false", Value::Bool(false))),
            "null" | "none" | "nil" | "undefined" => Some(("null", Value::Null)),
            _ => None,
        };
        let (fix, value) = if let Some((written, value)) = keyword {
            (
                (format!("Write `{written}`"), replacement(span, written)),
                value,
            )
        } else {
            let half = ["true", "false", "null"]
                .iter()
                .any(|word| word.starts_with(text.as_str()));
            let value = if half {
                Value::Invalid
            } else {
                Value::String(text.clone())
            };
            (
                (
                    String::from("Put it in double quotes"),
                    vec![requoted(span, text.as_str())],
                ),
                value,
            )
        };
        let message = format!(
            "{} is not a JSON value; text stands in double quotes",
            quoted(text.as_str())
        );
        self.fault(Diagnostic::error("json/unquoted-text", span, message).fix(fix.0, fix.1));
        Node { span, value }
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

    pub(super) fn wrong_quotes(&mut self, quote: char, text: &Text<'t>) {
        let habit = if quote.is_ascii() {
            Habit::SingleQuotes
        } else {
            Habit::TypographicQuotes
        };
        self.report
            .habit(habit, text.span, requoted(text.span, text.as_str()));
    }

    /// Reports a string that the end of the line ends, and cuts off what was hardly meant to be in it.
    pub(super) fn unclosed_string(&mut self, start: usize, raw: &'t str) -> &'t str {
        let content = without_closers(raw);
        let quote_len = self.peek_char().map_or(1, char::len_utf8);
        let end = start + quote_len + content.len();
        let mut diagnostic = Diagnostic::error(
            "json/unclosed-string",
            Span::new(start, end),
            "this string has no closing `\"`",
        );
        if content.chars().any(super::scan::is_typographic) {
            diagnostic =
                diagnostic.help("typographic quotes do not close a string; use the straight `\"`");
        }
        self.fault(diagnostic.fix("Insert `\"`", insertion(end, "\"")));
        content
    }

    /// Reports what is wrong inside a string.
    pub(super) fn report_faults(&mut self, faults: &[(usize, Unit, Fault)], content: &str) {
        let controls = || {
            faults
                .iter()
                .filter(|(_, _, fault)| *fault == Fault::Control)
        };
        if let Some((at, unit, _)) = controls().next() {
            let span = Span::new(*at, at + unit.len);
            let name = if unit.ch == '\t' {
                String::from("a tab")
            } else {
                format!("U+{:04X}", u32::from(unit.ch))
            };
            let edits = controls().map(|(at, unit, _)| {
                let mut text = String::new();
                write_string(&mut text, unit.ch.encode_utf8(&mut [0; 4]));
                Edit {
                    span: Span::new(*at, at + unit.len),
                    text: text.trim_matches('"').to_owned(),
                }
            });
            let message = format!("{name} inside a string must be written as an escape");
            let diagnostic = Diagnostic::error("json/control-character", span, message);
            self.report
                .push(diagnostic.fix("Write it as an escape", edits.collect()));
        }
        for (at, unit, fault) in faults {
            let span = Span::new(*at, at + unit.len);
            let written = span.slice(self.text);
            match fault {
                Fault::Control => {}
                // The string is unclosed, which has been said.
                Fault::UnknownEscape if written == "\\" && content.ends_with('\\') => {}
                Fault::UnknownEscape => {
                    let message = format!("unknown escape {}", quoted(written));
                    let diagnostic = Diagnostic::error("json/bad-escape", span, message)
                        .help("a backslash is written as `\\\\`")
                        .fix("Double the backslash", insertion(*at, "\\"));
                    self.report.push(diagnostic);
                }
                Fault::ShortUnicode => {
                    let message = "`\\u` needs four hexadecimal digits";
                    self.report
                        .push(Diagnostic::error("json/bad-escape", span, message));
                }
                Fault::LoneSurrogate => {
                    let message = format!("{} is half of a character", quoted(written));
                    let diagnostic = Diagnostic::error("json/lone-surrogate", span, message).help(
                        "characters beyond U+FFFF take two `\\u` escapes, the high surrogate first",
                    );
                    self.report.push(diagnostic);
                }
            }
        }
    }

    pub(super) fn report_bad_number(&mut self, span: Span, written: &str, cut: Cut) {
        let text = match cut {
            Cut::LeadingZero => format!("{} has a leading zero", quoted(written)),
            Cut::NoDigits => format!("{} ends where digits should follow", quoted(written)),
            Cut::TooLarge => format!("{} is out of range", quoted(written)),
            Cut::Other => format!("{} is not a number", quoted(written)),
        };
        let diagnostic = Diagnostic::error("json/bad-number", span, text)
            .help("text, such as a date or an account id, stands in double quotes")
            .fix("Put it in double quotes", vec![requoted(span, written)]);
        self.fault(diagnostic);
    }

    pub(super) fn report_missing_braces(&mut self, name: Span) {
        let message = "this is the inside of an object; `{` is missing before it";
        let start = name.start as usize;
        self.report
            .push(Diagnostic::error("json/missing-braces", name, message).fix(
                "Put it in braces",
                [insertion(start, "{"), insertion(self.text.len(), "}")].concat(),
            ));
    }

    /// Reports what follows the value.
    pub(super) fn trailing_text(&mut self) {
        let Some(first) = self.peek() else { return };
        let rest = self.rest();
        let line = rest.lines().next().unwrap_or("").trim_end();
        let only_closers = rest
            .bytes()
            .all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'}' | b']'));
        let span = Span::new(self.pos, self.pos + line.len());
        let mut diagnostic = Diagnostic::error(
            "json/trailing-text",
            span,
            "the JSON value ends before this",
        );
        if only_closers {
            let all = Span::new(self.pos, self.text.trim_end().len());
            diagnostic.message = format!("{} closes nothing", quoted(line));
            diagnostic = diagnostic.fix("Remove it", replacement(all, ""));
        } else if matches!(first, b'{' | b'[') {
            diagnostic = diagnostic
                .help("one document holds one policy; put further ones in documents of their own");
        }
        // After a bracket too few, a bracket too many would be the same mistake told twice.
        if !self.recovering {
            self.report.push(diagnostic);
        }
    }

    /// Whether this closing bracket belongs to a bracket further out. Then the current one was forgotten.
    pub(super) fn closes_outer(&mut self, close: u8) -> bool {
        let arrays = self.open_arrays;
        let outer = if close == b']' {
            arrays
        } else {
            self.open.len() - arrays
        };
        let Some(open) = self.open.last().copied() else {
            return false;
        };
        if outer == 0 {
            return false;
        }
        let missing = if open.bracket == b'{' { '}' } else { ']' };
        let found = char::from(close);
        let diagnostic = Diagnostic::error(
            "json/unclosed",
            Span::new(self.pos, self.pos + 1),
            format!("expected `{missing}` before this `{found}`"),
        );
        let end = self.last_end;
        self.fault(
            diagnostic
                .related(Span::new(open.at, open.at + 1), "opened here")
                .fix(
                    format!("Insert `{missing}`"),
                    insertion(end, missing.encode_utf8(&mut [0; 4])),
                ),
        );
        true
    }

    pub(super) fn report_unclosed_array(&mut self, name: Span, (end, text): (usize, &str)) {
        let Some(open) = self.open.last().copied() else {
            return;
        };
        let diagnostic = Diagnostic::error("json/unclosed", name, "expected `]` before this name")
            .related(Span::new(open.at, open.at + 1), "opened here");
        self.fault(diagnostic.fix("Insert `]`", insertion(end, text)));
    }

    /// Notes that the text ended inside brackets.
    pub(super) fn ended(&mut self) {
        if self.unclosed.is_empty() {
            self.unclosed.clone_from(&self.open);
        }
    }

    /// One diagnostic for all brackets that the end of the text left open.
    pub(super) fn report_unclosed(&mut self) {
        let unclosed: Vec<Open> = std::mem::take(&mut self.unclosed);
        let Some((innermost, outer)) = unclosed.split_last() else {
            return;
        };
        if self.ended_in_the_deep {
            return;
        }
        let bracket = char::from(innermost.bracket);
        let mut closers = String::new();
        for open in unclosed.iter().rev() {
            closers.push(if open.bracket == b'{' { '}' } else { ']' });
        }
        let message = match outer.len() {
            0 => format!("`{bracket}` is never closed"),
            more => {
                format!("`{bracket}` is never closed, and neither are {more} brackets around it")
            }
        };
        let at = innermost.at;
        let mut diagnostic = Diagnostic::error("json/unclosed", Span::new(at, at + 1), message);
        for open in outer.iter().rev() {
            diagnostic = diagnostic.related(Span::new(open.at, open.at + 1), "opened here");
        }
        let end = self.text.trim_end().len();
        let title = format!("Append {}", quoted(&closers));
        self.report
            .push(diagnostic.fix(title, insertion(end, &closers)));
    }

    /// Skips a bracket and all in it without going in.
    pub(super) fn skip_nested(&mut self) -> Node<'t> {
        let start = self.pos;
        if !self.too_deep {
            let span = Span::new(start, start + 1);
            let message = format!(
                "more than {MAX_DEPTH} levels of brackets; what is further inside is not read"
            );
            self.report
                .push(Diagnostic::error("json/too-deep", span, message));
        }
        self.too_deep = true;
        let mut depth = 0_usize;
        let mut in_string = false;
        let mut escaped = false;
        let mut len = 0;
        for byte in self.rest().bytes() {
            len += 1;
            if in_string {
                in_string = !matches!(byte, b'\n' | b'\r') && (escaped || byte != b'"');
                escaped = !escaped && byte == b'\\';
                continue;
            }
            match byte {
                b'"' => {
                    in_string = true;
                    escaped = false;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.advance(len);
        self.ended_in_the_deep = depth > 0;
        Node {
            span: Span::new(start, self.pos),
            value: Value::Invalid,
        }
    }

    /// Whether a member (in an object) or an element (in an array) begins here, so that only a comma is missing.
    pub(super) fn begins_item(&self, close: u8) -> bool {
        if self.at_quote() {
            return true;
        }
        let rest = self.rest();
        if close == b'}' {
            let word = rest
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                .count();
            return word > 0 && rest.get(word..).unwrap_or("").starts_with(':');
        }
        let keyword = ["true", "false", "null"]
            .into_iter()
            .any(|word| rest.starts_with(word));
        keyword || matches!(self.peek(), Some(b'{' | b'[' | b'0'..=b'9' | b'-'))
    }
}

fn requoted(span: Span, content: &str) -> Edit {
    let mut text = String::new();
    write_string(&mut text, content);
    Edit { span, text }
}

/// The content of an unclosed string without the comma and closing brackets that were meant to follow it.
fn without_closers(raw: &str) -> &str {
    let mut braces = 0_usize;
    let mut brackets = 0_usize;
    // A policy variable's `}` belongs to the text.
    let mut kept = raw.len();
    let mut tail: Option<usize> = None;
    for (at, byte) in raw.bytes().enumerate() {
        match byte {
            b'{' => braces += 1,
            b'[' => brackets += 1,
            b'}' if braces > 0 => braces -= 1,
            b']' if brackets > 0 => brackets -= 1,
            b',' | b'}' | b']' | b' ' | b'\t' => {
                tail = tail.or(Some(at));
                continue;
            }
            _ => {}
        }
        tail = None;
    }
    if let Some(at) = tail {
        kept = at;
    }
    raw.get(..kept).unwrap_or(raw)
}
