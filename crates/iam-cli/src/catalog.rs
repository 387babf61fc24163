//! `iam-eval catalog`, `expand` and `actions`: what the service reference says.

use std::ffi::OsStr;
use std::path::Path;

use iam_catalog::{
    Access, AccessLevel, ActionLookup, ActionRef, Answer, Catalog, Column, ConditionKey, KeySource,
    Limits, Lookup, Service,
};
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;

use crate::Outcome;
use crate::input;
use crate::output::{Output, Paint};
use crate::problem::Problem;

/// Shows a service, or an action as `service:Action`.
pub(crate) fn show(name: &str, output: &mut Output) -> Result<(), Problem> {
    let catalog = Catalog::bundled();
    if name.contains(':') {
        return match catalog.action(name) {
            ActionLookup::Known(action) => show_action(action, output),
            ActionLookup::UnknownAction(service) => Err(Problem::Catalog(format!(
                "{} ({}) has no action `{name}`",
                service.name, service.prefix
            ))),
            ActionLookup::NotAnAction
            | ActionLookup::UnknownService
            | ActionLookup::RetiredService(_)
            | ActionLookup::NotLoaded(_) => Err(unknown_service(&catalog, name)),
        };
    }
    match catalog.loaded(name) {
        Some(service) => show_service(service, output),
        None => Err(unknown_service(&catalog, name)),
    }
}

/// Lists the actions that a wildcard stands for.
pub(crate) fn expand(pattern: &str, output: &mut Output) -> Result<(), Problem> {
    let catalog = Catalog::bundled();
    let expansion = catalog.expand(pattern);
    if expansion.actions.is_empty() {
        let service = pattern.split(':').next().unwrap_or(pattern);
        return Err(match catalog.loaded(service) {
            Some(_) => Problem::Catalog(format!("no action matches `{pattern}`")),
            None => unknown_service(&catalog, pattern),
        });
    }
    for action in &expansion.actions {
        output.line(&action.to_string())?;
    }
    Ok(())
}

/// Lists the actions that an identity-based policy allows, by service and access level.
pub(crate) fn actions(file: &OsStr, output: &mut Output) -> Result<Outcome, Problem> {
    let (_, text) = input::text(Path::new(file))?;
    let subject = PolicySubject {
        kind: PolicyType::Identity,
        trust: false,
    };
    let policy = Policy::parse(&text, subject);
    let catalog = Catalog::bundled();
    let Some(all) = catalog.all_actions() else {
        return Ok(Outcome::BadInput);
    };
    let reach = all.reach(&[&policy]);
    let (mut allowed, mut limited) = (0, 0);
    for group in reach.groups() {
        let name = catalog
            .index()
            .service(group.prefix)
            .map_or("", |entry| &*entry.name);
        output.line(&format!("{} {name}", Paint::Bold.on(group.prefix)))?;
        for level in AccessLevel::ALL {
            let counts = group.level(level);
            if counts.allowed + counts.limited == 0 {
                continue;
            }
            let some = counts.allowed + counts.limited;
            output.line(&format!("  {}: {some} of {}", level.name(), counts.all))?;
            for at in group.actions.clone() {
                let Some(action) = all.get(at).filter(|action| action.levels.main == level) else {
                    continue;
                };
                match reach.access(at) {
                    Access::Allowed => {
                        allowed += 1;
                        output.line(&format!("    {}", action.name))?;
                    }
                    Access::Limited(limits) => {
                        limited += 1;
                        let limits = Paint::Dim.on(&limits_in_words(limits));
                        output.line(&format!("    {} {limits}", action.name))?;
                    }
                    Access::Denied | Access::NotAllowed => {}
                }
            }
        }
    }
    output.line(&format!(
        "{} of {} actions allowed, {limited} of them under limits",
        allowed + limited,
        all.len()
    ))?;
    if policy.valid {
        Ok(Outcome::Met)
    } else {
        output.problem(&Problem::Catalog(
            "the policy has mistakes; what could be read of it is counted".to_owned(),
        ));
        Ok(Outcome::BadInput)
    }
}

fn limits_in_words(limits: Limits) -> String {
    let words = [
        (limits.conditions, "under conditions"),
        (limits.resources, "on some resources"),
        (limits.denies, "partly denied"),
        (limits.incomplete, "a required resource type is missing"),
    ];
    let words: Vec<&str> = words
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, words)| *words)
        .collect();
    words.join(", ")
}

pub(crate) fn unknown_service(catalog: &Catalog, name: &str) -> Problem {
    let prefix = name.split(':').next().unwrap_or(name);
    Problem::Catalog(match catalog.service(prefix) {
        Lookup::Retired(retired) => format!(
            "`{}` ({}) is no service any more; it was last seen in {}",
            retired.prefix, retired.name, retired.last_seen
        ),
        Lookup::Unknown | Lookup::NotLoaded(_) | Lookup::Loaded(_) => {
            format!("there is no service `{prefix}`")
        }
    })
}

fn show_service(service: &Service, output: &mut Output) -> Result<(), Problem> {
    let prefix = Paint::Dim.on(&service.prefix);
    output.line(&format!("{} {prefix}", Paint::Bold.on(&service.name)))?;
    if service.rcp {
        output.line("resource control policies cover it")?;
    }
    for row in &service.support {
        output.line(&format!("AWS services that work with IAM: {}", row.service))?;
        for (column, name) in COLUMNS {
            let answer = in_a_word(row.column(column));
            match row.note(column) {
                Some(note) => output.line(&format!("  {name}: {answer} ({note})"))?,
                None => output.line(&format!("  {name}: {answer}"))?,
            }
        }
    }
    section(output, "Actions", service.actions.len())?;
    for action in &service.actions {
        let levels = Paint::Dim.on(&action.levels.to_string());
        output.line(&format!("  {} {levels}", action.name))?;
    }
    section(output, "Resource types", service.resources.len())?;
    for resource in &service.resources {
        for template in &resource.arns {
            output.line(&format!(
                "  {} {}",
                resource.name,
                Paint::Dim.on(template.text())
            ))?;
        }
    }
    section(output, "Condition keys", service.keys.len())?;
    for key in &service.keys {
        show_key(key, "", output)?;
    }
    Ok(())
}

const COLUMNS: [(Column, &str); 6] = [
    (Column::Actions, "actions"),
    (
        Column::ResourceLevelPermissions,
        "resource-level permissions",
    ),
    (Column::ResourceBasedPolicies, "resource-based policies"),
    (Column::Abac, "attribute-based access control"),
    (Column::TemporaryCredentials, "temporary credentials"),
    (Column::ServiceLinkedRoles, "service-linked roles"),
];

fn in_a_word(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::Partial => "in part",
        Answer::No => "no",
    }
}

fn section(output: &mut Output, name: &str, count: usize) -> Result<(), Problem> {
    output.line(&format!("{} {count}", Paint::Bold.on(name)))
}

fn show_action(action: ActionRef<'_>, output: &mut Output) -> Result<(), Problem> {
    let levels = Paint::Dim.on(&action.action.levels.to_string());
    output.line(&format!("{} {levels}", Paint::Bold.on(&action.to_string())))?;
    output.line(&action.action.description)?;
    if action.action.permission_only {
        output.line("permission only: no API operation has this name")?;
    }
    let types: Vec<_> = action.resources().collect();
    if types.is_empty() {
        output.line("takes no resource: only `*` matches")?;
    } else {
        section(output, "Resource types", types.len())?;
    }
    for (row, resource) in types {
        let required = if row.required { " (required)" } else { "" };
        for template in &resource.arns {
            let text = Paint::Dim.on(template.text());
            output.line(&format!("  {}{required} {text}", resource.name))?;
        }
    }
    let keys = action.keys();
    section(output, "Condition keys besides the global ones", keys.len())?;
    for (key, source) in keys {
        show_key(key, &with(source), output)?;
    }
    let dependent = action.dependent();
    if !dependent.is_empty() {
        section(output, "Also needed", dependent.len())?;
    }
    for (name, source) in dependent {
        output.line(&format!("  {name}{}", with(source)))?;
    }
    if action.action.unverified {
        output.line("what else a caller needs is not published for this action")?;
    }
    Ok(())
}

fn show_key(key: &ConditionKey, with: &str, output: &mut Output) -> Result<(), Problem> {
    let value = Paint::Dim.on(&key.value.to_string());
    output.line(&format!("  {} {value}{with}", key.name))
}

fn with(source: KeySource<'_>) -> String {
    match source {
        KeySource::Action => String::new(),
        KeySource::Resource(resource) => format!(" with {}", resource.name),
    }
}
