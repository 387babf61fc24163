//! Policy condition keys: a key of the service, or what becomes of a condition on one that it does not have.

use iam_catalog::{ConditionKey, Feature, ValueKind};
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::{ContextValue, PolicyType, Scalar};

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::{OURS, Which, user};
use crate::statement::allow;
use crate::subject::Subject;

pub(super) fn row(subject: Subject<'_>) -> (String, Draft) {
    let start = format!("{}:", subject.prefix());
    let own = |key: &ConditionKey| {
        key.name
            .get(..start.len())
            .is_some_and(|name| name.eq_ignore_ascii_case(&start))
    };
    let plain = |key: &ConditionKey| own(key) && !key.is_template();
    match subject.with_key(plain).or_else(|| subject.with_key(own)) {
        Some((action, key, source)) => {
            let resource = subject.resource_for_key(action, source, Which::Owl);
            with_key(subject, &action.to_string(), &resource, key)
        }
        None => without_key(subject),
    }
}

/// A test of a key: operator, the policy's value, a value that fits and one that does not.
fn test_of(kind: ValueKind) -> (&'static str, &'static str, &'static str, &'static str) {
    match kind {
        ValueKind::String => ("StringEquals", "owl", "owl", "cat"),
        ValueKind::Arn => (
            "ArnLike",
            "arn:aws:*:*:*:*owl",
            "arn:aws:sqs:eu-west-1:111122223333:owl",
            "arn:aws:sqs:eu-west-1:111122223333:cat",
        ),
        ValueKind::Bool => ("Bool", "true", "true", "false"),
        ValueKind::Numeric => ("NumericLessThanEquals", "10", "10", "11"),
        ValueKind::Date => (
            "DateLessThan",
            "2027-01-01T00:00:00Z",
            "2026-11-25T09:00:00Z",
            "2027-01-01T00:00:00Z",
        ),
        ValueKind::IpAddress => ("IpAddress", "203.0.113.0/24", "203.0.113.7", "198.51.100.7"),
        ValueKind::Binary => ("BinaryEquals", "b3ds", "b3ds", "Y2F0"),
    }
}

/// The operator over a list of values.
fn for_any(operator: &'static str) -> &'static str {
    match operator {
        "StringEquals" => "ForAnyValue:StringEquals",
        "ArnLike" => "ForAnyValue:ArnLike",
        "Bool" => "ForAnyValue:Bool",
        "NumericLessThanEquals" => "ForAnyValue:NumericLessThanEquals",
        "DateLessThan" => "ForAnyValue:DateLessThan",
        "IpAddress" => "ForAnyValue:IpAddress",
        other => other,
    }
}

/// The name with its parts to fill filled: `s3:ExistingObjectTag/<key>` becomes `s3:ExistingObjectTag/team`.
fn filled(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(at) = rest.find(['$', '<']) {
        let (before, hole) = rest.split_at(at);
        let close = if hole.starts_with('<') { '>' } else { '}' };
        let Some(end) = hole.find(close) else { break };
        out.push_str(before);
        out.push_str("team");
        rest = hole.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn with_key(
    subject: Subject<'_>,
    action: &str,
    resource: &str,
    key: &ConditionKey,
) -> (String, Draft) {
    let name = filled(&key.name);
    let (operator, value, fits, other) = test_of(key.value.kind);
    let operator = if key.value.multivalued {
        for_any(operator)
    } else {
        operator
    };
    let sent = |text: &str| {
        if key.value.multivalued {
            ContextValue::List(vec![Scalar::text(text)])
        } else {
            ContextValue::Single(Scalar::text(text))
        }
    };
    let start = format!("{}:", subject.prefix());
    let own = subject
        .service
        .keys
        .iter()
        .filter(|key| key.name.to_ascii_lowercase().starts_with(&start));
    let count = own.count();
    let explanation = format!(
        "{} has {count} condition {} of its own, besides the global ones. `{name}` is one, sent with `{action}`: \"{}\". A request that does not send it is not allowed by this statement.",
        subject.name(),
        if count == 1 { "key" } else { "keys" },
        key.description.trim_end_matches('.'),
    );
    let description =
        format!("Dev may do it only where `{name}` has the value that the policy asks for.");
    let dev =
        |title: &str, expect| ask(title, &user("dev"), action, resource, expect).owned_by(OURS);
    let draft = draft(Feature::PolicyConditionKeys, subject, description)
        .policy(
            PolicyType::Identity,
            "Dev may",
            &[&user("dev")],
            &[allow("OnlyThen", &[action], &["*"]).when(operator, &name, &[value])],
        )
        .ask(dev("with the value that fits", Allow).keys(&name, sent(fits)))
        .ask(dev("with another", ImplicitDeny).keys(&name, sent(other)))
        .ask(dev("without the key", ImplicitDeny));
    (explanation, draft)
}

fn without_key(subject: Subject<'_>) -> (String, Draft) {
    let look = subject.look();
    let name = format!("{}:MadeUp", subject.prefix());
    let explanation = format!(
        "{} has no condition key of its own that an action sends; the global keys work. A condition on a key that is never sent makes an Allow dead, and with a negated operator always true.",
        subject.name()
    );
    let description = format!(
        "Dev's policy asks for a region. Bob's and Carol's ask for `{name}`, which does not exist: Bob never gets in, Carol always does."
    );
    let of =
        |title: &str, who: &str, expect| ask(title, &user(who), &look.action, &look.owl, expect);
    let draft = draft(Feature::PolicyConditionKeys, subject, description)
        .policy(
            PolicyType::Identity,
            "A global key",
            &[&user("dev")],
            &[allow("InIreland", &[&look.action], &["*"]).when(
                "StringEquals",
                "aws:RequestedRegion",
                &["eu-west-1"],
            )],
        )
        .policy(
            PolicyType::Identity,
            "A key that is never sent",
            &[&user("bob")],
            &[allow("NeverTrue", &[&look.action], &["*"]).when("StringEquals", &name, &["owl"])],
        )
        .policy(
            PolicyType::Identity,
            "The same, negated",
            &[&user("carol")],
            &[allow("AlwaysTrue", &[&look.action], &["*"]).when(
                "StringNotEquals",
                &name,
                &["cat"],
            )],
        )
        .ask(of("dev in eu-west-1", "dev", Allow).key("aws:RequestedRegion", "eu-west-1"))
        .ask(of("dev in us-east-1", "dev", ImplicitDeny).key("aws:RequestedRegion", "us-east-1"))
        .ask(of("bob, whatever he sends", "bob", ImplicitDeny))
        .ask(of("carol, whatever she sends", "carol", Allow));
    (explanation, draft)
}
