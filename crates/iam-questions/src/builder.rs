//! What the form of a request offers: actions to pick, what an action takes, what else it needs.

use serde::{Deserialize, Serialize};

/// What was typed to find an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// How many actions are wanted at most.
    pub most: u32,
}

/// An action that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// `service:Name`.
    pub action: String,
    /// What the service is called.
    pub service: String,
    /// Its access level.
    pub level: String,
    /// The bytes of `service:Name` that were typed: beginning and end in turn.
    pub marks: Vec<u32>,
}

/// What an action takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// `service:Name` as AWS writes it.
    pub action: String,
    /// What the service is called.
    pub service: String,
    /// Its access level.
    pub level: String,
    /// What it grants, in a line.
    pub about: String,
    /// Whether a request for it may come without a resource, that is with `*`.
    pub takes_star: bool,
    /// The resource types that it can name.
    pub resources: Vec<Resource>,
    /// The condition keys that it sends, those that only come with a resource type after the others.
    pub keys: Vec<Key>,
    /// The actions that a caller needs besides.
    pub dependent: Vec<Dependent>,
}

/// A resource type that an action can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Its name: `bucket`.
    pub name: String,
    /// Whether a request for the action always names one.
    pub required: bool,
    /// The first form of its ARNs.
    pub arn: String,
}

/// A condition key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Its name, perhaps a template: `aws:RequestTag/${TagKey}`.
    pub name: String,
    /// The type of one value: `String`, `Bool`.
    pub kind: String,
    /// Whether a request may hold several values.
    pub multivalued: bool,
    /// What it is, in a line.
    pub about: String,
}

/// An action that a caller needs besides another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependent {
    /// `service:Name`.
    pub action: String,
    /// The resource type that it is needed with; empty if always.
    pub with: String,
    /// The ARN template of what it takes first; `*` if it takes none.
    pub arn: String,
    /// Whether AWS decides it in the same call. Else it is asked in a call of its own: by the service on the caller's behalf, or by the caller.
    pub same_call: bool,
}
