use super::*;
use crate::scenario::{
    AclPermission, BlockPublicAccess, ContextValue, Credentials, Decision, ObjectOwnership, Scalar,
    ScalarForm,
};

/// A document with every published field.
const FULL: &str = r#"{
  "version": 1,
  "name": "Every field",
  "description": "Markdown",
  "references": ["https://docs.aws.amazon.com/"],
  "unknownKeys": "open",
  "organization": {
    "id": "o-a1b2c3d4e5",
    "managementAccount": "999999999999",
    "accounts": { "111122223333": { "path": "o-a1b2c3d4e5/r-ab12/" } }
  },
  "policies": [
    { "name": "Read", "type": "identity", "document": { "Version": "2012-10-17", "Statement": [] } },
    { "type": "resource", "attachedTo": ["arn:aws:s3:::reports"], "document": "{ as typed " }
  ],
  "requests": [
    {
      "name": "alice reads",
      "principal": {
        "arn": "arn:aws:iam::111122223333:user/alice", "account": "111122223333", "tags": { "team": "red" },
        "userId": "AIDAEXAMPLE", "canonicalUserId": "79a59df9", "groups": ["arn:aws:iam::111122223333:group/g"],
        "roleArn": "arn:aws:iam::111122223333:role/p/r", "sessionName": "s", "sourceIdentity": "i",
        "issuer": "arn:aws:iam::111122223333:user/bob", "federatedProvider": "accounts.google.com",
        "credentials": "session-token", "mfa": true,
        "tokenIssueTime": "2026-01-01T00:00:00Z", "serviceLinked": false, "calledVia": ["athena.amazonaws.com"]
      },
      "action": "s3:GetObject",
      "resource": {
        "arn": "arn:aws:s3:::reports/2026.csv", "account": "444455556666", "tags": { "team": "red" },
        "s3": {
          "objectOwnership": "ObjectWriter", "objectOwner": "444455556666",
          "bucketAcl": [{ "grantee": "AllUsers", "permission": "READ" }],
          "objectAcl": [{ "grantee": "111122223333", "permission": "FULL_CONTROL" }],
          "blockPublicAccess": { "BlockPublicAcls": true }
        },
        "grants": [{
          "grantee": "arn:aws:iam::111122223333:user/alice", "operations": ["Decrypt"],
          "encryptionContextEquals": { "a": "b" }, "encryptionContextSubset": {}
        }],
        "keyManager": "AWS"
      },
      "context": { "aws:SourceIp": "203.0.113.7", "n": 1.50, "b": true, "list": ["a", 2, false], "none": [] },
      "unknown": ["aws:SourceVpc"],
      "expect": "undetermined"
    },
    { "principal": "*", "action": "s3:ListAllMyBuckets", "resource": "*" }
  ]
}"#;

fn scalar(text: &str, form: ScalarForm) -> Scalar {
    Scalar {
        text: text.to_owned(),
        form,
    }
}

#[test]
fn reads_every_field() {
    let scenario = Scenario::parse(FULL).unwrap();
    assert_eq!(scenario.unknown_fields(), Vec::<String>::new());
    assert_eq!(scenario.unknown_keys, UnknownKeys::Open);
    assert_eq!(scenario.references.len(), 1);
    let organization = scenario.organization.as_ref().unwrap();
    assert_eq!(organization.accounts[0].path, "o-a1b2c3d4e5/r-ab12/");

    let [read, bucket] = &scenario.policies[..] else {
        panic!("{:?}", scenario.policies)
    };
    assert_eq!(read.kind, PolicyType::Identity);
    assert_eq!(read.attached_to, None);
    assert!(
        read.document.contains("\n  \"Version\": \"2012-10-17\""),
        "{}",
        read.document
    );
    assert_eq!(&*bucket.document, "{ as typed ");
    assert_eq!(bucket.name, None);

    let [request, short] = &scenario.requests[..] else {
        panic!("{:?}", scenario.requests)
    };
    assert_eq!(request.expect, Some(Decision::Undetermined));
    assert_eq!(request.open_keys, ["aws:SourceVpc"]);
    let principal = &request.principal;
    assert_eq!(principal.credentials, Some(Credentials::SessionToken));
    assert_eq!(
        (principal.mfa, principal.service_linked),
        (Some(true), Some(false))
    );
    assert_eq!(principal.called_via, ["athena.amazonaws.com"]);
    let s3 = request.resource.s3.as_ref().unwrap();
    assert_eq!(s3.object_ownership, Some(ObjectOwnership::ObjectWriter));
    assert_eq!(s3.object_acl[0].permission, AclPermission::FullControl);
    let blocked = BlockPublicAccess {
        block_public_acls: true,
        ..BlockPublicAccess::default()
    };
    assert_eq!(s3.block_public_access, Some(blocked));
    let grant = &request.resource.grants[0];
    assert_eq!(
        grant.encryption_context_equals,
        Some(vec![("a".to_owned(), "b".to_owned())])
    );
    assert_eq!(grant.encryption_context_subset, Some(Vec::new()));
    let context: Vec<_> = request
        .context
        .iter()
        .map(|(key, value)| (key.as_str(), value.clone()))
        .collect();
    assert_eq!(
        context,
        [
            (
                "aws:SourceIp",
                ContextValue::Single(Scalar::text("203.0.113.7"))
            ),
            (
                "n",
                ContextValue::Single(scalar("1.50", ScalarForm::Number))
            ),
            (
                "b",
                ContextValue::Single(scalar("true", ScalarForm::Boolean))
            ),
            (
                "list",
                ContextValue::List(vec![
                    Scalar::text("a"),
                    scalar("2", ScalarForm::Number),
                    scalar("false", ScalarForm::Boolean),
                ]),
            ),
            ("none", ContextValue::List(Vec::new())),
        ]
    );
    assert_eq!(
        (short.principal.arn.as_str(), short.resource.arn.as_str()),
        ("*", "*")
    );
}

#[test]
fn writes_what_it_read() {
    let scenario = Scenario::parse(FULL).unwrap();
    assert_eq!(Scenario::parse(&scenario.to_json()), Ok(scenario.clone()));
    assert_eq!(Scenario::parse(&scenario.to_compact_json()), Ok(scenario));
}

#[test]
fn refuses_with_path_and_message() {
    let policy = |members: &str| format!(r#"{{"version":1,"policies":[{{{members}}}]}}"#);
    let request = |members: &str| {
        format!(
            r#"{{"version":1,"requests":[{{"principal":"*","action":"a:B","resource":"*",{members}}}]}}"#
        )
    };
    let rows = [
        (String::new(), "", "json/"),
        ("[]".to_owned(), "", "found a list, expected a scenario"),
        (
            "{}".to_owned(),
            "version",
            "the field is missing, expected 1",
        ),
        (
            r#"{"version":"1"}"#.to_owned(),
            "version",
            "found the text `1`, expected 1",
        ),
        (
            r#"{"version":0}"#.to_owned(),
            "version",
            "found the number 0, expected 1",
        ),
        (
            r#"{"version":2,"name":7}"#.to_owned(),
            "version",
            "the document has version 2, this release reads version 1",
        ),
        (
            r#"{"version":1,"name":null}"#.to_owned(),
            "name",
            "found `null`, expected text",
        ),
        (
            r#"{"version":1,"unknownKeys":"some"}"#.to_owned(),
            "unknownKeys",
            "found the text `some`, expected one of `absent`, `open`",
        ),
        (
            r#"{"version":1,"policies":{}}"#.to_owned(),
            "policies",
            "found an object, expected a list of policies",
        ),
        (
            r#"{"version":1,"references":[1]}"#.to_owned(),
            "references[0]",
            "found the number 1, expected text",
        ),
        (
            r#"{"version":1,"name":"a","name":"b"}"#.to_owned(),
            "name",
            "json/duplicate-key",
        ),
        (
            r#"{"version":1,"later":{"x":1,"x":2}}"#.to_owned(),
            "later.x",
            "json/duplicate-key",
        ),
        (
            r#"{"version":1,"organization":{"accounts":{"1":{}}}}"#.to_owned(),
            "organization.accounts[\"1\"].path",
            "missing",
        ),
        (
            policy(r#""document":"""#),
            "policies[0].type",
            "the field is missing, expected the policy's type",
        ),
        (
            policy(r#""type":"identiti","document":"""#),
            "policies[0].type",
            "found the text `identiti`, expected one of `identity`, `resource`, `permissions-boundary`",
        ),
        (
            policy(r#""type":"identity""#),
            "policies[0].document",
            "the field is missing",
        ),
        (
            policy(r#""type":"identity","document":"","attachedTo":"x""#),
            "policies[0].attachedTo",
            "found the text `x`, expected a list of text",
        ),
        (
            r#"{"version":1,"requests":[{"action":"a:B","resource":"*"}]}"#.to_owned(),
            "requests[0].principal",
            "the field is missing, expected who asks",
        ),
        (
            request(r#""expect":"deny""#),
            "requests[0].expect",
            "found the text `deny`, expected one of `allow`, `explicit-deny`, `implicit-deny`, `undetermined`, `error`",
        ),
        (
            request(r#""context":{"odd key":{}}"#),
            "requests[0].context[\"odd key\"]",
            "found an object, expected text, a number, `true`, `false`, or a list of them",
        ),
        (
            request(r#""context":{"aws:x":["a",["b"]]}"#),
            "requests[0].context[\"aws:x\"][1]",
            "found a list, expected text, a number, `true` or `false`",
        ),
        (
            request(r#""context":{"k":null}"#),
            "requests[0].context.k",
            "found `null`",
        ),
    ];
    for (text, path, message) in rows {
        let error = Scenario::parse(&text).expect_err(&text);
        assert_eq!(error.path, path, "{text}: {error}");
        assert!(
            error.message.contains(message) || error.code.starts_with(message),
            "{text}: {error}"
        );
        assert!(text.get(error.span.range()).is_some(), "{text}: {error:?}");
    }
}

#[test]
fn refuses_what_is_over_a_limit() {
    let long = "x".repeat(TEXT + 1);
    let value = "x".repeat((64 << 10) + 1);
    let policies = r#"{"type":"identity","document":""},"#.repeat(MAX_POLICIES + 1);
    let requests = r#"{"principal":"*","action":"a:B","resource":"*"},"#.repeat(MAX_REQUESTS + 1);
    let request = |principal: &str, context: &str| {
        format!(
            r#"{{"version":1,"requests":[{{"principal":"{principal}","action":"a:B","resource":"*","context":{{{context}}}}}]}}"#
        )
    };
    let rows = [
        (
            request(&long, ""),
            "requests[0].principal",
            "found 4097 characters, expected at most 4096",
        ),
        (
            request("*", &format!(r#""k":"{value}""#)),
            "requests[0].context.k",
            "found a value of 65537 bytes, expected at most 65536",
        ),
        (
            request("*", &format!(r#""k":["{value}"]"#)),
            "requests[0].context.k[0]",
            "found a value of 65537 bytes",
        ),
        (
            format!(
                r#"{{"version":1,"policies":[{}]}}"#,
                policies.trim_end_matches(',')
            ),
            "policies",
            "found a list of 1001, expected at most 1000",
        ),
        (
            format!(
                r#"{{"version":1,"requests":[{}]}}"#,
                requests.trim_end_matches(',')
            ),
            "requests",
            "found a list of 10001, expected at most 10000",
        ),
        (
            " ".repeat(MAX_LEN + 1),
            "",
            "the document is too large, expected at most 4194304 bytes",
        ),
    ];
    for (text, path, message) in rows {
        let error = Scenario::parse(&text).unwrap_err();
        assert_eq!(error.path, path, "{error}");
        assert!(error.message.contains(message), "{error}");
    }
    let fits = "é".repeat(TEXT);
    Scenario::parse(&request(&fits, "")).unwrap();
}

const TEXT: usize = cursor::TEXT_LIMIT;

#[test]
fn says_where_in_one_sentence() {
    let error = Scenario::parse("{\n  \"version\": 1,\n  \"policies\": 3\n}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 3, `policies`: found the number 3, expected a list of policies"
    );
    let error = Scenario::parse("{\n  \"é\": @\n}").unwrap_err();
    assert_eq!((error.line, error.column), (2, 8));
}

#[test]
fn keeps_what_a_later_release_added() {
    let text = r#"{
  "version": 1,
  "color": { "a":  [1,2] },
  "organization": { "accounts": { "111122223333": { "path": "", "x": 1 } }, "y": null },
  "policies": [{ "type": "identity", "document": "", "odd key": "é" }],
  "requests": [{
    "principal": { "arn": "*", "p": 1 }, "action": "a:B", "later": false,
    "resource": {
      "arn": "*", "r": 2, "grants": [{ "grantee": "", "g": 3 }],
      "s3": { "z": 4, "bucketAcl": [{ "grantee": "", "permission": "READ", "acl": 5 }], "blockPublicAccess": { "b": 6 } }
    }
  }]
}"#;
    let scenario = Scenario::parse(text).unwrap();
    assert_eq!(
        scenario.unknown,
        [("color".to_owned(), r#"{ "a":  [1,2] }"#.to_owned())]
    );
    assert_eq!(
        scenario.unknown_fields(),
        [
            "color",
            "organization.y",
            "organization.accounts[\"111122223333\"].x",
            "policies[0][\"odd key\"]",
            "requests[0].later",
            "requests[0].principal.p",
            "requests[0].resource.r",
            "requests[0].resource.grants[0].g",
            "requests[0].resource.s3.z",
            "requests[0].resource.s3.bucketAcl[0].acl",
            "requests[0].resource.s3.blockPublicAccess.b",
        ]
    );
    assert_eq!(Scenario::parse(&scenario.to_json()), Ok(scenario));
}

#[test]
fn leaves_a_bad_policy_to_its_own_report() {
    for document in ["[1]", "7", "null", r#"{"Sid":"a","Sid":"b"}"#] {
        let text =
            format!(r#"{{"version":1,"policies":[{{"type":"identity","document":{document}}}]}}"#);
        let scenario = Scenario::parse(&text).expect(document);
        let kept: String = scenario.policies[0].document.split_whitespace().collect();
        assert_eq!(kept, document);
        assert_eq!(Scenario::parse(&scenario.to_json()), Ok(scenario));
    }
}
