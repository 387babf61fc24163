//! Where the keyboard is, and what is scrolled to be seen.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::NodeRef;

use super::document;

/// Clicks an element, such as a hidden file input.
pub(crate) fn click(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        element.click();
    }
}

/// Gives an element the keyboard.
pub(crate) fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        drop(element.focus());
    }
}

/// Clicks the first element that a selector names, once what is being done is over.
pub(crate) fn press(selector: &'static str) {
    with_first_soon(selector, |element| element.click());
}

/// Gives the first element that a selector names the keyboard, once it has been drawn.
pub(crate) fn focus_first_soon(selector: &'static str) {
    with_first_soon(selector, |element| drop(element.focus()));
}

fn with_first_soon(selector: &'static str, act: fn(HtmlElement)) {
    gloo::timers::callback::Timeout::new(0, move || {
        let found = document().and_then(|document| document.query_selector(selector).ok()?);
        if let Some(element) = found.and_then(|element| element.dyn_into().ok()) {
            act(element);
        }
    })
    .forget();
}

/// Gives the element with this id the keyboard; says whether it is there.
pub(crate) fn focus_id(id: &str) -> bool {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Scrolls an element to where it can be seen.
pub(crate) fn scroll_to(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Selects a range of a textarea, in UTF-16 units, and gives it the keyboard.
pub(crate) fn select_area(node: &NodeRef, from: u32, to: u32) {
    if let Some(area) = node.cast::<HtmlTextAreaElement>() {
        drop(area.focus());
        drop(area.set_selection_range(from, to));
    }
}

/// The caret of the textarea that an event came from, in UTF-16 units.
pub(crate) fn caret_of(event: &Event) -> Option<u32> {
    let area = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    area.selection_start().ok()?
}

/// Whether the element that has the keyboard takes typing.
pub(crate) fn is_typing() -> bool {
    let Some(element) = document().and_then(|document| document.active_element()) else {
        return false;
    };
    let editable = element
        .dyn_ref::<HtmlElement>()
        .is_some_and(HtmlElement::is_content_editable);
    editable || ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())
}

/// Whether the element that has the keyboard can undo what was typed in it.
pub(crate) fn takes_undo() -> bool {
    let Some(element) = document().and_then(|document| document.active_element()) else {
        return false;
    };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return input.type_() == "text" && !input.read_only();
    }
    is_typing() && element.tag_name() != "SELECT"
}

/// Scrolls the option of a list that is chosen to where it can be seen.
pub(crate) fn scroll_to_active(list: &NodeRef) {
    let Some(list) = list.cast::<Element>() else {
        return;
    };
    let Ok(Some(option)) = list.query_selector("[aria-selected=true]") else {
        return;
    };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    option.scroll_into_view_with_scroll_into_view_options(&options);
}

/// How far something is scrolled and how much of it is seen, in pixels: top, left, height, width.
pub(crate) fn scrolled(node: &NodeRef) -> Option<[i32; 4]> {
    let element = node.cast::<Element>()?;
    Some([
        element.scroll_top(),
        element.scroll_left(),
        element.client_height(),
        element.client_width(),
    ])
}

/// Scrolls what is in something so far, in pixels.
pub(crate) fn set_scrolled(node: &NodeRef, (top, left): (i32, i32)) {
    if let Some(element) = node.cast::<Element>() {
        element.set_scroll_top(top);
        element.set_scroll_left(left);
    }
}

/// Gives the element with this id the keyboard once it has been drawn.
pub(crate) fn focus_soon(id: String) {
    let give = move || {
        focus_id(&id);
    };
    gloo::timers::callback::Timeout::new(0, give).forget();
}
