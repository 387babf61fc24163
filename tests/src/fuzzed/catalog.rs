//! The catalog takes any words of a policy, and folding keeps what they mean.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use iam_catalog::{ArnTemplate, Catalog, PolicyArn};
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;

/// The bytes are lines, each an entry of `Action` or `Resource`, a key and a search; together they are a policy as well.
pub fn catalog(bytes: &[u8]) {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    let catalog = CATALOG.get_or_init(Catalog::bundled);
    let text = super::text(bytes);
    let all = catalog.all_actions().unwrap();
    let lines: Vec<&str> = text.lines().take(20).collect();
    for line in &lines {
        for found in all.search(line, 20) {
            let name = found.action.to_string();
            assert!(
                found
                    .marks
                    .iter()
                    .all(|mark| name.get(mark.start..mark.end).is_some())
            );
        }
        if let Some(service) = catalog.loaded("s3") {
            forms(line, service.resources.iter().flat_map(|one| &one.arns));
            service.types_of_arn(line);
        }
        catalog.key(line);
        catalog.action(line);
    }
    let folded = catalog.fold(&lines);
    let folded: Vec<&str> = folded.entries.iter().map(String::as_str).collect();
    assert_eq!(
        meant(catalog, &folded),
        meant(catalog, &lines),
        "{folded:?}"
    );

    let subject = PolicySubject {
        kind: PolicyType::Identity,
        trust: false,
    };
    let policy = Policy::parse(text, subject);
    if policy.statements.len() < 20 {
        all.reach(&[&policy]).groups();
    }
}

/// What covers a form also meets it.
fn forms<'t>(entry: &str, templates: impl Iterator<Item = &'t ArnTemplate>) {
    let entry = PolicyArn::parse(entry);
    for template in templates {
        assert!(
            !template.is_covered_by(&entry) || template.may_match(&entry),
            "{}",
            template.text()
        );
    }
}

fn meant(catalog: &Catalog, entries: &[&str]) -> BTreeSet<String> {
    let actions = entries
        .iter()
        .flat_map(|entry| catalog.expand(entry).actions);
    actions.map(|action| action.to_string()).collect()
}
