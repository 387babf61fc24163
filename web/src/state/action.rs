//! What a person can do.

use std::rc::Rc;
use std::sync::Arc;

use iam_core::scenario::{PolicyType, Request, Scenario, ScenarioPolicy, UnknownKeys};
use iam_core::text::Span;
use iam_core::what_if::Change;
use iam_import::Import;

use crate::settings::Settings;
use crate::shared::Shared;

use super::{Arrival, Dialog, Drawer, Edge, Other, Parts, Place, Said, Shown, Tab, Workspace};

/// Something a person did.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Typed in a policy's editor.
    EditPolicy(u32, Arc<str>),
    /// Asked for a policy's text to be formatted; the new text.
    FormatPolicy(u32, Arc<str>),
    /// Gave a policy another name.
    RenamePolicy(u32, String),
    /// Gave a policy another type.
    RetypePolicy(u32, PolicyType),
    /// Changed what a policy is attached to; `None` means the type's default.
    AttachPolicy(u32, Option<Vec<String>>),
    /// Added a policy of a type.
    AddPolicy(PolicyType),
    /// Added policies from elsewhere, with the sentence that says so.
    AddPolicies(Vec<ScenarioPolicy>, String),
    /// Copied a policy.
    DuplicatePolicy(u32),
    /// Moved a policy before its neighbour of the same type.
    MovePolicyUp(u32),
    /// Moved a policy behind its neighbour of the same type.
    MovePolicyDown(u32),
    /// Moved a policy to the place of another.
    MovePolicy(u32, u32),
    /// Removed a policy.
    RemovePolicy(u32),
    /// Opened or folded a policy's editor.
    FoldPolicy(u32),
    /// Left a policy out of the evaluation, or took it in again.
    LeaveOut(u32),
    /// Left the statement that begins at this byte of a policy out, or took it in again.
    LeaveOutStatement(u32, u32),
    /// Took in again everything that was left out.
    TakeAllIn,
    /// Chose the request to look at.
    ChooseRequest(usize),
    /// Changed a request.
    EditRequest(usize, Box<Request>),
    /// Added a request.
    AddRequest,
    /// Added requests that were offered, with the sentence that says so.
    AddRequests(Vec<Request>, String),
    /// Made a request a part of a call with others; and the sentence that says so.
    AddToCall(usize, Box<Parts>, String),
    /// Copied a request.
    DuplicateRequest(usize),
    /// Moved a request before its neighbour.
    MoveRequestUp(usize),
    /// Removed a request.
    RemoveRequest(usize),
    /// Changed the organization: the scenario with it, and the field that was typed in, if one was.
    EditOrganization(Box<Scenario>, Option<usize>),
    /// Chose what a key means that is neither given nor derived.
    TreatUnknownKeys(UnknownKeys),
    /// Applied changes that were offered for a document and one of its requests, with the sentence that says which.
    ApplyChanges(Shared<Scenario>, usize, Vec<Change>, String),
    /// Gave the scenario another title.
    RenameScenario(String),
    /// Opened a scenario from elsewhere, with the sentence that says so.
    Open(Box<Scenario>, String),
    /// Followed an address that brings a scenario.
    Arrive(Box<Arrival>),
    /// Opened the scenario that was asked about.
    OpenAsked,
    /// Kept what is there rather than the scenario that was asked about.
    KeepMine,
    /// Went back to the page's plain address.
    LeaveAddress,
    /// Kept a document somewhere else than in the draft.
    Keep(Shared<Scenario>),
    /// Added what was found in pasted evidence.
    AddEvidence(Rc<Import>),
    /// Began anew with what was found in pasted evidence.
    StartWithEvidence(Rc<Import>),
    /// Came back to what AWS said in an earlier visit.
    RecallSaid(Vec<Said>),
    /// Something to tell; `true` for a problem.
    Tell(String, bool),
    /// Took a notice's way back.
    GoBack(u32),
    /// Closed a notice.
    Dismiss(u32),
    /// Chose a stage of the decision.
    ChooseStage(usize),
    /// Points at a place, or no longer.
    Point(Option<Place>),
    /// Chose a place: its editor shows it. The statement, where the place is in one.
    Show(Place, Option<u32>),
    /// Moved the caret of a policy's editor into a statement (and stage), or out of all.
    MoveCaret(usize, Option<u32>, Option<usize>),
    /// Went to the editor with this number, counted from 0.
    GoToEditor(usize),
    /// Asked how a policy's text can be rewritten where its caret is.
    OfferRewrites(u32),
    /// Chose a tab of the narrow page.
    ShowTab(Tab),
    /// Opened or folded the drawer.
    ShowDrawer(Option<Drawer>),
    /// Chose how many editors stand side by side.
    SetColumns(u8),
    /// Moved an edge.
    Resize(Edge, u16),
    /// Opened a dialog, or closed it.
    ShowDialog(Dialog),
    /// Changed the settings.
    Set(Settings),
    /// Kept the document as it is, to compare with.
    KeepVersion,
    /// Opened a file to compare with: its name, and what it holds.
    CompareWith(String, Other),
    /// Took the last step back.
    Undo,
    /// Did the step again that was taken back last.
    Redo,
    /// Paused: what is typed next is a step of its own.
    Rest,
}

impl Action {
    /// What a change of the document is called when it can be undone; empty for what changes nothing in it.
    pub(super) const fn words(&self) -> &'static str {
        match self {
            Self::EditPolicy(..) => "typing in a policy",
            Self::FormatPolicy(..) => "formatting a policy",
            Self::RenamePolicy(..) => "renaming a policy",
            Self::RetypePolicy(..) => "changing a policy’s type",
            Self::AttachPolicy(..) => "attaching a policy",
            Self::AddPolicy(_) => "adding a policy",
            Self::AddPolicies(..) => "adding policies",
            Self::DuplicatePolicy(_) => "copying a policy",
            Self::MovePolicyUp(_) | Self::MovePolicyDown(_) | Self::MovePolicy(..) => {
                "moving a policy"
            }
            Self::RemovePolicy(_) => "removing a policy",
            Self::LeaveOut(_) => "leaving a policy out or taking it in",
            Self::LeaveOutStatement(..) => "leaving a statement out or taking it in",
            Self::TakeAllIn => "taking in what was left out",
            Self::EditRequest(..) => "changing the request",
            Self::AddRequest => "adding a request",
            Self::AddRequests(..) => "adding requests",
            Self::AddToCall(..) => "adding the requests of a call",
            Self::DuplicateRequest(_) => "copying a request",
            Self::MoveRequestUp(_) => "moving a request",
            Self::RemoveRequest(_) => "removing a request",
            Self::EditOrganization(..) => "changing the organization",
            Self::TreatUnknownKeys(_) => "changing what unlisted keys mean",
            Self::ApplyChanges(..) => "applying a change",
            Self::RenameScenario(_) => "renaming the scenario",
            Self::Open(..) | Self::Arrive(_) | Self::OpenAsked => "opening another scenario",
            Self::AddEvidence(_) => "adding what was pasted",
            Self::StartWithEvidence(_) => "starting with what was pasted",
            Self::GoBack(_) | Self::LeaveAddress => "going back",
            Self::FoldPolicy(_)
            | Self::ChooseRequest(_)
            | Self::RecallSaid(_)
            | Self::Tell(..)
            | Self::KeepMine
            | Self::Keep(_)
            | Self::Dismiss(_)
            | Self::ChooseStage(_)
            | Self::Point(_)
            | Self::Show(..)
            | Self::MoveCaret(..)
            | Self::GoToEditor(_)
            | Self::OfferRewrites(_)
            | Self::ShowTab(_)
            | Self::ShowDrawer(_)
            | Self::SetColumns(_)
            | Self::Resize(..)
            | Self::ShowDialog(_)
            | Self::Set(_)
            | Self::KeepVersion
            | Self::CompareWith(..)
            | Self::Undo
            | Self::Redo
            | Self::Rest => "",
        }
    }
}

impl Workspace {
    /// Does what an action says. [`Workspace::apply`] does so and remembers how it was before.
    pub(super) fn perform(&mut self, action: Action) {
        match action {
            Action::EditPolicy(uid, text) => self.set_text(uid, text, false),
            Action::FormatPolicy(uid, text) => self.set_text(uid, text, true),
            Action::RenamePolicy(uid, name) => self.rename_policy(uid, name),
            Action::RetypePolicy(uid, kind) => self.edit_policy(uid, |policy| policy.kind = kind),
            Action::AttachPolicy(uid, to) => {
                self.edit_policy(uid, |policy| policy.attached_to = to);
            }
            Action::AddPolicy(kind) => self.add_policy(kind),
            Action::AddPolicies(policies, text) => self.add_policies(policies, text),
            Action::DuplicatePolicy(uid) => self.duplicate_policy(uid),
            Action::MovePolicyUp(uid) => self.move_policy_by(uid, true),
            Action::MovePolicyDown(uid) => self.move_policy_by(uid, false),
            Action::MovePolicy(uid, to) => self.move_policy(uid, to),
            Action::RemovePolicy(uid) => self.remove_policy(uid),
            Action::FoldPolicy(uid) => self.edit_doc(uid, |doc| doc.open = !doc.open),
            Action::LeaveOut(uid) => self.edit_doc(uid, |doc| doc.left_out = !doc.left_out),
            Action::LeaveOutStatement(uid, start) => self.leave_out_statement(uid, start),
            Action::TakeAllIn => self.take_all_in(),
            Action::ChooseRequest(index) => self.choose_request(index),
            Action::EditRequest(index, request) => self.edit_request(index, *request),
            Action::AddRequest => self.add_request(),
            Action::AddRequests(requests, text) => self.add_requests(requests, text),
            Action::AddToCall(index, parts, text) => self.add_to_call(index, *parts, text),
            Action::DuplicateRequest(index) => self.duplicate_request(index),
            Action::MoveRequestUp(index) => self.move_request_up(index),
            Action::RemoveRequest(index) => self.remove_request(index),
            Action::EditOrganization(changed, _) => self.edit_organization(*changed),
            Action::TreatUnknownKeys(keys) => self.change(|scenario| scenario.unknown_keys = keys),
            Action::ApplyChanges(of, request, changes, text) => {
                // Places in a text that has changed since would be wrong.
                if of == self.scenario {
                    self.apply_changes(request, &changes, text);
                }
            }
            Action::RenameScenario(name) => {
                self.change(|scenario| scenario.name = Some(name).filter(|name| !name.is_empty()));
            }
            Action::Open(scenario, text) => self.open(*scenario, text),
            Action::Arrive(arrival) => self.arrive(*arrival),
            Action::OpenAsked => self.open_asked(),
            Action::KeepMine => self.keep_mine(),
            Action::LeaveAddress => self.leave_address(),
            Action::Keep(scenario) => self.know_kept(scenario),
            Action::AddEvidence(import) => self.add_evidence(&import),
            Action::StartWithEvidence(import) => self.start_with_evidence(&import),
            Action::RecallSaid(said) => self.recall_said(said),
            Action::Tell(text, problem) => self.tell(text, problem, None),
            Action::GoBack(id) => self.go_back(id),
            Action::Dismiss(id) => self.dismiss(id),
            Action::ChooseStage(stage) => {
                self.selection.stage = Some(stage);
                self.selection.statement = None;
            }
            Action::Point(place) => self.selection.pointed = place,
            Action::Show(place, statement) => self.show(place, statement),
            Action::MoveCaret(policy, statement, stage) => {
                self.selection.statement = statement.map(|statement| (policy, statement));
                self.selection.stage = stage.or(self.selection.stage);
            }
            Action::GoToEditor(index) => self.go_to_editor(index),
            Action::OfferRewrites(uid) => {
                self.ask_editor(uid, None, true);
                if let Some(shown) = &mut self.selection.shown {
                    shown.offer = true;
                }
            }
            Action::ShowTab(tab) => self.layout.tab = tab,
            Action::ShowDrawer(drawer) => self.layout.drawer = drawer,
            Action::SetColumns(columns) => self.layout.set_columns(columns),
            Action::Resize(edge, to) => self.layout.resize(edge, to),
            Action::ShowDialog(dialog) => self.dialog = dialog,
            Action::Set(settings) => self.settings = settings,
            Action::KeepVersion => self.keep_version(),
            Action::CompareWith(name, other) => self.compare_with(name, other),
            Action::Undo => self.travel(false),
            Action::Redo => self.travel(true),
            Action::Rest => self.rest(),
        }
    }

    fn show(&mut self, place: Place, statement: Option<u32>) {
        if let Some(statement) = statement {
            self.selection.statement = Some((place.policy, statement));
        }
        if let Some(doc) = self.docs.get(place.policy).copied() {
            self.ask_editor(doc.uid, Some(place.span), false);
        }
    }

    fn go_to_editor(&mut self, index: usize) {
        let shown = self.order().get(index).copied();
        if let Some(doc) = shown.and_then(|index| self.docs.get(index)).copied() {
            self.layout.tab = Tab::Policies;
            self.ask_editor(doc.uid, None, true);
        }
    }

    /// Opens an editor and asks it to show something.
    pub(super) fn ask_editor(&mut self, uid: u32, span: Option<Span>, focus: bool) {
        if self.docs.iter().any(|doc| doc.uid == uid && !doc.open) {
            self.edit_doc(uid, |doc| doc.open = true);
        }
        let turn = self.number();
        self.selection.shown = Some(Shown {
            turn,
            uid,
            span,
            focus,
            offer: false,
        });
    }
}
