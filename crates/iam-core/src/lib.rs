//! The AWS IAM policy language: parsing, evaluation and explanation.

pub mod diagnostic;
pub mod json;
pub mod rule;
pub mod text;
