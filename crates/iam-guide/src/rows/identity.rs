//! Identity-based policies: a user may do what a policy names, and nothing else.

use std::fmt::Write as _;

use iam_catalog::Feature;
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::PolicyType;

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::user;
use crate::statement::allow;
use crate::subject::Subject;

pub(super) fn row(subject: Subject<'_>) -> (String, Draft) {
    let look = subject.look();
    let change = subject.reader().and_then(|read| subject.writer(read));
    let change = change.map(|action| subject.call(action));
    let count = subject.service.actions.len();
    let actions = if count == 1 {
        "one action".to_owned()
    } else {
        format!("{count} actions")
    };
    let mut explanation = format!(
        "{} has {actions}. A policy on a user, a group or a role says which of them they may use; here it is `{}` alone.",
        subject.name(),
        look.action
    );
    if let Some(change) = &change {
        let _ = write!(
            explanation,
            " What no policy names, such as `{}`, stays denied.",
            change.action
        );
    }
    let mut draft = draft(
        Feature::IdentityBasedPolicies,
        subject,
        "Dev has a policy with one action. Guest has no policy at all.".to_owned(),
    )
    .policy(
        PolicyType::Identity,
        "Dev may look",
        &[&user("dev")],
        &[allow("Look", &[&look.action], &["*"])],
    )
    .ask(ask(
        "dev does what the policy names",
        &user("dev"),
        &look.action,
        &look.owl,
        Allow,
    ));
    if let Some(change) = &change {
        let name = "dev does something else";
        draft = draft.ask(ask(
            name,
            &user("dev"),
            &change.action,
            &change.owl,
            ImplicitDeny,
        ));
    }
    let name = "guest does the same";
    let draft = draft.ask(ask(
        name,
        &user("guest"),
        &look.action,
        &look.owl,
        ImplicitDeny,
    ));
    (explanation, draft)
}
