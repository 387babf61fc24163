//! A diagnostic with the line it speaks of and carets below.

use iam_core::diagnostic::{Diagnostic, Severity};
use iam_core::text::Span;

use crate::locate::Places;
use crate::output::Paint;

/// The longest part of a line that is shown.
const WIDTH: usize = 100;

/// The lines that show a diagnostic about a policy.
pub(crate) fn diagnostic(
    diagnostic: &Diagnostic,
    policy: u32,
    name: &str,
    text: &str,
    places: &Places<'_>,
) -> Vec<String> {
    let kind = match diagnostic.severity {
        Severity::Error => Paint::Red.on("error"),
        Severity::Warning => Paint::Yellow.on("warning"),
        Severity::Info => Paint::Bold.on("info"),
    };
    let code = Paint::Dim.on(&format!("[{}]", diagnostic.code));
    let mut lines = vec![format!("{kind}: {} {code}", diagnostic.message)];
    let place = places.of_policy(policy, diagnostic.span);
    lines.push(format!("  --> {place}, policy `{name}`"));
    let (shown, span) = places.shown(policy, text, diagnostic.span);
    lines.extend(excerpt(shown, span, ""));
    for related in &diagnostic.related {
        let (shown, span) = places.shown(policy, text, related.span);
        lines.extend(excerpt(shown, span, &related.message));
    }
    if let Some(help) = &diagnostic.help {
        lines.push(format!("  = help: {help}"));
    }
    lines
}

/// The line of a place with carets, and what there is to say beside them.
pub(crate) fn excerpt(text: &str, span: Span, remark: &str) -> Vec<String> {
    let before = text.get(..span.start as usize).unwrap_or(text);
    let start = before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    let line = line_breaks(before, text);
    let column = before.get(start..).unwrap_or("").chars().count();
    let rest = text.get(start..).unwrap_or("");
    let content = rest.split(['\n', '\r']).next().unwrap_or("");
    let length = span
        .slice(text)
        .lines()
        .next()
        .map_or(0, |part| part.chars().count());
    // A long line is cut to the part around the place.
    let skipped = column.saturating_sub(WIDTH / 2);
    let shown: String = content
        .chars()
        .skip(skipped)
        .take(WIDTH)
        .map(printable)
        .collect();
    let before = column - skipped;
    let carets = length.clamp(1, (WIDTH - before).max(1));
    let number = (line + 1).to_string();
    let gutter = " ".repeat(number.len());
    let mark = Paint::Red.on(&"^".repeat(carets));
    let marked = format!("{gutter} | {}{mark} {remark}", " ".repeat(before));
    vec![format!("{number} | {shown}"), marked.trim_end().to_owned()]
}

/// How many lines end before the end of a part of a text: by `\n`, `\r`, or both.
fn line_breaks(part: &str, text: &str) -> usize {
    let bytes = text.as_bytes();
    part.bytes()
        .enumerate()
        .filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        })
        .count()
}

/// Keeps carets below what they mark, and control characters from the terminal.
fn printable(ch: char) -> char {
    match ch {
        '\t' => ' ',
        ch if ch.is_control() => '\u{fffd}',
        ch => ch,
    }
}
