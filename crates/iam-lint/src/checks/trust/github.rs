//! GitHub's identity provider, whose tokens every repository of the world can get (R-KEY-14).

use iam_core::policy::{Condition, PrincipalEntry, Statement};

use crate::code::Code;
use crate::finding::{Finding, Report};
use crate::pattern::is_wild;

const HOST: &str = "token.actions.githubusercontent.com";
const SUBJECT: &str = "token.actions.githubusercontent.com:sub";

pub(super) fn check(statement: &Statement, entries: &[PrincipalEntry], report: &mut Report) {
    let Some(entry) = entries
        .iter()
        .find(|entry| entry.text.to_ascii_lowercase().ends_with(HOST))
    else {
        return;
    };
    let mut subjects = statement
        .conditions
        .iter()
        .filter(|condition| &*condition.key_lower == SUBJECT)
        .peekable();
    if subjects.peek().is_none() {
        report.add(
            Finding::new(
                Code::MissingGithubRepoConditionKey,
                entry.span,
                "workflows of every repository on GitHub may take the role",
            )
            .help(format!("add a condition on `{SUBJECT}`, such as `repo:ORGANIZATION/REPOSITORY:ref:refs/heads/main`")),
        );
    }
    for condition in subjects {
        check_subject(condition, report);
    }
}

fn check_subject(condition: &Condition, report: &mut Report) {
    use iam_core::policy::operator::Comparison;
    if condition.operator.base.comparison != Comparison::StringLike
        || condition.operator.base.negated
    {
        return;
    }
    for value in &condition.values {
        if is_wild(&value.text) {
            report.add(
                Finding::new(
                    Code::SpecificGithubRepoAndBranchRecommended,
                    value.span,
                    format!(
                        "`{}` lets in more than one repository, branch or event",
                        value.text
                    ),
                )
                .help("name the organization, the repository and the branch or environment"),
            );
        }
    }
}
