//! What a table of verdicts can be made of: the actions of a service or of wildcards, a service's types of resources.

use serde::{Deserialize, Serialize};

/// Actions that are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    /// Names of services, prefixes, or patterns such as `s3:Get*`.
    pub patterns: Vec<String>,
    /// The access levels that are wanted, by their numbers; empty for all.
    pub levels: Vec<u8>,
    /// How many are wanted at most.
    pub most: u32,
}

/// The actions that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actions {
    /// `service:Name`, each once, in the order of the patterns.
    pub list: Vec<String>,
    /// How many more there are.
    pub more: u32,
    /// What is neither a service nor a pattern of actions that exist.
    pub unknown: Vec<String>,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its prefix in actions.
    pub prefix: String,
    /// What it is called.
    pub name: String,
}
