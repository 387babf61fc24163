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
    matches!(part.piece, Piece::Star)
}

/// What is left of the text after a segment at its start.
pub(super) fn prefix<'t, 'v>(
    segment: &'v [Part],
    text: &'t str,
    resolve: &Resolve<'_, 'v>,
) -> Option<&'t str> {
    let mut parts = segment.iter();
    parts.try_fold(text, |rest, part| strip(part, Side::Start, rest, resolve))
}

/// What is left of the text before a segment at its end.
fn suffix<'t, 'v>(
    segment: &'v [Part],
    text: &'t str,
    resolve: &Resolve<'_, 'v>,
) -> Option<&'t str> {
    let mut parts = segment.iter();
    parts.try_rfold(text, |rest, part| strip(part, Side::End, rest, resolve))
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// What is left of the text without one part at a side of it.
#[inline]
fn strip<'t, 'v>(
    part: &'v Part,
    side: Side,
    text: &'t str,
    resolve: &Resolve<'_, 'v>,
) -> Option<&'t str> {
    if matches!(part.piece, Piece::AnyOne) {
        let mut chars = text.chars();
        match side {
            Side::Start => chars.next()?,
            Side::End => chars.next_back()?,
        };
        return Some(chars.as_str());
    }
    let literal = literal(&part.piece, resolve)?;
    // Most patterns that do not match differ in the byte at the side, which needs no comparison of memory.
    let (mut found, mut wanted) = (text.bytes(), literal.bytes());
    let near = match side {
        Side::Start => (found.next(), wanted.next()),
        Side::End => (found.next_back(), wanted.next_back()),
    };
    match (near, side) {
        ((found, Some(wanted)), _) if found != Some(wanted) => None,
        (_, Side::Start) => text.strip_prefix(literal),
        (_, Side::End) => text.strip_suffix(literal),
    }
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
        let from = rest.get(position(rest, head)?..)?;
        if let Some(after) = prefix(tail, from.get(head.len()..)?, resolve) {
            return Some(after);
        }
        let mut chars = from.chars();
        chars.next()?;
        rest = chars.as_str();
    }
}

/// The earliest place of a literal in a text.
fn position(text: &str, literal: &str) -> Option<usize> {
    /// Up to this length of the text it costs less to try each place than to prepare the library's search, which stays
    /// linear whatever the text and the literal are.
    const SHORT: usize = 64;
    let Some((first, others)) = literal.as_bytes().split_first() else {
        return Some(0);
    };
    if text.len() > SHORT {
        return text.find(literal);
    }
    let last = text.len().checked_sub(literal.len())?;
    let bytes = text.as_bytes();
    (0..=last).find(|at| {
        bytes.get(*at) == Some(first) && bytes.get(at + 1..at + literal.len()) == Some(others)
    })
}

fn literal<'v>(piece: &'v Piece, resolve: &Resolve<'_, 'v>) -> Option<&'v str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::Variable(variable) => variable.value(resolve),
        Piece::AnyOne | Piece::Star => None,
    }
}
