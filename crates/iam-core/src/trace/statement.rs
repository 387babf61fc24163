//! What one statement has to do with the request.

use super::{Scene, element};
use crate::decide::{FORMS, FormClass, class_of};
use crate::matching::{FormSet, and, principal};
use crate::pattern::Variable;
use crate::policy::{Operand, Policy, ResourceForm, Statement};
use crate::report::{Answer, Effect, Element, ElementFinding, GrantForm, StatementFinding, Weight};
use crate::rule::{self, Rule};

/// Examines a statement of a policy, every element of it.
pub(super) fn examine(
    scene: &Scene<'_>,
    index: u32,
    policy: &Policy,
    statement: &Statement,
    level: Option<u32>,
) -> StatementFinding {
    let elements = element::elements(scene, policy, statement);
    let applies = elements
        .iter()
        .fold(Answer::Yes, |all, element| and(all, element.answer));
    let failed_count = elements
        .iter()
        .filter(|element| element.answer == Answer::No)
        .count();
    let failed = elements
        .iter()
        .find(|element| element.answer == Answer::No)
        .map(|element| element.element);
    let weight = match applies {
        Answer::Yes => Weight::Matched,
        Answer::Unknown => Weight::Open,
        Answer::No if failed_count == 1 => Weight::NearMiss,
        Answer::No => Weight::NotMatched,
    };
    StatementFinding {
        policy: index,
        statement: statement.index,
        level,
        sid: statement.sid.as_deref().map(str::to_owned),
        effect: statement.effect,
        span: statement.span,
        applies,
        weight,
        failed,
        failed_count: u32::try_from(failed_count).unwrap_or(u32::MAX),
        rule: rule_of(applies, &elements),
        sentence: crate::explain::statement::sentence(statement.effect, applies, &elements),
        grant: (statement.effect == Effect::Allow && applies != Answer::No)
            .then(|| best_form(scene, statement))
            .flatten(),
        elements,
    }
}

/// The rule of the element that decided.
fn rule_of(applies: Answer, elements: &[ElementFinding]) -> Rule {
    elements
        .iter()
        .find(|element| element.answer == applies)
        .map_or(rule::VERDICT_OF_A_SET, |element| match applies {
            Answer::Yes => rule::VERDICT_OF_A_SET,
            Answer::No | Answer::Unknown => element.rule,
        })
}

/// The strongest form by which a statement with a principal reaches the requester (R-SAME-3).
fn best_form(scene: &Scene<'_>, statement: &Statement) -> Option<GrantForm> {
    let block = statement.principal.as_ref()?;
    let kind = scene.plan.query.requester.kind?;
    let forms: FormSet = principal::matches_block(block, &scene.plan.query)?;
    let rank = |form: &GrantForm| match class_of(kind, *form) {
        FormClass::Direct => 0,
        FormClass::Adds => 1,
        FormClass::Delegates => 2,
    };
    FORMS
        .into_iter()
        .filter(|form| forms.has(*form))
        .min_by_key(rank)
}

/// The variables of a statement's resources and condition values.
pub(super) fn variables(statement: &Statement) -> impl Iterator<Item = &Variable> {
    let resources = statement
        .resource
        .iter()
        .flat_map(|block| &block.entries)
        .flat_map(|entry| match &entry.pattern {
            ResourceForm::Arn(pattern) => pattern.variables().collect(),
            ResourceForm::Any | ResourceForm::Nothing => Vec::new(),
        });
    let values = statement
        .conditions
        .iter()
        .flat_map(|condition| &condition.values)
        .flat_map(|value| match &value.operand {
            Operand::Text(pattern) | Operand::BoolText(pattern) => pattern.variables().collect(),
            Operand::Arn(pattern) => pattern.variables().collect(),
            Operand::Number(_)
            | Operand::Date(_)
            | Operand::Bool(_)
            | Operand::Binary(_)
            | Operand::Ip(_) => Vec::new(),
        });
    resources.chain(values)
}

/// Deciding statements first, then what matched, then by the number of failed elements; ties keep the policies' order.
pub(super) fn sort(statements: &mut [StatementFinding]) {
    let rank = |weight: Weight| match weight {
        Weight::Deciding => 0,
        Weight::Matched => 1,
        Weight::Open => 2,
        Weight::NearMiss | Weight::NotMatched => 3,
    };
    crate::order::sort_by_key(statements, |statement| {
        let later = statement.failed.map_or(0, |element| match element {
            Element::Condition => 0,
            Element::Resource => 1,
            Element::Principal => 2,
            Element::Action => 3,
        });
        (rank(statement.weight), statement.failed_count, later)
    });
}
