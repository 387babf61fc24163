//! Texts that are kept in `snapshots/` and compared exactly.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p iam-tests` writes them anew; read the difference as you read code.

use std::{env, fs};

use crate::root;

/// Compares a text with the snapshot of that name, or writes the snapshot when `UPDATE_SNAPSHOTS` is `1`.
///
/// # Panics
/// When they differ: the message shows the first line that does.
pub fn check(name: &str, actual: &str) {
    let path = root().join("snapshots").join(name);
    if env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept == actual {
        return;
    }
    let line = kept
        .lines()
        .zip(actual.lines())
        .take_while(|(one, other)| one == other)
        .count();
    panic!(
        "snapshots/{name} differs from line {} on\n  kept: {}\n  now:  {}\nUPDATE_SNAPSHOTS=1 writes it anew",
        line + 1,
        kept.lines().nth(line).unwrap_or("(its end)"),
        actual.lines().nth(line).unwrap_or("(its end)"),
    );
}
