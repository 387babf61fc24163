//! What a table of verdicts is made of.

use std::collections::HashSet;

use iam_catalog::{ArnTemplate, Catalog, Lookup};
use iam_language::Missing;
use iam_questions::Answer;
use iam_questions::pick::{Actions, Picked, Service};

pub(crate) fn pick_actions(picked: &Picked, catalog: &Catalog) -> (Answer, Missing) {
    if catalog.all_actions().is_none() {
        return (
            Answer::PickActions(Actions::default()),
            Missing::all_actions(),
        );
    }
    let mut found = Actions::default();
    let mut seen = HashSet::new();
    let wanted = |level: u8| picked.levels.is_empty() || picked.levels.contains(&level);
    for written in &picked.patterns {
        let expansion = catalog.expand(&pattern(written, catalog));
        if expansion.actions.is_empty() {
            found.unknown.push(written.clone());
        }
        for action in expansion.actions {
            let name = action.to_string();
            if !wanted(action.levels.main as u8) || !seen.insert(name.clone()) {
                continue;
            }
            if found.list.len() < picked.most as usize {
                found.list.push(name);
            } else {
                found.more += 1;
            }
        }
    }
    (Answer::PickActions(found), Missing::default())
}

/// The pattern that a text means: a service stands for all of its actions.
fn pattern(written: &str, catalog: &Catalog) -> String {
    let written = written.trim();
    if written == "*" || written.contains(':') {
        return written.to_owned();
    }
    let mut services = catalog.index().services.iter();
    let named = services.find(|service| {
        service.prefix.eq_ignore_ascii_case(written) || service.name.eq_ignore_ascii_case(written)
    });
    let prefix = named.map_or(written, |service| &service.prefix);
    format!("{prefix}:*")
}

pub(crate) fn services(catalog: &Catalog) -> (Answer, Missing) {
    let services = catalog.index().services.iter().map(|service| Service {
        prefix: service.prefix.to_string(),
        name: service.name.to_string(),
    });
    (Answer::Services(services.collect()), Missing::default())
}

pub(crate) fn resource_types(written: &str, catalog: &Catalog) -> (Answer, Missing) {
    let mut missing = Missing::default();
    let pattern = pattern(written, catalog);
    let prefix = pattern.split(':').next().unwrap_or_default();
    let types = match catalog.service(prefix) {
        Lookup::Loaded(service) => service
            .resources
            .iter()
            .filter_map(|kind| kind.arns.first())
            .map(|arn| ArnTemplate::text(arn).to_owned())
            .collect(),
        Lookup::NotLoaded(entry) => {
            missing.service(&entry.prefix);
            Vec::new()
        }
        Lookup::Unknown | Lookup::Retired(_) => Vec::new(),
    };
    (Answer::ResourceTypes(types), missing)
}

#[cfg(test)]
mod tests {
    use iam_catalog::Catalog;
    use iam_questions::Answer;
    use iam_questions::pick::{Actions, Picked};

    use super::{pick_actions, services};

    fn pick(patterns: &[&str], levels: &[u8], most: u32) -> Actions {
        let mut catalog = Catalog::new();
        let picked = Picked {
            patterns: patterns.iter().map(|one| (*one).to_owned()).collect(),
            levels: levels.to_vec(),
            most,
        };
        assert!(pick_actions(&picked, &catalog).1.all_actions);
        let file = include_str!("../../../crates/iam-catalog/data/actions.txt");
        catalog.add_all_actions(file).unwrap();
        let Answer::PickActions(found) = pick_actions(&picked, &catalog).0 else {
            panic!("no answer of which actions there are");
        };
        found
    }

    #[test]
    fn services_and_wildcards_become_actions() {
        let found = pick(
            &["sqs:Get*", "sqs:GetQueueUrl", "nothing", "s3:Nothing*"],
            &[],
            10,
        );
        assert_eq!(found.list, ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"]);
        assert_eq!(found.unknown, ["nothing", "s3:Nothing*"]);
        let all = pick(&["SQS"], &[], 1_000);
        let by_name = pick(&["amazon sqs"], &[], 1_000);
        assert_eq!(all.list, by_name.list);
        let lists = pick(&["sqs"], &[2], 1_000);
        assert!(!lists.list.is_empty() && lists.list.len() < all.list.len());
        let few = pick(&["*"], &[], 100);
        assert_eq!(few.list.len(), 100);
        assert!(few.more > 20_000);
    }

    #[test]
    fn every_service_is_offered() {
        let Answer::Services(found) = services(&Catalog::new()).0 else {
            panic!("no services");
        };
        assert!(found.len() > 400);
        assert!(
            found
                .iter()
                .any(|one| one.prefix == "s3" && one.name == "Amazon S3")
        );
    }
}
