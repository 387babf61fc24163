//! The decision in one sentence, and the request in words.

use super::{requester as name_of, statement_name};
use crate::matching::Query;
use crate::report::{
    AccountRelation, Answer, Outcome, Stage, StageId, StatementFinding, StatementRef,
};
use crate::rule;
use crate::scenario::Decision;
use crate::trace::Scene;

/// The request in words: "user `alice` of 111122223333 asks for s3:GetObject on reports/2026.csv of 444455556666".
pub(crate) fn summary(scene: &Scene<'_>) -> String {
    let query = &scene.plan.query;
    let mut text = name_of(&query.requester);
    super::stage::capitalize(&mut text);
    if let Some(account) = query
        .requester
        .account
        .as_deref()
        .filter(|account| !text.contains(*account))
    {
        text.push_str(" of ");
        text.push_str(account);
    }
    text.push_str(" asks for ");
    text.push_str(if query.action.text.is_empty() {
        "nothing"
    } else {
        &query.action.text
    });
    if !query.target.is_star && !query.target.arn.is_empty() {
        text.push_str(" on ");
        text.push_str(super::short_resource(&query.target.arn));
        if let Some(account) = query
            .target
            .account
            .as_deref()
            .filter(|_| query.relation != AccountRelation::SameAccount)
        {
            text.push_str(" of ");
            text.push_str(account);
        }
    }
    text.push('.');
    text
}

/// The decision and its cause.
pub(crate) fn sentence(scene: &Scene<'_>, stages: &[Stage], deciding: &[StatementRef]) -> String {
    match scene.judgement.decision {
        Decision::Error => error(scene),
        Decision::Allow => allow(scene, stages, deciding),
        Decision::ExplicitDeny => explicit_deny(scene, stages, deciding),
        Decision::ImplicitDeny => implicit_deny(scene, stages, deciding),
        Decision::Undetermined => undetermined(stages, deciding),
    }
}

fn find(stages: &[Stage], reference: StatementRef) -> Option<(&Stage, &StatementFinding)> {
    let stage = stages.get(reference.stage as usize)?;
    Some((stage, stage.statements.get(reference.statement as usize)?))
}

/// "statement `Read` of identity-based policy `ReadReports`".
fn named(scene: &Scene<'_>, stage: &Stage, finding: &StatementFinding) -> String {
    format!(
        "{} of {} `{}`",
        statement_name(finding.sid.as_deref(), finding.statement),
        super::stage::noun(scene, stage),
        scene.policy_name(finding.policy)
    )
}

fn error(scene: &Scene<'_>) -> String {
    let plan = scene.plan;
    let problem = [
        &plan.query.requester.problem,
        &plan.query.action.problem,
        &plan.query.target.problem,
    ]
    .into_iter()
    .flatten()
    .next();
    if let Some(problem) = problem {
        return format!("The request cannot be read: {problem}.");
    }
    match plan.invalid.as_slice() {
        [one] => format!(
            "It cannot be decided: `{}` is not a valid policy.",
            scene.policy_name(*one)
        ),
        many => {
            let names: Vec<String> = many
                .iter()
                .map(|index| format!("`{}`", scene.policy_name(*index)))
                .collect();
            format!(
                "It cannot be decided: {} are not valid policies.",
                names.join(" and ")
            )
        }
    }
}

fn allow(scene: &Scene<'_>, stages: &[Stage], deciding: &[StatementRef]) -> String {
    let plan = scene.plan;
    if let Some(rule) = plan.always_allowed.or(plan.allowed_by_service) {
        return rule.statement().to_owned();
    }
    // One statement of each stage, the caller's side first.
    let mut carriers: Vec<String> = Vec::new();
    for id in [StageId::Identity, StageId::Resource] {
        let first = deciding
            .iter()
            .filter_map(|reference| find(stages, *reference))
            .find(|(stage, _)| stage.id == id);
        if let Some((stage, finding)) = first {
            carriers.push(named(scene, stage, finding));
        }
    }
    match carriers.as_slice() {
        [] if plan.kms_grant_is_enough || !plan.granted_forms.is_empty() => {
            "A grant or an access control list of the resource allows it.".to_owned()
        }
        [] => format!(
            "{} may do this without any policy.",
            capital(name_of(&plan.query.requester))
        ),
        [one] => format!("{} allows it.", capital(one.clone())),
        [caller, resource, ..] if needs_both(scene) => {
            format!(
                "{} allows it, and so does {resource}.",
                capital(caller.clone())
            )
        }
        [caller, resource, ..] => {
            format!(
                "{} allows it; {resource} would, too.",
                capital(caller.clone())
            )
        }
    }
}

fn needs_both(scene: &Scene<'_>) -> bool {
    scene.plan.mandatory || scene.plan.query.relation == AccountRelation::CrossAccount
}

fn capital(mut text: String) -> String {
    super::stage::capitalize(&mut text);
    text
}

fn explicit_deny(scene: &Scene<'_>, stages: &[Stage], deciding: &[StatementRef]) -> String {
    let Some((stage, finding)) = deciding
        .first()
        .and_then(|reference| find(stages, *reference))
    else {
        return "A Deny statement applies.".to_owned();
    };
    let cause = capital(named(scene, stage, finding));
    match deciding.len() {
        1 => format!("{cause} denies it explicitly."),
        2 => format!("{cause} denies it explicitly, and one more statement does."),
        count => format!(
            "{cause} denies it explicitly, and {} more statements do.",
            count - 1
        ),
    }
}

fn implicit_deny(scene: &Scene<'_>, stages: &[Stage], deciding: &[StatementRef]) -> String {
    let plan = scene.plan;
    let query = &plan.query;
    if plan.crosses_partitions {
        return rule::NO_ACCESS_ACROSS_PARTITIONS.statement().to_owned();
    }
    let blocked = stages.iter().find(|stage| stage.decides);
    if let (Some(rule), None) = (plan.refused_by_service, blocked) {
        return rule.statement().to_owned();
    }
    let Some(stage) = blocked else {
        return no_policy_allows(query);
    };
    let nearest = deciding
        .iter()
        .filter_map(|reference| find(stages, *reference))
        .find(|(_, finding)| finding.failed_count == 1);
    if let Some((stage, finding)) = nearest {
        let reason = finding
            .elements
            .iter()
            .find(|element| element.answer == Answer::No)
            .map(|element| element.sentence.as_str())
            .unwrap_or_default();
        return format!(
            "{} would allow it, but {reason}.",
            capital(named(scene, stage, finding))
        );
    }
    if stage.outcome == Outcome::Absent
        || stage
            .levels
            .iter()
            .any(|level| level.outcome == Outcome::NoMatch)
    {
        return stage.sentence.clone();
    }
    let noun = super::stage::noun(scene, stage);
    let delegated = stage.id == StageId::Identity
        && stages
            .iter()
            .any(|stage| stage.rule == rule::OWN_ACCOUNT_IS_DELEGATION);
    if delegated {
        return format!(
            "No {noun} allows {}; the {} names the account, which only lets identity-based policies decide.",
            query.action.text,
            super::policy_noun(StageId::Resource, query.target.is_role())
        );
    }
    format!(
        "No {noun} allows {} on {}.",
        query.action.text,
        on_what(query)
    )
}

fn on_what(query: &Query) -> &str {
    if query.target.is_star {
        "`*`"
    } else {
        super::short_resource(&query.target.arn)
    }
}

fn no_policy_allows(query: &Query) -> String {
    format!(
        "No policy allows {} on {}.",
        query.action.text,
        on_what(query)
    )
}

fn undetermined(stages: &[Stage], deciding: &[StatementRef]) -> String {
    let reason = deciding
        .iter()
        .filter_map(|reference| find(stages, *reference))
        .flat_map(|(_, finding)| &finding.elements)
        .find(|element| element.answer == Answer::Unknown)
        .map(|element| element.sentence.as_str());
    match reason {
        Some(reason) => format!("It depends: {reason}."),
        None => "It depends on keys that are left open.".to_owned(),
    }
}
