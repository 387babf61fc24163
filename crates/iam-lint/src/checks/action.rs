//! Actions that no service has.

use iam_catalog::{Lookup, Service};
use iam_core::policy::{ActionEntry, ActionPattern, Statement};
use iam_core::spelling;

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::pattern::{covers_ignoring_case, is_wild};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for (statement, entry) in document.actions() {
        if report.is_full() {
            return;
        }
        if let ActionPattern::Name { service, .. } = &entry.pattern {
            check_entry(document, statement, entry, service, report);
        }
    }
}

fn check_entry(
    document: &Document<'_>,
    statement: &Statement,
    entry: &ActionEntry,
    prefix: &str,
    report: &mut Report,
) {
    match document.catalog.service(prefix) {
        Lookup::Unknown => report.add(unknown_service(document, statement, entry, prefix)),
        Lookup::Retired(retired) => report.add(
            Finding::new(
                Code::XRetiredService,
                document.inside(entry.span, 0..prefix.len()),
                format!(
                    "`{prefix}` was the prefix of {}, which the service reference no longer has",
                    retired.name
                ),
            )
            .help("the entry matches no request, unless an old client makes one"),
        ),
        Lookup::NotLoaded(service) => {
            report.missing.insert(service.prefix.to_string());
        }
        Lookup::Loaded(service) => {
            let name = entry.text.get(prefix.len() + 1..).unwrap_or("");
            if matching(service, name).next().is_none() {
                report.add(unknown_action(document, statement, entry, service, name));
            }
        }
    }
}

/// The actions of a service that a name, perhaps with wildcards, stands for.
pub(super) fn matching<'c>(
    service: &'c Service,
    name: &str,
) -> impl Iterator<Item = &'c iam_catalog::Action> + use<'c> {
    let wanted = name.to_owned();
    // They are sorted, so that those with the fixed start stand together.
    let fixed = name.split(['*', '?']).next().unwrap_or("").len();
    let lower = |text: &str| {
        text.bytes()
            .map(|byte| byte.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    let head = lower(name.get(..fixed).unwrap_or(""));
    let start = service.actions.partition_point(|action| {
        let own = action.name.bytes().map(|byte| byte.to_ascii_lowercase());
        own.lt(head.iter().copied())
    });
    let rest = service.actions.get(start..).unwrap_or(&[]);
    rest.iter()
        .take_while(move |action| {
            let own = action.name.bytes().map(|byte| byte.to_ascii_lowercase());
            own.take(fixed).eq(head.iter().copied())
        })
        .filter(move |action| covers_ignoring_case(&wanted, &action.name))
}

fn unknown_service(
    document: &Document<'_>,
    statement: &Statement,
    entry: &ActionEntry,
    prefix: &str,
) -> Finding {
    let span = document.inside(entry.span, 0..prefix.len());
    let finding = Finding::new(
        Code::InvalidServiceInAction,
        span,
        format!("there is no service `{prefix}`"),
    );
    let services = document.catalog.index().services.iter();
    let Some(near) = spelling::nearest(prefix, services.map(|one| &*one.prefix)) else {
        return finding.help("an action begins with the prefix of its service, such as `s3:`");
    };
    let name = entry.text.split_once(':').map_or("", |(_, name)| name);
    let known = document
        .catalog
        .loaded(near)
        .is_none_or(|service| matching(service, name).next().is_some());
    // What else the statement says may be meant for the service that does not exist.
    let fits = known && takes_any_resource(statement) && statement.conditions.is_empty();
    finding.help(format!("did you mean `{near}`?")).fix(
        format!("Write `{near}`"),
        fits.then(|| edit::replace(span, near)),
    )
}

fn takes_any_resource(statement: &Statement) -> bool {
    statement
        .resource
        .as_ref()
        .is_none_or(|block| !block.negated && block.entries.iter().any(|entry| &*entry.text == "*"))
}

fn unknown_action(
    document: &Document<'_>,
    statement: &Statement,
    entry: &ActionEntry,
    service: &Service,
    name: &str,
) -> Finding {
    let what = if is_wild(name) {
        format!("{} has no action that `{name}` matches", service.name)
    } else {
        format!("{} has no action `{name}`", service.name)
    };
    let finding = Finding::new(Code::InvalidAction, entry.span, what);
    let names = service.actions.iter().map(|action| &*action.name);
    let Some(near) = spelling::nearest(name, names).filter(|_| !is_wild(name)) else {
        return finding
            .help("the entry has no effect; remove it, or check the name")
            .fix("Remove it", edit::remove_item(document, entry.span));
    };
    let whole = format!("{}:{near}", service.prefix);
    let finding = finding.help(format!("did you mean `{whole}`?"));
    let is_there = statement
        .action
        .entries
        .iter()
        .any(|other| other.span != entry.span && covers_ignoring_case(&other.text, &whole));
    let named = service
        .action(near)
        .is_some_and(|action| !action.resources.is_empty());
    if is_there {
        finding.fix("Remove it", edit::remove_item(document, entry.span))
    } else if statement.conditions.is_empty() && (named || takes_any_resource(statement)) {
        finding.fix(
            format!("Write `{whole}`"),
            edit::replace(entry.span, iam_core::json::quote(&whole)),
        )
    } else {
        finding
    }
}
