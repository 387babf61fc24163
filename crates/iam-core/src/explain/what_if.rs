//! Changes in words, in the imperative.

use crate::report::{Stage, StageId, StatementFinding};
use crate::scenario::Scenario;

/// Several changes as one: "Do this and do that".
pub(crate) fn together<'s>(sentences: impl Iterator<Item = &'s str>) -> String {
    let mut joined = String::new();
    for sentence in sentences {
        if joined.is_empty() {
            joined.push_str(sentence);
        } else {
            joined.push_str(", and ");
            // A sentence of this module begins with an ASCII letter.
            let mut sentence = sentence.to_owned();
            if let Some(first) = sentence.get_mut(..1) {
                first.make_ascii_lowercase();
            }
            joined.push_str(&sentence);
        }
    }
    joined
}

/// A policy's title in backticks.
pub(crate) fn policy(scenario: &Scenario, index: u32) -> String {
    format!("`{}`", crate::trace::policy_name(scenario, index as usize))
}

/// "statement `Read` of `ReadReports`".
pub(crate) fn statement(scenario: &Scenario, stage: &Stage, finding: &StatementFinding) -> String {
    let name = super::statement_name(finding.sid.as_deref(), finding.statement);
    let trust = scenario.subject(finding.policy as usize).trust;
    let noun = super::policy_noun(stage.id, trust);
    format!("{name} of {noun} {}", policy(scenario, finding.policy))
}

/// Removes a statement.
pub(crate) fn remove(statement: &str) -> String {
    format!("Remove {statement}")
}

/// Removes a condition.
pub(crate) fn remove_condition(key: &str, statement: &str) -> String {
    format!("Remove the condition on `{key}` from {statement}")
}

/// Adds an entry to an element.
pub(crate) fn add(element: &str, value: &str, statement: &str) -> String {
    format!("Add `{value}` to `{element}` in {statement}")
}

/// Adds a statement to a policy.
pub(crate) fn add_statement(action: &str, resource: &str, policy: &str) -> String {
    format!("Add a statement to {policy} that allows {action} on `{resource}`")
}

/// Adds a policy; `trust` says that it is a role's trust policy.
pub(crate) fn add_policy(
    stage: &Stage,
    trust: bool,
    action: &str,
    resource: &str,
    attached_to: &[String],
) -> String {
    let noun = super::policy_noun(stage.id, trust);
    format!(
        "Attach {} {noun} to `{}` that allows {action} on `{resource}`",
        super::article(noun),
        attached_to.join("`, `")
    )
}

/// The title of a new policy.
pub(crate) fn new_policy_name(stage: &Stage, trust: bool) -> &'static str {
    match stage.id {
        StageId::Resource if trust => "New role trust policy",
        StageId::Identity => "New identity policy",
        StageId::Resource => "New resource policy",
        StageId::Session => "New session policy",
        StageId::ServiceControl => "New SCP",
        StageId::ExplicitDeny
        | StageId::ResourceControl
        | StageId::VpcEndpoint
        | StageId::PermissionsBoundary => "New policy",
    }
}

/// Gives a key a value.
pub(crate) fn set_key(key: &str, values: &[String]) -> String {
    let shown = values.join("`, `");
    let lower = crate::letter_case::lower(key);
    let tag = |prefix: &str| {
        lower
            .strip_prefix(prefix)
            .and_then(|tag| key.get(key.len() - tag.len()..))
    };
    match (
        values.is_empty(),
        tag("aws:principaltag/"),
        tag("aws:resourcetag/"),
    ) {
        (true, _, _) => format!("Send no `{key}`"),
        (false, Some(tag), _) => format!("Give the principal the tag `{tag}` = `{shown}`"),
        (false, _, Some(tag)) => format!("Give the resource the tag `{tag}` = `{shown}`"),
        _ => format!("Send `{key}` = `{shown}`"),
    }
}
