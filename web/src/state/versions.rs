//! Versions of the document to compare with: the one that was opened, one that was kept by hand, one from a file.

use std::sync::Arc;

use iam_core::scenario::{Scenario, ScenarioPolicy};

use super::Workspace;
use crate::shared::Shared;

/// The versions there are.
#[derive(Clone, Debug)]
pub(crate) struct Versions {
    /// The document as it was opened.
    pub(crate) opened: Shared<Scenario>,
    /// The document as it was when a person said to keep it.
    pub(crate) kept: Option<Shared<Scenario>>,
    /// What was opened from a file to compare with, and the file's name.
    pub(crate) file: Option<(String, Other)>,
}

/// What a file to compare with holds.
#[derive(Clone, Debug)]
pub(crate) enum Other {
    /// A scenario.
    Scenario(Shared<Scenario>),
    /// Another version of one policy.
    Policy(Box<ScenarioPolicy>),
}

impl Versions {
    pub(super) fn of(opened: Shared<Scenario>) -> Self {
        Self {
            opened,
            kept: None,
            file: None,
        }
    }
}

impl Workspace {
    /// Keeps the document as it is, to compare with.
    pub(super) fn keep_version(&mut self) {
        let now = self.scenario.clone();
        self.versions.edit(|versions| versions.kept = Some(now));
    }

    /// Takes what a file holds to compare with.
    pub(super) fn compare_with(&mut self, name: String, other: Other) {
        self.versions
            .edit(|versions| versions.file = Some((name, other)));
    }
}

/// The policy of a scenario that another version of a policy most likely is of: the one with its name, else the first of its type, else the first.
pub(crate) fn counterpart(scenario: &Scenario, other: &ScenarioPolicy) -> Option<usize> {
    let mut all = scenario.policies.iter();
    let named = |policy: &ScenarioPolicy| policy.name.is_some() && policy.name == other.name;
    let place = all.clone().position(named);
    place
        .or_else(|| all.position(|policy| policy.kind == other.kind))
        .or((!scenario.policies.is_empty()).then_some(0))
}

/// The scenario with another version of one of its policies.
pub(crate) fn with_policy(scenario: &Scenario, index: usize, text: &Arc<str>) -> Scenario {
    let mut before = scenario.clone();
    if let Some(policy) = before.policies.get_mut(index) {
        policy.document = Arc::clone(text);
    }
    before
}
