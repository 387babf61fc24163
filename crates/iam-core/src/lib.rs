//! The AWS IAM policy language: parsing, evaluation and explanation.
//!
//! A [`scenario::Scenario`] goes in, a [`report::Report`] comes out; between them lie the stages
//! parse → lower → derive → match → decide → explain, each a function from one type to the next:
//!
//! - [`json`] parses a document and [`policy`] lowers it, keeping every place and every mistake;
//! - `derive` fills in the condition keys that follow from the request;
//! - `matching` says for every statement whether it applies: yes, no, or not to be told;
//! - `decide` says which policies count and how they combine;
//! - `trace` and `explain` make the report.
//!
//! [`evaluate`] does all of it; [`prepare`] and [`Prepared::decide_only`] do the same without keeping a finding, and a
//! [`Table`] does so for many actions.
//! The crate reads no clock, no file, no environment, and is the same natively and in WebAssembly.

pub mod account;
mod action_facts;
pub mod arn;
pub mod base64;
pub mod boolean;
mod call;
mod context;
pub mod date;
mod decide;
mod derive;
pub mod diagnostic;
mod evaluate;
mod explain;
pub mod ip;
pub mod json;
mod letter_case;
mod matching;
pub mod number;
pub mod order;
mod organization;
pub mod pattern;
pub mod policy;
pub mod report;
mod request;
pub mod rule;
pub mod scenario;
mod services;
pub mod spelling;
mod table;
pub mod text;
mod trace;
pub mod what_if;

pub use call::together;
pub use derive::ASSUMED_TIME;
pub use evaluate::{
    Prepared, evaluate, evaluate_focused, evaluate_with, parse_policies, prepare, prepare_one,
};
pub use table::Table;
