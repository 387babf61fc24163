//! Parts that many views are made of. Each is one function, since every place that spells its element out adds to the download.

use std::cell::RefCell;
use std::rc::Rc;

use yew::html::IntoPropValue;
use yew::prelude::*;

use crate::platform;
use crate::state::{Action, Dispatch};

/// An entry of a menu: what it does, and a line about it. The menu closes.
pub(crate) fn entry(
    name: &'static str,
    help: impl Into<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="pick" data-close="" {onclick}><span>{ tag("b", "", name) }{ tag("small", "", help.into()) }</span></button>
    }
}

/// The node of a dialog that is shown while it is open.
#[hook]
pub(crate) fn use_dialog(open: bool) -> NodeRef {
    let node = use_node_ref();
    let dialog = node.clone();
    use_effect_with(open, move |open| platform::set_dialog(&dialog, *open));
    node
}

/// A cell that always holds the newest of a value, for callbacks that are made once.
#[hook]
pub(crate) fn use_latest<T: Clone + 'static>(value: T) -> Rc<RefCell<T>> {
    let cell = use_mut_ref(|| value.clone());
    *cell.borrow_mut() = value;
    cell
}

/// The classes that are not empty.
pub(crate) fn class(parts: &[&'static str]) -> Classes {
    let mut classes = Classes::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        classes.push(*part);
    }
    classes
}

/// The class of what is on.
pub(crate) const fn on_class(on: bool) -> &'static str {
    if on { "on" } else { "" }
}

/// A truth as an attribute's value.
pub(crate) const fn truth(value: bool) -> AttrValue {
    AttrValue::Static(if value { "true" } else { "false" })
}

/// Does something when clicked.
pub(crate) fn act(dispatch: &Dispatch, action: Action) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(action.clone()))
}

/// The letter of a policy's type, for the eye alone.
pub(crate) fn letter_sign(letter: &'static str) -> Html {
    html! { <span class={class(&["ty", letter])} aria-hidden="true">{ letter }</span> }
}

/// A button that switches something on.
pub(crate) fn toggle(
    label: &'static str,
    inside: Html,
    on: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class={on_class(on)} aria-pressed={truth(on)} aria-label={label} title={label} {onclick}>{ inside }</button>
    }
}

/// A small button that shows an icon and says in words what it does.
pub(crate) fn icon_button(
    label: &'static str,
    inside: Html,
    disabled: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="ico sm" {disabled} aria-label={label} title={label} {onclick}>{ inside }</button>
    }
}

/// A button with a word on it; `label` says all where the word alone does not.
pub(crate) fn small_button(
    word: String,
    label: Option<String>,
    class: &'static str,
    disabled: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" {class} {disabled} aria-label={label} {onclick}>{ word }</button>
    }
}

/// An element with something in it.
pub(crate) fn tag(
    name: &'static str,
    class: &'static str,
    inside: impl IntoPropValue<Html>,
) -> Html {
    made(name, class, inside.into_prop_value())
}

#[inline(never)]
#[expect(
    clippy::ignored_unit_patterns,
    reason = "what the macro makes of a tag named at run time"
)]
fn made(name: &'static str, class: &'static str, inside: Html) -> Html {
    html! { <@{name} {class}>{ inside }</@> }
}

/// A box to tick, with its label.
pub(crate) fn check(id: &str, label: Html, on: bool, change: Callback<bool>) -> Html {
    let onchange = Callback::from(move |_: Event| change.emit(!on));
    html! {
        <label class="check" for={id.to_owned()}><input type="checkbox" id={id.to_owned()} checked={on} {onchange} /><span>{ label }</span></label>
    }
}

/// Copies a text, and tells that it was or that it could not be.
#[inline(never)]
pub(crate) fn copy(text: String, copied: String, refused: &'static str, dispatch: Dispatch) {
    wasm_bindgen_futures::spawn_local(async move {
        let done = platform::copy(&text).await;
        let told = if done { copied } else { refused.to_owned() };
        dispatch.dispatch(Action::Tell(told, !done));
    });
}

/// Room that grows.
pub(crate) fn gap() -> Html {
    html! { <span class="sp" /> }
}

/// A name of several words without blanks, which may be wrapped behind each of them.
pub(crate) fn wrapping(name: &str) -> Html {
    let words = name.split_inclusive([':', '/']);
    words
        .map(|word| html! { <>{ word }<wbr /></> })
        .collect::<Html>()
}
