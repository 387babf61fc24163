//! Searching, expanding and folding over every action.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use iam_catalog::{Access, AccessLevel, AllActions, Catalog, Limits};
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;
use proptest::prelude::*;

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(Catalog::bundled)
}

fn all() -> &'static AllActions {
    static ALL: OnceLock<AllActions> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut catalog = Catalog::new();
        let added = catalog.add_all_actions(include_str!("../data/actions.txt"));
        added.cloned().unwrap_or_default()
    })
}

#[test]
fn all_actions_are_those_of_the_services() {
    let services = catalog().services();
    let actions = services.flat_map(|service| {
        let levels = service.actions.iter();
        levels.map(|action| (format!("{}:{}", service.prefix, action.name), action.levels))
    });
    let listed = all().iter().map(|name| (name.to_string(), name.levels));
    assert!(listed.eq(actions));
    assert_eq!(all().len(), 22_321);
}

#[test]
fn searching_finds_what_is_meant() {
    for (typed, first) in [
        ("getobject", "s3:GetObject"),
        ("s3:getobject", "s3:GetObject"),
        ("S3 GetObj", "s3:GetObject"),
        ("s3get", "s3:GetObject"),
        ("s3:gobj", "s3:GetObject"),
        ("passrole", "iam:PassRole"),
        ("runinst", "ec2:RunInstances"),
        ("ec2:ri", "ec2:RunInstances"),
        ("sendmessage", "sqs:SendMessage"),
        ("codewhisperer:gr", "codewhisperer:GenerateRecommendations"),
        ("dynamodb:put", "dynamodb:PutItem"),
        ("assumerolewithweb", "sts:AssumeRoleWithWebIdentity"),
        ("createbckt", "s3:CreateBucket"),
    ] {
        let found = all().search(typed, 5);
        let names: Vec<String> = found.iter().map(|one| one.action.to_string()).collect();
        assert_eq!(
            names.first().map(String::as_str),
            Some(first),
            "{typed}: {names:?}"
        );
    }
    assert!(all().search("nosuchactionatall", 5).is_empty());
    assert_eq!(all().search("", 7).len(), 7);
    assert_eq!(all().search("get", 0).len(), 0);
    assert_eq!(
        all()
            .search("s3:", 1000)
            .iter()
            .filter(|one| one.action.prefix == "s3")
            .count(),
        catalog().loaded("s3").unwrap().actions.len()
    );
}

#[test]
fn marks_spell_what_was_typed() {
    for typed in [
        "getobject",
        "s3:getobject",
        "s3get",
        "gobj",
        "s3:gobj",
        "cbkt",
        "s3:",
        "e:ri",
    ] {
        for found in all().search(typed, 200) {
            let text = found.action.to_string();
            let marked: String = found
                .marks
                .iter()
                .map(|mark| text.get(mark.start..mark.end).unwrap_or(""))
                .collect();
            assert_eq!(
                marked.to_ascii_lowercase(),
                typed.replace(':', ""),
                "{text} {:?}",
                found.marks
            );
            assert!(
                found
                    .marks
                    .windows(2)
                    .all(|pair| pair[0].end <= pair[1].start),
                "{text}"
            );
        }
    }
}

#[test]
fn wildcards_stand_for_actions() {
    let loaded = |prefixes: &[&str]| {
        let mut catalog = Catalog::new();
        for prefix in prefixes {
            let path = format!("{}/data/services/{prefix}.txt", env!("CARGO_MANIFEST_DIR"));
            catalog
                .add(&std::fs::read_to_string(path).unwrap())
                .unwrap();
        }
        catalog
    };
    let part = loaded(&["sqs", "s3"]);
    for entry in [
        "sqs:*",
        "SQS:send*",
        "s3:Get?bject",
        "s3:*Tagging*",
        "s3:nosuch",
        "sqs:${x}",
        "sqs",
        "s*:x",
        "sqs:",
        "a:b:c",
    ] {
        let names = |catalog: &Catalog| {
            let expansion = catalog.expand(entry);
            assert!(expansion.missing.is_empty());
            expansion
                .actions
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&part), names(catalog()), "{entry}");
    }
    assert_eq!(catalog().count("*"), Some(22_321));
    assert_eq!(catalog().count("sqs:Send*"), Some(1));
    assert_eq!(catalog().count("s3:Get?bject"), Some(1));
    assert_eq!(part.count("*"), None);
    assert_eq!(part.count("ec2:Run*"), None);
    assert_eq!(part.expand("ec2:Run*").missing.len(), 1);
}

#[test]
fn lists_fold_into_wildcards() {
    let rows: [(&[&str], &[&str], usize); 7] = [
        (&["s3:GetObject"], &["s3:GetObject"], 0),
        (&["sqs:*"], &["sqs:*"], 0),
        (
            &["sqs:SendMessage", "sqs:sendmessage"],
            &["sqs:SendMessage"],
            0,
        ),
        (
            &["iam:ListRoles", "nosuch:Thing", "iam:Nothing"],
            &["iam:ListRoles", "nosuch:Thing", "iam:Nothing"],
            2,
        ),
        (
            &["codewhisperer:*Profile", "codewhisperer:List*"],
            &["codewhisperer:*Profile", "codewhisperer:List*"],
            0,
        ),
        (&["*"], &["*"], 0),
        (&[], &[], 0),
    ];
    for (entries, expected, kept) in rows {
        let folded = catalog().fold(entries);
        assert_eq!(folded.entries, expected, "{entries:?}");
        assert_eq!(folded.kept, kept);
    }
    // A read-only list becomes a handful of wildcards.
    let read: Vec<String> = catalog()
        .expand("ec2:*")
        .actions
        .iter()
        .filter(|action| action.name.starts_with("Describe") || action.name.starts_with("Get"))
        .map(ToString::to_string)
        .collect();
    let read: Vec<&str> = read.iter().map(String::as_str).collect();
    assert_eq!(catalog().fold(&read).entries, ["ec2:Describe*", "ec2:Get*"]);
}

fn expanded(entries: &[String]) -> BTreeSet<String> {
    entries
        .iter()
        .flat_map(|entry| catalog().expand(entry).actions)
        .map(|action| action.to_string())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_folded_means_the_same(
        service in prop::sample::select(vec!["s3", "sqs", "iam", "codewhisperer", "lambda", "kms"]),
        seed in any::<u64>(),
        part in 1..10_u64,
    ) {
        let names = catalog().expand(&format!("{service}:*")).actions;
        // Neighbours stay together, so that there is something to fold.
        let chosen: Vec<String> = names
            .iter()
            .enumerate()
            .filter(|(at, _)| {
                let block = (*at as u64 / 4).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed;
                block.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32 & 0xff < part * 28
            })
            .map(|(_, action)| action.to_string())
            .collect();
        let entries: Vec<&str> = chosen.iter().map(String::as_str).collect();
        let folded = catalog().fold(&entries);
        prop_assert_eq!(folded.kept, 0);
        prop_assert_eq!(expanded(&folded.entries), expanded(&chosen));
        let size = |entries: &[String]| entries.iter().map(|entry| entry.len() + 3).sum::<usize>();
        prop_assert!(size(&folded.entries) <= size(&chosen), "{:?}", folded.entries);
        let again: Vec<&str> = folded.entries.iter().map(String::as_str).collect();
        prop_assert_eq!(&catalog().fold(&again).entries, &folded.entries);
    }

    #[test]
    fn searching_takes_anything(typed in ".{0,40}") {
        for found in all().search(&typed, 20) {
            prop_assert!(all().get(found.at) == Some(found.action));
        }
    }
}

fn reach(statements: &str, action: &str) -> Option<Access> {
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
    let subject = PolicySubject {
        kind: PolicyType::Identity,
        trust: false,
    };
    let policy = Policy::parse(&text, subject);
    assert!(policy.valid, "{:?}", policy.diagnostics);
    let reach = all().reach(&[&policy]);
    let found = reach.iter().find(|(name, _)| name.to_string() == action);
    found.map(|(_, access)| access)
}

#[test]
fn statements_reach_actions() {
    const NONE: Limits = Limits {
        conditions: false,
        resources: false,
        denies: false,
        incomplete: false,
    };
    let conditions = Access::Limited(Limits {
        conditions: true,
        ..NONE
    });
    let resources = Access::Limited(Limits {
        resources: true,
        ..NONE
    });
    let both = Access::Limited(Limits {
        resources: true,
        conditions: true,
        ..NONE
    });
    let denies = Access::Limited(Limits {
        denies: true,
        ..NONE
    });
    let incomplete = Access::Limited(Limits {
        resources: true,
        incomplete: true,
        ..NONE
    });
    let allow = |rest: &str| format!(r#"{{"Effect": "Allow", {rest}}}"#);
    let deny = |rest: &str| format!(r#"{{"Effect": "Deny", {rest}}}"#);
    let rows = [
        (
            allow(r#""Action": "*", "Resource": "*""#),
            "s3:GetObject",
            Access::Allowed,
        ),
        (
            allow(r#""Action": "s3:Get*", "Resource": "*""#),
            "s3:PutObject",
            Access::NotAllowed,
        ),
        (
            allow(r#""NotAction": "s3:Get*", "Resource": "*""#),
            "s3:PutObject",
            Access::Allowed,
        ),
        (
            allow(r#""NotAction": "s3:Get*", "Resource": "*""#),
            "s3:GetObject",
            Access::NotAllowed,
        ),
        (
            allow(r#""Action": "s3:*", "Resource": "arn:aws:s3:::b/*""#),
            "s3:GetObject",
            resources,
        ),
        (
            allow(r#""Action": "s3:*", "Resource": "arn:aws:s3:::b/*""#),
            "s3:ListBucket",
            Access::NotAllowed,
        ),
        (
            allow(r#""Action": "s3:*", "Resource": "arn:aws:s3:::b""#),
            "s3:GetObject",
            Access::NotAllowed,
        ),
        (
            allow(r#""Action": "s3:*", "Resource": "arn:aws:s3:::*""#),
            "s3:ListAllMyBuckets",
            Access::NotAllowed,
        ),
        (
            allow(r#""Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:*""#),
            "sqs:SendMessage",
            Access::Allowed,
        ),
        (
            allow(r#""Action": "sqs:*", "NotResource": "arn:aws:sqs:*:*:*""#),
            "sqs:SendMessage",
            Access::NotAllowed,
        ),
        (
            allow(r#""Action": "sqs:*", "NotResource": "arn:aws:s3:::*""#),
            "sqs:SendMessage",
            Access::Allowed,
        ),
        (
            allow(
                r#""Action": "sqs:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}"#,
            ),
            "sqs:SendMessage",
            conditions,
        ),
        (
            allow(
                r#""Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:q", "Condition": {"Bool": {"aws:SecureTransport": "true"}}"#,
            ),
            "sqs:SendMessage",
            both,
        ),
        (
            allow(r#""Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*""#),
            "ec2:RunInstances",
            incomplete,
        ),
        (
            [
                allow(r#""Action": "*", "Resource": "*""#),
                deny(r#""Action": "s3:*", "Resource": "*""#),
            ]
            .join(","),
            "s3:GetObject",
            Access::Denied,
        ),
        (
            [
                allow(r#""Action": "*", "Resource": "*""#),
                deny(r#""Action": "s3:*", "Resource": "arn:aws:s3:::b/*""#),
            ]
            .join(","),
            "s3:GetObject",
            denies,
        ),
        (
            [
                allow(r#""Action": "*", "Resource": "*""#),
                deny(r#""Action": "s3:*", "Resource": "arn:aws:s3:::b/*""#),
            ]
            .join(","),
            "s3:ListBucket",
            Access::Allowed,
        ),
        (
            deny(r#""Action": "s3:*", "Resource": "*""#),
            "s3:GetObject",
            Access::Denied,
        ),
    ];
    for (statements, action, expected) in rows {
        assert_eq!(
            reach(&statements, action),
            Some(expected),
            "{action} in {statements}"
        );
    }
}

#[test]
fn what_is_reached_is_counted_by_service_and_level() {
    let subject = PolicySubject {
        kind: PolicyType::Identity,
        trust: false,
    };
    let policy = Policy::parse(
        r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["codewhisperer:*", "sqs:SendMessage"], "Resource": "*"}}"#,
        subject,
    );
    let reach = all().reach(&[&policy]);
    let groups = reach.groups();
    let counts: Vec<_> = groups
        .iter()
        .map(|group| {
            (
                group.prefix,
                AccessLevel::ALL.map(|level| group.level(level).allowed),
            )
        })
        .collect();
    assert_eq!(
        counts,
        [("codewhisperer", [5, 2, 8, 2, 1]), ("sqs", [0, 0, 1, 0, 0])]
    );
    assert_eq!(groups[0].actions.len(), 18);
}
