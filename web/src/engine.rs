//! The one caller of the evaluator. Parses are kept for as long as a policy's text and subject stay the same.

pub(crate) mod comparison;
mod question;

use std::borrow::Cow;
use std::sync::Arc;

use iam_core::policy::{Policy, PolicySubject};
use iam_core::report::{Report, RequestReport, Requirement};
use iam_core::scenario::{Decision, Scenario};
use iam_core::{evaluate_focused, json};

use crate::platform;
use crate::shared::Shared;
use crate::state::{Doc, LeftOut, Selection, leaves_out};

pub(crate) use question::{Changes, Question, Strips, Untested};

/// Evaluates scenarios, and remembers how their policies were read.
#[derive(Default)]
pub(crate) struct Engine {
    kept: Vec<Kept>,
}

/// A policy as it was read.
struct Kept {
    text: Arc<str>,
    subject: PolicySubject,
    policy: Policy,
}

/// What is decided, and how long it took.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evaluated {
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// Milliseconds.
    pub(crate) took: f64,
    /// What would be decided with what is left out; empty where nothing is.
    pub(crate) decisions: Shared<Vec<Decision>>,
}

/// What takes part in the evaluation.
struct Scope<'e> {
    scenario: Cow<'e, Scenario>,
    policies: Vec<Cow<'e, Policy>>,
}

impl Scope<'_> {
    fn policies(&self) -> Vec<&Policy> {
        self.policies.iter().map(Cow::as_ref).collect()
    }
}

impl Engine {
    /// Evaluates a scenario without the policies and statements that are left out, with the findings of the chosen request.
    pub(crate) fn evaluate(
        &mut self,
        scenario: &Scenario,
        docs: &[Doc],
        without: &[LeftOut],
        chosen: usize,
    ) -> Evaluated {
        let start = platform::now();
        let report = self.report(scenario, docs, without, chosen);
        let took = platform::now() - start;
        let decisions = self.with_everything(scenario, docs, without);
        Evaluated {
            report: Shared::new(report),
            took,
            decisions: Shared::new(decisions),
        }
    }

    /// What is decided with everything, if something is left out.
    fn with_everything(
        &self,
        scenario: &Scenario,
        docs: &[Doc],
        without: &[LeftOut],
    ) -> Vec<Decision> {
        if !leaves_out(docs, without) {
            return Vec::new();
        }
        let policies: Vec<&Policy> = self.kept.iter().map(|kept| &kept.policy).collect();
        let report = evaluate_focused(scenario, &policies, usize::MAX);
        let requests = report.requests.iter();
        requests.map(|request| request.decision).collect()
    }

    fn report(
        &mut self,
        scenario: &Scenario,
        docs: &[Doc],
        without: &[LeftOut],
        chosen: usize,
    ) -> Report {
        let scope = self.scope(scenario, docs, without);
        let mut report = evaluate_focused(&scope.scenario, &scope.policies(), chosen);
        self.complete(&mut report, scenario, scope_of(scenario, docs));
        report
    }

    /// Counts policies as the scenario with all of them does. Those that are left out are read all the same, for their
    /// outline and their problems.
    fn complete(&self, report: &mut Report, scenario: &Scenario, kept: Option<Vec<usize>>) {
        let Some(kept) = kept else { return };
        let whole = Scenario {
            requests: Vec::new(),
            ..scenario.clone()
        };
        let policies: Vec<&Policy> = self.kept.iter().map(|kept| &kept.policy).collect();
        report.policies = evaluate_focused(&whole, &policies, 0).policies;
        renumber(report, &kept);
    }

    /// What takes part: the scenario without what is left out.
    fn scope<'e>(
        &'e mut self,
        scenario: &'e Scenario,
        docs: &[Doc],
        without: &[LeftOut],
    ) -> Scope<'e> {
        self.read(scenario);
        let kept = scope_of(scenario, docs);
        let takes_part = |index: &usize| kept.as_ref().is_none_or(|kept| kept.contains(index));
        let known = self.kept.iter().enumerate();
        let policies = known
            .filter(|(index, _)| takes_part(index))
            .map(|(index, known)| {
                let doc = docs.get(index);
                let fewer = doc.and_then(|doc| without_statements(&known.policy, doc.uid, without));
                fewer.map_or(Cow::Borrowed(&known.policy), Cow::Owned)
            })
            .collect();
        let scenario = match &kept {
            None => Cow::Borrowed(scenario),
            Some(kept) => Cow::Owned(Scenario {
                policies: kept
                    .iter()
                    .filter_map(|index| scenario.policies.get(*index).cloned())
                    .collect(),
                ..scenario.clone()
            }),
        };
        Scope { scenario, policies }
    }

    /// Reads the policies that changed.
    fn read(&mut self, scenario: &Scenario) {
        let before = std::mem::take(&mut self.kept);
        let mut before: Vec<Option<Kept>> = before.into_iter().map(Some).collect();
        for (index, policy) in scenario.policies.iter().enumerate() {
            let subject = scenario.subject(index);
            let known = before.iter_mut().find(|kept| {
                kept.as_ref().is_some_and(|kept| {
                    Arc::ptr_eq(&kept.text, &policy.document) && kept.subject == subject
                })
            });
            let kept = known.and_then(Option::take).unwrap_or_else(|| Kept {
                text: Arc::clone(&policy.document),
                subject,
                policy: Policy::parse(&policy.document, subject),
            });
            self.kept.push(kept);
        }
    }
}

/// A policy without the statements that are left out, if some are. The others keep their numbers.
fn without_statements(policy: &Policy, uid: u32, without: &[LeftOut]) -> Option<Policy> {
    let out = |start: u32| without.contains(&(uid, start));
    policy
        .statements
        .iter()
        .any(|statement| out(statement.span.start))
        .then(|| {
            let mut fewer = policy.clone();
            fewer
                .statements
                .retain(|statement| !out(statement.span.start));
            fewer
        })
}

/// The policies that take part, unless all do.
fn scope_of(scenario: &Scenario, docs: &[Doc]) -> Option<Vec<usize>> {
    let taken_in = |index: &usize| !docs.get(*index).is_some_and(|doc| doc.left_out);
    let kept: Vec<usize> = (0..scenario.policies.len()).filter(taken_in).collect();
    (kept.len() < scenario.policies.len()).then_some(kept)
}

/// Counts policies again as the scenario with all of them does.
fn renumber(report: &mut Report, kept: &[usize]) {
    let number = |policy: &mut u32| {
        let whole = kept
            .get(*policy as usize)
            .and_then(|index| u32::try_from(*index).ok());
        *policy = whole.unwrap_or(u32::MAX);
    };
    for depends in report
        .requests
        .iter_mut()
        .filter_map(|request| request.depends.as_mut())
    {
        renumber_requirement(&mut depends.allowed_if, &number);
    }
    for stage in report
        .requests
        .iter_mut()
        .flat_map(|request| &mut request.stages)
    {
        stage.policies.iter_mut().for_each(number);
        stage
            .levels
            .iter_mut()
            .flat_map(|level| &mut level.policies)
            .for_each(number);
        stage
            .statements
            .iter_mut()
            .map(|finding| &mut finding.policy)
            .for_each(number);
    }
}

fn renumber_requirement(requirement: &mut Requirement, number: &impl Fn(&mut u32)) {
    match requirement {
        Requirement::All { of } | Requirement::Any { of } => {
            for part in of {
                renumber_requirement(part, number);
            }
        }
        Requirement::Test { policy, .. } => number(policy),
    }
}

/// The stage in view: the one chosen by hand, else the one that decided, else the first that stands in the way.
pub(crate) fn stage_in_view(request: &RequestReport, selection: &Selection) -> Option<usize> {
    let chosen = selection
        .stage
        .filter(|stage| *stage < request.stages.len());
    let deciding = || request.deciding.first().map(|found| found.stage as usize);
    let find =
        |wanted: fn(&iam_core::report::Stage) -> bool| request.stages.iter().position(wanted);
    chosen
        .or_else(deciding)
        .or_else(|| find(|stage| stage.decides))
        .or_else(|| find(|stage| stage.blocks))
        .or(if request.stages.is_empty() {
            None
        } else {
            Some(0)
        })
}

/// A policy's text in pretty form, if it is JSON.
pub(crate) fn format(text: &str) -> Option<String> {
    let parsed = json::parse(text);
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    parsed.root.map(|root| json::pretty(&root))
}
