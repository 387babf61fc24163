//! The menu of a policy: type, what it is attached to, copy, order, removal.

use iam_core::scenario::{PolicyType, Scenario};
use yew::prelude::*;

use super::field::{ListField, SelectField};
use super::icon::{Glyph, Icon};
use super::popover::Popover;
use crate::labels;
use crate::shared::Shared;
use crate::state::{Action, Dispatch};

/// Properties of [`PolicyMenu`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The policy's index.
    pub(crate) index: usize,
    /// Its number.
    pub(crate) uid: u32,
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The menu of a policy.
#[component]
pub(crate) fn PolicyMenu(props: &Props) -> Html {
    let Some(policy) = props.scenario.policies.get(props.index) else {
        return Html::default();
    };
    let uid = props.uid;
    let act = |action: fn(u32) -> Action| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action(uid)))
    };
    let retype = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |number: usize| {
            if let Some(kind) = PolicyType::ALL.get(number) {
                dispatch.dispatch(Action::RetypePolicy(uid, *kind));
            }
        })
    };
    let attach = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |to| dispatch.dispatch(Action::AttachPolicy(uid, to)))
    };
    let options = PolicyType::ALL.map(labels::type_name).to_vec();
    let chosen = PolicyType::ALL
        .iter()
        .position(|kind| *kind == policy.kind)
        .unwrap_or(0);
    let id = |part: &str| AttrValue::from(["policy-", part, "-", &uid.to_string()].concat());
    let name = labels::policy_name(policy);
    let first = props.index == 0;
    html! {
        <Popover id={id("menu")} label={["Menu of ", &name].concat()} class="ico sm" button={html! { <Icon glyph={Glyph::More} /> }}>
            <div class="menu">
                <SelectField id={id("type")} label="Type" {chosen} {options} change={retype} />
                <ListField id={id("attached")} label="Attached to" lines={policy.attached_to.clone().unwrap_or_default()} change={attach} />
                <p class="hint">{ labels::attached_help(policy.kind) }</p>
                <div class="acts">
                    <button type="button" class="sm" disabled={first} data-close="" onclick={act(Action::MovePolicyUp)}>
                        <Icon glyph={Glyph::Up} small=true />{ "Move up" }</button>
                    <button type="button" class="sm" data-close="" onclick={act(Action::DuplicatePolicy)}>
                        <Icon glyph={Glyph::Copy} />{ "Duplicate" }</button>
                    <button type="button" class="sm" data-close="" onclick={act(Action::RemovePolicy)}>
                        <Icon glyph={Glyph::Bin} />{ "Remove" }</button>
                </div>
            </div>
        </Popover>
    }
}
