//! Values in a sentence: where they end, and how those that were wrapped are put together again.

use std::ops::Range;

use crate::phrase;

/// What ends a resource that is not in quotes, after white space.
const ENDS: [&str; 9] = [
    "because ",
    "with an explicit deny",
    "Go to http",
    "Encoded authorization failure message",
    "(Service:",
    "(RequestToken:",
    "(SDK Attempt",
    "status code:",
    "at com.",
];

/// The longest value.
const MAX_VALUE: usize = 8_192;

/// Signs that end a resource and do not belong to it.
const AFTER: [char; 7] = ['.', ',', ';', '`', '\'', '\\', ')'];

/// A value and the range it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
    /// Whether white space was taken out of it.
    pub(crate) is_rejoined: bool,
}

impl Value {
    /// The range as it stands.
    pub(crate) fn plain(text: &str, range: Range<usize>) -> Self {
        Self {
            text: text.get(range.clone()).unwrap_or_default().to_owned(),
            range,
            is_rejoined: false,
        }
    }

    /// The range without the white space in it.
    pub(crate) fn rejoined(text: &str, range: Range<usize>) -> Self {
        let said = text.get(range.clone()).unwrap_or_default();
        let joined: String = said.split_whitespace().collect();
        Self {
            is_rejoined: joined.len() != said.len(),
            text: joined,
            range,
        }
    }
}

/// The resource that begins at `at`, and where reading goes on.
pub(super) fn resource_value(text: &str, at: usize) -> Option<(Value, usize)> {
    for quote in ["\\\"", "\"", "&quot;"] {
        if text.get(at..)?.starts_with(quote) {
            let start = at + quote.len();
            let rest = bounded(text, start);
            if let Some(len) = rest.find(quote) {
                let range = start..start + len;
                return Some((joined_lines(text, range), start + len + quote.len()));
            }
        }
    }
    let range = phrase::trim_end(text, at..plain_end(text, at), &AFTER);
    if range.is_empty() {
        return None;
    }
    let value = joined_lines(text, range);
    let end = value.range.end;
    Some((value, end))
}

/// A resource without the line breaks that a terminal or a table put in it.
fn joined_lines(text: &str, range: Range<usize>) -> Value {
    let said = text.get(range.clone()).unwrap_or_default();
    if !said.contains('\n') {
        return Value::plain(text, range);
    }
    let joined: String = said.lines().map(str::trim).collect();
    Value {
        text: joined,
        range,
        is_rejoined: true,
    }
}

/// Where a resource without quotes ends.
fn plain_end(text: &str, at: usize) -> usize {
    let line_end = at + line_len(bounded(text, at));
    let line = text.get(at..line_end).unwrap_or_default();
    // The message goes on behind the resource, on this line or on the next.
    if let Some(end) = first_end(text, at, line_end) {
        return end;
    }
    let is_s3 = line.starts_with("arn:") && line.split(':').nth(2) == Some("s3");
    if !is_s3
        && !line.contains(char::is_whitespace)
        && let Some(end) = continued(text, line_end)
    {
        return end;
    }
    if is_s3 || short_form(line) {
        return line_end;
    }
    at + line.find(char::is_whitespace).unwrap_or(line.len())
}

/// The length up to what ends every resource: a line break, also a written one, a quote, or markup.
fn line_len(rest: &str) -> usize {
    ["\n", "\"", "<", "\\n", "', ", "'}", "'\n"]
        .iter()
        .filter_map(|end| rest.find(end))
        .min()
        .unwrap_or(rest.len())
}

/// The first white space of the line that is followed by a known continuation, or that ends a sentence.
fn first_end(text: &str, at: usize, line_end: usize) -> Option<usize> {
    let line = text.get(at..line_end)?;
    for (idx, ch) in line.char_indices() {
        if !ch.is_whitespace() {
            continue;
        }
        let next = phrase::skip_blank(text, at + idx);
        if ENDS
            .iter()
            .any(|end| phrase::after(text, next, end).is_some())
        {
            return Some(at + idx);
        }
        let ends_sentence = line.get(..idx)?.ends_with('.')
            && text
                .get(next..)
                .is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_uppercase()));
        if ends_sentence {
            return Some(at + idx);
        }
    }
    None
}

/// Where a resource ends that goes on, broken, on the next line: only if a known continuation follows it there.
fn continued(text: &str, line_end: usize) -> Option<usize> {
    if !text.get(line_end..)?.starts_with('\n') {
        return None;
    }
    let start = phrase::skip_blank(text, line_end);
    if ENDS
        .iter()
        .any(|end| phrase::after(text, start, end).is_some())
    {
        return Some(line_end);
    }
    let end = phrase::token_end(text, start);
    let next = phrase::skip_blank(text, end);
    ENDS.iter()
        .any(|end| phrase::after(text, next, end).is_some())
        .then_some(end)
}

/// `role NAME` and the like, and the sentences that some services print instead of a resource.
fn short_form(line: &str) -> bool {
    line.starts_with("the ")
        || super::resource::SHORT_FORMS
            .iter()
            .any(|(label, _)| line.starts_with(label))
}

fn bounded(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.get(..rest.floor_char_boundary(MAX_VALUE))
        .unwrap_or(rest)
}
