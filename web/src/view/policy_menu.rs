//! The menu of a policy: type, what it is attached to, copy, order, removal.

use iam_core::scenario::{PolicyType, ScenarioPolicy};
use yew::prelude::*;

use super::field::{ListField, SelectProps, select_field};
use super::icon::{Glyph, icon, small_icon};
use super::parts::{act, tag};
use super::popover::Popover;
use crate::labels;
use crate::state::{Action, Dispatch};

/// The menu of a policy.
pub(crate) fn policy_menu(
    policy: &ScenarioPolicy,
    index: usize,
    uid: u32,
    dispatch: &Dispatch,
) -> Html {
    let entry = |inside: Html, name: &'static str, disabled: bool, action: Action| {
        html! { <button type="button" class="sm" {disabled} data-close="" onclick={act(dispatch, action)}>{ inside }{ name }</button> }
    };
    let retype = {
        let dispatch = dispatch.clone();
        Callback::from(move |number: usize| {
            if let Some(kind) = PolicyType::ALL.get(number) {
                dispatch.dispatch(Action::RetypePolicy(uid, *kind));
            }
        })
    };
    let attach = {
        let dispatch = dispatch.clone();
        Callback::from(move |to| dispatch.dispatch(Action::AttachPolicy(uid, to)))
    };
    let options = PolicyType::ALL.map(labels::type_name).to_vec();
    let chosen = PolicyType::ALL
        .iter()
        .position(|kind| *kind == policy.kind)
        .unwrap_or(0);
    let id = |part: &str| AttrValue::from(["policy-", part, "-", &uid.to_string()].concat());
    let name = labels::policy_name(policy);
    let first = index == 0;
    html! {
        <Popover id={id("menu")} label={["Menu of ", &name].concat()} class="ico sm" button={html! { { icon(Glyph::More, "") } }}>
            <div class="menu">
                { select_field(&SelectProps { id: id("type"), label: "Type".into(), chosen, options, change: retype, ..SelectProps::default() }) }
                <ListField id={id("attached")} label="Attached to" lines={policy.attached_to.clone().unwrap_or_default()} change={attach} />
                { tag("p", "hint", labels::attached_help(policy.kind)) }
                <div class="acts">
                    { entry(small_icon(Glyph::Up, ""), "Move up", first, Action::MovePolicyUp(uid)) }
                    { entry(icon(Glyph::Copy, ""), "Duplicate", false, Action::DuplicatePolicy(uid)) }
                    { entry(icon(Glyph::Bin, ""), "Remove", false, Action::RemovePolicy(uid)) }
                </div>
            </div>
        </Popover>
    }
}
