//! Which of all actions policies allow.

use iam_catalog::{Access, ActionName, AllActions, Catalog, Group, Limits, Reach as Reached};
use iam_core::policy::Policy;
use iam_language::Missing;
use iam_questions::Answer;
use iam_questions::findings::Source;
use iam_questions::reach::{Reach, ReachAction, ReachAsk, ReachLimit, ReachService};

use crate::builder::service_name;

/// The most actions that are listed.
const MOST: usize = 1_000;

/// Asks all actions.
pub(crate) fn reach(ask: &ReachAsk, catalog: &Catalog) -> (Answer, Missing) {
    let Some(all) = catalog.all_actions() else {
        return (Answer::Reach(None), Missing::all_actions());
    };
    let read = |source: &Source| Policy::parse(&source.text, (&source.subject).into());
    let policies: Vec<Policy> = ask.policies.iter().map(read).collect();
    let policies: Vec<&Policy> = policies.iter().collect();
    let reached = all.reach(&policies);
    let answer = told(catalog, all, &reached, ask);
    (Answer::Reach(Some(answer)), Missing::default())
}

fn told(catalog: &Catalog, all: &AllActions, reached: &Reached<'_>, ask: &ReachAsk) -> Reach {
    let mut told = Reach {
        all: count(all.len()),
        all_services: count(catalog.index().services.len()),
        ..Reach::default()
    };
    let search = Search::new(&ask.search);
    let mut room = MOST;
    for group in reached.groups() {
        told.services_allowed += 1;
        for counts in &group.levels {
            told.allowed += counts.allowed;
            told.limited += counts.limited;
        }
        let name = service_name(catalog, group.prefix);
        // What names a service is looked for in its name; then all of its actions are shown once it is opened.
        let whole = search.finds(&name) || search.finds(group.prefix);
        let open = ask.open.iter().any(|open| open == group.prefix);
        let found = actions(all, reached, &group, |action| {
            whole || search.finds(&action.to_string())
        });
        if found.is_empty() {
            continue;
        }
        let mut listed = if open || !whole { found } else { Vec::new() };
        let shown = listed.len().min(room);
        told.unlisted += count(listed.len() - shown);
        listed.truncate(shown);
        room -= shown;
        told.services.push(ReachService {
            prefix: group.prefix.to_owned(),
            name,
            levels: group
                .levels
                .map(|counts| (counts.allowed, counts.limited, counts.all)),
            actions: listed,
        });
    }
    told
}

/// A group's allowed actions that are wanted.
fn actions(
    all: &AllActions,
    reached: &Reached<'_>,
    group: &Group<'_>,
    is_wanted: impl Fn(&ActionName<'_>) -> bool,
) -> Vec<ReachAction> {
    let known = group.actions.clone().filter_map(|at| {
        let limits = match reached.access(at) {
            Access::Allowed => Vec::new(),
            Access::Limited(limits) => named(limits),
            Access::Denied | Access::NotAllowed => return None,
        };
        let action = all.get(at)?;
        is_wanted(&action).then(|| ReachAction {
            name: action.name.to_owned(),
            level: action.levels.main as u8,
            limits,
        })
    });
    known.collect()
}

fn named(limits: Limits) -> Vec<ReachLimit> {
    let all = [
        (limits.conditions, ReachLimit::Conditions),
        (limits.resources, ReachLimit::Resources),
        (limits.denies, ReachLimit::Denies),
        (limits.incomplete, ReachLimit::Incomplete),
    ];
    let holds = all.into_iter().filter(|(holds, _)| *holds);
    holds.map(|(_, limit)| limit).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What is looked for, in any case.
struct Search(String);

impl Search {
    fn new(text: &str) -> Self {
        Self(text.trim().to_ascii_lowercase())
    }

    fn finds(&self, text: &str) -> bool {
        self.0.is_empty() || text.to_ascii_lowercase().contains(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use iam_questions::Subject;

    use super::*;

    fn ask(document: &str, search: &str, open: &[&str]) -> Reach {
        let mut catalog = Catalog::new();
        let file = include_str!("../../../crates/iam-catalog/data/actions.txt");
        let source = Source {
            text: document.to_owned(),
            subject: Subject {
                kind: "identity".to_owned(),
                trust: false,
            },
            attached_to: Vec::new(),
        };
        let ask = ReachAsk {
            policies: vec![source],
            search: search.to_owned(),
            open: open.iter().map(|prefix| (*prefix).to_owned()).collect(),
        };
        assert!(reach(&ask, &catalog).1.all_actions);
        catalog.add_all_actions(file).unwrap();
        let Answer::Reach(Some(reach)) = reach(&ask, &catalog).0 else {
            panic!("no answer of what is reached")
        };
        reach
    }

    #[test]
    fn services_are_counted_and_opened_ones_listed() {
        let document = r#"{ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*" },
            { "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }] }"#;
        let closed = ask(document, "", &[]);
        let prefixes: Vec<&str> = closed.services.iter().map(|one| &*one.prefix).collect();
        assert_eq!(prefixes, ["s3", "sqs"]);
        assert_eq!(closed.services_allowed, 2);
        assert_eq!(closed.limited, 1);
        assert!(closed.allowed > 10);
        assert!(closed.services.iter().all(|one| one.actions.is_empty()));

        let open = ask(document, "", &["s3"]);
        let listed = &open.services[0].actions;
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].name, "GetObject");
        assert_eq!(listed[0].limits, [ReachLimit::Resources]);
        assert!(open.services[1].actions.is_empty());
    }

    #[test]
    fn a_search_lists_the_actions_that_it_finds() {
        let document = r#"{ "Version": "2012-10-17", "Statement":
            { "Effect": "Allow", "Action": "*", "Resource": "*" } }"#;
        let found = ask(document, "GETQUEUEURL", &[]);
        assert_eq!(found.services.len(), 1);
        assert_eq!(found.services[0].actions[0].name, "GetQueueUrl");
        assert_eq!(found.allowed, found.all);
        // The name of a service shows the service, folded.
        let service = ask(document, "amazon sqs", &[]);
        assert_eq!(service.services.len(), 1);
        assert!(service.services[0].actions.is_empty());
        // What finds thousands lists some of them.
        let many = ask(document, "e", &[]);
        assert!(
            many.services
                .iter()
                .map(|one| one.actions.len())
                .sum::<usize>()
                <= MOST
        );
        assert!(ask(document, "no such action", &[]).services.is_empty());
    }
}
