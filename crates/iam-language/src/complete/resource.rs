//! Values of `Resource` and `NotResource`: ARNs of the resource types that the statement's actions take.

use std::collections::BTreeMap;

use iam_catalog::ArnTemplate;

use super::offer::{Offer, Said};
use super::{Asked, ItemKind};
use crate::insert::Insert;

/// A resource type's ARN, and who takes it.
struct Form<'c> {
    template: &'c ArnTemplate,
    name: &'c str,
    /// An action that takes it, and how many do.
    action: String,
    by: usize,
}

pub(super) fn complete(asked: &mut Asked<'_>, offer: &mut Offer) {
    let typed = asked.place.typed();
    let mut forms = of_actions(asked);
    let takes_none = forms.is_empty() && !asked.facts.actions.is_empty();
    if forms.is_empty() && !takes_none {
        forms = of_services(asked, typed);
    }
    forms.sort_by_key(|form| (std::cmp::Reverse(form.by), form.template.text().len()));
    star(asked, takes_none, offer);
    for (rank, form) in (0..).zip(&forms) {
        add(asked, typed, form, rank, offer);
    }
}

fn star(asked: &Asked<'_>, takes_none: bool, offer: &mut Offer) {
    let (rank, about) = if takes_none {
        (
            0,
            "The statement’s actions take no resource: only * matches them.",
        )
    } else {
        (700, "Every resource.")
    };
    let said = Said {
        label: "*",
        kind: ItemKind::Resource,
        detail: "",
        about,
        again: false,
    };
    offer.add(rank, &said, || asked.around.value(Insert::quoted("*")));
}

/// The forms that the statement's actions take.
fn of_actions<'a>(asked: &Asked<'a>) -> Vec<Form<'a>> {
    let mut found: BTreeMap<&str, Form<'a>> = BTreeMap::new();
    for action in &asked.facts.actions {
        for (_, resource) in action.resources() {
            for template in &resource.arns {
                let form = found.entry(template.text()).or_insert_with(|| Form {
                    template,
                    name: &resource.name,
                    action: action.to_string(),
                    by: 0,
                });
                form.by += 1;
            }
        }
    }
    found.into_values().collect()
}

/// The forms of the services that the statement, or the ARN as far as it is typed, names.
fn of_services<'a>(asked: &mut Asked<'a>, typed: &str) -> Vec<Form<'a>> {
    let catalog = asked.catalog;
    let mut parts = typed.splitn(4, ':');
    let named = parts.nth(2).filter(|_| parts.next().is_some());
    let mut services = asked.facts.services();
    if let Some(named) = named {
        services = catalog
            .services_of_arn(named)
            .into_iter()
            .map(str::to_owned)
            .collect();
    }
    let mut found: BTreeMap<&str, Form<'a>> = BTreeMap::new();
    for prefix in services.iter().take(20) {
        let Some(service) = asked.missing.loaded(catalog, prefix) else {
            continue;
        };
        for resource in &service.resources {
            for template in &resource.arns {
                found.entry(template.text()).or_insert(Form {
                    template,
                    name: &resource.name,
                    action: String::new(),
                    by: 0,
                });
            }
        }
    }
    found.into_values().collect()
}

fn add(asked: &Asked<'_>, typed: &str, form: &Form<'_>, rank: u32, offer: &mut Offer) {
    let label = form.template.filled(|placeholder| {
        let partition = placeholder.component == 1;
        Some(if partition { "aws" } else { placeholder.name }.to_owned())
    });
    let cost = match offer.typed.cost(form.name) {
        _ if typed.len() < 4 && "arn:".starts_with(typed) => Some(0),
        // The name of the type finds it as well: `buck`.
        Some(cost) if !typed.contains(':') => Some(cost),
        Some(_) | None => None,
    };
    // A bucket's name has no slash: behind one it is an object.
    let fits = |arn: &Insert| typed.contains(['*', '?']) || form.template.fits(&arn.to_string());
    let aligned = align(form.template, typed).filter(fits);
    let (cost, arn) = match (aligned, cost) {
        (Some(arn), _) => (0, arn),
        (None, Some(cost)) => match align(form.template, "") {
            Some(arn) => (cost, arn),
            None => return,
        },
        (None, None) => return,
    };
    let about = match form.by {
        0 => String::new(),
        1 => format!("Taken by {}.", form.action),
        by => format!(
            "Taken by {} and {} more of the statement’s actions.",
            form.action,
            by - 1
        ),
    };
    let said = Said {
        label: &label,
        kind: ItemKind::Resource,
        detail: form.name,
        about: &about,
        again: false,
    };
    let mut insert = Insert::default();
    insert.push("\"");
    insert.append(arn);
    insert.push("\"");
    // All forms fit equally well: those that more actions take come first.
    offer.put(cost + rank.min(60), &said, asked.around.value(insert));
}

/// A template with fields, which keeps what has been typed of it; none if that does not fit.
fn align(template: &ArnTemplate, typed: &str) -> Option<Insert> {
    if typed.contains(['\\', '"']) {
        return None;
    }
    let mut insert = Insert::default();
    let typed: Vec<&str> = typed.splitn(6, ':').collect();
    let last = typed.len() - 1;
    let mut names = 0;
    for (at, part) in template.text().splitn(6, ':').enumerate() {
        if at > 0 {
            insert.push(":");
        }
        let own = typed.get(at).copied().unwrap_or("");
        if at < 5 {
            component(at, part, own, at < last, &mut insert)?;
        } else {
            resource(part, own, &mut names, &mut insert)?;
        }
    }
    Some(insert)
}

/// One of the first five components of an ARN.
fn component(at: usize, part: &str, own: &str, whole: bool, insert: &mut Insert) -> Option<()> {
    let open = part.contains("${");
    if whole {
        let fits = open || part == own || own.contains(['*', '?']);
        fits.then(|| insert.push(own))
    } else if !open {
        part.starts_with(own).then(|| insert.push(part))
    } else {
        let default = match (own, at) {
            ("", 1) => "aws",
            ("", _) => "*",
            (own, _) => own,
        };
        // What a person has to say comes before what mostly stays as it is.
        let turn = match at {
            1 => 3,
            3 => 2,
            _ => 1,
        };
        insert.field_in_turn(default, turn);
        Some(())
    }
}

/// The last component of an ARN.
fn resource(part: &str, own: &str, names: &mut usize, insert: &mut Insert) -> Option<()> {
    let mut rest = part;
    let mut own = own;
    loop {
        let (literal, after) = match rest.split_once("${") {
            Some((literal, after)) => (literal, Some(after)),
            None => (rest, None),
        };
        if !own.is_empty() && literal.starts_with(own) {
            own = "";
        }
        own = match own {
            "" => "",
            own => own.strip_prefix(literal)?,
        };
        insert.push(literal);
        let Some((name, after)) = after.and_then(|after| after.split_once('}')) else {
            return own.is_empty().then_some(());
        };
        let next = after.split("${").next().unwrap_or("");
        if let Some((value, _)) = own
            .split_once(next)
            .filter(|_| !own.is_empty() && !next.is_empty())
        {
            insert.push(value);
            own = own.get(value.len()..).unwrap_or("");
        } else {
            // The first name is the person's to give; what is below it is mostly meant as a whole.
            let default = match (own, *names) {
                ("", 0) => name,
                ("", _) => "*",
                (own, _) => own,
            };
            insert.field(default);
            own = "";
        }
        *names += 1;
        rest = after;
    }
}
