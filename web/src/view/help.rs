//! The keyboard help.

use super::parts::{gap, tag, use_dialog};
use yew::prelude::*;

use super::icon::{Glyph, icon};

/// Keys and what they do.
const KEYS: [(&str, &str); 13] = [
    ("Ctrl-K", "Find anything the page can do by name, and do it"),
    ("Alt-1 … Alt-9", "Go to an editor"),
    ("Ctrl-Enter", "Go to the verdict"),
    ("F8, Shift-F8", "Next problem, previous problem"),
    ("Ctrl-S", "Copy a link to this scenario"),
    ("Ctrl-F", "Find in the editor"),
    (
        "Ctrl-Z, Ctrl-Shift-Z",
        "Undo, redo: in an editor or field what was typed there, elsewhere any change",
    ),
    ("Ctrl-Space", "Complete what is typed in the editor"),
    ("Ctrl-I", "Say what the word at the caret means"),
    (
        "Ctrl-.",
        "List how the text can be rewritten: expand and fold actions, sort, format",
    ),
    ("Ctrl-], Ctrl-[", "Indent, outdent; Tab leaves the editor"),
    ("← →, Home, End", "Move a splitter that has the keyboard"),
    ("?", "This help"),
];

/// Properties of [`Help`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// Whether it is open.
    pub(crate) open: bool,
    /// Called when it was closed.
    pub(crate) close: Callback<()>,
}

/// The keyboard help, a dialog.
#[component]
pub(crate) fn Help(props: &Props) -> Html {
    let node = use_dialog(props.open);
    let onclose = props.close.reform(|_: Event| ());
    let close = props.close.reform(|_: MouseEvent| ());
    let keys = KEYS
        .iter()
        .map(|(key, text)| html! { <>{ tag("dt", "", tag("kbd", "", *key)) }{ tag("dd", "", *text) }</> });
    html! {
        <dialog ref={node} class="help" aria-labelledby="help-title" {onclose}>
            <div class="row">
                <h2 id="help-title">{ "Keyboard and more" }</h2>
                { gap() }
                <button type="button" class="ico" aria-label="Close" onclick={close}>{ icon(Glyph::Cross, "") }</button>
            </div>
            <dl>{ for keys }</dl>
            { tag("p", "q", "Policies and requests are evaluated in this browser, after the rules that AWS documents. Nothing you type is sent anywhere; a link carries the scenario in its fragment, which browsers do not send. The draft is kept on this machine.") }
        </dialog>
    }
}
