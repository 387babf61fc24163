//! What happens to the scenario and its policies.

use std::sync::Arc;

use iam_core::scenario::{PolicyType, Scenario, ScenarioPolicy};
use iam_core::text::Span;
use iam_core::what_if::{self, Change};

use crate::labels;
use crate::shared::Shared;

use super::arrival::BACK;
use super::{Doc, Selection, Tab, Versions, Workspace};

/// How many editors are open at first.
const OPEN_AT_FIRST: usize = 2;

impl Workspace {
    /// Takes a scenario in place of the one that is there.
    pub(super) fn show_scenario(&mut self, scenario: Scenario) {
        let docs = (0..scenario.policies.len())
            .map(|index| Doc {
                uid: self.number(),
                open: index < OPEN_AT_FIRST,
                left_out: false,
                revision: 0,
            })
            .collect();
        self.docs = Shared::new(docs);
        self.scenario = Shared::new(scenario);
        self.versions = Shared::new(Versions::of(self.scenario.clone()));
        self.without = Shared::new(Vec::new());
        self.selection = Selection::default();
        self.edited = false;
    }

    /// Opens a scenario from elsewhere. What was edited before can be brought back.
    pub(super) fn open(&mut self, scenario: Scenario, mut text: String) {
        let back = self.edited.then(|| (BACK, self.snapshot()));
        if back.is_some() && !text.is_empty() {
            text.push_str("; what was here is kept as your earlier draft");
        }
        self.leave();
        self.show_scenario(scenario);
        if !text.is_empty() || back.is_some() {
            self.tell(text, false, back);
        }
    }

    /// Takes the way back that a notice offers.
    pub(super) fn go_back(&mut self, id: u32) {
        let Some((way, snapshot)) = self
            .notices
            .iter()
            .find(|notice| notice.id == id)
            .and_then(|notice| notice.back.clone())
        else {
            return;
        };
        if Self::leads_away(way) {
            self.leave();
        }
        self.restore(snapshot);
        self.dismiss(id);
    }

    /// Sets a policy's text; `elsewhere` when it did not come from its editor.
    pub(super) fn set_text(&mut self, uid: u32, text: Arc<str>, elsewhere: bool) {
        let old = self
            .index_of(uid)
            .and_then(|index| self.scenario.policies.get(index))
            .map(|policy| Arc::clone(&policy.document));
        if let Some(old) = old {
            self.carry_over(uid, &old, &text, elsewhere);
        }
        self.edit_policy(uid, |policy| policy.document = text);
        if elsewhere {
            self.edit_doc(uid, |doc| doc.revision = doc.revision.wrapping_add(1));
        }
    }

    /// Applies changes that were offered, shows the first place that they touch, and offers the way back.
    pub(super) fn apply_changes(&mut self, request: usize, changes: &[Change], text: String) {
        let before = self.snapshot();
        let changed = what_if::apply(&self.scenario, request, changes);
        let mut docs = (*self.docs).clone();
        for (index, policy) in changed.policies.iter().enumerate() {
            match (docs.get_mut(index), self.scenario.policies.get(index)) {
                (Some(doc), Some(old)) if !Arc::ptr_eq(&old.document, &policy.document) => {
                    doc.revision = doc.revision.wrapping_add(1);
                }
                (Some(_), _) => {}
                (None, _) => docs.push(Doc {
                    uid: self.number(),
                    open: true,
                    left_out: false,
                    revision: 0,
                }),
            }
        }
        self.docs = Shared::new(docs);
        self.change(|scenario| *scenario = changed);
        self.selection = Selection {
            request: self.selection.request,
            ..Selection::default()
        };
        if let Some((policy, span)) = changes.iter().find_map(first_place)
            && let Some(doc) = self.docs.get(policy).copied()
        {
            self.ask_editor(doc.uid, Some(span), false);
        }
        self.tell(text, false, Some(("Undo", before)));
    }

    pub(super) fn rename_policy(&mut self, uid: u32, name: String) {
        self.edit_policy(uid, |policy| {
            policy.name = Some(name).filter(|name| !name.is_empty());
        });
    }

    pub(super) fn edit_policy(&mut self, uid: u32, edit: impl FnOnce(&mut ScenarioPolicy)) {
        let Some(index) = self.index_of(uid) else {
            return;
        };
        self.change(|scenario| {
            if let Some(policy) = scenario.policies.get_mut(index) {
                edit(policy);
            }
        });
    }

    pub(super) fn edit_doc(&mut self, uid: u32, edit: impl FnOnce(&mut Doc)) {
        self.docs.edit(|docs| {
            if let Some(doc) = docs.iter_mut().find(|doc| doc.uid == uid) {
                edit(doc);
            }
        });
    }

    pub(super) fn add_policy(&mut self, kind: PolicyType) {
        let policy = ScenarioPolicy {
            name: None,
            kind,
            document: labels::first_text(kind).into(),
            attached_to: None,
            unknown: Vec::new(),
        };
        let uid = self.insert_policy(self.docs.len(), policy);
        self.ask_editor(uid, None, true);
    }

    /// Adds policies from elsewhere behind those that are there, and shows the first of them.
    pub(super) fn add_policies(&mut self, policies: Vec<ScenarioPolicy>, text: String) {
        let mut first = None;
        for policy in policies {
            let uid = self.insert_policy(self.docs.len(), policy);
            first = first.or(Some(uid));
        }
        if let Some(uid) = first {
            self.layout.tab = Tab::Policies;
            self.ask_editor(uid, None, true);
        }
        self.tell(text, false, None);
    }

    pub(super) fn duplicate_policy(&mut self, uid: u32) {
        let Some(index) = self.index_of(uid) else {
            return;
        };
        let Some(mut policy) = self.scenario.policies.get(index).cloned() else {
            return;
        };
        policy.name = policy.name.map(|name| name + " copy");
        let uid = self.insert_policy(index + 1, policy);
        self.ask_editor(uid, None, true);
    }

    fn insert_policy(&mut self, index: usize, policy: ScenarioPolicy) -> u32 {
        let uid = self.number();
        self.docs.edit(|docs| {
            let doc = Doc {
                uid,
                open: true,
                left_out: false,
                revision: 0,
            };
            docs.insert(index.min(docs.len()), doc);
        });
        self.change(|scenario| {
            let index = index.min(scenario.policies.len());
            scenario.policies.insert(index, policy);
        });
        self.selection.statement = None;
        self.selection.pointed = None;
        uid
    }

    /// Moves a policy before or behind its neighbour of the same type; other types are shown elsewhere.
    pub(super) fn move_policy_by(&mut self, uid: u32, up: bool) {
        let Some(index) = self.index_of(uid) else {
            return;
        };
        let policies = &self.scenario.policies;
        let kind = policies.get(index).map(|policy| policy.kind);
        let same = |(_, policy): &(usize, &ScenarioPolicy)| Some(policy.kind) == kind;
        let mut all = policies.iter().enumerate();
        let to = if up {
            all.take(index).rev().find(same)
        } else {
            all.by_ref().skip(index + 1).find(same)
        };
        if let Some((to, _)) = to {
            self.move_to(index, to);
        }
    }

    /// Moves a policy to the place of another.
    pub(super) fn move_policy(&mut self, uid: u32, other: u32) {
        if let (Some(from), Some(to)) = (self.index_of(uid), self.index_of(other)) {
            self.move_to(from, to);
        }
    }

    fn move_to(&mut self, from: usize, to: usize) {
        let length = self.docs.len().min(self.scenario.policies.len());
        if from == to || from >= length || to >= length {
            return;
        }
        self.docs.edit(|docs| {
            let doc = docs.remove(from);
            docs.insert(to, doc);
        });
        self.change(|scenario| {
            let policy = scenario.policies.remove(from);
            scenario.policies.insert(to, policy);
        });
        self.selection.statement = None;
        self.selection.pointed = None;
    }

    pub(super) fn remove_policy(&mut self, uid: u32) {
        let Some(index) = self.index_of(uid) else {
            return;
        };
        let before = self.snapshot();
        let name = self
            .scenario
            .policies
            .get(index)
            .map(labels::policy_name)
            .unwrap_or_default();
        self.docs.edit(|docs| docs.retain(|doc| doc.uid != uid));
        self.change(|scenario| {
            if index < scenario.policies.len() {
                scenario.policies.remove(index);
            }
        });
        self.selection.statement = None;
        self.selection.pointed = None;
        self.tell(name + " removed", false, Some(("Undo", before)));
    }
}

/// Where a change begins in the text that it leaves.
fn first_place(change: &Change) -> Option<(usize, Span)> {
    let Change::EditPolicy { policy, edits } = change else {
        return None;
    };
    let edit = edits.first()?;
    let start = edit.span.start as usize;
    let inserted = edit.text.trim_end();
    let skipped = inserted.len() - inserted.trim_start_matches([',', ' ', '\n', '\r']).len();
    let span = Span::new(start + skipped, start + inserted.len());
    Some((*policy as usize, span))
}
