//! Calls into the editor's module (`web/editor/editor.d.ts`), the one place where bytes become UTF-16 units.

use std::cell::Cell;
use std::rc::Rc;

use iam_core::diagnostic::Severity;
use iam_core::text::{LineIndex, Span};
use js_sys::{Array, Object, Promise, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::language::Asked;
use crate::marks::Marks;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = import, catch)]
    async fn import_module(url: &str) -> Result<JsValue, JsValue>;

    /// The module.
    #[derive(Clone, Debug, PartialEq)]
    type EditorModule;
    #[wasm_bindgen(method, catch)]
    fn mount(
        this: &EditorModule,
        parent: &HtmlElement,
        options: &Object,
    ) -> Result<Handle, JsValue>;

    /// A mounted editor.
    #[derive(Debug)]
    type Handle;
    #[wasm_bindgen(method, catch)]
    fn set_doc(this: &Handle, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set_diagnostics(
        this: &Handle,
        triples: &Uint32Array,
        messages: &Array,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set_marks(this: &Handle, triples: &Uint32Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set_gutter(this: &Handle, pairs: &Uint32Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set_label(this: &Handle, label: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn reveal(this: &Handle, from: u32, to: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set_cursor(this: &Handle, offset: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn focus(this: &Handle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn offer(this: &Handle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn destroy(this: &Handle) -> Result<(), JsValue>;
}

/// The editor's module, once it is there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Module {
    /// It is on its way.
    Loading,
    /// It is there.
    Ready(Ready),
    /// It could not be had; plain text areas take its place.
    Missing,
}

/// A module that can mount editors.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ready(EditorModule);

impl Module {
    /// Fetches the module.
    pub(crate) async fn load() -> Self {
        match import_module("./editor.js").await {
            Ok(module) if Reflect::has(&module, &JsValue::from_str("mount")).unwrap_or(false) => {
                Self::Ready(Ready(module.unchecked_into()))
            }
            Ok(_) | Err(_) => Self::Missing,
        }
    }
}

/// Whom an editor tells. UTF-16 offsets stay inside the bridge's user, who has the text.
#[derive(Clone, Debug)]
pub(crate) struct Tells {
    /// The person changed the text.
    pub(crate) change: yew::Callback<String>,
    /// The person moved the caret: UTF-16 units, line ends counted once.
    pub(crate) caret: yew::Callback<u32>,
    /// The editor asks about a place, in the same units: a promise of what it is to show.
    pub(crate) ask: yew::Callback<(Asked, u32), Promise>,
}

/// A mounted editor; dropping it removes it from the page.
#[derive(Debug)]
pub(crate) struct Editor {
    handle: Handle,
    // Kept for as long as the editor can call them.
    _change: Closure<dyn FnMut(String)>,
    _caret: Closure<dyn FnMut(u32)>,
    _complete: Closure<dyn FnMut(u32) -> Promise>,
    _hover: Closure<dyn FnMut(u32) -> Promise>,
    _rewrite: Closure<dyn FnMut(u32) -> Promise>,
    alive: Rc<Cell<bool>>,
}

impl Editor {
    /// Puts an editor into an empty element.
    pub(crate) fn mount(
        module: &Ready,
        parent: &HtmlElement,
        text: &str,
        label: &str,
        tells: &Tells,
    ) -> Option<Self> {
        let alive = Rc::new(Cell::new(true));
        let change = {
            let (alive, change) = (Rc::clone(&alive), tells.change.clone());
            Closure::<dyn FnMut(String)>::new(move |text| {
                if alive.get() {
                    change.emit(text);
                }
            })
        };
        let caret = {
            let (alive, caret) = (Rc::clone(&alive), tells.caret.clone());
            Closure::<dyn FnMut(u32)>::new(move |at| {
                if alive.get() {
                    caret.emit(at);
                }
            })
        };
        let ask = |asked: Asked| {
            let ask = tells.ask.clone();
            Closure::<dyn FnMut(u32) -> Promise>::new(move |at| ask.emit((asked, at)))
        };
        let (complete, hover) = (ask(Asked::Complete), ask(Asked::Hover));
        let rewrite = ask(Asked::CodeActions);
        let options = Object::new();
        set(&options, "doc", &JsValue::from_str(text))?;
        set(&options, "label", &JsValue::from_str(label))?;
        set(&options, "onChange", change.as_ref())?;
        set(&options, "onCursor", caret.as_ref())?;
        set(&options, "onComplete", complete.as_ref())?;
        set(&options, "onHover", hover.as_ref())?;
        set(&options, "onRewrite", rewrite.as_ref())?;
        let handle = module.0.mount(parent, &options).ok()?;
        Some(Self {
            handle,
            _change: change,
            _caret: caret,
            _complete: complete,
            _hover: hover,
            _rewrite: rewrite,
            alive,
        })
    }

    /// Replaces the text with one from elsewhere.
    pub(crate) fn set_text(&self, text: &str) {
        drop(self.handle.set_doc(text));
    }

    /// Changes the accessible name.
    pub(crate) fn set_label(&self, label: &str) {
        drop(self.handle.set_label(label));
    }

    /// Draws marks, glyphs and diagnostics in place of those that were there.
    pub(crate) fn draw(&self, marks: &Marks, text: &str) {
        let index = LineIndex::new(text);
        let place = |span: Span| [index.to_editor(span.start), index.to_editor(span.end)];
        let mut triples = Vec::with_capacity(marks.ranges.len() * 3);
        for (span, mark) in &marks.ranges {
            triples.extend(place(*span));
            triples.push(*mark as u32);
        }
        drop(
            self.handle
                .set_marks(&Uint32Array::from(triples.as_slice())),
        );

        let mut pairs = Vec::with_capacity(marks.glyphs.len() * 2);
        for (at, sign) in &marks.glyphs {
            pairs.extend([index.line_col(*at).0, *sign as u32]);
        }
        drop(self.handle.set_gutter(&Uint32Array::from(pairs.as_slice())));

        let messages = Array::new();
        triples.clear();
        for (span, severity, message) in &marks.diagnostics {
            triples.extend(place(*span));
            triples.push(severity_number(*severity));
            messages.push(&JsValue::from_str(message));
        }
        drop(
            self.handle
                .set_diagnostics(&Uint32Array::from(triples.as_slice()), &messages),
        );
    }

    /// Scrolls a place into view and flashes it.
    pub(crate) fn reveal(&self, span: Span, text: &str) {
        let index = LineIndex::new(text);
        let (from, to) = (index.to_editor(span.start), index.to_editor(span.end));
        drop(self.handle.reveal(from, to));
    }

    /// Puts the caret at a place.
    pub(crate) fn set_caret(&self, at: u32, text: &str) {
        drop(self.handle.set_cursor(LineIndex::new(text).to_editor(at)));
    }

    /// Gives the editor the keyboard.
    pub(crate) fn focus(&self) {
        drop(self.handle.focus());
    }

    /// Lists how the text can be rewritten at the caret.
    pub(crate) fn offer(&self) {
        drop(self.handle.offer());
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.alive.set(false);
        drop(self.handle.destroy());
    }
}

fn set(object: &Object, key: &str, value: &JsValue) -> Option<()> {
    Reflect::set(object, &JsValue::from_str(key), value)
        .ok()
        .map(drop)
}

const fn severity_number(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}
