//! What the form of a request asks.

use iam_catalog::{
    AccessLevel, ActionLookup, ActionRef, ArnTemplate, Catalog, GlobalKey, KeySource, Lookup,
    ValueType,
};
use iam_language::Missing;
use iam_questions::Answer;
use iam_questions::builder::{Dependent, Form, Key, Offer, Resource, Typed};

pub(crate) fn find_actions(typed: &Typed, catalog: &Catalog) -> (Answer, Missing) {
    let Some(all) = catalog.all_actions() else {
        return (Answer::FindActions(Vec::new()), Missing::all_actions());
    };
    let found = all.search(&typed.text, typed.most as usize);
    let offer = found.into_iter().map(|found| Offer {
        action: found.action.to_string(),
        service: service_name(catalog, found.action.prefix),
        level: found.action.levels.to_string(),
        marks: found
            .marks
            .iter()
            .flat_map(|mark| [mark.start, mark.end])
            .filter_map(|at| u32::try_from(at).ok())
            .collect(),
    });
    (Answer::FindActions(offer.collect()), Missing::default())
}

pub(crate) fn action_form(asked: &str, catalog: &Catalog) -> (Answer, Missing) {
    let mut missing = Missing::default();
    let action = known(asked, catalog, &mut missing);
    let found = action.map(|action| form(action, catalog, &mut missing));
    (Answer::ActionForm(found), missing)
}

/// An action, if it is known. A service that is not loaded is missing from now on.
fn known<'c>(name: &str, catalog: &'c Catalog, missing: &mut Missing) -> Option<ActionRef<'c>> {
    match catalog.action(name) {
        ActionLookup::Known(action) => Some(action),
        ActionLookup::NotLoaded(entry) => {
            missing.service(&entry.prefix);
            None
        }
        ActionLookup::NotAnAction
        | ActionLookup::UnknownService
        | ActionLookup::RetiredService(_)
        | ActionLookup::UnknownAction(_) => None,
    }
}

fn form(action: ActionRef<'_>, catalog: &Catalog, missing: &mut Missing) -> Form {
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
        .map(|(name, source)| dependent(name, (action, source), catalog, missing));
    Form {
        action: action.to_string(),
        service: action.service.name.to_string(),
        level: action.action.levels.to_string(),
        about: action.action.description.to_string(),
        takes_star: action.takes_star(),
        resources: resources.collect(),
        keys: own.chain(global).collect(),
        dependent: dependent.collect(),
    }
}

/// An action that a caller needs besides the one that is named with the source.
fn dependent(
    name: &str,
    (of, source): (ActionRef<'_>, KeySource<'_>),
    catalog: &Catalog,
    missing: &mut Missing,
) -> Dependent {
    let known = known(name, catalog, missing);
    let arn = known.and_then(|action| {
        let mut kinds = action.resources();
        kinds.next().map(|(_, kind)| first_arn(&kind.arns))
    });
    Dependent {
        action: name.to_owned(),
        with: match source {
            KeySource::Action => String::new(),
            KeySource::Resource(kind) => kind.name.to_string(),
        },
        arn: arn.unwrap_or_else(|| "*".to_owned()),
        same_call: known.is_some_and(|action| is_same_call(of, action)),
    }
}

/// Whether AWS decides a dependent action in the call of the action that needs it: nobody can call one that is a permission only
/// (`iam:PassRole`), and the tags that a call gives to what it makes are authorized as tagging (`ec2:CreateTags`).
///
/// Source: *IAM — Grant a user permissions to pass a role to an AWS service*; *Amazon ECS — Grant permission to tag resources on creation*.
fn is_same_call(action: ActionRef<'_>, dependent: ActionRef<'_>) -> bool {
    let tags = dependent.action.levels.has(AccessLevel::Tagging);
    let same_service = dependent.service.prefix == action.service.prefix;
    dependent.action.permission_only || tags && same_service
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

/// What a service is called; empty for one that is not known.
pub(crate) fn service_name(catalog: &Catalog, prefix: &str) -> String {
    match catalog.service(prefix) {
        Lookup::Loaded(service) => service.name.to_string(),
        Lookup::NotLoaded(entry) => entry.name.to_string(),
        Lookup::Unknown | Lookup::Retired(_) => String::new(),
    }
}
