//! What goes out of the page and comes into it by hand: copies, files, drag and drop.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Element, Event, HtmlAnchorElement, HtmlInputElement, Url};

use super::{document, window};

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

/// The address of a text as a file.
pub(super) fn blob_url(text: &str) -> Option<String> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
