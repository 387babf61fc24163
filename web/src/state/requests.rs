//! What happens to the requests.

use iam_core::scenario::{Request, Scenario};

use super::Workspace;

/// What becomes of a request that is made a part of a call.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// The name of the call.
    pub(crate) call: String,
    /// The parts: the request as it is from then on, and others.
    pub(crate) requests: Vec<Request>,
    /// Requests that are needed too and are calls of their own.
    pub(crate) besides: Vec<Request>,
}

impl Workspace {
    /// Looks at a request, the last one if there are fewer.
    pub(super) fn choose_request(&mut self, index: usize) {
        let last = self.scenario.requests.len().saturating_sub(1);
        let index = index.min(last);
        if index != self.selection.request {
            self.selection.stage = None;
        }
        self.selection.request = index;
        self.selection.pointed = None;
    }

    pub(super) fn edit_request(&mut self, index: usize, request: Request) {
        self.change(|scenario| {
            let Some(place) = scenario.requests.get_mut(index) else {
                return;
            };
            let left = std::mem::replace(place, request).call;
            let joined = place.call.clone();
            leave_call(scenario, left, joined);
        });
    }

    pub(super) fn add_request(&mut self) {
        let request = like_the_last(&self.scenario);
        self.change(|scenario| scenario.requests.push(request));
        self.choose_request(usize::MAX);
    }

    /// Adds requests as one step, and looks at the first of them.
    pub(super) fn add_requests(&mut self, requests: Vec<Request>, text: String) {
        if requests.is_empty() {
            return;
        }
        let before = self.snapshot();
        let first = self.scenario.requests.len();
        self.change(|scenario| scenario.requests.extend(requests));
        self.choose_request(first);
        self.tell(text, false, Some(("Undo", before)));
    }

    /// Puts the parts of a call in the place of one request, and what it needs besides at the end, as one step. The first is looked at.
    pub(super) fn add_to_call(&mut self, index: usize, parts: Parts, text: String) {
        if index >= self.scenario.requests.len() || parts.requests.is_empty() {
            return;
        }
        let before = self.snapshot();
        let requests = parts.requests.into_iter().map(|request| Request {
            call: Some(parts.call.clone()),
            ..request
        });
        self.change(|scenario| {
            scenario.requests.splice(index..=index, requests);
            scenario.requests.extend(parts.besides);
        });
        self.choose_request(index);
        self.tell(text, false, Some(("Undo", before)));
    }

    pub(super) fn duplicate_request(&mut self, index: usize) {
        let Some(mut request) = self.scenario.requests.get(index).cloned() else {
            return;
        };
        request.name = request.name.map(|name| name + " copy");
        self.change(|scenario| scenario.requests.insert(index + 1, request));
        self.choose_request(index + 1);
    }

    /// Moves a request before its neighbour; who looked at it goes on doing so.
    pub(super) fn move_request_up(&mut self, index: usize) {
        let Some(before) = index.checked_sub(1) else {
            return;
        };
        if index >= self.scenario.requests.len() {
            return;
        }
        self.change(|scenario| scenario.requests.swap(before, index));
        if self.selection.request == index {
            self.selection.request = before;
        } else if self.selection.request == before {
            self.selection.request = index;
        }
    }

    pub(super) fn remove_request(&mut self, index: usize) {
        let Some(request) = self.scenario.requests.get(index) else {
            return;
        };
        let before = self.snapshot();
        let text = match &request.name {
            Some(name) => format!("Request “{name}” removed"),
            None => "Request removed".to_owned(),
        };
        self.change(|scenario| {
            let left = scenario.requests.remove(index).call;
            leave_call(scenario, left, None);
        });
        let chosen = self.selection.request;
        self.choose_request(if chosen > index { chosen - 1 } else { chosen });
        self.selection.stage = None;
        self.tell(text, false, Some(("Undo", before)));
    }
}

/// What is expected of a call goes with the last request that leaves it: to the call that this one joins, unless something is expected of that.
fn leave_call(scenario: &mut Scenario, left: Option<String>, joined: Option<String>) {
    let parts = |scenario: &Scenario, name: &str| {
        let mut requests = scenario.requests.iter();
        requests.any(|request| request.call.as_deref() == Some(name))
    };
    let Some(left) = left.filter(|left| !parts(scenario, left)) else {
        return;
    };
    let joined = joined.filter(|name| !scenario.calls.iter().any(|call| call.name == *name));
    match joined {
        Some(name) => {
            let call = scenario.calls.iter_mut().find(|call| call.name == left);
            if let Some(call) = call {
                call.name = name;
            }
        }
        None => scenario.calls.retain(|call| call.name != left),
    }
}

/// A new request: who asks, for what and from where as in the last one, without its name and expectation.
fn like_the_last(scenario: &Scenario) -> Request {
    let mut request = scenario.requests.last().cloned().unwrap_or_default();
    request.name = None;
    request.expect = None;
    request.call = None;
    request
}
