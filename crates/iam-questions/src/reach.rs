//! Which of all actions policies allow.

use serde::{Deserialize, Serialize};

use crate::findings::Source;

/// Which policies are asked, and how much is wanted of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachAsk {
    /// The policies, together.
    pub policies: Vec<Source>,
    /// What an action, a service's name or its prefix holds that is shown, in any case; empty for everything.
    pub search: String,
    /// The prefixes of the services whose actions are listed; with something to search for, those of all are.
    pub open: Vec<String>,
}

/// What policies allow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// How many actions there are.
    pub all: u32,
    /// How many services there are.
    pub all_services: u32,
    /// How many actions are allowed for every resource and without conditions.
    pub allowed: u32,
    /// How many are allowed under limits.
    pub limited: u32,
    /// How many services have an allowed action.
    pub services_allowed: u32,
    /// The services with an action that is allowed, as far as they fit the search.
    pub services: Vec<ReachService>,
    /// How many actions fit the search and are not listed.
    pub unlisted: u32,
}

/// A service with an action that is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachService {
    /// Its prefix.
    pub prefix: String,
    /// Its name.
    pub name: String,
    /// For each access level (list, read, write, tagging, permissions management): how many actions are allowed without limits,
    /// how many under limits, and how many there are.
    pub levels: [(u32, u32, u32); 5],
    /// Its allowed actions by name, if they are listed.
    pub actions: Vec<ReachAction>,
}

/// An action that is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachAction {
    /// Its name, without the service.
    pub name: String,
    /// Its access level: the place in a service's levels.
    pub level: u8,
    /// What limits it; nothing if every request is allowed.
    pub limits: Vec<ReachLimit>,
}

/// What limits an action that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReachLimit {
    /// Conditions have to hold, or the principal has to be one that is named.
    Conditions,
    /// Some resources only.
    Resources,
    /// A statement denies some requests.
    Denies,
    /// A call also needs a resource that no statement allows it on.
    Incomplete,
}
