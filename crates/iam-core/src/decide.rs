//! Which policies count, and how they combine.
//!
//! [`Plan`] is made once for a request: who asks, what follows, and which policies take part in which set. [`judge`] then
//! matches every statement of these and combines the answers. It keeps no finding and allocates nothing; the report is
//! built from the same [`Judgement`].
//!
//! Source: *Policy evaluation logic*; *How AWS enforcement code logic evaluates requests to allow or deny access*
//! (section 4 and the pseudocode of section 10).

mod core_rule;
mod grants;
mod participation;
mod public_access;

use crate::matching::{FormSet, Query, and, answer, applies, not, or};
use crate::policy::{Policy, Statement};
use crate::report::{AccountRelation, Answer, Effect, PrincipalKind};
use crate::rule::{self, Rule};
use crate::scenario::Decision;

pub(crate) use core_rule::{Core, FormClass, class_of};
pub(crate) use participation::{LevelPlan, Part, Plan};

/// What one set of policies says (R-DEC-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Whether a Deny applies.
    pub(crate) deny: Answer,
    /// Whether an Allow applies.
    pub(crate) allow: Answer,
    /// The forms by which Allows that apply reach the requester.
    pub(crate) forms: FormSet,
    /// The forms of Allows that depend on open keys.
    pub(crate) open_forms: FormSet,
}

impl Verdict {
    pub(crate) const NOTHING: Self = Self {
        deny: Answer::No,
        allow: Answer::No,
        forms: FormSet::EMPTY,
        open_forms: FormSet::EMPTY,
    };

    fn add(&mut self, statement: &Statement, query: &Query) {
        let applies = applies(statement, query);
        match statement.effect {
            Effect::Deny => self.deny = or(self.deny, applies.answer),
            Effect::Allow => {
                self.allow = or(self.allow, applies.answer);
                self.add_forms(applies.answer, applies.forms);
            }
        }
    }

    fn add_forms(&mut self, answer: Answer, forms: FormSet) {
        match answer {
            Answer::Yes => self.forms = self.forms.union(forms),
            Answer::Unknown => self.open_forms = self.open_forms.union(forms),
            Answer::No => {}
        }
    }
}

/// The verdict of some policies of the scenario.
pub(crate) fn verdict_of(members: &[u32], policies: &[&Policy], query: &Query) -> Verdict {
    let mut verdict = Verdict::NOTHING;
    for policy in members
        .iter()
        .filter_map(|index| policies.get(*index as usize))
    {
        for statement in &policy.statements {
            verdict.add(statement, query);
        }
    }
    verdict
}

fn verdict_of_part(part: &Part, policies: &[&Policy], query: &Query) -> Verdict {
    match part {
        Part::Present(members) => verdict_of(members, policies, query),
        Part::Absent(_) | Part::NotApplicable(_) => Verdict::NOTHING,
    }
}

/// The verdict of all levels of an organization: a Deny at any, an Allow at every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Levels {
    /// Whether a Deny applies at some level.
    pub(crate) deny: Answer,
    /// Whether every level allows.
    pub(crate) allow: Answer,
}

fn verdict_of_levels(levels: &[LevelPlan], policies: &[&Policy], query: &Query) -> Levels {
    let mut total = Levels {
        deny: Answer::No,
        allow: Answer::Yes,
    };
    for level in levels {
        let verdict = verdict_of(&level.policies, policies, query);
        total.deny = or(total.deny, verdict.deny);
        total.allow = and(total.allow, or(verdict.allow, answer(level.default_policy)));
    }
    total
}

/// Everything that a decision rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judgement {
    pub(crate) decision: Decision,
    /// The rule that decided.
    pub(crate) rule: Rule,
    pub(crate) rcp: Levels,
    pub(crate) scp: Levels,
    pub(crate) endpoint: Verdict,
    pub(crate) resource: Verdict,
    pub(crate) identity: Verdict,
    pub(crate) boundary: Verdict,
    pub(crate) session: Verdict,
    /// Whether any Deny that counts applies.
    pub(crate) deny: Answer,
    /// Whether the policies of principal and resource allow, gates aside.
    pub(crate) core: Core,
}

/// Decides a request.
pub(crate) fn judge(plan: &Plan, policies: &[&Policy]) -> Judgement {
    let query = &plan.query;
    let mut resource = verdict_of_part(&plan.resource, policies, query);
    if plan.object_of_other_account {
        // R-S3-5: the bucket's policy counts for its denies only.
        resource = Verdict {
            deny: resource.deny,
            ..Verdict::NOTHING
        };
    }
    for form in &plan.granted_forms {
        resource.allow = Answer::Yes;
        resource.forms = resource.forms.with(*form);
    }
    if plan.denies_of_resource_are_ignored {
        resource.deny = Answer::No;
    }
    let mut judgement = Judgement {
        decision: Decision::ImplicitDeny,
        rule: rule::DEFAULT_IS_DENY,
        rcp: verdict_of_levels(&plan.rcp_levels, policies, query),
        scp: verdict_of_levels(&plan.scp_levels, policies, query),
        endpoint: verdict_of_part(&plan.endpoint, policies, query),
        resource,
        identity: verdict_of_part(&plan.identity, policies, query),
        boundary: verdict_of_part(&plan.boundary, policies, query),
        session: verdict_of_part(&plan.session, policies, query),
        deny: Answer::No,
        core: Core::CLOSED,
    };
    judgement.deny = [
        judgement.rcp.deny,
        judgement.scp.deny,
        judgement.endpoint.deny,
        judgement.resource.deny,
        judgement.identity.deny,
        judgement.boundary.deny,
        judgement.session.deny,
    ]
    .into_iter()
    .fold(Answer::No, or);
    judgement.core = core_rule::weigh_core(plan, &judgement);
    let (decision, rule) = conclude(plan, &judgement);
    judgement.decision = decision;
    judgement.rule = rule;
    judgement
}

/// The order of section 10: what cannot be denied, explicit denies, gates, service rules, core.
fn conclude(plan: &Plan, judgement: &Judgement) -> (Decision, Rule) {
    if plan.is_error() {
        return (
            Decision::Error,
            if plan.has_problem() {
                rule::FOUR_DECISIONS
            } else {
                rule::INVALID_DOCUMENT_MEANS_ERROR
            },
        );
    }
    if let Some(rule) = plan.always_allowed {
        return (Decision::Allow, rule);
    }
    if judgement.deny == Answer::Yes {
        return (Decision::ExplicitDeny, rule::EXPLICIT_DENY_WINS);
    }
    let (allowed, rule) = may_pass(plan, judgement);
    match and(allowed, not(judgement.deny)) {
        Answer::Yes => (Decision::Allow, rule),
        Answer::No => (Decision::ImplicitDeny, rule),
        Answer::Unknown => (Decision::Undetermined, rule::MISSING_KEY_RESULTS),
    }
}

/// Whether gates, service rules and core allow, and the rule that says so. The first that fails is named.
fn may_pass(plan: &Plan, judgement: &Judgement) -> (Answer, Rule) {
    if plan.crosses_partitions {
        return (Answer::No, rule::NO_ACCESS_ACROSS_PARTITIONS);
    }
    if judgement.scp.allow == Answer::No {
        return (Answer::No, rule::EVERY_SCP_LEVEL_MUST_ALLOW);
    }
    let endpoint = match plan.endpoint {
        Part::Present(_) => judgement.endpoint.allow,
        Part::Absent(_) | Part::NotApplicable(_) => Answer::Yes,
    };
    if endpoint == Answer::No {
        return (Answer::No, rule::ENDPOINT_POLICY_MUST_ALLOW);
    }
    let gates = and(judgement.scp.allow, endpoint);
    if let Some(rule) = plan.refused_by_service {
        return (Answer::No, rule);
    }
    if let Some(rule) = plan.allowed_by_service {
        return (gates, rule);
    }
    (and(gates, judgement.core.allow), judgement.core.rule)
}

/// Whether both sides of an account boundary must allow.
pub(crate) fn is_cross_account(plan: &Plan) -> bool {
    plan.query.relation == AccountRelation::CrossAccount
}

/// Whether only the resource's policy can grant: the requester has no policies of its own.
pub(crate) fn is_granted_by_resource_alone(kind: PrincipalKind) -> bool {
    matches!(
        kind,
        PrincipalKind::Service
            | PrincipalKind::Anonymous
            | PrincipalKind::WebIdentity
            | PrincipalKind::Saml
    )
}
