//! What looking at a policy costs: the largest managed policy, and a small one.
//!
//! `cargo bench -p iam-lint` prints a table. The budget for the largest is 50 ms in WebAssembly.

#![expect(
    clippy::unwrap_used,
    reason = "a workload that is no scenario measures nothing"
)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use iam_catalog::Catalog;
use iam_core::policy::Policy;
use iam_core::scenario::Scenario;
use iam_lint::lint_scenario;

const WORKLOADS: [(&str, &str); 3] = [
    (
        "small",
        include_str!("../../iam-core/benches/workloads/small.json"),
    ),
    (
        "seven-types",
        include_str!("../../iam-core/benches/workloads/seven-types.json"),
    ),
    (
        "largest-managed-policy",
        include_str!("../../iam-core/benches/workloads/largest-managed-policy.json"),
    ),
];

fn main() {
    divan::main();
}

fn run(bencher: Bencher<'_, '_>, name: &str, catalog: &Catalog) {
    let text = WORKLOADS.iter().find(|(own, _)| *own == name).unwrap().1;
    let scenario = Scenario::parse(text).unwrap();
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let size: usize = scenario
        .policies
        .iter()
        .map(|policy| policy.document.len())
        .sum();
    // Services are unpacked once, not at every keystroke.
    lint_scenario(&scenario, &policies, catalog);
    bencher
        .counter(BytesCount::new(size))
        .bench_local(|| lint_scenario(black_box(&scenario), black_box(&policies), catalog));
}

/// With every service's facts at hand.
#[divan::bench(args = ["small", "seven-types", "largest-managed-policy"])]
fn with_every_service(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, &Catalog::bundled());
}

/// With the index alone.
#[divan::bench(args = ["small", "seven-types", "largest-managed-policy"])]
fn with_no_service(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, name, &Catalog::new());
}
