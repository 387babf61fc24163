//! The menu of a policy: type, what it is attached to, copy, order, removal.

use iam_core::scenario::{PolicyType, Scenario, ScenarioPolicy};
use yew::prelude::*;

use super::attach::Attach;
use super::field::{SelectProps, select_field};
use super::icon::{Glyph, icon, small_icon};
use super::parts::act;
use super::popover::Popover;
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch};

/// The menu of a policy.
pub(crate) fn policy_menu(
    scenario: &Shared<Scenario>,
    index: usize,
    uid: u32,
    dispatch: &Dispatch,
) -> Html {
    let Some(policy) = scenario.policies.get(index) else {
        return Html::default();
    };
    let id = |part: &str| AttrValue::from(["policy-", part, "-", &uid.to_string()].concat());
    let entry = |inside: Html, name: &'static str, disabled: bool, action: Action| {
        html! { <button type="button" class="sm" {disabled} data-close="" onclick={act(dispatch, action)}>{ inside }{ name }</button> }
    };
    // The policy's place in the page changes, which takes the keyboard from it.
    let moving = |inside: Html, name: &'static str, disabled: bool, action: Action| {
        let (dispatch, back) = (dispatch.clone(), [&*id("menu"), "-button"].concat());
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action.clone());
            platform::focus_soon(back.clone());
        });
        html! { <button type="button" class="sm" {disabled} data-close="" {onclick}>{ inside }{ name }</button> }
    };
    let retype = {
        let dispatch = dispatch.clone();
        Callback::from(move |number: usize| {
            if let Some(kind) = PolicyType::ALL.get(number) {
                dispatch.dispatch(Action::RetypePolicy(uid, *kind));
            }
        })
    };
    let options = PolicyType::ALL.map(labels::type_name).to_vec();
    let chosen = PolicyType::ALL
        .iter()
        .position(|kind| *kind == policy.kind)
        .unwrap_or(0);
    let name = labels::policy_name(policy);
    let same = |other: &ScenarioPolicy| other.kind == policy.kind;
    let first = !scenario.policies.iter().take(index).any(same);
    let last = !scenario.policies.iter().skip(index + 1).any(same);
    html! {
        <Popover id={id("menu")} label={["Menu of ", &name].concat()} class="ico sm" button={html! { { icon(Glyph::More, "") } }}>
            <div class="menu">
                { select_field(&SelectProps { id: id("type"), label: "Type".into(), chosen, options, change: retype, ..SelectProps::default() }) }
                <Attach scenario={scenario.clone()} {index} {uid} dispatch={dispatch.clone()} />
                <div class="acts">
                    { moving(small_icon(Glyph::Up, ""), "Move up", first, Action::MovePolicyUp(uid)) }
                    { moving(small_icon(Glyph::Down, ""), "Move down", last, Action::MovePolicyDown(uid)) }
                    { entry(icon(Glyph::Copy, ""), "Duplicate", false, Action::DuplicatePolicy(uid)) }
                    { entry(icon(Glyph::Bin, ""), "Remove", false, Action::RemovePolicy(uid)) }
                </div>
            </div>
        </Popover>
    }
}
