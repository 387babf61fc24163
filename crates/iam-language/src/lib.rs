//! The language service for policies: what an editor asks about a policy's text while a person types.
//!
//! - [`complete`] says what may stand at the caret, best first, with punctuation that is missing there;
//! - [`hover`] says what a word of a policy means;
//! - [`code_actions`] offers rewritings: expand and fold actions, sort, format.
//!
//! All of them take half-typed text, offsets in UTF-8 bytes, and a [`Catalog`](iam_catalog::Catalog) of
//! which services may not be loaded: an answer names what it lacks ([`Missing`]), so that the caller can load it and ask
//! again. Their time is bounded for any text.
//!
//! # Examples
//!
//! ```
//! use iam_catalog::Catalog;
//! use iam_core::policy::PolicySubject;
//! use iam_core::scenario::PolicyType;
//! use iam_language::complete;
//!
//! let subject = PolicySubject { kind: PolicyType::Identity, trust: false };
//! let text = r#"{ "Statement": { "Effect": "Al"#;
//! let found = complete(text, text.len(), subject, &Catalog::new());
//! assert_eq!(found.items[0].label, "Allow");
//! assert_eq!(found.apply(text, &found.items[0]), r#"{ "Statement": { "Effect": "Allow""#);
//! ```

mod around;
mod code_action;
mod complete;
mod facts;
mod fuzzy;
mod hover;
mod insert;
mod known;
mod missing;
mod place;
mod scan;
mod texts;

pub use code_action::{CodeAction, CodeActionKind, CodeActions, code_actions};
pub use complete::{Completions, Item, ItemKind, complete};
pub use hover::{Fact, Hover, hover};
pub use insert::{Insert, Piece};
pub use missing::Missing;
