//! A finding, and the list that collects them.

use std::collections::BTreeSet;

use iam_core::diagnostic::{Edit, Fix, Related};
use iam_core::text::Span;

use crate::code::{Code, Types};

/// The most findings that are kept of one policy.
const MOST: usize = 2_000;

/// One finding about a policy, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check made it.
    pub code: Code,
    /// The index of the policy among those that were looked at.
    pub policy: u32,
    /// The place, UTF-8 bytes into the policy's text as typed.
    pub span: Span,
    /// What was found, in one sentence. Starts in lower case, no full stop; user text in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Further places in the same text.
    pub related: Vec<Related>,
    /// A change of the text that removes the finding.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with neither help nor related places nor fix.
    #[cold]
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            policy: 0,
            span,
            message: message.into(),
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a further place.
    #[must_use]
    pub(crate) fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a change that removes it, if there is one.
    #[must_use]
    pub(crate) fn fix(
        mut self,
        title: impl Into<String>,
        edits: impl Into<Option<Vec<Edit>>>,
    ) -> Self {
        self.fix = edits.into().map(|edits| Fix {
            title: title.into(),
            edits,
        });
        self
    }
}

/// What was found about a policy, or about all policies of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The findings by policy and place.
    pub list: Vec<Finding>,
    /// Whether there were more than are kept, which is some thousands.
    pub incomplete: bool,
    /// The prefixes of services that the policy names and the catalog has not loaded, sorted: what needs them was not
    /// looked at.
    pub missing: Vec<String>,
}

/// Collects the findings of one policy: those of checks that apply to its type.
#[derive(Debug)]
pub(crate) struct Report {
    on: Types,
    pub(crate) findings: Findings,
    /// Services that were wanted and are not loaded.
    pub(crate) missing: BTreeSet<String>,
}

impl Report {
    pub(crate) fn new(on: Types) -> Self {
        Self {
            on,
            findings: Findings::default(),
            missing: BTreeSet::new(),
        }
    }

    /// Whether no further finding is kept: then making one is not worth the time.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.list.len() >= MOST
    }

    /// Keeps a finding if its check applies to the policy's type.
    pub(crate) fn add(&mut self, finding: Finding) {
        if !finding.code.check().on.has(self.on) {
            return;
        }
        if self.findings.list.len() < MOST {
            self.findings.list.push(finding);
        } else {
            self.findings.incomplete = true;
        }
    }
}
