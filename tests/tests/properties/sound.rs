//! Places and indexes of the report lie where they should.

use iam_core::evaluate;
use iam_tests::sound::check_report;

use crate::{draft, hold};

#[test]
fn every_place_of_the_report_is_in_its_text() {
    hold(|tapes| {
        let scenario = draft(tapes, true).finish();
        check_report(&evaluate(&scenario), &scenario);
        Ok(())
    });
}
