//! What fuzzers found worth keeping, in `fuzz/corpus`, holds still.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use iam_tests::fuzzed::TARGETS;
use iam_tests::root;

#[test]
fn the_corpus_holds() {
    for (name, target) in TARGETS {
        let folder = root().join("../fuzz/corpus").join(name);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        assert!(!files.is_empty(), "{} is empty", folder.display());
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let run = catch_unwind(AssertUnwindSafe(|| target(&bytes)));
            assert!(run.is_ok(), "{name} does not hold for {}", file.display());
        }
    }
}

#[test]
fn every_target_has_a_fuzzer() {
    let folder = root().join("../fuzz/fuzz_targets");
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, TARGETS.map(|(name, _)| name.to_owned()));
}
