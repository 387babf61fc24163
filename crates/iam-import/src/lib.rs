//! Pasted evidence to scenario: an access-denied message, a decoded message, a policy becomes a request with what AWS said
//! about it as its expectation, and a list of what is missing with the commands that fetch it.
//!
//! [`import`] reads a text, [`add`] adds what was found to a scenario, [`compare`] sets AWS's verdict beside ours. A table of formats says what a text is known by and
//! what reads it; a new format is a new row. Evidence is cleaned and unpacked layer by layer, and each layer knows the places
//! of the pasted text that it was made from, so that everything found is shown where it stands. Nothing is guessed silently:
//! each part says how it is [known][Basis].
//!
//! # Examples
//!
//! ```
//! use iam_core::scenario::{Decision, Scenario};
//!
//! let found = iam_import::import(
//!     "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sqs:SendMessage \
//!      on resource: arn:aws:sqs:eu-west-1:111122223333:orders with an explicit deny in a resource-based policy",
//! );
//! let scenario = iam_import::add(&Scenario::default(), &found);
//! assert_eq!(scenario.requests[0].expect, Some(Decision::ExplicitDeny));
//! assert_eq!(found.missing[0].kind.name(), "resource");
//! ```

mod account;
mod apply;
mod bare_policy;
mod bytes;
mod cloudformation;
mod cloudtrail;
mod command;
mod compare;
mod decoded;
mod denied;
mod elsewhere;
mod entities;
mod evidence;
mod iam_cli;
mod import;
mod keys;
mod layer;
mod missing;
mod operation;
mod organizations;
mod phrase;
mod policies;
mod prepare;
mod reader;
mod recognize;
mod resource_policy;
mod secret;
mod segments;
mod shell;
mod simulator;
mod single;
mod table;
mod terraform;
mod toolbox;

pub use apply::add;
pub use bytes::text_of;
pub use compare::{Comparison, compare, kind_in_words};
pub use entities::Entity;
pub use import::{
    Basis, Choice, Format, FoundOrganization, FoundPolicy, FoundRequest, Import, Note, Options,
    Part, Recognized, Refusal, Stated,
};
pub use missing::{Missing, MissingKind};
pub use recognize::{MAX_TEXT, import, import_with};
