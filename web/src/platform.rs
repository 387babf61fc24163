//! Everything that touches the browser, apart from the editor's bridge. Nothing here panics; what cannot be done is `None`.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, Event, HtmlAnchorElement, HtmlElement,
    HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent, Storage, Url, Window,
};
use yew::NodeRef;

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

/// Puts a text on the clipboard; says whether that worked.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let clipboard = window.navigator().clipboard();
    if clipboard.is_undefined() {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text))
        .await
        .is_ok()
}

/// Offers a text as a file.
pub(crate) fn download(name: &str, text: &str) -> Option<()> {
    let url = blob_url(text)?;
    let anchor = document()?.create_element("a").ok()?;
    let anchor = anchor.dyn_into::<HtmlAnchorElement>().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url).ok()
}

/// Reads the file chosen in a file input or dropped: its name and text.
pub(crate) async fn read_file(file: web_sys::File) -> Option<(String, String)> {
    let text = wasm_bindgen_futures::JsFuture::from(file.text())
        .await
        .ok()?;
    Some((file.name(), text.as_string()?))
}

/// The files of a file input's event; the input is emptied, so that the same file can be chosen again.
pub(crate) fn chosen_files(event: &Event) -> Vec<web_sys::File> {
    let target = event.target();
    let Some(input) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = input.files().as_ref().map(listed).unwrap_or_default();
    input.set_value("");
    files
}

/// The files of a drop.
pub(crate) fn dropped_files(event: &web_sys::DragEvent) -> Vec<web_sys::File> {
    let files = event.data_transfer().and_then(|data| data.files());
    files.as_ref().map(listed).unwrap_or_default()
}

fn listed(files: &web_sys::FileList) -> Vec<web_sys::File> {
    (0..files.length())
        .filter_map(|index| files.get(index))
        .collect()
}

/// Whether what is dragged is of a kind.
pub(crate) fn drags(event: &web_sys::DragEvent, kind: &str) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    let own = DRAGGED.to_owned() + &kind.to_ascii_lowercase();
    types.is_some_and(|types| {
        types
            .iter()
            .any(|one| one.as_string().is_some_and(|one| one == own || one == kind))
    })
}

/// What a browser calls files that are dragged into the page.
pub(crate) const FILES: &str = "Files";

/// The type of what is dragged within the page; the kind follows.
const DRAGGED: &str = "application/x-iam-playground-";

/// Begins to drag something of the page.
pub(crate) fn begin_drag(event: &web_sys::DragEvent, kind: &str, number: u32) {
    if let Some(data) = event.data_transfer() {
        drop(data.set_data(&(DRAGGED.to_owned() + kind), &number.to_string()));
        data.set_effect_allowed("move");
    }
}

/// The number of what was dropped, if it is of a kind.
pub(crate) fn dragged(event: &web_sys::DragEvent, kind: &str) -> Option<u32> {
    let data = event.data_transfer()?;
    data.get_data(&(DRAGGED.to_owned() + kind))
        .ok()?
        .parse()
        .ok()
}

/// Takes the mark away when what is dragged leaves the element, and not only a part of it.
pub(crate) fn unmark_target(event: &web_sys::DragEvent, selector: &str) {
    let around = |target: Option<web_sys::EventTarget>| {
        let element = target.and_then(|target| target.dyn_into::<Element>().ok());
        element.and_then(|element| element.closest(selector).ok().flatten())
    };
    if around(event.target()) != around(event.related_target()) {
        mark_target(event, selector, false);
    }
}

/// Marks the element around an event that something dragged would go to, or takes the mark away.
pub(crate) fn mark_target(event: &Event, selector: &str, on: bool) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let target = target.and_then(|target| target.closest(selector).ok().flatten());
    if let Some(target) = target {
        drop(target.toggle_attribute_with_force("data-target", on));
    }
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

/// Gives the element with this id the keyboard.
pub(crate) fn focus_id(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// Scrolls an element to where it can be seen.
pub(crate) fn scroll_to(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
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

/// The address of a text as a file.
fn blob_url(text: &str) -> Option<String> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Whether the address asks for a page without the draft.
pub(crate) fn is_fresh() -> bool {
    let query = window().and_then(|window| window.location().search().ok());
    query.as_deref() == Some("?fresh")
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

/// A `data-…` attribute of the element around an event that has it.
pub(crate) fn data_of(event: &Event, name: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let with = target.closest(&["[", name, "]"].concat()).ok()??;
    with.get_attribute(name)
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

/// Scrolls something to a place and gives the element with this id the keyboard, once both have been drawn.
pub(crate) fn scroll_and_focus_soon(node: &NodeRef, (top, left): (i32, i32), id: String) {
    let scroll = {
        let node = node.clone();
        move || {
            if let Some(element) = node.cast::<Element>() {
                element.set_scroll_top(top);
                element.set_scroll_left(left);
            }
        }
    };
    // At once too: an event of an earlier scroll that is still to come must find the new place.
    scroll();
    let (again, same) = (scroll.clone(), id.clone());
    let later = move || {
        scroll();
        focus_id(&id);
    };
    gloo::timers::callback::Timeout::new(0, later).forget();
    // Should the browser have answered an earlier scroll meanwhile, the element was drawn, had the keyboard and went.
    for pause in [60, 120] {
        let (scroll, id) = (again.clone(), same.clone());
        let mend = move || {
            if has_no_focus() {
                scroll();
                focus_id(&id);
            }
        };
        gloo::timers::callback::Timeout::new(pause, mend).forget();
    }
}

/// Whether the keyboard is nowhere: what had it is no longer there.
fn has_no_focus() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY")
}

/// Gives the element with this id the keyboard once it has been drawn.
pub(crate) fn focus_soon(id: String) {
    gloo::timers::callback::Timeout::new(0, move || focus_id(&id)).forget();
}

/// Whether the disclosure that an event came from is open.
pub(crate) fn is_open(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.has_attribute("open"))
}

/// The name of this entry in the page's markup: none for the page, `embed` for what other pages frame.
pub(crate) fn entry() -> Option<String> {
    document()?.document_element()?.get_attribute("data-entry")
}

/// Asks for the second half of the program, which an embed does not fetch by itself.
pub(crate) fn want_whole() {
    if let (Some(window), Ok(event)) = (window(), Event::new("programwanted")) {
        drop(window.dispatch_event(&event));
    }
}

/// What a percent-encoded text says.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let text = js_sys::decode_uri_component(text).ok()?;
    Some(text.into())
}

/// Whether the window has the keyboard.
pub(crate) fn has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// Sets custom properties of the page's root.
pub(crate) fn set_root_properties(properties: &[(&str, Option<String>)]) {
    let root = document().and_then(|document| document.document_element());
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    for (name, value) in properties {
        drop(match value {
            Some(value) => root.style().set_property(name, value),
            None => root.style().remove_property(name).map(drop),
        });
    }
}

/// Tells the height of an element, now and whenever it changes, until dropped.
pub(crate) struct HeightWatch {
    observer: web_sys::ResizeObserver,
    _call: wasm_bindgen::closure::Closure<dyn FnMut()>,
}

impl HeightWatch {
    /// Begins.
    pub(crate) fn new(node: &NodeRef, call: impl Fn(i32) + 'static) -> Option<Self> {
        let element = node.cast::<HtmlElement>()?;
        let seen = element.clone();
        let call = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
            call(seen.offset_height());
        });
        let observer = web_sys::ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
        observer.observe(&element);
        Some(Self {
            observer,
            _call: call,
        })
    }
}

impl Drop for HeightWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// A message from the window that frames this one.
pub(crate) struct FromHost {
    /// The sender's origin; `null` for one that has none to name.
    pub(crate) origin: String,
    data: JsValue,
}

impl FromHost {
    /// A value of the message that is a text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.value(name)?.as_string()
    }

    /// A value of the message that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.value(name)?.as_f64()
    }

    /// A value the message has itself.
    fn value(&self, name: &str) -> Option<JsValue> {
        let object = self.data.dyn_ref::<js_sys::Object>()?;
        let name = JsValue::from_str(name);
        js_sys::Object::has_own(object, &name)
            .then(|| js_sys::Reflect::get(&self.data, &name).ok())?
    }
}

/// Whether another window frames this one.
pub(crate) fn is_framed() -> bool {
    host().is_some()
}

fn host() -> Option<Window> {
    let window = window()?;
    let host = window.parent().ok()??;
    (host != window).then_some(host)
}

/// Listens to messages of the window that frames this one, and of no other, until dropped.
pub(crate) fn on_host_message(mut call: impl FnMut(FromHost) + 'static) -> Option<EventListener> {
    let host = host()?;
    on_window("message", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::MessageEvent>() else {
            return;
        };
        let from_host = event.source().is_some_and(|source| {
            AsRef::<JsValue>::as_ref(&source) == AsRef::<JsValue>::as_ref(&host)
        });
        if from_host {
            call(FromHost {
                origin: event.origin(),
                data: event.data(),
            });
        }
    })
}

/// Sends a message to the window that frames this one, if it is of that origin; `*` is any.
pub(crate) fn tell_host(origin: &str, parts: &[(&str, JsValue)]) {
    let message = js_sys::Object::new();
    for (name, value) in parts {
        drop(js_sys::Reflect::set(
            &message,
            &JsValue::from_str(name),
            value,
        ));
    }
    if let Some(host) = host() {
        drop(host.post_message(&message, origin));
    }
}

/// Sets the address an event's link goes to, before the browser follows it.
pub(crate) fn set_link(event: &Event, href: &str) {
    // Not the current target: listeners are kept at the root of the page.
    let element = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(link) = element.and_then(|element| element.closest("a").ok().flatten()) {
        drop(link.set_attribute("href", href));
    }
}
