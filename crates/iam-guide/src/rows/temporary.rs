//! Temporary credentials: the key that tells them from long-term ones.

use iam_catalog::{Answer, Feature};
use iam_core::scenario::Decision::{Allow, ExplicitDeny};
use iam_core::scenario::{Credentials, PolicyType};

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::{session, user};
use crate::statement::{allow, deny};
use crate::subject::Subject;

pub(super) fn row(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    let refused = answer == Some(Answer::No);
    let look = subject.look();
    let explanation = if refused {
        format!(
            "AWS's table says that {} does not take temporary credentials. No policy of yours says that: the Deny here stands for the service's own refusal, and shows who would be hit by it.",
            subject.name()
        )
    } else {
        let known = match answer {
            Some(Answer::Partial) => "AWS's table says: in part. ",
            None => "AWS's table does not know the service. ",
            _ => "",
        };
        format!(
            "{known}Sessions of roles and session tokens of users call {} like long-term keys. A request with them carries `aws:TokenIssueTime`, and one with a long-term key does not: that is how a policy can demand them.",
            subject.name()
        )
    };
    // `Null` with `true` asks that the key is missing, which it is with long-term keys.
    let (sid, missing) = if refused {
        ("NoSessions", "false")
    } else {
        ("NoLongTermKeys", "true")
    };
    let (temporary, long_term) = if refused {
        (ExplicitDeny, Allow)
    } else {
        (Allow, ExplicitDeny)
    };
    let description = if refused {
        "Dev calls with a long-term key, with a session token, and as the role Worker."
    } else {
        "The Deny hits requests whose credentials were never issued. Dev has a key and a session token; Worker is a role."
    };
    let whole = format!("{}:*", subject.prefix());
    let of = |name: &str, who: String, expect| ask(name, &who, &look.action, &look.owl, expect);
    let draft = draft(
        Feature::TemporaryCredentials,
        subject,
        description.to_owned(),
    )
    .policy(
        PolicyType::Identity,
        "Policy of both",
        &[],
        &[
            allow("Look", &[&look.action], &["*"]),
            deny(sid, &[&whole], &["*"]).when("Null", "aws:TokenIssueTime", &[missing]),
        ],
    )
    .ask(of("a session of Worker", session("Worker", "w1"), temporary).issued(None))
    .ask(
        of("dev with a session token", user("dev"), temporary)
            .issued(Some(Credentials::SessionToken)),
    )
    .ask(of("dev with a long-term key", user("dev"), long_term).with_access_key());
    (explanation, draft)
}
