//! Why a stage turned out as it did.

use super::policy_noun;
use crate::report::{Answer, Effect, Outcome, Stage, StageId, StatementFinding};
use crate::rule;
use crate::trace::Scene;

/// One sentence for a stage.
pub(crate) fn sentence(scene: &Scene<'_>, stage: &Stage) -> String {
    if stage.id == StageId::ExplicitDeny {
        return match stage.outcome {
            Outcome::ExplicitDeny => {
                "A Deny statement applies, and nothing outweighs it.".to_owned()
            }
            Outcome::Unknown => {
                "Whether a Deny applies depends on a key that is left open.".to_owned()
            }
            Outcome::Allow
            | Outcome::NoMatch
            | Outcome::Error
            | Outcome::Absent
            | Outcome::NotApplicable => "No Deny statement applies.".to_owned(),
        };
    }
    let noun = noun(scene, stage);
    let action = &scene.plan.query.action.text;
    match stage.outcome {
        Outcome::NotApplicable => takes_no_part(scene, stage),
        Outcome::Absent => absent(scene, stage, &noun),
        Outcome::Error => {
            let mut text = super::article(&noun).to_owned();
            capitalize(&mut text);
            format!("{text} {noun} is not valid, so it cannot be evaluated.")
        }
        Outcome::Unknown => "It depends on a key that is left open.".to_owned(),
        Outcome::ExplicitDeny => format!("{} denies {action}.", named(scene, stage, Effect::Deny)),
        Outcome::Allow => allowed(scene, stage, &noun),
        Outcome::NoMatch => no_match(scene, stage, &noun),
    }
}

/// The noun of a stage's policies.
pub(crate) fn noun(scene: &Scene<'_>, stage: &Stage) -> String {
    policy_noun(stage.id, scene.plan.query.target.is_role()).to_owned()
}

/// Makes the first letter a capital; each sentence begins with words of this crate.
pub(crate) fn capitalize(text: &mut str) {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
}

/// Why policies of a kind do not count for this request.
fn takes_no_part(scene: &Scene<'_>, stage: &Stage) -> String {
    let query = &scene.plan.query;
    let who = super::requester(&query.requester);
    let account = |account: &Option<String>| account.clone().unwrap_or_default();
    let rule = stage.rule;
    if rule == rule::WHERE_SCPS_TAKE_PART {
        format!(
            "The caller's account {} is in no organization.",
            account(&query.requester.account)
        )
    } else if rule == rule::WHERE_RCPS_TAKE_PART {
        match &query.target.account {
            Some(account) => format!("The resource's account {account} is in no organization."),
            None => "The resource's account is not known.".to_owned(),
        }
    } else if rule == rule::EXEMPT_FROM_SCPS {
        format!(
            "Service control policies do not bind {who}{}.",
            if_management(scene, query.requester.account.as_ref())
        )
    } else if rule == rule::EXEMPT_FROM_RCPS {
        format!(
            "Resource control policies do not count here{}.",
            if_management(scene, query.target.account.as_ref())
        )
    } else if rule == rule::RCP_SERVICES {
        format!(
            "Resource control policies do not cover `{}`.",
            query.action.service
        )
    } else if rule == rule::REQUESTER_WITHOUT_ACCOUNT {
        let mut who = who;
        capitalize(&mut who);
        format!("{who} has no identity-based policies; only the resource can grant.")
    } else if rule == rule::WHO_CAN_HAVE_BOUNDARY_OR_SESSION {
        let what = if stage.id == StageId::Session {
            "session policies"
        } else {
            "permissions boundary"
        };
        let mut who = who;
        capitalize(&mut who);
        format!("{who} can have no {what}.")
    } else if rule == rule::STAR_RESOURCE_IS_OWN_ACCOUNT {
        "The request names no resource that could carry a policy.".to_owned()
    } else {
        rule.statement().to_owned()
    }
}

fn if_management(scene: &Scene<'_>, account: Option<&String>) -> &'static str {
    let management = scene
        .scenario
        .organization
        .as_ref()
        .and_then(|organization| organization.management_account.as_ref());
    if management.is_some() && management == account {
        ", of the management account"
    } else {
        ""
    }
}

fn absent(scene: &Scene<'_>, stage: &Stage, noun: &str) -> String {
    let blocks = if stage.blocks {
        ", and without one nothing allows"
    } else {
        ""
    };
    match stage.id {
        StageId::ServiceControl => {
            "No service control policy is listed: every level has AWS's FullAWSAccess.".to_owned()
        }
        StageId::ResourceControl => "No resource control policy is listed.".to_owned(),
        StageId::Session if scene.judgement.core.session == Answer::No => {
            "A federated user session without session policies has no permissions of its own."
                .to_owned()
        }
        StageId::Resource if stage.blocks => {
            format!("No {noun} is given for the resource{blocks}.")
        }
        StageId::ExplicitDeny
        | StageId::VpcEndpoint
        | StageId::Resource
        | StageId::Identity
        | StageId::PermissionsBoundary
        | StageId::Session => format!("No {noun} is given{blocks}."),
    }
}

fn allowed(scene: &Scene<'_>, stage: &Stage, noun: &str) -> String {
    match stage.id {
        StageId::ServiceControl => "Every level allows it.".to_owned(),
        StageId::ResourceControl => "No level denies it.".to_owned(),
        _ if stage
            .statements
            .iter()
            .any(|finding| applies(finding, Effect::Allow)) =>
        {
            let delegates = if stage.rule == rule::OWN_ACCOUNT_IS_DELEGATION {
                " by naming the account alone, which only lets identity-based policies decide"
            } else {
                ""
            };
            format!(
                "{} allows {}{delegates}.",
                named(scene, stage, Effect::Allow),
                scene.plan.query.action.text
            )
        }
        StageId::Resource => "An access control list or a grant allows it.".to_owned(),
        StageId::ExplicitDeny
        | StageId::VpcEndpoint
        | StageId::Identity
        | StageId::PermissionsBoundary
        | StageId::Session => format!("The {noun} allows it."),
    }
}

fn no_match(scene: &Scene<'_>, stage: &Stage, noun: &str) -> String {
    let action = &scene.plan.query.action.text;
    if let Some(level) = stage
        .levels
        .iter()
        .find(|level| level.outcome == Outcome::NoMatch)
    {
        return format!(
            "No {noun} at `{}` allows {action}, and every level must.",
            level.id
        );
    }
    let needed = if stage.blocks {
        ""
    } else {
        match stage.id {
            StageId::Resource => "; within the account it need not",
            StageId::Identity | StageId::PermissionsBoundary | StageId::Session => {
                "; the resource's own policy is enough here"
            }
            StageId::ExplicitDeny
            | StageId::ResourceControl
            | StageId::ServiceControl
            | StageId::VpcEndpoint => "",
        }
    };
    format!("No statement of the {noun} allows {action}{needed}.")
}

fn applies(finding: &StatementFinding, effect: Effect) -> bool {
    finding.effect == effect && finding.applies == Answer::Yes
}

/// "Statement `Read` of `ReadReports`", and how many more.
fn named(scene: &Scene<'_>, stage: &Stage, effect: Effect) -> String {
    let mut found = stage
        .statements
        .iter()
        .filter(|finding| applies(finding, effect));
    let Some(first) = found.next() else {
        return "A statement".to_owned();
    };
    let mut text = super::statement_name(first.sid.as_deref(), first.statement);
    capitalize(&mut text);
    text = format!("{text} of `{}`", scene.policy_name(first.policy));
    match found.count() {
        0 => text,
        1 => format!("{text} (and one more)"),
        more => format!("{text} (and {more} more)"),
    }
}
