//! The AWS IAM policy language: parsing, evaluation and explanation.

pub mod account;
pub mod arn;
pub mod base64;
pub mod boolean;
pub mod date;
pub mod diagnostic;
pub mod ip;
pub mod json;
pub mod number;
pub mod pattern;
pub mod report;
pub mod rule;
pub mod scenario;
pub mod text;
