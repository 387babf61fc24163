//! The policies that others wrote, in `data/`.

use std::fs::File;
use std::io::{BufRead as _, BufReader};

use flate2::read::GzDecoder;
use iam_core::json::{self, Node};
use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;

use crate::root;

/// The files with policies that are JSON.
pub const FILES: [&str; 4] = ["managed-policies", "guardrails", "aws-docs", "third-party"];

/// A policy that somebody else wrote.
#[derive(Debug)]
pub struct Document {
    /// Where it comes from: `docs-iam`, `quacky` …
    pub set: String,
    /// Its name among all.
    pub id: String,
    /// What it is read as.
    pub subject: PolicySubject,
    /// The kind by its source: `identity`, `trust` …
    pub kind: String,
    /// Its text, in pretty form.
    pub text: String,
}

/// A published text that is meant for a policy and is not JSON.
#[derive(Debug)]
pub struct NotJson {
    /// Its name.
    pub id: String,
    /// Where Python's reader of JSON gives up: line and column in characters, from 1.
    pub first_error: (u32, u32),
    /// Its text as published.
    pub text: String,
}

/// Documents whose kind by their source's folder is not what they are: SNS and API Gateway have resource policies.
const KINDS: [(&str, &str); 2] = [
    ("data-perimeter/187ae775935e", "resource"),
    ("data-perimeter/362406133780", "resource"),
];

/// The documents of a file, in its order.
pub fn documents(file: &str) -> Vec<Document> {
    read(file, |line| {
        if let Some(name) = field(line, "name") {
            return Document {
                set: "managed".to_owned(),
                id: name,
                subject: subject("identity"),
                kind: "identity".to_owned(),
                text: json::pretty(line.get("document").unwrap()),
            };
        }
        let id = field(line, "id").unwrap();
        let known = KINDS.iter().find(|(known, _)| *known == id);
        let kind = known.map_or_else(
            || field(line, "kind").unwrap(),
            |(_, kind)| (*kind).to_owned(),
        );
        Document {
            set: field(line, "set").unwrap(),
            id,
            subject: subject(&kind),
            kind,
            text: json::pretty(line.get("policy").unwrap()),
        }
    })
}

/// The published texts that are not JSON.
pub fn not_json() -> Vec<NotJson> {
    read("not-json", |line| {
        let place = field(line, "firstError").unwrap();
        let mut numbers = place.split(' ').filter_map(|word| word.parse::<u32>().ok());
        NotJson {
            id: field(line, "id").unwrap(),
            first_error: (numbers.next().unwrap(), numbers.next().unwrap()),
            text: field(line, "text").unwrap(),
        }
    })
}

fn subject(kind: &str) -> PolicySubject {
    let (kind, trust) = match kind {
        "identity" => (PolicyType::Identity, false),
        "resource" => (PolicyType::Resource, false),
        "trust" => (PolicyType::Resource, true),
        "scp" => (PolicyType::ServiceControl, false),
        "rcp" => (PolicyType::ResourceControl, false),
        "vpc-endpoint" => (PolicyType::VpcEndpoint, false),
        other => panic!("no policy has the kind `{other}`"),
    };
    PolicySubject { kind, trust }
}

fn field(line: &Node<'_>, name: &str) -> Option<String> {
    line.get(name).and_then(Node::as_str).map(str::to_owned)
}

fn read<T>(file: &str, each: impl Fn(&Node<'_>) -> T) -> Vec<T> {
    let path = root().join("data").join(format!("{file}.jsonl.gz"));
    let lines = BufReader::new(GzDecoder::new(File::open(path).unwrap())).lines();
    lines
        .map(|line| each(json::parse(&line.unwrap()).root.as_ref().unwrap()))
        .collect()
}
