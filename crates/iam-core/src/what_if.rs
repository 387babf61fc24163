//! What would change a decision: the smallest changes that would allow a denied request, and the single removals that
//! would end an allowed one.
//!
//! Every change is found by looking at what stands in the way, and **every one is tried**: it is applied to a copy of the
//! scenario, the policies it touches are parsed again, and the request is decided again. What does not hold when tried is
//! never returned.

mod candidate;
mod edit;
mod sensitivity;
mod value;

use std::sync::Arc;

use serde::Serialize;

use crate::decide::{Plan, judge};
use crate::diagnostic::{Edit, apply_edits};
use crate::explain;
use crate::policy::Policy;
use crate::report::{Answer, Effect, Outcome, RequestReport, StageId};
use crate::scenario::{ContextValue, Decision, PolicyType, Request, Scenario, ScenarioPolicy};
use crate::trace;

pub use sensitivity::{KeyOption, KeySensitivity, sensitivity, sensitivity_while};

use candidate::Candidate;

/// Most evaluations that one search makes.
const MOST_TRIALS: u32 = 400;
/// Most text, in bytes, that one search parses again.
const MOST_BYTES: usize = 2 << 20;
/// Most suggestions returned.
const MOST_RETURNED: usize = 12;
/// Most obstacles that one suggestion clears.
const MOST_STEPS: usize = 6;

/// One change of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Change {
    /// Edits the text of a policy.
    EditPolicy {
        /// Index of the policy in the scenario.
        policy: u32,
        /// Edits in order of their places.
        edits: Vec<Edit>,
    },
    /// Adds a policy at the end.
    AddPolicy {
        /// Its title.
        name: String,
        /// Its type.
        #[serde(rename = "type")]
        policy_type: PolicyType,
        /// Its text.
        document: String,
        /// What it is attached to.
        #[serde(rename = "attachedTo")]
        attached_to: Vec<String>,
    },
    /// Gives a condition key of the request a value; no value makes it absent.
    SetKey {
        /// The key.
        key: String,
        /// Its values.
        values: Vec<String>,
        /// Whether it becomes multivalued.
        multivalued: bool,
    },
}

/// A change that was tried, and what it leads to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIf {
    /// What to do, in the imperative.
    pub sentence: String,
    /// The changes; all of them together lead to the decision.
    pub changes: Vec<Change>,
    /// Whether access grows beyond this request.
    pub widens: bool,
    /// What the request then decides.
    pub decision: Decision,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIfs {
    /// How many changes were tried.
    pub tried: u32,
    /// Whether the search stopped at its limit.
    pub cut: bool,
    /// For an allowed request: whether one statement carries it alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_alone: Option<bool>,
    /// The changes that hold, best first.
    pub changes: Vec<WhatIf>,
    /// How many candidates have been looked at: where a search that was stopped goes on.
    #[serde(skip)]
    looked_at: usize,
}

/// Applies changes to a scenario; keys are set in the request at the given index. Changes that do not fit are left out.
pub fn apply(scenario: &Scenario, request: usize, changes: &[Change]) -> Scenario {
    let mut changed = scenario.clone();
    for change in changes {
        match change {
            Change::EditPolicy { policy, edits } => {
                if let Some(policy) = changed.policies.get_mut(*policy as usize) {
                    policy.document = apply_edits(&policy.document, edits).into();
                }
            }
            Change::AddPolicy {
                name,
                policy_type,
                document,
                attached_to,
            } => changed.policies.push(ScenarioPolicy {
                name: Some(name.clone()),
                kind: *policy_type,
                document: document.as_str().into(),
                attached_to: (!attached_to.is_empty()).then(|| attached_to.clone()),
                unknown: Vec::new(),
            }),
            Change::SetKey {
                key,
                values,
                multivalued,
            } => {
                if let Some(request) = changed.requests.get_mut(request) {
                    set_key(request, key, values, *multivalued);
                }
            }
        }
    }
    changed
}

fn set_key(request: &mut Request, key: &str, values: &[String], multivalued: bool) {
    use crate::scenario::Scalar;
    let value = match values {
        [one] if !multivalued => ContextValue::Single(Scalar::text(one)),
        many => ContextValue::List(many.iter().map(Scalar::text).collect()),
    };
    request
        .open_keys
        .retain(|open| !open.eq_ignore_ascii_case(key));
    match request
        .context
        .iter_mut()
        .find(|(name, _)| name.eq_ignore_ascii_case(key))
    {
        Some((_, old)) => *old = value,
        None => request.context.push((key.to_owned(), value)),
    }
}

/// The scenario with one request only, so that trials need not copy the others; unless the others decide how a policy
/// is read ([`Scenario::subject`]).
fn focus(scenario: &Scenario, request: usize) -> (Option<Scenario>, usize) {
    let Some(wanted) = scenario.requests.get(request) else {
        return (None, request);
    };
    let alone = Scenario {
        requests: vec![wanted.clone()],
        unknown: Vec::new(),
        description: None,
        ..scenario.clone()
    };
    let same =
        (0..scenario.policies.len()).all(|index| scenario.subject(index) == alone.subject(index));
    if same {
        (Some(alone), 0)
    } else {
        (None, request)
    }
}

/// Searches what would change the decision of a request. `policies` are those of the scenario, parsed.
pub fn what_ifs(scenario: &Scenario, policies: &[&Policy], request: usize) -> WhatIfs {
    what_ifs_while(scenario, policies, request, None, &|| true)
}

/// The same for as long as `goes_on` says so: an interface has little time, and only it has a clock. What has been found by
/// then holds. Where it was [cut](WhatIfs::cut), the search goes on from there if called again with what it returned.
pub fn what_ifs_while(
    scenario: &Scenario,
    policies: &[&Policy],
    request: usize,
    before: Option<WhatIfs>,
    goes_on: &dyn Fn() -> bool,
) -> WhatIfs {
    let (alone, request) = focus(scenario, request);
    let scenario = alone.as_ref().unwrap_or(scenario);
    let mut found = before.unwrap_or_default();
    found.cut = false;
    let mut search = Search::new(scenario, policies, request, goes_on);
    search.tried = found.tried;
    if scenario.requests.get(request).is_some() {
        let report = search.report(scenario, policies);
        match report.decision {
            Decision::Allow => search.endings(&report, &mut found),
            Decision::ExplicitDeny | Decision::ImplicitDeny => {
                search.openings(&report, &mut found);
            }
            Decision::Undetermined | Decision::Error => {}
        }
    }
    found.tried = search.tried;
    found
}

/// A scenario with changes, and its policies parsed as far as they changed.
struct Trial {
    scenario: Scenario,
    parsed: Vec<Option<Arc<Policy>>>,
}

struct Search<'s> {
    scenario: &'s Scenario,
    policies: &'s [&'s Policy],
    request: usize,
    goes_on: &'s dyn Fn() -> bool,
    tried: u32,
    parsed_bytes: usize,
}

impl<'s> Search<'s> {
    fn new(
        scenario: &'s Scenario,
        policies: &'s [&'s Policy],
        request: usize,
        goes_on: &'s dyn Fn() -> bool,
    ) -> Self {
        Self {
            scenario,
            policies,
            request,
            goes_on,
            tried: 0,
            parsed_bytes: 0,
        }
    }

    fn is_spent(&self) -> bool {
        self.tried >= MOST_TRIALS || self.parsed_bytes >= MOST_BYTES || !(self.goes_on)()
    }

    fn report(&self, scenario: &Scenario, policies: &[&Policy]) -> RequestReport {
        let fallback = Request::default();
        let request = scenario.requests.get(self.request).unwrap_or(&fallback);
        trace::request_report(scenario, request, policies)
    }

    fn trial(&mut self, changes: &[Change]) -> Trial {
        let scenario = apply(self.scenario, self.request, changes);
        let mut parsed: Vec<Option<Arc<Policy>>> = Vec::with_capacity(scenario.policies.len());
        for (index, policy) in scenario.policies.iter().enumerate() {
            let before = self.scenario.policies.get(index);
            let same = before.is_some_and(|before| Arc::ptr_eq(&before.document, &policy.document))
                && self
                    .policies
                    .get(index)
                    .is_some_and(|old| old.subject == scenario.subject(index));
            parsed.push(if same {
                None
            } else {
                self.parsed_bytes += policy.document.len();
                Some(Arc::new(Policy::parse(
                    &policy.document,
                    scenario.subject(index),
                )))
            });
        }
        Trial { scenario, parsed }
    }

    fn with<R>(&self, trial: &Trial, use_it: impl FnOnce(&Scenario, &[&Policy]) -> R) -> R {
        let policies: Vec<&Policy> = trial
            .parsed
            .iter()
            .enumerate()
            .filter_map(|(index, parsed)| {
                parsed
                    .as_deref()
                    .or_else(|| self.policies.get(index).copied())
            })
            .collect();
        use_it(&trial.scenario, &policies)
    }

    /// What the request decides with these changes.
    fn decide(&mut self, changes: &[Change]) -> Decision {
        self.tried += 1;
        let trial = self.trial(changes);
        self.with(&trial, |scenario, policies| {
            let Some(request) = scenario.requests.get(self.request) else {
                return Decision::Error;
            };
            judge(&Plan::new(scenario, request, policies), policies).decision
        })
    }

    fn report_with(&mut self, changes: &[Change]) -> (Scenario, RequestReport) {
        self.tried += 1;
        let trial = self.trial(changes);
        let report = self.with(&trial, |scenario, policies| self.report(scenario, policies));
        (trial.scenario, report)
    }

    /// For a denied request: what would allow it.
    fn openings(&mut self, report: &RequestReport, found: &mut WhatIfs) {
        let obstacles = obstacles(report);
        let Some(first) = obstacles.first() else {
            return;
        };
        let candidates = self.candidates(self.scenario, report, first);
        let begin = found.looked_at;
        for candidate in candidates.into_iter().skip(begin) {
            if found.changes.len() >= MOST_RETURNED {
                break;
            }
            // The first is always looked at, so that a search that goes on comes to an end.
            let is_first = found.looked_at == begin;
            if self.is_spent() && !(is_first && self.tried < MOST_TRIALS) {
                found.cut = true;
                break;
            }
            let completed = self.complete(candidate);
            if completed.is_none() && !is_first && self.is_spent() {
                found.cut = true;
                break;
            }
            found.looked_at += 1;
            if let Some(what_if) = completed
                && !found
                    .changes
                    .iter()
                    .any(|other| other.changes == what_if.changes)
            {
                found.changes.push(what_if);
            }
        }
        crate::order::sort_by_key(&mut found.changes, |what_if| {
            (what_if.changes.len(), what_if.widens)
        });
    }

    /// Adds to a candidate whatever else is needed, the best candidate for each obstacle that remains, and drops what
    /// turns out not to be.
    fn complete(&mut self, candidate: Candidate) -> Option<WhatIf> {
        let mut steps = vec![candidate];
        for _ in 0..MOST_STEPS {
            let changes = all_changes(&steps);
            let (scenario, report) = self.report_with(&changes);
            match report.decision {
                Decision::Allow => return self.minimal(steps),
                Decision::ExplicitDeny | Decision::ImplicitDeny => {}
                Decision::Undetermined | Decision::Error => return None,
            }
            let next = obstacles(&report);
            let obstacle = next.first()?;
            let lifted = self
                .candidates(&scenario, &report, obstacle)
                .into_iter()
                .find(|candidate| {
                    let mut changes = changes.clone();
                    changes.extend(candidate.changes.iter().cloned());
                    !self.is_spent() && self.lifts(&changes, obstacle)
                })?;
            steps.push(lifted);
        }
        None
    }

    fn lifts(&mut self, changes: &[Change], obstacle: &Obstacle) -> bool {
        let (_, report) = self.report_with(changes);
        report.decision == Decision::Allow
            || (report.decision != Decision::Error && !obstacles(&report).contains(obstacle))
    }

    fn minimal(&mut self, mut steps: Vec<Candidate>) -> Option<WhatIf> {
        let mut index = 0;
        while steps.len() > 1 && index < steps.len() {
            let mut fewer = steps.clone();
            fewer.remove(index);
            if independent(&steps) && self.decide(&all_changes(&fewer)) == Decision::Allow {
                steps = fewer;
            } else {
                index += 1;
            }
        }
        let changes = all_changes(&steps);
        let decision = self.decide(&changes);
        (decision == Decision::Allow).then(|| WhatIf {
            sentence: explain::what_if::together(steps.iter().map(|step| step.sentence.as_str())),
            widens: steps.iter().any(|step| step.widens),
            changes,
            decision,
        })
    }

    fn candidates(
        &self,
        scenario: &Scenario,
        report: &RequestReport,
        obstacle: &Obstacle,
    ) -> Vec<Candidate> {
        candidate::candidates(
            scenario,
            scenario.requests.get(self.request),
            report,
            obstacle,
        )
    }

    /// For an allowed request: the single removals that end it.
    fn endings(&mut self, report: &RequestReport, found: &mut WhatIfs) {
        let carriers: Vec<(u32, u32)> = {
            let mut all: Vec<(u32, u32)> = report
                .stages
                .iter()
                .flat_map(|stage| &stage.statements)
                .filter(|finding| finding.effect == Effect::Allow && finding.applies == Answer::Yes)
                .map(|finding| (finding.policy, finding.statement))
                .collect();
            crate::order::sort_by(&mut all, Ord::cmp);
            all.dedup();
            all
        };
        let begin = found.looked_at;
        for (policy, statement) in carriers.into_iter().skip(begin) {
            if found.changes.len() >= MOST_RETURNED {
                break;
            }
            if self.is_spent() && !(found.looked_at == begin && self.tried < MOST_TRIALS) {
                found.cut = true;
                return;
            }
            found.looked_at += 1;
            let Some(candidate) = candidate::removal(self.scenario, report, policy, statement)
            else {
                continue;
            };
            let decision = self.decide(&candidate.changes);
            if matches!(decision, Decision::ImplicitDeny | Decision::ExplicitDeny) {
                found.changes.push(WhatIf {
                    sentence: candidate.sentence,
                    changes: candidate.changes,
                    widens: false,
                    decision,
                });
            }
        }
        found.carried_alone = Some(found.changes.len() == 1);
    }
}

/// Whether no two steps touch the same policy: only then do the edits of one keep their places without the other.
fn independent(steps: &[Candidate]) -> bool {
    let mut touched: Vec<u32> = steps
        .iter()
        .flat_map(|step| &step.changes)
        .filter_map(|change| match change {
            Change::EditPolicy { policy, .. } => Some(*policy),
            Change::AddPolicy { .. } | Change::SetKey { .. } => None,
        })
        .collect();
    let count = touched.len();
    crate::order::sort_by(&mut touched, Ord::cmp);
    touched.dedup();
    touched.len() == count
}

fn all_changes(steps: &[Candidate]) -> Vec<Change> {
    steps
        .iter()
        .flat_map(|step| step.changes.iter().cloned())
        .collect()
}

/// Something that keeps a request from being allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Obstacle {
    /// A Deny statement applies.
    Deny { policy: u32, statement: u32 },
    /// A set of policies has no Allow that applies.
    NoAllow { stage: StageId },
    /// A level has no Allow that applies.
    NoAllowAtLevel { level: String },
}

fn obstacles(report: &RequestReport) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let mut add = |obstacle: Obstacle| {
        if !found.contains(&obstacle) {
            found.push(obstacle);
        }
    };
    for stage in &report.stages {
        for finding in &stage.statements {
            if finding.effect == Effect::Deny
                && finding.applies == Answer::Yes
                && stage.outcome == Outcome::ExplicitDeny
            {
                add(Obstacle::Deny {
                    policy: finding.policy,
                    statement: finding.statement,
                });
            }
        }
    }
    for stage in &report.stages {
        if !stage.blocks || stage.outcome == Outcome::ExplicitDeny {
            continue;
        }
        if stage.id == StageId::ServiceControl {
            for level in stage
                .levels
                .iter()
                .filter(|level| level.outcome == Outcome::NoMatch)
            {
                add(Obstacle::NoAllowAtLevel {
                    level: level.id.clone(),
                });
            }
        } else {
            add(Obstacle::NoAllow { stage: stage.id });
        }
    }
    found
}
