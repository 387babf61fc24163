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

/// Finds UTF-16 offsets, lines and columns for the byte offsets of one text, and back, each in logarithmic time.
///
/// Three ways to count places meet here: UTF-8 bytes (as in [`Span`]), UTF-16 code units (JavaScript strings), and
/// *editor* offsets: UTF-16 code units of the text in which every line break (`\r\n`, `\r` or `\n`) is one unit, as an
/// editor that normalises line breaks holds it. An offset inside a character counts as the character's start, one
/// beyond the end as the end.
///
/// # Examples
///
/// ```
/// use iam_core::text::LineIndex;
///
/// let index = LineIndex::new("é\r\n😀x");
/// assert_eq!(index.to_utf16(8), 5);
/// assert_eq!(index.to_editor(8), 4);
/// assert_eq!(index.line_col(8), (1, 2));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Length of the text in bytes.
    len: u32,
    /// Every character beyond ASCII; none for most texts.
    wide: Vec<Wide>,
    /// Byte offsets at which lines start, without the first.
    lines: Vec<u32>,
    /// Every `\r\n`.
    pairs: Vec<Pair>,
}

/// A character of several bytes.
#[derive(Clone, Copy, Debug)]
struct Wide {
    start: u32,
    end: u32,
    utf16_start: u32,
    utf16_end: u32,
}

/// A line break of two units.
#[derive(Clone, Copy, Debug)]
struct Pair {
    /// Byte offset of the `\n`.
    newline: u32,
    /// Editor offset of the line that follows.
    editor_end: u32,
}

/// Whether a byte is a line break or begins a character beyond ASCII.
const fn is_special(byte: u8) -> bool {
    !byte.is_ascii() || byte == b'\n' || byte == b'\r'
}

impl LineIndex {
    /// Reads through a text once.
    pub fn new(text: &str) -> Self {
        let mut index = Self {
            len: saturate(text.len()),
            wide: Vec::new(),
            lines: Vec::new(),
            pairs: Vec::new(),
        };
        // Bytes minus UTF-16 code units of all before the current place.
        let mut shorter = 0_u32;
        let mut rest = text;
        // Most bytes are nothing special, and an editor asks for this index at every keystroke: they are skipped as bytes.
        while let Some(skipped) = rest.bytes().position(is_special) {
            let (_, from) = rest.split_at(skipped);
            let start = index.len - saturate(from.len());
            let mut chars = from.chars();
            match chars.next() {
                Some('\r') if chars.as_str().starts_with('\n') => {
                    chars.next();
                    let newline = start + 1;
                    let before = saturate(index.pairs.len());
                    index.lines.push(newline + 1);
                    index.pairs.push(Pair {
                        newline,
                        editor_end: newline - shorter - before,
                    });
                }
                Some('\n' | '\r') => index.lines.push(start + 1),
                Some(ch) => {
                    let end = start + saturate(ch.len_utf8());
                    let utf16_start = start - shorter;
                    let utf16_end = utf16_start + saturate(ch.len_utf16());
                    shorter = end - utf16_end;
                    index.wide.push(Wide {
                        start,
                        end,
                        utf16_start,
                        utf16_end,
                    });
                }
                None => {}
            }
            rest = chars.as_str();
        }
        index
    }

    /// The UTF-16 offset of a byte offset.
    pub fn to_utf16(&self, offset: u32) -> u32 {
        let offset = offset.min(self.len);
        let before = self.wide.partition_point(|wide| wide.start < offset);
        match before.checked_sub(1).and_then(|last| self.wide.get(last)) {
            None => offset,
            Some(wide) if offset < wide.end => wide.utf16_start,
            Some(wide) => wide.utf16_end + (offset - wide.end),
        }
    }

    /// The byte offset of a UTF-16 offset.
    pub fn from_utf16(&self, offset: u32) -> u32 {
        let before = self.wide.partition_point(|wide| wide.utf16_start < offset);
        let byte = match before.checked_sub(1).and_then(|last| self.wide.get(last)) {
            None => offset,
            Some(wide) if offset < wide.utf16_end => wide.start,
            Some(wide) => wide.end.saturating_add(offset - wide.utf16_end),
        };
        byte.min(self.len)
    }

    /// A span with its ends in UTF-16 code units.
    pub fn span_to_utf16(&self, span: Span) -> Span {
        Span {
            start: self.to_utf16(span.start),
            end: self.to_utf16(span.end),
        }
    }

    /// The line and the column in UTF-16 code units of a byte offset, both counted from 0.
    pub fn line_col(&self, offset: u32) -> (u32, u32) {
        let offset = offset.min(self.len);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|before| self.lines.get(before))
            .copied()
            .unwrap_or(0);
        (saturate(line), self.to_utf16(offset) - self.to_utf16(start))
    }

    /// The editor offset of a byte offset. Between `\r` and `\n` it is that of the line break.
    pub fn to_editor(&self, offset: u32) -> u32 {
        let offset = offset.min(self.len);
        let before = self.pairs.partition_point(|pair| pair.newline <= offset);
        self.to_utf16(offset) - saturate(before)
    }

    /// The byte offset of an editor offset.
    pub fn from_editor(&self, offset: u32) -> u32 {
        let before = self.pairs.partition_point(|pair| pair.editor_end <= offset);
        self.from_utf16(offset.saturating_add(saturate(before)))
    }

    /// A span with its ends as editor offsets.
    pub fn span_to_editor(&self, span: Span) -> Span {
        Span {
            start: self.to_editor(span.start),
            end: self.to_editor(span.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) {
        let index = LineIndex::new(text);
        let editor_text = text.replace("\r\n", "\n").replace('\r', "\n");
        for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
            let byte = saturate(offset);
            let (before, after) = text.split_at(offset);
            let utf16 = before.encode_utf16().count();
            assert_eq!(index.to_utf16(byte) as usize, utf16, "{offset} in {text:?}");
            assert_eq!(
                index.from_utf16(index.to_utf16(byte)),
                byte,
                "{offset} in {text:?}"
            );

            let inside_pair = before.ends_with('\r') && after.starts_with('\n');
            let normal = before
                .replace("\r\n", "\n")
                .replace('\r', "\n")
                .encode_utf16()
                .count();
            assert_eq!(
                index.to_editor(byte) as usize,
                normal - usize::from(inside_pair),
                "{offset} in {text:?}"
            );
            if !inside_pair {
                assert_eq!(
                    index.from_editor(index.to_editor(byte)),
                    byte,
                    "{offset} in {text:?}"
                );
            }

            let breaks = before.replace("\r\n", "\n").replace('\r', "\n");
            let lines = breaks.matches('\n').count() - usize::from(inside_pair);
            assert_eq!(
                index.line_col(byte).0 as usize,
                lines,
                "{offset} in {text:?}"
            );
            let (line, column) = index.line_col(byte);
            if !inside_pair {
                let last = breaks.rsplit('\n').next().unwrap();
                assert_eq!(
                    column as usize,
                    last.encode_utf16().count(),
                    "line {line} in {text:?}"
                );
            }
        }
        let end = index.to_utf16(u32::MAX);
        assert_eq!(end as usize, text.encode_utf16().count());
        assert_eq!(index.from_utf16(u32::MAX) as usize, text.len());
        assert_eq!(
            index.to_editor(u32::MAX) as usize,
            editor_text.encode_utf16().count()
        );
        assert_eq!(index.from_editor(u32::MAX) as usize, text.len());
    }

    #[test]
    fn offsets_inside_a_character_are_its_start() {
        let index = LineIndex::new("a😀b");
        assert_eq!(
            [1, 2, 3, 4, 5, 6].map(|byte| index.to_utf16(byte)),
            [1, 1, 1, 1, 3, 4]
        );
        assert_eq!(
            [0, 1, 2, 3, 4].map(|unit| index.from_utf16(unit)),
            [0, 1, 1, 5, 6]
        );
    }

    #[test]
    fn plain_lines() {
        let index = LineIndex::new("ab\ncd\r\n\re");
        let lines: Vec<_> = (0..=9).map(|offset| index.line_col(offset)).collect();
        assert_eq!(
            lines,
            [
                (0, 0),
                (0, 1),
                (0, 2),
                (1, 0),
                (1, 1),
                (1, 2),
                (1, 3),
                (2, 0),
                (3, 0),
                (3, 1)
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn agrees_with_counting(text in "[a\r\né中😀\u{10FFFF}]{0,20}") {
            check(&text);
        }

        #[test]
        fn agrees_with_counting_any_text(text in any::<String>()) {
            check(&text);
        }
    }
}
