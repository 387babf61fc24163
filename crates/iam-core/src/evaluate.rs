//! The entry points: a scenario in, a report or just the decisions out.

use crate::decide::{self, Judgement, Plan, judge};
use crate::policy::{Policy, PolicySubject};
use crate::report::Report;
use crate::request::has_trust_policy;
use crate::scenario::{Decision, PolicyType, Scenario};
use crate::trace::{self, Focus};

/// Evaluates a scenario and keeps every finding.
///
/// ```
/// let scenario = iam_core::scenario::Scenario::parse(r#"{
///   "version": 1,
///   "policies": [{ "type": "identity", "document": {
///     "Version": "2012-10-17",
///     "Statement": [{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" }] } }],
///   "requests": [{
///     "principal": "arn:aws:iam::111122223333:user/alice",
///     "action": "s3:GetObject",
///     "resource": "arn:aws:s3:::reports/2026.csv" }]
/// }"#).unwrap();
/// let report = iam_core::evaluate(&scenario);
/// assert_eq!(report.requests[0].decision, iam_core::scenario::Decision::Allow);
/// ```
pub fn evaluate(scenario: &Scenario) -> Report {
    let policies = parse_policies(scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    evaluate_with(scenario, &policies)
}

/// Evaluates a scenario whose policies are parsed already: `policies[i]` is that of `scenario.policies[i]`, parsed for
/// [`Scenario::subject`]. A missing one counts as invalid.
pub fn evaluate_with(scenario: &Scenario, policies: &[&Policy]) -> Report {
    trace::report(scenario, policies, Focus::Every)
}

/// Evaluates a scenario with the findings of one request only: the others are decided and no more, which costs next to
/// nothing. Their summaries and sentences are empty, their stages, keys and notes too.
pub fn evaluate_focused(scenario: &Scenario, policies: &[&Policy], request: usize) -> Report {
    trace::report(scenario, policies, Focus::One(request))
}

/// Parses every policy of a scenario.
pub fn parse_policies(scenario: &Scenario) -> Vec<Policy> {
    scenario
        .policies
        .iter()
        .enumerate()
        .map(|(index, policy)| Policy::parse(&policy.document, scenario.subject(index)))
        .collect()
}

/// A scenario ready to be decided many times: for tables, searches and benchmarks.
#[derive(Debug)]
pub struct Prepared<'p> {
    plans: Vec<Plan>,
    policies: &'p [&'p Policy],
}

/// Prepares every request of a scenario.
pub fn prepare<'p>(scenario: &Scenario, policies: &'p [&'p Policy]) -> Prepared<'p> {
    let plans = scenario
        .requests
        .iter()
        .map(|request| Plan::new(scenario, request, policies))
        .collect();
    Prepared { plans, policies }
}

/// Prepares one request of a scenario, by its index; it is request 0 of what is returned.
pub fn prepare_one<'p>(
    scenario: &Scenario,
    policies: &'p [&'p Policy],
    request: usize,
) -> Option<Prepared<'p>> {
    let request = scenario.requests.get(request)?;
    Some(Prepared {
        plans: vec![Plan::new(scenario, request, policies)],
        policies,
    })
}

impl Prepared<'_> {
    /// Decides one request by its index. Keeps no finding and allocates nothing; decides as [`evaluate`] does.
    pub fn decide_only(&self, request: usize) -> Option<Decision> {
        self.judge(request).map(|judgement| judgement.decision)
    }

    /// The statements that apply to one request, each as the indexes of its policy and of itself. A statement can occur
    /// twice, where its policy takes part at several levels of an organization.
    pub fn applying(&self, request: usize) -> Vec<(u32, u32)> {
        let plan = self.plans.get(request);
        plan.map(|plan| decide::applying(plan, self.policies))
            .unwrap_or_default()
    }

    fn judge(&self, request: usize) -> Option<Judgement> {
        self.plans
            .get(request)
            .map(|plan| judge(plan, self.policies))
    }

    /// How many requests there are.
    pub fn len(&self) -> usize {
        self.plans.len()
    }

    /// Whether there is no request.
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty()
    }
}

impl Scenario {
    /// How the policy at an index is to be read: by its type, and as a trust policy if it belongs to a role.
    ///
    /// A resource policy without `attachedTo` is taken for a trust policy when every request asks a role for an STS action.
    pub fn subject(&self, index: usize) -> PolicySubject {
        let Some(policy) = self.policies.get(index) else {
            return PolicySubject {
                kind: PolicyType::Identity,
                trust: false,
            };
        };
        let trust = policy.kind == PolicyType::Resource
            && match &policy.attached_to {
                Some(list) => !list.is_empty() && list.iter().all(|arn| has_trust_policy(arn)),
                None => {
                    !self.requests.is_empty()
                        && self.requests.iter().all(|request| {
                            has_trust_policy(&request.resource.arn)
                                && request
                                    .action
                                    .get(..4)
                                    .is_some_and(|prefix| prefix.eq_ignore_ascii_case("sts:"))
                        })
                }
            };
        PolicySubject {
            kind: policy.kind,
            trust,
        }
    }
}
