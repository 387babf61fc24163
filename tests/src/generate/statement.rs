//! Statements, as each type of policy may have them.

use iam_core::report::Effect;
use iam_core::scenario::PolicyType;

use super::condition::condition;
use super::request::About;
use super::{
    A, ALICE, APP, B, BOB, BUCKET, CANONICAL, KEY, LINKED, SESSION, TARGET, TARGET_OF_B, Tape, ZED,
};

const ACTIONS: [&str; 15] = [
    "*",
    "s3:*",
    "s3:Get*",
    "s3:GetObject",
    "S3:getobject",
    "s3:*Object",
    "kms:*",
    "kms:Decrypt",
    "sts:*",
    "sts:AssumeRole*",
    "iam:*",
    "iam:PassRole",
    "sns:Publish",
    "ec2:Describe*",
    "s3:Get?bject",
];
const COVERED_BY_RCPS: [&str; 6] = [
    "s3:*",
    "s3:GetObject",
    "kms:*",
    "sts:*",
    "sts:AssumeRole",
    "s3:Put*",
];
const TRUST_ACTIONS: [&str; 4] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoleWithSAML",
    "sts:TagSession",
];
const RESOURCES: [&str; 13] = [
    "*",
    "arn:aws:s3:::reports/*",
    BUCKET,
    "arn:aws:s3:::reports*",
    "arn:aws:s3:::reports/${aws:username}/*",
    "arn:aws:s3:::reports/${aws:PrincipalTag/team, 'red'}/*",
    KEY,
    "arn:aws:kms:*:*:key/*",
    TARGET,
    TARGET_OF_B,
    "arn:aws:iam::*:role/*",
    "arn:aws:sns:eu-west-1:111122223333:alerts",
    "arn:aws:s3:::rep?rts/2026.csv",
];
const PRINCIPALS: [&str; 16] = [
    r#""*""#,
    r#"{"AWS":"*"}"#,
    r#"{"AWS":"111122223333"}"#,
    r#"{"AWS":"arn:aws:iam::111122223333:root"}"#,
    r#"{"AWS":"arn:aws:iam::444455556666:root"}"#,
    "ALICE",
    "APP",
    "SESSION",
    "BOB",
    "ZED",
    "LINKED",
    r#"{"Service":["sns.amazonaws.com","ec2.amazonaws.com"]}"#,
    "BOTH",
    "CANONICAL",
    "OTHERS",
    r#"{"AWS":["111122223333","444455556666"],"Service":"sns.amazonaws.com"}"#,
];

/// A statement for a policy of a type, `trust` for a role's; with an effect, or with either that the type may have.
pub(super) fn statement(
    kind: PolicyType,
    trust: bool,
    effect: Option<Effect>,
    about: &About,
    tape: &mut Tape<'_>,
) -> String {
    let is_rcp = kind == PolicyType::ResourceControl;
    let only_bounds = matches!(
        kind,
        PolicyType::PermissionsBoundary
            | PolicyType::Session
            | PolicyType::ServiceControl
            | PolicyType::VpcEndpoint
    );
    if only_bounds && effect != Some(Effect::Deny) && tape.below(10) < 4 {
        let principal = if kind == PolicyType::VpcEndpoint {
            r#""Principal": "*", "#
        } else {
            ""
        };
        return format!(r#"{{ "Effect": "Allow", {principal}"Action": "*", "Resource": "*" }}"#);
    }
    let drawn = if tape.chance(25) {
        Effect::Deny
    } else {
        Effect::Allow
    };
    let effect = if is_rcp {
        Effect::Deny
    } else {
        effect.unwrap_or(drawn)
    };
    let mut parts = vec![format!(r#""Effect": "{effect:?}""#)];
    match kind {
        PolicyType::ResourceControl => parts.push(r#""Principal": "*""#.to_owned()),
        PolicyType::Resource | PolicyType::VpcEndpoint => {
            let negated = effect == Effect::Deny && !trust && tape.chance(20);
            let name = if negated { "NotPrincipal" } else { "Principal" };
            parts.push(format!(r#""{name}": {}"#, principal(trust, tape)));
        }
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl => {}
    }
    let fitting = about.patterns();
    let actions: &[&str] = match (is_rcp, trust, tape.chance(30)) {
        (true, ..) => &COVERED_BY_RCPS,
        (_, true, _) => &TRUST_ACTIONS,
        (false, false, false) => &fitting.0[..tape.pick(&[1, fitting.0.len()])],
        (false, false, true) => &ACTIONS,
    };
    let negated = !is_rcp && !trust && tape.chance(12);
    let name = if negated { "NotAction" } else { "Action" };
    parts.push(format!(r#""{name}": {}"#, one_or_more(actions, tape)));
    if !trust {
        let resources = match tape.below(10) {
            0..=3 => &fitting.1[..1],
            4..=7 => fitting.1,
            _ => &RESOURCES,
        };
        let name = if tape.chance(12) {
            "NotResource"
        } else {
            "Resource"
        };
        parts.push(format!(r#""{name}": {}"#, one_or_more(resources, tape)));
    }
    if tape.chance(if about.open { 80 } else { 35 }) {
        parts.push(format!(r#""Condition": {}"#, condition(tape)));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn principal(trust: bool, tape: &mut Tape<'_>) -> String {
    let aws = |arns: &[&str]| format!(r#"{{"AWS":["{}"]}}"#, arns.join(r#"",""#));
    if trust && tape.chance(25) {
        return r#"{"Federated":"accounts.google.com"}"#.to_owned();
    }
    // The owner's account and its principals first.
    let first = tape.pick(&[2, 9, PRINCIPALS.len()]);
    match tape.pick(&PRINCIPALS[..first]) {
        "ALICE" => aws(&[ALICE]),
        "APP" => aws(&[APP]),
        "SESSION" => aws(&[SESSION]),
        "BOB" => aws(&[BOB]),
        "ZED" => aws(&[ZED]),
        "LINKED" => aws(&[LINKED]),
        "CANONICAL" => format!(r#"{{"CanonicalUser":"{}"}}"#, CANONICAL[0]),
        "OTHERS" => format!(
            r#"{{"CanonicalUser":["{}","{}"]}}"#,
            CANONICAL[0], CANONICAL[1]
        ),
        "BOTH" => aws(&[APP, SESSION, A, B, ALICE]),
        written => written.to_owned(),
    }
}

/// One text, or a list of up to three different ones.
pub(super) fn one_or_more(from: &[&str], tape: &mut Tape<'_>) -> String {
    let mut texts = vec![tape.pick(from)];
    if !tape.chance(35) {
        return format!(r#""{}""#, texts[0]);
    }
    for _ in 0..tape.below(3) {
        let next = tape.pick(from);
        if !texts.contains(&next) {
            texts.push(next);
        }
    }
    format!(r#"["{}"]"#, texts.join(r#"", ""#))
}
