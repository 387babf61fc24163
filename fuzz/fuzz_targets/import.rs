//! What `iam_tests::fuzzed::import` holds.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| iam_tests::fuzzed::import(bytes));
