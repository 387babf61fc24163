//! The saved requests: each with its verdict, name and expectation.

use iam_core::report::Report;
use iam_core::scenario::{Decision, Request, Scenario};
use yew::prelude::*;

use super::icon::labelled_icon;
use super::parts::{act, class, on_class};
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch};

/// Properties of [`Saved`].
#[derive(Clone, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// The request that is looked at.
    pub(crate) selected: usize,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// Two are equal when the list looks the same: of hundreds of requests, a keystroke in a policy changes few or none.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        let (scenario, old) = (&self.scenario, &other.scenario);
        let same = scenario == old || scenario.requests == old.requests;
        same && self.selected == other.selected
            && decisions(&self.report).eq(decisions(&other.report))
    }
}

fn decisions(report: &Report) -> impl Iterator<Item = (Decision, Option<Decision>)> {
    let requests = report.requests.iter();
    requests.map(|request| (request.decision, request.expect))
}

/// The list of saved requests.
#[component]
pub(crate) fn Saved(props: &Props) -> Html {
    let (met, all) = count(&props.report);
    let rows = props.scenario.requests.iter().enumerate().map(|(index, request)| {
        let decision = props.report.requests.get(index).map(|request| request.decision);
        html! {
            { row(&RowProps { index, request, decision, on: index == props.selected, dispatch: &props.dispatch }) }
        }
    });
    html! {
        <section class="saved" aria-label="Saved requests">
            <h3>{ "Saved requests" }if all > 0 { <span class="d">{ " " }{ met }{ " of " }{ all }{ " as expected" }</span> }</h3>
            <ul>{ for rows }</ul>
        </section>
    }
}

/// How many expectations of requests and calls are met, and how many there are.
pub(crate) fn count(report: &Report) -> (usize, usize) {
    let requests = report
        .requests
        .iter()
        .map(|request| (request.expect, request.decision));
    let calls = report.calls.iter().map(|call| (call.expect, call.decision));
    let (mut met, mut all) = (0, 0);
    for (expect, decision) in requests.chain(calls) {
        met += usize::from(expect == Some(decision));
        all += usize::from(expect.is_some());
    }
    (met, all)
}

/// What a request is called.
pub(crate) fn name_of(request: &Request, index: usize) -> String {
    match &request.name {
        Some(name) => name.clone(),
        None if request.action.is_empty() => "Request ".to_owned() + &(index + 1).to_string(),
        None => request.action.clone(),
    }
}

#[derive(Clone, Copy)]
struct RowProps<'p> {
    index: usize,
    request: &'p Request,
    decision: Option<Decision>,
    on: bool,
    dispatch: &'p Dispatch,
}

/// A request; the one that is looked at can be renamed here.
fn row(props: &RowProps<'_>) -> Html {
    let index = props.index;
    let choose = act(props.dispatch, Action::ChooseRequest(index));
    let rename = {
        let (dispatch, request) = (props.dispatch.clone(), props.request.clone());
        Callback::from(move |event: InputEvent| {
            let name = Some(platform::value_of(&event)).filter(|name| !name.is_empty());
            let request = Request {
                name,
                ..request.clone()
            };
            dispatch.dispatch(Action::EditRequest(index, Box::new(request)));
        })
    };
    let expect = {
        let (dispatch, request) = (props.dispatch.clone(), props.request.clone());
        Callback::from(move |event: Event| {
            let chosen = platform::value_of(&event);
            let expect = Decision::ALL
                .into_iter()
                .find(|decision| decision.name() == chosen);
            let request = Request {
                expect,
                ..request.clone()
            };
            dispatch.dispatch(Action::EditRequest(index, Box::new(request)));
        })
    };
    let name = name_of(props.request, index);
    let icon = props.decision.map(|decision| {
        html! {
            { labelled_icon(labels::decision_glyph(decision), labels::decision_class(decision), labels::decision_name(decision)) }
        }
    });
    let failed = props.request.expect.is_some() && props.request.expect != props.decision;
    let option = |decision: Decision| {
        html! {
            <option value={decision.name()} selected={props.request.expect == Some(decision)}>
                { labels::expect_name(decision) }
            </option>
        }
    };
    html! {
        <li key={index} class={class(&["sv", on_class(props.on), if failed { "failed" } else { "" }])} aria-current={props.on.then_some("true")}>
            { for icon }
            if props.on {
                <input class="title" aria-label="Name of the request" value={props.request.name.clone().unwrap_or_default()}
                    placeholder={name.clone()} oninput={rename} autocomplete="off" spellcheck="false" />
            } else {
                <button type="button" class="pickreq el" onclick={choose}>{ &name }</button>
            }
            <select class="expect" aria-label={["Expectation of ", &name].concat()} onchange={expect}
                title={if failed { "Not as expected" } else { "What this request should decide" }}>
                <option value="" selected={props.request.expect.is_none()}>{ "no test" }</option>
                { for Decision::ALL.map(option) }
            </select>
        </li>
    }
}
