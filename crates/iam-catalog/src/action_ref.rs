//! An action with its service: what it takes, sends and needs.

use std::fmt;

use crate::service::{self, Action, ActionResource, ConditionKey, ResourceType, Service};

/// An action and the service it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct ActionRef<'c> {
    /// The service.
    pub service: &'c Service,
    /// The action.
    pub action: &'c Action,
}

/// Where an action's condition key comes from.
#[derive(Clone, Copy, Debug)]
pub enum KeySource<'c> {
    /// The action sends it whatever the resource.
    Action,
    /// The action sends it with a resource of this type.
    Resource(&'c ResourceType),
}

impl<'c> ActionRef<'c> {
    /// The resource types that it takes, with what the action says of each. None: it takes only `*`.
    pub fn resources(self) -> impl Iterator<Item = (&'c ActionResource, &'c ResourceType)> {
        let service = self.service;
        self.action
            .resources
            .iter()
            .filter_map(move |row| Some((row, service.resource_of(row)?)))
    }

    /// The resource types that a request for it always names, each in a request of its own (R-MULTI-1).
    pub fn required_resources(self) -> impl Iterator<Item = &'c ResourceType> {
        self.resources()
            .filter(|(row, _)| row.required)
            .map(|(_, resource)| resource)
    }

    /// Whether a request for it may come without a resource, that is with `*`.
    pub fn takes_star(self) -> bool {
        // A single optional type may be left out; of several one is named.
        match &*self.action.resources {
            [] => true,
            [only] => !only.required,
            _ => false,
        }
    }

    /// The condition keys that it sends besides the global ones, each once, with where from. A key of the action itself
    /// comes as such even if resource types list it too.
    pub fn keys(self) -> Vec<(&'c ConditionKey, KeySource<'c>)> {
        let mut found: Vec<(&ConditionKey, KeySource<'_>)> = Vec::new();
        let mut push = |key: &'c ConditionKey, source| {
            if !found.iter().any(|(seen, _)| std::ptr::eq(*seen, key)) {
                found.push((key, source));
            }
        };
        for key in self.service.keys_at(&self.action.keys) {
            push(key, KeySource::Action);
        }
        for (row, resource) in self.resources() {
            for key in self.keys_with(row, resource) {
                push(key, KeySource::Resource(resource));
            }
        }
        found
    }

    /// The condition keys that it sends with a resource of a type, besides those that it always sends.
    pub fn keys_with(
        self,
        row: &'c ActionResource,
        resource: &'c ResourceType,
    ) -> impl Iterator<Item = &'c ConditionKey> {
        let service = self.service;
        service
            .keys_at(&row.keys)
            .chain(service.keys_at(&resource.keys))
    }

    /// The key among [`ActionRef::keys`] that a policy's key stands for: in any case, with templates filled in.
    pub fn key(self, key: &str) -> Option<&'c ConditionKey> {
        service::best(self.keys().into_iter().map(|(key, _)| key), key)
    }

    /// The actions that a caller needs besides, as `iam:PassRole`, each once; with the resource type that asks for it.
    pub fn dependent(self) -> Vec<(&'c str, KeySource<'c>)> {
        let own = self.action.dependent.iter();
        let mut found: Vec<(&str, KeySource<'_>)> =
            own.map(|name| (&**name, KeySource::Action)).collect();
        for (row, resource) in self.resources() {
            for name in &row.dependent {
                if !found.iter().any(|(seen, _)| *seen == &**name) {
                    found.push((name, KeySource::Resource(resource)));
                }
            }
        }
        found
    }
}

impl fmt::Display for ActionRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.service.prefix, self.action.name)
    }
}

impl PartialEq for ActionRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.action, other.action)
    }
}

impl Eq for ActionRef<'_> {}
