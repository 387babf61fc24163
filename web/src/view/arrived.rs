//! The question whether an address may replace unsaved work, and where work goes that was replaced.

use iam_core::scenario::Scenario;
use yew::prelude::*;

use super::parts::{gap, tag, use_dialog};
use crate::platform;
use crate::settings;
use crate::shared::Shared;
use crate::state::{Action, Arrivals, Dispatch};

/// Properties of [`Arrived`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What came and what it took the place of.
    pub(crate) arrivals: Shared<Arrivals>,
    /// The document that is there.
    pub(crate) scenario: Shared<Scenario>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// Puts aside what was replaced, and asks before that where it is unsaved work.
#[component]
pub(crate) fn Arrived(props: &Props) -> Html {
    {
        // The draft that the page opened with.
        let (scenario, dispatch) = (props.scenario.clone(), props.dispatch.clone());
        use_effect_with((), move |()| {
            settings::see_draft();
            if settings::is_kept(&scenario) {
                dispatch.dispatch(Action::Keep(scenario));
            }
        });
    }
    let dispatch = props.dispatch.clone();
    use_effect_with(props.arrivals.replaced.clone(), move |replaced| {
        let Some(scenario) = replaced else { return };
        let said = if settings::put_aside(scenario) {
            Action::Keep(scenario.clone())
        } else {
            let text = "This browser keeps no copy of what was here: go back to it and save a file, or it is gone with this page";
            Action::Tell(text.to_owned(), true)
        };
        dispatch.dispatch(said);
    });
    if props.arrivals.asked.is_some() {
        html! { <Question ..props.clone() /> }
    } else {
        Html::default()
    }
}

/// The question. Whatever closes it without an answer keeps what is there.
#[component]
fn Question(props: &Props) -> Html {
    let node = use_dialog(true);
    let Some(arrival) = &props.arrivals.asked else {
        return Html::default();
    };
    let open = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::OpenAsked))
    };
    let close = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| platform::set_dialog(&node, false))
    };
    let keep = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: Event| {
            platform::clear_fragment();
            dispatch.dispatch(Action::KeepMine);
        })
    };
    let what = arrival.what;
    html! {
        <dialog ref={node} class="help arrived" aria-labelledby="arrived-title" aria-describedby="arrived-about" onclose={keep}>
            <h2 id="arrived-title">{ ["Open the ", what, "?"].concat() }</h2>
            <p id="arrived-about" class="q">{ "There is work of yours here that is in no file. Nothing is lost, whichever you choose." }</p>
            <dl>
                <dt>{ ["The ", what].concat() }</dt>{ about(&arrival.scenario) }
                <dt>{ "Yours" }</dt>{ about(&props.scenario) }
            </dl>
            <div class="row acts">
                { gap() }
                <button type="button" class="btn-line" onclick={close}>{ "Keep mine" }</button>
                <button type="button" class="btn-primary" autofocus=true onclick={open}>{ ["Open the ", what].concat() }</button>
            </div>
            { tag("p", "d t12", "If you open it, yours is kept: the menu File has it as an earlier draft. If you keep yours, a notice leads to the other.") }
        </dialog>
    }
}

/// What a scenario is, in a line.
fn about(scenario: &Scenario) -> Html {
    let many = |count: usize, one: &'static str, more: &'static str| {
        count.to_string() + if count == 1 { one } else { more }
    };
    let name = scenario
        .name
        .clone()
        .unwrap_or_else(|| "Untitled scenario".to_owned());
    let holds = [
        many(scenario.policies.len(), " policy", " policies"),
        many(scenario.requests.len(), " request", " requests"),
    ];
    html! { <dd>{ tag("b", "", name) }{ tag("small", "d", holds.join(", ")) }</dd> }
}
