//! Keys that an on-screen keyboard lacks, above it while a policy is typed; on a small page also the way back from the editor, which fills it.

use iam_core::scenario::Decision;
use yew::prelude::*;

use super::icon::{Glyph, icon, small_icon};
use super::parts::{class, tag, use_latest};
use crate::labels;
use crate::platform::{self, Typed};

/// What JSON and policies are made of.
const TEXTS: [&str; 8] = ["{", "}", "[", "]", "\"", ":", ",", "*"];

/// Properties of [`KeyRow`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is decided for the request in view.
    pub(crate) decision: Option<Decision>,
}

/// The keys, while a policy is typed on a page that is touched.
#[component]
pub(crate) fn KeyRow(props: &Props) -> Html {
    let typed = use_state_eq(|| None::<Typed>);
    let latest = use_latest((*typed).clone());
    {
        let setter = typed.setter();
        use_effect_with((), move |()| {
            let now = move || latest.borrow().clone();
            let watch = platform::watch_typed(now, move |typed| setter.set(typed));
            move || drop(watch)
        });
    }
    use_effect_with((*typed).clone(), |typed| {
        let typed = typed.clone();
        let seen = typed.clone().and_then(|typed| {
            typed.begin();
            platform::on_seen(move || typed.fit())
        });
        move || {
            drop(seen);
            if let Some(typed) = typed {
                typed.end();
            }
        }
    });
    let Some(now) = (*typed).clone() else {
        return Html::default();
    };
    let press = {
        let now = now.clone();
        Callback::from(move |key: &'static str| now.press(key))
    };
    let done = {
        let now = now.clone();
        Callback::from(move |_: MouseEvent| {
            now.leave();
            typed.set(None);
        })
    };
    // The keyboard stays with the text.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let texts = TEXTS.map(|text| key(text, name_of(text), text.into(), &press));
    let undo = key("undo", "Undo", icon(Glyph::Undo, ""), &press);
    let redo = key("redo", "Redo", icon(Glyph::Redo, ""), &press);
    let complete = if now.plain {
        key("  ", "Indent", icon(Glyph::Format, ""), &press)
    } else {
        key("complete", "Complete", icon(Glyph::Tab, ""), &press)
    };
    let explain = key("explain", "Explain", icon(Glyph::Question, ""), &press);
    let commands = html! { <>{ undo }{ redo }{ complete }if !now.plain { { explain } }</> };
    html! {
        <>
            if now.full {
                <section class="keys-top" aria-label={["Edit ", &now.name].concat()} onmousedown={onmousedown.clone()}>
                    <div class="what">
                        { tag("h1", "el", now.name.clone()) }
                        { for props.decision.map(verdict) }
                    </div>
                    { commands.clone() }
                    <button type="button" class="btn-primary" onclick={done}>{ "Done" }</button>
                </section>
            }
            <section class="keys" aria-label="Keys" {onmousedown}>
                { for texts }
                if !now.full { { commands } }
            </section>
        </>
    }
}

fn key(
    key: &'static str,
    name: &'static str,
    inside: Html,
    press: &Callback<&'static str>,
) -> Html {
    html! { <button type="button" aria-label={name} title={name} onclick={press.reform(move |_: MouseEvent| key)}>{ inside }</button> }
}

/// What is decided, where the banner is not to be seen.
fn verdict(decision: Decision) -> Html {
    html! {
        <span class={class(&["fv", labels::decision_class(decision)])} role="status">
            { small_icon(labels::decision_glyph(decision), "") }{ tag("span", "", labels::decision_name(decision)) }
        </span>
    }
}

/// What a character is called.
fn name_of(text: &str) -> &'static str {
    match text {
        "{" => "Left brace",
        "}" => "Right brace",
        "[" => "Left bracket",
        "]" => "Right bracket",
        "\"" => "Quotation mark",
        ":" => "Colon",
        "," => "Comma",
        _ => "Asterisk",
    }
}
