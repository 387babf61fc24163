//! The report of one request, as lines of text.

use iam_core::report::{
    Answer, CallReport, Effect, Element, ElementFinding, Level, Outcome, Report, RequestReport,
    Side, Stage, StageId, StatementFinding, Weight,
};
use iam_core::scenario::Decision;

use crate::locate::Places;
use crate::output::Paint;

/// The lines that show a request: its decision, then every stage with its statements, then what the request carries.
pub(crate) fn lines(
    idx: usize,
    request: &RequestReport,
    report: &Report,
    places: &Places<'_>,
) -> Vec<String> {
    let mut lines = vec![heading(idx, request)];
    lines.push(format!("   {}", request.summary));
    lines.push(format!(
        "   {} {}",
        request.sentence,
        rule(request.rule.id())
    ));
    if let Some(dependency) = &request.depends {
        lines.push(format!("   {}", dependency.sentence));
    }
    for stage in &request.stages {
        lines.extend(stage_lines(stage, report, places));
    }
    lines.extend(key_lines(request));
    for note in &request.notes {
        lines.push(format!(
            "   note: {} {}",
            note.sentence,
            rule(note.rule.id())
        ));
    }
    lines
}

/// `1. alice reads a report: allow, as expected`.
pub(crate) fn heading(idx: usize, request: &RequestReport) -> String {
    let name = request.name.as_deref().unwrap_or(&request.summary);
    let expected = expected(request.expect, request.decision);
    let decision = decision(request.decision);
    format!(
        "{}. {}: {decision}{expected}",
        idx + 1,
        Paint::Bold.on(name)
    )
}

/// Whether an expectation is met, if there is one.
fn expected(expect: Option<Decision>, decision: Decision) -> String {
    match expect {
        None => String::new(),
        Some(expect) if expect == decision => ", as expected".to_owned(),
        Some(expect) => Paint::Red.on(&format!(", expected {expect}")),
    }
}

/// What a call decides, in one line.
pub(crate) fn call_line(call: &CallReport) -> String {
    let parts: Vec<String> = call
        .requests
        .iter()
        .map(|idx| (idx + 1).to_string())
        .collect();
    format!(
        "call {}: {}{}, {} ({})",
        Paint::Bold.on(&call.name),
        decision(call.decision),
        expected(call.expect, call.decision),
        call.sentence,
        parts.join(", ")
    )
}

pub(crate) fn decision(decision: Decision) -> String {
    match decision {
        Decision::Allow => Paint::Green.on(decision.name()),
        Decision::ExplicitDeny | Decision::ImplicitDeny => Paint::Red.on(decision.name()),
        Decision::Undetermined | Decision::Error => Paint::Yellow.on(decision.name()),
    }
}

/// `   * resource policies (resource's account)   allow   Why it is so [rule]`.
pub(crate) fn stage_line(stage: &Stage) -> String {
    let (name, outcome) = (
        stage_name(stage),
        format!("{:14}", outcome_name(stage.outcome)),
    );
    let outcome = match stage.outcome {
        Outcome::Allow => Paint::Green.on(&outcome),
        Outcome::ExplicitDeny | Outcome::NoMatch => Paint::Red.on(&outcome),
        Outcome::Unknown | Outcome::Error => Paint::Yellow.on(&outcome),
        Outcome::Absent | Outcome::NotApplicable => Paint::Dim.on(&outcome),
    };
    let mark = if stage.decides { '*' } else { ' ' };
    format!(
        "   {mark} {name:36} {outcome} {} {}",
        stage.sentence,
        rule(stage.rule.id())
    )
}

fn stage_lines(stage: &Stage, report: &Report, places: &Places<'_>) -> Vec<String> {
    let mut lines = vec![stage_line(stage)];
    for level in &stage.levels {
        lines.push(level_line(level, report));
    }
    for statement in &stage.statements {
        lines.extend(statement_lines(statement, report, places));
    }
    lines
}

fn level_line(level: &Level, report: &Report) -> String {
    let mut names: Vec<&str> = level
        .policies
        .iter()
        .map(|policy| policy_name(report, *policy))
        .collect();
    if level.default_policy {
        names.push("the default policy");
    }
    format!(
        "       at {}: {} ({})",
        level.id,
        outcome_name(level.outcome),
        names.join(", ")
    )
}

/// A statement and, unless it plainly does not apply, each of its elements.
fn statement_lines(
    finding: &StatementFinding,
    report: &Report,
    places: &Places<'_>,
) -> Vec<String> {
    let effect = match finding.effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    };
    let sid = finding
        .sid
        .as_ref()
        .map(|sid| format!(" `{sid}`"))
        .unwrap_or_default();
    let applies = match finding.applies {
        Answer::Yes => "applies",
        Answer::No => "does not apply",
        Answer::Unknown => "is open",
    };
    let name = policy_name(report, finding.policy);
    let title = format!(
        "{name}, statement {}{sid}: {effect} {applies}",
        finding.statement + 1
    );
    let title = if finding.weight == Weight::Deciding {
        Paint::Bold.on(&title)
    } else {
        title
    };
    let place = Paint::Dim.on(&places.of_policy(finding.policy, finding.span));
    let mut lines = vec![format!("       {title}  {place}")];
    for element in &finding.elements {
        if finding.weight != Weight::NotMatched || Some(element.element) == finding.failed {
            lines.push(element_line(element, finding.policy, places));
        }
    }
    lines
}

fn element_line(finding: &ElementFinding, policy: u32, places: &Places<'_>) -> String {
    let answer = match finding.answer {
        Answer::Yes => Paint::Green.on("yes    "),
        Answer::No => Paint::Red.on("no     "),
        Answer::Unknown => Paint::Yellow.on("unknown"),
    };
    let name = match finding.element {
        Element::Principal => "Principal",
        Element::Action => "Action",
        Element::Resource => "Resource",
        Element::Condition => "Condition",
    };
    let name = format!("{}{name}", if finding.negated { "Not" } else { "" });
    let place = Paint::Dim.on(&places.of_policy(policy, finding.focus));
    format!("         {answer} {name:12} {}  {place}", finding.sentence)
}

fn key_lines(request: &RequestReport) -> Vec<String> {
    let tested = request.keys.iter().filter(|key| key.tested);
    let lines = tested.map(|key| {
        let values = if key.values.is_empty() {
            "no value".to_owned()
        } else {
            key.values.join(", ")
        };
        let note = key
            .note
            .as_ref()
            .map(|note| format!(": {}", note.sentence))
            .unwrap_or_default();
        let origin = Paint::Dim.on(&format!("({}{note})", origin_name(key.origin)));
        format!("   key {} = {values} {origin}", key.name)
    });
    lines.collect()
}

fn policy_name(report: &Report, policy: u32) -> &str {
    report
        .policies
        .get(policy as usize)
        .map_or("a policy", |policy| policy.name.as_str())
}

fn rule(id: &str) -> String {
    Paint::Dim.on(&format!("[{id}]"))
}

fn stage_name(stage: &Stage) -> String {
    let name = match stage.id {
        StageId::ExplicitDeny => "explicit denies",
        StageId::ResourceControl => "resource control policies",
        StageId::ServiceControl => "service control policies",
        StageId::VpcEndpoint => "VPC endpoint policy",
        StageId::Resource => "resource policy",
        StageId::Identity => "identity policies",
        StageId::PermissionsBoundary => "permissions boundary",
        StageId::Session => "session policies",
    };
    match stage.side {
        Side::Caller => format!("{name} (caller)"),
        Side::Resource => format!("{name} (resource)"),
        Side::Both => name.to_owned(),
    }
}

const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "allow",
        Outcome::NoMatch => "no match",
        Outcome::ExplicitDeny => "explicit deny",
        Outcome::Unknown => "unknown",
        Outcome::Error => "error",
        Outcome::Absent => "none",
        Outcome::NotApplicable => "not applicable",
    }
}

const fn origin_name(origin: iam_core::report::Origin) -> &'static str {
    use iam_core::report::Origin;
    match origin {
        Origin::Given => "given",
        Origin::Overridden => "given, in place of what follows",
        Origin::Derived => "derived",
        Origin::Assumed => "assumed",
        Origin::Missing => "missing",
        Origin::Open => "open",
    }
}
