//! Mistakes in the inside of strings.

use std::borrow::Cow;

use super::parser::Parser;
use super::quote;
use super::recovery::insertion;
use super::report::quoted;
use super::string::{self, Fault, Unit};
use crate::diagnostic::{Diagnostic, Edit};
use crate::text::Span;

impl<'t> Parser<'t> {
    /// Decodes the inside of a string and reports what is wrong in it.
    pub(super) fn decode(&mut self, raw: &'t str, inner: usize, quote: char) -> Cow<'t, str> {
        let mut faults = Vec::new();
        let content = string::decode(raw, |at, unit, fault| {
            let known = match fault {
                // `'it\'s'`: the wrong quotes are reported, which is enough.
                Fault::UnknownEscape => unit.ch == quote || at + 1 == raw.len(),
                Fault::Control => matches!(unit.ch, '\n' | '\r'),
                Fault::ShortUnicode | Fault::LoneSurrogate => false,
            };
            if !known {
                faults.push((inner + at, unit, fault));
            }
        });
        self.report_controls(&faults);
        for (at, unit, fault) in faults {
            self.report_fault(Span::new(at, at + unit.len), fault);
        }
        content
    }

    /// One diagnostic for all control characters of a string.
    fn report_controls(&mut self, faults: &[(usize, Unit, Fault)]) {
        let controls = || {
            faults
                .iter()
                .filter(|(_, _, fault)| *fault == Fault::Control)
        };
        let Some((at, first, _)) = controls().next() else {
            return;
        };
        let name = if first.ch == '\t' {
            String::from("a tab")
        } else {
            format!("U+{:04X}", u32::from(first.ch))
        };
        let escape = |ch: char| {
            quote(ch.encode_utf8(&mut [0; 4]))
                .trim_matches('"')
                .to_owned()
        };
        let edits = controls().map(|(at, unit, _)| Edit {
            span: Span::new(*at, at + unit.len),
            text: escape(unit.ch),
        });
        let message = format!("{name} inside a string must be written as an escape");
        let diagnostic = Diagnostic::error(
            "json/control-character",
            Span::new(*at, at + first.len),
            message,
        );
        self.report
            .push(diagnostic.fix("Write it as an escape", edits.collect()));
    }

    fn report_fault(&mut self, span: Span, fault: Fault) {
        let written = quoted(span.slice(self.text));
        let diagnostic = match fault {
            Fault::Control => return,
            Fault::UnknownEscape => {
                Diagnostic::error("json/bad-escape", span, format!("unknown escape {written}"))
                    .help("a backslash is written as `\\\\`")
                    .fix("Double the backslash", insertion(span.range().start, "\\"))
            }
            Fault::ShortUnicode => Diagnostic::error(
                "json/bad-escape",
                span,
                "`\\u` needs four hexadecimal digits",
            ),
            Fault::LoneSurrogate => Diagnostic::error(
                "json/lone-surrogate",
                span,
                format!("{written} is half of a character"),
            )
            .help("characters beyond U+FFFF take two `\\u` escapes, the high surrogate first"),
        };
        self.report.push(diagnostic);
    }
}
