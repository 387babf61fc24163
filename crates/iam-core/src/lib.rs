//! The AWS IAM policy language: parsing, evaluation and explanation.

pub mod account;
pub mod arn;
pub mod diagnostic;
pub mod json;
pub mod pattern;
pub mod report;
pub mod rule;
pub mod scenario;
pub mod text;
