//! The report: every statement that was looked at, every stage, every key, in data.
//!
//! The decision comes from [`judge`]; this module asks the matching code again for each element and entry, so that what
//! it shows is what decided. Sentences come from [`crate::explain`].
//!
//! Source: R-TRACE-1, R-DEC-6, R-DEC-7, R-MSG-2, R-MSG-3.

mod dependency;
mod element;
mod keys;
mod reading;
mod stage;
mod statement;

pub(crate) use keys::tested_keys;

use crate::call::calls;
use crate::decide::{Judgement, Plan, judge};
use crate::explain;
use crate::policy::Policy;
use crate::report::{CallReport, PolicyReport, Report, RequestReport};
use crate::scenario::{Decision, Request, Scenario};

/// Everything a finding may look at.
pub(crate) struct Scene<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) policies: &'a [&'a Policy],
    pub(crate) plan: &'a Plan,
    pub(crate) judgement: &'a Judgement,
}

impl<'a> Scene<'a> {
    /// A policy's title, never empty.
    pub(crate) fn policy_name(&self, index: u32) -> String {
        policy_name(self.scenario, index as usize)
    }

    /// The policy at an index.
    pub(crate) fn policy(&self, index: u32) -> Option<&'a Policy> {
        self.policies.get(index as usize).copied()
    }
}

/// The requests whose findings are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// All of them.
    Every,
    /// This one; the others are decided and no more.
    One(usize),
}

/// Makes the report of a scenario.
pub(crate) fn report(scenario: &Scenario, policies: &[&Policy], focus: Focus) -> Report {
    let requests = scenario.requests.iter().enumerate();
    let requests: Vec<RequestReport> = requests
        .map(|(index, request)| match focus {
            Focus::One(chosen) if chosen != index => decided_report(scenario, request, policies),
            Focus::One(_) | Focus::Every => request_report(scenario, request, policies),
        })
        .collect();
    Report {
        version: 1,
        policies: policies
            .iter()
            .enumerate()
            .map(|(index, policy)| policy_report(scenario, index, policy))
            .collect(),
        calls: calls_of(scenario, &requests),
        requests,
        notes: scenario
            .unknown_fields()
            .iter()
            .map(|path| explain::unknown_field(path))
            .collect(),
    }
}

fn calls_of(scenario: &Scenario, requests: &[RequestReport]) -> Vec<CallReport> {
    if scenario
        .requests
        .iter()
        .all(|request| request.call.is_none())
    {
        return Vec::new();
    }
    let decisions: Vec<Decision> = requests.iter().map(|request| request.decision).collect();
    calls(scenario, &decisions)
}

/// The decision of a request without findings.
fn decided_report(scenario: &Scenario, request: &Request, policies: &[&Policy]) -> RequestReport {
    let plan = Plan::new(scenario, request, policies);
    let judgement = judge(&plan, policies);
    RequestReport {
        name: request.name.clone(),
        summary: String::new(),
        decision: judgement.decision,
        rule: judgement.rule,
        sentence: String::new(),
        expect: request.expect,
        principal: reading::principal(&plan),
        resource: reading::resource(&plan),
        relation: plan.query.relation,
        stages: Vec::new(),
        deciding: Vec::new(),
        depends: None,
        keys: Vec::new(),
        notes: Vec::new(),
    }
}

pub(crate) fn policy_name(scenario: &Scenario, index: usize) -> String {
    let policy = scenario.policies.get(index);
    match policy
        .and_then(|policy| policy.name.as_deref())
        .filter(|name| !name.trim().is_empty())
    {
        Some(name) => name.to_owned(),
        None => explain::unnamed_policy(index),
    }
}

fn policy_report(scenario: &Scenario, index: usize, policy: &Policy) -> PolicyReport {
    PolicyReport {
        name: policy_name(scenario, index),
        kind: policy.subject.kind,
        trust: policy.subject.trust,
        valid: policy.valid,
        statements: policy.outline.clone(),
        diagnostics: policy.diagnostics.clone(),
    }
}

pub(crate) fn request_report(
    scenario: &Scenario,
    request: &Request,
    policies: &[&Policy],
) -> RequestReport {
    let plan = Plan::new(scenario, request, policies);
    let judgement = judge(&plan, policies);
    let scene = Scene {
        scenario,
        policies,
        plan: &plan,
        judgement: &judgement,
    };
    let mut stages = stage::stages(&scene);
    let deciding = stage::mark_deciding(&scene, &mut stages);
    let sentence = explain::decision::sentence(&scene, &stages, &deciding);
    RequestReport {
        name: request.name.clone(),
        summary: explain::decision::summary(&scene),
        decision: judgement.decision,
        rule: judgement.rule,
        sentence,
        expect: request.expect,
        principal: reading::principal(&plan),
        resource: reading::resource(&plan),
        relation: plan.query.relation,
        depends: dependency::dependency(&scene),
        keys: keys::keys(&scene),
        notes: explain::note::notes(&scene, request),
        stages,
        deciding,
    }
}
