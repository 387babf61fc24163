//! The on-screen keyboard: which policy's text it types into, what of the page it leaves to be seen, and keys that it lacks.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CustomEvent, CustomEventInit, Element, Event, FocusEvent, HtmlDocument, HtmlElement,
};

use super::{document, set_root, set_root_properties, whole, window};

/// What a policy's text is typed into.
const FIELD: &str = ".ed .cm-content, .ed textarea.area";

/// Where else the keyboard may be while a policy's text is typed.
const BESIDE: &str = ".ed[data-typed], .keys, .keys-top, dialog, .cm-tooltip";

/// Pages on which an editor takes all the room while it is typed in.
const SMALL: &str = "(width < 700px), (height < 500px) and (pointer: coarse)";

/// The text of a policy that is typed in with an on-screen keyboard, or on a small page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Typed {
    /// What the policy is called.
    pub(crate) name: String,
    /// Whether its editor takes all of the page.
    pub(crate) full: bool,
    /// Whether it is a plain text area.
    pub(crate) plain: bool,
    field: HtmlElement,
    policy: Element,
}

impl Typed {
    fn of(field: Element) -> Option<Self> {
        let policy = field.closest(".ed").ok()??;
        Some(Self {
            name: policy.get_attribute("aria-label").unwrap_or_default(),
            full: media(SMALL),
            plain: field.tag_name() == "TEXTAREA",
            field: field.dyn_into().ok()?,
            policy,
        })
    }

    /// Makes room for it.
    pub(crate) fn begin(&self) {
        drop(self.policy.set_attribute("data-typed", ""));
        set_root("data-keys", Some(if self.full { "full" } else { "row" }));
        self.fit();
    }

    /// Gives the room back.
    pub(crate) fn end(&self) {
        drop(self.policy.remove_attribute("data-typed"));
        set_root("data-keys", None);
        set_root_properties(&[("--seen-top", None), ("--seen-height", None)]);
    }

    /// Gives the room back, and the keyboard to the policy's head: an on-screen one goes away.
    pub(crate) fn leave(&self) {
        self.end();
        let head = self.policy.query_selector(".eh > button").ok().flatten();
        if let Some(head) = head.and_then(|head| head.dyn_into::<HtmlElement>().ok()) {
            drop(head.focus());
        }
    }

    /// Fits the page to what the keyboard leaves of it: browsers that lay it over the page say so only here.
    pub(crate) fn fit(&self) {
        let Some(seen) = window().and_then(|window| window.visual_viewport()) else {
            return;
        };
        // Whoever enlarges the page looks at a part of it.
        let enlarged = seen.scale() > 1.01;
        let pixels = |length: f64| (!enlarged).then(|| whole(length).to_string() + "px");
        set_root_properties(&[
            ("--seen-top", pixels(seen.offset_top())),
            ("--seen-height", pixels(seen.height())),
        ]);
        self.send("caret");
    }

    /// Presses a key: a text to type, or the name of a command.
    pub(crate) fn press(&self, key: &str) {
        let active = document().and_then(|document| document.active_element());
        let within = active.filter(|active| self.policy.contains(Some(active)));
        if within.is_none() {
            drop(self.field.focus());
        }
        // The editor's fields to find something are fields as others are.
        let plain = within.map_or(self.plain, |active| active.tag_name() != "DIV");
        if plain {
            write(key);
        } else {
            self.send(key);
        }
    }

    /// Tells an editor of a key (`web/editor/keys.js`).
    fn send(&self, key: &str) {
        let init = CustomEventInit::new();
        init.set_detail(&JsValue::from_str(key));
        if let Ok(event) = CustomEvent::new_with_event_init_dict("press", &init) {
            drop(self.field.dispatch_event(&event));
        }
    }
}

/// Types into the field that has the keyboard. Of the ways there are, this one alone can be undone like typing.
fn write(key: &str) {
    let document = document().and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    if let Some(document) = document {
        drop(match key {
            "undo" | "redo" => document.exec_command(key),
            text => document.exec_command_with_show_ui_and_value("insertText", false, text),
        });
    }
}

/// Watches where the keyboard is, until dropped: `now` says which text is typed in, and is told of another or of none.
pub(crate) fn watch_typed(
    now: impl Fn() -> Option<Typed> + Clone + 'static,
    tell: impl Fn(Option<Typed>) + Clone + 'static,
) -> Option<[EventListener; 3]> {
    let document = document()?;
    let focus = {
        let (now, tell) = (now.clone(), tell.clone());
        move |event: &Event| match field_of(event) {
            Some(field) if media("(pointer: coarse)") => tell(Typed::of(field)),
            Some(_) => {}
            None => leave_unless_beside(event, &now, &tell),
        }
    };
    let click = {
        let tell = tell.clone();
        move |event: &Event| {
            // Not when the keyboard comes there by itself: nothing moves under whoever only passes. Nor does a click elsewhere end it: what is
            // touched may have moved since the finger came down.
            if let Some(field) = field_of(event).filter(|_| media(SMALL)) {
                tell(Typed::of(field));
            }
        }
    };
    // The on-screen keyboard was put away. All of the page is still the editor's, for reading.
    let blur = move |event: &Event| {
        let to = event
            .dyn_ref::<FocusEvent>()
            .and_then(FocusEvent::related_target);
        if to.is_none() && now().is_some_and(|typed| !typed.full) {
            tell(None);
        }
    };
    Some([
        EventListener::new(&document, "focusin", focus),
        EventListener::new(&document, "click", click),
        EventListener::new(&document, "focusout", blur),
    ])
}

fn field_of(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(FIELD).ok()?
}

fn leave_unless_beside(
    event: &Event,
    now: &impl Fn() -> Option<Typed>,
    tell: &impl Fn(Option<Typed>),
) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let beside = target.is_some_and(|target| matches!(target.closest(BESIDE), Ok(Some(_))));
    if !beside && now().is_some() {
        tell(None);
    }
}

/// Listens to changes of what is seen of the page, until dropped.
pub(crate) fn on_seen(call: impl Fn() + Clone + 'static) -> Option<[EventListener; 2]> {
    let seen = window()?.visual_viewport()?;
    let again = call.clone();
    Some([
        EventListener::new(&seen, "resize", move |_| call()),
        EventListener::new(&seen, "scroll", move |_| again()),
    ])
}

fn media(query: &str) -> bool {
    let found = window().and_then(|window| window.match_media(query).ok().flatten());
    found.is_some_and(|found| found.matches())
}
