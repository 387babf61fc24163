//! How a service works with IAM: the eleven rows of AWS's pages of that name, for every service, each with a scenario
//! that is made for it from its own actions, resource types and condition keys.
//!
//! [`guide`] is a pure function of what the catalog knows of a service. What it cannot know it says: a row has no answer
//! where no source speaks of it, and its scenario then shows what holds either way. Guides that are worked out by hand
//! (`web/guides`) have the same rows.
//!
//! - `subject` chooses the actions and resources that the scenarios are about;
//! - `answers` says what each source says, and what follows;
//! - `rows` has a module for each row: an explanation and a scenario;
//! - `draft`, `statement`, `example` write scenarios, policies and ARNs.
//!
//! # Examples
//!
//! ```
//! use iam_catalog::{Catalog, Lookup};
//! use iam_core::evaluate;
//!
//! let catalog = Catalog::bundled();
//! let Lookup::Loaded(sqs) = catalog.service("sqs") else { panic!("not known") };
//! let guide = iam_guide::guide(sqs);
//! for row in &guide.rows {
//!     let report = evaluate(&row.scenario);
//!     assert!(report.requests.iter().all(|request| request.expect == Some(request.decision)));
//! }
//! ```

mod answers;
mod draft;
mod example;
mod guide;
mod rows;
mod statement;
mod subject;

pub use guide::{Guide, Row, Source, guide, id, title};
