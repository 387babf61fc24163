//! The service reference: every AWS service with its actions, resource types and condition keys.
//!
//! A [`Catalog`] always knows the index: every service's name, the global condition keys, the retired services. What a
//! service has is a file by itself, added when it is wanted ([`Catalog::add`]), so that [`Lookup`] tells a service that
//! does not exist from one that is not loaded. With the feature `bundled` every file is inside the program.
//!
//! The catalog informs: completion, hints, findings. No verdict changes because of it.
//!
//! - [`Service`], [`Action`], [`ResourceType`], [`ConditionKey`]: the facts;
//! - [`ArnTemplate`]: which ARNs a resource type has, and which patterns of a policy can meet them;
//! - [`AllActions`]: every action, to search ([`AllActions::search`]), to count wildcards and fold lists
//!   ([`Catalog::expand`], [`Catalog::fold`]), and to say what policies reach ([`AllActions::reach`]);
//! - [`Support`] and [`Service::disagreements`]: the table "AWS services that work with IAM", and where sources differ.
//!
//! # Examples
//!
//! ```
//! use iam_catalog::{ActionLookup, Catalog, Lookup};
//!
//! let mut catalog = Catalog::new();
//! assert!(matches!(catalog.service("s3"), Lookup::NotLoaded(entry) if &*entry.name == "Amazon S3"));
//!
//! catalog.add(include_str!("../data/services/s3.txt"))?;
//! let ActionLookup::Known(action) = catalog.action("S3:getobject") else { panic!("not known") };
//! assert_eq!(action.to_string(), "s3:GetObject");
//! assert!(action.key("s3:ExistingObjectTag/team").is_some());
//! # Ok::<(), iam_catalog::DataError>(())
//! ```

mod action_ref;
mod all_actions;
mod arn_service;
mod arn_template;
#[cfg(feature = "bundled")]
mod bundled;
mod catalog;
mod expand;
mod global_key;
mod index;
mod key_name;
mod lines;
mod needed;
mod overlap;
mod reach;
mod service;
mod support;
mod value_type;

pub use action_ref::{ActionRef, KeySource};
pub use all_actions::{ActionName, AllActions, Found, Mark, is_familiar, name_cost};
pub use arn_template::{ArnTemplate, Placeholder};
pub use catalog::{ActionLookup, Catalog, KeyLookup, Lookup};
pub use expand::{Expansion, Folded};
pub use global_key::{GlobalKey, KeyGroup};
pub use index::{Index, RetiredService, ServiceEntry};
pub use lines::DataError;
pub use overlap::PolicyArn;
pub use reach::{Access, Counts, Group, Limits, Reach};
pub use service::{
    AccessLevel, AccessLevels, Action, ActionResource, ConditionKey, ResourceType, Service,
};
pub use support::{Answer, Column, Disagreement, Feature, GuideSupport, Support};
pub use value_type::{ValueKind, ValueType};
