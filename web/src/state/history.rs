//! Undo and redo for the whole scenario: what a person typed anywhere, and what a button did.
//!
//! Every action that changes the document becomes a step by itself; typing on in the same place makes one step until a pause.

use std::sync::Arc;

use iam_core::scenario::{ContextValue, Request, Scenario};

use super::{Action, Doc, Snapshot, Workspace};
use crate::shared::Shared;

/// Most steps kept.
const MOST: usize = 100;

/// What the steps may weigh together, in bytes as far as they can be told.
const HEAVIEST: usize = 32 << 20;

/// What a request weighs.
const REQUEST: usize = 500;

/// What was done and what was taken back.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// The oldest first.
    past: Vec<Step>,
    /// What was taken back last comes last.
    future: Vec<Step>,
    /// Where the person is typing, as long as the last step can go on.
    place: Option<TypingPlace>,
    /// The notice that told of the last undo or redo.
    told: Option<u32>,
}

/// A document to come back to, and what led away from it.
#[derive(Clone, Debug)]
struct Step {
    document: Snapshot,
    did: &'static str,
    weight: usize,
}

/// A field that is typed in: what kind of field, of which policy or request, and which part of it.
type TypingPlace = (u8, usize, usize);

impl History {
    /// What would be undone, in words.
    pub(crate) fn undoes(&self) -> Option<&'static str> {
        self.past.last().map(|step| step.did)
    }

    /// What would be done again, in words.
    pub(crate) fn redoes(&self) -> Option<&'static str> {
        self.future.last().map(|step| step.did)
    }

    /// Whether a step of typing can go on.
    pub(crate) fn is_typing(&self) -> bool {
        self.place.is_some()
    }

    /// Whether a change belongs to the last step.
    fn goes_on(&self, place: Option<TypingPlace>) -> bool {
        let typing = place.is_some() && place == self.place;
        typing && self.future.is_empty() && !self.past.is_empty()
    }

    fn record(&mut self, step: Step, place: Option<TypingPlace>) {
        self.future.clear();
        self.place = place;
        self.past.push(step);
        while self.past.len() > 1 && (self.past.len() > MOST || self.weight() > HEAVIEST) {
            self.past.remove(0);
        }
    }

    fn weight(&self) -> usize {
        self.past.iter().map(|step| step.weight).sum()
    }
}

impl Workspace {
    /// Does what an action says, and remembers how it was before if the document changed.
    pub(super) fn apply(&mut self, action: Action) {
        let before = self.snapshot();
        let history = self.history.clone();
        let (did, place) = (action.words(), typing_place(&action, &self.scenario));
        self.perform(action);
        let outside = self.without != before.without
            || self.docs != before.docs && left_out(&self.docs) != left_out(&before.docs);
        // What changes the history itself, undo and redo, is no step of it.
        if self.history == history && (outside || self.scenario != before.scenario) {
            let step = step_to(before, &self.scenario, did);
            // A keystroke more in the same place changes nothing here.
            if !self.history.goes_on(place) {
                self.history.edit(|history| history.record(step, place));
            }
        }
    }

    /// What is typed next is a step of its own.
    pub(super) fn rest(&mut self) {
        if self.history.place.is_some() {
            self.history.edit(|history| history.place = None);
        }
    }

    /// Takes the last step back, or does the last one taken back again.
    pub(super) fn travel(&mut self, forward: bool) {
        let mut history = (*self.history).clone();
        let (from, to) = if forward {
            (&mut history.future, &mut history.past)
        } else {
            (&mut history.past, &mut history.future)
        };
        let Some(step) = from.pop() else { return };
        to.push(step_to(self.snapshot(), &step.document.scenario, step.did));
        history.place = None;
        if let Some(told) = history.told {
            self.dismiss(told);
        }
        let changed = first_changed(&self.scenario, &step.document.scenario);
        self.restore(step.document);
        if let Some(request) = changed {
            self.choose_request(request);
        }
        let verb = if forward { "Done again: " } else { "Undone: " };
        self.tell(verb.to_owned() + step.did, false, None);
        history.told = self.notices.last().map(|notice| notice.id);
        self.history = Shared::new(history);
    }

    /// Takes a document in place of the one that is there. Editors whose text stays the same keep their carets.
    pub(super) fn restore(&mut self, document: Snapshot) {
        let revision = self.number();
        let mut docs = document.docs;
        docs.edit(|docs| {
            for (index, doc) in docs.iter_mut().enumerate() {
                let Some(now) = self.index_of(doc.uid) else {
                    continue;
                };
                let text = |scenario: &Scenario, index: usize| {
                    let policy = scenario.policies.get(index);
                    policy.map(|policy| Arc::clone(&policy.document))
                };
                if let Some(now) = self.docs.get(now) {
                    (doc.open, doc.revision) = (now.open, now.revision);
                }
                if text(&document.scenario, index) != text(&self.scenario, now) {
                    doc.revision = revision;
                }
            }
        });
        self.docs = docs;
        self.scenario = document.scenario;
        self.without = document.without;
        // The draft that is kept is of what was undone, so this has to be written over it.
        self.edited = true;
        self.selection.statement = None;
        self.selection.pointed = None;
        self.choose_request(self.selection.request);
    }
}

fn left_out(docs: &[Doc]) -> Vec<u32> {
    let docs = docs.iter().filter(|doc| doc.left_out);
    docs.map(|doc| doc.uid).collect()
}

/// A step back to a document, from the one that took its place.
fn step_to(document: Snapshot, after: &Scenario, did: &'static str) -> Step {
    let before = &document.scenario;
    let texts = before.policies.iter().enumerate().map(|(index, policy)| {
        let same = after
            .policies
            .get(index)
            .is_some_and(|after| Arc::ptr_eq(&after.document, &policy.document));
        if same { REQUEST } else { policy.document.len() }
    });
    let weight = texts.sum::<usize>() + before.requests.len() * REQUEST;
    Step {
        document,
        did,
        weight,
    }
}

/// The first request that differs.
fn first_changed(now: &Scenario, then: &Scenario) -> Option<usize> {
    let same = |(a, b): (&Request, &Request)| a == b;
    let both = now.requests.iter().zip(&then.requests);
    let equal = both.take_while(|pair| same(*pair)).count();
    (equal < then.requests.len()).then_some(equal)
}

/// Where an action types, if it does.
fn typing_place(action: &Action, scenario: &Scenario) -> Option<TypingPlace> {
    let policy = |kind: u8, uid: u32| Some((kind, uid as usize, 0));
    if let Action::EditPolicy(uid, _) = action {
        policy(0, *uid)
    } else if let Action::RenamePolicy(uid, _) = action {
        policy(1, *uid)
    } else if let Action::RenameScenario(_) = action {
        Some((3, 0, 0))
    } else if let Action::EditOrganization(_, field) = action {
        Some((5, 0, (*field)?))
    } else if let Action::EditRequest(index, request) = action {
        let part = typed_part(scenario.requests.get(*index)?, request)?;
        Some((4, *index, part))
    } else {
        None
    }
}

/// Which text of a request differs, if only one does.
fn typed_part(before: &Request, after: &Request) -> Option<usize> {
    let (old, new) = (texts(before), texts(after));
    let mut differing = (0..old.len()).filter(|part| old.get(*part) != new.get(*part));
    let first = differing.next().filter(|_| old.len() == new.len());
    first.filter(|_| differing.next().is_none())
}

/// Every text that is typed in a request, in one order. Whoever chooses or ticks changes none of them.
fn texts(request: &Request) -> Vec<&str> {
    let Request {
        name,
        principal: who,
        action,
        resource: what,
        context,
        call,
        ..
    } = request;
    let s3 = what.s3.as_ref();
    let optional = [
        name,
        call,
        &who.account,
        &who.user_id,
        &who.role_arn,
        &who.session_name,
        &who.source_identity,
        &who.issuer,
        &who.canonical_user_id,
        &who.federated_provider,
        &who.token_issue_time,
        &what.account,
    ];
    let mut all: Vec<&str> = optional
        .map(|text| text.as_deref().unwrap_or_default())
        .to_vec();
    all.extend([action.as_str(), &who.arn, &what.arn]);
    all.push(
        s3.and_then(|s3| s3.object_owner.as_deref())
            .unwrap_or_default(),
    );
    all.extend(who.groups.iter().chain(&who.called_via).map(String::as_str));
    let acls = s3
        .into_iter()
        .flat_map(|s3| s3.bucket_acl.iter().chain(&s3.object_acl));
    all.extend(acls.map(|grant| grant.grantee.as_str()));
    let mut pairs: Vec<&(String, String)> = who.tags.iter().chain(&what.tags).collect();
    for grant in &what.grants {
        all.push(&grant.grantee);
        all.extend(grant.operations.iter().map(String::as_str));
        let (equals, subset) = (
            &grant.encryption_context_equals,
            &grant.encryption_context_subset,
        );
        pairs.extend(equals.iter().chain(subset).flatten());
    }
    all.extend(
        pairs
            .into_iter()
            .flat_map(|(key, value)| [key.as_str(), value]),
    );
    for (key, value) in context {
        all.push(key);
        match value {
            ContextValue::Single(value) => all.push(&value.text),
            ContextValue::List(values) => {
                all.extend(values.iter().map(|value| value.text.as_str()));
            }
        }
    }
    all
}
