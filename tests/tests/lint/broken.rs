//! Half-typed and mangled policies: no panic, places in the text, and fixes that leave what parses parsing.

use iam_core::json;

use crate::fixes::apply;
use crate::pairs::{Pair, pairs};

fn check(pair: &Pair, text: &str) {
    let found = pair.findings(text);
    let parses = json::parse(text).diagnostics.is_empty();
    for finding in &found.list {
        assert!(
            text.get(finding.span.range()).is_some(),
            "{finding:?} in {text}"
        );
        for related in &finding.related {
            assert!(
                text.get(related.span.range()).is_some(),
                "{finding:?} in {text}"
            );
        }
        if let Some(fix) = &finding.fix {
            let fixed = apply(text, fix);
            let after = json::parse(&fixed).diagnostics;
            assert!(
                !parses || after.is_empty(),
                "{finding:?} leaves {fixed}: {after:?}"
            );
        }
    }
}

/// Places at which a text is changed: some twenty, spread over it.
fn places(text: &str) -> impl Iterator<Item = usize> {
    let step = (text.len() / 20).max(1);
    (0..text.len())
        .step_by(step)
        .map(|at| text.floor_char_boundary(at))
}

#[test]
fn half_typed_policies_are_looked_at() {
    for pair in pairs().iter().filter(|pair| pair.text().len() < 2_000) {
        for at in places(pair.text()) {
            check(pair, &pair.text()[..at]);
        }
    }
}

#[test]
fn mangled_policies_are_looked_at() {
    // What makes escapes, wide characters, variables, wildcards and other kinds of values where texts were.
    let parts = [
        "\\u00e9", "é", "${", "}", "*", ":", "\"", "[]", "{}", "7", "null", ",",
    ];
    for (index, pair) in pairs()
        .iter()
        .enumerate()
        .filter(|(_, pair)| pair.text().len() < 2_000)
    {
        for (count, at) in places(pair.text()).enumerate() {
            let (before, after) = pair.text().split_at(at);
            check(
                pair,
                &format!("{before}{}{after}", parts[(index + count) % parts.len()]),
            );
        }
    }
}
