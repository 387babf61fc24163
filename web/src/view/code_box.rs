//! The box a policy's text stands in: drawn at first, then the editor; a plain text area where the editor cannot be had.

use std::cell::RefCell;
use std::rc::Rc;

use iam_core::policy::PolicySubject;
use iam_core::text::LineIndex;
use yew::prelude::*;

use super::drawn::drawn;
use super::parts::use_latest;
use crate::editor::{self, Editor, Module, Tells};
use crate::marks::Marks;
use crate::platform;
use crate::shared::{Shared, Text};
use crate::state::Shown;

/// What the box shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The editor's module.
    pub(crate) module: Module,
    /// The text.
    pub(crate) text: Text,
    /// Counts the times the text came from elsewhere.
    pub(crate) revision: u32,
    /// The accessible name.
    pub(crate) label: AttrValue,
    /// What to draw on the text.
    pub(crate) marks: Shared<Marks>,
    /// What to show, if this editor is asked.
    pub(crate) shown: Option<Shown>,
    /// Called with the text when the person changed it.
    pub(crate) change: Callback<String>,
    /// Called with the caret's place in UTF-8 bytes.
    pub(crate) caret: Callback<u32>,
    /// How the text is read: what may be typed depends on it.
    pub(crate) subject: PolicySubject,
}

/// A policy's text.
pub(crate) fn code_box(props: Props) -> Html {
    match &props.module {
        Module::Loading => drawn(&props.text, &props.marks, &props.label),
        Module::Ready(_) => html! { <Mounted ..props /> },
        Module::Missing => html! { <Area ..props /> },
    }
}

/// The editor. The text is given to it once, and again only when it came from elsewhere.
#[component]
fn Mounted(props: &Props) -> Html {
    let node = use_node_ref();
    let editor = use_mut_ref(|| None::<Editor>);
    // The text as the editor has it; ahead of the workspace between two of its calls.
    let latest: Rc<RefCell<Text>> = use_mut_ref(|| props.text.clone());
    let change = use_latest(props.change.clone());
    let caret = use_latest(props.caret.clone());
    let subject = use_latest(props.subject);

    {
        let (node, editor, latest) = (node.clone(), Rc::clone(&editor), Rc::clone(&latest));
        let (text, label) = (props.text.clone(), props.label.clone());
        use_effect_with(props.module.clone(), move |module| {
            if let (Module::Ready(module), Some(parent)) = (module, node.cast()) {
                let (heard, read) = (Rc::clone(&latest), Rc::clone(&latest));
                let tells = Tells {
                    change: Callback::from(move |text: String| {
                        *latest.borrow_mut() = Text(text.as_str().into());
                        change.borrow().emit(text);
                    }),
                    caret: Callback::from(move |at| {
                        let at = LineIndex::new(&heard.borrow()).from_editor(at);
                        caret.borrow().emit(at);
                    }),
                    ask: Callback::from(move |(asked, at)| {
                        let (text, subject) = (read.borrow().clone(), *subject.borrow());
                        editor::ask(asked, text, at, subject)
                    }),
                };
                *editor.borrow_mut() = Editor::mount(module, &parent, &text, &label, &tells);
            }
            move || drop(editor.take())
        });
    }
    {
        let (editor, text) = (Rc::clone(&editor), props.text.clone());
        *latest.borrow_mut() = text.clone();
        use_effect_with(props.revision, move |_| {
            with(&editor, |editor| editor.set_text(&text));
        });
    }
    {
        let editor = Rc::clone(&editor);
        use_effect_with(props.label.clone(), move |label| {
            with(&editor, |editor| editor.set_label(label));
        });
    }
    {
        let (editor, text) = (Rc::clone(&editor), props.text.clone());
        use_effect_with(props.marks.clone(), move |marks| {
            with(&editor, |editor| editor.draw(marks, &text));
        });
    }
    {
        let text = props.text.clone();
        use_effect_with(props.shown, move |shown| {
            let Some(shown) = *shown else { return };
            with(&editor, |editor| {
                if let Some(span) = shown.span {
                    editor.reveal(span, &text);
                    if shown.focus {
                        editor.set_caret(span.start, &text);
                    }
                }
                if shown.focus {
                    editor.focus();
                }
                if shown.offer {
                    editor.offer();
                }
            });
        });
    }
    html! { <div ref={node} class="mount" /> }
}

/// A plain text area.
#[component]
fn Area(props: &Props) -> Html {
    let node = use_node_ref();
    let oninput = props
        .change
        .reform(|event: InputEvent| platform::value_of(&event));
    let onselect = {
        let (caret, text) = (props.caret.clone(), props.text.clone());
        Callback::from(move |event: Event| {
            if let Some(at) = platform::caret_of(&event) {
                caret.emit(LineIndex::new(&text).from_editor(at));
            }
        })
    };
    {
        let (node, text) = (node.clone(), props.text.clone());
        use_effect_with(props.shown, move |shown| match *shown {
            Some(Shown {
                span: Some(span), ..
            }) => {
                let index = LineIndex::new(&text);
                platform::select_area(
                    &node,
                    index.to_editor(span.start),
                    index.to_editor(span.end),
                );
            }
            Some(Shown { focus: true, .. }) => platform::focus(&node),
            Some(_) | None => {}
        });
    }
    html! {
        <textarea ref={node} class="code area" aria-label={&props.label} value={props.text.to_string()} {oninput} {onselect}
            autocomplete="off" autocapitalize="off" spellcheck="false" />
    }
}

fn with(editor: &Rc<RefCell<Option<Editor>>>, call: impl FnOnce(&Editor)) {
    if let Ok(editor) = editor.try_borrow()
        && let Some(editor) = editor.as_ref()
    {
        call(editor);
    }
}
