//! Strings, and the many ways to get their quotes wrong.

use super::Text;
use super::parser::Parser;
use super::recovery::{insertion, requoted};
use super::report::Habit;
use super::scan::is_typographic;
use crate::diagnostic::{Diagnostic, Edit};
use crate::text::Span;

/// How far a misplaced quote is searched for. It keeps reading linear.
pub(super) const REACH: usize = 250;

/// Where the inside of a string ends, and how long its closing quote is: none if it is missing.
#[derive(Clone, Copy, Debug)]
struct End {
    at: usize,
    quote: usize,
    /// There are escapes or control characters.
    coded: bool,
}

impl<'t> Parser<'t> {
    /// Reads a string; it ends with its quote or, if that is missing, with the line.
    pub(super) fn string(&mut self) -> Text<'t> {
        let start = self.pos;
        let quote = self.peek_char().unwrap_or('"');
        let inner = start + quote.len_utf8();
        let mut end = self.string_end(inner, quote);
        if end.quote == 0 {
            end = self
                .broken_line(inner, end)
                .unwrap_or_else(|| self.unclosed(start, inner, end));
        } else if quote == '"' {
            end = self.misplaced_quote(start, inner, end).unwrap_or(end);
        }
        self.pos = end.at;
        self.advance(end.quote);
        let span = Span::new(start, self.pos);
        let raw = self.text.get(inner..end.at).unwrap_or("");
        let content = if end.coded {
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
            let habit = if quote.is_ascii() {
                Habit::SingleQuotes
            } else {
                Habit::TypographicQuotes
            };
            self.report
                .habit(habit, span, requoted(span, text.as_str()));
        }
        text
    }

    /// Looks for the closing quote on this line.
    fn string_end(&self, inner: usize, quote: char) -> End {
        let mut coded = false;
        let mut at = inner;
        loop {
            match self.byte(at) {
                None | Some(b'\n' | b'\r') => {
                    return End {
                        at,
                        quote: 0,
                        coded,
                    };
                }
                Some(b'\\') => {
                    coded = true;
                    at += 1;
                    if let Some(0x20..=0x7f) = self.byte(at) {
                        at += 1;
                    }
                }
                Some(byte @ 0x20..=0x7f) => {
                    // Typographic quotes are closed by a straight one, too.
                    if char::from(byte) == quote || (byte == b'"' && !quote.is_ascii()) {
                        return End {
                            at,
                            quote: 1,
                            coded,
                        };
                    }
                    at += 1;
                }
                Some(0x80..) if !quote.is_ascii() => {
                    let ch = self.from(at).chars().next().unwrap_or(' ');
                    if is_typographic(ch) {
                        return End {
                            at,
                            quote: ch.len_utf8(),
                            coded,
                        };
                    }
                    at += ch.len_utf8();
                }
                Some(0x80..) => at += 1,
                Some(_) => {
                    coded = true;
                    at += 1;
                }
            }
        }
    }

    /// Reports a string that the end of the line ends, and cuts off what was hardly meant to be in it.
    fn unclosed(&mut self, start: usize, inner: usize, end: End) -> End {
        let raw = self.text.get(inner..end.at).unwrap_or("");
        let content = before_separator(raw).unwrap_or_else(|| without_closers(raw));
        self.report_unclosed_string(start, inner + content.len(), content);
        End {
            at: inner + content.len(),
            quote: 0,
            ..end
        }
    }

    fn report_unclosed_string(&mut self, start: usize, end: usize, content: &str) {
        let message = "this string has no closing `\"`";
        let mut diagnostic =
            Diagnostic::error("json/unclosed-string", Span::new(start, end), message);
        if content.chars().any(is_typographic) {
            diagnostic =
                diagnostic.help("typographic quotes do not close a string; use the straight `\"`");
        }
        self.fault(diagnostic.fix("Insert `\"`", insertion(end, "\"")));
    }

    /// A string without an end whose text goes on in the next line, up to a quote that can only close it.
    fn broken_line(&mut self, inner: usize, end: End) -> Option<End> {
        let first = self.text.get(inner..end.at)?;
        if without_closers(first) != first.trim_end() {
            return None;
        }
        let rest = self.from(end.at);
        let line_break = if rest.starts_with("\r\n") { 2 } else { 1 };
        let next = self.from(end.at + line_break).lines().next()?;
        let quote = next.bytes().take(REACH).position(|byte| byte == b'"')?;
        let (text, after) = (next.get(..quote)?, next.get(quote + 1..)?);
        let plain = !text.trim().is_empty() && !text.contains(['{', '}', '[', ']', ',', '\\', '#']);
        let after = after.trim_start().bytes().next();
        if !plain || !matches!(after, None | Some(b',' | b'}' | b']')) {
            return None;
        }
        let text_at = end.at + line_break;
        let blanks = text.len() - text.trim_start().len();
        let gap = Span::new(inner + first.trim_end().len(), text_at + blanks);
        let message = "a string cannot go over several lines";
        let diagnostic = Diagnostic::error(
            "json/control-character",
            Span::new(end.at, text_at),
            message,
        );
        self.fault(diagnostic.fix(
            "Join the lines",
            vec![Edit {
                span: gap,
                text: String::new(),
            }],
        ));
        Some(End {
            at: text_at + quote,
            quote: 1,
            coded: true,
        })
    }

    /// A closing quote with a letter right after it does not close: either the string should have ended before
    /// (`"Effect: "Allow"`), or the quote belongs to the text (`"say "hi""`).
    fn misplaced_quote(&mut self, start: usize, inner: usize, end: End) -> Option<End> {
        let glued = |ch: char| ch.is_alphanumeric() || matches!(ch, '*' | '_' | '$' | '/' | '-');
        if !self.from(end.at + 1).starts_with(glued) {
            return None;
        }
        let content = self.text.get(inner..end.at)?;
        if let Some(before) = before_separator(content) {
            let at = inner + before.len();
            self.report_unclosed_string(start, at, before);
            return Some(End {
                at,
                quote: 0,
                ..end
            });
        }
        self.inner_quotes(end)
    }

    /// Looks for a later quote on the line that can only close the string; those before it then belong to the text.
    fn inner_quotes(&mut self, end: End) -> Option<End> {
        let after = end.at + 1;
        let mut inner = vec![end.at];
        let rest = self.from(after);
        for (at, byte) in rest.bytes().enumerate().take(REACH) {
            match byte {
                b'\n' | b'\r' | b'\\' | b',' | b'{' | b'}' | b'[' | b']' => return None,
                b'"' => {
                    let next = rest
                        .get(at + 1..)?
                        .trim_start_matches([' ', '\t'])
                        .bytes()
                        .next();
                    if matches!(next, None | Some(b'\n' | b'\r' | b',' | b':' | b'}' | b']')) {
                        let span = Span::new(end.at, after);
                        let message = "a `\"` inside a string must be written as `\\\"`";
                        let edits = inner.iter().flat_map(|at| insertion(*at, "\\")).collect();
                        let diagnostic = Diagnostic::error("json/unescaped-quote", span, message);
                        self.fault(diagnostic.fix("Escape it", edits));
                        return Some(End {
                            at: after + at,
                            ..end
                        });
                    }
                    inner.push(after + at);
                }
                _ => {}
            }
        }
        None
    }

    /// Takes the quote behind a word that lacks the one before it: `Allow",`. `follows` is what has to come after.
    pub(super) fn unopened(&mut self, word: Span, follows: &[u8]) -> bool {
        if self.peek() != Some(b'"') {
            return false;
        }
        let after = self
            .from(self.pos + 1)
            .trim_start_matches([' ', '\t'])
            .bytes()
            .next();
        let ends = matches!(after, None | Some(b'\n' | b'\r')) && !follows.contains(&b':');
        if !ends && !after.is_some_and(|byte| follows.contains(&byte)) {
            return false;
        }
        self.advance(1);
        let span = Span {
            end: word.end + 1,
            ..word
        };
        let diagnostic = Diagnostic::error(
            "json/unopened-string",
            span,
            "this string has no opening `\"`",
        );
        self.fault(diagnostic.fix("Insert `\"`", insertion(word.range().start, "\"")));
        true
    }
}

/// The content of an unclosed string without the comma and closing brackets that were meant to follow it.
fn without_closers(raw: &str) -> &str {
    // A policy variable's `}` belongs to the text.
    let mut braces = 0_usize;
    let mut brackets = 0_usize;
    let mut tail = None;
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
    tail.and_then(|at| raw.get(..at)).unwrap_or(raw)
}

/// What comes before a colon or comma that was meant to follow the string: `Effect: ` or `Statement: [`. Without the
/// blank or bracket, colons are usual in the text of policies.
fn before_separator(content: &str) -> Option<&str> {
    let before = content.trim_end_matches([' ', '\t', '[', '{']);
    let name = before
        .strip_suffix(':')
        .filter(|_| before.len() < content.len());
    let item = || {
        before
            .strip_suffix(',')
            .filter(|_| content.ends_with([' ', '\t']))
    };
    name.or_else(item)
        .map(str::trim_end)
        .filter(|before| !before.is_empty())
}
