//! What AWS said about the request in view, beside what is decided here.

use iam_core::report::RequestReport;
use iam_import::MissingKind;
use yew::prelude::*;

use super::evidence::missing::commands;
use super::icon::{Glyph, icon};
use super::parts::{class, tag};
use super::prose::prose;
use super::top_bar::Command;
use crate::state::Said;

/// The comparison; where AWS names a kind of policy that is not here, how to fetch it.
pub(crate) fn said(said: &Said, request: &RequestReport, command: &Callback<Command>) -> Html {
    let found = iam_import::compare(&said.stated, request);
    let (glyph, state) = if found.agrees {
        (Glyph::Ok, "v-allow")
    } else {
        (Glyph::Alert, "v-none")
    };
    let fetch: Vec<String> = said
        .missing
        .iter()
        .filter(|missing| {
            !found.agrees
                && found
                    .lacks
                    .is_none_or(|kind| missing.kind == MissingKind::Policy(kind))
        })
        .flat_map(|missing| missing.commands.iter().cloned())
        .collect();
    let paste = command.reform(|_: MouseEvent| Command::Evidence);
    html! {
        <section class={class(&["said", state])} aria-label="What AWS said">
            { icon(glyph, "") }
            <div>
                <p>{ prose(&found.sentence) }{ "." }</p>
                if !found.agrees {
                    if !fetch.is_empty() { <details><summary>{ "How to fetch it" }</summary>{ commands(&fetch) }</details> }
                    <button type="button" class="sm btn-line" onclick={paste}>{ tag("span", "", "Paste it …") }</button>
                }
            </div>
        </section>
    }
}
