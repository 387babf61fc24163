//! What holds of every service in the data.

use std::collections::BTreeSet;

use iam_catalog::{ActionLookup, Answer, Catalog, Column, Feature, KeyLookup, Lookup};
use iam_core::pattern::{Completion, ResourcePattern, Variables};

#[test]
fn the_counts_are_those_of_the_reference() {
    let catalog = Catalog::bundled();
    let index = catalog.index();
    let services: Vec<_> = catalog.services().collect();
    let actions = || services.iter().flat_map(|service| service.actions.iter());
    let rows = || actions().flat_map(|action| action.resources.iter());
    let dependent = actions()
        .map(|action| action.dependent.len())
        .sum::<usize>()
        + rows().map(|row| row.dependent.len()).sum::<usize>();
    let counts = [
        ("services", services.len()),
        ("actions", actions().count()),
        (
            "resource types",
            services.iter().map(|service| service.resources.len()).sum(),
        ),
        (
            "condition keys",
            services.iter().map(|service| service.keys.len()).sum(),
        ),
        ("pairs of action and type", rows().count()),
        ("required pairs", rows().filter(|row| row.required).count()),
        ("dependent actions", dependent),
        (
            "permission-only actions",
            actions().filter(|action| action.permission_only).count(),
        ),
        (
            "unverified actions",
            actions().filter(|action| action.unverified).count(),
        ),
        (
            "services under RCPs",
            services.iter().filter(|service| service.rcp).count(),
        ),
        (
            "services with a row",
            services
                .iter()
                .filter(|service| !service.support.is_empty())
                .count(),
        ),
        ("global keys", index.global_keys.len()),
        ("retired services", index.retired.len()),
        (
            "disagreements",
            services
                .iter()
                .map(|service| service.disagreements().len())
                .sum(),
        ),
    ];
    let expected = [
        ("services", 457),
        ("actions", 22_321),
        ("resource types", 2_348),
        ("condition keys", 2_596),
        ("pairs of action and type", 22_141),
        ("required pairs", 15_880),
        ("dependent actions", 4_472),
        ("permission-only actions", 1_432),
        ("unverified actions", 1_040),
        ("services under RCPs", 62),
        ("services with a row", 415),
        ("global keys", 62),
        ("retired services", 16),
        ("disagreements", 34),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn the_index_says_what_the_files_say() {
    let catalog = Catalog::bundled();
    for entry in &catalog.index().services {
        let Lookup::Loaded(service) = catalog.service(&entry.prefix) else {
            panic!("{} is not loaded", entry.prefix);
        };
        assert_eq!(entry.prefix, service.prefix);
        assert_eq!(entry.name, service.name);
        assert_eq!(entry.category, service.category);
        assert_eq!(entry.rcp, service.rcp);
        assert_eq!(entry.actions as usize, service.actions.len());
        assert_eq!(service.date, catalog.index().date);
    }
}

#[test]
fn every_action_and_key_is_found_in_any_case() {
    let catalog = Catalog::bundled();
    let mut services = 0;
    for service in catalog.services() {
        services += 1;
        for action in &service.actions {
            let upper = format!("{}:{}", service.prefix, action.name).to_ascii_uppercase();
            let ActionLookup::Known(found) = catalog.action(&upper) else {
                panic!("{upper} is not found");
            };
            assert_eq!(found.action.name, action.name, "{upper}");
            assert!(found.resources().count() == action.resources.len());
        }
        for key in &service.keys {
            let concrete = key.name.replace("${", "x").replace(['}', '<', '>'], "y");
            let found = service.key(&concrete.to_ascii_uppercase()).unwrap();
            assert!(found.matches(&concrete), "{} {concrete}", key.name);
            assert!(
                !matches!(catalog.key(&concrete), KeyLookup::Unknown),
                "{concrete}"
            );
        }
    }
    assert_eq!(services, 457);
}

#[test]
fn every_arn_form_is_a_pattern_that_fits_itself() {
    for service in Catalog::bundled().services() {
        for resource in &service.resources {
            assert!(!resource.arns.is_empty(), "{}", resource.name);
            for template in &resource.arns {
                let arn = template
                    .filled(|hole| Some(hole.name.to_ascii_lowercase()))
                    .replace('*', "x");
                let pattern = template.pattern();
                let (parsed, problems) =
                    ResourcePattern::parse(&pattern, Variables::Yes, Completion::None);
                assert!(problems.is_empty(), "{pattern}");
                assert!(parsed.matches(&arn, &|_| None), "{pattern} {arn}");
                assert!(template.fits(&arn), "{} {arn}", template.text());
                assert!(!service.types_of_arn(&arn).is_empty(), "{arn}");
            }
        }
    }
}

#[test]
fn dependent_actions_exist() {
    let catalog = Catalog::bundled();
    let mut missing = BTreeSet::new();
    for service in catalog.services() {
        for action in &service.actions {
            let action = iam_catalog::ActionRef { service, action };
            for (dependent, _) in action.dependent() {
                if !matches!(catalog.action(dependent), ActionLookup::Known(_)) {
                    missing.insert(dependent.to_owned());
                }
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn an_object_is_told_from_its_bucket() {
    let catalog = Catalog::bundled();
    let types = |service: &str, arn: &str| {
        let service = catalog.loaded(service).unwrap();
        let found = service.types_of_arn(arn);
        found
            .iter()
            .map(|one| one.name.to_string())
            .collect::<Vec<_>>()
    };
    for (service, arn, expected) in [
        ("s3", "arn:aws:s3:::b", "bucket"),
        ("s3", "arn:aws:s3:::b/k", "object"),
        ("s3", "arn:aws:s3:::b/k/l", "object"),
        ("iam", "arn:aws:iam::111122223333:role/a/b", "role"),
        ("sqs", "arn:aws:sqs:us-east-1:111122223333:q", "queue"),
        (
            "dynamodb",
            "arn:aws:dynamodb:us-east-1:111122223333:table/t",
            "table",
        ),
        (
            "dynamodb",
            "arn:aws:dynamodb:us-east-1:111122223333:table/t/index/i",
            "index",
        ),
    ] {
        assert_eq!(
            types(service, arn).first().map(String::as_str),
            Some(expected),
            "{arn}"
        );
    }
    assert_eq!(types("s3", "arn:aws:s3:::b/k"), ["object"]);
    assert_eq!(types("s3", "arn:aws:sqs:::b"), [""; 0]);
}

#[test]
fn codewhisperers_sources_disagree() {
    let catalog = Catalog::bundled();
    let service = catalog.loaded("codewhisperer").unwrap();
    let found = service.disagreements();
    let features: Vec<Feature> = found.iter().map(|one| one.feature).collect();
    assert_eq!(
        features,
        [Feature::ResourceBasedPolicies, Feature::PolicyResources]
    );
    let row = found[0].row;
    assert_eq!(row.column(Column::ResourceBasedPolicies), Answer::No);
    assert!(row.note(Column::ResourceBasedPolicies).is_some());
    assert_eq!(
        (found[0].table, found[0].guide),
        (Some(Answer::No), Some(Answer::Yes))
    );
    assert_eq!(
        (found[1].table, found[1].guide),
        (Some(Answer::Yes), Some(Answer::No))
    );
    assert_eq!(found[1].reference, Some(Answer::Yes));
}

#[test]
fn lookups_tell_what_is_not_there_from_what_is_not_loaded() {
    let mut catalog = Catalog::new();
    assert!(matches!(catalog.service("nosuch"), Lookup::Unknown));
    assert!(matches!(catalog.service("CodeStar"), Lookup::Retired(_)));
    assert!(matches!(catalog.service("SQS"), Lookup::NotLoaded(_)));
    assert!(matches!(
        catalog.action("sqs:SendMessage"),
        ActionLookup::NotLoaded(_)
    ));
    assert!(matches!(catalog.action("sqs"), ActionLookup::NotAnAction));
    assert!(matches!(catalog.key("aws:sourceip"), KeyLookup::Global(_)));
    assert!(matches!(catalog.key("s3:prefix"), KeyLookup::NotLoaded(_)));
    assert!(matches!(catalog.key("nosuch:prefix"), KeyLookup::Unknown));
    let other = catalog.clone();
    catalog
        .add(include_str!("../data/services/sqs.txt"))
        .unwrap();
    assert!(matches!(
        catalog.action("sqs:sendmessage"),
        ActionLookup::Known(_)
    ));
    assert!(matches!(
        catalog.action("sqs:NoSuch"),
        ActionLookup::UnknownAction(_)
    ));
    assert!(other.loaded("sqs").is_none());
    assert!(catalog.add("1\t2026\nS\tnosuch\tNone").is_err());
    assert!(catalog.add("2\t2026\nS\tsqs\tSQS").is_err());
    assert!(catalog.add("").is_err());
    assert!(catalog.add("1\t2026\nS\tsqs\tSQS\nA\tX\tR\tx\t0*").is_err());
}
