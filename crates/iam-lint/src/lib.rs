//! Findings about policies, each with its place and, where possible, a fix.
//!
//! The codes and types are those of IAM Access Analyzer's policy validation, so that a person can look them up; codes that
//! begin with `X_` are the project's own. [`CHECKS`] is the table of all of them. [`lint`] looks at one policy that is
//! parsed already:
//!
//! - what the parser and the lowering of `iam-core` reported is given its code (`reported`), and not searched for again;
//! - the [`checks`](CHECKS), grouped by theme, look at the statements and at the JSON around them;
//! - a [`Finding`] may carry a fix: edits of the text that remove it and keep everything else as the person wrote it.
//!
//! A finding never changes a decision (R-CHK-3).
//!
//! # Examples
//!
//! ```
//! use iam_catalog::Catalog;
//! use iam_core::policy::{Policy, PolicySubject};
//! use iam_core::scenario::PolicyType;
//! use iam_lint::{Source, lint};
//!
//! let text = r#"{ "Version": "2012-10-17", "Statement": {
//!   "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" } }"#;
//! let policy = Policy::parse(text, PolicySubject { kind: PolicyType::Identity, trust: false });
//! let findings = lint(&Source { text, policy: &policy, attached_to: &[] }, &Catalog::new());
//! assert_eq!(findings.list[0].code.name(), "PASS_ROLE_WITH_STAR_IN_RESOURCE");
//! assert_eq!(findings.list[0].span.slice(text), "\"*\"");
//! assert_eq!(findings.missing, ["iam"]);
//! ```

mod checks;
mod code;
mod document;
mod edit;
mod finding;
mod keys;
mod lint;
mod pattern;
mod tree;

pub use code::{CHECKS, Check, Code, FindingType, Types};
pub use finding::{Finding, Findings};
pub use lint::{Source, lint, lint_scenario};
pub use tree::{Step, Tree};
