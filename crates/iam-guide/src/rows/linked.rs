//! Service-linked roles: made for one service, assumed by it alone, and out of reach of SCPs.

use iam_catalog::{Answer, Feature};
use iam_core::scenario::Decision::{Allow, ExplicitDeny, ImplicitDeny};
use iam_core::scenario::PolicyType;

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::{OURS, role, session, user};
use crate::statement::{allow, deny};
use crate::subject::Subject;

/// What the role does in the scenarios, and the SCP denies.
const WORK: &str = "ec2:DescribeInstances";

pub(super) fn row(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    match answer {
        Some(Answer::Yes | Answer::Partial) => with_role(subject, answer),
        Some(Answer::No) | None => without_role(subject, answer),
    }
}

fn scp(draft: Draft) -> Draft {
    draft.in_organization().policy(
        PolicyType::ServiceControl,
        "NoLook",
        &["r-ab12"],
        &[
            allow("AllowAll", &["*"], &["*"]),
            deny("NoLook", &[WORK], &["*"]),
        ],
    )
}

fn with_role(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    let (who, has) = match answer {
        Some(Answer::Partial) => (format!("Parts of {}", subject.name()), "have"),
        _ => (subject.name().to_owned(), "has"),
    };
    let explanation = format!(
        "{who} {has} a role that AWS wrote and keeps. `iam:CreateServiceLinkedRole` makes it, only the service assumes it, and SCPs do not bind it. The role's and the service's names follow the usual rule here."
    );
    let description = "Dev may create this role and no other service's. The SCP denies what the role does: Dev is hit by it, the role is not.";
    let draft = draft(Feature::ServiceLinkedRoles, subject, description.to_owned());
    let role = Linked::new(subject);
    (explanation, role.requests(scp(role.policies(draft))))
}

/// A service-linked role.
struct Linked {
    service: String,
    name: String,
    arn: String,
}

impl Linked {
    fn new(subject: Subject<'_>) -> Self {
        let service = subject.principal();
        let name = format!("AWSServiceRoleFor{}", short_name(subject.name()));
        let arn = format!("arn:aws:iam::{OURS}:role/aws-service-role/{service}/{name}");
        Self { service, name, arn }
    }

    fn policies(&self, draft: Draft) -> Draft {
        let create = allow("Create", &["iam:CreateServiceLinkedRole"], &["*"]);
        let create = create.when("StringEquals", "iam:AWSServiceName", &[&self.service]);
        let work = allow("Work", &[WORK, "sts:AssumeRole"], &["*"]);
        let trust = allow("TheService", &["sts:AssumeRole"], &[]);
        let trust = trust.to("Service", self.service.clone());
        let look = allow("Look", &[WORK], &["*"]);
        let identity = PolicyType::Identity;
        draft
            .policy(identity, "Dev may", &[&user("dev")], &[create, work])
            .policy(
                PolicyType::Resource,
                "The role trusts",
                &[&self.arn],
                &[trust],
            )
            .policy(identity, "The role may", &[&self.arn], &[look])
    }

    fn requests(&self, draft: Draft) -> Draft {
        let Self { service, name, arn } = self;
        let dev = user("dev");
        let create = |title: &str, role: &str, by: &str, expect| {
            ask(title, &dev, "iam:CreateServiceLinkedRole", role, expect)
                .key("iam:AWSServiceName", by)
        };
        let assume =
            |title: &str, who: &str, expect| ask(title, who, "sts:AssumeRole", arn, expect);
        // No service is called so.
        let other = format!(
            "arn:aws:iam::{OURS}:role/aws-service-role/another.amazonaws.com/AWSServiceRoleForAnother"
        );
        let works = session(name, "work");
        draft
            .ask(create("dev creates the role", arn, service, Allow))
            .ask(create(
                "dev creates another service's",
                &other,
                "another.amazonaws.com",
                ImplicitDeny,
            ))
            .ask(assume("the service assumes it", service, Allow))
            .ask(assume("dev assumes it", &dev, ImplicitDeny))
            .ask(ask("the role looks at instances", &works, WORK, "*", Allow).linked(arn))
            .ask(ask("dev looks at instances", &dev, WORK, "*", ExplicitDeny))
    }
}

fn without_role(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    let known = if answer.is_some() {
        format!("{} has no service-linked role.", subject.name())
    } else {
        format!(
            "AWS's table does not know {}, and so not whether it has a service-linked role.",
            subject.name()
        )
    };
    let explanation = format!(
        "{known} Where a service works through an ordinary role of yours, that role is bound like any other: an SCP that denies an action stops it too, from which a service-linked role would be exempt."
    );
    let description = "An ordinary role, used by a service, may look at networks and instances. The SCP denies the second.";
    let worker = session("ServiceWorker", "work");
    let draft = draft(Feature::ServiceLinkedRoles, subject, description.to_owned()).policy(
        PolicyType::Identity,
        "The role may",
        &[&role("ServiceWorker")],
        &[allow("Metrics", &[WORK, "ec2:DescribeVpcs"], &["*"])],
    );
    let draft = scp(draft)
        .ask(ask(
            "the role looks at networks",
            &worker,
            "ec2:DescribeVpcs",
            "*",
            Allow,
        ))
        .ask(ask(
            "the role looks at instances",
            &worker,
            WORK,
            "*",
            ExplicitDeny,
        ));
    (explanation, draft)
}

/// The name without its maker, as role names have it: `AutoScaling` of `AWS Auto Scaling`.
fn short_name(name: &str) -> String {
    let words = name
        .split_whitespace()
        .filter(|word| !matches!(*word, "AWS" | "Amazon"));
    words
        .flat_map(str::chars)
        .filter(char::is_ascii_alphanumeric)
        .collect()
}
