//! What each element of a statement has to do with the request.

use super::Scene;
use crate::context::Found;
use crate::explain;
use crate::matching::{Query, action, answer, condition, principal, resource};
use crate::matching::{and, or};
use crate::pattern::Variable;
use crate::policy::{Block, Condition, Operand, Policy, ResourceForm, Statement, Version};
use crate::report::{Answer, ConditionFinding, Element, ElementFinding, EntryFinding, Origin};
use crate::rule;

/// The elements that a statement has, in the order they are looked at.
pub(super) fn elements(
    scene: &Scene<'_>,
    policy: &Policy,
    statement: &Statement,
) -> Vec<ElementFinding> {
    let query = &scene.plan.query;
    let mut elements = Vec::with_capacity(4);
    if let Some(block) = &statement.principal {
        elements.push(principal_element(query, block));
    }
    elements.push(action_element(query, &statement.action));
    match &statement.resource {
        Some(block) => elements.push(resource_element(query, policy.version, block)),
        None if !policy.subject.trust => elements.push(implied_resource(query, statement)),
        None => {}
    }
    if let Some(span) = statement.condition_span {
        let conditions = &statement.conditions;
        elements.push(condition_element(query, policy.version, conditions, span));
    }
    elements
}

fn principal_element(
    query: &Query,
    block: &Block<crate::policy::PrincipalEntry>,
) -> ElementFinding {
    let entries: Vec<EntryFinding> = block
        .entries
        .iter()
        .map(|entry| EntryFinding {
            text: entry.text.to_string(),
            span: entry.span,
            answer: answer(principal::matches_entry(entry, &query.requester).is_some()),
            rule: None,
            resolved: None,
            sentence: None,
        })
        .collect();
    let matched = answer(principal::matches_block(block, query).is_some());
    let exemption = block.negated.then(|| principal::exemption(block, query));
    let forms: Vec<_> = block
        .entries
        .iter()
        .map(|entry| principal::matches_entry(entry, &query.requester))
        .collect();
    let (rule, sentence) = explain::element::principal(query, block, &forms, exemption);
    finish(
        Element::Principal,
        block.negated,
        matched,
        block.span,
        entries,
        rule,
        sentence,
    )
}

fn action_element(query: &Query, block: &Block<crate::policy::ActionEntry>) -> ElementFinding {
    let entries: Vec<EntryFinding> = block
        .entries
        .iter()
        .map(|entry| EntryFinding {
            text: entry.text.to_string(),
            span: entry.span,
            answer: answer(action::matches_entry(entry, &query.action)),
            rule: None,
            resolved: None,
            sentence: None,
        })
        .collect();
    let met = answer(action::matches_block(block, &query.action));
    let (rule, sentence) = explain::element::action(query, block.negated, &entries);
    finish(
        Element::Action,
        block.negated,
        met,
        block.span,
        entries,
        rule,
        sentence,
    )
}

fn resource_element(
    query: &Query,
    version: Version,
    block: &Block<crate::policy::ResourceEntry>,
) -> ElementFinding {
    let entries: Vec<EntryFinding> = block
        .entries
        .iter()
        .map(|entry| {
            let matched = resource::matches_entry(entry, query);
            let mut finding = EntryFinding {
                text: entry.text.to_string(),
                span: entry.span,
                answer: matched,
                rule: None,
                resolved: None,
                sentence: None,
            };
            if let ResourceForm::Arn(pattern) = &entry.pattern {
                let resolve = |variable| query.resolve(variable);
                if pattern.variables().next().is_some() {
                    finding.resolved = pattern.resolved(&resolve);
                }
                let missing = unresolved(query, pattern.variables());
                let crosses =
                    matched == Answer::Yes && pattern.crosses_colon(&query.target.arn, &resolve);
                if let Some((rule, sentence)) =
                    explain::element::resource_entry(query, pattern, missing, crosses)
                {
                    finding.rule = Some(rule);
                    finding.sentence = Some(sentence);
                }
            }
            remark_variables(version, &mut finding);
            finding
        })
        .collect();
    let met = resource::matches_block(block, query);
    let (rule, sentence) = explain::element::resource(query, block.negated, met, &entries);
    finish(
        Element::Resource,
        block.negated,
        met,
        block.span,
        entries,
        rule,
        sentence,
    )
}

/// R-VER-3: under the older version what looks like a variable is none.
fn remark_variables(version: Version, finding: &mut EntryFinding) {
    if version == Version::V2008 && finding.text.contains("${") {
        finding.rule = Some(rule::NO_VARIABLES_UNDER_2008);
        finding.sentence = Some(explain::NO_VARIABLES.to_owned());
    }
}

/// R-TYP-4: the statement names no resource, so it is about the one that carries the policy.
fn implied_resource(query: &Query, statement: &Statement) -> ElementFinding {
    ElementFinding {
        element: Element::Resource,
        negated: false,
        answer: Answer::Yes,
        rule: rule::MISSING_RESOURCE_MEANS_ATTACHED,
        span: statement.span,
        focus: statement.span,
        sentence: explain::element::implied_resource(query),
        entries: Vec::new(),
        conditions: Vec::new(),
    }
}

/// The first variable without a value, unless its key is open.
fn unresolved<'v>(
    query: &Query,
    mut variables: impl Iterator<Item = &'v Variable>,
) -> Option<&'v Variable> {
    variables.find(|variable| query.resolve(variable).is_none() && !query.is_open(variable))
}

fn finish(
    element: Element,
    negated: bool,
    met: Answer,
    span: crate::text::Span,
    entries: Vec<EntryFinding>,
    rule: rule::Rule,
    sentence: String,
) -> ElementFinding {
    // The entry that decided by matching; a lone entry decides either way.
    let by_matching = (met == Answer::Yes) != negated;
    let focus = match entries.as_slice() {
        [one] => one.span,
        _ if by_matching => entries
            .iter()
            .find(|entry| entry.answer == Answer::Yes)
            .map_or(span, |entry| entry.span),
        _ => span,
    };
    ElementFinding {
        element,
        negated,
        answer: met,
        rule,
        span,
        focus,
        sentence,
        entries,
        conditions: Vec::new(),
    }
}

fn condition_element(
    query: &Query,
    version: Version,
    conditions: &[Condition],
    span: crate::text::Span,
) -> ElementFinding {
    let findings: Vec<ConditionFinding> = conditions
        .iter()
        .map(|condition| condition_finding(query, version, condition))
        .collect();
    let met = findings
        .iter()
        .fold(Answer::Yes, |all, finding| and(all, finding.answer));
    let deciding = findings.iter().find(|finding| finding.answer == met);
    let (rule, focus, sentence) = match (met, deciding) {
        (Answer::No | Answer::Unknown, Some(finding)) => {
            (finding.rule, finding.span, finding.sentence.clone())
        }
        (Answer::Yes, Some(finding)) if findings.len() == 1 => {
            (finding.rule, finding.span, finding.sentence.clone())
        }
        _ => (
            rule::CONDITION_NEEDS_EVERY_OPERATOR,
            span,
            explain::condition::all_hold(findings.len()),
        ),
    };
    ElementFinding {
        element: Element::Condition,
        negated: false,
        answer: met,
        rule,
        span,
        focus,
        sentence,
        entries: Vec::new(),
        conditions: findings,
    }
}

fn condition_finding(query: &Query, version: Version, condition: &Condition) -> ConditionFinding {
    let weighed = condition::weigh(condition, query);
    let found = query.context.look_up(&condition.key_lower);
    let request: Vec<String> = match found {
        Found::Single(value) => vec![value.to_owned()],
        Found::List(values) => values.iter().map(ToString::to_string).collect(),
        Found::Missing | Found::Open => Vec::new(),
    };
    let origin = match found {
        Found::Open => Origin::Open,
        Found::Missing => Origin::Missing,
        Found::Single(_) | Found::List(_) => query
            .context
            .entry(&condition.key_lower)
            .map_or(Origin::Given, |entry| entry.origin),
    };
    let values: Vec<EntryFinding> = condition
        .values
        .iter()
        .map(|value| {
            let mut finding = value_finding(query, condition, value, &request);
            if condition.operator.takes_variables() {
                remark_variables(version, &mut finding);
            }
            finding
        })
        .collect();
    let sentence = explain::condition::sentence(query, condition, weighed, &request, &values);
    ConditionFinding {
        operator: condition.operator_text.to_string(),
        operator_span: condition.operator_span,
        key: condition.key.to_string(),
        key_span: condition.key_span,
        span: condition.span,
        answer: weighed.answer,
        rule: condition::rule_of(condition, weighed),
        sentence,
        values,
        request,
        origin,
    }
}

/// Whether a policy value matches some value of the request, before any negation.
fn value_finding(
    query: &Query,
    condition: &Condition,
    value: &crate::policy::ConditionValue,
    request: &[String],
) -> EntryFinding {
    let matched = request.iter().fold(Answer::No, |any, text| {
        or(any, condition::matches_value(condition, value, text, query))
    });
    let (resolved, missing) = match &value.operand {
        Operand::Text(pattern) | Operand::BoolText(pattern)
            if pattern.variables().next().is_some() =>
        {
            (
                pattern.resolved(&|variable| query.resolve(variable)),
                unresolved(query, pattern.variables()),
            )
        }
        Operand::Arn(pattern) if pattern.variables().next().is_some() => (
            pattern.resolved(&|variable| query.resolve(variable)),
            unresolved(query, pattern.variables()),
        ),
        Operand::Text(_)
        | Operand::BoolText(_)
        | Operand::Arn(_)
        | Operand::Number(_)
        | Operand::Date(_)
        | Operand::Bool(_)
        | Operand::Binary(_)
        | Operand::Ip(_) => (None, None),
    };
    EntryFinding {
        text: value.text.to_string(),
        span: value.span,
        answer: matched,
        rule: missing.map(|_| rule::VARIABLE_WITHOUT_VALUE),
        resolved,
        sentence: missing
            .map(|variable| explain::condition::variable_without_value(query, variable)),
    }
}
