//! The window that frames this one, and what an embed needs beside it.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, Window};
use yew::NodeRef;

use super::{document, on_window, window};

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
