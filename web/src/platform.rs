//! Everything that touches the browser, apart from the editor's bridge. Nothing here panics; what cannot be done is `None`.

mod focus;
mod host;
mod scrolled;
mod touch;
mod transfer;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, KeyboardEvent, Storage, Window,
};
use yew::NodeRef;

pub(crate) use focus::*;
pub(crate) use host::*;
pub(crate) use scrolled::*;
pub(crate) use touch::*;
use transfer::blob_url;
pub(crate) use transfer::*;

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// Milliseconds of a clock that never goes back.
pub(crate) fn now() -> f64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Reads what is remembered on this machine.
pub(crate) fn remembered(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Remembers a text on this machine; says whether that worked.
pub(crate) fn remember(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Forgets what is remembered under a key.
pub(crate) fn forget(key: &str) {
    if let Some(storage) = storage() {
        drop(storage.remove_item(key));
    }
}

/// A name that nobody else has.
pub(crate) fn random_name() -> String {
    let number = js_sys::Number::from(js_sys::Math::random());
    number
        .to_string_with_radix(36)
        .map_or_else(|_| String::new(), String::from)
}

/// The fragment of the address, without `#`.
pub(crate) fn fragment() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    let text = hash.strip_prefix('#')?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// Goes to an address of this page.
pub(crate) fn set_fragment(fragment: &str) {
    if let Some(window) = window() {
        drop(window.location().set_hash(fragment));
    }
}

/// Takes the fragment out of the address, without a new entry in the history. Does nothing where there is none: changing the
/// address costs a browser milliseconds.
pub(crate) fn clear_fragment() {
    if fragment().is_none() {
        return;
    }
    let Some(window) = window() else { return };
    let location = window.location();
    let (Ok(path), Ok(query)) = (location.pathname(), location.search()) else {
        return;
    };
    if let Ok(history) = window.history() {
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &query))));
    }
}

/// The address of this page, without fragment.
pub(crate) fn address() -> String {
    let whole = window().and_then(|window| window.location().href().ok());
    let whole = whole.unwrap_or_default();
    whole.split('#').next().unwrap_or_default().to_owned()
}

fn address_without_query() -> String {
    let page = address();
    page.split('?').next().unwrap_or_default().to_owned()
}

/// The address of a file that lies beside the page.
pub(crate) fn beside(name: &str) -> String {
    let page = address_without_query();
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    [folder, "/", name].concat()
}

/// Whether what other pages frame lies beside the page: not beside the one file that is the whole page.
pub(crate) fn has_embed() -> bool {
    let page = address_without_query();
    // docs/hosting.md: the page's address ends so.
    let folder = page.ends_with('/') || page.ends_with("/index.html");
    folder && !page.starts_with("file:")
}

/// Fetches a text that lies beside the page.
pub(crate) async fn fetch_text(url: &str) -> Option<String> {
    let answer = wasm_bindgen_futures::JsFuture::from(window()?.fetch_with_str(url))
        .await
        .ok()?;
    let answer = answer.dyn_into::<web_sys::Response>().ok()?;
    if !answer.ok() {
        return None;
    }
    let text = wasm_bindgen_futures::JsFuture::from(answer.text().ok()?)
        .await
        .ok()?;
    text.as_string()
}

/// Lets the page do what else there is.
pub(crate) async fn pause() {
    let turn = js_sys::Promise::new(&mut |done, _| {
        let asked = window().map(|window| window.set_timeout_with_callback(&done));
        if asked.is_none_or(|asked| asked.is_err()) {
            drop(done.call0(&JsValue::UNDEFINED));
        }
    });
    drop(wasm_bindgen_futures::JsFuture::from(turn).await);
}

/// The value of the field that an event came from.
pub(crate) fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    target
        .dyn_ref::<HtmlSelectElement>()
        .map(HtmlSelectElement::value)
        .unwrap_or_default()
}

/// Sets custom properties of an element through the style object, which the page's content policy allows.
pub(crate) fn set_properties(node: &NodeRef, properties: &[(&str, String)]) {
    if let Some(element) = node.cast::<HtmlElement>() {
        for (name, value) in properties {
            drop(element.style().set_property(name, value));
        }
    }
}

/// Sets or removes an attribute of the page's root, such as its theme.
pub(crate) fn set_root(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    drop(match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    });
}

/// Sets the title of the window.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document().filter(|document| document.title() != title) {
        document.set_title(title);
    }
}

/// Where the pointer is within the parent of an element, in thousandths of its width.
pub(crate) fn pointer_in_parent(node: &NodeRef, event: &web_sys::PointerEvent) -> Option<u16> {
    let rect = node
        .cast::<Element>()?
        .parent_element()?
        .get_bounding_client_rect();
    if rect.width() <= 0.0 {
        return None;
    }
    let part = (f64::from(event.client_x()) - rect.left()) / rect.width() * 1000.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=1000 before"
    )]
    Some(part.clamp(0.0, 1000.0) as u16)
}

/// Keeps the pointer's events with an element until it is let go.
pub(crate) fn capture_pointer(node: &NodeRef, event: &web_sys::PointerEvent) {
    if let Some(element) = node.cast::<Element>() {
        drop(element.set_pointer_capture(event.pointer_id()));
    }
}

/// Opens or closes a dialog.
pub(crate) fn set_dialog(node: &NodeRef, open: bool) {
    let Some(dialog) = node.cast::<web_sys::HtmlDialogElement>() else {
        return;
    };
    if open && !dialog.open() {
        drop(dialog.show_modal());
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Listens to keys, until dropped.
pub(crate) fn on_key(mut call: impl FnMut(&KeyboardEvent) + 'static) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let document = document()?;
    Some(EventListener::new_with_options(
        &document,
        "keydown",
        options,
        move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                call(event);
            }
        },
    ))
}

/// Listens to text that is pasted while nothing takes typing and no dialog is open, until dropped. The call says whether it
/// took the text.
pub(crate) fn on_paste(mut call: impl FnMut(String) -> bool + 'static) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = move |event: &Event| {
        let is_busy = document()
            .and_then(|document| document.query_selector("dialog[open]").ok())
            .is_some_and(|dialog| dialog.is_some());
        if is_typing() || is_busy {
            return;
        }
        let text = event
            .dyn_ref::<web_sys::ClipboardEvent>()
            .and_then(web_sys::ClipboardEvent::clipboard_data)
            .and_then(|data| data.get_data("text").ok());
        // As a text area would have it, so that places in it hold there.
        let text = text.map(|text| text.replace("\r\n", "\n"));
        if text.is_some_and(&mut call) {
            event.prevent_default();
        }
    };
    let document = document()?;
    Some(EventListener::new_with_options(
        &document, "paste", options, listener,
    ))
}

/// Listens to an event of the window, until dropped.
pub(crate) fn on_window(
    name: &'static str,
    mut call: impl FnMut(&Event) + 'static,
) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, name, move |event| call(event)))
}

/// Whether all of the program is here; the event `programwhole` is sent when it comes.
pub(crate) fn is_whole() -> bool {
    window().is_some_and(|window| {
        js_sys::Reflect::has(&window, &JsValue::from_str("programWhole")).unwrap_or(false)
    })
}

/// Writes to the browser's console.
pub(crate) fn log_error(text: &str) {
    web_sys::console::error_1(&JsValue::from_str(text));
}

/// Shows a page that says the program has stopped, with the text in it and three ways on.
pub(crate) fn show_stopped(text: &str) -> Option<()> {
    let document = document()?;
    let body = document.body()?;
    if document.query_selector(".stopped").ok()?.is_some() {
        return None;
    }
    let page = document.create_element("div").ok()?;
    page.set_class_name("stopped");
    page.set_attribute("role", "alert").ok()?;
    let say = document.create_element("p").ok()?;
    say.set_text_content(Some(
        "Something in this page broke. Your work is below and is kept in this browser.",
    ));
    let area = document
        .create_element("textarea")
        .ok()?
        .dyn_into::<HtmlTextAreaElement>()
        .ok()?;
    area.set_value(text);
    area.set_read_only(true);
    area.set_attribute("aria-label", "Your scenario, JSON")
        .ok()?;
    page.append_child(&say).ok()?;
    let ways = document.create_element("p").ok()?;
    let address = address();
    let plain = address.split('?').next().unwrap_or_default();
    let links = [
        ("Reload the page with it", plain.to_owned()),
        ("Reload without it", plain.to_owned() + "?fresh"),
        ("Save it as a file", blob_url(text).unwrap_or_default()),
    ];
    for (name, href) in links {
        let link = document.create_element("a").ok()?;
        link.set_attribute("href", &href).ok()?;
        link.set_text_content(Some(name));
        if href.starts_with("blob:") {
            link.set_attribute("download", "scenario.json").ok()?;
        }
        ways.append_child(&link).ok()?;
    }
    page.append_child(&ways).ok()?;
    page.append_child(&area).ok()?;
    body.prepend_with_node_1(&page).ok()?;
    area.focus().ok()
}

/// Whether the address asks for a page without the draft.
pub(crate) fn is_fresh() -> bool {
    let query = window().and_then(|window| window.location().search().ok());
    query.as_deref() == Some("?fresh")
}

/// Whether the page was loaded again, rather than come to.
pub(crate) fn is_reload() -> bool {
    let get = |of: &JsValue, name| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    let navigation = window().and_then(|window| get(&window.performance()?.into(), "navigation"));
    // `performance.navigation` is old and everywhere; what is newer takes five calls.
    let kind = navigation.and_then(|navigation| get(&navigation, "type"));
    kind.and_then(|kind| kind.as_f64()) == Some(1.0)
}

/// Takes the question out of the address, without a new entry in the history.
pub(crate) fn clear_query() {
    let Some(window) = window() else { return };
    let location = window.location();
    let (Ok(path), Ok(hash), Ok(history)) =
        (location.pathname(), location.hash(), window.history())
    else {
        return;
    };
    drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &hash))));
}

/// Puts a panel under a button, as far to the right as the button reaches and within the page.
pub(crate) fn place_under(button: &NodeRef, panel: &NodeRef) {
    let Some(rect) = button
        .cast::<Element>()
        .map(|button| button.get_bounding_client_rect())
    else {
        return;
    };
    let width = window()
        .and_then(|window| window.inner_width().ok()?.as_f64())
        .unwrap_or(0.0);
    // Not `clamp`, whose message for limits that cross writes floats: 5 kB of download.
    let right = (width - rect.right()).min(width - 328.0).max(8.0);
    let pixels = |value: f64| whole(value).to_string() + "px";
    set_properties(
        panel,
        &[
            ("--top", pixels(rect.bottom() + 4.0)),
            ("--right", pixels(right)),
        ],
    );
}

/// A number of thousandths as a percentage, for styles.
pub(crate) fn percent(thousandths: u16) -> String {
    let (whole, tenth) = (thousandths / 10, thousandths % 10);
    [whole.to_string().as_str(), ".", &tenth.to_string(), "%"].concat()
}

/// The nearest whole number; what is below zero or not a number is zero. Writing integers takes much less code than floats.
pub(crate) fn whole(value: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a conversion that saturates is what is wanted"
    )]
    let whole = (value + 0.5) as u32;
    whole
}

/// Whether a panel is open.
pub(crate) fn is_popover_open(panel: &NodeRef) -> bool {
    panel
        .cast::<Element>()
        .is_some_and(|panel| panel.matches(":popover-open").unwrap_or(false))
}

/// Closes a panel.
pub(crate) fn close_popover(panel: &NodeRef) {
    if let Some(panel) = panel.cast::<HtmlElement>() {
        drop(panel.hide_popover());
    }
}

/// Whether an event came from within an element that a selector names.
pub(crate) fn is_within(event: &Event, selector: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}

/// A `data-…` attribute of the element around an event that has it.
pub(crate) fn data_of(event: &Event, name: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let with = target.closest(&["[", name, "]"].concat()).ok()??;
    with.get_attribute(name)
}

/// Whether the disclosure that an event came from is open.
pub(crate) fn is_open(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.has_attribute("open"))
}
