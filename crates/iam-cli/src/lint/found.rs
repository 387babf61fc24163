//! Findings, with their places in a file: what all formats print.

use iam_core::diagnostic::Fix;
use iam_core::text::{LineIndex, Span};
use iam_lint::{Code, Finding, FindingType, Step, Tree};

use crate::excerpt;
use crate::input::Document;
use crate::locate::Places;

/// A finding in a file.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) code: Code,
    pub(super) kind: FindingType,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) file: String,
    /// The name of the policy in its scenario.
    pub(super) policy: Option<String>,
    pub(super) place: Place,
    /// The way to the place in the policy.
    pub(super) path: Vec<Step>,
    /// Further places, and what is there.
    pub(super) related: Vec<(Place, String)>,
    /// The lines of the file around the places, for people.
    pub(super) excerpt: Vec<String>,
    /// The change that removes it, if the policy is the file.
    pub(super) fix: Option<FileFix>,
    /// What the change does.
    pub(super) fix_title: Option<String>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// A point in a file, each counted from 0: lines, UTF-16 units in the line, UTF-16 units from the file's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) offset: u32,
}

/// Replacements in a file.
#[derive(Debug)]
pub(super) struct FileFix {
    pub(super) title: String,
    pub(super) edits: Vec<(Place, String)>,
}

/// The findings about a policy that is a file by itself.
pub(super) fn in_policy(
    file: &str,
    text: &str,
    findings: &[Finding],
    for_people: bool,
) -> Vec<Found> {
    let tree = Tree::new(text);
    let spot = Spot::new(text);
    findings
        .iter()
        .map(|finding| {
            let mut lines = Vec::new();
            if for_people {
                lines = excerpt::excerpt(text, finding.span, "");
                for related in &finding.related {
                    lines.extend(excerpt::excerpt(text, related.span, &related.message));
                }
            }
            Found {
                place: spot.place(finding.span),
                path: tree.path(finding.span),
                related: finding
                    .related
                    .iter()
                    .map(|related| (spot.place(related.span), related.message.clone()))
                    .collect(),
                excerpt: lines,
                fix: finding.fix.as_ref().map(|fix| spot.fix(fix)),
                ..plain(file, finding)
            }
        })
        .collect()
}

/// The findings about the policies of a scenario.
pub(super) fn in_scenario(
    document: &Document,
    places: &Places<'_>,
    findings: &[Finding],
    for_people: bool,
) -> Vec<Found> {
    let spot = Spot::new(&document.text);
    let sources = &document.scenario.policies;
    let trees: Vec<Tree<'_>> = sources
        .iter()
        .map(|source| Tree::new(&source.document))
        .collect();
    findings
        .iter()
        .filter_map(|finding| {
            let source = sources.get(finding.policy as usize)?;
            let text = &*source.document;
            let in_file = |span| spot.place(places.in_file(finding.policy, span));
            let shown = |span, remark: &str| {
                let (shown, span) = places.shown(finding.policy, text, span);
                excerpt::excerpt(shown, span, remark)
            };
            let mut lines = Vec::new();
            if for_people {
                lines = shown(finding.span, "");
                for related in &finding.related {
                    lines.extend(shown(related.span, &related.message));
                }
            }
            Some(Found {
                policy: Some(
                    source
                        .name
                        .clone()
                        .unwrap_or_else(|| format!("policy {}", finding.policy + 1)),
                ),
                place: in_file(finding.span),
                path: trees.get(finding.policy as usize)?.path(finding.span),
                related: finding
                    .related
                    .iter()
                    .map(|related| (in_file(related.span), related.message.clone()))
                    .collect(),
                excerpt: lines,
                ..plain(&document.file, finding)
            })
        })
        .collect()
}

fn plain(file: &str, finding: &Finding) -> Found {
    let nowhere = Position {
        line: 0,
        column: 0,
        offset: 0,
    };
    Found {
        code: finding.code,
        kind: finding.code.kind(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        file: file.to_owned(),
        policy: None,
        place: Place {
            start: nowhere,
            end: nowhere,
        },
        path: Vec::new(),
        related: Vec::new(),
        excerpt: Vec::new(),
        fix: None,
        fix_title: finding.fix.as_ref().map(|fix| fix.title.clone()),
    }
}

/// Finds lines, columns and UTF-16 offsets of a text.
struct Spot {
    lines: LineIndex,
}

impl Spot {
    fn new(text: &str) -> Self {
        Self {
            lines: LineIndex::new(text),
        }
    }

    fn place(&self, span: Span) -> Place {
        Place {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    fn position(&self, offset: u32) -> Position {
        let (line, column) = self.lines.line_col(offset);
        Position {
            line,
            column,
            offset: self.lines.to_utf16(offset),
        }
    }

    fn fix(&self, fix: &Fix) -> FileFix {
        FileFix {
            title: fix.title.clone(),
            edits: fix
                .edits
                .iter()
                .map(|edit| (self.place(edit.span), edit.text.clone()))
                .collect(),
        }
    }
}
