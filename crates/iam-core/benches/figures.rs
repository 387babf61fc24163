//! The figures that `docs/quality.md` sets goals for: what each step takes on each workload, and how cost grows with a policy's
//! text.
//!
//! `cargo bench -p iam-core --bench figures` prints tables. With `--json FILE` it writes the nanoseconds too, which
//! `tests/wasm/bench.mjs` compares with those in WebAssembly. A figure is that of the quickest of many short samples: on a
//! machine that others use too, the others only ever add to it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a workload that is no scenario measures nothing, and printing is what this program does"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use iam_core::policy::Policy;
use iam_core::scenario::Scenario;

#[path = "workloads/table.rs"]
mod of_table;

/// How long each sample takes at least, and for how long samples are taken.
const SAMPLE: Duration = Duration::from_millis(1);
const TOTAL: Duration = Duration::from_millis(400);

const WORKLOADS: [(&str, &str); 4] = [
    ("small", include_str!("workloads/small.json")),
    ("seven-types", include_str!("workloads/seven-types.json")),
    ("hardest", include_str!("workloads/hardest.json")),
    (
        "largest-managed-policy",
        include_str!("workloads/largest-managed-policy.json"),
    ),
];

/// What a decision may take, in nanoseconds.
const GOALS: [(&str, f64); 3] = [
    ("small", 500.0),
    ("seven-types", 3_000.0),
    ("hardest", 20_000.0),
];

/// What a table of 100 × 100 may take, in nanoseconds.
const TABLE: f64 = 50e6;

/// A step: its name, and nanoseconds of one run of it.
type Step = (&'static str, fn(&Workload) -> f64);

const STEPS: [Step; 7] = [
    ("read scenario", read_scenario),
    ("parse policies", parse_policies),
    ("prepare", prepare),
    ("decide", decide),
    ("table", table),
    ("report", report),
    ("text to report", text_to_report),
];

/// Lengths of a policy, in bytes.
const LENGTHS: [usize; 6] = [1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20];

/// A scenario and what is made of it.
struct Workload {
    text: String,
    scenario: Scenario,
    policies: Vec<Policy>,
}

impl Workload {
    fn new(text: &str) -> Self {
        let scenario = Scenario::parse(text).unwrap();
        let policies = iam_core::parse_policies(&scenario);
        Self {
            text: text.to_owned(),
            scenario,
            policies,
        }
    }

    fn policies(&self) -> Vec<&Policy> {
        self.policies.iter().collect()
    }
}

fn main() {
    let mut arguments = env::args().skip_while(|argument| argument != "--json");
    let json = arguments.nth(1);
    let figures = steps();
    lengths();
    if let Some(path) = json {
        fs::write(&path, figures).expect("the file can be written");
    }
}

/// Prints the table of steps and workloads; returns it as JSON.
fn steps() -> String {
    let workloads = WORKLOADS.map(|(name, text)| (name, Workload::new(text)));
    print!("{:16}", "native");
    for (name, _) in &workloads {
        print!("{name:>24}");
    }
    println!();
    let mut json = String::from("{");
    for (step, run) in STEPS {
        print!("{step:16}");
        for (name, workload) in &workloads {
            let ns = run(workload);
            print!("{:>24}", shown(ns));
            let comma = if json.len() > 1 { "," } else { "" };
            let _ = write!(json, "{comma}\n  \"{step}/{name}\": {ns:.1}");
        }
        println!();
    }
    println!();
    for (name, goal) in GOALS {
        let workload = workloads.iter().find(|(other, _)| *other == name);
        let ns = workload.map_or(f64::INFINITY, |(_, workload)| decide(workload));
        let met = if ns < goal { "met" } else { "MISSED" };
        println!("decide {name}: {}, goal {}: {met}", shown(ns), shown(goal));
    }
    for (name, workload) in &workloads {
        let ns = table(workload);
        let met = if ns < TABLE { "met" } else { "MISSED" };
        println!("table {name}: {}, goal {}: {met}", shown(ns), shown(TABLE));
    }
    json + "\n}\n"
}

/// Prints nanoseconds by byte of the policy's text, for policies of growing length.
fn lengths() {
    println!("\nnanoseconds for each byte of the policy's text");
    print!("{:16}", "length");
    for (name, _) in &STEPS {
        print!("{name:>16}");
    }
    println!();
    for length in LENGTHS {
        let workload = Workload::new(&grown(length).to_json());
        let bytes = workload.scenario.policies.first().unwrap().document.len();
        print!("{:16}", format!("{} kB", length >> 10));
        for (name, run) in &STEPS {
            // What does not depend on the policy is the same for all lengths, and not worth measuring for each byte.
            if ["prepare", "table"].contains(name) {
                print!("{:>16}", shown(run(&workload)));
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "lengths are below 2^53")]
            let by_byte = run(&workload) / bytes as f64;
            print!("{by_byte:>16.3}");
        }
        println!();
    }
    println!("(prepare, table: for all of it)");
}

/// A scenario whose policy has that length, nearly: statements that differ, as in a long managed policy.
fn grown(length: usize) -> Scenario {
    let mut scenario = Scenario::parse(include_str!("workloads/small.json")).unwrap();
    let mut document = String::from("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [");
    let mut number = 0;
    while document.len() + 300 < length || number == 0 {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            document,
            r#"{comma}
    {{
      "Sid": "Statement{number}",
      "Effect": "Allow",
      "Action": ["s3:Get*", "s3:List*", "ec2:Describe*", "sqs:Send*{number}"],
      "Resource": ["arn:aws:s3:::bucket-{number}/*", "arn:aws:s3:::reports"],
      "Condition": {{ "StringLike": {{ "aws:PrincipalTag/team": ["team-{number}", "all-*"] }} }}
    }}"#
        );
        number += 1;
    }
    document.push_str("\n  ]\n}\n");
    let policy = scenario.policies.first_mut().unwrap();
    policy.document = Arc::from(document);
    scenario
}

fn read_scenario(workload: &Workload) -> f64 {
    quickest(|| Scenario::parse(black_box(&workload.text)))
}

fn parse_policies(workload: &Workload) -> f64 {
    quickest(|| iam_core::parse_policies(black_box(&workload.scenario)))
}

fn prepare(workload: &Workload) -> f64 {
    let policies = workload.policies();
    quickest(|| iam_core::prepare(black_box(&workload.scenario), &policies).len())
}

fn decide(workload: &Workload) -> f64 {
    let policies = workload.policies();
    let prepared = iam_core::prepare(&workload.scenario, &policies);
    quickest(|| black_box(&prepared).decide_only(black_box(0)))
}

/// 100 actions by 100 principals.
fn table(workload: &Workload) -> f64 {
    let policies = workload.policies();
    let (rows, columns) = (of_table::rows(), of_table::columns(&workload.scenario));
    quickest(|| {
        let mut table = iam_core::Table::new(black_box(&workload.scenario), &policies, &columns);
        let decided = rows
            .iter()
            .map(|row| table.row(row, None, 0..of_table::SIDE).len());
        decided.sum::<usize>()
    })
}

fn report(workload: &Workload) -> f64 {
    let policies = workload.policies();
    quickest(|| iam_core::evaluate_with(black_box(&workload.scenario), &policies))
}

fn text_to_report(workload: &Workload) -> f64 {
    quickest(|| Scenario::parse(black_box(&workload.text)).map(|it| iam_core::evaluate(&it)))
}

/// Nanoseconds that a step takes in the quickest sample.
fn quickest<T>(mut step: impl FnMut() -> T) -> f64 {
    let mut run = |times: u32| {
        let start = Instant::now();
        for _ in 0..times {
            black_box(step());
        }
        start.elapsed()
    };
    let mut times = 1;
    while run(times) < SAMPLE {
        times *= 2;
    }
    let start = Instant::now();
    let mut least = run(times);
    while start.elapsed() < TOTAL {
        least = least.min(run(times));
    }
    least.as_secs_f64() * 1e9 / f64::from(times)
}

fn shown(ns: f64) -> String {
    match ns {
        ..1e3 => format!("{ns:.0} ns"),
        ..1e6 => format!("{:.2} µs", ns / 1e3),
        _ => format!("{:.2} ms", ns / 1e6),
    }
}
