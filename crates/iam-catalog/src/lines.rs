//! The normal form of the catalog's files: lines of fields between tabs; the first field says what a line is.

use std::fmt;

/// A file of the catalog that is not in the normal form, or not one of this catalog's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "catalog data, line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for DataError {}

/// A line of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    /// Counted from 1.
    number: usize,
    /// What it is.
    pub(crate) tag: &'t str,
    /// The fields after the first.
    pub(crate) rest: &'t str,
}

impl<'t> Line<'t> {
    fn new(number: usize, text: &'t str) -> Self {
        let (tag, rest) = text.split_once('\t').unwrap_or((text, ""));
        Self { number, tag, rest }
    }

    /// Its fields, as many as are wanted; what is left out at the end of a line is empty.
    pub(crate) fn fields<const N: usize>(&self) -> [&'t str; N] {
        let mut fields = self.rest.splitn(N, '\t');
        std::array::from_fn(|_| fields.next().unwrap_or(""))
    }

    /// Says that something is wrong with the line.
    pub(crate) fn error(&self, reason: &'static str) -> DataError {
        DataError {
            line: self.number,
            reason,
        }
    }

    /// A number.
    pub(crate) fn number<T: std::str::FromStr>(&self, text: &str) -> Result<T, DataError> {
        text.parse()
            .map_err(|_| self.error("a number was expected"))
    }

    /// Numbers between separators, each below a limit.
    pub(crate) fn indexes(
        &self,
        text: &str,
        between: char,
        limit: usize,
    ) -> Result<Box<[u16]>, DataError> {
        let parts = text.split(between).filter(|part| !part.is_empty());
        parts
            .map(|part| {
                let index: u16 = self.number(part)?;
                if usize::from(index) < limit {
                    Ok(index)
                } else {
                    Err(self.error("an index is beyond its list"))
                }
            })
            .collect()
    }
}

/// The lines of a file after its two first, which say how it was made, its version and its date.
///
/// # Errors
///
/// When the file is not of this version.
pub(crate) fn lines(text: &str) -> Result<(&str, impl Iterator<Item = Line<'_>>), DataError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(index, text)| Line::new(index + 1, text))
        .filter(|line| !line.tag.is_empty() && !line.tag.starts_with('#'));
    match lines.next() {
        Some(first) if first.tag == "1" => Ok((first.rest, lines)),
        Some(other) => Err(other.error("the file is of another version")),
        None => Err(DataError {
            line: 1,
            reason: "the file is empty",
        }),
    }
}

/// Texts between spaces.
pub(crate) fn words(text: &str, between: char) -> Box<[Box<str>]> {
    text.split(between)
        .filter(|word| !word.is_empty())
        .map(Box::from)
        .collect()
}
