//! Service roles: a role of yours that the service assumes, and who may hand it over.

use iam_catalog::{Answer, Feature};
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::PolicyType;

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::{OURS, STRANGER, role, session, user};
use crate::statement::allow;
use crate::subject::{Call, Subject};

/// The role's name.
const ROLE: &str = "ServiceWorker";

pub(super) fn row(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    let passing = subject.passes_role().map(|action| subject.call(action));
    let service = principal(subject);
    let name = subject.name();
    let known = match (&passing, answer) {
        (Some(call), _) => format!(
            "AWS lists `iam:PassRole` beside `{}`: {name} works with a role of yours.",
            call.action
        ),
        (None, Some(_)) => {
            format!("The service's own guide says that {name} works with a role of yours.")
        }
        (None, None) => format!(
            "The reference does not say whether {name} works with a role of yours. If it does, this is how."
        ),
    };
    let explanation = format!(
        "{known} The role trusts the service, whoever hands it over needs `iam:PassRole` for it, and `aws:SourceAccount` keeps the service from assuming it for strangers. `{service}` is the name by the usual rule."
    );
    let description = "Dev may pass one role, to this service only. What the service then does is up to the role's own policy.";
    let draft = draft(Feature::ServiceRoles, subject, description.to_owned());
    let draft = policies(draft, passing.as_ref(), &service);
    (explanation, requests(draft, passing.as_ref(), &service))
}

fn policies(draft: Draft, passing: Option<&Call>, service: &str) -> Draft {
    let worker = role(ROLE);
    let pass = allow("PassToTheService", &["iam:PassRole"], &[&worker]);
    let pass = pass.when("StringEquals", "iam:PassedToService", &[service]);
    let call = passing.map(|call| allow("Call", &[&call.action], &["*"]));
    let dev: Vec<_> = call.into_iter().chain([pass]).collect();
    let trust = allow("TheService", &["sts:AssumeRole"], &[]).to("Service", service.to_owned());
    let trust = trust.when("StringEquals", "aws:SourceAccount", &[OURS]);
    let read = allow("Read", &["s3:GetObject"], &["arn:aws:s3:::main/*"]);
    draft
        .policy(PolicyType::Identity, "Dev may", &[&user("dev")], &dev)
        .policy(
            PolicyType::Resource,
            "The role trusts",
            &[&worker],
            &[trust],
        )
        .policy(PolicyType::Identity, "The role may", &[&worker], &[read])
}

fn requests(mut draft: Draft, passing: Option<&Call>, service: &str) -> Draft {
    let (dev, worker) = (user("dev"), role(ROLE));
    if let Some(call) = passing {
        draft = draft.ask(ask(
            "dev makes the call",
            &dev,
            &call.action,
            &call.owl,
            Allow,
        ));
    }
    let pass = |name: &str, to: &str, expect| {
        ask(name, &dev, "iam:PassRole", &worker, expect).key("iam:PassedToService", to)
    };
    let assume = |name: &str, account: &str, expect| {
        ask(name, service, "sts:AssumeRole", &worker, expect).key("aws:SourceAccount", account)
    };
    let works = session(ROLE, "work");
    let object = |name: &str, action: &str, expect| {
        ask(name, &works, action, "arn:aws:s3:::main/owl", expect)
    };
    draft
        .ask(pass("dev passes the role to the service", service, Allow))
        // No service is called so.
        .ask(pass(
            "dev passes it to another",
            "another.amazonaws.com",
            ImplicitDeny,
        ))
        .ask(assume(
            "the service assumes it for our account",
            OURS,
            Allow,
        ))
        .ask(assume(
            "the service assumes it for a stranger's",
            STRANGER,
            ImplicitDeny,
        ))
        .ask(object("the role's session reads", "s3:GetObject", Allow))
        .ask(object(
            "the role's session writes",
            "s3:PutObject",
            ImplicitDeny,
        ))
}

/// The principal that assumes roles; for ECS it is the tasks'.
fn principal(subject: Subject<'_>) -> String {
    if subject.prefix() == "ecs" {
        "ecs-tasks.amazonaws.com".to_owned()
    } else {
        subject.principal()
    }
}
