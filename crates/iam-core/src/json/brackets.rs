//! Brackets that do not pair, and nesting that goes too deep.

use super::parser::{Depth, Open, Parser};
use super::recovery::{insertion, replacement};
use super::report::quoted;
use super::{MAX_DEPTH, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

impl Open {
    fn closer(self) -> char {
        if self.bracket == b'{' { '}' } else { ']' }
    }

    fn span(self) -> Span {
        Span::new(self.at, self.at + 1)
    }
}

impl<'t> Parser<'t> {
    /// Deals with the closing bracket of the other kind. Gives back whether the current object or array ends.
    pub(super) fn other_closer(&mut self, close: u8) -> bool {
        let Some(open) = self.open.last().copied() else {
            self.stray();
            return false;
        };
        let outer = if close == b']' {
            self.open_arrays
        } else {
            self.open.len() - self.open_arrays
        };
        let span = Span::new(self.pos, self.pos + 1);
        let (expected, found) = (open.closer(), char::from(close));
        if outer > 0 {
            // It closes a bracket further out; the current one was forgotten.
            let diagnostic = Diagnostic::error(
                "json/unclosed",
                span,
                format!("expected `{expected}` before this `{found}`"),
            )
            .related(open.span(), "opened here")
            .fix(
                format!("Insert `{expected}`"),
                insertion(self.last_end, &expected.to_string()),
            );
            self.unbalanced = true;
            self.fault(diagnostic);
            return true;
        }
        let after = self.from(self.pos + 1).trim_start();
        if after.starts_with(expected) {
            self.stray();
            return false;
        }
        let diagnostic = Diagnostic::error(
            "json/unclosed",
            span,
            format!("expected `{expected}`, found `{found}`"),
        )
        .related(open.span(), "opened here")
        .fix(format!("Write `{expected}`"), replacement(span, expected));
        self.unbalanced = true;
        self.fault(diagnostic);
        self.advance(1);
        true
    }

    /// Whether the `{` here begins the next element of the array around the current object, which was not closed then.
    /// `comma` is where a comma before it stands.
    pub(super) fn next_object(&mut self, comma: Option<usize>) -> bool {
        let mut around = self.open.iter().rev();
        let (Some(open), Some(Open { bracket: b'[', .. })) =
            (around.next().copied(), around.next())
        else {
            return false;
        };
        if self.peek() != Some(b'{') {
            return false;
        }
        let span = Span::new(self.pos, self.pos + 1);
        let edits = comma.map_or_else(|| insertion(self.last_end, "},"), |at| insertion(at, "}"));
        let diagnostic = Diagnostic::error("json/unclosed", span, "expected `}` before this `{`")
            .related(open.span(), "opened here")
            .fix("Insert `}`", edits);
        self.unbalanced = true;
        self.fault(diagnostic);
        true
    }

    /// The array was not closed before the name of the next member of the object around it. `end` and `text` are where
    /// and how to close it.
    pub(super) fn report_unclosed_array(&mut self, name: Span, (end, text): (usize, &str)) {
        let Some(open) = self.open.last().copied() else {
            return;
        };
        let diagnostic = Diagnostic::error("json/unclosed", name, "expected `]` before this name")
            .related(open.span(), "opened here")
            .fix("Insert `]`", insertion(end, text));
        self.unbalanced = true;
        self.fault(diagnostic);
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
        if self.depth == Depth::EndedInside {
            return;
        }
        let closers: String = unclosed.iter().rev().map(|open| open.closer()).collect();
        let bracket = char::from(innermost.bracket);
        let message = match outer.len() {
            0 => format!("`{bracket}` is never closed"),
            1 => format!("`{bracket}` is never closed, and neither is the bracket around it"),
            more => format!(
                "`{bracket}` is never closed, and neither are the {more} brackets around it"
            ),
        };
        let mut diagnostic = Diagnostic::error("json/unclosed", innermost.span(), message);
        for open in outer.iter().rev() {
            diagnostic = diagnostic.related(open.span(), "opened here");
        }
        let end = self.text.trim_end().len();
        let title = format!("Append {}", quoted(&closers));
        self.report
            .push(diagnostic.fix(title, insertion(end, &closers)));
    }

    /// Skips a bracket and all in it without going in, however deep it goes.
    pub(super) fn skip_nested(&mut self) -> Node<'t> {
        let start = self.pos;
        if self.depth == Depth::Fine {
            let message = format!(
                "more than {MAX_DEPTH} levels of brackets; what is further inside is not read"
            );
            self.report.push(Diagnostic::error(
                "json/too-deep",
                Span::new(start, start + 1),
                message,
            ));
        }
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
                b'"' => (in_string, escaped) = (true, false),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.advance(len);
        self.depth = if depth > 0 {
            Depth::EndedInside
        } else {
            Depth::Exceeded
        };
        Node {
            span: Span::new(start, self.pos),
            value: Value::Invalid,
        }
    }
}
