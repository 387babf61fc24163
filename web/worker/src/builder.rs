//! What the form of a request asks.

use iam_catalog::{
    AccessLevels, ActionLookup, ActionRef, ArnTemplate, Catalog, GlobalKey, KeySource, Lookup,
    ValueType,
};
use iam_questions::Answer;
use iam_questions::builder::{Dependent, Form, Key, Offer, Resource, Typed};

use crate::answer::Lacks;

pub(crate) fn find_actions(typed: &Typed, catalog: &Catalog) -> (Answer, Lacks) {
    let Some(all) = catalog.all_actions() else {
        let lacks = Lacks {
            all_actions: true,
            ..Lacks::default()
        };
        return (Answer::FindActions(Vec::new()), lacks);
    };
    let found = all.search(&typed.text, typed.most as usize);
    let offer = found.into_iter().map(|found| Offer {
        action: found.action.to_string(),
        service: service_name(catalog, found.action.prefix),
        level: level(found.action.levels),
        marks: found
            .marks
            .iter()
            .flat_map(|mark| [mark.start, mark.end])
            .filter_map(|at| u32::try_from(at).ok())
            .collect(),
    });
    (Answer::FindActions(offer.collect()), Lacks::default())
}

pub(crate) fn action_form(asked: &str, catalog: &Catalog) -> (Answer, Lacks) {
    let mut lacks = Lacks::default();
    let found = match catalog.action(asked) {
        ActionLookup::Known(action) => Some(form(action, catalog, &mut lacks)),
        ActionLookup::NotLoaded(entry) => {
            lacks.services.push(entry.prefix.to_string());
            None
        }
        ActionLookup::NotAnAction
        | ActionLookup::UnknownService
        | ActionLookup::RetiredService(_)
        | ActionLookup::UnknownAction(_) => None,
    };
    (Answer::ActionForm(found), lacks)
}

fn form(action: ActionRef<'_>, catalog: &Catalog, lacks: &mut Lacks) -> Form {
    let resources = action.resources().map(|(row, kind)| Resource {
        name: kind.name.to_string(),
        required: row.required,
        arn: first_arn(&kind.arns),
    });
    let own = action
        .keys()
        .into_iter()
        .map(|(one, _)| key(&one.name, one.value, &one.description));
    let global = catalog
        .index()
        .global_keys
        .iter()
        .filter(|key| !key.needs_support())
        .map(global_key);
    let dependent = action
        .dependent()
        .into_iter()
        .map(|(name, source)| dependent(name, source, catalog, lacks));
    Form {
        action: action.to_string(),
        service: action.service.name.to_string(),
        level: level(action.action.levels),
        about: action.action.description.to_string(),
        takes_star: action.takes_star(),
        resources: resources.collect(),
        keys: own.chain(global).collect(),
        dependent: dependent.collect(),
    }
}

fn dependent(name: &str, source: KeySource<'_>, catalog: &Catalog, lacks: &mut Lacks) -> Dependent {
    let arn = match catalog.action(name) {
        ActionLookup::Known(action) => action
            .resources()
            .map(|(_, kind)| first_arn(&kind.arns))
            .next(),
        ActionLookup::NotLoaded(entry) => {
            lacks.services.push(entry.prefix.to_string());
            None
        }
        ActionLookup::NotAnAction
        | ActionLookup::UnknownService
        | ActionLookup::RetiredService(_)
        | ActionLookup::UnknownAction(_) => None,
    };
    Dependent {
        action: name.to_owned(),
        with: match source {
            KeySource::Action => String::new(),
            KeySource::Resource(kind) => kind.name.to_string(),
        },
        arn: arn.unwrap_or_else(|| "*".to_owned()),
    }
}

fn first_arn(arns: &[ArnTemplate]) -> String {
    arns.first().map_or("*", ArnTemplate::text).to_owned()
}

fn key(name: &str, value: ValueType, about: &str) -> Key {
    Key {
        name: name.to_owned(),
        kind: value.kind.name().to_owned(),
        multivalued: value.multivalued,
        about: about.to_owned(),
    }
}

fn global_key(global: &GlobalKey) -> Key {
    key(&global.name, global.value, &global.presence)
}

fn service_name(catalog: &Catalog, prefix: &str) -> String {
    match catalog.service(prefix) {
        Lookup::Loaded(service) => service.name.to_string(),
        Lookup::NotLoaded(entry) => entry.name.to_string(),
        Lookup::Unknown | Lookup::Retired(_) => String::new(),
    }
}

/// The access levels in words.
fn level(levels: AccessLevels) -> String {
    levels.to_string()
}
