//! The settings: how the page looks and works, and what it keeps on this machine.

use yew::prelude::*;

use super::drawer::grouped;
use super::field::{SelectProps, select_field};
use super::icon::{Glyph, icon};
use super::parts::{check, gap, tag, use_dialog};
use crate::settings::{self, SIZES, Settings, Theme};

/// Properties of [`SettingsDialog`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// Whether it is open.
    pub(crate) open: bool,
    /// What is set.
    pub(crate) settings: Settings,
    /// What a key means that no request lists, with its own callback: that is part of the scenario.
    pub(crate) unlisted: Html,
    /// Takes other settings.
    pub(crate) set: Callback<Settings>,
    /// Forgets what is on this machine.
    pub(crate) forget: Callback<()>,
    /// Called when it was closed.
    pub(crate) close: Callback<()>,
}

/// The dialog. What it holds is made when it opens.
#[component]
pub(crate) fn SettingsDialog(props: &Props) -> Html {
    let node = use_dialog(props.open);
    let onclose = props.close.reform(|_: Event| ());
    html! {
        <dialog ref={node} class="help settings" aria-labelledby="settings-title" {onclose}>
            if props.open { { inside(props) } }
        </dialog>
    }
}

fn inside(props: &Props) -> Html {
    let now = props.settings;
    let close = props.close.reform(|_: MouseEvent| ());
    let theme = props.set.reform(move |number: usize| Settings {
        theme: Theme::ALL.get(number).copied().unwrap_or_default(),
        ..now
    });
    let size = props.set.reform(move |number: usize| Settings {
        size: u8::try_from(number).unwrap_or(0),
        ..now
    });
    let plain = props
        .set
        .reform(move |plain: bool| Settings { plain, ..now });
    let chosen = match now.theme {
        Theme::System => 0,
        Theme::Light => 1,
        Theme::Dark => 2,
    };
    let stored = settings::stored();
    let rows = stored.iter().enumerate().map(|(number, (name, length))| {
        html! { <li key={number}>{ *name }{ gap() }{ tag("span", "d", grouped(*length) + " characters") }</li> }
    });
    let forget = props.forget.reform(|_: MouseEvent| ());
    html! {
        <>
            <div class="row">
                <h2 id="settings-title">{ "Settings" }</h2>
                { gap() }
                <button type="button" class="ico" aria-label="Close" onclick={close}>{ icon(Glyph::Cross, "") }</button>
            </div>
            <div class="g1">
                { select_field(&SelectProps { id: "set-theme".into(), label: "Theme".into(), chosen, options: vec!["as the system", "light", "dark"], change: theme, ..SelectProps::default() }) }
                { select_field(&SelectProps { id: "set-size".into(), label: "Size of the text".into(), chosen: now.size.into(), options: SIZES.map(|(name, _)| name).to_vec(), change: size, ..SelectProps::default() }) }
            </div>
            { check("set-plain", html! { <>{ "Plain text areas instead of editors" }{ tag("small", "d", "without colours, marks and folding; for screen readers, spelling tools and slow machines") }</> }, now.plain, plain) }
            { tag("h3", "", "This scenario") }
            { props.unlisted.clone() }
            { tag("h3", "", "Kept on this machine") }
            if stored.is_empty() { { tag("p", "hint", "Nothing.") } } else { <ul class="kept">{ for rows }</ul> }
            { tag("p", "hint", "Nothing is sent anywhere. A draft is kept in this browser so that a reload shows it again; what is left out of the evaluation is not kept.") }
            <button type="button" class="btn-line" onclick={forget}>{ icon(Glyph::Bin, "") }{ "Forget all of it" }</button>
        </>
    }
}
