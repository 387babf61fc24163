//! Evidence that was pasted: what it adds to the scenario.

use iam_core::scenario::Scenario;
use iam_import::Import;

use super::arrival::BACK;
use super::{Doc, Workspace};

impl Workspace {
    /// Adds what was found, and looks at its first request.
    pub(super) fn add_evidence(&mut self, import: &Import) {
        let result = iam_import::add(&self.scenario, import);
        let policies = result.policies.len().saturating_sub(self.docs.len());
        let before = self.scenario.requests.len();
        let requests = result.requests.len().saturating_sub(before);
        let new: Vec<Doc> = (0..policies)
            .map(|_| Doc {
                uid: self.number(),
                open: true,
                left_out: false,
                revision: 0,
            })
            .collect();
        self.docs.edit(|docs| docs.extend(new));
        // What was there already is no step to undo.
        if result != *self.scenario {
            self.change(|scenario| *scenario = result);
        }
        self.selection.statement = None;
        self.remember_said(import);
        let first = if requests > 0 {
            Some(before)
        } else {
            self.first_of(import)
        };
        if let Some(first) = first {
            self.choose_request(first);
        }
        self.tell(what_was_added(requests, policies), false, None);
    }

    /// Begins anew with what was found. What was there before can be brought back.
    pub(super) fn start_with_evidence(&mut self, import: &Import) {
        let back = self.edited.then(|| (BACK, self.snapshot()));
        self.leave();
        let scenario = iam_import::add(&Scenario::default(), import);
        let scenario = import.document.clone().unwrap_or(scenario);
        self.show_scenario(scenario);
        self.edited = true;
        self.remember_said(import);
        self.tell("The evidence is open as a scenario".to_owned(), false, back);
    }

    /// The request that asks what the evidence's first asks.
    fn first_of(&self, import: &Import) -> Option<usize> {
        let found = &import.requests.first()?.request;
        self.scenario.requests.iter().position(|known| {
            known.principal.arn == found.principal.arn
                && known.action == found.action
                && known.resource.arn == found.resource.arn
        })
    }
}

fn what_was_added(requests: usize, policies: usize) -> String {
    let count = |number: usize, one: &str, several: &str| match number {
        0 => None,
        1 => Some("1 ".to_owned() + one),
        number => Some([&number.to_string(), " ", several].concat()),
    };
    let parts = [
        count(requests, "request", "requests"),
        count(policies, "policy", "policies"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return "What was pasted is here already".to_owned();
    }
    "Added: ".to_owned() + &parts.join(" and ")
}
