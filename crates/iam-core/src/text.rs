//! Places in a text: [`Span`] (UTF-8 bytes) and [`LineIndex`] (bytes ↔ UTF-16 ↔ line and column).
//!
//! Everything inside the crate counts UTF-8 bytes. UTF-16 offsets and lines exist at the edges only.

use serde::Serialize;

/// A half-open range of UTF-8 byte offsets into a text as typed.
///
/// INVARIANT: a span that leaves this crate lies inside its text and on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span from byte offsets; offsets beyond `u32` saturate (documents are limited far below that).
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: saturate(start),
            end: saturate(end.max(start)),
        }
    }

    /// The empty span at one offset.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether the offset lies inside or at the end of the span.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// The range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text the span covers; empty if the span does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

fn saturate(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
