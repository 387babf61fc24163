//! The workspace: everything the page holds, and how each thing a person does changes it.
//!
//! Pure: no browser in here. What is shown beyond it (parsed policies, the report, marks) is computed from it.

mod action;
mod arrival;
mod documents;
mod evidence;
mod history;
mod layout;
mod left;
mod requests;
mod said;
mod scenario;
#[cfg(test)]
mod tests;
mod versions;
mod without;

use std::rc::Rc;

use iam_core::scenario::{PolicyType, Scenario};
use iam_core::text::Span;
use iam_share::View;
use yew::{Reducible, UseReducerDispatcher};

use crate::settings::Settings;
use crate::shared::Shared;

pub(crate) use action::Action;
pub(crate) use arrival::{Arrival, Arrivals};
pub(crate) use history::History;
pub(crate) use layout::{Dialog, Drawer, Edge, Layout, Tab};
pub(crate) use left::Left;
pub(crate) use requests::Parts;
pub(crate) use said::{Said, read_said, write_said};
pub(crate) use versions::{Other, Versions, counterpart, with_policy};
pub(crate) use without::{LeftOut, leaves_out};

/// Sends actions to the workspace.
pub(crate) type Dispatch = UseReducerDispatcher<Workspace>;

/// Everything the page holds.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What the page knows about each policy, in the scenario's order.
    pub(crate) docs: Shared<Vec<Doc>>,
    /// Statements that the evaluation goes without. Neither a file nor a link holds them.
    pub(crate) without: Shared<Vec<LeftOut>>,
    /// What is looked at.
    pub(crate) selection: Selection,
    /// How the page is divided.
    pub(crate) layout: Layout,
    /// How the page looks and works for this person.
    pub(crate) settings: Settings,
    /// The dialog over the page.
    pub(crate) dialog: Dialog,
    /// What there is to tell, oldest first.
    pub(crate) notices: Shared<Vec<Notice>>,
    /// Whether the scenario differs from what was opened.
    pub(crate) edited: bool,
    /// What was done, to take back.
    pub(crate) history: Shared<History>,
    /// What AWS said about requests, as far as it was pasted.
    pub(crate) said: Shared<Vec<Said>>,
    /// What the document can be compared with.
    pub(crate) versions: Shared<Versions>,
    /// Scenarios that come by an address, and what they took the place of.
    pub(crate) arrivals: Shared<Arrivals>,
    /// The next number for a policy, notice or request to look somewhere.
    next: u32,
}

/// What the page knows about a policy beside the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Doc {
    /// Stays the same while the policy exists.
    pub(crate) uid: u32,
    /// Whether its editor is open.
    pub(crate) open: bool,
    /// Whether the evaluation goes without it.
    pub(crate) left_out: bool,
    /// Counts the times its text came from elsewhere than its editor.
    pub(crate) revision: u32,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The request whose result is shown.
    pub(crate) request: usize,
    /// The stage chosen by hand; `None` follows the decision.
    pub(crate) stage: Option<usize>,
    /// The statement that the caret is in or whose card was chosen: policy and statement.
    pub(crate) statement: Option<(usize, u32)>,
    /// What the mouse or the keyboard points at.
    pub(crate) pointed: Option<Place>,
    /// What an editor was asked to show.
    pub(crate) shown: Option<Shown>,
}

impl Selection {
    /// What of it a link carries.
    pub(crate) const fn view(&self) -> View {
        View {
            request: self.request,
            stage: self.stage,
            statement: self.statement,
            tab: None,
        }
    }
}

/// A place in a policy's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The policy's index.
    pub(crate) policy: usize,
    /// UTF-8 bytes.
    pub(crate) span: Span,
}

/// A request to an editor to show something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Counts up, so that the same place can be asked for twice.
    pub(crate) turn: u32,
    /// The policy.
    pub(crate) uid: u32,
    /// The place; none only moves the keyboard there.
    pub(crate) span: Option<Span>,
    /// Whether the editor gets the keyboard.
    pub(crate) focus: bool,
    /// Whether it lists how its text can be rewritten at the caret.
    pub(crate) offer: bool,
}

/// Something to tell, with a way back.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    /// Its number.
    pub(crate) id: u32,
    /// One sentence.
    pub(crate) text: String,
    /// Whether it tells of a problem.
    pub(crate) problem: bool,
    /// What the button is called, and what it brings back.
    pub(crate) back: Option<(&'static str, Snapshot)>,
}

/// A state of the document to come back to.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    scenario: Shared<Scenario>,
    docs: Shared<Vec<Doc>>,
    without: Shared<Vec<LeftOut>>,
}

impl Workspace {
    /// A workspace that shows a scenario.
    pub(crate) fn new(scenario: Scenario, (layout, settings): (Layout, Settings)) -> Self {
        let empty = Shared::new(Scenario::default());
        let mut workspace = Self {
            scenario: empty.clone(),
            docs: Shared::new(Vec::new()),
            without: Shared::new(Vec::new()),
            selection: Selection::default(),
            layout,
            settings,
            dialog: Dialog::None,
            notices: Shared::new(Vec::new()),
            edited: false,
            history: Shared::new(History::default()),
            said: Shared::new(Vec::new()),
            versions: Shared::new(Versions::of(empty)),
            arrivals: Shared::new(Arrivals::default()),
            next: 0,
        };
        workspace.show_scenario(scenario);
        workspace
    }

    /// The index of a policy.
    pub(crate) fn index_of(&self, uid: u32) -> Option<usize> {
        self.docs.iter().position(|doc| doc.uid == uid)
    }

    /// The policies in the order they are shown: by type, and within a type as the scenario has them.
    pub(crate) fn order(&self) -> Vec<usize> {
        shown_order(&self.scenario)
    }

    /// The document as it stands, to come back to.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            scenario: self.scenario.clone(),
            docs: self.docs.clone(),
            without: self.without.clone(),
        }
    }

    /// Closes a notice.
    fn dismiss(&mut self, id: u32) {
        self.notices
            .edit(|notices| notices.retain(|notice| notice.id != id));
    }

    fn number(&mut self) -> u32 {
        self.next = self.next.wrapping_add(1);
        self.next
    }

    /// Adds something to tell; of several, the newest three stay.
    fn tell(&mut self, text: String, problem: bool, back: Option<(&'static str, Snapshot)>) {
        let id = self.number();
        self.notices.edit(|notices| {
            notices.push(Notice {
                id,
                text,
                problem,
                back,
            });
            let surplus = notices.len().saturating_sub(3);
            notices.drain(..surplus);
        });
    }

    /// Changes the document.
    fn change(&mut self, change: impl FnOnce(&mut Scenario)) {
        self.scenario.edit(change);
        self.edited = true;
    }
}

/// The indexes of the policies in the order they are shown.
pub(crate) fn shown_order(scenario: &Scenario) -> Vec<usize> {
    let mut order = Vec::with_capacity(scenario.policies.len());
    for kind in PolicyType::ALL {
        for (index, policy) in scenario.policies.iter().enumerate() {
            if policy.kind == kind {
                order.push(index);
            }
        }
    }
    order
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}
