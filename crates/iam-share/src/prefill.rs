//! Links that other tools write by hand: `prefill?principal=…&action=…&resource=…&context.KEY=…&policy=…`.
//!
//! `docs/links.md` has the fields. What is read is a scenario like any other, under the same limits.

use std::sync::Arc;

use iam_core::scenario::{
    ContextValue, Decision, PolicyType, Request, Scalar, Scenario, ScenarioPolicy,
};

use crate::LinkError;

/// How a fragment begins that is filled in by hand.
pub const PREFILL: &str = "prefill?";

/// The longest of them, in characters.
const MAX_LEN: usize = 256 * 1_024;

/// How many fields one may have.
const MAX_FIELDS: usize = 500;

/// The fields of a payload, if it is one of these.
pub(crate) fn fields_of(payload: &str) -> Option<&str> {
    payload.strip_prefix(PREFILL)
}

/// The scenario with one request that the fields describe.
pub(crate) fn read(fields: &str) -> Result<Scenario, LinkError> {
    if fields.len() > MAX_LEN || fields.split('&').count() > MAX_FIELDS {
        return Err(wrong("it has more than 256 kB or 500 fields"));
    }
    let mut scenario = Scenario::default();
    let mut request = Request::default();
    for field in fields.split('&').filter(|field| !field.is_empty()) {
        let (name, value) = field
            .split_once('=')
            .ok_or_else(|| wrong(&format!("`{}` has no `=` and value", shown(field))))?;
        let (name, value) = (decoded(name)?, decoded(value)?);
        put(&mut scenario, &mut request, &name, value)?;
    }
    if scenario.policies.is_empty() && request == Request::default() {
        return Err(LinkError::Empty);
    }
    scenario.requests.push(request);
    // A reader knows the limits of the format; they hold here too.
    Scenario::parse(&scenario.to_compact_json()).map_err(LinkError::Scenario)
}

fn put(
    scenario: &mut Scenario,
    request: &mut Request,
    name: &str,
    value: String,
) -> Result<(), LinkError> {
    match name {
        "name" => scenario.name = Some(value),
        "principal" => request.principal.arn = value,
        "principal.account" => request.principal.account = Some(value),
        "action" => request.action = value,
        "resource" => request.resource.arn = value,
        "resource.account" => request.resource.account = Some(value),
        "policy" => scenario.policies.push(policy(PolicyType::Identity, &value)),
        "expect" => {
            let decision = Decision::ALL.into_iter().find(|one| one.name() == value);
            request.expect = Some(decision.ok_or_else(|| {
                wrong(&format!(
                    "`expect` is `{}`, which is no decision",
                    shown(&value)
                ))
            })?);
        }
        _ => return put_named(scenario, request, name, value),
    }
    Ok(())
}

/// Fields whose name goes on behind a dot.
fn put_named(
    scenario: &mut Scenario,
    request: &mut Request,
    name: &str,
    value: String,
) -> Result<(), LinkError> {
    let tagged = [
        ("principal.tags.", &mut request.principal.tags),
        ("resource.tags.", &mut request.resource.tags),
    ];
    for (prefix, tags) in tagged {
        if let Some(key) = name.strip_prefix(prefix) {
            tags.retain(|(other, _)| other != key);
            tags.push((key.to_owned(), value));
            return Ok(());
        }
    }
    match name.split_once('.') {
        Some(("context", key)) if !key.is_empty() => add_context(request, key, value),
        Some(("policy", kind)) => {
            let kind = PolicyType::from_name(kind)
                .ok_or_else(|| wrong(&format!("`{}` names no type of policy", shown(name))))?;
            scenario.policies.push(policy(kind, &value));
        }
        _ => {
            return Err(wrong(&format!(
                "the field `{}` is unknown, expected `principal`, `action`, `resource`, `context.KEY`, `policy` or `policy.TYPE`",
                shown(name)
            )));
        }
    }
    Ok(())
}

/// A key that stands twice has both values.
fn add_context(request: &mut Request, key: &str, value: String) {
    let scalar = Scalar::text(value);
    let known = request
        .context
        .iter_mut()
        .find(|(other, _)| other.eq_ignore_ascii_case(key));
    match known {
        None => request
            .context
            .push((key.to_owned(), ContextValue::Single(scalar))),
        Some((_, ContextValue::List(list))) => list.push(scalar),
        Some((_, single)) => {
            let mut list = Vec::new();
            if let ContextValue::Single(first) = single {
                list.push(first.clone());
            }
            list.push(scalar);
            *single = ContextValue::List(list);
        }
    }
}

fn policy(kind: PolicyType, text: &str) -> ScenarioPolicy {
    ScenarioPolicy {
        name: None,
        kind,
        document: Arc::from(text),
        attached_to: None,
        unknown: Vec::new(),
    }
}

/// Undoes the encoding of addresses: `%2F` is a byte, `+` a space.
fn decoded(text: &str) -> Result<String, LinkError> {
    let broken = || {
        wrong(&format!(
            "`{}` has a `%` without the two digits of a UTF-8 byte behind it",
            shown(text)
        ))
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || {
                    let digit = char::from(rest.next()?).to_digit(16)?;
                    u8::try_from(digit).ok()
                };
                let high = digit().ok_or_else(broken)?;
                high << 4 | digit().ok_or_else(broken)?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| broken())
}

/// The beginning of what somebody wrote, for a sentence.
fn shown(text: &str) -> String {
    text.chars().take(40).flat_map(char::escape_debug).collect()
}

fn wrong(what: &str) -> LinkError {
    LinkError::Prefill(what.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{LinkError, decode, encode, payload};

    #[test]
    fn reads_every_field() {
        let link = "https://example.org/#prefill?name=A+test&principal=arn:aws:iam::111122223333:user/alice&principal.tags.team=red\
            &action=s3:GetObject&resource=arn%3Aaws%3As3%3A%3A%3Areports%2Fq%26a%20%C3%A9.csv&resource.account=444455556666\
            &context.aws:SourceIp=203.0.113.7&context.aws:TagKeys=a&context.aws:tagkeys=b&context.aws:TagKeys=c\
            &policy=%7B%22Version%22:+%222012-10-17%22,%0D%0A+as+typed&policy.service-control=%7B%7D&expect=allow&";
        let scenario = decode(payload(link)).unwrap();
        assert_eq!(
            scenario.to_compact_json(),
            concat!(
                r#"{"version":1,"name":"A test","policies":[{"type":"identity","document":"{\"Version\": \"2012-10-17\",\r\n as typed"},"#,
                r#"{"type":"service-control","document":{}}],"requests":[{"principal":{"arn":"arn:aws:iam::111122223333:user/alice","tags":{"team":"red"}},"#,
                r#""action":"s3:GetObject","resource":{"arn":"arn:aws:s3:::reports/q&a é.csv","account":"444455556666"},"#,
                r#""context":{"aws:SourceIp":"203.0.113.7","aws:TagKeys":["a","b","c"]},"expect":"allow"}]}"#
            )
        );
        assert_eq!(decode(&encode(&scenario)), Ok(scenario));
    }

    #[test]
    fn the_keys_of_tags_are_taken_as_they_are() {
        let scenario = decode("prefill?principal.tags.tags.a=1&resource.tags.b.c=2").unwrap();
        let [request] = &scenario.requests[..] else {
            panic!("one request")
        };
        let tag = |key: &str, value: &str| vec![(key.to_owned(), value.to_owned())];
        assert_eq!(request.principal.tags, tag("tags.a", "1"));
        assert_eq!(request.resource.tags, tag("b.c", "2"));
    }

    #[test]
    fn says_what_is_wrong() {
        for (fields, code, part) in [
            ("", "link/empty", "no scenario"),
            ("&&", "link/empty", "no scenario"),
            ("action", "link/prefill", "`action` has no `=`"),
            (
                "actions=s3:GetObject",
                "link/prefill",
                "the field `actions` is unknown",
            ),
            (
                "context.=1",
                "link/prefill",
                "the field `context.` is unknown",
            ),
            (
                "policy.role={}",
                "link/prefill",
                "`policy.role` names no type",
            ),
            ("expect=yes", "link/prefill", "`expect` is `yes`"),
            ("action=%4", "link/prefill", "`%4` has a `%`"),
            ("action=%FF", "link/prefill", "`%FF` has a `%`"),
            ("action=%+1", "link/prefill", "`%+1` has a `%`"),
        ] {
            let error = decode(&["prefill?", fields].concat()).expect_err(fields);
            let sentence = error.to_string();
            assert_eq!(error.code(), code, "{fields}: {sentence}");
            assert!(sentence.contains(part), "{fields}: {sentence}");
        }
        let long = format!("prefill?action={}", "a".repeat(5_000));
        assert!(matches!(decode(&long), Err(LinkError::Scenario(_))));
        for many in ["a".repeat(300_000), "context.a=1&".repeat(600)] {
            assert!(matches!(
                decode(&["prefill?", &many].concat()),
                Err(LinkError::Prefill(_))
            ));
        }
    }

    proptest! {
        #[test]
        fn bears_any_fields(text in "(\\PC{0,10}|(context\\.|policy|resource|action|principal)[=.&%]\\PC{0,10}){0,6}") {
            if let Ok(scenario) = decode(&["prefill?", &text].concat()) {
                prop_assert_eq!(decode(&encode(&scenario)), Ok(scenario));
            }
        }
    }
}
