//! Keys that the actions of a statement do not send, and resources that they do not take.

use iam_catalog::{ActionRef, ArnTemplate, Catalog, KeyLookup, Lookup, PolicyArn, ResourceType};
use iam_core::policy::operator::{Comparison, Qualifier};
use iam_core::policy::{ActionPattern, Condition, ResourceForm, Statement};
use iam_core::text::Span;

use super::action::matching;
use crate::code::Code;
use crate::document::{Document, allows};
use crate::finding::{Finding, Report};
use crate::pattern::is_wild;

/// The most actions of one statement that are looked at one by one.
const MOST: usize = 3_000;
const MOST_STATEMENTS: usize = 1_000;
const MOST_CONDITIONS: usize = 100;
const MOST_RESOURCES: usize = 500;

/// The longest resource that is compared with the forms of its service.
const LONGEST: usize = 2_048;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for statement in document.statements().iter().take(MOST_STATEMENTS) {
        if statement.action.negated || report.is_full() {
            continue;
        }
        let Some(actions) = Actions::of(document.catalog, statement) else {
            continue;
        };
        for condition in statement.conditions.iter().take(MOST_CONDITIONS) {
            check_key(document, statement, condition, &actions, report);
        }
        check_resources(statement, &actions, report);
    }
}

/// The actions of a statement, as far as the catalog knows them.
struct Actions<'c> {
    /// Those that an entry names, with its place.
    named: Vec<(ActionRef<'c>, Span)>,
    /// Those that an entry with a wildcard stands for.
    covered: Vec<ActionRef<'c>>,
    /// Whether these are all.
    complete: bool,
}

impl<'c> Actions<'c> {
    fn of(catalog: &'c Catalog, statement: &Statement) -> Option<Self> {
        let mut actions = Self {
            named: Vec::new(),
            covered: Vec::new(),
            complete: true,
        };
        if statement.action.entries.len() > MOST {
            return None;
        }
        for entry in &statement.action.entries {
            let (ActionPattern::Name { service, .. }, Some((_, name))) =
                (&entry.pattern, entry.text.split_once(':'))
            else {
                actions.complete = false;
                continue;
            };
            let Lookup::Loaded(service) = catalog.service(service) else {
                actions.complete = false;
                continue;
            };
            for action in matching(service, name) {
                let action = ActionRef { service, action };
                if is_wild(name) {
                    actions.covered.push(action);
                } else {
                    actions.named.push((action, entry.span));
                }
            }
            if actions.named.len() + actions.covered.len() > MOST {
                return None;
            }
        }
        Some(actions)
    }

    fn all(&self) -> impl Iterator<Item = ActionRef<'c>> {
        self.named
            .iter()
            .map(|(action, _)| *action)
            .chain(self.covered.iter().copied())
    }
}

/// A key of a condition, by what has to send it.
enum Asked {
    /// `aws:ResourceTag/…` and its kin, which a service sends or does not.
    ResourceTag,
    /// A key that an action sends or does not.
    Key,
}

fn asked(document: &Document<'_>, condition: &Condition) -> Option<Asked> {
    let name = condition.key_lower.split_once(':')?.1;
    match document.catalog.key(&condition.key) {
        KeyLookup::Global(key) if !key.needs_support() => None,
        KeyLookup::Global(_) | KeyLookup::Service(..) if name.starts_with("resourcetag/") => {
            Some(Asked::ResourceTag)
        }
        KeyLookup::Global(_) | KeyLookup::Service(..) => Some(Asked::Key),
        KeyLookup::Unknown | KeyLookup::NotLoaded(_) => None,
    }
}

fn check_key(
    document: &Document<'_>,
    statement: &Statement,
    condition: &Condition,
    actions: &Actions<'_>,
    report: &mut Report,
) {
    // Under `IfExists` and `ForAllValues`, a missing key is as good as one that fits.
    let operator = condition.operator;
    if operator.if_exists
        || operator.qualifier == Qualifier::ForAllValues
        || operator.base.comparison == Comparison::Null
    {
        return;
    }
    let Some(asked) = asked(document, condition) else {
        return;
    };
    let sends = |action: ActionRef<'_>| match asked {
        Asked::ResourceTag => action.service.key(&condition.key).is_some(),
        Asked::Key => action.key(&condition.key).is_some(),
    };
    let without: Vec<_> = actions
        .named
        .iter()
        .filter(|(action, _)| !sends(*action))
        .collect();
    if without.is_empty() {
        let some = actions.covered.iter().any(|action| sends(*action));
        if actions.complete && actions.named.is_empty() && !actions.covered.is_empty() && !some {
            report.add(never_sent(condition, actions));
        }
        return;
    }
    let code = match asked {
        Asked::Key => Code::UnsupportedActionForConditionKey,
        // A negated operator holds without the tag.
        Asked::ResourceTag if operator.base.negated => return,
        Asked::ResourceTag if allows(statement) => {
            Code::AllowWithUnsupportedTagConditionKeyForService
        }
        Asked::ResourceTag => Code::DenyWithUnsupportedTagConditionKeyForService,
    };
    report.add(not_sent(code, statement, condition, &without));
}

fn not_sent(
    code: Code,
    statement: &Statement,
    condition: &Condition,
    without: &[&(ActionRef<'_>, Span)],
) -> Finding {
    const SHOWN: usize = 3;
    let names: Vec<String> = without
        .iter()
        .take(SHOWN)
        .map(|(action, _)| format!("`{action}`"))
        .collect();
    let more = match without.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let them = if without.len() == 1 { "it" } else { "them" };
    let so = match (condition.operator.base.negated, allows(statement)) {
        (true, _) => "so the condition always holds for",
        (false, true) => "so this does not allow",
        (false, false) => "so this does not deny",
    };
    let (send, mut related) = (
        if without.len() == 1 { "does" } else { "do" },
        without.iter(),
    );
    let mut finding = Finding::new(
        code,
        condition.key_span,
        format!(
            "{}{more} {send} not send `{}`, {so} {them}",
            names.join(", "),
            condition.key
        ),
    )
    .help("move them to a statement without this condition");
    if let Some((action, span)) = related.next() {
        finding = finding.related(*span, format!("`{action}` is listed here"));
    }
    finding
}

fn never_sent(condition: &Condition, actions: &Actions<'_>) -> Finding {
    let count = actions.covered.len();
    Finding::new(
        Code::XKeyNeverSent,
        condition.key_span,
        format!("none of the {count} actions of this statement sends `{}`", condition.key),
    )
    .help("a request without the key meets no condition on it, unless the operator is negated or has `IfExists`")
}

/// Resources that none of the actions takes, and actions that take none.
fn check_resources(statement: &Statement, actions: &Actions<'_>, report: &mut Report) {
    let Some(block) = statement.resource.as_ref().filter(|block| !block.negated) else {
        return;
    };
    let star = block
        .entries
        .iter()
        .any(|entry| matches!(entry.pattern, ResourceForm::Any));
    if star || block.entries.is_empty() {
        return;
    }
    for (action, span) in &actions.named {
        if action.action.resources.is_empty() {
            report.add(
                Finding::new(
                    Code::XActionNeedsStar,
                    *span,
                    format!("requests for `{action}` name no resource, so only `\"Resource\": \"*\"` matches them"),
                )
                .related(block.span, "these name resources")
                .help("move it to a statement with `\"Resource\": \"*\"`"),
            );
        }
    }
    if !actions.complete {
        return;
    }
    let mut types: Vec<&ResourceType> = Vec::new();
    for action in actions.all() {
        for (_, resource) in action.resources() {
            if !types.iter().any(|seen| std::ptr::eq(*seen, resource)) {
                types.push(resource);
            }
        }
    }
    if types.is_empty() {
        return;
    }
    let entries = block.entries.iter().take(MOST_RESOURCES);
    for entry in entries.filter(|entry| entry.text.len() <= LONGEST) {
        let arn = PolicyArn::parse(&entry.text);
        let parts: Vec<&str> = entry.text.splitn(6, ':').collect();
        let service = parts.get(2).copied().unwrap_or("*");
        // Forms of another service are not worth a closer look.
        let near = |form: &&ArnTemplate| {
            is_wild(service) || matches!(form.service(), "" | "*") || form.service() == service
        };
        let forms = types.iter().flat_map(|resource| &resource.arns);
        let is_taken = |arn: &PolicyArn| forms.clone().filter(near).any(|form| form.may_match(arn));
        // A region or account that is missing is a finding of its own, or the resource is AWS's.
        let taken = is_taken(&arn) || filled(&parts).is_some_and(|filled| is_taken(&filled));
        if !taken && !entry.text.contains("${") {
            report.add(
                Finding::new(
                    Code::XResourceOfNoAction,
                    entry.span,
                    format!(
                        "none of the actions of this statement works on `{}`",
                        entry.text
                    ),
                )
                .help("check the ARN, or remove it: it matches no request for these actions"),
            );
        }
    }
}

/// An ARN with an account, if it has none.
fn filled(parts: &[&str]) -> Option<PolicyArn> {
    let [arn, partition, service, region, "" | "aws", resource] = parts else {
        return None;
    };
    let account = "111122223333";
    let filled = [arn, partition, service, region, &account, resource].map(|part| *part);
    Some(PolicyArn::parse(&filled.join(":")))
}
