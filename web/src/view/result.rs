//! The result pane: banner, rail, the statements of the stage in view, condition keys, notes.

use super::parts::tag;
use iam_core::report::{Report, RequestReport};
use iam_core::scenario::Scenario;
use yew::prelude::*;

use super::banner::banner;
use super::call::call;
use super::cases::Cases;
use super::changes::WhatWouldChange;
use super::conditions::{self, conditions};
use super::depends::depends;
use super::notes::notes;
use super::rail::{self, rail};
use super::said::said;
use super::sensitivity::Sensitivity;
use super::stage::{self, stage_view};
use super::star::ForStar;
use super::top_bar::Command;
use crate::engine::{self, Question};
use crate::shared::Shared;
use crate::state::{Dispatch, Said, Selection};

/// Properties of [`ResultPane`] and its parts.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// What is looked at.
    pub(crate) selection: Selection,
    /// What can be asked beside it, once all of the program is there.
    pub(crate) question: Option<Question>,
    /// How long the evaluation took, in milliseconds.
    pub(crate) took: f64,
    /// What is left out, in a sentence; empty for nothing.
    pub(crate) left_out: AttrValue,
    /// What AWS said about the request.
    pub(crate) said: Option<Said>,
    /// What is done with the whole document.
    pub(crate) command: Callback<Command>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The result pane.
#[component]
pub(crate) fn ResultPane(props: &Props) -> Html {
    let Some(request) = props.report.requests.get(props.selection.request) else {
        return html! {
            <section class="pane result" id="result" aria-label="Result">
                <div class="ph">{ tag("h2", "", "Result") }</div>
                { tag("p", "empty", "Add a request to see what is decided.") }
            </section>
        };
    };
    let stage = engine::stage_in_view(request, &props.selection);
    html! {
        <section class="pane result" id="result" aria-label="Result">
            { tag("h2", "hide", "Result") }
            { banner(props) }
            <div class="rb scroll">
                if !props.report.calls.is_empty() { { call(&props.scenario, &props.report, props.selection.request, &props.dispatch) } }
                if let Some(words) = &props.said { { said(words, request, &props.command) } }
                { for props.question.as_ref().map(|question| for_star(question, &props.dispatch)) }
                { rail(&rail::Props { report: &props.report, request, stage, dispatch: &props.dispatch }) }
                if let Some(index) = stage {
                    { stage_view(&stage::Props { report: &props.report, request, selection: props.selection, stage: index, dispatch: &props.dispatch }) }
                }
                if let Some(dependency) = &request.depends { { depends(dependency, &props.dispatch) } }
                { conditions(&conditions::Props { report: &props.report, request, dispatch: &props.dispatch }) }
                { for props.question.as_ref().map(|question| beside(props, request, question)) }
            </div>
        </section>
    }
}

/// What AWS decides for an action without a resource, which comes with the second half of the program.
#[inline(never)]
fn for_star(question: &Question, dispatch: &Dispatch) -> Html {
    html! { <ForStar question={question.clone()} dispatch={dispatch.clone()} /> }
}

/// What stands below: it comes with the second half of the program, and so does the code that draws it.
#[inline(never)]
fn beside(props: &Props, request: &RequestReport, question: &Question) -> Html {
    let dispatch = &props.dispatch;
    html! {
        <>
            <WhatWouldChange question={question.clone()} dispatch={dispatch.clone()} />
            <Sensitivity question={question.clone()} dispatch={dispatch.clone()} />
            { notes(&props.report, request) }
            <Cases dispatch={dispatch.clone()} />
        </>
    }
}
