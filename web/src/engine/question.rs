//! What is asked beside the report, once the verdict is on the screen: what would change it, what each key's values decide, which
//! statements no test reaches.

use std::cell::RefCell;
use std::rc::Rc;

use iam_core::policy::Policy;
use iam_core::report::Report;
use iam_core::scenario::{Decision, Request, Scenario};
use iam_core::what_if::{Change, KeySensitivity, WhatIfs, sensitivity_while, what_ifs_while};
use iam_core::{evaluate_with, prepare};

use super::{Engine, scope_of};
use crate::findings::LookedAt;
use crate::matrix::{self, Across, Table};
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Doc, LeftOut, Workspace};

/// How long a slice of a search may take, in milliseconds.
const SLICE: f64 = 20.0;
/// How long a search may take in all.
const MOST: f64 = 1_000.0;

/// What a question is about. Two are equal when they are about the same document.
#[derive(Clone)]
pub(crate) struct Question {
    engine: Rc<RefCell<Engine>>,
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    docs: Shared<Vec<Doc>>,
    /// The statements that are left out.
    without: Shared<Vec<LeftOut>>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// The request that is looked at.
    pub(crate) request: usize,
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.scenario == other.scenario
            && self.docs == other.docs
            && self.without == other.without
            && self.request == other.request
    }
}

/// What would change a decision, and how long it took to find, in milliseconds.
pub(crate) type Changes = (WhatIfs, f64);
/// What each key's values decide, and how long it took to find, in milliseconds.
pub(crate) type Strips = (Vec<KeySensitivity>, f64);

/// How far the tests reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Untested {
    /// Statements of policies that take part.
    pub(crate) statements: usize,
    /// Requests with an expectation.
    pub(crate) tests: usize,
    /// The statements that apply in no test, each as policy and statement.
    pub(crate) missed: Vec<(usize, u32)>,
}

impl Question {
    /// A question about a request. Made once the second half of the program is there, with which this comes.
    #[inline(never)]
    pub(crate) fn new(
        engine: &Rc<RefCell<Engine>>,
        workspace: &Workspace,
        report: &Shared<Report>,
    ) -> Self {
        Self {
            engine: Rc::clone(engine),
            scenario: workspace.scenario.clone(),
            docs: workspace.docs.clone(),
            without: workspace.without.clone(),
            report: report.clone(),
            request: workspace.selection.request,
        }
    }

    /// The number of a policy that stays with it.
    pub(crate) fn uid(&self, policy: usize) -> Option<u32> {
        Some(self.docs.get(policy)?.uid)
    }

    /// A policy, to ask the worker about it.
    pub(crate) fn looked_at(&self, policy: usize) -> Option<LookedAt> {
        let own = self.scenario.policies.get(policy)?;
        Some(LookedAt::new(
            &self.scenario,
            policy,
            own,
            self.uid(policy)?,
        ))
    }

    /// Asks, and lets the search go on for a slice.
    fn ask<T>(
        &self,
        search: impl FnOnce(&Scenario, &[&Policy], &dyn Fn() -> bool) -> T,
    ) -> (T, f64) {
        let start = platform::now();
        let end = start + SLICE;
        let mut engine = self.engine.borrow_mut();
        let scope = engine.scope(&self.scenario, &self.docs, &self.without);
        let found = search(&scope.scenario, &scope.policies(), &|| {
            platform::now() < end
        });
        (found, platform::now() - start)
    }

    /// What is decided for the request.
    pub(crate) fn decision(&self) -> Option<Decision> {
        let request = self.report.requests.get(self.request)?;
        Some(request.decision)
    }

    /// What would be decided for the request if it named no resource.
    pub(crate) fn decision_for_star(&self) -> Option<Decision> {
        let mut request = self.scenario.requests.get(self.request)?.clone();
        "*".clone_into(&mut request.resource.arn);
        let (decision, _) = self.ask(|scenario, policies, _| {
            let scenario = Scenario {
                requests: vec![request],
                ..scenario.clone()
            };
            prepare(&scenario, policies).decide_only(0)
        });
        decision
    }

    /// Whether statements are left out. A change would be tried on the whole text, and so with them.
    pub(crate) fn lacks_statements(&self) -> bool {
        !self.without.is_empty()
    }

    /// What would change the decision, a slice at a time.
    pub(crate) fn changes(&self, before: Option<&Changes>) -> (Changes, bool) {
        if self.lacks_statements() {
            return ((WhatIfs::default(), 0.0), false);
        }
        let request = self.request;
        let known = before.map(|(found, _)| found.clone());
        let looked_at = before.map(|(found, _)| found.tried);
        let (found, took) = self.ask(|scenario, policies, goes_on| {
            what_ifs_while(scenario, policies, request, known, goes_on)
        });
        let took = took + before.map_or(0.0, |(_, took)| *took);
        let more = found.cut && took < MOST && looked_at != Some(found.tried);
        ((found, took), more)
    }

    /// Changes that count policies as the scenario with all of them does.
    pub(crate) fn renumbered(&self, changes: &[Change]) -> Vec<Change> {
        let mut changes = changes.to_vec();
        if let Some(kept) = scope_of(&self.scenario, &self.docs) {
            for change in &mut changes {
                if let Change::EditPolicy { policy, .. } = change {
                    let whole = kept.get(*policy as usize).copied();
                    *policy = whole
                        .and_then(|whole| u32::try_from(whole).ok())
                        .unwrap_or(u32::MAX);
                }
            }
        }
        changes
    }

    /// Applies changes, with the sentence that says which; to another document than this one they are not applied.
    pub(crate) fn apply(&self, changes: Vec<Change>, text: String) -> Action {
        Action::ApplyChanges(self.scenario.clone(), self.request, changes, text)
    }

    /// What each key's values decide.
    pub(crate) fn strips(&self, _: Option<&Strips>) -> (Strips, bool) {
        let request = self.request;
        let found = self.ask(|scenario, policies, goes_on| {
            sensitivity_while(scenario, policies, request, goes_on)
        });
        (found, false)
    }

    /// The statements that no test reaches. A request that cannot be decided is no test of anything.
    pub(crate) fn untested(&self, _: Option<&Untested>) -> (Untested, bool) {
        let ((statements, missed), _) = self.ask(|scenario, policies, _| {
            let prepared = prepare(scenario, policies);
            let expecting = scenario
                .requests
                .iter()
                .enumerate()
                .filter(|(_, request)| request.expect.is_some());
            let mut missed: Vec<Vec<bool>> = policies
                .iter()
                .map(|policy| vec![false; policy.outline.len()])
                .collect();
            let mut set = |policy: usize, statement: u32, to: bool| {
                let statements = missed.get_mut(policy);
                if let Some(place) =
                    statements.and_then(|policy| policy.get_mut(statement as usize))
                {
                    *place = to;
                }
            };
            for (index, policy) in policies.iter().enumerate() {
                for statement in &policy.statements {
                    set(index, statement.index, true);
                }
            }
            let all = policies.iter().map(|policy| policy.statements.len()).sum();
            for (index, _) in expecting {
                if prepared.decide_only(index) == Some(Decision::Error) {
                    continue;
                }
                for (policy, statement) in prepared.applying(index) {
                    set(policy as usize, statement, false);
                }
            }
            (all, missed)
        });
        let kept = scope_of(&self.scenario, &self.docs);
        let mut found = Untested {
            statements,
            tests: self
                .scenario
                .requests
                .iter()
                .filter(|request| request.expect.is_some())
                .count(),
            missed: Vec::new(),
        };
        for (index, policy) in missed.into_iter().enumerate() {
            let whole = kept
                .as_ref()
                .map_or(Some(index), |kept| kept.get(index).copied());
            let Some(whole) = whole else { continue };
            let places = (0..).zip(policy).filter(|(_, missed)| *missed);
            found
                .missed
                .extend(places.map(|(statement, _)| (whole, statement)));
        }
        (found, false)
    }

    /// Decides rows of a table from one on, as many as a slice has time for: their cells, in the order of reading; and how long
    /// that took, in milliseconds.
    pub(crate) fn decide_rows(&self, table: &Table, from: usize) -> (Vec<Decision>, f64) {
        let base = self.scenario.requests.get(self.request);
        let base = base.cloned().unwrap_or_default();
        self.ask(|scenario, policies, goes_on| {
            let columns: Vec<Request> = table
                .columns
                .iter()
                .map(|column| matrix::column(scenario, &base, table.across, column))
                .collect();
            let mut decided = iam_core::Table::new(scenario, policies, &columns);
            let mut found = Vec::new();
            for row in table.rows.iter().skip(from) {
                let (action, own) = matrix::split(row);
                let own = own.filter(|_| table.across == Across::Principals);
                let own = own.map(|own| matrix::known_resource(scenario, &base, own));
                found.extend(decided.row(action, own.as_ref(), 0..columns.len()));
                if !goes_on() {
                    break;
                }
            }
            found
        })
    }

    /// What entries of `Action` the policies that take part have, each once.
    pub(crate) fn action_patterns(&self) -> Vec<String> {
        self.ask(|_, policies, _| matrix::action_patterns(policies))
            .0
    }

    /// A table of what the policies that take part and the saved requests name.
    pub(crate) fn table(&self, across: Across) -> Table {
        let base = self.scenario.requests.get(self.request);
        let base = base.cloned().unwrap_or_default();
        let (table, _) =
            self.ask(|scenario, policies, _| matrix::offered(scenario, policies, &base, across));
        table
    }

    /// The report with the findings of every request, as JSON.
    pub(crate) fn report_text(&self, _: Option<&String>) -> (String, bool) {
        let text = serde_json::to_string_pretty(&self.whole_report());
        (text.unwrap_or_default(), false)
    }

    fn whole_report(&self) -> Report {
        let (mut report, _) = self.ask(|scenario, policies, _| evaluate_with(scenario, policies));
        let kept = scope_of(&self.scenario, &self.docs);
        self.engine
            .borrow()
            .complete(&mut report, &self.scenario, kept);
        report
    }
}
