//! What the report says about one policy's text: marks, glyphs for the gutter and diagnostics, in UTF-8 bytes.

use iam_core::diagnostic::Severity;
use iam_core::report::{Answer, Element, Report, RequestReport, StatementFinding, Weight};
use iam_core::scenario::Decision;
use iam_core::text::Span;

use crate::state::Selection;

/// Everything to draw on a policy's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marks {
    /// Marked ranges; later ones lie over earlier ones.
    pub(crate) ranges: Vec<(Span, Mark)>,
    /// Glyphs, each for the line of a place.
    pub(crate) glyphs: Vec<(u32, Sign)>,
    /// What is wrong: place, severity and message.
    pub(crate) diagnostics: Vec<(Span, Severity, String)>,
}

/// How a range is marked; the numbers are the editor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It decided.
    Decided = 0,
    /// It is part of what grants access.
    Granting = 1,
    /// It is left out of the evaluation.
    Out = 2,
    /// It is pointed at.
    Pointed = 3,
    /// It depends on open keys.
    Open = 4,
    /// The statement that is looked at.
    Statement = 5,
}

/// A glyph beside a line; the numbers are the editor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// ◆
    Decided = 0,
    /// ●
    Matched = 1,
    /// ○P
    Principal = 2,
    /// ○A
    Action = 3,
    /// ○R
    Resource = 4,
    /// ○C
    Condition = 5,
    /// ?
    Open = 6,
}

impl Sign {
    /// The glyph as text.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Decided => "◆",
            Self::Matched => "●",
            Self::Principal => "○P",
            Self::Action => "○A",
            Self::Resource => "○R",
            Self::Condition => "○C",
            Self::Open => "?",
        }
    }

    /// What the glyph says.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Matched => "matched",
            Self::Principal => "principal does not match",
            Self::Action => "action does not match",
            Self::Resource => "resource does not match",
            Self::Condition => "condition does not match",
            Self::Open => "depends on open keys",
        }
    }

    /// The glyph's class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Decided => "g-decided",
            Self::Matched => "g-matched",
            Self::Principal | Self::Action | Self::Resource | Self::Condition => "g-failed",
            Self::Open => "g-open",
        }
    }
}

/// The marks of a policy for the request that is looked at.
pub(crate) fn of_policy(
    report: &Report,
    selection: &Selection,
    policy: usize,
    text: &str,
    out: &[u32],
) -> Marks {
    let mut marks = Marks::default();
    if let Some(read) = report.policies.get(policy) {
        let found = read.diagnostics.iter();
        marks.diagnostics = found
            .map(|found| {
                let message = match &found.help {
                    Some(help) => [&found.message, "; ", help].concat(),
                    None => found.message.clone(),
                };
                (found.span, found.severity, message)
            })
            .collect();
        let left_out = read.statements.iter().map(|outline| outline.span);
        let left_out = left_out.filter(|span| out.contains(&span.start));
        marks.ranges.extend(left_out.map(|span| (span, Mark::Out)));
        let chosen = selection.statement.filter(|(of, _)| *of == policy);
        let outline = chosen.and_then(|(_, statement)| read.statements.get(statement as usize));
        marks
            .ranges
            .extend(outline.map(|outline| (outline.span, Mark::Statement)));
    }
    if let Some(request) = report.requests.get(selection.request) {
        for finding in strongest(request, policy) {
            let deciding = is_deciding(request, finding);
            mark_statement(&mut marks, request.decision, finding, deciding, text);
        }
    }
    let pointed = selection.pointed.filter(|place| place.policy == policy);
    marks
        .ranges
        .extend(pointed.map(|place| (place.span, Mark::Pointed)));
    marks
}

/// The glyph of a policy as a whole: that of its statement that matters most, if one applies or decided.
pub(crate) fn of_folded(report: &Report, request: usize, policy: usize) -> Option<Sign> {
    let request = report.requests.get(request)?;
    let found = strongest(request, policy);
    if found.iter().any(|finding| is_deciding(request, finding)) {
        return Some(Sign::Decided);
    }
    found
        .iter()
        .any(|finding| finding.applies == Answer::Yes)
        .then_some(Sign::Matched)
}

/// Of each statement of the policy the finding that matters most; a statement can be looked at in several stages.
fn strongest(request: &RequestReport, policy: usize) -> Vec<&StatementFinding> {
    let mut found: Vec<&StatementFinding> = Vec::new();
    let all = request.stages.iter().flat_map(|stage| &stage.statements);
    for finding in all.filter(|finding| finding.policy as usize == policy) {
        match found
            .iter_mut()
            .find(|other| other.statement == finding.statement)
        {
            Some(other) if rank(finding.weight) < rank(other.weight) => *other = finding,
            Some(_) => {}
            None => found.push(finding),
        }
    }
    found
}

/// Whether the statement decided or, where nothing allows, came nearest to allowing in its stage.
pub(crate) fn is_deciding(request: &RequestReport, finding: &StatementFinding) -> bool {
    let mut last = None;
    for place in &request.deciding {
        let first = last.replace(place.stage) != Some(place.stage);
        let stage = request.stages.get(place.stage as usize);
        let found = stage.and_then(|stage| stage.statements.get(place.statement as usize));
        let same = found.is_some_and(|found| {
            found.policy == finding.policy && found.statement == finding.statement
        });
        if same && (first || finding.applies != Answer::No) {
            return true;
        }
    }
    false
}

const fn rank(weight: Weight) -> u8 {
    match weight {
        Weight::Deciding => 0,
        Weight::Matched => 1,
        Weight::Open => 2,
        Weight::NearMiss => 3,
        Weight::NotMatched => 4,
    }
}

fn mark_statement(
    marks: &mut Marks,
    decision: Decision,
    finding: &StatementFinding,
    deciding: bool,
    text: &str,
) {
    let applies = finding.applies == Answer::Yes;
    let sign = match (finding.applies, finding.failed) {
        (Answer::Yes, _) if deciding => Sign::Decided,
        (Answer::Yes, _) => Sign::Matched,
        (Answer::Unknown, _) => Sign::Open,
        (Answer::No, Some(Element::Principal)) => Sign::Principal,
        (Answer::No, Some(Element::Action)) => Sign::Action,
        (Answer::No, Some(Element::Resource)) => Sign::Resource,
        (Answer::No, Some(Element::Condition) | None) => Sign::Condition,
    };
    marks.glyphs.push((first_line(finding.span, text), sign));
    for element in &finding.elements {
        let kind = match element.answer {
            // Of a statement that decided, what made it apply; of one that was nearest, what kept it.
            Answer::Yes if deciding && applies && decision == Decision::ExplicitDeny => {
                Mark::Decided
            }
            Answer::Yes if deciding && applies && decision == Decision::Allow => Mark::Granting,
            Answer::No if deciding && !applies => {
                marks.glyphs.push((element.focus.start, Sign::Decided));
                Mark::Decided
            }
            Answer::Unknown if deciding || decision == Decision::Undetermined => Mark::Open,
            Answer::Yes | Answer::No | Answer::Unknown => continue,
        };
        marks.ranges.push((element.focus, kind));
    }
}

/// The place of the first member of a statement, whose line carries the glyph; the brace often stands on a line with others.
fn first_line(span: Span, text: &str) -> u32 {
    let inside = span.slice(text);
    let skipped = inside
        .char_indices()
        .skip(1)
        .find(|(_, c)| !c.is_ascii_whitespace())
        .map_or(0, |(at, _)| at);
    span.start
        .saturating_add(u32::try_from(skipped).unwrap_or(0))
}
