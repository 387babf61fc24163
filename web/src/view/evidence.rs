//! The dialog for pasted evidence: what was found in it as one types, what is missing, and what to do with it.

mod found;
pub(crate) mod missing;

use std::rc::Rc;

use iam_core::scenario::Scenario;
use iam_core::text::LineIndex;
use iam_import::{Import, Missing, Options};
use yew::prelude::*;

use super::icon::{Glyph, icon, small_icon};
use super::parts::{gap, tag, use_dialog};
use super::prose::prose;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Said};

/// What the empty field says.
const PLACEHOLDER: &str = "Paste what AWS said: an AccessDenied message from a terminal, an SDK, Terraform, the console or a log; what `aws sts decode-authorization-message` printed; a policy";

/// Properties of [`Evidence`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The text it opens with.
    pub(crate) text: AttrValue,
    /// The document that it may be added to.
    pub(crate) scenario: Shared<Scenario>,
    /// What AWS said before.
    pub(crate) said: Shared<Vec<Said>>,
    /// Whether the document was changed since it was opened.
    pub(crate) edited: bool,
    /// Called when it was closed.
    pub(crate) close: Callback<()>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// What the parts of the dialog need.
pub(super) struct Parts<'p> {
    /// What was found.
    pub(super) import: &'p Rc<Import>,
    /// What the person said about it.
    pub(super) options: &'p UseStateHandle<Options>,
    /// Shows a range of the pasted text, in UTF-16 units.
    pub(super) show: Callback<(u32, u32)>,
    /// The places of the pasted text in UTF-16 units.
    pub(super) index: &'p LineIndex,
}

/// The dialog. It is there only while it is open.
#[component]
pub(crate) fn Evidence(props: &Props) -> Html {
    let node = use_dialog(true);
    let area = use_node_ref();
    let text = use_state(|| props.text.clone());
    let options = {
        let (scenario, said) = (props.scenario.clone(), props.said.clone());
        use_state(move || known(&scenario, &said))
    };
    let asks = use_state(|| false);
    let import = use_memo(((*text).clone(), (*options).clone()), |(text, options)| {
        let index = LineIndex::new(text);
        (Rc::new(iam_import::import_with(text, options)), index)
    });
    let (import, index) = (&import.0, &import.1);
    let oninput = {
        let (text, asks) = (text.clone(), asks.clone());
        Callback::from(move |event: InputEvent| {
            text.set(platform::value_of(&event).into());
            asks.set(false);
        })
    };
    let show = {
        let area = area.clone();
        Callback::from(move |(from, to)| platform::select_area(&area, from, to))
    };
    let onclose = props.close.reform(|_: Event| ());
    let close = props.close.reform(|_: MouseEvent| ());
    let parts = Parts {
        import,
        options: &options,
        show,
        index,
    };
    html! {
        <dialog ref={node} class="help evi" aria-labelledby="evi-title" {onclose}>
            <div class="row">
                <h2 id="evi-title">{ "I got AccessDenied" }</h2>
                { gap() }
                <button type="button" class="ico" aria-label="Close" onclick={close}>{ icon(Glyph::Cross, "") }</button>
            </div>
            <div class="evi-body">
                <textarea ref={area} class="in m" aria-label="Evidence" placeholder={PLACEHOLDER} value={(*text).clone()} {oninput}
                    autocomplete="off" autocapitalize="off" spellcheck="false" autofocus=true />
                <div class="evi-found" role="region" aria-label="What was found" tabindex="0">
                    if text.trim().is_empty() { { introduction(&options.open) } } else { { results(&parts) } }
                </div>
            </div>
            { buttons(import, props, &asks) }
        </dialog>
    }
}

/// What is known before anything is pasted: the scenario, and what earlier evidence left open.
fn known(scenario: &Scenario, said: &[Said]) -> Options {
    let mut options = Options::of(scenario);
    for missing in said.iter().flat_map(|said| &said.missing) {
        if !options.open.contains(missing) {
            options.open.push(missing.clone());
        }
    }
    options
}

fn introduction(open: &[Missing]) -> Html {
    html! {
        <>
            { tag("p", "q", "Paste the evidence, and the request fills itself. What AWS said becomes its expectation, and what is missing is listed with the command that fetches it.") }
            { missing::section(open) }
            { tag("p", "d t12", "Nothing you paste leaves this page. Credentials in it are left alone.") }
        </>
    }
}

fn results(parts: &Parts<'_>) -> Html {
    let import = parts.import;
    if let Some(refusal) = &import.refusal {
        return html! {
            <div role="status">
                <p class="ev-line v-none">{ icon(Glyph::Alert, "") }{ tag("span", "", prose(&sentence(&refusal.message))) }</p>
                { tag("p", "q", prose(&refusal.instead)) }
            </div>
        };
    }
    let recognized = import.recognized.iter().map(|found| {
        let text = [found.format.name, ", known by ", &found.because].concat();
        html! { <p class="ev-line">{ icon(Glyph::Ok, "v-allow") }{ tag("span", "", prose(&sentence(&text))) }</p> }
    });
    html! {
        <>
            <div role="status">{ for recognized.take(5) }</div>
            { found::found(parts) }
            { missing::section(&import.missing) }
            { notes(parts) }
        </>
    }
}

/// What is worth knowing, and the lines that were not used; folded, for it is rarely what matters.
fn notes(parts: &Parts<'_>) -> Html {
    let import = parts.import;
    let notes = import
        .notes
        .iter()
        .map(|note| html! { <li>{ prose(&sentence(&note.message)) }</li> });
    let lines: Vec<String> = import
        .unread
        .iter()
        .take(20)
        .map(|span| (parts.index.line_col(span.start).0 + 1).to_string())
        .collect();
    let unread = match lines.as_slice() {
        [] => None,
        [line] => Some(["Not used: line ", line].concat()),
        _ => Some(["Not used: lines from ", &lines.join(", ")].concat()),
    };
    let count = import.notes.len() + usize::from(unread.is_some());
    if count == 0 {
        return Html::default();
    }
    html! {
        <details class="ev-notes">
            <summary>{ "How it was read" }<span class="d">{ " " }{ count }</span></summary>
            <ul>{ for notes }if let Some(unread) = unread { <li class="d">{ unread }</li> }</ul>
        </details>
    }
}

/// A sentence with its first letter as sentences have it.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => std::iter::once(first.to_ascii_uppercase())
            .chain(chars)
            .collect(),
        None => String::new(),
    }
}

fn buttons(import: &Rc<Import>, props: &Props, asks: &UseStateHandle<bool>) -> Html {
    let act = |action: fn(Rc<Import>) -> Action| {
        let (import, dispatch, close) = (
            Rc::clone(import),
            props.dispatch.clone(),
            props.close.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action(Rc::clone(&import)));
            close.emit(());
        })
    };
    let has = import.has_something() && import.refusal.is_none();
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let replaces = props.edited && !**asks;
    html! {
        <div class="row evi-acts">
            if **asks {
                <span class="ev-line v-none" role="alert">{ small_icon(Glyph::Alert, "") }{ "This replaces what you have here; Undo brings it back." }</span>
            }
            { gap() }
            <button type="button" class="btn-line" disabled={!has} onclick={if replaces { ask } else { act(Action::StartWithEvidence) }}>
                { if **asks { "Replace it" } else { "Start new with it" } }
            </button>
            <button type="button" class="btn-primary" disabled={!has} onclick={act(Action::AddEvidence)}>{ "Add to this scenario" }</button>
        </div>
    }
}
