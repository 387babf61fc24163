//! The requests as tests: what each decides and what it should decide.

use iam_core::report::Report;
use iam_core::scenario::Scenario;
use yew::prelude::*;

use super::icon::Icon;
use super::saved::name_of;
use crate::labels;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Tab};

/// Properties of [`TestsList`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The list of tests.
#[component]
pub(crate) fn TestsList(props: &Props) -> Html {
    let rows = props.report.requests.iter().enumerate().map(|(index, result)| {
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::ChooseRequest(index));
            dispatch.dispatch(Action::ShowTab(Tab::Result));
        });
        let name = props.scenario.requests.get(index).map(|request| name_of(request, index));
        let (word, class) = match result.expect {
            None => ("no test".to_owned(), "d"),
            Some(expect) if expect == result.decision => ("as expected".to_owned(), "v-allow"),
            Some(expect) => ("expected ".to_owned() + labels::expect_name(expect), "v-deny"),
        };
        html! {
            <li key={index}>
                <button type="button" class="prob" {onclick}>
                    <Icon glyph={labels::decision_glyph(result.decision)} class={labels::decision_class(result.decision)} small=true />
                    <b class="nw el">{ name }</b>
                    <span class="q nw">{ labels::decision_name(result.decision) }</span>
                    <span class={classes!("msg", class)}>{ word }</span>
                </button>
            </li>
        }
    });
    html! { <ul class="probs" aria-label="Tests">{ for rows }</ul> }
}
