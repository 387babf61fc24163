//! ABAC: tags of the resource, tags of the request, or neither.

use iam_catalog::{ConditionKey, Feature};
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::{ContextValue, PolicyType, Scalar};

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::{Which, user};
use crate::statement::allow;
use crate::subject::Subject;

/// The caller's own tag.
const OWN: &str = "${aws:PrincipalTag/team}";

pub(super) fn row(subject: Subject<'_>) -> (String, Draft) {
    let tagged = found(subject, "aws:ResourceTag/team").filter(|(_, resource)| resource != "*");
    let created = found(subject, "aws:RequestTag/team");
    let what = match (&tagged, &created) {
        (Some(_), Some(_)) => {
            "Its resources carry tags that conditions see, as `aws:ResourceTag`, and requests that set tags show them, as `aws:RequestTag`."
        }
        (Some(_), None) => {
            "Its resources carry tags that conditions see, as `aws:ResourceTag`; no action shows the tags that it sets."
        }
        (None, Some(_)) => {
            "Requests that set tags show them, as `aws:RequestTag`; tags of existing resources are not seen by conditions."
        }
        (None, None) => return without_tags(subject),
    };
    let explanation = format!(
        "{what} One policy then serves all teams of those who use {}: whoever has the team's tag works on what carries it.",
        subject.name()
    );
    let description = "The policy compares the caller's tag `team` with the resource's or the request's. Where one of them is missing, nothing is equal.";
    let mut draft = draft(Feature::Abac, subject, description.to_owned());
    if let Some((action, resource)) = &tagged {
        draft = by_resource(draft, action, resource);
    }
    if let Some((action, resource)) = &created {
        draft = by_request(draft, action, resource);
    }
    (explanation, draft)
}

/// An action that sends a tag key, and its resource.
fn found(subject: Subject<'_>, tag: &str) -> Option<(String, String)> {
    let sends = |key: &ConditionKey| key.matches(tag);
    let (action, _, source) = subject.with_key(sends)?;
    let resource = subject.resource_for_key(action, source, Which::Owl);
    Some((action.to_string(), resource))
}

/// The resource's tag decides.
fn by_resource(draft: Draft, action: &str, resource: &str) -> Draft {
    let alice = user("alice");
    let own =
        allow("OwnTeam", &[action], &["*"]).when("StringEquals", "aws:ResourceTag/team", &[OWN]);
    let of = |name: &str, expect| ask(name, &alice, action, resource, expect).team("owl");
    draft
        .policy(
            PolicyType::Identity,
            "By the resource's tag",
            &[&alice],
            &[own],
        )
        .ask(of("owl, on what is owl's", Allow).resource_tag("owl"))
        .ask(of("owl, on what is cat's", ImplicitDeny).resource_tag("cat"))
        .ask(of("owl, on what has no tag", ImplicitDeny))
}

/// The request's tag decides. Its own caller, so that the two policies do not answer each other's requests.
fn by_request(draft: Draft, action: &str, resource: &str) -> Draft {
    let carol = user("carol");
    let own = allow("TaggedWithOwnTeam", &[action], &["*"]);
    let own = own.when("StringEquals", "aws:RequestTag/team", &[OWN]);
    let sets = |name: &str, value: &str, expect| {
        let keys = ContextValue::List(vec![Scalar::text("team")]);
        let one = ask(name, &carol, action, resource, expect).team("owl");
        one.key("aws:RequestTag/team", value)
            .keys("aws:TagKeys", keys)
    };
    draft
        .policy(
            PolicyType::Identity,
            "By the request's tag",
            &[&carol],
            &[own],
        )
        .ask(sets("owl sets owl's tag", "owl", Allow))
        .ask(sets("owl sets cat's tag", "cat", ImplicitDeny))
}

fn without_tags(subject: Subject<'_>) -> (String, Draft) {
    let look = subject.look();
    let explanation = format!(
        "No action of {} sends a tag, so a condition on `aws:ResourceTag` is on a missing key and its Allow is dead. Tags of the caller work, as `aws:PrincipalTag`: they belong to IAM.",
        subject.name()
    );
    let description = "Dev's policy asks for a tag of the resource, which is never sent. Bob's asks for a tag of the caller.";
    let of = |name: &str, who: &str, team: &str, expect| {
        ask(name, &user(who), &look.action, &look.owl, expect).team(team)
    };
    let draft = draft(Feature::Abac, subject, description.to_owned())
        .policy(
            PolicyType::Identity,
            "By the resource's tag",
            &[&user("dev")],
            &[allow("NeverTrue", &[&look.action], &["*"]).when(
                "StringEquals",
                "aws:ResourceTag/team",
                &[OWN],
            )],
        )
        .policy(
            PolicyType::Identity,
            "By the caller's tag",
            &[&user("bob")],
            &[allow("TeamOwl", &[&look.action], &["*"]).when(
                "StringEquals",
                "aws:PrincipalTag/team",
                &["owl"],
            )],
        )
        .ask(of("dev, of team owl", "dev", "owl", ImplicitDeny))
        .ask(of("bob, of team owl", "bob", "owl", Allow))
        .ask(of("bob, of team cat", "bob", "cat", ImplicitDeny));
    (explanation, draft)
}
