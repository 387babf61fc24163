//! What is wrong with, or worth knowing about, a document a person wrote.

use serde::Serialize;

use crate::text::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// AWS would refuse the document, or it cannot be evaluated.
    Error,
    /// AWS accepts it, but it does not do what it seems to.
    Warning,
    /// Worth knowing.
    Info,
}

/// A further place that a diagnostic speaks of, such as the first of two duplicates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Where, in the same text.
    pub span: Span,
    /// What is there, as a clause: "first given here".
    pub message: String,
}

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// The text after some edits, in order of their places; edits that do not fit or overlap are left out.
pub fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        let Some(before) = text.get(at..range.start) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// A change that resolves a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What the change does, in the imperative.
    pub title: String,
    /// Edits in order of their places, not overlapping.
    pub edits: Vec<Edit>,
}

/// One finding about a document, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Kebab-case code by area: `json/duplicate-key`, `policy/unknown-element`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The primary place, UTF-8 bytes into the text as typed.
    pub span: Span,
    /// One sentence: what was found and what was expected. Starts in lower case, no full stop; user text in backticks.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Further places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// A change that resolves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic with no help, related places or fix.
    pub fn new(
        code: &'static str,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self::plain(code, severity, span, message.into())
    }

    /// One copy for the hundred places that make a diagnostic: the page downloads each.
    #[cold]
    #[inline(never)]
    fn plain(code: &'static str, severity: Severity, span: Span, message: String) -> Self {
        Self {
            code,
            severity,
            span,
            message,
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// An error.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    /// Worth knowing.
    pub fn info(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Info, span, message)
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a change that resolves it.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix {
            title: title.into(),
            edits,
        });
        self
    }
}
