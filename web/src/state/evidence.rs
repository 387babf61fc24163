//! Evidence that was pasted: what it adds to the scenario, and what AWS said about its requests.

use iam_core::scenario::{Request, Scenario};
use iam_import::{Import, Missing, Stated};

use super::{Doc, Workspace};

/// What AWS said about a request. It is kept beside the document, by what the request asks, so that it holds wherever the
/// request moves, and not once it asks something else.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    principal: String,
    action: String,
    resource: String,
    /// What was said.
    pub(crate) stated: Stated,
    /// What was missing then.
    pub(crate) missing: Vec<Missing>,
}

impl Said {
    fn is_about(&self, request: &Request) -> bool {
        self.principal == request.principal.arn
            && self.action == request.action
            && self.resource == request.resource.arn
    }
}

impl Workspace {
    /// What AWS said about the request in view.
    pub(crate) fn said(&self) -> Option<&Said> {
        let request = self.scenario.requests.get(self.selection.request)?;
        self.said.iter().rfind(|said| said.is_about(request))
    }

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
        let back = self.edited.then(|| ("Back to what I had", self.snapshot()));
        let scenario = iam_import::add(&Scenario::default(), import);
        let scenario = import.document.clone().unwrap_or(scenario);
        self.show_scenario(scenario);
        self.edited = true;
        self.remember_said(import);
        self.tell("The evidence is open as a scenario".to_owned(), false, back);
    }

    fn remember_said(&mut self, import: &Import) {
        self.said.edit(|known| {
            for said in known.iter_mut() {
                said.missing.retain(|missing| !missing.is_closed_by(import));
            }
            for found in &import.requests {
                let Some(stated) = &found.stated else {
                    continue;
                };
                known.retain(|said| !said.is_about(&found.request));
                known.push(Said {
                    principal: found.request.principal.arn.clone(),
                    action: found.request.action.clone(),
                    resource: found.request.resource.arn.clone(),
                    stated: stated.clone(),
                    missing: import.missing.clone(),
                });
            }
        });
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
