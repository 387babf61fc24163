//! Remarks on what was assumed, and on choices that were applied.

use crate::decide::Part;
use crate::report::{Answer, Note, Origin, PrincipalKind};
use crate::rule::{self, Rule};
use crate::scenario::{Decision, Request};
use crate::trace::{Scene, tested_keys};

/// What a reader should know besides the findings.
pub(crate) fn notes(scene: &Scene<'_>, request: &Request) -> Vec<Note> {
    let plan = scene.plan;
    let query = &plan.query;
    let tested = tested_keys(scene);
    let mut notes = Vec::new();
    let mut add = |rule: Rule, sentence: String| notes.push(Note { rule, sentence });
    for key in query
        .context
        .entries()
        .iter()
        .filter(|entry| entry.origin == Origin::Assumed && tested.has(&entry.lower))
    {
        if let (Some((rule, why)), Some(value)) = (&key.note, query.context.single(&key.lower)) {
            add(
                *rule,
                format!("`{}` is assumed to be `{value}`: {why}", key.shown),
            );
        }
    }
    for key in query
        .context
        .entries()
        .iter()
        .filter(|entry| entry.origin == Origin::Overridden)
    {
        if let Some((rule, why)) = &key.note {
            add(*rule, format!("`{}` is {why}", key.shown));
        }
    }
    if query.requester.path_assumed && query.requester.kind == Some(PrincipalKind::RoleSession) {
        add(
            rule::PRINCIPAL_ARN_IS_ROLE_ARN,
            "the session's role is taken to have no path; give `roleArn` if it has one".to_owned(),
        );
    }
    if request.resource.arn.contains(['*', '?']) && !query.target.is_star {
        add(
            rule::REQUEST_RESOURCE_IS_CONCRETE,
            "a request names one resource; its `*` and `?` are ordinary characters".to_owned(),
        );
    }
    if let Some(rule) = plan.refused_by_service {
        add(rule, rule.statement().to_owned());
    }
    let denied = scene.judgement.decision == Decision::ImplicitDeny;
    if denied && query.target.is_kms_key() && request.resource.grants.is_empty() {
        add(
            rule::GRANTS_NOT_MODELED,
            "a grant on the key could allow it; the scenario gives none".to_owned(),
        );
    }
    if plan.ignores_public_acl {
        add(
            rule::BLOCK_PUBLIC_ACCESS,
            "a public access control list grants it, and `IgnorePublicAcls` makes S3 ignore that"
                .to_owned(),
        );
    }
    let by_everyone = scene.judgement.sets.resource.direct == Answer::Yes
        && query.target.service == "s3"
        && query.requester.account != query.target.account;
    let modeled = request
        .resource
        .s3
        .as_ref()
        .is_some_and(|s3| s3.block_public_access.is_some());
    if scene.judgement.decision == Decision::Allow && by_everyone && !modeled {
        add(
            rule::BLOCK_PUBLIC_ACCESS_NOT_MODELED,
            "Block Public Access, on by default for new buckets, could still refuse it".to_owned(),
        );
    }
    if matches!(plan.endpoint, Part::NotApplicable(_)) && !request.principal.called_via.is_empty() {
        add(
            rule::FORWARD_ACCESS_LEGS_ARE_REQUESTS,
            "this is one leg of a forward access session; each leg is a request of its own"
                .to_owned(),
        );
    }
    notes
}
