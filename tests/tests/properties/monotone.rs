//! What a statement or a policy more can do, and what it never can.

use iam_core::report::Effect;
use iam_core::scenario::{Decision, PolicyType};
use iam_tests::generate::{Draft, Tape};
use proptest::prelude::*;

use crate::{decisions, draft, hold, is_denied};

/// Adds a statement with that effect at some place of some policy that can have one.
fn add(draft: &Draft, effect: Effect, tape: &mut Tape<'_>) -> Option<Draft> {
    let can = |index: &usize| {
        effect == Effect::Deny
            || draft.scenario.policies[*index].kind != PolicyType::ResourceControl
    };
    let indexes: Vec<usize> = (0..draft.statements.len()).filter(can).collect();
    if indexes.is_empty() {
        return None;
    }
    let index = tape.pick(&indexes);
    let new = draft.statement(index, Some(effect), tape);
    let mut changed = draft.clone();
    let at = tape.below(changed.statements[index].len() + 1);
    changed.statements[index].insert(at, new);
    Some(changed)
}

#[test]
fn a_deny_statement_more_never_allows() {
    hold(|tapes| {
        let before = draft(tapes, true);
        let Some(after) = add(&before, Effect::Deny, &mut Tape::new(&tapes.1)) else {
            return Ok(());
        };
        let pairs = decisions(&before.finish())
            .into_iter()
            .zip(decisions(&after.finish()));
        for (index, (was, is)) in pairs.enumerate() {
            let holds = match was {
                Decision::Allow | Decision::Undetermined => is != Decision::Error,
                Decision::ExplicitDeny | Decision::Error => is == was,
                Decision::ImplicitDeny => is_denied(is),
            };
            let never_more = was == Decision::Allow || is != Decision::Allow;
            prop_assert!(
                holds && never_more,
                "request {index} was {was}, is {is}\n{}\n{}",
                before.finish().to_json(),
                after.finish().to_json()
            );
        }
        Ok(())
    });
}

/// Whether one more Allow can shut others out: it can make a bucket's policy public, and then `RestrictPublicBuckets`
/// refuses everyone from outside (R-S3-7).
fn may_become_public(draft: &Draft, request: usize) -> bool {
    let s3 = draft.scenario.requests[request].resource.s3.as_ref();
    s3.and_then(|s3| s3.block_public_access.as_ref())
        .is_some_and(|block| block.restrict_public_buckets)
}

#[test]
fn an_allow_statement_more_never_denies() {
    hold(|tapes| {
        let before = draft(tapes, true);
        let Some(after) = add(&before, Effect::Allow, &mut Tape::new(&tapes.1)) else {
            return Ok(());
        };
        let pairs = decisions(&before.finish())
            .into_iter()
            .zip(decisions(&after.finish()));
        for (index, (was, is)) in pairs.enumerate() {
            let holds = match was {
                Decision::Allow | Decision::ExplicitDeny | Decision::Error => is == was,
                Decision::Undetermined => matches!(is, Decision::Allow | Decision::Undetermined),
                Decision::ImplicitDeny => is != Decision::Error,
            };
            prop_assert!(
                holds || may_become_public(&after, index),
                "request {index} was {was}, is {is}\n{}\n{}",
                before.finish().to_json(),
                after.finish().to_json()
            );
        }
        Ok(())
    });
}

#[test]
fn what_only_bounds_never_grants() {
    hold(|tapes| {
        let with = draft(tapes, true);
        let decided = decisions(&with.finish());
        for kind in [
            PolicyType::PermissionsBoundary,
            PolicyType::Session,
            PolicyType::ServiceControl,
            PolicyType::ResourceControl,
            PolicyType::VpcEndpoint,
        ] {
            let without = decisions(&with.without(kind).finish());
            for (index, (with_it, without_it)) in decided.iter().zip(without).enumerate() {
                // A federated user session without session policies has no permissions of its own, so giving it some
                // does grant what its user has (R-FED-2).
                let federated = with.scenario.requests[index]
                    .principal
                    .arn
                    .contains(":federated-user/");
                let exempt = kind == PolicyType::Session && federated;
                let holds = match with_it {
                    Decision::Allow => without_it == Decision::Allow,
                    Decision::Undetermined => !is_denied(without_it),
                    Decision::ExplicitDeny | Decision::ImplicitDeny | Decision::Error => true,
                };
                prop_assert!(
                    holds || exempt,
                    "request {index} is {with_it} with {kind} policies, {without_it} without\n{}",
                    with.finish().to_json()
                );
            }
        }
        Ok(())
    });
}
