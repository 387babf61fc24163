//! Values of `Action` and `NotAction`: services, then their actions and wildcards.

use std::collections::BTreeMap;

use iam_catalog::{AccessLevels, ActionLookup, ActionName, Lookup, ServiceEntry, is_familiar};
use iam_core::scenario::PolicyType;

use super::offer::{Offer, Said};
use super::{Asked, ItemKind};
use crate::facts::texts_beside;
use crate::fuzzy::Typed;
use crate::insert::Insert;

/// Actions of all services that are offered beside the services themselves.
const MOST_OF_ALL: usize = 40;

/// Behind services that fit as well come actions found everywhere.
const OF_ALL: u32 = 150;

pub(super) fn complete(asked: &mut Asked<'_>, offer: &mut Offer) {
    let typed = asked.place.typed();
    let (service, name) = match typed.split_once(':') {
        Some((service, name)) => (Some(service), name),
        None => (None, typed),
    };
    if let Some(prefix) = service {
        if let Some(names) = of_service(asked, prefix) {
            offer.typed = Typed::new(name);
            actions(asked, &prefix.to_ascii_lowercase(), name, &names, offer);
            return;
        }
    } else {
        if asked.subject.trust {
            for name in TRUST_ACTIONS {
                trust_action(asked, name, offer);
            }
        }
        star(asked, offer);
        services(asked, offer);
    }
    everywhere(asked, typed, offer);
}

/// What a role's trust policy allows.
const TRUST_ACTIONS: [&str; 5] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoleWithSAML",
    "sts:TagSession",
    "sts:SetSourceIdentity",
];

fn trust_action(asked: &Asked<'_>, name: &str, offer: &mut Offer) {
    let said = Said {
        label: name,
        kind: ItemKind::Action,
        detail: "",
        about: "An action of role trust policies.",
        again: false,
    };
    offer.add(0, &said, || asked.around.value(Insert::quoted(name)));
}

/// An action as it is offered.
struct Name<'c> {
    text: &'c str,
    levels: AccessLevels,
    about: &'c str,
}

/// The actions of a service that is loaded, or at least their names; none if there is no such service.
fn of_service<'c>(asked: &mut Asked<'c>, prefix: &str) -> Option<Vec<Name<'c>>> {
    let catalog = asked.catalog;
    match catalog.service(prefix) {
        Lookup::Loaded(service) => {
            let actions = service.actions.iter();
            let name = |action: &'c iam_catalog::Action| Name {
                text: &action.name,
                levels: action.levels,
                about: &action.description,
            };
            Some(actions.map(name).collect())
        }
        Lookup::NotLoaded(entry) => {
            asked.missing.service(&entry.prefix);
            // Without the service's file the file of all actions has the names.
            let names = catalog.expand(&format!("{}:*", entry.prefix)).actions;
            let name = |action: ActionName<'c>| Name {
                text: action.name,
                levels: action.levels,
                about: "",
            };
            Some(names.into_iter().map(name).collect())
        }
        Lookup::Unknown | Lookup::Retired(_) => None,
    }
}

/// The actions and wildcards of a service.
fn actions(asked: &Asked<'_>, prefix: &str, typed: &str, names: &[Name<'_>], offer: &mut Offer) {
    let beside = texts_beside(asked.place);
    let present = |label: &str| beside.iter().any(|text| text.eq_ignore_ascii_case(label));
    let mut wildcards = wildcards(typed, names).into_iter().peekable();
    for action in names {
        // A wildcard stands before the first action that begins as it does, but behind it once one is looked for.
        let looked_for = !typed.is_empty();
        let before = |stem: &str| {
            if looked_for {
                stem < action.text && !begins_with(action.text, stem)
            } else {
                stem <= action.text
            }
        };
        while let Some((stem, count)) = wildcards.next_if(|(stem, _)| before(stem)) {
            wildcard(asked, prefix, &stem, count, offer);
        }
        let label = format!("{prefix}:{}", action.text);
        if present(&label) {
            continue;
        }
        if let Some(cost) = offer.typed.cost(action.text) {
            let said = Said {
                label: &label,
                kind: ItemKind::Action,
                detail: &action.levels.to_string(),
                about: action.about,
                again: false,
            };
            offer.put(cost, &said, asked.around.value(Insert::quoted(&label)));
        }
        if looked_for {
            let behind = |(stem, _): &(String, usize)| begins_with(action.text, stem);
            while let Some((stem, count)) = wildcards.next_if(behind) {
                wildcard(asked, prefix, &stem, count, offer);
            }
        }
    }
    for (stem, count) in wildcards {
        wildcard(asked, prefix, &stem, count, offer);
    }
}

/// The beginnings that several actions share, up to the end of the word that is being typed; with how many share it. What
/// was typed with a star stands for itself.
fn wildcards(typed: &str, names: &[Name<'_>]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let stem = typed.trim_end_matches('*');
    if stem.contains(['*', '?']) {
        return counts;
    }
    let begun = names.iter().filter(|name| begins_with(name.text, stem));
    let mut all = 0;
    for name in begun {
        all += 1;
        let word = to_word_end(name.text, stem.len());
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    let exact = typed.ends_with('*') || stem.is_empty();
    if exact && all > 0 {
        // In the capitals of the reference.
        let mut names = names.iter().map(|name| name.text);
        let first = names.find(|name| begins_with(name, stem));
        let stem = first
            .and_then(|name| name.get(..stem.len()))
            .unwrap_or(stem);
        counts.insert(stem.to_owned(), all);
    }
    counts
}

/// The beginning of a name up to the end of the word that a byte is in.
fn to_word_end(name: &str, from: usize) -> &str {
    let mut rest = name.char_indices().skip_while(|(at, _)| *at < from.max(1));
    let end = rest.find(|(_, c)| !c.is_ascii_lowercase());
    end.and_then(|(at, _)| name.get(..at)).unwrap_or(name)
}

fn begins_with(name: &str, start: &str) -> bool {
    name.get(..start.len())
        .is_some_and(|own| own.eq_ignore_ascii_case(start))
}

fn wildcard(asked: &Asked<'_>, prefix: &str, stem: &str, count: usize, offer: &mut Offer) {
    let whole = stem.is_empty() && asked.place.typed().ends_with('*');
    let typed = asked
        .place
        .typed()
        .split_once(':')
        .map_or("", |(_, name)| name);
    let plain = typed.trim_end_matches('*');
    let asked_for = plain.eq_ignore_ascii_case(stem);
    let cost = match offer.typed.cost(stem) {
        _ if whole || (asked_for && typed.ends_with('*')) => 0,
        // As good as the actions that begin so.
        _ if begins_with(stem, plain) && !plain.is_empty() => 100,
        Some(cost) => cost,
        None => return,
    };
    let label = format!("{prefix}:{stem}*");
    let said = Said {
        label: &label,
        kind: ItemKind::Wildcard,
        detail: &format!("{count} actions"),
        about: "",
        again: false,
    };
    offer.put(cost, &said, asked.around.value(Insert::quoted(&label)));
}

/// `*`, where it may stand.
fn star(asked: &Asked<'_>, offer: &mut Offer) {
    if asked.subject.kind == PolicyType::ResourceControl || asked.subject.trust {
        return;
    }
    let count: u32 = asked
        .catalog
        .index()
        .services
        .iter()
        .map(|entry| entry.actions)
        .sum();
    let said = Said {
        label: "*",
        kind: ItemKind::Wildcard,
        detail: &format!("{count} actions"),
        about: "Every action of every service.",
        again: false,
    };
    // Behind the services that most policies are about.
    offer.add(30, &said, || asked.around.value(Insert::quoted("*")));
}

fn services(asked: &Asked<'_>, offer: &mut Offer) {
    let named = asked.facts.services();
    for entry in &asked.catalog.index().services {
        if asked.subject.kind == PolicyType::ResourceControl && !entry.rcp {
            continue;
        }
        let by_prefix = offer.typed.cost(&entry.prefix);
        // `bucket` finds nothing, `storage` the services whose names have the word.
        let by_name = offer
            .typed
            .cost(&entry.name)
            .filter(|cost| *cost < 300)
            .map(|cost| cost + 120);
        let Some(cost) = by_prefix.into_iter().chain(by_name).min() else {
            continue;
        };
        let rank = match () {
            () if named.iter().any(|name| *name == *entry.prefix) => 0,
            () if is_familiar(&entry.prefix) => 20,
            () => 40,
        };
        service(asked, entry, cost + rank, offer);
    }
}

fn service(asked: &Asked<'_>, entry: &ServiceEntry, cost: u32, offer: &mut Offer) {
    let said = Said {
        label: &entry.prefix,
        kind: ItemKind::Service,
        detail: &entry.name,
        about: &match entry.actions {
            1 => "1 action".to_owned(),
            count => format!("{count} actions"),
        },
        again: true,
    };
    let insert = Insert::template(&format!("\"{}:«»\"", entry.prefix));
    offer.put(cost, &said, asked.around.value(insert));
}

/// Actions of all services, once there is something to look for.
fn everywhere(asked: &mut Asked<'_>, typed: &str, offer: &mut Offer) {
    if offer.typed.len() < 2 {
        return;
    }
    let Some(all) = asked.catalog.all_actions() else {
        asked.missing.all_actions = true;
        return;
    };
    for (rank, found) in (0..).zip(all.search(typed, MOST_OF_ALL)) {
        let label = found.action.to_string();
        if asked.subject.trust && TRUST_ACTIONS.contains(&&*label) {
            continue;
        }
        let description = match asked.catalog.action(&label) {
            ActionLookup::Known(known) => &*known.action.description,
            ActionLookup::NotAnAction
            | ActionLookup::UnknownService
            | ActionLookup::RetiredService(_)
            | ActionLookup::NotLoaded(_)
            | ActionLookup::UnknownAction(_) => "",
        };
        let said = Said {
            label: &label,
            kind: ItemKind::Action,
            detail: &found.action.levels.to_string(),
            about: description,
            again: false,
        };
        offer.put(
            OF_ALL + rank,
            &said,
            asked.around.value(Insert::quoted(&label)),
        );
    }
}
