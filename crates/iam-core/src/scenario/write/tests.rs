use std::sync::Arc;

use proptest::prelude::*;

use crate::json;
use crate::scenario::{
    AclGrant, AclPermission, BlockPublicAccess, Call, ContextValue, Credentials, Decision, Grant,
    KeyManager, ObjectOwnership, Organization, OrganizationAccount, PolicyType, Principal, Request,
    Resource, S3, Scalar, ScalarForm, Scenario, ScenarioPolicy, Unknown, UnknownKeys,
};

#[test]
fn lays_out_for_people() {
    let text = r#"{
  "version": 1,
  "policies": [
    {
      "name": "Read",
      "type": "identity",
      "attachedTo": ["arn:aws:iam::111122223333:user/alice"],
      "document": {
        "Version": "2012-10-17",
        "Statement": []
      }
    },
    {
      "type": "resource",
      "document": "{\n\"Version\":"
    }
  ],
  "requests": [
    {
      "principal": { "arn": "arn:aws:iam::111122223333:user/alice", "tags": { "team": "red" } },
      "action": "s3:GetObject",
      "resource": "arn:aws:s3:::reports/2026.csv",
      "context": { "aws:MultiFactorAuthPresent": true, "n": 1.50 },
      "expect": "allow"
    }
  ],
  "later": { "kept":  "as written" }
}
"#;
    let scenario = Scenario::parse(text).unwrap();
    assert_eq!(scenario.to_json(), text);
    let compact = scenario.to_compact_json();
    assert!(
        compact.starts_with(r#"{"version":1,"policies":[{"name":"Read","type":"identity""#),
        "{compact}"
    );
    assert!(
        compact.contains(r#""document":{"Version":"2012-10-17","Statement":[]}"#),
        "{compact}"
    );
}

#[test]
fn quotes_what_does_not_have_its_form() {
    for (text, form, written) in [
        ("1e5", ScalarForm::Number, "1e5"),
        ("", ScalarForm::Number, "\"\""),
        (" 1", ScalarForm::Number, "\" 1\""),
        ("1,2", ScalarForm::Number, "\"1,2\""),
        ("true", ScalarForm::Boolean, "true"),
        ("TRUE", ScalarForm::Boolean, "\"TRUE\""),
        ("true", ScalarForm::Text, "\"true\""),
    ] {
        let scalar = Scalar {
            text: text.to_owned(),
            form,
        };
        let request = Request {
            context: vec![("k".to_owned(), ContextValue::Single(scalar))],
            ..Request::default()
        };
        let scenario = Scenario {
            requests: vec![request],
            ..Scenario::default()
        };
        assert!(
            scenario
                .to_compact_json()
                .contains(&format!(r#"{{"k":{written}}}"#)),
            "{text}"
        );
    }
}

#[test]
fn writes_the_first_of_two_keys() {
    let value = |text: &str| ContextValue::Single(Scalar::text(text));
    let request = Request {
        context: vec![("k".to_owned(), value("1")), ("k".to_owned(), value("2"))],
        unknown: vec![("action".to_owned(), "1".to_owned())],
        ..Request::default()
    };
    let mut scenario = Scenario {
        requests: vec![request],
        ..Scenario::default()
    };
    let read = Scenario::parse(&scenario.to_json());
    scenario.requests[0].context.pop();
    scenario.requests[0].unknown.pop();
    assert_eq!(read, Ok(scenario));
}

#[test]
fn a_deep_document_becomes_text() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    for levels in [
        100,
        json::MAX_DEPTH - 5,
        json::MAX_DEPTH - 4,
        json::MAX_DEPTH - 1,
    ] {
        let text = format!("{{\"a\":{}}}", nested(levels));
        let parsed = json::parse(&text);
        assert_eq!(parsed.diagnostics, []);
        let document = json::pretty(&parsed.root.unwrap());
        let policy = ScenarioPolicy {
            name: None,
            kind: PolicyType::Identity,
            document: document.into(),
            attached_to: None,
            unknown: Vec::new(),
        };
        let scenario = Scenario {
            policies: vec![policy],
            ..Scenario::default()
        };
        assert_eq!(
            Scenario::parse(&scenario.to_json()),
            Ok(scenario),
            "{levels}"
        );
    }
}

proptest! {
    #[test]
    fn reads_back_what_it_wrote(scenario in scenarios()) {
        prop_assert_eq!(Scenario::parse(&scenario.to_json()), Ok(scenario.clone()));
        prop_assert_eq!(Scenario::parse(&scenario.to_compact_json()), Ok(scenario));
    }

    #[test]
    fn never_panics(text in "\\PC{0,80}", cut in 0..2000_usize) {
        let _ = Scenario::parse(&text);
        let whole = r#"{"version":1,"policies":[{"type":"identity","document":{"a":[1,"é"]}}]}"#;
        if let Some(start) = whole.get(..cut % whole.len()) {
            prop_assert!(Scenario::parse(start).is_err());
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z:/*]{0,12}",
        "\\PC{0,6}",
        Just("\"\\\n\u{0}\u{2028}😀".to_owned())
    ]
}

fn maybe<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(value)
}

fn some_of<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    proptest::collection::vec(value, 0..3)
}

/// Distinct keys, since an object with the same key twice is refused.
fn keyed<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<(String, T)>> {
    proptest::collection::btree_map(text(), value, 0..3).prop_map(|map| map.into_iter().collect())
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    keyed(text())
}

fn unknown() -> impl Strategy<Value = Unknown> {
    let value = prop_oneof![
        4 => Just(None),
        1 => Just(Some("{ \"a\":\n[1, 2.0e3 ] }")),
        1 => Just(Some("null")),
        1 => Just(Some("\"\\u00e9\"")),
    ];
    value.prop_map(|value| {
        value
            .map(|text| ("x-later".to_owned(), text.to_owned()))
            .into_iter()
            .collect()
    })
}

fn documents() -> impl Strategy<Value = Arc<str>> {
    let json = prop_oneof![
        Just(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["a:B"],"Resource":"*"}]}"#
        ),
        Just(r#"{"a":{},"b":[],"c":[[]],"d":[{"e":1.0e5}]}"#),
        Just(r#"{"a":1,"a":2}"#),
        Just("[1]"),
        Just(r#"{"é\u0000\"":"\n"}"#),
        Just("{}"),
    ];
    prop_oneof![
        json.prop_map(|text| Arc::from(json::pretty(&json::parse(text).root.unwrap()))),
        "[ \\n{}:\",a\\[\\]\\\\]{0,20}".prop_map(Arc::from),
        text().prop_map(Arc::from),
    ]
}

fn policies() -> impl Strategy<Value = ScenarioPolicy> {
    let kind = proptest::sample::select(&PolicyType::ALL[..]);
    (
        maybe(text()),
        kind,
        documents(),
        maybe(some_of(text())),
        unknown(),
    )
        .prop_map(
            |(name, kind, document, attached_to, unknown)| ScenarioPolicy {
                name,
                kind,
                document,
                attached_to,
                unknown,
            },
        )
}

fn scalars() -> impl Strategy<Value = Scalar> {
    prop_oneof![
        text().prop_map(Scalar::text),
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?".prop_map(|text| Scalar {
            text,
            form: ScalarForm::Number
        }),
        any::<bool>().prop_map(|value| Scalar {
            text: value.to_string(),
            form: ScalarForm::Boolean
        }),
    ]
}

fn principals() -> impl Strategy<Value = Principal> {
    let credentials = proptest::sample::select(&Credentials::ALL[..]);
    let texts = (
        maybe(text()),
        maybe(text()),
        maybe(text()),
        maybe(text()),
        maybe(text()),
        maybe(text()),
    );
    let rest = (
        maybe(text()),
        maybe(credentials),
        maybe(any::<bool>()),
        maybe(any::<bool>()),
    );
    let full = (
        text(),
        texts,
        rest,
        pairs(),
        some_of(text()),
        some_of(text()),
        (maybe(text()), maybe(text())),
        unknown(),
    )
        .prop_map(
            |(arn, texts, rest, tags, groups, called_via, later, unknown)| {
                let (account, user_id, role_arn, session_name, source_identity, issuer) = texts;
                let (canonical_user_id, federated_provider) = later;
                let (token_issue_time, credentials, mfa, service_linked) = rest;
                Principal {
                    arn,
                    account,
                    tags,
                    user_id,
                    canonical_user_id,
                    groups,
                    role_arn,
                    session_name,
                    source_identity,
                    issuer,
                    federated_provider,
                    credentials,
                    mfa,
                    token_issue_time,
                    service_linked,
                    called_via,
                    unknown,
                }
            },
        );
    prop_oneof![
        full,
        text().prop_map(|arn| Principal {
            arn,
            ..Principal::default()
        })
    ]
}

fn acls() -> impl Strategy<Value = Vec<AclGrant>> {
    let permission = proptest::sample::select(&AclPermission::ALL[..]);
    some_of(
        (text(), permission, unknown()).prop_map(|(grantee, permission, unknown)| AclGrant {
            grantee,
            permission,
            unknown,
        }),
    )
}

fn s3() -> impl Strategy<Value = S3> {
    let blocked = (any::<[bool; 4]>(), unknown()).prop_map(|(on, unknown)| BlockPublicAccess {
        block_public_acls: on[0],
        ignore_public_acls: on[1],
        block_public_policy: on[2],
        restrict_public_buckets: on[3],
        unknown,
    });
    let ownership = proptest::sample::select(&ObjectOwnership::ALL[..]);
    (
        maybe(ownership),
        maybe(text()),
        acls(),
        acls(),
        maybe(blocked),
        unknown(),
    )
        .prop_map(
            |(
                object_ownership,
                object_owner,
                bucket_acl,
                object_acl,
                block_public_access,
                unknown,
            )| S3 {
                object_ownership,
                object_owner,
                bucket_acl,
                object_acl,
                block_public_access,
                unknown,
            },
        )
}

fn resources() -> impl Strategy<Value = Resource> {
    let grant = (
        text(),
        some_of(text()),
        maybe(pairs()),
        maybe(pairs()),
        unknown(),
    )
        .prop_map(
            |(
                grantee,
                operations,
                encryption_context_equals,
                encryption_context_subset,
                unknown,
            )| Grant {
                grantee,
                operations,
                encryption_context_equals,
                encryption_context_subset,
                unknown,
            },
        );
    (
        text(),
        maybe(text()),
        pairs(),
        maybe(s3()),
        some_of(grant),
        maybe(proptest::sample::select(&KeyManager::ALL[..])),
        unknown(),
    )
        .prop_map(
            |(arn, account, tags, s3, grants, key_manager, unknown)| Resource {
                arn,
                account,
                tags,
                s3,
                grants,
                key_manager,
                unknown,
            },
        )
}

fn requests() -> impl Strategy<Value = Request> {
    let value = prop_oneof![
        scalars().prop_map(ContextValue::Single),
        some_of(scalars()).prop_map(ContextValue::List),
    ];
    let decision = proptest::sample::select(&Decision::ALL[..]);
    let who = (maybe(text()), principals(), text(), resources());
    (
        who,
        keyed(value),
        some_of(text()),
        (maybe(text()), maybe(decision)),
        unknown(),
    )
        .prop_map(
            |((name, principal, action, resource), context, open_keys, (call, expect), unknown)| {
                Request {
                    name,
                    principal,
                    action,
                    resource,
                    context,
                    open_keys,
                    call,
                    expect,
                    unknown,
                }
            },
        )
}

fn organizations() -> impl Strategy<Value = Organization> {
    let accounts = keyed((text(), unknown())).prop_map(|accounts| {
        let account = |(id, (path, unknown))| OrganizationAccount { id, path, unknown };
        accounts.into_iter().map(account).collect()
    });
    (maybe(text()), maybe(text()), accounts, unknown()).prop_map(
        |(id, management_account, accounts, unknown)| Organization {
            id,
            management_account,
            accounts,
            unknown,
        },
    )
}

fn scenarios() -> impl Strategy<Value = Scenario> {
    let unknown_keys = prop_oneof![Just(UnknownKeys::Absent), Just(UnknownKeys::Open)];
    let head = (
        maybe(text()),
        maybe(text()),
        some_of(text()),
        unknown_keys,
        maybe(organizations()),
    );
    let decision = proptest::sample::select(&Decision::ALL[..]);
    let calls = keyed((maybe(decision), unknown())).prop_map(|calls| {
        let call = |(name, (expect, unknown))| Call {
            name,
            expect,
            unknown,
        };
        calls.into_iter().map(call).collect()
    });
    (
        head,
        some_of(policies()),
        some_of(requests()),
        calls,
        unknown(),
    )
        .prop_map(
            |(
                (name, description, references, unknown_keys, organization),
                policies,
                requests,
                calls,
                unknown,
            )| Scenario {
                name,
                description,
                references,
                unknown_keys,
                organization,
                policies,
                requests,
                calls,
                unknown,
            },
        )
}
