//! What one keystroke costs: parse, prepare, decide, and the whole way from text to report.
//!
//! `cargo bench -p iam-core` prints a table. `tests/wasm/bench.mjs` measures the same workloads in WebAssembly.

#![expect(
    clippy::unwrap_used,
    reason = "a workload that is no scenario measures nothing"
)]

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use iam_core::Table;
use iam_core::policy::Policy;
use iam_core::scenario::{Decision, Request, Resource, Scenario};

#[path = "workloads/table.rs"]
mod table;

const WORKLOADS: [Workload; 4] = [
    Workload {
        name: "small",
        text: include_str!("workloads/small.json"),
    },
    Workload {
        name: "seven-types",
        text: include_str!("workloads/seven-types.json"),
    },
    Workload {
        name: "hardest",
        text: include_str!("workloads/hardest.json"),
    },
    Workload {
        name: "largest-managed-policy",
        text: include_str!("workloads/largest-managed-policy.json"),
    },
];

/// A scenario document.
#[derive(Clone, Copy)]
struct Workload {
    name: &'static str,
    text: &'static str,
}

impl std::fmt::Display for Workload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Workload {
    fn scenario(self) -> Scenario {
        Scenario::parse(self.text).unwrap()
    }
}

/// Counts what each step allocates, in columns of the table: deciding allocates nothing.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    for workload in WORKLOADS {
        let report = iam_core::evaluate(&workload.scenario());
        for request in &report.requests {
            assert_eq!(
                Some(request.decision),
                request.expect,
                "{workload}: {}",
                request.sentence
            );
        }
    }
    divan::main();
}

/// The scenario's text into the scenario.
#[divan::bench(args = WORKLOADS)]
fn a_read_scenario(bencher: Bencher<'_, '_>, workload: Workload) {
    bencher
        .counter(BytesCount::of_str(workload.text))
        .bench(|| Scenario::parse(black_box(workload.text)));
}

/// The text of every policy into policies.
#[divan::bench(args = WORKLOADS)]
fn b_parse_policies(bencher: Bencher<'_, '_>, workload: Workload) {
    let scenario = workload.scenario();
    let bytes: usize = scenario
        .policies
        .iter()
        .map(|policy| policy.document.len())
        .sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| iam_core::parse_policies(black_box(&scenario)));
}

/// Which policies count, and the keys that follow, for every request.
#[divan::bench(args = WORKLOADS)]
fn c_prepare(bencher: Bencher<'_, '_>, workload: Workload) {
    let scenario = workload.scenario();
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    bencher.bench(|| black_box(iam_core::prepare(black_box(&scenario), &policies)).len());
}

/// The decision of one prepared request.
#[divan::bench(args = WORKLOADS)]
fn d_decide(bencher: Bencher<'_, '_>, workload: Workload) {
    let scenario = workload.scenario();
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let prepared = iam_core::prepare(&scenario, &policies);
    bencher.bench(|| black_box(&prepared).decide_only(black_box(0)));
}

/// Every decision with every finding and sentence, from parsed policies.
#[divan::bench(args = WORKLOADS)]
fn e_report(bencher: Bencher<'_, '_>, workload: Workload) {
    let scenario = workload.scenario();
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    bencher.bench(|| iam_core::evaluate_with(black_box(&scenario), &policies));
}

/// All of it: text in, report out.
#[divan::bench(args = WORKLOADS)]
fn f_text_to_report(bencher: Bencher<'_, '_>, workload: Workload) {
    bencher.bench(|| {
        let scenario = Scenario::parse(black_box(workload.text)).unwrap();
        iam_core::evaluate(&scenario)
    });
}

/// A table of 100 actions for 100 principals, from parsed policies: 10,000 decisions.
#[divan::bench(args = WORKLOADS, sample_count = 10)]
fn g_table(bencher: Bencher<'_, '_>, workload: Workload) {
    let scenario = workload.scenario();
    let (rows, columns) = (table::rows(), table::columns(&scenario));
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    bencher.bench(|| {
        let mut table = Table::new(black_box(&scenario), &policies, &columns);
        let rows = rows.iter().map(|row| table.row(row, None, 0..table::SIDE));
        rows.flatten()
            .filter(|decision| *decision == Decision::Allow)
            .count()
    });
}

/// The same for rows that take turns among four resources of their own.
#[divan::bench(args = WORKLOADS, sample_count = 10)]
fn g_table_of_resources(bencher: Bencher<'_, '_>, workload: Workload) {
    let scenario = workload.scenario();
    let (rows, columns) = (table::rows(), table::columns(&scenario));
    let resources = ["a", "b", "c", "d"].map(|name| Resource {
        arn: format!("arn:aws:s3:::{name}/report.csv"),
        ..Resource::default()
    });
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    bencher.bench(|| {
        let mut table = Table::new(black_box(&scenario), &policies, &columns);
        let rows = rows.iter().zip(resources.iter().cycle());
        let rows = rows.map(|(row, resource)| table.row(row, Some(resource), 0..table::SIDE));
        rows.flatten()
            .filter(|decision| *decision == Decision::Allow)
            .count()
    });
}

/// The same as so many requests, each prepared by itself.
#[divan::bench(args = WORKLOADS, sample_count = 10)]
fn h_table_one_by_one(bencher: Bencher<'_, '_>, workload: Workload) {
    let mut scenario = workload.scenario();
    let columns = table::columns(&scenario);
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let row = |action: String| {
        columns.iter().map(move |column| Request {
            action: action.clone(),
            ..column.clone()
        })
    };
    scenario.requests = table::rows().into_iter().flat_map(row).collect();
    bencher.bench(|| {
        let prepared = iam_core::prepare(black_box(&scenario), &policies);
        (0..prepared.len())
            .filter(|request| prepared.decide_only(*request) == Some(Decision::Allow))
            .count()
    });
}
