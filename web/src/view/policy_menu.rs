//! The menu of a policy: type, what it is attached to, copy, order, removal.

use iam_core::scenario::{PolicyType, Scenario, ScenarioPolicy};
use yew::prelude::*;

use super::attach::Attach;
use super::field::{SelectProps, select_field};
use super::icon::{Glyph, icon, small_icon};
use super::popover::Popover;
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Drawer};

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
    let label = ["Menu of ", &labels::policy_name(policy)].concat();
    let inside = {
        let (scenario, dispatch) = (scenario.clone(), dispatch.clone());
        Callback::from(move |()| inside(&scenario, index, uid, &dispatch))
    };
    html! { <Popover id={id("menu", uid)} {label} class="ico sm" button={html! { { icon(Glyph::More, "") } }} {inside} /> }
}

fn id(part: &str, uid: u32) -> AttrValue {
    ["policy-", part, "-", &uid.to_string()].concat().into()
}

/// What the menu holds.
fn inside(scenario: &Shared<Scenario>, index: usize, uid: u32, dispatch: &Dispatch) -> Html {
    let Some(policy) = scenario.policies.get(index) else {
        return Html::default();
    };
    // The policy's place in the page changes, which takes the keyboard from it.
    let back = AttrValue::from([&*id("menu", uid), "-button"].concat());
    let entry = |inside: Html, name: &'static str, disabled: bool, action: Action, moves: bool| {
        let (dispatch, back) = (dispatch.clone(), back.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action.clone());
            if moves {
                platform::focus_soon(back.to_string());
            }
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
    let kind = |kind: &PolicyType| *kind == policy.kind;
    let chosen = PolicyType::ALL.iter().position(kind).unwrap_or(0);
    let same = |other: &ScenarioPolicy| other.kind == policy.kind;
    let first = !scenario.policies.iter().take(index).any(same);
    let last = !scenario.policies.iter().skip(index + 1).any(same);
    html! {
        <div class="menu">
            { select_field(&SelectProps { id: id("type", uid), label: "Type".into(), chosen, options, change: retype, ..SelectProps::default() }) }
            <Attach scenario={scenario.clone()} {index} {uid} dispatch={dispatch.clone()} />
            <div class="acts">
                { entry(small_icon(Glyph::Ok, ""), "What it allows", false, Action::ShowDrawer(Some(Drawer::Reach(Some(uid)))), false) }
                { entry(icon(Glyph::Format, ""), "Rewrite at the caret…", false, Action::OfferRewrites(uid), false) }
                { entry(small_icon(Glyph::Up, ""), "Move up", first, Action::MovePolicyUp(uid), true) }
                { entry(small_icon(Glyph::Down, ""), "Move down", last, Action::MovePolicyDown(uid), true) }
                { entry(icon(Glyph::Copy, ""), "Duplicate", false, Action::DuplicatePolicy(uid), false) }
                { entry(icon(Glyph::Bin, ""), "Remove", false, Action::RemovePolicy(uid), false) }
            </div>
        </div>
    }
}
