//! The request pane: who asks, for what, with which context; and the saved requests.

use iam_core::report::Report;
use iam_core::scenario::{Request, Scenario};
use yew::prelude::*;

use super::action_field::ActionField;
use super::assisted::use_form;
use super::call::call_field;
use super::context::context;
use super::icon::{Glyph, icon, small_icon};
use super::organization::organization;
use super::parts::{act, gap, icon_button, tag};
use super::principal::{Props as Parts, principal_fields};
use super::resource::resource_fields;
use super::saved::Saved;
use super::takes::about_action;
use crate::reading::{About, about};
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Selection};

/// A change of a request.
pub(crate) type Change = Box<dyn FnOnce(&mut Request)>;

/// Takes changes of the request that is looked at.
pub(crate) type Edit = Callback<Change>;

/// A callback that changes the request with what it is called with.
pub(crate) fn editing<T: 'static>(edit: &Edit, change: fn(&mut Request, T)) -> Callback<T> {
    let edit = edit.clone();
    Callback::from(move |value: T| {
        edit.emit(Box::new(move |request: &mut Request| {
            change(request, value);
        }));
    })
}

/// The text, unless empty.
pub(crate) fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Properties of [`RequestPane`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// What is looked at.
    pub(crate) selection: Selection,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The request pane.
#[component]
pub(crate) fn RequestPane(props: &Props) -> Html {
    let index = props.selection.request;
    // Nothing is asked about actions before a person turns to the pane.
    let entered = use_state_eq(|| false);
    let enter = {
        let entered = entered.setter();
        move || entered.set(true)
    };
    let action = props.scenario.requests.get(index);
    let action = action.map_or("", |request| request.action.as_str());
    let form = use_form(action, *entered && !action.is_empty());
    let edit: Edit = use_callback(
        (props.scenario.clone(), index, props.dispatch.clone()),
        |change: Change, (scenario, index, dispatch)| {
            if let Some(request) = scenario.requests.get(*index) {
                let mut request = Box::new(request.clone());
                change(&mut request);
                dispatch.dispatch(Action::EditRequest(*index, request));
            }
        },
    );
    let add = act(&props.dispatch, Action::AddRequest);
    let up = act(&props.dispatch, Action::MoveRequestUp(index));
    let duplicate = act(&props.dispatch, Action::DuplicateRequest(index));
    let remove = act(&props.dispatch, Action::RemoveRequest(index));
    let none = props.scenario.requests.is_empty();
    let body = match props.scenario.requests.get(index) {
        None => {
            html! { { tag("p", "empty", "No request yet. Add one to see what is decided.") } }
        }
        Some(request) => {
            let action = editing(&edit, |request, action| request.action = action);
            let action_problem = props
                .report
                .requests
                .get(index)
                .filter(|read| about(read, request) == About::Action)
                .and_then(|read| read.resource.problem.clone());
            // Fields keep what a person is doing in them, so each request has its own.
            let parts = Parts {
                scenario: props.scenario.clone(),
                report: props.report.clone(),
                index,
                edit,
                form: form.clone(),
                dispatch: props.dispatch.clone(),
            };
            html! {
                <div class="rq" key={index}>
                    { principal_fields(&parts) }
                    <ActionField value={request.action.clone()} change={action} problem={action_problem.unwrap_or_default()} />
                    if let Some(form) = &form { { about_action(form, (&props.scenario, index), request, &props.dispatch) } }
                    { resource_fields(&parts) }
                    { call_field(request, &props.report, index, &parts.edit) }
                    { context(&parts, &props.dispatch) }
                    { organization(&parts, &props.dispatch) }
                </div>
            }
        }
    };
    html! {
        <section class="pane request" id="request" aria-label="Request" onfocusin={on_focus(enter.clone())} onpointerenter={on_pointer(enter)}>
            <div class="ph">
                { tag("h2", "", "Request") }
                { gap() }
                { icon_button("Move request up", small_icon(Glyph::Up, ""), index == 0, up) }
                { icon_button("Duplicate request", icon(Glyph::Copy, ""), none, duplicate) }
                { icon_button("Remove request", icon(Glyph::Bin, ""), none, remove) }
                <button type="button" class="sm btn-line" onclick={add}>{ small_icon(Glyph::Plus, "") }{ "Add request" }</button>
            </div>
            <div class="scroll">
                { body }
                <Saved scenario={props.scenario.clone()} report={props.report.clone()} selected={index} dispatch={props.dispatch.clone()} />
            </div>
        </section>
    }
}

fn on_focus(enter: impl Fn() + 'static) -> Callback<FocusEvent> {
    Callback::from(move |_| enter())
}

fn on_pointer(enter: impl Fn() + 'static) -> Callback<PointerEvent> {
    Callback::from(move |_| enter())
}
