//! Why a scenario document was refused.

use std::fmt;

use crate::text::{LineIndex, Span};

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
    /// Column of the place in UTF-16 code units, as editors count, from 1.
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
        let (line, column) = LineIndex::new(text).line_col(span.start);
        Self {
            path,
            message,
            span,
            line: line + 1,
            column: column + 1,
            code,
        }
    }
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
