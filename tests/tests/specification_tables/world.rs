//! A scenario in which the context of a request says how every set of policies turns out.

use std::sync::Arc;

use iam_core::scenario::{
    ContextValue, Organization, OrganizationAccount, PolicyType, Principal, Request, Resource,
    Scalar, Scenario, ScenarioPolicy,
};
use serde_json::{Value, json};

use crate::question::{Account, Form, Kind, Question, Target, Verdict};

const ENDPOINT: &str = "vpce-0a1b2c3d4e5f60718";
const UNIT: &str = "ou-ab12-11111111";
const LEVELS: [&str; 3] = ["r-ab12", UNIT, Account::Member.id()];
const SERVICE: &str = "sns.amazonaws.com";
const BOTH: [bool; 2] = [false, true];

fn user(account: &str, bounded: bool) -> String {
    let name = if bounded { "bounded" } else { "free" };
    format!("arn:aws:iam::{account}:user/{name}")
}

fn role(account: &str, bounded: bool) -> String {
    let name = if bounded { "Bounded" } else { "Free" };
    format!("arn:aws:iam::{account}:role/{name}")
}

fn linked_role(account: &str, bounded: bool) -> String {
    let name = if bounded { "Bounded" } else { "Free" };
    format!("arn:aws:iam::{account}:role/aws-service-role/x.amazonaws.com/Linked{name}")
}

/// The session of a role, with or without session policies.
fn session(role: &str, limited: bool) -> String {
    let account = role.split(':').nth(4).unwrap_or_default();
    let name = role.rsplit('/').next().unwrap_or_default();
    let session = if limited { "limited" } else { "free" };
    format!("arn:aws:sts::{account}:assumed-role/{name}/{session}")
}

fn federated(account: &str, bounded: bool, limited: bool) -> String {
    let name = match (bounded, limited) {
        (false, false) => "free-free",
        (false, true) => "free-limited",
        (true, false) => "bounded-free",
        (true, true) => "bounded-limited",
    };
    format!("arn:aws:sts::{account}:federated-user/{name}")
}

fn provider(account: &str) -> String {
    format!("arn:aws:iam::{account}:saml-provider/Corp")
}

fn resource(target: Target, owner: Account) -> String {
    let account = owner.id();
    match target {
        Target::Object => "arn:aws:s3:::bucket/object".to_owned(),
        Target::Key => {
            format!("arn:aws:kms:us-east-1:{account}:key/11111111-2222-3333-4444-555555555555")
        }
        Target::Role => format!("arn:aws:iam::{account}:role/Target"),
    }
}

/// Allows where the key says `allow`, denies where it says `deny`.
fn switch(key: &str, principal: bool, action: &Value) -> Value {
    let statement = |effect: &str, value: &str| {
        let mut statement = serde_json::Map::new();
        if principal {
            statement.insert("Principal".into(), "*".into());
        }
        statement.insert("Effect".into(), effect.into());
        statement.insert("Action".into(), action.clone());
        statement.insert("Resource".into(), "*".into());
        statement.insert(
            "Condition".into(),
            json!({ "StringEquals": { key: value } }),
        );
        Value::Object(statement)
    };
    json!([statement("Allow", "allow"), statement("Deny", "deny")])
}

fn policy(
    kind: PolicyType,
    attached_to: Option<Vec<String>>,
    statements: &Value,
) -> ScenarioPolicy {
    let document = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
    ScenarioPolicy {
        name: None,
        kind,
        document: Arc::from(document),
        attached_to,
        unknown: Vec::new(),
    }
}

/// The resource policy: an Allow for each form, and a Deny for everybody.
fn resource_policy(caller: Account, target: Target) -> Value {
    let account = caller.id();
    let roles = BOTH.map(|bounded| [role(account, bounded), linked_role(account, bounded)]);
    let sessions = roles
        .iter()
        .flatten()
        .flat_map(|role| BOTH.map(|limited| session(role, limited)));
    let users = BOTH.map(|bounded| user(account, bounded));
    let federated = BOTH.map(|bounded| BOTH.map(|limited| federated(account, bounded, limited)));
    let principal = |form: Form| match form {
        Form::None | Form::Any => json!("*"),
        Form::Account => json!({ "AWS": account }),
        Form::User => json!({ "AWS": users }),
        Form::Role => json!({ "AWS": roles.as_flattened() }),
        Form::Session => {
            let federated = federated.iter().flatten().cloned();
            json!({ "AWS": sessions.clone().chain(federated).collect::<Vec<_>>() })
        }
        Form::Service => json!({ "Service": SERVICE }),
        Form::Federated => json!({ "Federated": provider(account) }),
    };
    let statement = |effect: &str, principal: Value, key: &str, value: &str| {
        let mut statement = serde_json::Map::new();
        statement.insert("Effect".into(), effect.into());
        statement.insert("Principal".into(), principal);
        statement.insert(
            "Action".into(),
            json!([
                "s3:GetObject",
                "kms:Decrypt",
                "sts:AssumeRole",
                "sts:AssumeRoleWithSAML"
            ]),
        );
        if target != Target::Role {
            statement.insert("Resource".into(), "*".into());
        }
        statement.insert(
            "Condition".into(),
            json!({ "StringEquals": { key: value } }),
        );
        Value::Object(statement)
    };
    let mut statements: Vec<_> = Form::NAMED
        .into_iter()
        .filter(|form| *form != Form::Federated || target == Target::Role)
        .map(|form| statement("Allow", principal(form), "x:form", form.name()))
        .collect();
    statements.push(statement("Deny", json!("*"), "x:resource", "deny"));
    Value::Array(statements)
}

/// The policies of the world. Requests come later.
pub(crate) fn world(caller: Account, owner: Account, target: Target) -> Scenario {
    let account = caller.id();
    let any = json!("*");
    let mut bounded = vec![user(account, true), role(account, true)];
    bounded.push(linked_role(account, true));
    let mut limited: Vec<_> = BOTH
        .iter()
        .flat_map(|bounded| [role(account, *bounded), linked_role(account, *bounded)])
        .map(|role| session(&role, true))
        .collect();
    limited.extend(BOTH.map(|bounded| federated(account, bounded, true)));
    let carrier = match target {
        Target::Object => "arn:aws:s3:::bucket".to_owned(),
        Target::Key | Target::Role => resource(target, owner),
    };
    let mut policies = vec![
        policy(
            PolicyType::Identity,
            None,
            &switch("x:identity", false, &any),
        ),
        policy(
            PolicyType::PermissionsBoundary,
            Some(bounded),
            &switch("x:boundary", false, &any),
        ),
        policy(
            PolicyType::Session,
            Some(limited),
            &switch("x:session", false, &any),
        ),
        policy(
            PolicyType::Resource,
            Some(vec![carrier]),
            &resource_policy(caller, target),
        ),
        policy(
            PolicyType::VpcEndpoint,
            Some(vec![ENDPOINT.to_owned()]),
            &switch("x:endpoint", true, &any),
        ),
    ];
    for (index, level) in LEVELS.into_iter().enumerate() {
        let statements = switch(&format!("x:scp{index}"), false, &any);
        policies.push(policy(
            PolicyType::ServiceControl,
            Some(vec![level.to_owned()]),
            &statements,
        ));
    }
    let deny = json!([{
        "Effect": "Deny", "Principal": "*", "Action": ["s3:*", "kms:*", "sts:*"], "Resource": "*",
        "Condition": { "StringEquals": { "x:rcp": "deny" } }
    }]);
    policies.push(policy(PolicyType::ResourceControl, None, &deny));
    Scenario {
        organization: Some(organization()),
        policies,
        ..Scenario::default()
    }
}

fn organization() -> Organization {
    let place = |account: Account, path: &str| OrganizationAccount {
        id: account.id().to_owned(),
        path: path.to_owned(),
        unknown: Vec::new(),
    };
    Organization {
        id: Some("o-a1b2c3d4e5".to_owned()),
        management_account: Some(Account::Management.id().to_owned()),
        accounts: vec![
            place(Account::Member, &format!("o-a1b2c3d4e5/r-ab12/{UNIT}/")),
            place(
                Account::OtherMember,
                "o-a1b2c3d4e5/r-ab12/ou-ab12-22222222/",
            ),
            place(Account::Management, "o-a1b2c3d4e5/r-ab12/"),
        ],
        unknown: Vec::new(),
    }
}

/// The request that asks a question.
pub(crate) fn request(question: &Question) -> Request {
    let mut context: Vec<(String, ContextValue)> = Vec::new();
    let mut say = |key: &str, value: &str| {
        context.push((key.to_owned(), ContextValue::Single(Scalar::text(value))));
    };
    say("x:form", question.form.name());
    say("x:identity", question.identity.name());
    say("x:boundary", question.boundary.name());
    say("x:session", question.session.name());
    say(
        "x:resource",
        if question.resource_denies {
            "deny"
        } else {
            "none"
        },
    );
    say("x:rcp", if question.rcp_denies { "deny" } else { "none" });
    for (key, verdict) in ["x:scp0", "x:scp1", "x:scp2"].into_iter().zip(question.scp) {
        say(key, verdict.name());
    }
    if question.endpoint != Verdict::Absent {
        say("aws:SourceVpce", ENDPOINT);
        say("x:endpoint", question.endpoint.name());
    }
    let action = match (question.target, question.kind) {
        (Target::Object, _) => "s3:GetObject",
        (Target::Key, _) => "kms:Decrypt",
        (Target::Role, Kind::Saml) => "sts:AssumeRoleWithSAML",
        (Target::Role, _) => "sts:AssumeRole",
    };
    Request {
        principal: principal(question),
        action: action.to_owned(),
        resource: Resource {
            arn: resource(question.target, question.owner),
            account: Some(question.owner.id().to_owned()),
            ..Resource::default()
        },
        context,
        ..Request::default()
    }
}

fn principal(question: &Question) -> Principal {
    let account = question.caller.id();
    let bounded = question.boundary != Verdict::Absent;
    let limited = question.session != Verdict::Absent;
    let arn = match question.kind {
        Kind::User => user(account, bounded),
        Kind::Role => session(&role(account, bounded), limited),
        Kind::ServiceLinked => session(&linked_role(account, bounded), limited),
        Kind::Federated => federated(account, bounded, limited),
        Kind::Root => format!("arn:aws:iam::{account}:root"),
        Kind::Service => SERVICE.to_owned(),
        Kind::Anonymous => "*".to_owned(),
        Kind::Saml => provider(account),
    };
    Principal {
        arn,
        role_arn: (question.kind == Kind::ServiceLinked).then(|| linked_role(account, bounded)),
        issuer: (question.kind == Kind::Federated).then(|| user(account, bounded)),
        ..Principal::default()
    }
}
