//! A service: its actions, resource types and condition keys, and its rows in AWS's table.
//!
//! Its file's lines: `S` prefix, name, category, `R` if RCPs cover it; `U`, `N`, `D` rows of the table (see `support`);
//! `K` a condition key with type and description; `R` a resource type with its keys and ARN templates, in which a leading
//! `~` stands for `arn:${Partition}:PREFIX:${Region}:${Account}:`; `A` an action with access levels and marks (`!`
//! permission only, `?` unverified), description, resources (`index[*][;keys][;dependent actions]`), keys, and dependent
//! actions. Keys and resource types are named by their places in the file.
//!
//! Source: *Service Authorization Reference*.

mod level;
mod read;

use crate::arn_template::ArnTemplate;
use crate::key_name;
use crate::support::Support;
use crate::value_type::ValueType;

pub use level::{AccessLevel, AccessLevels};

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The day of the reference, as `2026-10-27`.
    pub date: Box<str>,
    /// Its prefix in actions, in lower case.
    pub prefix: Box<str>,
    /// Its name: `Amazon S3`.
    pub name: Box<str>,
    /// Its category: `storage`.
    pub category: Option<Box<str>>,
    /// Whether resource control policies cover it.
    pub rcp: bool,
    /// Its condition keys, sorted. Of the global keys only those that not every action sends are among them.
    pub keys: Box<[ConditionKey]>,
    /// Its resource types, sorted.
    pub resources: Box<[ResourceType]>,
    /// Its actions, sorted.
    pub actions: Box<[Action]>,
    /// Its rows in the table "AWS services that work with IAM"; none or several for some.
    pub support: Box<[Support]>,
}

/// An action of a service.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its name, without the service: `GetObject`.
    pub name: Box<str>,
    /// Its access levels.
    pub levels: AccessLevels,
    /// What it grants.
    pub description: Box<str>,
    /// The resource types it takes; none if it takes only `*`.
    pub resources: Box<[ActionResource]>,
    /// Keys that it sends whatever the resource, as places among the service's keys.
    pub(crate) keys: Box<[u16]>,
    /// Actions that a caller needs besides, as `iam:PassRole`.
    pub dependent: Box<[Box<str>]>,
    /// Whether there is no API operation of that name.
    pub permission_only: bool,
    /// Whether dependent actions and `permission_only` are not known: AWS published the action after it had dropped both
    /// from its tables (July 2026).
    pub unverified: bool,
}

/// A resource type that an action takes.
#[derive(Clone, Debug)]
pub struct ActionResource {
    /// The type's place among the service's resource types.
    pub(crate) index: u16,
    /// Whether a request for the action always names one. If none of an action's types is required, it names one of them.
    pub required: bool,
    /// Keys that the action sends with a resource of this type.
    pub(crate) keys: Box<[u16]>,
    /// Actions that a caller needs besides, with a resource of this type.
    pub dependent: Box<[Box<str>]>,
}

/// A resource type of a service.
#[derive(Clone, Debug)]
pub struct ResourceType {
    /// Its name: `bucket`.
    pub name: Box<str>,
    /// The forms of its ARNs.
    pub arns: Box<[ArnTemplate]>,
    /// Keys that concern resources of this type.
    pub(crate) keys: Box<[u16]>,
}

/// A condition key of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionKey {
    /// Its name, perhaps a template: `s3:ExistingObjectTag/<key>`.
    pub name: Box<str>,
    /// The type of its values.
    pub value: ValueType,
    /// What it filters by.
    pub description: Box<str>,
}

impl Service {
    /// An action, by its name without the service and in any case.
    pub fn action(&self, name: &str) -> Option<&Action> {
        self.actions
            .binary_search_by(|action| lower(&action.name).cmp(lower(name)))
            .ok()
            .and_then(|at| self.actions.get(at))
    }

    /// A resource type, by its name.
    pub fn resource(&self, name: &str) -> Option<&ResourceType> {
        self.resources
            .iter()
            .find(|resource| resource.name.eq_ignore_ascii_case(name))
    }

    /// The condition key of this service that a policy's key stands for: in any case, with templates filled in. A name
    /// that fits exactly comes before a template.
    pub fn key(&self, key: &str) -> Option<&ConditionKey> {
        best(&self.keys, key)
    }

    /// The resource type of an action's row.
    pub fn resource_of(&self, row: &ActionResource) -> Option<&ResourceType> {
        self.resources.get(usize::from(row.index))
    }

    /// The condition keys at some places.
    pub(crate) fn keys_at<'c>(
        &'c self,
        places: &'c [u16],
    ) -> impl Iterator<Item = &'c ConditionKey> {
        places
            .iter()
            .filter_map(|place| self.keys.get(usize::from(*place)))
    }

    /// The keys that concern resources of a type.
    pub fn keys_of<'c>(
        &'c self,
        resource: &'c ResourceType,
    ) -> impl Iterator<Item = &'c ConditionKey> {
        self.keys_at(&resource.keys)
    }

    /// The resource types whose ARNs have the form of a request's ARN, the most particular first: an object before the
    /// bucket, whose template is as wide.
    pub fn types_of_arn(&self, arn: &str) -> Vec<&ResourceType> {
        let mut found: Vec<(usize, &ResourceType)> = Vec::new();
        for resource in &self.resources {
            let fitting = resource.arns.iter().filter(|template| template.fits(arn));
            if let Some(literal) = fitting.map(ArnTemplate::literal_len).max() {
                found.push((literal, resource));
            }
        }
        found.sort_by_key(|(literal, _)| std::cmp::Reverse(*literal));
        found.into_iter().map(|(_, resource)| resource).collect()
    }
}

impl ConditionKey {
    /// Whether a key of a policy or request is this one, without regard to case and with the template filled in.
    pub fn matches(&self, key: &str) -> bool {
        key_name::matches(&self.name, key)
    }

    /// Whether the name is a template.
    pub fn is_template(&self) -> bool {
        key_name::is_template(&self.name)
    }

    /// What of the name is fixed: all before the template's hole.
    pub fn literal_start(&self) -> &str {
        key_name::literal_start(&self.name)
    }
}

fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// The key that a text stands for; one without a hole, or with a longer fixed start, before another.
pub(crate) fn best<'c>(
    keys: impl IntoIterator<Item = &'c ConditionKey>,
    text: &str,
) -> Option<&'c ConditionKey> {
    keys.into_iter()
        .filter(|key| key.matches(text))
        .max_by_key(|key| (!key.is_template(), key.literal_start().len()))
}
