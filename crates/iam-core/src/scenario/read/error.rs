//! Why a scenario document was refused.

use std::fmt;

use crate::text::Span;

/// The first thing in a document that breaks the scenario format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    /// The JSON path of the value, such as `policies[2].type`; empty for the document as a whole.
    pub path: String,
    /// What was found and what was expected, without its place.
    pub message: String,
    /// The place, UTF-8 bytes into the document.
    pub span: Span,
    /// Line of the place, from 1.
    pub line: u32,
    /// Column of the place in characters, from 1.
    pub column: u32,
    /// Kebab-case code by area: `scenario/unexpected-type`, `json/…`.
    pub code: &'static str,
}

impl ScenarioError {
    pub(super) fn at(
        text: &str,
        span: Span,
        path: String,
        code: &'static str,
        message: String,
    ) -> Self {
        let (line, column) = line_and_column(text, span.start as usize);
        Self {
            path,
            message,
            span,
            line,
            column,
            code,
        }
    }
}

fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).unwrap_or("").chars().count();
    let from_one = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    (from_one(line), from_one(column))
}

/// One sentence: `` line 12, `policies[2].type`: found …, expected … ``.
impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "line {}, column {}: ", self.line, self.column)?;
        } else {
            write!(f, "line {}, `{}`: ", self.line, self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for ScenarioError {}
