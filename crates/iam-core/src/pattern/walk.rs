//! Matching parts against text.
//!
//! A pattern is a row of *segments* between stars. The first must stand at the start, the last at the end, and each other
//! one is taken where it is first found: any later place would leave less text for those that follow. A segment's end
//! is fixed by its start, because `?` and literals have fixed lengths, so the earliest start is the earliest end.

use super::{Part, Piece, Resolve};

/// What follows the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The end of the text.
    Exact,
    /// Any text, as if the parts ended in a star.
    Any,
}

/// Whether the text matches.
pub(super) fn matches<'v>(
    parts: &'v [Part],
    end: End,
    text: &str,
    resolve: &Resolve<'_, 'v>,
) -> bool {
    let mut segments = parts.split(is_star);
    let Some(mut rest) = prefix(segments.next().unwrap_or(&[]), text, resolve) else {
        return false;
    };
    let Some(last) = segments.next_back() else {
        return end == End::Any || rest.is_empty();
    };
    let mut floating = None;
    if end == End::Any {
        floating = Some(last);
    } else if let Some(before) = suffix(last, rest, resolve) {
        rest = before;
    } else {
        return false;
    }
    for segment in segments.chain(floating) {
        let Some(after) = find(segment, rest, resolve) else {
            return false;
        };
        rest = after;
    }
    true
}

pub(super) fn is_star(part: &Part) -> bool {
    part.piece == Piece::Star
}

/// What is left of the text after a segment at its start.
pub(super) fn prefix<'t, 'v>(
    segment: &'v [Part],
    text: &'t str,
    resolve: &Resolve<'_, 'v>,
) -> Option<&'t str> {
    segment
        .iter()
        .try_fold(text, |rest, part| match &part.piece {
            Piece::AnyOne => {
                let mut chars = rest.chars();
                chars.next().map(|_| chars.as_str())
            }
            piece @ (Piece::Text(_) | Piece::Star | Piece::Variable(_)) => {
                rest.strip_prefix(literal(piece, resolve)?)
            }
        })
}

/// What is left of the text before a segment at its end.
fn suffix<'t, 'v>(
    segment: &'v [Part],
    text: &'t str,
    resolve: &Resolve<'_, 'v>,
) -> Option<&'t str> {
    segment
        .iter()
        .try_rfold(text, |rest, part| match &part.piece {
            Piece::AnyOne => {
                let mut chars = rest.chars();
                chars.next_back().map(|_| chars.as_str())
            }
            piece @ (Piece::Text(_) | Piece::Star | Piece::Variable(_)) => {
                rest.strip_suffix(literal(piece, resolve)?)
            }
        })
}

/// What is left of the text after the earliest place of a segment.
fn find<'t, 'v>(segment: &'v [Part], text: &'t str, resolve: &Resolve<'_, 'v>) -> Option<&'t str> {
    // A `?` after a star only takes the text one character further, so the search begins with a literal.
    let leading = segment
        .iter()
        .take_while(|part| part.piece == Piece::AnyOne)
        .count();
    let mut rest = prefix(segment.get(..leading)?, text, resolve)?;
    let Some((head, tail)) = segment.get(leading..).and_then(<[Part]>::split_first) else {
        return Some(rest);
    };
    let head = literal(&head.piece, resolve)?;
    loop {
        let from = rest.get(rest.find(head)?..)?;
        if let Some(after) = prefix(tail, from.get(head.len()..)?, resolve) {
            return Some(after);
        }
        let mut chars = from.chars();
        chars.next()?;
        rest = chars.as_str();
    }
}

fn literal<'v>(piece: &'v Piece, resolve: &Resolve<'_, 'v>) -> Option<&'v str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::Variable(variable) => variable.value(resolve),
        Piece::AnyOne | Piece::Star => None,
    }
}
