//! Policy resources: ARNs where an action has a resource, `*` where it has none.

use iam_catalog::Feature;
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::PolicyType;

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::{OURS, user};
use crate::statement::allow;
use crate::subject::{Call, Subject};

pub(super) fn row(subject: Subject<'_>) -> (String, Draft) {
    let with = subject.with_resource().map(|action| subject.call(action));
    let without = subject
        .without_resource()
        .map(|action| subject.call(action));
    let explanation = explanation(subject, without.is_some());
    let description = match (&with, &without) {
        (Some(_), Some(_)) => {
            "Dev may work on one resource. Bob's policy gives an ARN for an action that has no resource, Carol's gives `*`."
        }
        (Some(_), None) => "Dev may work on one resource, and not on another of the same kind.",
        (None, Some(_)) => {
            "Bob's policy gives an ARN, made up here, for an action that has no resource; Carol's gives `*`."
        }
        (None, None) => "Dev may, Guest may not.",
    };
    let mut draft = draft(Feature::PolicyResources, subject, description.to_owned());
    if let Some(call) = &with {
        draft = on_one(draft, call);
    }
    if let Some(call) = &without {
        let made_up = format!("arn:aws:{}:eu-west-1:{OURS}:example/owl", subject.prefix());
        let arn = with.as_ref().map_or(&made_up, |with| &with.owl);
        draft = on_star(draft, call, arn);
    }
    if with.is_none() && without.is_none() {
        draft = on_the_only(draft, &subject.look());
    }
    (explanation, draft)
}

fn explanation(subject: Subject<'_>, some_without: bool) -> String {
    let all = subject.service.actions.len();
    let typed = subject.service.actions.iter();
    let typed = typed.filter(|one| !one.resources.is_empty()).count();
    let name = subject.name();
    let mut text = match typed {
        0 => format!(
            "No action of {name} has a resource: every request carries `*`, and a statement that gives an ARN grants nothing."
        ),
        1 if all == 1 => {
            format!("The one action of {name} has a resource, and a policy can name it by its ARN.")
        }
        typed => format!(
            "{typed} of the {all} actions of {name} have a resource, and a policy can name it by its ARN."
        ),
    };
    if some_without && typed > 0 {
        text.push_str(" Where an action has none, only `\"Resource\": \"*\"` matches; a statement that gives an ARN for it grants nothing.");
    }
    text
}

/// An action on one of two resources.
fn on_one(draft: Draft, call: &Call) -> Draft {
    let (dev, action) = (user("dev"), &call.action);
    let one = allow("OneResource", &[action], &[&call.owl]);
    draft
        .policy(PolicyType::Identity, "Dev may", &[&dev], &[one])
        .ask(ask(
            "dev, on the resource named",
            &dev,
            action,
            &call.owl,
            Allow,
        ))
        .ask(ask(
            "dev, on another",
            &dev,
            action,
            &call.cat,
            ImplicitDeny,
        ))
}

/// An action without a resource, by an ARN and by a star.
fn on_star(draft: Draft, call: &Call, arn: &str) -> Draft {
    let (bob, carol, action) = (user("bob"), user("carol"), &call.action);
    let (by_arn, by_star) = (
        allow("AnArn", &[action], &[arn]),
        allow("AStar", &[action], &["*"]),
    );
    draft
        .policy(
            PolicyType::Identity,
            "Bob may, by an ARN",
            &[&bob],
            &[by_arn],
        )
        .policy(
            PolicyType::Identity,
            "Carol may, by a star",
            &[&carol],
            &[by_star],
        )
        .ask(ask("bob, by an ARN", &bob, action, "*", ImplicitDeny))
        .ask(ask("carol, by a star", &carol, action, "*", Allow))
}

/// Every action has a resource, and there is one of it only.
fn on_the_only(draft: Draft, call: &Call) -> Draft {
    let (dev, action) = (user("dev"), &call.action);
    let only = allow("TheResource", &[action], &[&call.owl]);
    draft
        .policy(PolicyType::Identity, "Dev may", &[&dev], &[only])
        .ask(ask(
            "dev, on the resource named",
            &dev,
            action,
            &call.owl,
            Allow,
        ))
        .ask(ask(
            "guest, without a policy",
            &user("guest"),
            action,
            &call.owl,
            ImplicitDeny,
        ))
}
