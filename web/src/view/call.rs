//! Requests that are one call: what they decide together, beside what each decides.

use iam_core::report::{CallReport, Report};
use iam_core::scenario::{Request, Scenario};
use yew::prelude::*;

use super::field::{TextProps, text_field};
use super::icon::{icon, labelled_icon, small_icon};
use super::parts::{act, class, on_class, tag};
use super::prose::prose;
use super::request::{Edit, editing, given};
use super::saved::name_of;
use super::tests_list::expectation;
use crate::labels;
use crate::state::{Action, Dispatch, Tab};

/// The call of several requests that a request is a part of.
pub(crate) fn call_of(report: &Report, request: usize) -> Option<&CallReport> {
    let holds = |call: &&CallReport| {
        let mut parts = call.requests.iter();
        call.requests.len() > 1 && parts.any(|part| *part as usize == request)
    };
    report.calls.iter().find(holds)
}

/// Whether a request is the first of a call.
pub(crate) fn begins(call: &CallReport, request: usize) -> bool {
    let first = call.requests.first();
    first.is_some_and(|first| *first as usize == request)
}

/// What a call decides, in a line: its name, the verdict, how many of its requests are allowed.
pub(crate) fn verdict(call: &CallReport) -> Html {
    let decision = call.decision;
    html! {
        <p class="call-verdict">
            { icon(labels::decision_glyph(decision), labels::decision_class(decision)) }
            <span>
                { "The call " }{ tag("b", "m", call.name.clone()) }{ ": " }
                <b class={class(&[labels::decision_class(decision)])}>{ labels::decision_name(decision) }</b>
                <span class="d">{ " (" }{ prose(&call.sentence) }{ ")" }</span>
            </span>
        </p>
    }
}

/// The call in the result pane: its verdict, and its requests to choose from.
#[inline(never)]
pub(crate) fn call(
    scenario: &Scenario,
    report: &Report,
    request: usize,
    dispatch: &Dispatch,
) -> Html {
    let Some(call) = call_of(report, request) else {
        return Html::default();
    };
    html! {
        <section class="call" aria-label="Call">
            { verdict(call) }
            { parts(call, (scenario, report), request, dispatch) }
        </section>
    }
}

/// The requests of a call, each with what it decides.
fn parts(
    call: &CallReport,
    (scenario, report): (&Scenario, &Report),
    chosen: usize,
    dispatch: &Dispatch,
) -> Html {
    let rows = call.requests.iter().filter_map(|number| {
        let index = *number as usize;
        let request = scenario.requests.get(index)?;
        let decision = report.requests.get(index)?.decision;
        let on = index == chosen;
        Some(html! {
            <li key={index}>
                <button type="button" class={class(&["prob", on_class(on)])} aria-current={on.then_some("true")} onclick={act(dispatch, Action::ChooseRequest(index))}>
                    { labelled_icon(labels::decision_glyph(decision), labels::decision_class(decision), labels::decision_name(decision)) }
                    { tag("span", "el", name_of(request, index)) }
                    { tag("span", "m d el", request.resource.arn.clone()) }
                </button>
            </li>
        })
    });
    html! { <ul class="probs" aria-label="Requests of the call">{ for rows }</ul> }
}

/// The field that joins requests to a call.
pub(crate) fn call_field(request: &Request, report: &Report, index: usize, edit: &Edit) -> Html {
    let value = request.call.clone().unwrap_or_default();
    let change = editing(edit, |request, text: String| request.call = given(text));
    html! {
        <details class="more">
            <summary>{ "One call of several requests" }{ for call_of(report, index).map(|call| html! {
                <span class="d nw call-state">{ small_icon(labels::decision_glyph(call.decision), labels::decision_class(call.decision)) }{ labels::decision_name(call.decision) }</span>
            }) }</summary>
            { text_field(&TextProps { id: "call".into(), label: "Name of the call; requests with the same one are decided together".into(), value, change, minor: true,
                placeholder: "none: this request is decided alone", ..TextProps::default() }) }
        </details>
    }
}

/// A name for a call that no other request has.
pub(crate) fn fresh_name(scenario: &Scenario, action: &str) -> String {
    let taken = |name: &str| {
        let mut requests = scenario.requests.iter();
        requests.any(|request| request.call.as_deref() == Some(name))
    };
    let numbered = (2_u32..).map(|number| [action, " ", &number.to_string()].concat());
    let mut names = std::iter::once(action.to_owned()).chain(numbered);
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// The row of a call in a list of tests.
pub(crate) fn call_row(call: &CallReport, dispatch: &Dispatch) -> Html {
    let first = call.requests.first().map_or(0, |first| *first as usize);
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.dispatch(Action::ChooseRequest(first));
        dispatch.dispatch(Action::ShowTab(Tab::Result));
    });
    let told = expectation(call.expect, call.decision);
    let told =
        told.map(|(word, state)| html! { <span class={class(&["msg", state])}>{ word }</span> });
    html! { <button type="button" class="prob" {onclick}>{ verdict(call) }{ for told }</button> }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::{Request, Scenario};

    use super::{call_of, fresh_name};

    #[test]
    fn a_call_of_one_request_is_none_to_show() {
        let request = |call: Option<&str>| Request {
            call: call.map(str::to_owned),
            ..Request::default()
        };
        let scenario = Scenario {
            requests: vec![
                request(Some("a")),
                request(None),
                request(Some("b")),
                request(Some("a")),
            ],
            ..Scenario::default()
        };
        let report = iam_core::evaluate(&scenario);
        let found =
            [0, 1, 2, 3].map(|index| call_of(&report, index).map(|call| call.name.as_str()));
        assert_eq!(found, [Some("a"), None, None, Some("a")]);
        assert_eq!(fresh_name(&scenario, "a"), "a 2");
        assert_eq!(fresh_name(&scenario, "c"), "c");
    }
}
