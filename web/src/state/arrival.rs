//! Scenarios that an address brings: a person is asked before one takes the place of unsaved work, and going back leaves it again.

#[cfg(test)]
mod tests;

use iam_core::scenario::Scenario;
use iam_share::View;

use crate::shared::Shared;

use super::{Drawer, Snapshot, Tab, Workspace};

/// The way back to what an opened scenario took the place of.
pub(super) const BACK: &str = "Back to what I had";

/// The way to what was not opened.
const OPEN: &str = "Open it";

/// A scenario that an address brought.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    /// The scenario.
    pub(crate) scenario: Scenario,
    /// What it is called: a link, an example.
    pub(crate) what: &'static str,
    /// What of it was looked at.
    pub(crate) view: View,
    /// The sentence that says that it is open; empty where that needs no saying.
    pub(crate) text: String,
    /// Whether a person is asked before it takes the place of unsaved work.
    pub(crate) asks: bool,
}

/// What there is to know about scenarios that come and go.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrivals {
    /// The scenario that the person is asked about.
    pub(crate) asked: Option<Arrival>,
    /// How often the answer was to keep what is there.
    pub(crate) declined: u32,
    /// Unsaved work that another scenario took the place of, to be put aside.
    pub(crate) replaced: Option<Shared<Scenario>>,
    /// The document that is also kept somewhere else.
    kept: Option<Shared<Scenario>>,
    /// What the page's plain address showed, while it shows what another address brought.
    before: Option<Before>,
}

/// What was there before an address brought something.
#[derive(Clone, Debug)]
struct Before {
    document: Snapshot,
    edited: bool,
}

impl Workspace {
    /// Whether there is work that is kept nowhere but in the draft.
    fn is_unsaved(&self) -> bool {
        self.edited && self.arrivals.kept.as_ref() != Some(&self.scenario)
    }

    /// Learns that a document is kept somewhere else than in the draft.
    pub(crate) fn know_kept(&mut self, scenario: Shared<Scenario>) {
        self.arrivals
            .edit(|arrivals| arrivals.kept = Some(scenario));
    }

    /// Takes note of work that is about to be replaced.
    pub(super) fn leave(&mut self) {
        let replaced = self.edited.then(|| self.scenario.clone());
        self.arrivals.edit(|arrivals| {
            arrivals.replaced = replaced.or_else(|| arrivals.replaced.take());
            arrivals.asked = None;
            arrivals.before = None;
        });
    }

    /// Opens what an address brought, or asks.
    pub(super) fn arrive(&mut self, arrival: Arrival) {
        if arrival.scenario == *self.scenario {
            self.arrivals.edit(|arrivals| arrivals.asked = None);
            self.look_at(&arrival.view);
        } else if arrival.asks && self.is_unsaved() {
            self.arrivals
                .edit(|arrivals| arrivals.asked = Some(arrival));
        } else {
            self.open_arrival(arrival);
        }
    }

    /// Opens what was asked about.
    pub(super) fn open_asked(&mut self) {
        if let Some(arrival) = self.arrivals.asked.clone() {
            self.open_arrival(arrival);
        }
    }

    /// Keeps what is there, with a way to what was asked about.
    pub(super) fn keep_mine(&mut self) {
        let Some(arrival) = self.arrivals.asked.clone() else {
            return;
        };
        let mut there = self.clone();
        there.show_scenario(arrival.scenario);
        let text = [
            "Your work is still here; the ",
            arrival.what,
            " was not opened",
        ];
        self.next = there.next;
        self.arrivals.edit(|arrivals| {
            arrivals.asked = None;
            arrivals.declined = arrivals.declined.wrapping_add(1);
        });
        self.tell(text.concat(), false, Some((OPEN, there.snapshot())));
    }

    /// The address is the plain one again: so is what it shows, unless something was changed since.
    pub(super) fn leave_address(&mut self) {
        let before = self.arrivals.before.clone();
        let asked = self.arrivals.asked.is_some();
        self.arrivals.edit(|arrivals| arrivals.asked = None);
        if let Some(before) = before.filter(|_| !asked && !self.edited) {
            self.restore(before.document);
            self.edited = before.edited;
            self.arrivals.edit(|arrivals| arrivals.before = None);
        }
    }

    /// Whether a way back leads to another document, rather than to an earlier form of this one.
    pub(super) fn leads_away(way: &str) -> bool {
        way == BACK || way == OPEN
    }

    fn open_arrival(&mut self, arrival: Arrival) {
        // What an address brought can be had from it again.
        let earlier = self.arrivals.before.clone().filter(|_| !self.edited);
        let before = earlier.unwrap_or_else(|| Before {
            document: self.snapshot(),
            edited: self.edited,
        });
        let mut text = arrival.text;
        if self.edited && text.is_empty() {
            text.push_str("The link’s scenario is open");
        }
        self.open(arrival.scenario, text);
        self.look_at(&arrival.view);
        self.arrivals
            .edit(|arrivals| arrivals.before = Some(before));
    }

    /// Looks at what a link says was looked at.
    pub(crate) fn look_at(&mut self, view: &View) {
        self.choose_request(view.request);
        if view.stage.is_some() {
            self.selection.stage = view.stage;
        }
        let has = |(policy, _): &(usize, u32)| *policy < self.scenario.policies.len();
        self.selection.statement = view.statement.filter(has);
        if let Some(tab) = view.tab.and_then(|tab| Tab::ALL.get(usize::from(tab))) {
            self.layout.tab = *tab;
            if *tab == Tab::Tests {
                self.layout.drawer = Some(Drawer::Tests);
            }
        }
    }
}
