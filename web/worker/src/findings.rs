//! What is to be said about a policy.

use iam_catalog::Catalog;
use iam_core::policy::Policy;
use iam_language::Missing;
use iam_lint::{FindingType, lint};
use iam_questions::Answer;
use iam_questions::findings::{Finding, FindingKind, Findings, Source};

/// Looks at a policy.
pub(crate) fn findings(source: &Source, catalog: &Catalog) -> (Answer, Missing) {
    let policy = Policy::parse(&source.text, (&source.subject).into());
    let source = iam_lint::Source {
        text: &source.text,
        policy: &policy,
        attached_to: &source.attached_to,
    };
    let found = lint(&source, catalog);
    let list = found.list.into_iter().map(told).collect();
    let answer = Answer::Findings(Findings {
        list,
        incomplete: found.incomplete,
        without: found.missing.clone(),
    });
    let mut missing = Missing::default();
    for prefix in &found.missing {
        missing.service(prefix);
    }
    (answer, missing)
}

fn told(found: iam_lint::Finding) -> Finding {
    let check = found.code.check();
    Finding {
        code: check.name.to_owned(),
        kind: match check.kind {
            FindingType::Error => FindingKind::Error,
            FindingType::SecurityWarning => FindingKind::SecurityWarning,
            FindingType::Warning => FindingKind::Warning,
            FindingType::Suggestion => FindingKind::Suggestion,
        },
        place: found.span.into(),
        message: found.message,
        help: found.help,
        about: check.about.to_owned(),
        fix: found
            .fix
            .map(|fix| (fix.title, fix.edits.into_iter().map(Into::into).collect())),
    }
}
