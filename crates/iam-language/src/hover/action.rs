//! Actions, wildcards of them, and resources.

use std::collections::BTreeMap;

use iam_catalog::{AccessLevel, ActionLookup, ActionRef, Catalog};

use super::Hover;

/// Most actions, resource types and keys that are listed.
const MOST: usize = 12;

/// An entry of `Action`.
pub(super) fn entry(word: &str, catalog: &Catalog, hover: &mut Hover) -> bool {
    hover.title = String::from(word);
    if word.contains(['*', '?']) {
        return wildcard(word, catalog, hover);
    }
    match catalog.action(word) {
        ActionLookup::Known(action) => known(action, hover),
        ActionLookup::NotLoaded(entry) => {
            hover.detail = entry.name.to_string();
            hover.missing.service(&entry.prefix);
        }
        ActionLookup::UnknownAction(service) => {
            hover.detail = service.name.to_string();
            hover
                .text
                .push(format!("{} has no action of this name.", service.name));
        }
        ActionLookup::RetiredService(service) => {
            hover.detail = service.name.to_string();
            hover
                .text
                .push(format!("In no reference since {}.", service.last_seen));
        }
        ActionLookup::NotAnAction | ActionLookup::UnknownService => return false,
    }
    true
}

fn known(action: ActionRef<'_>, hover: &mut Hover) {
    hover.title = action.to_string();
    hover.detail = action.action.levels.to_string();
    if !action.action.description.is_empty() {
        hover.text.push(sentence(&action.action.description));
    }
    if action.action.permission_only {
        hover
            .text
            .push("A permission without an API operation of this name.".to_owned());
    }
    let resources = action.resources().map(|(row, resource)| {
        let required = if row.required { " (required)" } else { "" };
        let arn = resource.arns.first().map_or("", |arn| arn.text());
        format!("{}{required} {arn}", resource.name)
    });
    let resources: Vec<String> = resources.collect();
    if resources.is_empty() {
        hover
            .text
            .push("It takes no resource: only * matches it.".to_owned());
    }
    hover.fact("Resource types", resources, MOST);
    let keys = action
        .keys()
        .into_iter()
        .map(|(key, _)| key.name.to_string());
    hover.fact("Condition keys", keys.collect(), MOST);
    let dependent = action
        .dependent()
        .into_iter()
        .map(|(name, _)| name.to_owned());
    hover.fact("Also needs", dependent.collect(), MOST);
}

fn wildcard(word: &str, catalog: &Catalog, hover: &mut Hover) -> bool {
    let expansion = catalog.expand(word);
    for entry in &expansion.missing {
        // A wildcard over all services is answered by the file of all actions.
        if word.contains(':') {
            hover.missing.service(&entry.prefix);
        } else {
            hover.missing.all_actions = true;
        }
    }
    if !hover.missing.is_empty() {
        return true;
    }
    let count = expansion.actions.len();
    hover.detail = match count {
        0 => "no action".to_owned(),
        1 => "1 action".to_owned(),
        count => format!("{count} actions"),
    };
    if count == 0 {
        hover
            .text
            .push("No action that is known fits it.".to_owned());
        return true;
    }
    let mut levels: BTreeMap<AccessLevel, usize> = BTreeMap::new();
    for action in &expansion.actions {
        *levels.entry(action.levels.main).or_default() += 1;
    }
    let levels = levels
        .iter()
        .map(|(level, count)| format!("{} {count}", level.name()));
    hover.fact("Access levels", levels.collect(), 5);
    let names = expansion
        .actions
        .iter()
        .take(MOST * 2 + 1)
        .map(ToString::to_string);
    hover.fact("Stands for", names.collect(), MOST * 2);
    if let Some(last) = hover.facts.last_mut() {
        last.more = count - last.values.len();
    }
    true
}

/// An entry of `Resource`: the resource types of its form.
pub(super) fn resource(word: &str, catalog: &Catalog, hover: &mut Hover) -> bool {
    hover.title = String::from(word);
    if word == "*" {
        hover
            .text
            .push("Every resource, and requests that name none.".to_owned());
        return true;
    }
    let Some(service) = word.split(':').nth(2) else {
        return false;
    };
    let pattern = iam_catalog::PolicyArn::parse(word);
    let mut types = Vec::new();
    for prefix in catalog.services_of_arn(service) {
        let Some(service) = hover.missing.loaded(catalog, prefix) else {
            continue;
        };
        for resource in &service.resources {
            for arn in &resource.arns {
                if arn.may_match(&pattern) {
                    types.push(format!("{} {}", resource.name, arn.text()));
                }
            }
        }
    }
    types.sort_unstable();
    types.dedup();
    let known = !types.is_empty() || !hover.missing.is_empty();
    hover.fact("Can be", types, MOST);
    known
}

/// A description as a sentence.
fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    [text, stop].concat()
}
