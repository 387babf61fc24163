//! Patterns: text with the wildcards `*` and `?` (rules R-PAT-1 to R-PAT-3) and policy variables (R-VAR-1 to R-VAR-10).
//!
//! A pattern is compiled once and matched without allocating. Three kinds differ in what colons mean to them:
//! [`Pattern`] gives them no meaning (`StringLike`, action names), [`ResourcePattern`] follows the rules of `Resource`
//! entries (R-MRES-3), [`ArnPattern`] those of the ARN operators of conditions (R-ARNC-2).
//!
//! # Cost
//!
//! Matching finds the literal runs between stars from left to right, each at its earliest place, and never goes back
//! before a run once it is found: that takes time linear in the text. Only a run that itself has a `?` or a variable
//! between literals is tried at each place where its first literal stands, so the worst is the length of the text times
//! the length of the longest such run; it never grows exponentially. A [`ResourcePattern`] does this within components.

mod arn;
mod parse;
mod resource;
#[cfg(test)]
mod tests;
mod walk;

use std::ops::Range;

use crate::letter_case;

pub use arn::{ArnPattern, Match};
pub use resource::{Completion, ResourcePattern};

/// Gives the value of a variable; `None` if it has none.
///
/// The default of a variable is for this function to apply, since a default counts only when the key is missing (R-VAR-8).
pub type Resolve<'r, 'v> = dyn Fn(&'v Variable) -> Option<&'v str> + 'r;

/// Whether `*` and `?` are wildcards or ordinary characters (R-PAT-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wildcards {
    /// They are wildcards.
    Yes,
    /// They are ordinary characters.
    No,
}

/// Whether `${…}` is a variable or ordinary text (R-VER-3, R-VAR-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variables {
    /// It is a variable.
    Yes,
    /// It is ordinary text, in which wildcards are wildcards still.
    No,
}

/// A compiled pattern: literal runs, wildcards and variables.
///
/// # Examples
///
/// ```
/// use iam_core::pattern::{Pattern, Variables, Wildcards};
///
/// let (pattern, problems) = Pattern::parse("home/${aws:username}/*", Wildcards::Yes, Variables::Yes);
/// assert!(problems.is_empty());
/// assert!(pattern.matches("home/ana/photo.jpg", &|variable| (&*variable.key == "aws:username").then_some("ana")));
/// assert!(!pattern.matches("home/bob/photo.jpg", &|_| Some("ana")));
/// assert!(!pattern.matches("home//photo.jpg", &|_| None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    parts: Box<[Part]>,
    /// Fewest bytes of a text that matches.
    min_len: usize,
}

/// A policy variable in a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The key in lower case. Empty for `${}` and `${ }`, which never have a value (R-VAR-10).
    pub key: Box<str>,
    /// The key as written.
    pub shown: Box<str>,
    /// The default, without its quotes.
    pub default: Option<Box<str>>,
    /// The place of the whole `${…}`, in bytes of the text that was parsed.
    pub range: Range<u32>,
    /// Its index among the variables of the pattern.
    pub slot: u32,
}

/// What is wrong with a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// `${` without its `}` (R-VAR-10).
    MissingBrace,
    /// A default without both its quotes (R-VAR-10).
    MissingQuote,
    /// `${}` or `${ }` (R-VAR-10).
    EmptyVariable,
    /// A blank where none is allowed (R-VAR-2).
    SpaceInVariable,
}

/// A mistake in a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternProblem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where, in bytes of the text that was parsed.
    pub range: Range<usize>,
}

/// One piece of a pattern with its place in the text that was parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    piece: Piece,
    range: Range<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Text that matches itself.
    Text(Box<str>),
    /// `?`
    AnyOne,
    /// `*`
    Star,
    /// A variable, whose value matches itself.
    Variable(Variable),
}

impl Pattern {
    /// Compiles a pattern. Whatever the problems, the pattern can be used.
    pub fn parse(
        text: &str,
        wildcards: Wildcards,
        variables: Variables,
    ) -> (Self, Vec<PatternProblem>) {
        let (parts, problems) = parse::parts(text, wildcards, variables);
        (Self::of(parts), problems)
    }

    fn of(parts: impl Into<Box<[Part]>>) -> Self {
        let parts = parts.into();
        let min_len = parts.iter().map(|part| part.piece.min_len()).sum();
        Self { parts, min_len }
    }

    /// Whether there is neither a wildcard nor a variable.
    pub fn is_literal(&self) -> bool {
        self.parts
            .iter()
            .all(|part| matches!(part.piece, Piece::Text(_)))
    }

    /// Whether this is exactly `*`.
    pub fn is_lone_star(&self) -> bool {
        matches!(&*self.parts, [Part { piece: Piece::Star, range }] if range.len() == 1)
    }

    /// Whether there is a `*` or a `?` that is a wildcard.
    pub fn has_wildcard(&self) -> bool {
        self.wildcards().next().is_some()
    }

    /// The places of the wildcards, in bytes of the text that was parsed; several stars in a row are one place.
    pub fn wildcards(&self) -> impl Iterator<Item = Range<u32>> {
        let wild = self
            .parts
            .iter()
            .filter(|part| matches!(part.piece, Piece::Star | Piece::AnyOne));
        wild.map(|part| part.range.clone())
    }

    /// The variables in the order written. `${*}`, `${?}` and `${$}` are text, not variables (R-VAR-3).
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.parts.iter().filter_map(|part| match &part.piece {
            Piece::Variable(variable) => Some(variable),
            Piece::Text(_) | Piece::AnyOne | Piece::Star => None,
        })
    }

    /// Whether the whole text matches (R-PAT-2). A variable's value is literal text (R-VAR-7); if one has no value, nothing
    /// matches.
    pub fn matches<'v>(&'v self, text: &str, resolve: &Resolve<'_, 'v>) -> bool {
        text.len() >= self.min_len && walk::matches(&self.parts, walk::End::Exact, text, resolve)
    }

    /// Whether the whole text matches a pattern without variables; with variables nothing does.
    pub fn matches_literal(&self, text: &str) -> bool {
        self.matches(text, &|_| None)
    }

    /// Whether a pattern without wildcards equals a text without regard to case (simple case folding, R-STR-2).
    pub fn equals_ignore_case<'v>(&'v self, text: &str, resolve: &Resolve<'_, 'v>) -> bool {
        let mut rest = letter_case::chars(text);
        for part in &self.parts {
            let literal = match &part.piece {
                Piece::Text(literal) => literal,
                Piece::Variable(variable) => match variable.value(resolve) {
                    Some(value) => value,
                    None => return false,
                },
                Piece::AnyOne => "?",
                Piece::Star => "*",
            };
            if !letter_case::chars(literal).all(|c| rest.next() == Some(c)) {
                return false;
            }
        }
        rest.next().is_none()
    }

    /// The pattern as text with the values of its variables filled in, to be shown; `None` if one has no value.
    pub fn resolved<'v>(&'v self, resolve: &Resolve<'_, 'v>) -> Option<String> {
        let mut out = String::new();
        for part in &self.parts {
            match &part.piece {
                Piece::Text(text) => out.push_str(text),
                Piece::AnyOne => out.push('?'),
                Piece::Star => out.push('*'),
                Piece::Variable(variable) => out.push_str(variable.value(resolve)?),
            }
        }
        Some(out)
    }
}

impl Variable {
    /// The value; an empty variable never has one.
    fn value<'v>(&'v self, resolve: &Resolve<'_, 'v>) -> Option<&'v str> {
        if self.key.is_empty() {
            None
        } else {
            resolve(self)
        }
    }
}

impl Piece {
    fn min_len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::AnyOne => 1,
            Self::Star | Self::Variable(_) => 0,
        }
    }
}
