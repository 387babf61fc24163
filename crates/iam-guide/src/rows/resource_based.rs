//! Resource-based policies: the other half of access across accounts, where a service has them.

use iam_catalog::{AccessLevel, ActionRef, Answer, Feature};
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::PolicyType;

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::{OURS, THEIRS, account, partner, role, session, user};
use crate::statement::allow;
use crate::subject::{Call, Subject};

pub(super) fn row(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    let supported = matches!(answer, Some(Answer::Yes | Answer::Partial));
    match carrier(subject).filter(|_| supported) {
        Some(carrier) => with_policy(subject, carrier),
        None => by_role(subject, answer),
    }
}

/// An action for which other accounts are let in, by service: what one would think of first.
const USUAL: [(&str, &str); 24] = [
    ("acm-pca", "IssueCertificate"),
    ("backup", "CopyIntoBackupVault"),
    ("codeartifact", "ReadFromRepository"),
    ("codebuild", "BatchGetProjects"),
    ("dynamodb", "GetItem"),
    ("ecr", "BatchGetImage"),
    ("elasticfilesystem", "ClientMount"),
    ("es", "ESHttpGet"),
    ("events", "PutEvents"),
    ("execute-api", "Invoke"),
    ("glacier", "InitiateJob"),
    ("glue", "GetTable"),
    ("kinesis", "GetRecords"),
    ("kms", "Decrypt"),
    ("lambda", "InvokeFunction"),
    ("mediastore", "GetObject"),
    ("organizations", "DescribeAccount"),
    ("s3", "GetObject"),
    ("s3express", "CreateSession"),
    ("s3tables", "GetTableData"),
    ("secretsmanager", "GetSecretValue"),
    ("ses", "SendEmail"),
    ("sns", "Publish"),
    ("sqs", "SendMessage"),
];

/// What a resource's policy says here.
struct Carrier {
    /// What it allows.
    call: Call,
    /// What carries it.
    on: String,
    /// The action that puts it there, where one is found.
    setter: Option<String>,
}

/// A resource that can carry a policy.
fn carrier(subject: Subject<'_>) -> Option<Carrier> {
    // What IAM and STS have are trust policies, which roles carry.
    if matches!(subject.prefix(), "iam" | "sts") {
        let call = Call {
            action: "sts:AssumeRole".to_owned(),
            owl: role("owl"),
            cat: role("cat"),
        };
        let setter = Some("iam:UpdateAssumeRolePolicy".to_owned());
        return Some(Carrier {
            on: role("owl"),
            call,
            setter,
        });
    }
    // The policy of a VPC endpoint limits what passes through it, and lets nobody in.
    if subject.prefix() == "ec2" {
        return None;
    }
    let usual = USUAL.iter().find(|(prefix, _)| *prefix == subject.prefix());
    let usual = usual.and_then(|(_, name)| subject.named(name));
    let setters = subject
        .plain()
        .filter(|action| sets_policy(&action.action.name));
    let setter = setters.max_by_key(|action| usize::from(action.action.name.contains("Bucket")));
    let action = usual
        .or_else(|| on_the_same(subject, setter?))
        .or_else(|| subject.with_resource())?;
    let call = subject.call(action);
    // An object's bucket carries the policy.
    let on = if subject.prefix() == "s3" {
        "arn:aws:s3:::main".to_owned()
    } else {
        call.owl.clone()
    };
    let setter = setter.map(|setter| setter.to_string());
    Some(Carrier { call, on, setter })
}

/// An action on what another one sets the policy of.
fn on_the_same<'c>(subject: Subject<'c>, setter: ActionRef<'c>) -> Option<ActionRef<'c>> {
    let (_, kind) = setter.resources().next()?;
    let about = |action: &ActionRef<'_>| {
        let name = &action.action.name;
        let first = action.resources().next();
        !["Polic", "Permission", "Tag"]
            .iter()
            .any(|word| name.contains(word))
            && first.is_some_and(|(_, other)| other.name == kind.name)
    };
    let reads =
        |action: &ActionRef<'_>| about(action) && action.action.levels.has(AccessLevel::Read);
    subject
        .plain()
        .find(reads)
        .or_else(|| subject.plain().find(about))
}

/// Whether an action's name says that it sets the policy of a resource.
fn sets_policy(name: &str) -> bool {
    let sets = ["Put", "Set", "Add", "Create"]
        .iter()
        .any(|verb| name.starts_with(verb));
    let what = [
        "ResourcePolicy",
        "BucketPolicy",
        "KeyPolicy",
        "AccessPolicy",
        "RepositoryPolicy",
        "FileSystemPolicy",
        "IdentityPolicy",
    ];
    sets && (what.iter().any(|end| name.ends_with(end))
        || name == "PutPolicy"
        || name == "AddPermission")
}

fn with_policy(subject: Subject<'_>, carrier: Carrier) -> (String, Draft) {
    let Carrier { call, on, setter } = carrier;
    let named = [partner("partner"), partner("other")];
    let setter = setter.map_or_else(String::new, |setter| format!(" `{setter}` puts it there."));
    let explanation = format!(
        "What {} holds can carry a policy that names who may use it.{setter} It lets another account in, if that account's own policies allow the same: both sides must agree.",
        subject.name()
    );
    let cross = |name: &str, who: &str, expect| {
        ask(name, &partner(who), &call.action, &call.owl, expect).owned_by(OURS)
    };
    let description = format!(
        "The resource belongs to {OURS}, the callers to {THEIRS}. Its policy names Partner and Other. Partner and Third have a policy of their own, Other has none."
    );
    let [first, second] = &named;
    let draft = draft(Feature::ResourceBasedPolicies, subject, description)
        .policy(
            PolicyType::Resource,
            "The resource's policy",
            &[&on],
            &[
                allow("Partner", &[&call.action], &policy_resource(&call)).to("AWS", first.clone()),
                allow("Other", &[&call.action], &policy_resource(&call)).to("AWS", second.clone()),
            ],
        )
        .policy(
            PolicyType::Identity,
            "The callers' policy",
            &[&partner("partner"), &partner("third")],
            &[allow("Use", &[&call.action], &["*"])],
        )
        .ask(cross("partner: both sides allow", "partner", Allow))
        .ask(cross(
            "other: only the resource allows",
            "other",
            ImplicitDeny,
        ))
        .ask(cross(
            "third: only its own account allows",
            "third",
            ImplicitDeny,
        ));
    (explanation, draft)
}

/// What `Resource` says in the policy of a resource: a trust policy has none, and that of a key means the key by `*`.
fn policy_resource(call: &Call) -> Vec<&str> {
    match call.action.split_once(':') {
        Some(("sts", _)) => Vec::new(),
        Some(("kms", _)) => vec!["*"],
        _ => vec![&call.owl],
    }
}

fn by_role(subject: Subject<'_>, answer: Option<Answer>) -> (String, Draft) {
    let call = subject.with_resource();
    let call = call.map_or_else(|| subject.look(), |action| subject.call(action));
    let known = match answer {
        None => "AWS's table does not know the service. Without a policy on the resource",
        Some(Answer::No) => "Nothing of this service can carry a policy. So",
        Some(_) => {
            "AWS says that some of it can carry a policy; the reference does not say which. Without one"
        }
    };
    let explanation = format!(
        "{known} another account gets in one way only: by assuming a role in the account that owns what {} holds. Its session is at home there.",
        subject.name()
    );
    let description = format!(
        "Partner belongs to {THEIRS} and may do everything there. The role Operator of {OURS} trusts that account."
    );
    let draft = draft(Feature::ResourceBasedPolicies, subject, description);
    (explanation, through_operator(draft, &call))
}

fn through_operator(draft: Draft, call: &Call) -> Draft {
    let (caller, operator) = (partner("partner"), role("Operator"));
    let everything = allow("Everything", &["*"], &["*"]);
    let trust = allow("Partner", &["sts:AssumeRole"], &[]).to("AWS", account(THEIRS));
    let operate = allow("Operate", &[&call.action], &["*"]);
    let direct = if call.owl == "*" {
        // Without a resource a request belongs to the caller's own account: there is nothing of ours to reach for.
        ask(
            "a user of ours, whom nothing allows it",
            &user("guest"),
            &call.action,
            "*",
            ImplicitDeny,
        )
    } else {
        ask(
            "partner directly",
            &caller,
            &call.action,
            &call.owl,
            ImplicitDeny,
        )
        .owned_by(OURS)
    };
    let works = session("Operator", "partner");
    draft
        .policy(
            PolicyType::Identity,
            "Partner may everything",
            &[&caller],
            &[everything],
        )
        .policy(
            PolicyType::Resource,
            "Operator trusts",
            &[&operator],
            &[trust],
        )
        .policy(
            PolicyType::Identity,
            "Operator may",
            &[&operator],
            &[operate],
        )
        .ask(direct)
        .ask(ask(
            "partner assumes Operator",
            &caller,
            "sts:AssumeRole",
            &operator,
            Allow,
        ))
        .ask(ask("Operator's session", &works, &call.action, &call.owl, Allow).owned_by(OURS))
}
