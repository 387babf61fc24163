//! The condition keys of the request: those that policies test and the request lacks come first, then what is given, then what follows.

use iam_core::report::{KeyReading, Origin, Report};
use iam_core::scenario::{ContextValue, Request, Scalar, Scenario, UnknownKeys};
use yew::prelude::*;

use super::context_row::{GivenProps, LackingProps, ReadProps, given_row, lacking_row, read_row};
use super::field::{SelectProps, select_field, wrong};
use super::icon::{Glyph, small_icon};
use super::key_offers::key_offers;
use super::pairs::Pairs;
use super::principal::Props;
use super::request::editing;
use crate::context::{
    COMMON, is_open, is_tag_of_request, request_tag, request_tags, set_request_tags,
};
use crate::platform;
use crate::state::{Action, Dispatch};
use crate::value_kind::Kind;

/// Missing keys shown.
const MOST: usize = 20;

/// The context table.
pub(crate) fn context(props: &Props, dispatch: &Dispatch) -> Html {
    let Some(request) = props.scenario.requests.get(props.index) else {
        return Html::default();
    };
    let keys = props
        .report
        .requests
        .get(props.index)
        .map_or(&[][..], |request| &request.keys);
    let types = props.form.as_ref().map_or(&[][..], |form| &form.keys);
    let tested = keys.iter().filter(|key| key.tested).count();
    let lacking = lacking(keys, request);
    let asked = lacking.iter().any(|(name, _)| {
        let mut tested = keys.iter().filter(|key| key.tested);
        tested.any(|key| key.name.eq_ignore_ascii_case(name))
    });
    let hidden = lacking.len().saturating_sub(MOST);
    let lacking = lacking.into_iter().take(MOST).map(|(name, open)| {
        let asked = suggestion(&props.report, props.index, &name);
        let suggestion = Kind::of(types, &name).value_from(asked);
        html! { { lacking_row(&LackingProps { name, open, suggestion, edit: props.edit.clone() }) } }
    });
    let tags = request_tags(request);
    let with_tags = !tags.is_empty() || types.iter().any(|key| is_tag_of_request(&key.name));
    let is_tag = |name: &str, value: &ContextValue| {
        request_tag(name, value).is_some() && !is_open(request, name)
    };
    let rows = request.context.iter().enumerate();
    let rows = rows.filter(|(_, (name, value))| !is_tag(name, value));
    let given = rows.map(|(at, (name, value))| {
        let kind = Kind::of(types, name);
        let key = keys.iter().find(|key| key.name.eq_ignore_ascii_case(name));
        let overrides = key.is_some_and(|key| key.origin == Origin::Overridden);
        html! { { given_row(&GivenProps { at, name: name.clone(), value: value.clone(), kind, overrides, open: is_open(request, name), edit: props.edit.clone() }) } }
    });
    let follows = |key: &&KeyReading| matches!(key.origin, Origin::Derived | Origin::Assumed);
    let (shown, rest): (Vec<_>, Vec<_>) = keys.iter().filter(follows).partition(|key| key.tested);
    let read = |key: &&KeyReading| {
        html! { { read_row(&ReadProps { reading: (*key).clone(), edit: props.edit.clone() }) } }
    };
    html! {
        <fieldset class="part">
            <legend>{ "Context" }<span class="d">{ " " }{ tested }{ if tested == 1 { " key tested" } else { " keys tested" } }</span></legend>
            <div class="ctx" role="group" aria-label="Condition keys">
                if asked { <p class="cx more-keys">{ "Your policies look at these, and the request does not say:" }</p> }
                { for lacking }
                if hidden > 0 { <p class="cx more-keys">{ hidden }{ " more keys that policies test and the request lacks" }</p> }
                { for given }
                { for shown.iter().map(read) }
                <AddKey request={request.clone()} edit={props.edit.clone()} />
            </div>
            if with_tags {
                <Pairs id="request-tags" label="Tag in the request" pairs={tags} change={editing(&props.edit, set_request_tags)} />
            }
            if let Some(form) = &props.form { { key_offers(form, request, &props.edit) } }
            { unlisted("unlisted", &props.scenario, dispatch) }
            if !rest.is_empty() {
                <details class="more">
                    <summary>{ rest.len() }{ " more that follow from the request" }</summary>
                    <div class="ctx">{ for rest.iter().map(read) }</div>
                </details>
            }
        </fieldset>
    }
}

/// Keys without a value: open ones, and missing ones that policies test.
fn lacking(keys: &[KeyReading], request: &Request) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    for key in keys {
        match key.origin {
            Origin::Open => found.push((key.name.clone(), true)),
            Origin::Missing if key.tested => found.push((key.name.clone(), false)),
            Origin::Missing
            | Origin::Given
            | Origin::Overridden
            | Origin::Derived
            | Origin::Assumed => {}
        }
    }
    for name in &request.open_keys {
        if !found
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(name))
        {
            found.push((name.clone(), true));
        }
    }
    let given = |name: &str| {
        let mut keys = request.context.iter();
        keys.any(|(key, _)| key.eq_ignore_ascii_case(name))
    };
    found.retain(|(name, _)| !given(name));
    found
}

/// What a key means that is neither given nor follows: for the whole scenario.
pub(crate) fn unlisted(id: &'static str, scenario: &Scenario, dispatch: &Dispatch) -> Html {
    let change = {
        let dispatch = dispatch.clone();
        Callback::from(move |number: usize| {
            let keys = if number == 1 {
                UnknownKeys::Open
            } else {
                UnknownKeys::Absent
            };
            dispatch.dispatch(Action::TreatUnknownKeys(keys));
        })
    };
    let chosen = usize::from(scenario.unknown_keys == UnknownKeys::Open);
    let options = vec!["absent, as AWS has it", "unknown: say what it depends on"];
    html! { { select_field(&SelectProps { id: id.into(), label: "Keys that are not listed are".into(), chosen, options, change, ..SelectProps::default() }) } }
}

/// A value for a key: the first that a policy asks for.
fn suggestion(report: &Report, request: usize, key: &str) -> String {
    let stages = report
        .requests
        .get(request)
        .map_or(&[][..], |request| &request.stages);
    stages
        .iter()
        .flat_map(|stage| &stage.statements)
        .flat_map(|statement| &statement.elements)
        .flat_map(|element| &element.conditions)
        .find(|condition| condition.key.eq_ignore_ascii_case(key))
        .and_then(|condition| condition.values.first())
        .map(|value| value.resolved.as_ref().unwrap_or(&value.text).clone())
        .unwrap_or_default()
}

/// Properties of [`AddKey`].
#[derive(Clone, PartialEq, Properties)]
struct AddProps {
    request: Request,
    edit: super::request::Edit,
}

/// The row that adds a key.
#[component]
fn AddKey(props: &AddProps) -> Html {
    let name = use_state(String::new);
    let taken = props
        .request
        .context
        .iter()
        .any(|(key, _)| key.eq_ignore_ascii_case(name.trim()));
    let ready = !name.trim().is_empty() && !taken;
    let add = {
        let add = editing(&props.edit, |request, name: String| {
            request
                .open_keys
                .retain(|key| !key.eq_ignore_ascii_case(&name));
            request
                .context
                .push((name, ContextValue::Single(Scalar::text(""))));
        });
        let name = name.clone();
        let at = props.request.context.len();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if ready {
                add.emit(name.trim().to_owned());
                name.set(String::new());
                platform::focus_soon(["context-value-", &at.to_string()].concat());
            }
        })
    };
    let oninput = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| name.set(platform::value_of(&event)))
    };
    html! {
        <form class="cx add" onsubmit={add}>
            <input class="m" aria-label="New condition key" placeholder="Add a key, such as aws:SourceIp" value={(*name).clone()} {oninput} list="common-keys"
                aria-describedby="new-key-problem" autocomplete="off" autocapitalize="off" spellcheck="false" aria-invalid={taken.then_some("true")} />
            <button class="ico sm" aria-label="Add key" title={if taken { "This key is there already" } else { "Add key" }} disabled={!ready}>
                { small_icon(Glyph::Plus, "") }</button>
            <datalist id="common-keys">{ for COMMON.map(|name| html! { <option value={name} /> }) }</datalist>
            { wrong("new-key", if taken { "this key is there already" } else { "" }) }
        </form>
    }
}
