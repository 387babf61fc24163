//! What `iam_tests::fuzzed::language` holds.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| iam_tests::fuzzed::language(bytes));
