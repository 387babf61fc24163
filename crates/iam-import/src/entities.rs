//! Users, roles and groups that evidence names: their ARNs with paths, which names and sessions alone do not tell.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::scenario::Scenario;

use crate::missing::role_of;
use crate::reader::Reader;

/// A user, role or group, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its ARN with the path.
    pub arn: String,
    /// Its tags.
    pub tags: Vec<(String, String)>,
    /// A user's groups.
    pub groups: Vec<String>,
}

/// Adds what is known about one; what was known before stays.
pub(crate) fn add(reader: &mut Reader<'_>, entity: Entity) {
    match reader
        .out
        .entities
        .iter_mut()
        .find(|known| known.arn == entity.arn)
    {
        Some(known) => {
            if known.tags.is_empty() {
                known.tags = entity.tags;
            }
            if known.groups.is_empty() {
                known.groups = entity.groups;
            }
        }
        None => reader.out.entities.push(entity),
    }
}

/// The ARN of the role, user or group of this name: one that the evidence or the scenario names, else one put together from
/// the account, if that is known.
pub(crate) fn resolve(reader: &Reader<'_>, kind: &str, name: &str) -> Option<String> {
    let is_it = |arn: &&str| {
        Arn::parse(arn).is_some_and(|arn| {
            arn.service == "iam"
                && arn.resource_type() == Some(kind)
                && arn.resource_id().rsplit('/').next() == Some(name)
        })
    };
    let found = reader.out.entities.iter().map(|entity| entity.arn.as_str());
    let known = reader.options.known.iter().map(String::as_str);
    let principals = reader
        .out
        .requests
        .iter()
        .map(|found| role_of(&found.request.principal.arn))
        .collect::<Vec<_>>();
    let principals = principals.iter().map(String::as_str);
    if let Some(arn) = found.chain(known).chain(principals).find(is_it) {
        return Some(arn.to_owned());
    }
    let account = account(reader)?;
    Some(format!("arn:aws:iam::{account}:{kind}/{name}"))
}

/// The account that all of this is in, as far as known: the one given, else the one of what was found.
pub(crate) fn account(reader: &Reader<'_>) -> Option<String> {
    if let Some(account) = &reader.options.account {
        return Some(account.clone());
    }
    let found = reader.out.entities.iter().map(|entity| entity.arn.as_str());
    let principals = reader
        .out
        .requests
        .iter()
        .map(|found| found.request.principal.arn.as_str());
    let known = reader.options.known.iter().map(String::as_str);
    found
        .chain(principals)
        .chain(known)
        .filter_map(|arn| Arn::parse(arn).map(|arn| arn.account))
        .find(|account| is_account_id(account))
        .map(str::to_owned)
}

/// The ARN without its path, as it is put together from a session.
pub(crate) fn without_path(arn: &str) -> String {
    match Arn::parse(arn) {
        Some(parts) if parts.service == "iam" => {
            let kind = parts.resource_type().unwrap_or_default();
            let name = parts.resource_id().rsplit('/').next().unwrap_or_default();
            format!(
                "arn:{}:iam::{}:{kind}/{name}",
                parts.partition, parts.account
            )
        }
        _ => arn.to_owned(),
    }
}

/// Which of several principals is meant: the one chosen, else the one that a request of the evidence or of the scenario is by.
pub(crate) fn wanted(reader: &Reader<'_>, arns: &[String]) -> Option<usize> {
    if let Some(chosen) = &reader.options.principal {
        let chosen = without_path(&role_of(chosen));
        return arns.iter().position(|arn| without_path(arn) == chosen);
    }
    let asked: Vec<String> = reader
        .out
        .requests
        .iter()
        .map(|found| found.request.principal.arn.as_str())
        .chain(reader.options.known.iter().map(String::as_str))
        .map(|arn| without_path(&role_of(arn)))
        .collect();
    arns.iter()
        .position(|arn| asked.contains(&without_path(arn)))
}

/// Gives the requests of a scenario what is now known about who makes them: a role's path, tags, groups. What a request says
/// already stays.
pub(crate) fn complete(scenario: &mut Scenario, entities: &[Entity]) {
    for request in &mut scenario.requests {
        let principal = &mut request.principal;
        let carrier = role_of(&principal.arn);
        let is_session = carrier != principal.arn;
        let found = entities.iter().find(|entity| {
            entity.arn == carrier || (is_session && without_path(&entity.arn) == carrier)
        });
        let Some(entity) = found else {
            continue;
        };
        if is_session && principal.role_arn.is_none() && entity.arn != carrier {
            principal.role_arn = Some(entity.arn.clone());
        }
        if principal.tags.is_empty() {
            principal.tags.clone_from(&entity.tags);
        }
        if principal.groups.is_empty() {
            principal.groups.clone_from(&entity.groups);
        }
    }
}
