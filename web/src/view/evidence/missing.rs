//! What is missing, and the commands that fetch it.

use iam_import::Missing;
use yew::prelude::*;

use super::sentence;
use crate::platform;
use crate::view::icon::{Glyph, small_icon};
use crate::view::parts::tag;
use crate::view::prose::prose;

/// The most things that are listed.
const SHOWN: usize = 20;

/// The list, if there is anything on it.
pub(super) fn section(missing: &[Missing]) -> Html {
    if missing.is_empty() {
        return Html::default();
    }
    let items = missing.iter().take(SHOWN).map(|missing| {
        html! { <li>{ tag("p", "", prose(&sentence(&missing.sentence))) }{ commands(&missing.commands) }</li> }
    });
    html! {
        <section class="ev-miss" aria-label="Missing">
            { tag("h3", "", "Missing") }
            <ul>{ for items }</ul>
            { tag("p", "d t12", "Run these where you have access, and paste what they print here.") }
        </section>
    }
}

/// Command lines, each with a button that copies it.
pub(crate) fn commands(commands: &[String]) -> Html {
    let lines = commands
        .iter()
        .map(|command| html! { <Line command={command.clone()} /> });
    html! { <>{ for lines }</> }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct LineProps {
    command: AttrValue,
}

/// A command line. Its button says that it was copied.
#[component]
fn Line(props: &LineProps) -> Html {
    let copied = use_state(|| false);
    let onclick = {
        let (copied, command) = (copied.clone(), props.command.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, command) = (copied.clone(), command.clone());
            wasm_bindgen_futures::spawn_local(async move {
                copied.set(platform::copy(&command).await);
            });
        })
    };
    let (glyph, label) = if *copied {
        (Glyph::Ok, "Copied")
    } else {
        (Glyph::Copy, "Copy command")
    };
    html! {
        <div class="cmd">
            <code tabindex="0">{ props.command.clone() }</code>
            <button type="button" class="ico sm" aria-label={label} title={label} {onclick}>{ small_icon(glyph, "") }</button>
        </div>
    }
}
