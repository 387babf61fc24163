//! What the worker finds in the policies, beside what the parser reports.

use iam_core::diagnostic::{Edit, Severity};
use iam_core::policy::PolicySubject;
use iam_core::report::PolicyReport;
use iam_core::scenario::{Scenario, ScenarioPolicy};
use iam_core::text::Span;
use iam_core::what_if::Change;
use iam_questions::Question;
use iam_questions::findings::{FindingKind, Findings, Source};

use crate::assistant::Said;
use crate::engine;
use crate::shared::{Shared, Text};

/// A policy as it was when it was looked at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LookedAt {
    /// The policy's own number, which stays with it.
    pub(crate) uid: u32,
    /// Its text.
    pub(crate) text: Text,
    /// How it is read.
    pub(crate) subject: PolicySubject,
    /// What carries it.
    pub(crate) attached_to: Vec<String>,
}

impl LookedAt {
    /// A scenario's policy as it is now.
    pub(crate) fn new(
        scenario: &Scenario,
        index: usize,
        policy: &ScenarioPolicy,
        uid: u32,
    ) -> Self {
        Self {
            uid,
            text: Text(std::sync::Arc::clone(&policy.document)),
            subject: scenario.subject(index),
            attached_to: policy.attached_to.clone().unwrap_or_default(),
        }
    }

    /// Asks for the findings.
    pub(crate) fn question(&self) -> Question {
        Question::Findings(self.source())
    }

    /// The policy, for a question.
    pub(crate) fn source(&self) -> Source {
        Source {
            text: self.text.to_string(),
            subject: self.subject.into(),
            attached_to: self.attached_to.clone(),
        }
    }
}

/// What is known of a policy.
pub(crate) type Found = Said<LookedAt, Findings>;

/// What is known of all policies, in no order.
pub(crate) type Known = Shared<Vec<Shared<Found>>>;

/// Something to say about a policy, by the parser, the worker, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// What it means.
    pub(crate) kind: FindingKind,
    /// Where, in the text as it is now.
    pub(crate) span: Span,
    /// What was found.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
    /// The code of the check and what it reports.
    pub(crate) check: Option<(String, String)>,
    /// A change that removes it, with what it is called.
    pub(crate) fix: Option<(String, Vec<Edit>)>,
    /// Whether the parser reports it.
    pub(crate) reported: bool,
}

impl Finding {
    /// How grave it is for the editor.
    pub(crate) const fn severity(&self) -> Severity {
        match self.kind {
            FindingKind::Error => Severity::Error,
            FindingKind::SecurityWarning | FindingKind::Warning => Severity::Warning,
            FindingKind::Suggestion => Severity::Info,
        }
    }

    /// The change of the document that removes it.
    pub(crate) fn change(&self, policy: usize) -> Option<Change> {
        let (_, edits) = self.fix.as_ref()?;
        let policy = u32::try_from(policy).ok()?;
        Some(Change::EditPolicy {
            policy,
            edits: edits.clone(),
        })
    }
}

/// What is known of a policy by its number.
fn of(known: &Known, uid: u32) -> Option<&Shared<Found>> {
    known.iter().find(|found| found.about.uid == uid)
}

/// What is to be said about each policy, in the scenario's order.
pub(crate) type All = Shared<Vec<Vec<Finding>>>;

/// What is to be said about every policy.
#[inline(never)]
pub(crate) fn all(question: &engine::Question, known: &Known) -> All {
    let policies = question.scenario.policies.iter().enumerate();
    let all = policies.map(|(index, policy)| {
        let found = question.uid(index).and_then(|uid| of(known, uid));
        findings(policy, question.report.policies.get(index), found)
    });
    Shared::new(all.collect())
}

/// What is to be said about a policy, by place: what the parser reports and what the worker found, nothing twice.
fn findings(
    policy: &ScenarioPolicy,
    read: Option<&PolicyReport>,
    found: Option<&Shared<Found>>,
) -> Vec<Finding> {
    let mut all: Vec<Finding> = read.map(reported).unwrap_or_default();
    for finding in found.map(|found| told(found, policy)).unwrap_or_default() {
        let same = |known: &&mut Finding| {
            known.reported && known.span == finding.span && known.message == finding.message
        };
        match all.iter_mut().find(same) {
            Some(known) => {
                let fix = finding.fix.or(known.fix.take());
                *known = Finding {
                    reported: true,
                    fix,
                    ..finding
                };
            }
            None => all.push(finding),
        }
    }
    iam_core::order::sort_by_key(&mut all, |finding| finding.span);
    all
}

fn reported(read: &PolicyReport) -> Vec<Finding> {
    let diagnostics = read.diagnostics.iter();
    diagnostics
        .map(|found| Finding {
            kind: match found.severity {
                Severity::Error => FindingKind::Error,
                Severity::Warning => FindingKind::Warning,
                Severity::Info => FindingKind::Suggestion,
            },
            span: found.span,
            message: found.message.clone(),
            help: found.help.clone(),
            check: None,
            fix: found
                .fix
                .as_ref()
                .map(|fix| (fix.title.clone(), fix.edits.clone())),
            reported: true,
        })
        .collect()
}

/// What the worker found in a text that may have changed since: findings outside of the change keep their place.
fn told(found: &Found, policy: &ScenarioPolicy) -> Vec<Finding> {
    let Some(findings) = &found.said else {
        return Vec::new();
    };
    if found.about.subject.kind != policy.kind {
        return Vec::new();
    }
    let moved = Moved::between(&found.about.text, &policy.document);
    let list = findings.list.iter();
    list.filter_map(|finding| {
        let edits = finding.fix.as_ref().and_then(|(title, edits)| {
            let edits = edits.iter().map(|change| {
                Some(Edit {
                    span: moved.span(change.0.into())?,
                    text: change.1.clone(),
                })
            });
            Some((title.clone(), edits.collect::<Option<Vec<Edit>>>()?))
        });
        Some(Finding {
            kind: finding.kind,
            span: moved.span(finding.place.into())?,
            message: finding.message.clone(),
            help: finding.help.clone(),
            check: Some((finding.code.clone(), finding.about.clone())),
            fix: edits,
            reported: false,
        })
    })
    .collect()
}

/// How a text became another: what stands before and behind the change is the same.
#[derive(Clone, Copy, Debug)]
struct Moved {
    /// Bytes that both begin with.
    before: u32,
    /// Where the end begins that both have, in the old text.
    after: u32,
    old: u32,
    new: u32,
}

impl Moved {
    fn between(old: &str, new: &str) -> Self {
        let (len, new_len) = (length(old), length(new));
        if std::ptr::eq(old, new) || old == new {
            return Self {
                before: len,
                after: len,
                old: len,
                new: new_len,
            };
        }
        let before = old
            .bytes()
            .zip(new.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let most = old.len().min(new.len()) - before;
        let same = old
            .bytes()
            .rev()
            .zip(new.bytes().rev())
            .take(most)
            .take_while(|(a, b)| a == b)
            .count();
        Self {
            before: u32::try_from(before).unwrap_or(0),
            after: len - u32::try_from(same).unwrap_or(0),
            old: len,
            new: new_len,
        }
    }

    /// Where a place is now; `None` if what stands there has changed.
    fn span(&self, span: Span) -> Option<Span> {
        if span.end <= self.before {
            return Some(span);
        }
        if span.start < self.after {
            return None;
        }
        let shift = |at: u32| (at + self.new).checked_sub(self.old);
        Some(Span {
            start: shift(span.start)?,
            end: shift(span.end)?,
        })
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_outside_of_a_change_move_with_the_text() {
        // A place is marked by what stands there.
        let cases = [
            ("abcdef", "abcdef", "cd", Some("cd")),
            ("abcdef", "abXcdef", "ef", Some("ef")),
            ("abcdef", "abXcdef", "ab", Some("ab")),
            ("abcdef", "adef", "bc", None),
            ("abcdef", "adef", "ef", Some("ef")),
            ("aaaa", "aaaaa", "aaaa", Some("aaaa")),
            ("abc", "", "b", None),
            ("", "abc", "", Some("")),
        ];
        for (old, new, at, now) in cases {
            let start = old.find(at).unwrap();
            let moved = Moved::between(old, new).span(Span::new(start, start + at.len()));
            assert_eq!(moved.map(|span| span.slice(new)), now, "{old} {new} {at}");
        }
    }
}
