//! A statement: its elements, each with the shortest true reason. A click shows the text it speaks of.

use iam_core::report::{Answer, ElementFinding, Report, StatementFinding, Weight};
use iam_core::text::Span;
use yew::prelude::*;

use super::icon::{Glyph, labelled_icon};
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
    let letter = policy.map(|policy| labels::letter(policy.kind));
    let (weight, class) = weigh(finding);
    let links = Links::to(props.dispatch.clone(), finding);
    let rows = finding.elements.iter().map(|element| row(element, &links));
    let title = finding
        .sid
        .clone()
        .unwrap_or_else(|| "Statement ".to_owned() + &(finding.statement + 1).to_string());
    html! {
        <article ref={node} class={classes!("card", letter, props.lit.then_some("lit"))} aria-label={title.clone()}>
            <button type="button" class="ch" onclick={links.show(finding.span)} onmouseenter={links.point(finding.span)}
                onmouseleave={links.leave()} onfocus={links.focus(finding.span)} onblur={links.blur()}>
                <b class="el">{ title }</b>
                <span class="badge">{ labels::effect_name(finding.effect) }</span>
                <span class="d t11 el">{ policy.map(|policy| policy.name.clone()) }</span>
                <span class="sp" />
                <span class={classes!("t12", "b", "nw", class)}>{ weight }</span>
            </button>
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
        html! {
            <button type="button" class="elr sub" onclick={links.show(condition.span)} onmouseenter={links.point(condition.span)}
                onmouseleave={links.leave()} onfocus={links.focus(condition.span)} onblur={links.blur()}>
                { labelled_icon(glyph, class, label) }
                <span class="q">{ prose(&condition.sentence) }</span>
            </button>
        }
    });
    html! {
        <>
            <button type="button" class={row} onclick={links.show(element.focus)} onmouseenter={links.point(element.focus)}
                onmouseleave={links.leave()} onfocus={links.focus(element.focus)} onblur={links.blur()} title={rule_title(element)}>
                { labelled_icon(glyph, class, label) }
                <span class="en">{ labels::element_name(element.element, element.negated) }</span>
                <span class="q">{ prose(&element.sentence) }</span>
            </button>
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

    /// Shows a place when clicked.
    pub(crate) fn show(&self, span: Span) -> Callback<MouseEvent> {
        let this = self.clone();
        let place = Place {
            policy: self.policy,
            span,
        };
        Callback::from(move |_| {
            this.dispatch
                .dispatch(Action::Show(place, Some(this.statement)));
        })
    }

    /// Points at a place with the mouse.
    pub(crate) fn point(&self, span: Span) -> Callback<MouseEvent> {
        self.pointing(span).reform(|_| ())
    }

    /// Points at a place with the keyboard.
    pub(crate) fn focus(&self, span: Span) -> Callback<FocusEvent> {
        self.pointing(span).reform(|_| ())
    }

    /// Points no longer.
    pub(crate) fn leave(&self) -> Callback<MouseEvent> {
        self.leaving().reform(|_| ())
    }

    /// Points no longer.
    pub(crate) fn blur(&self) -> Callback<FocusEvent> {
        self.leaving().reform(|_| ())
    }

    fn pointing(&self, span: Span) -> Callback<()> {
        let dispatch = self.dispatch.clone();
        let place = Place {
            policy: self.policy,
            span,
        };
        Callback::from(move |()| dispatch.dispatch(Action::Point(Some(place))))
    }

    fn leaving(&self) -> Callback<()> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Point(None)))
    }
}
