//! The stages of a decision, each with its outcome, and which of them decided.
//!
//! Source: *Policy evaluation logic* (R-DEC-3, R-DEC-6, R-DEC-7, R-MSG-2, R-MSG-3).

use super::{Scene, statement};
use crate::decide::{
    LevelPlan, Part, Verdict, is_cross_account, is_granted_by_resource_alone, verdict_of,
};
use crate::explain;
use crate::matching::{answer, or};
use crate::report::{
    AccountRelation, Answer, Effect, Level, Outcome, Side, Stage, StageId, StatementFinding,
    StatementRef, Weight,
};
use crate::rule::{self, Rule};
use crate::scenario::Decision;

/// Every stage, in AWS's order.
pub(super) fn stages(scene: &Scene<'_>) -> Vec<Stage> {
    let plan = scene.plan;
    let judgement = scene.judgement;
    let mut stages = vec![
        Draft::levels(
            StageId::ResourceControl,
            Side::Resource,
            &plan.rcp,
            &plan.rcp_levels,
        ),
        Draft::levels(
            StageId::ServiceControl,
            Side::Caller,
            &plan.scp,
            &plan.scp_levels,
        ),
        Draft::of(
            StageId::VpcEndpoint,
            Side::Both,
            &plan.endpoint,
            judgement.sets.endpoint,
        ),
        Draft::of(
            StageId::Resource,
            Side::Resource,
            &plan.resource,
            judgement.sets.resource,
        ),
        Draft::of(
            StageId::Identity,
            Side::Caller,
            &plan.identity,
            judgement.sets.identity,
        ),
        Draft::of(
            StageId::PermissionsBoundary,
            Side::Caller,
            &plan.boundary,
            judgement.sets.boundary,
        ),
        Draft::of(
            StageId::Session,
            Side::Caller,
            &plan.session,
            judgement.sets.session,
        ),
    ]
    .into_iter()
    .map(|draft| draft.stage(scene))
    .collect::<Vec<_>>();
    stages.insert(0, explicit_deny(scene));
    for stage in &mut stages {
        stage.sentence = explain::stage::sentence(scene, stage);
    }
    stages
}

/// The check for an explicit deny anywhere; its statements stand in the stages they belong to.
fn explicit_deny(scene: &Scene<'_>) -> Stage {
    let deny = scene.judgement.deny;
    Stage {
        id: StageId::ExplicitDeny,
        side: Side::Both,
        outcome: match deny {
            Answer::Yes => Outcome::ExplicitDeny,
            Answer::Unknown => Outcome::Unknown,
            Answer::No => Outcome::Allow,
        },
        decides: false,
        blocks: deny == Answer::Yes,
        rule: rule::EXPLICIT_DENY_WINS,
        sentence: String::new(),
        policies: Vec::new(),
        levels: Vec::new(),
        statements: Vec::new(),
    }
}

/// A stage in the making.
struct Draft<'a> {
    id: StageId,
    side: Side,
    part: &'a Part,
    levels: &'a [LevelPlan],
    verdict: Verdict<Answer>,
}

impl<'a> Draft<'a> {
    fn of(id: StageId, side: Side, part: &'a Part, verdict: Verdict<Answer>) -> Self {
        Self {
            id,
            side,
            part,
            levels: &[],
            verdict,
        }
    }

    fn levels(id: StageId, side: Side, part: &'a Part, levels: &'a [LevelPlan]) -> Self {
        Self {
            id,
            side,
            part,
            levels,
            verdict: Verdict::NOTHING,
        }
    }

    fn stage(self, scene: &Scene<'_>) -> Stage {
        let outcome = self.outcome(scene);
        let mut statements = self.statements(scene);
        statement::sort(&mut statements);
        let levels = self
            .levels
            .iter()
            .map(|level| Level {
                id: level.id.clone(),
                outcome: level_outcome(level, scene),
                default_policy: level.default_policy,
                policies: level.policies.clone(),
            })
            .collect();
        Stage {
            id: self.id,
            side: self.side,
            outcome,
            decides: false,
            blocks: self.blocks(scene, outcome),
            rule: self.rule(scene, outcome),
            sentence: String::new(),
            policies: self.part.members().to_vec(),
            levels,
            statements,
        }
    }

    /// Findings for every statement of the set; a policy attached at several levels is looked at once for each.
    fn statements(&self, scene: &Scene<'_>) -> Vec<StatementFinding> {
        let mut findings = Vec::new();
        let mut examine = |index: u32, level: Option<u32>| {
            let Some(policy) = scene.policy(index).filter(|policy| policy.valid) else {
                return;
            };
            findings.extend(
                policy
                    .statements
                    .iter()
                    .map(|statement| statement::examine(scene, index, policy, statement, level)),
            );
        };
        if self.levels.is_empty() {
            for index in self.part.members() {
                examine(*index, None);
            }
        }
        for (level, depth) in self.levels.iter().zip(0u32..) {
            for index in &level.policies {
                examine(*index, Some(depth));
            }
        }
        findings
    }

    fn outcome(&self, scene: &Scene<'_>) -> Outcome {
        let invalid = |index: &u32| scene.policy(*index).is_none_or(|policy| !policy.valid);
        match self.part {
            Part::NotApplicable(_) => return Outcome::NotApplicable,
            // ACLs and grants count in the resource's stage although no policy is there.
            Part::Absent(_) if self.verdict.allow == Answer::No => return Outcome::Absent,
            Part::Present(members) if members.iter().any(invalid) => return Outcome::Error,
            Part::Absent(_) | Part::Present(_) => {}
        }
        let (deny, allow) = match self.id {
            StageId::ResourceControl => (
                scene.judgement.sets.rcp.deny,
                scene.judgement.sets.rcp.allow,
            ),
            StageId::ServiceControl => (
                scene.judgement.sets.scp.deny,
                scene.judgement.sets.scp.allow,
            ),
            StageId::ExplicitDeny
            | StageId::VpcEndpoint
            | StageId::Resource
            | StageId::Identity
            | StageId::PermissionsBoundary
            | StageId::Session => (self.verdict.deny, self.verdict.allow),
        };
        outcome_of(deny, allow)
    }

    /// Whether this stage alone would keep the request from being allowed.
    fn blocks(&self, scene: &Scene<'_>, outcome: Outcome) -> bool {
        let core = &scene.judgement.core;
        let plan = scene.plan;
        if matches!(outcome, Outcome::ExplicitDeny | Outcome::Error) {
            return outcome == Outcome::ExplicitDeny;
        }
        if plan.always_allowed.is_some() || plan.allowed_by_service.is_some() {
            return false;
        }
        let cross = is_cross_account(plan);
        let alone = plan
            .query
            .requester
            .kind
            .is_some_and(is_granted_by_resource_alone);
        let direct = !cross && !plan.object_of_other_account && core.direct == Answer::Yes
            || plan.kms_grant_is_enough;
        match self.id {
            StageId::ExplicitDeny | StageId::ResourceControl => false,
            StageId::ServiceControl => scene.judgement.sets.scp.allow == Answer::No,
            StageId::VpcEndpoint => {
                matches!(self.part, Part::Present(_)) && self.verdict.allow == Answer::No
            }
            StageId::Resource => {
                (cross || alone || plan.mandatory || plan.object_of_other_account)
                    && core.resource == Answer::No
            }
            StageId::Identity => {
                let stands_in = !cross && core.adds == Answer::Yes;
                !alone && !direct && !stands_in && core.identity == Answer::No
            }
            StageId::PermissionsBoundary => !alone && !direct && core.boundary == Answer::No,
            StageId::Session => !alone && !direct && core.session == Answer::No,
        }
    }

    /// R-SAME-8: within the account the resource's Allow names the account alone, and identity policies do not allow.
    fn only_delegates(&self, scene: &Scene<'_>) -> bool {
        let core = &scene.judgement.core;
        self.id == StageId::Resource
            && scene.plan.query.relation == AccountRelation::SameAccount
            && scene.plan.query.requester.has_identity()
            && !scene.plan.object_of_other_account
            && core.resource == Answer::Yes
            && or(or(core.direct, core.adds), core.identity) == Answer::No
    }

    fn rule(&self, scene: &Scene<'_>, outcome: Outcome) -> Rule {
        match (self.part, outcome) {
            (_, Outcome::Allow) if self.only_delegates(scene) => rule::OWN_ACCOUNT_IS_DELEGATION,
            (Part::NotApplicable(rule) | Part::Absent(rule), _) => *rule,
            (_, Outcome::Error) => rule::INVALID_DOCUMENT_MEANS_ERROR,
            (_, Outcome::ExplicitDeny) => match self.id {
                StageId::ServiceControl => rule::SCP_DENY_AT_ANY_LEVEL,
                StageId::ResourceControl => rule::RCP_DENY_AT_ANY_LEVEL,
                StageId::ExplicitDeny
                | StageId::VpcEndpoint
                | StageId::Resource
                | StageId::Identity
                | StageId::PermissionsBoundary
                | StageId::Session => rule::EXPLICIT_DENY_WINS,
            },
            _ => match self.id {
                StageId::ServiceControl => rule::EVERY_SCP_LEVEL_MUST_ALLOW,
                StageId::ResourceControl => rule::RCPS_ALWAYS_ALLOW,
                StageId::VpcEndpoint => rule::ENDPOINT_POLICY_MUST_ALLOW,
                StageId::PermissionsBoundary => rule::BOUNDARY_INTERSECTS_IDENTITY,
                StageId::Session => rule::SESSION_INTERSECTS_IDENTITY,
                StageId::Resource | StageId::Identity | StageId::ExplicitDeny => {
                    rule::VERDICT_OF_A_SET
                }
            },
        }
    }
}

fn outcome_of(deny: Answer, allow: Answer) -> Outcome {
    match (deny, allow) {
        (Answer::Yes, _) => Outcome::ExplicitDeny,
        (Answer::No, Answer::Yes) => Outcome::Allow,
        (Answer::No, Answer::No) => Outcome::NoMatch,
        (Answer::Unknown, _) | (_, Answer::Unknown) => Outcome::Unknown,
    }
}

fn level_outcome(level: &LevelPlan, scene: &Scene<'_>) -> Outcome {
    if level
        .policies
        .iter()
        .any(|index| scene.policy(*index).is_none_or(|policy| !policy.valid))
    {
        return Outcome::Error;
    }
    let verdict = verdict_of(&level.policies, scene.policies, scene.plan);
    outcome_of(
        verdict.deny,
        or(verdict.allow, answer(level.default_policy)),
    )
}

/// The order in which AWS names the policy type that denied (R-MSG-2, R-MSG-3).
const NAMING_ORDER: [StageId; 7] = [
    StageId::ServiceControl,
    StageId::ResourceControl,
    StageId::VpcEndpoint,
    StageId::PermissionsBoundary,
    StageId::Session,
    StageId::Resource,
    StageId::Identity,
];

/// Marks the stages and statements that decided, and lists the latter.
pub(super) fn mark_deciding(scene: &Scene<'_>, stages: &mut [Stage]) -> Vec<StatementRef> {
    let deciding = match scene.judgement.decision {
        Decision::ExplicitDeny => mark_denies(stages),
        Decision::ImplicitDeny => mark_block(scene, stages),
        Decision::Allow => mark_allows(scene, stages),
        Decision::Undetermined => mark_open(stages),
        Decision::Error => Vec::new(),
    };
    for stage in stages.iter_mut() {
        statement::sort(&mut stage.statements);
    }
    // Sorting put the deciding statements first, so they are counted from the front.
    let mut references = Vec::new();
    for (stage, index) in stages.iter().zip(0u32..) {
        let is_cause = |finding: &StatementFinding| {
            deciding.contains(&(index, finding.policy, finding.statement, finding.level))
        };
        references.extend(
            stage
                .statements
                .iter()
                .zip(0u32..)
                .filter(|(finding, _)| is_cause(finding))
                .map(|(_, statement)| StatementRef {
                    stage: index,
                    statement,
                }),
        );
    }
    let rank = |reference: &StatementRef| {
        let id = stages.get(reference.stage as usize).map(|stage| stage.id);
        NAMING_ORDER.iter().position(|named| Some(*named) == id)
    };
    crate::order::sort_by_key(&mut references, |reference| {
        (rank(reference), reference.statement)
    });
    references
}

/// Stage, policy, statement and level of a finding.
type Cause = (u32, u32, u32, Option<u32>);

/// Marks the findings that a test selects as deciding, and their stages.
fn mark(
    stages: &mut [Stage],
    weight: Weight,
    selects: impl Fn(&Stage, &StatementFinding) -> bool,
) -> Vec<Cause> {
    let mut causes = Vec::new();
    for (stage, index) in stages.iter_mut().zip(0u32..) {
        let selected: Vec<bool> = stage
            .statements
            .iter()
            .map(|finding| selects(stage, finding))
            .collect();
        for (finding, _) in stage
            .statements
            .iter_mut()
            .zip(selected)
            .filter(|(_, selected)| *selected)
        {
            finding.weight = weight;
            causes.push((index, finding.policy, finding.statement, finding.level));
        }
        stage.decides |= causes.iter().any(|cause| cause.0 == index);
    }
    causes
}

fn mark_denies(stages: &mut [Stage]) -> Vec<Cause> {
    if let Some(first) = stages.first_mut() {
        first.decides = true;
    }
    mark(stages, Weight::Deciding, |stage, finding| {
        stage.outcome == Outcome::ExplicitDeny
            && finding.effect == Effect::Deny
            && finding.applies == Answer::Yes
    })
}

fn mark_open(stages: &mut [Stage]) -> Vec<Cause> {
    mark(stages, Weight::Open, |_, finding| {
        finding.applies == Answer::Unknown
    })
}

/// The first stage that stands in the way decides; its nearest Allow statements are the causes.
fn mark_block(scene: &Scene<'_>, stages: &mut [Stage]) -> Vec<Cause> {
    if scene.plan.crosses_partitions {
        return Vec::new();
    }
    let blocked = NAMING_ORDER
        .into_iter()
        .find(|id| stages.iter().any(|stage| stage.id == *id && stage.blocks));
    let Some(id) = blocked else { return Vec::new() };
    if scene.plan.refused_by_service.is_some()
        && !matches!(id, StageId::ServiceControl | StageId::VpcEndpoint)
    {
        return Vec::new();
    }
    let Some((stage, index)) = stages
        .iter_mut()
        .zip(0u32..)
        .find(|(stage, _)| stage.id == id)
    else {
        return Vec::new();
    };
    stage.decides = true;
    let blocked_level = stage
        .levels
        .iter()
        .zip(0u32..)
        .find(|(level, _)| level.outcome == Outcome::NoMatch)
        .map(|(_, depth)| depth);
    let candidates = || {
        stage
            .statements
            .iter()
            .filter(move |finding| {
                finding.effect == Effect::Allow && finding.applies != Answer::Yes
            })
            .filter(move |finding| blocked_level.is_none() || finding.level == blocked_level)
    };
    let Some(fewest) = candidates().map(|finding| finding.failed_count).min() else {
        return Vec::new();
    };
    candidates()
        .filter(|finding| finding.failed_count == fewest)
        .map(|finding| (index, finding.policy, finding.statement, finding.level))
        .collect()
}

/// The Allows that carry: those of the resource where they count, and those of identity policies where they are needed.
fn mark_allows(scene: &Scene<'_>, stages: &mut [Stage]) -> Vec<Cause> {
    let core = &scene.judgement.core;
    let plan = scene.plan;
    if plan.always_allowed.is_some() || plan.allowed_by_service.is_some() {
        return Vec::new();
    }
    let cross = is_cross_account(plan) || plan.object_of_other_account;
    let alone = plan
        .query
        .requester
        .kind
        .is_some_and(is_granted_by_resource_alone);
    let by_resource =
        cross || alone || plan.mandatory || core.direct == Answer::Yes || core.adds == Answer::Yes;
    let by_identity = !alone
        && core.identity == Answer::Yes
        && core.boundary == Answer::Yes
        && core.session == Answer::Yes;
    mark(stages, Weight::Deciding, |stage, finding| {
        let carries = match stage.id {
            StageId::Resource => by_resource,
            StageId::Identity => by_identity,
            StageId::ExplicitDeny
            | StageId::ResourceControl
            | StageId::ServiceControl
            | StageId::VpcEndpoint
            | StageId::PermissionsBoundary
            | StageId::Session => false,
        };
        carries && finding.effect == Effect::Allow && finding.applies == Answer::Yes
    })
}
