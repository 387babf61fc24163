//! `iam:PassRole` and `iam:CreateServiceLinkedRole` on more roles than one means (R-CHK-7).

use iam_core::policy::{Block, ResourceEntry, Statement};
use iam_core::text::Span;

use crate::code::Code;
use crate::document::{Coverage, Document, allows, coverage};
use crate::edit;
use crate::finding::{Finding, Report};

/// An action that hands out roles, and its six codes.
struct Subject {
    /// As it is written.
    action: &'static str,
    name: &'static str,
    /// The key, in lower case, that narrows it.
    key: &'static str,
    key_shown: &'static str,
    /// By a name, a wildcard, `NotAction`: with `NotResource`, and with a wildcard in the resource.
    codes: [[Code; 2]; 3],
}

const PASS_ROLE: Subject = Subject {
    action: "iam:PassRole",
    name: "passrole",
    key: "iam:passedtoservice",
    key_shown: "iam:PassedToService",
    codes: [
        [
            Code::PassRoleWithNotResource,
            Code::PassRoleWithStarInResource,
        ],
        [
            Code::PassRoleWithStarInActionAndNotResource,
            Code::PassRoleWithStarInActionAndResource,
        ],
        [
            Code::PassRoleWithNotActionAndNotResource,
            Code::PassRoleWithStarInResourceAndNotAction,
        ],
    ],
};

const CREATE_SERVICE_LINKED_ROLE: Subject = Subject {
    action: "iam:CreateServiceLinkedRole",
    name: "createservicelinkedrole",
    key: "iam:awsservicename",
    key_shown: "iam:AWSServiceName",
    codes: [
        [
            Code::CreateSlrWithNotResource,
            Code::CreateSlrWithStarInResource,
        ],
        [
            Code::CreateSlrWithStarInActionAndNotResource,
            Code::CreateSlrWithStarInActionAndResource,
        ],
        [
            Code::CreateSlrWithNotActionAndNotResource,
            Code::CreateSlrWithStarInResourceAndNotAction,
        ],
    ],
};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for statement in document.statements().iter().filter(|one| allows(one)) {
        for subject in [PASS_ROLE, CREATE_SERVICE_LINKED_ROLE] {
            if let Some(finding) = look(document, statement, &subject) {
                report.add(finding);
            }
        }
    }
}

fn look(document: &Document<'_>, statement: &Statement, subject: &Subject) -> Option<Finding> {
    let coverage = coverage(statement, "iam", subject.name)?;
    if statement
        .conditions
        .iter()
        .any(|condition| &*condition.key_lower == subject.key)
    {
        return None;
    }
    let (span, in_resource) = wide_resource(statement.resource.as_ref()?)?;
    let [named, wildcard, not_action] = &subject.codes;
    let (codes, by) = match coverage {
        Coverage::Named(at) => (named, at),
        Coverage::Wildcard(at) => (wildcard, at),
        Coverage::NotAction(at) => (not_action, at),
    };
    let [with_not_resource, with_star] = codes;
    let code = if in_resource {
        *with_star
    } else {
        *with_not_resource
    };
    let roles = if in_resource {
        format!(
            "on every role that {} matches",
            span.slice(document.text).replace('"', "`")
        )
    } else {
        "on every role that `NotResource` does not list".to_owned()
    };
    let finding = Finding::new(
        code,
        span,
        format!("this allows `{}` {roles}", subject.action),
    )
    .help(format!(
        "name the roles, or add a condition on `{}`",
        subject.key_shown
    ))
    .related(by, format!("this covers `{}`", subject.action));
    Some(if let Coverage::NotAction(_) = coverage {
        let last = statement.action.entries.last()?;
        let entry = iam_core::json::quote(subject.action);
        finding.fix(
            format!("Leave `{}` out too", subject.action),
            add_entry(document, last.span, &entry),
        )
    } else {
        finding
    })
}

/// Adds an entry to a list, or makes one of a single text.
pub(super) fn add_entry(
    document: &Document<'_>,
    last: Span,
    entry: &str,
) -> Option<Vec<iam_core::diagnostic::Edit>> {
    use crate::tree::Holder;
    match document.tree.holder(last)? {
        Holder::Array(..) => edit::insert_after(document, last, entry),
        Holder::Object(..) => Some(edit::replace(
            last,
            format!("[{}, {entry}]", last.slice(document.text)),
        )),
    }
}

/// The place of the first entry that can name many roles, and whether it is an entry of `Resource`.
fn wide_resource(block: &Block<ResourceEntry>) -> Option<(Span, bool)> {
    if block.negated {
        return Some((block.span, false));
    }
    block
        .entries
        .iter()
        .find(|entry| is_wide(&entry.text))
        .map(|entry| (entry.span, true))
}

/// How much of a role's name has to be fixed before a wildcard. AWS's page says that names which begin as those of one
/// service do are no finding, and of its managed policies names only such as have nothing fixed.
const FIXED: usize = 3;

/// Whether a resource can name many roles.
fn is_wide(text: &str) -> bool {
    if text == "*" {
        return true;
    }
    let mut parts = text.splitn(6, ':').skip(2);
    let (Some(service), Some(resource)) = (parts.next(), parts.nth(2)) else {
        return false;
    };
    let Some(wild) = resource.find(['*', '?']) else {
        return false;
    };
    if !crate::pattern::covers(service, "iam") {
        return false;
    }
    let fixed = resource.get(..wild).unwrap_or("");
    let Some(name) = fixed.strip_prefix("role/") else {
        return "role/".starts_with(fixed);
    };
    // The path of a service-linked role names its service.
    let linked = name
        .strip_prefix("aws-service-role/")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(service, _)| service.contains('.'));
    let last = name.rsplit('/').next().unwrap_or(name);
    !linked && last.chars().count() < FIXED
}
