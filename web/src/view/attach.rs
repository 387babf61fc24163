//! What a policy is attached to: everything of its kind, or places that are picked from the scenario or typed.

use iam_core::scenario::{PolicyType, Scenario};
use yew::prelude::*;

use super::field::wrong;
use super::icon::{Glyph, small_icon};
use super::parts::{check, icon_button, tag};
use crate::attach::{candidates, everything, problem};
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch};

/// Properties of [`Attach`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// The policy's index.
    pub(crate) index: usize,
    /// The policy.
    pub(crate) uid: u32,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The form.
#[component]
pub(crate) fn Attach(props: &Props) -> Html {
    let typed = use_state(String::new);
    let Some(policy) = props.scenario.policies.get(props.index) else {
        return Html::default();
    };
    let (kind, to) = (policy.kind, policy.attached_to.clone());
    let offered = candidates(&props.scenario, kind);
    let set = {
        let (dispatch, uid) = (props.dispatch.clone(), props.uid);
        Callback::from(move |to: Option<Vec<String>>| {
            dispatch.dispatch(Action::AttachPolicy(uid, to));
        })
    };
    let everywhere = set.reform(|_: bool| None);
    let only = {
        let first: Vec<String> = to
            .clone()
            .unwrap_or_else(|| offered.iter().take(1).cloned().collect());
        set.reform(move |_: bool| Some(first.clone()))
    };
    let id = |part: &str| ["attach-", part, "-", &props.uid.to_string()].concat();
    let places = to.as_ref().map(|places| {
        let picked = offered.iter().enumerate().map(|(number, place)| {
            let on = places.contains(place);
            let (place, rest) = (place.clone(), places.clone());
            let shown = place.clone();
            let change = set.reform(move |on: bool| {
                let mut places = rest.clone();
                places.retain(|other| *other != place);
                if on {
                    places.push(place.clone());
                }
                Some(places)
            });
            check(&id(&number.to_string()), Html::from(shown), on, change)
        });
        let others = places.iter().filter(|place| !offered.contains(place));
        let others = others.map(|place| other(kind, place, places, &set));
        html! {
            <div class="places">
                { for picked }
                { for others }
                { add(&id("new"), kind, places, &typed, &set) }
                if places.is_empty() { { tag("p", "bad", "Attached to nothing: it takes no part") } }
            </div>
        }
    });
    let radio = |part: &'static str, label: &'static str, on: bool, change: Callback<bool>| {
        let onchange = change.reform(|_: Event| true);
        html! {
            <label class="check"><input type="radio" name={id("what")} id={id(part)} checked={on} {onchange} />{ label }</label>
        }
    };
    html! {
        <fieldset class="part">
            { tag("legend", "", "Attached to") }
            { radio("all", everything(kind), to.is_none(), everywhere) }
            { radio("some", "Only these", to.is_some(), only) }
            { for places }
        </fieldset>
    }
}

/// A place that the scenario does not offer: it can be taken away.
fn other(
    kind: PolicyType,
    place: &str,
    places: &[String],
    set: &Callback<Option<Vec<String>>>,
) -> Html {
    let rest: Vec<String> = places
        .iter()
        .filter(|other| *other != place)
        .cloned()
        .collect();
    let onclick = set.reform(move |_: MouseEvent| Some(rest.clone()));
    html! {
        <div class="place" key={place.to_owned()}>
            { tag("span", "m", place.to_owned()) }
            { icon_button("Take it away", small_icon(Glyph::Cross, ""), false, onclick) }
            { wrong("", problem(kind, place).unwrap_or_default()) }
        </div>
    }
}

/// The field for another place.
fn add(
    id: &str,
    kind: PolicyType,
    places: &[String],
    typed: &UseStateHandle<String>,
    set: &Callback<Option<Vec<String>>>,
) -> Html {
    let text = typed.trim().to_owned();
    let found = if text.is_empty() {
        None
    } else if places.contains(&text) {
        Some("it is attached there already")
    } else {
        problem(kind, &text)
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(platform::value_of(&event)))
    };
    let onsubmit = {
        let (typed, set, places) = (typed.clone(), set.clone(), places.to_vec());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !text.is_empty() && found.is_none() {
                let mut places = places.clone();
                places.push(text.clone());
                set.emit(Some(places));
                typed.set(String::new());
            }
        })
    };
    let invalid = found.map(|_| "true");
    html! {
        <form class="place" {onsubmit}>
            <input id={id.to_owned()} class="in m" aria-label="Attach to" placeholder={labels::attached_help(kind)} value={(**typed).clone()} {oninput} aria-invalid={invalid}
                aria-describedby={[id, "-problem"].concat()} autocomplete="off" autocapitalize="off" spellcheck="false" />
            <button class="ico sm" aria-label="Attach">{ small_icon(Glyph::Plus, "") }</button>
            { wrong(id, found.unwrap_or_default()) }
        </form>
    }
}
