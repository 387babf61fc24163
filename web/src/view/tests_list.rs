//! The requests as tests: what each decides and what it should decide.

use iam_core::report::Report;
use iam_core::scenario::Scenario;
use yew::prelude::*;

use super::icon::small_icon;
use super::parts::{class, tag};
use super::saved::{count, name_of};
use crate::labels;
use crate::state::{Action, Dispatch, Tab};

/// The list of tests.
pub(crate) fn tests_list(scenario: &Scenario, report: &Report, dispatch: &Dispatch) -> Html {
    let rows = report.requests.iter().enumerate().map(|(index, result)| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::ChooseRequest(index));
            dispatch.dispatch(Action::ShowTab(Tab::Result));
        });
        let name = scenario.requests.get(index).map(|request| name_of(request, index));
        let (word, state) = match result.expect {
            None => ("no test".to_owned(), "d"),
            Some(expect) if expect == result.decision => ("as expected".to_owned(), "v-allow"),
            Some(expect) => ("expected ".to_owned() + labels::expect_name(expect), "v-deny"),
        };
        html! {
            <li key={index}>
                <button type="button" class="prob" {onclick}>
                    { small_icon(labels::decision_glyph(result.decision), labels::decision_class(result.decision)) }
                    { tag("b", "nw el", name) }
                    { tag("span", "q nw", labels::decision_name(result.decision)) }
                    <span class={class(&["msg", state])}>{ word }</span>
                </button>
            </li>
        }
    });
    let rows: Vec<Html> = rows.collect();
    html! { <>{ tag("p", "t12 q told", told(report)) }<ul class="probs" aria-label="Tests">{ rows }</ul></> }
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
    let without = report.requests.len() - all;
    if without > 0 {
        told += ", ";
        told += &without.to_string();
        told += " without an expectation";
    }
    told
}
