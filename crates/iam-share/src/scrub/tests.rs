use super::*;

fn scrubbed(text: &str) -> Scrubbed {
    scrub(&Scenario::parse(text).unwrap()).unwrap()
}

fn changed(scrubbed: &Scrubbed) -> Vec<(&str, &str)> {
    let replaced = scrubbed.replaced.iter();
    replaced
        .map(|one| (one.from.as_str(), one.to.as_str()))
        .collect()
}

#[test]
fn replaces_the_same_by_the_same() {
    let scrubbed = scrubbed(
        r#"{
  "version": 1, "name": "Maria reads acme-payroll", "organization": { "id": "o-q9w8e7r6t5", "accounts": { "210987654321": { "path": "o-q9w8e7r6t5/r-zx9c/ou-zx9c-q1w2e3r4/" } } },
  "policies": [
    { "type": "identity", "document": { "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::acme-*/maria/*" } } },
    { "type": "resource", "attachedTo": ["arn:aws:s3:::acme-payroll"], "document": "{ \"AWS\": \"arn:aws:iam::210987654321:role/acme/Payroll\", \"aws:SourceIp\": \"198.51.100.0/24\"" }
  ],
  "requests": [
    { "principal": { "arn": "arn:aws:iam::210987654321:user/maria", "userId": "AIDAQWERTYUIOPASDFGH", "canonicalUserId": "9f2c5d80e1b34a679f2c5d80e1b34a679f2c5d80e1b34a679f2c5d80e1b34a67" }, "action": "s3:GetObject", "resource": "arn:aws:s3:::acme-payroll/maria/x",
      "context": { "aws:SourceIp": "198.51.100.7", "sts:ExternalId": "m.rossi@acme.com" } }
  ]
}"#,
    );
    assert_eq!(
        changed(&scrubbed),
        [
            ("Maria", "User1"),
            ("acme", "bucket1"),
            ("payroll", "bucket2"),
            ("q9w8e7r6t5", "exampleorg1"),
            ("210987654321", "111122223333"),
            ("zx9c", "root1"),
            ("q1w2e3r4", "exampleou1"),
            ("maria", "user1"),
            ("Payroll", "Bucket2"),
            ("198.51.100.0/24", "203.0.113.0/24"),
            ("AIDAQWERTYUIOPASDFGH", "AIDAEXAMPLE000000001"),
            (
                "9f2c5d80e1b34a679f2c5d80e1b34a679f2c5d80e1b34a679f2c5d80e1b34a67",
                "0000000000000000000000000000000000000000000000000000000000000001",
            ),
            ("198.51.100.7", "203.0.113.10"),
            ("m.rossi@acme.com", "person1@example.com"),
        ]
    );
    let text = scrubbed.scenario.to_json();
    for name in [
        "acme",
        "maria",
        "payroll",
        "210987654321",
        "rossi",
        "198.51",
    ] {
        assert!(!text.to_ascii_lowercase().contains(name), "{name}: {text}");
    }
    assert!(scrubbed.kept.is_empty(), "{:?}", scrubbed.kept);
}

#[test]
fn keeps_what_a_pattern_cuts_through() {
    let scrubbed = scrubbed(
        r#"{ "version": 1, "policies": [{ "type": "identity", "document": { "Statement": { "Resource": "arn:aws:s3:::pay*" } } }],
             "requests": [{ "principal": "arn:aws:iam::210987654321:user/maria", "action": "s3:GetObject", "resource": "arn:aws:s3:::payroll/k" }] }"#,
    );
    assert_eq!(scrubbed.kept, ["pay", "payroll"]);
}

#[test]
fn keeps_the_language_of_iam() {
    let scrubbed = scrubbed(
        r#"{ "version": 1, "requests": [{ "principal": "arn:aws:sts::210987654321:assumed-role/Statement/Action", "action": "s3:ListAllMyBuckets", "resource": "arn:aws:s3:::effect-us-east-1" }] }"#,
    );
    assert_eq!(changed(&scrubbed), [("210987654321", "111122223333")]);
}
