//! A scenario of any kind gets a report whose places and indexes are sound.

use super::source;
use crate::sound::check_report;

/// The bytes are those of [`source::scenario`].
pub fn evaluate(bytes: &[u8]) {
    let Some(scenario) = source::scenario(bytes) else {
        return;
    };
    let report = iam_core::evaluate(&scenario);
    check_report(&report, &scenario);
    for request in &report.requests {
        assert!(!request.sentence.is_empty());
    }
}
