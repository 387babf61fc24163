//! What the fuzz targets hold, one function a target.
//!
//! The targets in `fuzz/fuzz_targets` call these with what a fuzzer makes up; `tests/fuzzed.rs` calls them with what fuzzers
//! found worth keeping, in `fuzz/corpus`, so that a stable compiler tries it again on every run of the tests. A function
//! panics when something does not hold. All take bytes, whose meaning must not change: the corpus would mean something else.

mod catalog;
mod differential;
mod evaluate;
mod import;
mod json;
mod language;
mod link;
mod lint;
mod pattern;
mod policy;
mod scenario;
mod source;

pub use catalog::catalog;
pub use differential::differential;
pub use evaluate::evaluate;
pub use import::import;
pub use json::json;
pub use language::language;
pub use link::link;
pub use lint::lint;
pub use pattern::pattern;
pub use policy::policy;
pub use scenario::scenario;

/// A fuzz target.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Target); 11] = [
    ("catalog", catalog),
    ("differential", differential),
    ("evaluate", evaluate),
    ("import", import),
    ("json", json),
    ("language", language),
    ("link", link),
    ("lint", lint),
    ("pattern", pattern),
    ("policy", policy),
    ("scenario", scenario),
];

/// The text that some bytes begin with.
fn text(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}
