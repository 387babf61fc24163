//! What AWS said beside what is decided here, honestly: where they differ, what that tells.

use iam_core::report::{Outcome, RequestReport, Stage, StageId};
use iam_core::scenario::{Decision, PolicyType};

use crate::import::Stated;

/// How AWS's verdict and ours compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Whether both say the same, as far as AWS says it.
    pub agrees: bool,
    /// The type of policy that AWS names and that has no part here.
    pub lacks: Option<PolicyType>,
    /// All of it in words.
    pub sentence: String,
}

/// Compares what AWS said about a request with the report on it.
pub fn compare(stated: &Stated, report: &RequestReport) -> Comparison {
    let lacks = stated
        .policy_type
        .filter(|kind| !has_policies(*kind, report));
    let theirs = theirs(stated);
    let ours = decision_in_words(report.decision);
    let is_denied = matches!(
        report.decision,
        Decision::ExplicitDeny | Decision::ImplicitDeny
    );
    let (agrees, rest) = match stated.decision {
        None if is_denied => (true, format!("here it is {ours}")),
        Some(decision) if decision == report.decision => agreement(stated, lacks, report),
        _ => (false, difference(stated, lacks, ours)),
    };
    Comparison {
        agrees,
        lacks: lacks.filter(|_| !agrees),
        sentence: format!("AWS said {theirs}; {rest}"),
    }
}

fn theirs(stated: &Stated) -> String {
    match (stated.decision, stated.policy_type) {
        (None, Some(kind)) => format!("that it is denied, and hints at {}", with_article(kind)),
        (None, None) => "that it is denied, and not why".to_owned(),
        (Some(Decision::Allow), _) => "that it is allowed".to_owned(),
        (Some(Decision::ExplicitDeny), Some(kind)) => {
            format!("that {} denies it", with_article(kind))
        }
        (Some(Decision::ExplicitDeny), None) => "that a policy denies it".to_owned(),
        (Some(_), Some(kind)) => format!("that no {} allows it", kind_in_words(kind)),
        (Some(_), None) => "that no policy allows it".to_owned(),
    }
}

/// Both decide the same. Whether for the same reason is told by the stage that decides here.
fn agreement(stated: &Stated, lacks: Option<PolicyType>, report: &RequestReport) -> (bool, String) {
    let Some(kind) = stated.policy_type else {
        return (true, "here it is the same".to_owned());
    };
    if let Some(lacks) = lacks {
        if denies_without(lacks, report) {
            return (
                true,
                format!("here there is no {} either", kind_in_words(lacks)),
            );
        }
        return (
            false,
            format!(
                "here it is {} too, but for another reason: there is no {} here. Add it",
                decision_in_words(report.decision),
                kind_in_words(lacks)
            ),
        );
    }
    let same_stage = report
        .stages
        .iter()
        .any(|stage| stands_in_the_way(stage, kind, report.decision));
    if same_stage {
        let same = match &stated.policy {
            // Which one it is here cannot be told: a policy's name in the scenario is free.
            Some(policy) => format!(
                "here one denies it too. AWS named {}",
                policy.rsplit('/').next().unwrap_or(policy)
            ),
            None => "here it is the same".to_owned(),
        };
        (true, same)
    } else {
        (
            false,
            format!(
                "here it is {} too, but {} here does not stand in the way: one may be missing or differ",
                decision_in_words(report.decision),
                with_the(kind)
            ),
        )
    }
}

fn difference(stated: &Stated, lacks: Option<PolicyType>, ours: &str) -> String {
    if let Some(lacks) = lacks {
        return format!(
            "here there is no {}, and it is {ours}. Add it",
            kind_in_words(lacks)
        );
    }
    let why = match (stated.decision, stated.policy_type) {
        (Some(Decision::ExplicitDeny), Some(kind)) => format!(
            "no {} here denies it: the one that does is missing, or a condition key has another value",
            kind_in_words(kind)
        ),
        (Some(Decision::ImplicitDeny), Some(kind)) => format!(
            "{} here differs from AWS's, or a condition key has another value",
            with_the(kind)
        ),
        _ => "a policy is missing here or differs, or a condition key has another value".to_owned(),
    };
    format!("here it is {ours}. Then {why}")
}

/// Whether having no policy of the type is itself what denies: nothing allows.
fn denies_without(kind: PolicyType, report: &RequestReport) -> bool {
    matches!(kind, PolicyType::Identity | PolicyType::Resource)
        && report.decision == Decision::ImplicitDeny
}

fn has_policies(kind: PolicyType, report: &RequestReport) -> bool {
    report
        .stages
        .iter()
        .any(|stage| type_of(stage.id) == Some(kind) && !stage.policies.is_empty())
}

fn stands_in_the_way(stage: &Stage, kind: PolicyType, decision: Decision) -> bool {
    if type_of(stage.id) != Some(kind) {
        return false;
    }
    match decision {
        Decision::ExplicitDeny => stage.outcome == Outcome::ExplicitDeny,
        Decision::Allow | Decision::ImplicitDeny | Decision::Undetermined | Decision::Error => {
            stage.decides || stage.blocks || stage.outcome == Outcome::NoMatch
        }
    }
}

const fn type_of(stage: StageId) -> Option<PolicyType> {
    match stage {
        StageId::ExplicitDeny => None,
        StageId::ResourceControl => Some(PolicyType::ResourceControl),
        StageId::ServiceControl => Some(PolicyType::ServiceControl),
        StageId::VpcEndpoint => Some(PolicyType::VpcEndpoint),
        StageId::Resource => Some(PolicyType::Resource),
        StageId::Identity => Some(PolicyType::Identity),
        StageId::PermissionsBoundary => Some(PolicyType::PermissionsBoundary),
        StageId::Session => Some(PolicyType::Session),
    }
}

/// A type of policy in AWS's words.
pub const fn kind_in_words(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity => "identity-based policy",
        PolicyType::Resource => "resource-based policy",
        PolicyType::PermissionsBoundary => "permissions boundary",
        PolicyType::Session => "session policy",
        PolicyType::ServiceControl => "service control policy",
        PolicyType::ResourceControl => "resource control policy",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
    }
}

fn with_article(kind: PolicyType) -> String {
    let article = if kind == PolicyType::Identity {
        "an "
    } else {
        "a "
    };
    article.to_owned() + kind_in_words(kind)
}

fn with_the(kind: PolicyType) -> String {
    "the ".to_owned() + kind_in_words(kind)
}

const fn decision_in_words(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "allowed",
        Decision::ExplicitDeny => "denied explicitly",
        Decision::ImplicitDeny => "denied because nothing allows it",
        Decision::Undetermined => "undetermined",
        Decision::Error => "not decided, because something is not valid",
    }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::Scenario;

    use super::*;

    fn comparison(message: &str, policies: &str) -> Comparison {
        let found = crate::import(message);
        let base = format!(
            r#"{{ "version": 1, "organization": {{ "accounts": {{ "111122223333": {{ "path": "o-a1b2c3d4e5/r-ab12/" }} }} }}, "policies": [{policies}] }}"#
        );
        let scenario = crate::add(&Scenario::parse(&base).unwrap(), &found);
        let report = iam_core::evaluate(&scenario);
        compare(
            found.requests[0].stated.as_ref().unwrap(),
            &report.requests[0],
        )
    }

    #[test]
    fn differences_are_told() {
        const ALLOW: &str = r#"{ "type": "identity", "document": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } } }"#;
        const DENY: &str = r#"{ "type": "service-control", "document": { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } } }"#;
        const ELSEWHERE: &str = r#"{ "type": "service-control", "document": { "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*" }, { "Effect": "Allow", "Action": "*", "Resource": "*" }] } }"#;
        let said = |why: &str| {
            format!(
                "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sns:Publish on resource: arn:aws:sns:eu-west-1:111122223333:t {why}"
            )
        };
        let scp = said("with an explicit deny in a service control policy");
        let identity = said("because no identity-based policy allows the sns:Publish action");
        let boundary = said("because no permissions boundary allows the sns:Publish action");
        for (message, policies, agrees, lacks, sentence) in [
            (
                &scp,
                String::new(),
                false,
                Some(PolicyType::ServiceControl),
                "AWS said that a service control policy denies it; here there is no service control policy, and it is denied because nothing allows it. Add it",
            ),
            (
                &scp,
                format!("{ALLOW}, {DENY}"),
                true,
                None,
                "AWS said that a service control policy denies it; here it is the same",
            ),
            (
                &scp,
                format!("{ALLOW}, {ELSEWHERE}"),
                false,
                None,
                "AWS said that a service control policy denies it; here it is allowed. Then no service control policy here denies it: the one that does is missing, or a condition key has another value",
            ),
            (
                &identity,
                String::new(),
                true,
                None,
                "AWS said that no identity-based policy allows it; here there is no identity-based policy either",
            ),
            (
                &identity,
                ALLOW.to_owned(),
                false,
                None,
                "AWS said that no identity-based policy allows it; here it is allowed. Then the identity-based policy here differs from AWS's, or a condition key has another value",
            ),
            (
                &boundary,
                String::new(),
                false,
                Some(PolicyType::PermissionsBoundary),
                "AWS said that no permissions boundary allows it; here it is denied because nothing allows it too, but for another reason: there is no permissions boundary here. Add it",
            ),
        ] {
            let found = comparison(message, &policies);
            assert_eq!(found.sentence, sentence);
            assert_eq!((found.agrees, found.lacks), (agrees, lacks), "{sentence}");
        }
    }
}
