//! A statement: its elements, each with the shortest true reason. A click shows the text it speaks of.

use iam_core::report::{Answer, ElementFinding, Report, StatementFinding, Weight};
use iam_core::text::Span;
use yew::prelude::*;

use super::icon::{Glyph, labelled_icon};
use super::parts::{act, class, gap, tag};
use super::prose::prose;
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Place};

/// Properties of [`Card`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// The request.
    pub(crate) request: usize,
    /// The stage.
    pub(crate) stage: usize,
    /// The statement finding's place in the stage.
    pub(crate) statement: usize,
    /// Whether the caret is in the statement.
    pub(crate) lit: bool,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// A statement.
#[component]
pub(crate) fn Card(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.lit, move |lit| {
            if *lit {
                platform::scroll_to(&node);
            }
        });
    }
    let request = props.report.requests.get(props.request);
    let stage = request.and_then(|request| request.stages.get(props.stage));
    let Some(finding) = stage.and_then(|stage| stage.statements.get(props.statement)) else {
        return Html::default();
    };
    let policy = props.report.policies.get(finding.policy as usize);
    let letter = policy.map_or("", |policy| labels::letter(policy.kind));
    let (weight, word) = weigh(finding);
    let links = Links::to(props.dispatch.clone(), finding);
    let rows = finding.elements.iter().map(|element| row(element, &links));
    let title = finding
        .sid
        .clone()
        .unwrap_or_else(|| "Statement ".to_owned() + &(finding.statement + 1).to_string());
    let head = html! {
        <>
            { tag("b", "el", &title) }
            { tag("span", "badge", labels::effect_name(finding.effect)) }
            { tag("span", "d t11 el", policy.map(|policy| policy.name.clone())) }
            { gap() }
            <span class={class(&["t12", "b", "nw", word])}>{ weight }</span>
        </>
    };
    html! {
        <article ref={node} class={class(&["card", letter, if props.lit { "lit" } else { "" }])} aria-label={title.clone()}>
            { links.button("ch", finding.span, None, head) }
            { for rows }
        </article>
    }
}

/// How much a statement mattered, in words, and the class of the words.
fn weigh(finding: &StatementFinding) -> (String, &'static str) {
    let failed = finding.failed_count;
    let text = match (finding.weight, finding.applies) {
        (Weight::Deciding, Answer::Yes) => "decided",
        (Weight::Matched, _) | (_, Answer::Yes) => "matched",
        (Weight::Open, _) | (_, Answer::Unknown) => "depends",
        (Weight::Deciding | Weight::NearMiss | Weight::NotMatched, Answer::No) => {
            let all = finding.elements.len();
            let verb = if failed == 1 { " fails" } else { " fail" };
            return (
                [failed.to_string().as_str(), " of ", &all.to_string(), verb].concat(),
                "v-none",
            );
        }
    };
    let class = match (finding.applies, finding.effect) {
        (Answer::Unknown, _) => "v-open",
        (_, iam_core::report::Effect::Deny) => "v-deny",
        (_, iam_core::report::Effect::Allow) => "v-allow",
    };
    (text.to_owned(), class)
}

fn row(element: &ElementFinding, links: &Links) -> Html {
    let (glyph, class, label, row) = match element.answer {
        Answer::Yes => (Glyph::Ok, "v-allow", "met", "elr"),
        Answer::No => (Glyph::Cross, "v-none", "not met", "elr bad"),
        Answer::Unknown => (Glyph::Question, "v-open", "depends", "elr open"),
    };
    let several = element.conditions.len() > 1;
    let conditions = element.conditions.iter().filter(|_| several).map(|condition| {
        let (glyph, class, label) = answer_icon(condition.answer);
        let inside = html! { <>{ labelled_icon(glyph, class, label) }{ tag("span", "q", prose(&condition.sentence)) }</> };
        links.button("elr sub", condition.span, None, inside)
    });
    let inside = html! {
        <>
            { labelled_icon(glyph, class, label) }
            { tag("span", "en", labels::element_name(element.element, element.negated)) }
            { tag("span", "q", prose(&element.sentence)) }
        </>
    };
    html! {
        <>
            { links.button(row, element.focus, Some(rule_title(element)), inside) }
            { for conditions }
        </>
    }
}

fn rule_title(element: &ElementFinding) -> String {
    [element.rule.number(), ": ", element.rule.statement()].concat()
}

/// The icon of an answer, its class and its words.
pub(crate) const fn answer_icon(answer: Answer) -> (Glyph, &'static str, &'static str) {
    match answer {
        Answer::Yes => (Glyph::Ok, "v-allow", "met"),
        Answer::No => (Glyph::Cross, "v-none", "not met"),
        Answer::Unknown => (Glyph::Question, "v-open", "depends"),
    }
}

/// Makes the callbacks that lead from a finding to its text.
#[derive(Clone)]
pub(crate) struct Links {
    dispatch: Dispatch,
    policy: usize,
    statement: u32,
}

impl Links {
    /// Links to the text of a statement.
    pub(crate) fn new(dispatch: Dispatch, policy: usize, statement: u32) -> Self {
        Self {
            dispatch,
            policy,
            statement,
        }
    }

    /// Links to the text of a finding.
    pub(crate) fn to(dispatch: Dispatch, finding: &StatementFinding) -> Self {
        Self::new(dispatch, finding.policy as usize, finding.statement)
    }

    /// A button that shows a place when clicked, and points at it under the mouse and with the keyboard.
    pub(crate) fn button(
        &self,
        class: &'static str,
        span: Span,
        title: Option<String>,
        inside: Html,
    ) -> Html {
        let place = Place {
            policy: self.policy,
            span,
        };
        let send = |action: Action| {
            let dispatch = self.dispatch.clone();
            Callback::from(move |()| dispatch.dispatch(action.clone()))
        };
        let point = send(Action::Point(Some(place)));
        let leave = send(Action::Point(None));
        let onclick = act(&self.dispatch, Action::Show(place, Some(self.statement)));
        html! {
            <button type="button" {class} {onclick} {title}
                onmouseenter={point.reform(|_: MouseEvent| ())} onmouseleave={leave.reform(|_: MouseEvent| ())}
                onfocus={point.reform(|_: FocusEvent| ())} onblur={leave.reform(|_: FocusEvent| ())}>
                { inside }
            </button>
        }
    }
}
