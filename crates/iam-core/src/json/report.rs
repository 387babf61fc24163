//! Collecting mistakes: no more than a person reads, and one for a habit that runs through the whole text.

use super::MAX_DIAGNOSTICS;
use crate::diagnostic::{Diagnostic, Edit, Related};
use crate::text::Span;

/// Further places of a habit that are named beside the first.
const MAX_RELATED: usize = 20;

/// A mistake that, where it is made once, is usually made throughout: it gets one diagnostic and one fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    LineNumber,
    Comment,
    OddSpace,
    TypographicQuotes,
    SingleQuotes,
    UnquotedName,
}

impl Habit {
    const ALL: [Self; 6] = [
        Self::LineNumber,
        Self::Comment,
        Self::OddSpace,
        Self::TypographicQuotes,
        Self::SingleQuotes,
        Self::UnquotedName,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::LineNumber => "json/line-numbers",
            Self::Comment => "json/comment",
            Self::OddSpace => "json/unexpected-character",
            Self::TypographicQuotes => "json/typographic-quotes",
            Self::SingleQuotes => "json/single-quotes",
            Self::UnquotedName => "json/unquoted-name",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::LineNumber => "line numbers were copied along with the text",
            Self::Comment => "JSON has no comments",
            Self::OddSpace => "this looks like a space but is a different, invisible character",
            Self::TypographicQuotes => "typographic quotes instead of the straight `\"`",
            Self::SingleQuotes => "single quotes instead of `\"`",
            Self::UnquotedName => "a name without quotes",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::LineNumber => "JSON has none; remove them from every line",
            Self::Comment => "remove it; a statement can carry a note in its `Sid`",
            Self::OddSpace => {
                "non-breaking spaces and byte order marks come along when text is copied; use ordinary spaces"
            }
            Self::TypographicQuotes => {
                "word processors and chat programs change quotes; use the straight `\"`"
            }
            Self::SingleQuotes => "JSON strings stand in double quotes",
            Self::UnquotedName => "JSON names stand in double quotes",
        }
    }

    fn fix(self) -> &'static str {
        match self {
            Self::LineNumber => "Remove the line numbers",
            Self::Comment => "Remove the comments",
            Self::OddSpace => "Use ordinary spaces",
            Self::TypographicQuotes => "Use straight quotes",
            Self::SingleQuotes => "Use double quotes",
            Self::UnquotedName => "Put names in double quotes",
        }
    }
}

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    diagnostics: Vec<Diagnostic>,
    /// Where the first mistake is that found no room.
    dropped: Option<Span>,
    habits: Vec<(Habit, Span, Edit)>,
}

impl Report {
    /// Adds a mistake.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        } else if self.dropped.is_none() {
            self.dropped = Some(diagnostic.span);
        }
    }

    /// Adds one place of a habit, with the edit that mends it there. Places must come in order.
    pub(super) fn habit(&mut self, habit: Habit, span: Span, edit: Edit) {
        self.habits.push((habit, span, edit));
    }

    /// All diagnostics in order of place.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let habits = std::mem::take(&mut self.habits);
        let mut all = self.diagnostics;
        all.extend(
            Habit::ALL
                .into_iter()
                .filter_map(|habit| summary(habit, &habits)),
        );
        crate::order::sort_by_key(&mut all, |diagnostic| diagnostic.span);
        let dropped = all
            .get(MAX_DIAGNOSTICS)
            .map(|diagnostic| diagnostic.span)
            .or(self.dropped);
        all.truncate(MAX_DIAGNOSTICS);
        if let Some(span) = dropped {
            let message = format!("more than {MAX_DIAGNOSTICS} mistakes; the rest is not listed");
            all.push(Diagnostic::error("json/too-many", span, message));
        }
        all
    }
}

/// One diagnostic for all places of a habit.
fn summary(habit: Habit, found: &[(Habit, Span, Edit)]) -> Option<Diagnostic> {
    let mut of_this = found.iter().filter(|(which, _, _)| *which == habit);
    let (_, first, edit) = of_this.next()?;
    let mut edits = vec![edit.clone()];
    let mut related = Vec::new();
    for (_, span, edit) in of_this {
        edits.push(edit.clone());
        if related.len() < MAX_RELATED {
            related.push(Related {
                span: *span,
                message: String::from("and here"),
            });
        }
    }
    let mut diagnostic =
        Diagnostic::error(habit.code(), *first, habit.message()).help(habit.help());
    diagnostic.related = related;
    Some(diagnostic.fix(habit.fix(), edits))
}

/// User text for a sentence: in backticks, on one line, not too long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut out = String::from("`");
    for (index, ch) in text.chars().enumerate() {
        if index == LONGEST {
            out.push('…');
            break;
        }
        out.push(if ch.is_control() { '\u{FFFD}' } else { ch });
    }
    out.push('`');
    out
}
