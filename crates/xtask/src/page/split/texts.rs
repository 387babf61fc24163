//! Which constants only the second half reads: they move there with the functions that use them.
//!
//! The linker keeps each constant in a segment of its own (`--no-merge-data-segments`). A segment moves when no function and no constant of the
//! first half holds an address inside it, and when it is of a kind that is only ever reached by its own address: text, a template for
//! formatting, a place in the source, a table of methods. Arrays stay, whatever they hold: code may reach them by an address outside of them.

use std::borrow::Cow;

use anyhow::{Result, bail};
use wasmparser::{DataKind, Operator};

use super::Plan;
use super::parts::Parts;

/// A segment: where it lies in memory and what it holds.
#[derive(Clone, Debug)]
pub(super) struct Segment<'a> {
    pub(super) at: u32,
    pub(super) bytes: Cow<'a, [u8]>,
}

impl Segment<'_> {
    fn end(&self) -> u32 {
        self.at
            .saturating_add(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX))
    }

    /// The words that it holds.
    fn words(&self) -> impl Iterator<Item = u32> {
        let (words, _) = self.bytes.as_chunks::<4>();
        words.iter().map(|word| u32::from_le_bytes(*word))
    }

    /// Whether it is text, or a template: texts with their lengths and marks between.
    fn is_text(&self) -> bool {
        const SHORT: usize = 8;
        let written = self
            .bytes
            .iter()
            .filter(|byte| !byte.is_ascii_control() || **byte == b'\n');
        self.bytes.len() >= SHORT && written.count() * 4 >= self.bytes.len() * 3
    }

    /// Whether it is a place in the source: the file's name, its length, line and column.
    fn is_place(&self, files: &[(u32, u32)]) -> bool {
        let mut words = self.words();
        let file = words.next().zip(words.next());
        self.bytes.len() == 16 && file.is_some_and(|file| files.contains(&file))
    }

    /// Whether it is a table of methods: how to drop, size, alignment, and functions by their places in the table of functions.
    fn is_methods(&self, functions: u64) -> bool {
        let mut words = self.words();
        let (_, size, align) = (words.next(), words.next(), words.next());
        let aligned = size.zip(align).is_some_and(|(size, align)| {
            align.is_power_of_two() && align <= 16 && size.is_multiple_of(align)
        });
        aligned
            && self.bytes.len().is_multiple_of(4)
            && words.all(|word| word != 0 && u64::from(word) < functions)
    }
}

/// The segments of each half.
pub(super) fn divided<'a>(
    parts: &Parts<'a>,
    plan: &Plan,
) -> Result<(Vec<Segment<'a>>, Vec<Segment<'a>>)> {
    let segments = segments(parts)?;
    let is_file = |segment: &&Segment<'_>| segment.bytes.ends_with(b".rs");
    let files: Vec<(u32, u32)> = segments
        .iter()
        .filter(is_file)
        .map(|file| (file.at, file.end() - file.at))
        .collect();
    let functions = parts.table_size()?;
    let (mut later, mut first): (Vec<_>, Vec<_>) = segments.into_iter().partition(|segment| {
        segment.is_text() || segment.is_place(&files) || segment.is_methods(functions)
    });
    let mut addresses = addresses(parts, plan)?;
    addresses.extend(first.iter().flat_map(Segment::words));
    // What is needed needs what it points to.
    while !addresses.is_empty() {
        addresses.sort_unstable();
        let (needed, rest): (Vec<_>, Vec<_>) = later.into_iter().partition(|segment| {
            let next = addresses.partition_point(|address| *address < segment.at);
            addresses
                .get(next)
                .is_some_and(|address| *address <= segment.end())
        });
        later = rest;
        addresses = needed.iter().flat_map(Segment::words).collect();
        first.extend(needed);
    }
    first.sort_unstable_by_key(|segment| segment.at);
    Ok((joined(first), joined(later)))
}

/// Segments that lie beside each other as one, which takes less to say. What is between them is filled with zeros: nothing, or a text that
/// comes later.
fn joined(segments: Vec<Segment<'_>>) -> Vec<Segment<'_>> {
    const GAP: u32 = 16;
    let mut joined: Vec<Segment<'_>> = Vec::new();
    for segment in segments {
        match joined.last_mut() {
            Some(last) if segment.at.saturating_sub(last.end()) <= GAP => {
                let gap = segment.at.saturating_sub(last.end());
                let bytes = last.bytes.to_mut();
                bytes.extend((0..gap).map(|_| 0));
                bytes.extend_from_slice(&segment.bytes);
            }
            _ => joined.push(segment),
        }
    }
    joined
}

fn segments<'a>(parts: &Parts<'a>) -> Result<Vec<Segment<'a>>> {
    let mut segments = Vec::new();
    for data in parts.data.clone() {
        let data = data?;
        let DataKind::Active {
            memory_index: 0,
            offset_expr,
        } = data.kind
        else {
            bail!("a data segment is of a kind that is not expected")
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            bail!("a data segment's place is not a number")
        };
        segments.push(Segment {
            at: value.cast_unsigned(),
            bytes: Cow::Borrowed(data.data),
        });
    }
    Ok(segments)
}

/// Every number in the code of the first half that could be an address.
fn addresses(parts: &Parts<'_>, plan: &Plan) -> Result<Vec<u32>> {
    let mut addresses = Vec::new();
    for function in
        (parts.imported..parts.function_count()).filter(|function| !plan.moves(*function))
    {
        let Some(body) = parts.body(function) else {
            continue;
        };
        for operator in body.get_operators_reader()? {
            #[expect(
                clippy::wildcard_enum_match_arm,
                reason = "600 operators, of which these hold addresses"
            )]
            match operator? {
                Operator::I32Const { value } => addresses.push(value.cast_unsigned()),
                Operator::I64Const { value } => {
                    // Pairs of pointer and length that are written at once.
                    let bits = value.cast_unsigned();
                    addresses.extend([low(bits), low(bits >> 32)]);
                }
                Operator::I32Load { memarg }
                | Operator::I64Load { memarg }
                | Operator::F32Load { memarg }
                | Operator::F64Load { memarg }
                | Operator::I32Load8S { memarg }
                | Operator::I32Load8U { memarg }
                | Operator::I32Load16S { memarg }
                | Operator::I32Load16U { memarg }
                | Operator::I64Load8S { memarg }
                | Operator::I64Load8U { memarg }
                | Operator::I64Load16S { memarg }
                | Operator::I64Load16U { memarg }
                | Operator::I64Load32S { memarg }
                | Operator::I64Load32U { memarg } => addresses.push(u32::try_from(memarg.offset)?),
                _ => {}
            }
        }
    }
    Ok(addresses)
}

/// The lower half of a number.
fn low(bits: u64) -> u32 {
    u32::try_from(bits & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_joined_and_holes_are_zeros() {
        let segment = |at, bytes: &'static [u8]| Segment {
            at,
            bytes: Cow::Borrowed(bytes),
        };
        let joined = joined(vec![
            segment(100, b"ab"),
            segment(104, b"cd"),
            segment(200, b"ef"),
        ]);
        let found: Vec<_> = joined
            .iter()
            .map(|segment| (segment.at, &*segment.bytes))
            .collect();
        assert_eq!(
            found,
            [(100, b"ab\0\0cd".as_slice()), (200, b"ef".as_slice())]
        );
    }

    #[test]
    fn kinds_are_told_apart() {
        let segment = |bytes: &'static [u8]| Segment {
            at: 0,
            bytes: Cow::Borrowed(bytes),
        };
        for (bytes, text) in [
            (b"a sentence of eight letters".as_slice(), true),
            ("two lines\nand an \u{e9}".as_bytes(), true),
            (b"\x0fthis text is in \xc0\x00", true),
            (b"short", false),
            (b"\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00", false),
        ] {
            assert_eq!(segment(bytes).is_text(), text, "{bytes:?}");
        }
        let place = segment(b"\x10\x00\x00\x00\x08\x00\x00\x00\x2a\x00\x00\x00\x01\x00\x00\x00");
        assert!(place.is_place(&[(16, 8)]));
        assert!(!place.is_place(&[(16, 9)]));
        let methods = segment(b"\x07\x00\x00\x00\x08\x00\x00\x00\x04\x00\x00\x00\x09\x00\x00\x00");
        assert!(methods.is_methods(10));
        assert!(!methods.is_methods(9));
    }
}
