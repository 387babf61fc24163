//! Line numbers that came along when a text was copied from a page or an editor.

use super::parser::Parser;
use super::report::Habit;
use crate::diagnostic::Edit;
use crate::text::Span;

/// The number before a line's own text.
#[derive(Debug)]
struct Numbered {
    number: u32,
    /// The digits, and the sign after them.
    shown: Span,
    /// All that is not the line's own text.
    prefix: Span,
    /// Whether a bracket or a text follows, which no number of JSON stands before.
    is_before_json: bool,
}

impl Numbered {
    fn read(line: &str, start: usize) -> Option<Self> {
        let digits = line.trim_start();
        let rest = digits.trim_start_matches(|ch: char| ch.is_ascii_digit());
        let written = digits.get(..digits.len() - rest.len())?;
        let number = written.parse().ok()?;
        let own = rest.strip_prefix(['.', ':', '|', ')']).unwrap_or(rest);
        let end = start + line.len();
        let shown = Span::new(end - digits.len(), end - own.len());
        // One blank belongs to the number; further ones indent the line.
        let blank = own
            .chars()
            .next()
            .filter(|ch| ch.is_whitespace() && !matches!(ch, '\n' | '\r'));
        let own_start = end - own.len() + blank.map_or(0, char::len_utf8);
        Some(Self {
            number,
            shown,
            prefix: Span::new(start, own_start),
            is_before_json: own.trim_start().starts_with(['{', '[', '"']),
        })
    }
}

/// The line numbers of a text, if it has them: on the first or second line that is not blank, before something that never
/// follows a number in JSON, and counting up from there. So a text that is JSON has none.
fn find(text: &str) -> Vec<Numbered> {
    let mut found: Vec<Numbered> = Vec::new();
    let (mut start, mut lines) = (0, 0);
    for line in text.split_inclusive('\n') {
        let numbered = Numbered::read(line, start);
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        lines += 1;
        let fits = |this: &Numbered| match found.last() {
            Some(last) => Some(this.number) == last.number.checked_add(1),
            None => this.is_before_json,
        };
        match numbered.filter(fits) {
            Some(this) => found.push(this),
            None if lines > 1 && found.len() < 2 => return Vec::new(),
            None => {}
        }
    }
    if found.len() < 2 {
        found.clear();
    }
    found
}

impl Parser<'_> {
    /// Reports line numbers, and has them read as blanks.
    pub(super) fn skip_line_numbers(&mut self) {
        for numbered in find(self.text) {
            let edit = Edit {
                span: numbered.prefix,
                text: String::new(),
            };
            self.report.habit(Habit::LineNumber, numbered.shown, edit);
            self.line_numbers.push(numbered.prefix);
        }
    }

    /// Where the line's own text begins, if a line number stands at the current place.
    pub(super) fn after_line_number(&self) -> Option<usize> {
        let at = self
            .line_numbers
            .binary_search_by(|prefix| prefix.range().start.cmp(&self.pos))
            .ok()?;
        Some(self.line_numbers.get(at)?.range().end)
    }
}
