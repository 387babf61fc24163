//! Beside the verdict: that AWS decides an action which names no resource for `*`, and what it says then.

use yew::prelude::*;

use super::assisted::use_form;
use super::icon::{Glyph, icon};
use super::parts::{act, small_button, tag};
use crate::engine::Question;
use crate::labels;
use crate::state::{Action, Dispatch};

/// Properties of [`ForStar`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is asked.
    pub(crate) question: Question,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// What is decided for `*`, where the request names a resource that its action does not have.
#[component]
pub(crate) fn ForStar(props: &Props) -> Html {
    let question = &props.question;
    let request = question.scenario.requests.get(question.request);
    let action = request.map_or("", |request| &request.action);
    let named = request.is_some_and(|request| !matches!(&*request.resource.arn, "" | "*"));
    let form = use_form(action, named && action.contains(':'));
    let none = named && form.is_some_and(|form| form.resources.is_empty());
    let decision = use_memo((question.clone(), none), |(question, none)| {
        none.then(|| question.decision_for_star()).flatten()
    });
    let (Some(request), Some(decision)) = (request, *decision) else {
        return Html::default();
    };
    let then = if question.decision() == Some(decision) {
        html! { " with the same verdict." }
    } else {
        html! { <>{ " and says: " }<b class={labels::decision_class(decision)}>{ labels::decision_name(decision) }</b></> }
    };
    let mut starred = Box::new(request.clone());
    "*".clone_into(&mut starred.resource.arn);
    let ask = act(
        &props.dispatch,
        Action::EditRequest(question.request, starred),
    );
    html! {
        <section class="said v-none" aria-label="Resource of the action">
            { icon(Glyph::Alert, "") }
            <div>
                <p>{ tag("code", "", request.action.clone()) }{ " names no resource: AWS decides it for " }{ tag("code", "", "*") }{ "," }{ then }</p>
                { small_button("Ask for *".to_owned(), None, "sm btn-line", false, ask) }
            </div>
        </section>
    }
}
