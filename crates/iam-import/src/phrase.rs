//! Finding fixed phrases in text that was wrapped, padded or spelled in other cases on its way.

use std::ops::Range;

/// Where the phrase ends if it stands at `at`. A space stands for any white space; case of ASCII letters is no matter.
pub(crate) fn after(text: &str, at: usize, phrase: &str) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    let mut idx = 0;
    for expected in phrase.bytes() {
        if expected == b' ' {
            let blank = blank(rest.get(idx..).unwrap_or_default());
            if blank == 0 {
                return None;
            }
            idx += blank;
        } else {
            if !rest.get(idx)?.eq_ignore_ascii_case(&expected) {
                return None;
            }
            idx += 1;
        }
    }
    Some(at + idx)
}

/// The first place of the phrase at or after `from`. The phrase begins with a letter or a sign.
pub(crate) fn find(text: &str, from: usize, phrase: &str) -> Option<Range<usize>> {
    let first = *phrase.as_bytes().first()?;
    let bytes = text.as_bytes().get(from..)?;
    bytes.iter().enumerate().find_map(|(idx, byte)| {
        if !byte.eq_ignore_ascii_case(&first) {
            return None;
        }
        let start = from + idx;
        after(text, start, phrase).map(|end| start..end)
    })
}

/// The first of several phrases at or after `from`, and which.
pub(crate) fn find_any(text: &str, from: usize, phrases: &[&str]) -> Option<(usize, Range<usize>)> {
    phrases
        .iter()
        .enumerate()
        .filter_map(|(idx, phrase)| find(text, from, phrase).map(|range| (idx, range)))
        .min_by_key(|(_, range)| range.start)
}

/// Where white space that begins at `at` ends.
pub(crate) fn skip_blank(text: &str, at: usize) -> usize {
    at + blank(text.as_bytes().get(at..).unwrap_or_default())
}

/// Where the token that begins at `at` ends: the next white space, or the end.
pub(crate) fn token_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

/// Cuts signs from the end of a range that belong to the sentence and not to the value.
pub(crate) fn trim_end(text: &str, range: Range<usize>, signs: &[char]) -> Range<usize> {
    let value = text.get(range.clone()).unwrap_or_default();
    let trimmed = value.trim_end_matches(|ch: char| ch.is_whitespace() || signs.contains(&ch));
    range.start..range.start + trimmed.len()
}

/// Cuts white space from both ends of a range.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let value = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (value.len() - value.trim_start().len());
    start..start + value.trim().len()
}

fn blank(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_across_line_breaks() {
        let text = "he IS not\n   authorized to";
        assert_eq!(find(text, 0, "is not authorized to"), Some(3..26));
        assert_eq!(find(text, 4, "is not authorized to"), None);
        assert_eq!(after(text, 3, "is not"), Some(9));
        assert_eq!(after(text, 3, "is not "), Some(13));
        assert_eq!(find("", 0, "x"), None);
        assert_eq!(find("é is not", 0, "is not"), Some(3..9));
        assert_eq!(find_any(text, 0, &["to", "not"]), Some((1, 6..9)));
    }
}
