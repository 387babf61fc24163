//! Tags under `NotAction`: some of the actions that it stands for do not send them.

use iam_core::policy::{Condition, Statement};

use crate::code::Code;
use crate::document::{Document, allows};
use crate::finding::{Finding, Report};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for statement in document.statements() {
        if !statement.action.negated {
            continue;
        }
        if let Some(condition) = statement.conditions.iter().find(|one| needs_tag(one)) {
            report.add(finding(statement, condition));
        }
    }
}

/// Whether a condition fails when the resource has no such tag.
pub(super) fn needs_tag(condition: &Condition) -> bool {
    let operator = condition.operator;
    !operator.base.negated
        && !operator.if_exists
        && condition
            .key_lower
            .split_once(':')
            .is_some_and(|(_, name)| name.starts_with("resourcetag/"))
}

fn finding(statement: &Statement, condition: &Condition) -> Finding {
    let (code, so) = if allows(statement) {
        (
            Code::AllowNotactionWithUnsupportedTagConditionKeyForService,
            "are not allowed by this",
        )
    } else {
        (
            Code::DenyNotactionWithUnsupportedTagConditionKeyForService,
            "are not denied by this",
        )
    };
    Finding::new(
        code,
        condition.key_span,
        format!("actions that do not send `{}` {so}", condition.key),
    )
    .related(
        statement.action.span,
        "`NotAction` stands for actions of every service",
    )
    .help("list in `Action` those whose service supports tags")
}
