//! Deciding allocates nothing, for every request of every case and of the workloads of the benchmarks.

use std::fs;

use allocation_counter::measure;
use iam_core::scenario::Scenario;
use iam_core::{parse_policies, prepare};
use iam_tests::{cases, root};

/// What the decisions of a scenario allocate, by request.
fn allocations(scenario: &Scenario) -> Vec<u64> {
    let policies = parse_policies(scenario);
    let policies: Vec<_> = policies.iter().collect();
    let prepared = prepare(scenario, &policies);
    let decide = |index| measure(|| assert!(prepared.decide_only(index).is_some())).count_total;
    (0..prepared.len()).map(decide).collect()
}

/// The exception. Variables are replaced before an ARN is split (R-ARNC-6): where a value brings colons along, the pattern is
/// put together anew.
const BUT: [&str; 1] = ["conditions/where-variables-are-not-replaced"];

#[test]
fn deciding_allocates_nothing() {
    let mut found = Vec::new();
    for case in cases().unwrap() {
        let counts = allocations(&case.scenario().unwrap());
        if counts.iter().any(|count| *count > 0) {
            found.push(case.name);
        }
    }
    assert_eq!(found, BUT);
}

#[test]
fn deciding_the_workloads_allocates_nothing() {
    let folder = root().join("../crates/iam-core/benches/workloads");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let scenario = Scenario::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        let counts = allocations(&scenario);
        assert!(
            counts.iter().all(|count| *count == 0),
            "{}: {counts:?}",
            path.display()
        );
    }
}
