//! Scenario to link and back. The whole document travels in the link's fragment, which a browser never sends to a server.
//!
//! A payload is a version mark and the document: `1.` and the [compact JSON][iam_core::scenario::Scenario::to_compact_json]
//! of the scenario, compressed as zlib (RFC 1950), in base64url without padding (RFC 4648 §5). zlib rather than bare
//! deflate for its checksum: a link with a wrong letter is told from a link to another policy. A later version mark may
//! stand for another compression, such as one with a dictionary; `1.` is read for ever.
//!
//! # Examples
//!
//! ```
//! use iam_core::scenario::Scenario;
//!
//! let scenario = Scenario::parse(r#"{ "version": 1, "name": "Shared" }"#)?;
//! let payload = iam_share::encode(&scenario);
//! let link = format!("https://example.org/#{payload}");
//! assert_eq!(iam_share::decode(iam_share::payload(&link)), Ok(scenario));
//! # Ok::<(), iam_core::scenario::ScenarioError>(())
//! ```

mod base64url;
mod error;
mod link;

pub use error::LinkError;
pub use link::{MAX_DOCUMENT, MAX_PAYLOAD, decode, encode, payload};
