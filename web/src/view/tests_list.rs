//! The requests as tests: what each decides and what it should decide.

use iam_core::report::{CallReport, Report};
use iam_core::scenario::{Decision, Scenario};
use yew::prelude::*;

use super::call::{begins, call_of, call_row};
use super::icon::small_icon;
use super::parts::{class, tag};
use super::saved::{count, name_of};
use crate::labels;
use crate::state::{Action, Dispatch, Tab};

/// The list of tests.
pub(crate) fn tests_list(scenario: &Scenario, report: &Report, dispatch: &Dispatch) -> Html {
    let order = order(report);
    let rows = order.into_iter().filter_map(|(index, call)| {
        let result = report.requests.get(index)?;
        let begun = call.filter(|call| begins(call, index));
        let to = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            to.dispatch(Action::ChooseRequest(index));
            to.dispatch(Action::ShowTab(Tab::Result));
        });
        let name = scenario.requests.get(index).map(|request| name_of(request, index));
        let (word, state) = expectation(result.expect, result.decision)
            .unwrap_or_else(|| ("no test".to_owned(), "d"));
        Some(html! {
            <>
            if let Some(call) = begun { <li>{ call_row(call, dispatch) }</li> }
            <li class={if call.is_some() { "of-call" } else { "" }}>
                <button type="button" class="prob" {onclick}>
                    { small_icon(labels::decision_glyph(result.decision), labels::decision_class(result.decision)) }
                    { tag("b", "nw el", name) }
                    { tag("span", "q nw", labels::decision_name(result.decision)) }
                    <span class={class(&["msg", state])}>{ word }</span>
                </button>
            </li>
            </>
        })
    });
    let rows: Vec<Html> = rows.collect();
    html! { <>{ tag("p", "t12 q told", told(report)) }<ul class="probs" aria-label="Tests">{ rows }</ul></> }
}

/// Whether an expectation is met, in words, and the class that colours them.
pub(super) fn expectation(
    expect: Option<Decision>,
    decision: Decision,
) -> Option<(String, &'static str)> {
    expect.map(|expect| {
        if expect == decision {
            ("as expected".to_owned(), "v-allow")
        } else {
            (
                "expected ".to_owned() + labels::expect_name(expect),
                "v-deny",
            )
        }
    })
}

/// The requests in their order, but for those of a call, which stand together where its first one is.
fn order(report: &Report) -> Vec<(usize, Option<&CallReport>)> {
    let mut order = Vec::with_capacity(report.requests.len());
    for index in 0..report.requests.len() {
        match call_of(report, index) {
            None => order.push((index, None)),
            Some(call) if begins(call, index) => {
                let parts = call.requests.iter();
                order.extend(parts.map(|part| (*part as usize, Some(call))));
            }
            Some(_) => {}
        }
    }
    order
}

/// How many expectations are met and how many are not.
fn told(report: &Report) -> String {
    let (met, all) = count(report);
    let mut told = [
        &met.to_string(),
        " as expected, ",
        &(all - met).to_string(),
        " not",
    ]
    .concat();
    let requests = report.requests.iter();
    let without = requests.filter(|request| request.expect.is_none()).count();
    if without > 0 {
        told += ", ";
        told += &without.to_string();
        told += " without an expectation";
    }
    told
}
