//! Every condition that was tested: what the policy asks, what the request has, and where that came from.

use iam_core::report::{
    Answer, ConditionFinding, EntryFinding, Origin, Report, RequestReport, StatementFinding, Weight,
};
use yew::prelude::*;

use super::card::{Links, answer_icon};
use super::icon::labelled_icon;
use super::parts::{letter_sign, tag};
use crate::labels;
use crate::state::Dispatch;

/// Rows shown before the rest is folded.
const SHOWN: usize = 8;

/// Rows in all.
const MOST: usize = 40;

/// What the list shows.
#[derive(Clone, Copy)]
pub(crate) struct Props<'p> {
    /// What is decided.
    pub(crate) report: &'p Report,
    /// The request's part of it.
    pub(crate) request: &'p RequestReport,
    /// Where actions go.
    pub(crate) dispatch: &'p Dispatch,
}

/// The conditions that were tested.
pub(crate) fn conditions(props: &Props<'_>) -> Html {
    let tested = tested(props.request);
    if tested.is_empty() {
        return Html::default();
    }
    let (front, rest) = tested.split_at_checked(SHOWN).unwrap_or((&tested, &[]));
    let row = |(number, (finding, condition)): (usize, &(&StatementFinding, &ConditionFinding))| {
        // Not by its place in the text, which every key typed before it moves: the row would be made anew.
        let key = number.to_string();
        html! { <li {key}>{ row(props, finding, condition) }</li> }
    };
    html! {
        <section class="sec" aria-label="Condition keys tested">
            <h3>{ "Condition keys tested" }{ tag("span", "d", " policy asks · request has") }</h3>
            <ul class="conds">{ for front.iter().enumerate().map(row) }</ul>
            if !rest.is_empty() {
                <details class="more">
                    <summary>{ rest.len() }{ " more" }</summary>
                    <ul class="conds">{ for rest.iter().enumerate().map(row) }</ul>
                </details>
            }
        </section>
    }
}

/// Each tested condition once, those of the statements that matter most first; of very many the first.
fn tested(request: &RequestReport) -> Vec<(&StatementFinding, &ConditionFinding)> {
    let mut all: Vec<(&StatementFinding, &ConditionFinding)> = Vec::new();
    for finding in request.stages.iter().flat_map(|stage| &stage.statements) {
        let elements = finding.elements.iter();
        all.extend(
            elements
                .flat_map(|element| &element.conditions)
                .map(|condition| (finding, condition)),
        );
    }
    let mut found: Vec<(&StatementFinding, &ConditionFinding)> = Vec::new();
    for wanted in 0..=4 {
        for met in [false, true] {
            let here = all.iter().filter(|(finding, condition)| {
                rank(finding.weight) == wanted && (condition.answer == Answer::Yes) == met
            });
            for (finding, condition) in here {
                let seen = found.iter().any(|(other, place)| {
                    other.policy == finding.policy && place.key_span == condition.key_span
                });
                if found.len() < MOST && !seen {
                    found.push((finding, condition));
                }
            }
        }
    }
    found
}

const fn rank(weight: Weight) -> u8 {
    match weight {
        Weight::Deciding => 0,
        Weight::Open => 1,
        Weight::NearMiss => 2,
        Weight::Matched => 3,
        Weight::NotMatched => 4,
    }
}

fn row(props: &Props<'_>, finding: &StatementFinding, condition: &ConditionFinding) -> Html {
    let links = Links::to(props.dispatch.clone(), finding);
    let (glyph, class, label) = answer_icon(condition.answer);
    let letter = props
        .report
        .policies
        .get(finding.policy as usize)
        .map(|policy| labels::letter(policy.kind));
    let has = match condition.origin {
        Origin::Missing => "nothing".to_owned(),
        Origin::Open => "left open".to_owned(),
        Origin::Given | Origin::Overridden | Origin::Derived | Origin::Assumed => {
            condition.request.join(", ")
        }
    };
    let row = if condition.origin == Origin::Missing && condition.answer != Answer::Yes {
        "cond miss"
    } else {
        "cond"
    };
    let inside = html! {
        <>
                { labelled_icon(glyph, class, label) }
                { for letter.map(letter_sign) }
                { tag("span", "m el ck", &condition.key) }
                { tag("span", "m d el", &condition.operator) }
                <span class={labels::origin_class(condition.origin)}>{ labels::origin_name(condition.origin) }</span>
                <span class="m el asks">{ tag("span", "d ui", "asks ") }{ values(&condition.values) }</span>
                <span class="m el has">{ tag("span", "d ui", "has ") }{ has }</span>
        </>
    };
    links.button(
        row,
        condition.span,
        Some(condition.sentence.clone()),
        inside,
    )
}

/// The policy's values, the matching ones bold.
fn values(values: &[EntryFinding]) -> Html {
    let shown = values.iter().enumerate().map(|(number, value)| {
        let comma = if number == 0 { "" } else { ", " };
        let text = value.resolved.as_ref().unwrap_or(&value.text).clone();
        if value.answer == Answer::Yes {
            html! { <>{ comma }{ tag("b", "", text) }</> }
        } else {
            html! { <>{ comma }{ text }</> }
        }
    });
    shown.collect()
}
