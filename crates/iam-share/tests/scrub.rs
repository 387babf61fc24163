//! Scrubbing changes names and no verdict: held over the conformance cases.

use std::path::{Path, PathBuf};
use std::{fs, io};

use iam_core::evaluate;
use iam_core::scenario::{Decision, Scenario};

fn cases(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            cases(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

fn decisions(scenario: &Scenario) -> Vec<Decision> {
    let report = evaluate(scenario);
    report.requests.iter().map(|one| one.decision).collect()
}

#[test]
fn verdicts_stay() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    cases(&root.join("tests/cases"), &mut found).unwrap();
    cases(&root.join("web/examples"), &mut found).unwrap();
    found.sort();
    let (mut different, mut seen) = (Vec::new(), 0);
    for path in found {
        let Ok(scenario) = Scenario::parse(&fs::read_to_string(&path).unwrap()) else {
            continue;
        };
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let scrubbed = iam_share::scrub(&scenario).unwrap();
        seen += 1;
        if decisions(&scenario) != decisions(&scrubbed.scenario) {
            let changes: Vec<_> = scrubbed
                .replaced
                .iter()
                .map(|one| format!("{} -> {}", one.from, one.to))
                .collect();
            different.push(format!("{name}: {}", changes.join(", ")));
        }
    }
    assert!(seen > 500, "{seen} scenarios were read");
    assert!(
        different.is_empty(),
        "{}\n{}",
        different.len(),
        different.join("\n")
    );
}
