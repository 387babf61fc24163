//! Forward access sessions: what the service calls in the caller's name.

use iam_catalog::{Answer, Feature};
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::PolicyType;

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::user;
use crate::statement::allow;
use crate::subject::Subject;

pub(super) fn row(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    let found = subject.forwards();
    let (call, onward) = match found {
        Some((action, onward)) => (subject.call(action), onward),
        None => (subject.look(), "s3:GetObject"),
    };
    let resource = onward_resource(onward);
    let service = subject.principal();
    let explanation = if found.is_some() {
        format!(
            "AWS lists what `{}` needs besides, among it `{onward}`. Where {} calls that for you, it calls as you: you need the permission too, and `aws:CalledVia` lets you have it for this way alone.",
            call.action,
            subject.name()
        )
    } else {
        let known = match answer {
            Some(_) => {
                "The service's own guide says yes; the reference does not say for which action."
            }
            None => {
                "The reference lists no action here that needs one of another service, so whether it calls others as you is not known."
            }
        };
        format!(
            "{known} Where {} calls on, as to `{onward}` in this scenario, you need that permission too; `aws:CalledVia` lets you have it for this way alone.",
            subject.name()
        )
    };
    let description = format!(
        "Dev has both permissions, the second only by way of the service. Bob has the first alone. `{service}` is the name by the usual rule."
    );
    let main = |name: &str, who: &str| ask(name, &user(who), &call.action, &call.owl, Allow);
    let onwards = |name: &str, who: &str, expect| ask(name, &user(who), onward, resource, expect);
    let draft = draft(Feature::PrincipalPermissions, subject, description)
        .policy(
            PolicyType::Identity,
            "Both may call",
            &[&user("dev"), &user("bob")],
            &[allow("Call", &[&call.action], &["*"])],
        )
        .policy(
            PolicyType::Identity,
            "Dev may, through the service",
            &[&user("dev")],
            &[allow("ThroughTheService", &[onward], &["*"]).when(
                "ForAnyValue:StringEquals",
                "aws:CalledVia",
                &[&service],
            )],
        )
        .ask(main("dev calls the service", "dev"))
        .ask(onwards("the service calls on as dev", "dev", Allow).via(&service))
        .ask(onwards(
            "dev calls the other service directly",
            "dev",
            ImplicitDeny,
        ))
        .ask(main("bob calls the service", "bob"))
        .ask(onwards("the service calls on as bob", "bob", ImplicitDeny).via(&service));
    (explanation, draft)
}

/// A resource for the onward call. Its own service is not at hand: where nothing better is known, `*`.
fn onward_resource(action: &str) -> &'static str {
    match action.split_once(':') {
        Some(("s3", name)) if name.contains("Object") => "arn:aws:s3:::main/owl",
        Some(("s3", name)) if name.contains("Bucket") && !name.contains("Buckets") => {
            "arn:aws:s3:::main"
        }
        Some(("kms", name)) if name != "CreateKey" && !name.starts_with("List") => {
            "arn:aws:kms:eu-west-1:111122223333:key/owl"
        }
        Some(("secretsmanager", _)) => "arn:aws:secretsmanager:eu-west-1:111122223333:secret:owl",
        _ => "*",
    }
}
