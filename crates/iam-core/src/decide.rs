//! Which policies count, and how they combine.
//!
//! [`Plan`] is made once for a request: who asks, what follows, and which policies take part in which set. [`judge`] then
//! matches every statement of these and combines the answers. It keeps no finding and allocates nothing; the report is
//! built from the same [`Judgement`]. The formulas are written over [`Logic`], so that [`access`] can also give the
//! condition under which a request with open keys is allowed.
//!
//! Source: *Policy evaluation logic*; *How AWS enforcement code logic evaluates requests to allow or deny access*
//! (section 4 and the pseudocode of section 10).

mod core_rule;
mod grants;
mod logic;
mod participation;
mod public_access;
mod sets;

use crate::matching::{FormSet, applies};
use crate::policy::{Policy, Statement};
use crate::report::{AccountRelation, Answer, PrincipalKind};
use crate::rule::{self, Rule};
use crate::scenario::Decision;

pub(crate) use core_rule::{Core, FORMS, FormClass, class_of};
pub(crate) use logic::Logic;
pub(crate) use participation::{LevelPlan, Part, Plan, Sources};
pub(crate) use sets::{Gatherer, Sets, Verdict};

/// Everything that a decision rests on.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub(crate) decision: Decision,
    /// The rule that decided.
    pub(crate) rule: Rule,
    /// What each set says.
    pub(crate) sets: Sets<Answer>,
    /// Whether any Deny that counts applies.
    pub(crate) deny: Answer,
    /// Whether the policies of principal and resource allow, gates aside.
    pub(crate) core: Core<Answer>,
}

/// Decides a request.
pub(crate) fn judge(plan: &Plan, policies: &[&Policy]) -> Judgement {
    judge_by(gatherer(plan, policies))
}

/// Decides a request by what is known of each statement.
pub(crate) fn judge_by(
    mut gatherer: Gatherer<'_, impl FnMut(u32, &Statement) -> (Answer, FormSet)>,
) -> Judgement {
    let plan = gatherer.plan;
    let sets = gatherer.gather();
    let deny = sets.deny();
    let core = core_rule::weigh_core(plan, &sets);
    let (decision, rule) = conclude(plan, &sets, deny, &core);
    Judgement {
        decision,
        rule,
        sets,
        deny,
        core,
    }
}

/// The statements that apply, each as policy and statement, in the order in which the sets are asked.
pub(crate) fn applying(plan: &Plan, policies: &[&Policy]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut gatherer = Gatherer {
        plan,
        policies,
        applies: |policy: u32, statement: &Statement| {
            let applies = applies(statement, &plan.query);
            if applies.answer == Answer::Yes {
                found.push((policy, statement.index));
            }
            (applies.answer, applies.forms)
        },
    };
    gatherer.gather();
    found
}

/// The verdict of some policies of the scenario.
pub(crate) fn verdict_of(members: &[u32], policies: &[&Policy], plan: &Plan) -> Verdict<Answer> {
    gatherer(plan, policies).verdict(members)
}

fn gatherer<'a>(
    plan: &'a Plan,
    policies: &'a [&'a Policy],
) -> Gatherer<'a, impl FnMut(u32, &Statement) -> (Answer, FormSet)> {
    let applies = |_: u32, statement: &Statement| {
        let applies = applies(statement, &plan.query);
        (applies.answer, applies.forms)
    };
    Gatherer {
        plan,
        policies,
        applies,
    }
}

/// The order of section 10: what cannot be denied, explicit denies, gates, service rules, core.
fn conclude(
    plan: &Plan,
    sets: &Sets<Answer>,
    deny: Answer,
    core: &Core<Answer>,
) -> (Decision, Rule) {
    if plan.has_problem() {
        return (Decision::Error, rule::FOUR_DECISIONS);
    }
    if !plan.invalid.is_empty() {
        return (Decision::Error, rule::INVALID_DOCUMENT_MEANS_ERROR);
    }
    if let Some(rule) = plan.always_allowed {
        return (Decision::Allow, rule);
    }
    if deny == Answer::Yes {
        return (Decision::ExplicitDeny, rule::EXPLICIT_DENY_WINS);
    }
    match access(plan, sets, deny, core) {
        Answer::Yes => (
            Decision::Allow,
            plan.allowed_by_service
                .unwrap_or_else(|| core_rule::rule_of_core(plan, core)),
        ),
        Answer::No => (Decision::ImplicitDeny, rule_of_denial(plan, sets, core)),
        Answer::Unknown => (Decision::Undetermined, rule::MISSING_KEY_RESULTS),
    }
}

/// Whether the request is allowed: R-FML-1 with its gates and service rules.
pub(crate) fn access<L: Logic>(plan: &Plan, sets: &Sets<L>, deny: L, core: &Core<L>) -> L {
    if plan.crosses_partitions || plan.refused_by_service.is_some() {
        return L::NO;
    }
    let gates = sets.scp.allow.clone().and(endpoint_gate(plan, sets));
    let core = if plan.allowed_by_service.is_some() {
        L::YES
    } else {
        core.allow.clone()
    };
    gates.and(core).and(deny.not())
}

/// The condition under which a request is allowed, from what is known of each statement.
pub(crate) fn access_by<L: Logic>(plan: &Plan, sets: &Sets<L>) -> L {
    access(plan, sets, sets.deny(), &core_rule::weigh_core(plan, sets))
}

fn endpoint_gate<L: Logic>(plan: &Plan, sets: &Sets<L>) -> L {
    match plan.endpoint {
        Part::Present(_) => sets.endpoint.allow.clone(),
        Part::Absent(_) | Part::NotApplicable(_) => L::YES,
    }
}

/// The first rule that keeps a request from being allowed.
fn rule_of_denial(plan: &Plan, sets: &Sets<Answer>, core: &Core<Answer>) -> Rule {
    if plan.crosses_partitions {
        rule::NO_ACCESS_ACROSS_PARTITIONS
    } else if sets.scp.allow == Answer::No {
        rule::EVERY_SCP_LEVEL_MUST_ALLOW
    } else if endpoint_gate(plan, sets) == Answer::No {
        rule::ENDPOINT_POLICY_MUST_ALLOW
    } else {
        plan.refused_by_service
            .unwrap_or_else(|| core_rule::rule_of_core(plan, core))
    }
}

/// Whether both sides of an account boundary must allow.
pub(crate) fn is_cross_account(plan: &Plan) -> bool {
    plan.query.relation == AccountRelation::CrossAccount && !plan.takes_root
}

/// Whether only the resource's policy can grant: the requester has no policies of its own.
pub(crate) fn is_granted_by_resource_alone(kind: PrincipalKind) -> bool {
    matches!(
        kind,
        PrincipalKind::Service
            | PrincipalKind::Anonymous
            | PrincipalKind::WebIdentity
            | PrincipalKind::Saml
            | PrincipalKind::OriginAccessIdentity
    )
}
