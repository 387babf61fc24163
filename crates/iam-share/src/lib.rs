//! Scenario to link and back. The whole document travels in the link's fragment, which a browser never sends to a server.
//!
//! A payload is a version mark and the document: `2.` and the [compact JSON][iam_core::scenario::Scenario::to_compact_json]
//! of the scenario in base64url without padding (RFC 4648 §5). In the bytes, the first three of the document's CRC-32 come
//! before the document as bare deflate (RFC 1951) behind a dictionary of what scenarios are made of, which has the version's
//! number and is never changed. The checksum tells a link with a wrong letter from a link to another policy. `1.` is zlib
//! (RFC 1950) without a dictionary. Both are read for ever.
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
mod html;
mod link;
mod packed;
mod prefill;
mod scrub;
mod snippet;
mod view;
mod weight;

pub use error::LinkError;
pub use html::{element, frame};
pub use link::{MAX_DOCUMENT, MAX_PAYLOAD, decode, encode, encode_with, payload, view};
pub use prefill::PREFILL;
pub use scrub::{Replaced, Scrubbed, scrub};
pub use snippet::{markdown, markdown_link};
pub use view::View;
pub use weight::{Weights, weigh};
