//! The AWS IAM policy language: parsing, evaluation and explanation.

pub mod diagnostic;
pub mod json;
pub mod report;
pub mod rule;
pub mod scenario;
pub mod text;
