//! Runs every request of every case as a test of its own: `area/file/request`.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use iam_core::report::{Answer, Outcome, Report, RequestReport, Stage};
use iam_core::{Table, evaluate, parse_policies, prepare};
use iam_tests::{Case, cases};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = cases()
        .expect("the cases are readable")
        .into_iter()
        .flat_map(trials)
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// One trial a request, and one that the quick way decides alike.
fn trials(case: Case) -> Vec<Trial> {
    let scenario = match case.scenario() {
        Ok(scenario) => Arc::new(scenario),
        Err(message) => {
            return vec![Trial::test(case.name, move || Err(Failed::from(message)))];
        }
    };
    let report = Arc::new(evaluate(&scenario));
    let path = Arc::new(case.path);
    let mut trials: Vec<Trial> = scenario
        .requests
        .iter()
        .enumerate()
        .map(|(index, request)| {
            let label = request
                .name
                .clone()
                .unwrap_or_else(|| format!("request {}", index + 1));
            let (report, path) = (Arc::clone(&report), Arc::clone(&path));
            Trial::test(format!("{}/{label}", case.name), move || {
                check(&report, index)
                    .map_err(|message| format!("{}\n{message}", path.display()).into())
            })
        })
        .collect();
    for said in &scenario.calls {
        let found = report.calls.iter().find(|call| call.name == said.name);
        let (decided, expect) = (found.map(|call| call.decision), said.expect);
        let title = format!("{}/call {}", case.name, said.name);
        trials.push(Trial::test(title, move || {
            if decided.is_some() && decided == expect {
                return Ok(());
            }
            Err(format!("expected {expect:?}, got {decided:?}").into())
        }));
    }
    let title = format!("{}/decide_only", case.name);
    trials.push(Trial::test(title, move || {
        let policies = parse_policies(&scenario);
        let policies: Vec<_> = policies.iter().collect();
        let prepared = prepare(&scenario, &policies);
        let mut table = Table::new(&scenario, &policies, &scenario.requests);
        for (index, request) in report.requests.iter().enumerate() {
            let quick = prepared.decide_only(index);
            if quick != Some(request.decision) {
                let full = request.decision;
                return Err(
                    format!("request {index}: evaluate {full:?}, decide_only {quick:?}").into(),
                );
            }
            let Some(asked) = scenario.requests.get(index) else {
                continue;
            };
            for resource in [None, Some(&asked.resource)] {
                let cell = table.row(&asked.action, resource, index..index + 1);
                if cell != [request.decision] {
                    let full = request.decision;
                    return Err(
                        format!("request {index}: evaluate {full:?}, table {cell:?}").into(),
                    );
                }
            }
        }
        Ok(())
    }));
    trials
}

fn check(report: &Report, index: usize) -> Result<(), String> {
    let Some(request) = report.requests.get(index) else {
        return Err("the report has no such request".to_owned());
    };
    let Some(expect) = request.expect else {
        return Err("the request has no expect".to_owned());
    };
    if request.decision == expect {
        return Ok(());
    }
    let got = request.decision;
    Err(format!(
        "expected {expect:?}, got {got:?}\n{}",
        told(report, request)
    ))
}

/// Everything one would look for in a debugger.
fn told(report: &Report, request: &RequestReport) -> String {
    let mut text = format!(
        "  {}\n  {} [{}]\n  principal {:?} in {:?}, resource in {:?}, {:?}\n",
        request.summary,
        request.sentence,
        request.rule.number(),
        request.principal.kind,
        request.principal.account,
        request.resource.account,
        request.relation,
    );
    for stage in &request.stages {
        tell_stage(&mut text, report, stage);
    }
    for key in &request.keys {
        let _ = writeln!(text, "  key {key:?}");
    }
    for note in &request.notes {
        let _ = writeln!(text, "  note [{}] {}", note.rule.number(), note.sentence);
    }
    for policy in report.policies.iter().filter(|policy| !policy.valid) {
        for diagnostic in &policy.diagnostics {
            let _ = writeln!(text, "  invalid {}: {diagnostic:?}", policy.name);
        }
    }
    text
}

fn tell_stage(text: &mut String, report: &Report, stage: &Stage) {
    if matches!(stage.outcome, Outcome::Absent) && stage.statements.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "  {:?}: {:?}, {} [{}]",
        stage.id,
        stage.outcome,
        stage.sentence,
        stage.rule.number()
    );
    for level in &stage.levels {
        let _ = writeln!(text, "    level {} {:?}", level.id, level.outcome);
    }
    for finding in &stage.statements {
        let name = report
            .policies
            .get(finding.policy as usize)
            .map_or("?", |policy| policy.name.as_str());
        let _ = writeln!(
            text,
            "    {:?} {name} #{}: {:?} {:?}, {}",
            finding.effect, finding.statement, finding.applies, finding.grant, finding.sentence
        );
        if finding.applies != Answer::Yes {
            for element in &finding.elements {
                let _ = writeln!(text, "      {:?}: {:?}", element.element, element.answer);
            }
        }
    }
}
