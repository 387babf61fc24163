//! JSON values in other text: where they begin and end.

use std::ops::Range;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Anything.
    Text(Range<usize>),
    /// A value in brackets that match.
    Json(Range<usize>),
    /// A value in the notation of Python.
    Python(Range<usize>),
}

/// The most values that are cut out of one text.
const MAX_VALUES: usize = 2_000;

/// How often a bracket may turn out to have no partner before the search is given up.
const MAX_FAILURES: usize = 12;

/// Cuts a text into values and what stands between them. Every byte is in one segment.
pub(crate) fn cut(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut begun = 0;
    let mut at = 0;
    let mut failures = 0;
    let mut values = 0;
    while let Some(start) = next_open(text, at) {
        if failures > MAX_FAILURES || values > MAX_VALUES {
            break;
        }
        let is_python = is_python(text, start);
        if let Some(end) = end_of_value(text, start, is_python) {
            values += 1;
            if begun < start {
                segments.push(Segment::Text(begun..start));
            }
            segments.push(if is_python {
                Segment::Python(start..end)
            } else {
                Segment::Json(start..end)
            });
            begun = end;
            at = end;
        } else {
            failures += 1;
            at = start + 1;
        }
    }
    if begun < text.len() {
        segments.push(Segment::Text(begun..text.len()));
    }
    segments
}

/// The next bracket that may begin a value: an object anywhere, a list only at the beginning of a line.
fn next_open(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let is_value = match byte {
            b'{' => bytes
                .get(at + 1..)
                .and_then(|rest| rest.iter().find(|byte| !byte.is_ascii_whitespace()))
                .is_some_and(|next| matches!(next, b'"' | b'\'' | b'}')),
            b'[' => is_first_in_line(text, at),
            _ => false,
        };
        if is_value {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether nothing but white space stands before a place in its line. Looks back no further than that, so that a long line of
/// brackets takes no longer than another.
fn is_first_in_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(|ch: char| ch != '\n' && ch.is_whitespace());
    before.is_empty() || before.ends_with('\n')
}

fn is_python(text: &str, start: usize) -> bool {
    text.get(start..).is_some_and(|rest| {
        let inner = rest.trim_start_matches(|ch: char| "[{(".contains(ch) || ch.is_whitespace());
        inner.starts_with('\'')
    })
}

/// Where the bracket at `start` is closed, strings left aside.
fn end_of_value(text: &str, start: usize, is_python: bool) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    for (idx, byte) in text.as_bytes().iter().enumerate().skip(start) {
        if let Some(open) = quote {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                byte if *byte == open => quote = None,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quote = Some(b'"'),
            b'\'' if is_python => quote = Some(b'\''),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(idx + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_out() {
        for (text, expected) in [
            ("", ""),
            ("a {\"b\": \"}\"} c", "T:a |J:{\"b\": \"}\"}|T: c"),
            ("{\"a\":1}\n{\"b\":2}", "J:{\"a\":1}|T:\n|J:{\"b\":2}"),
            ("x [1]\n  [1]", "T:x [1]\n  |J:[1]"),
            ("{'a': \"it's\"}", "P:{'a': \"it's\"}"),
            ("{ \"open", "T:{ \"open"),
            (
                "resource \"x\" {\n a = 1\n}",
                "T:resource \"x\" {\n a = 1\n}",
            ),
        ] {
            let shown: Vec<_> = cut(text)
                .into_iter()
                .map(|segment| match segment {
                    Segment::Text(range) => format!("T:{}", text.get(range).unwrap()),
                    Segment::Json(range) => format!("J:{}", text.get(range).unwrap()),
                    Segment::Python(range) => format!("P:{}", text.get(range).unwrap()),
                })
                .collect();
            assert_eq!(shown.join("|"), expected, "{text:?}");
        }
    }
}
