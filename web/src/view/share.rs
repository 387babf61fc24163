//! The menu that shares: as a link, as Markdown, as a frame or an element for a page, as a file; how long the link is and why; and the scrubbed form.

use iam_core::scenario::Scenario;
use iam_share::View;
use yew::prelude::*;

use super::drawer::grouped;
use super::fold::Fold;
use super::icon::{Glyph, small_icon};
use super::parts::{check, copy, entry};
use super::popover::Popover;
use super::top_bar::Command;
use crate::app::document::link_to;
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch};

/// How many of the parts that make a link long are named.
const NAMED: usize = 5;

/// Properties of [`ShareMenu`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What a link carries of what is looked at.
    pub(crate) view: View,
    /// What is done with the whole document.
    pub(crate) command: Callback<Command>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The button that opens the menu.
#[component]
pub(crate) fn ShareMenu(props: &Props) -> Html {
    let inside = {
        let props = props.clone();
        Callback::from(move |()| html! { <Inside ..props.clone() /> })
    };
    let button = html! { { small_icon(Glyph::Down, "") } };
    html! { <Popover id="share-menu" label="Share" class="ico share" {button} {inside} /> }
}

/// What the menu holds.
#[component]
fn Inside(props: &Props) -> Html {
    let scrubs = use_state(|| false);
    let scrubbed = use_memo((props.scenario.clone(), *scrubs), |(scenario, scrubs)| {
        scrubs.then(|| {
            iam_share::scrub(scenario).map(|done| (Shared::new(done.scenario.clone()), done))
        })
    });
    let scenario = match &*scrubbed {
        Some(Ok((scenario, _))) => scenario.clone(),
        Some(Err(_)) | None => props.scenario.clone(),
    };
    let failed = matches!(&*scrubbed, Some(Err(_)));
    let change = {
        let scrubs = scrubs.clone();
        Callback::from(move |on| scrubs.set(on))
    };
    html! {
        <div class="menu sharing">
            <Length scenario={scenario.clone()} view={props.view} />
            <div class="part">
                { check("share-scrub", html! { "Scrub before sharing" }, *scrubs, change) }
                if let Some(Ok((_, done))) = &*scrubbed { { replaced(done) } }
                if failed { <p class="v-deny t12" role="alert">{ "This scenario cannot be scrubbed, so there is nothing to share" }</p> }
            </div>
            if !failed { { entries(props, &scenario, *scrubs) } }
        </div>
    }
}

/// The ways to share.
fn entries(props: &Props, scenario: &Shared<Scenario>, scrubbed: bool) -> Html {
    let copies = |what: &'static str, make: fn(&Scenario, View) -> String| {
        let (scenario, dispatch, view) = (scenario.clone(), props.dispatch.clone(), props.view);
        Callback::from(move |_: MouseEvent| {
            let text = make(&scenario, view);
            let copied = [what, " copied, ", &grouped(text.len()), " characters"].concat();
            let refused = "The browser did not let it be copied; save a file instead";
            copy(text, copied, refused, dispatch.clone());
        })
    };
    // What is left out and what is looked at is known there.
    let whole = |command: Command| props.command.reform(move |_: MouseEvent| command);
    let link = if scrubbed {
        copies("Link", |scenario, view| link_to(scenario, &view))
    } else {
        whole(Command::CopyLink)
    };
    let save = if scrubbed {
        let (scenario, dispatch) = (scenario.clone(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            if platform::download("scenario.json", &scenario.to_json()).is_none() {
                let text = "The browser did not let the file be saved".to_owned();
                dispatch.dispatch(Action::Tell(text, true));
            }
        })
    } else {
        whole(Command::Save)
    };
    html! {
        <div class="picks">
            { entry("Copy link", "The whole scenario is in it; no server sees it", link) }
            { entry("Copy Markdown link", "With the title as its text", copies("Markdown link", markdown_link)) }
            { entry("Copy Markdown with policies", "Each policy as a block of code, and the link", copies("Markdown", markdown)) }
            if platform::has_embed() {
                { entry("Copy frame", "An <iframe> for another page; it needs no script there", copies("Frame", frame)) }
                { entry("Copy element", "<iam-playground> with the policies, which a page shows also without JavaScript", copies("Element", element)) }
            }
            { entry("Save file", "This scenario as .json", save) }
        </div>
    }
}

fn markdown_link(scenario: &Scenario, view: View) -> String {
    iam_share::markdown_link(scenario, &link_to(scenario, &view))
}

fn markdown(scenario: &Scenario, view: View) -> String {
    iam_share::markdown(scenario, &link_to(scenario, &view))
}

fn frame(scenario: &Scenario, view: View) -> String {
    let payload = iam_share::encode_with(scenario, &view);
    iam_share::frame(scenario, &platform::beside("embed.html"), &payload)
}

fn element(scenario: &Scenario, view: View) -> String {
    iam_share::element(scenario, &platform::beside("iam-playground.js"), &view)
}

#[derive(Clone, PartialEq, Properties)]
struct LengthProps {
    scenario: Shared<Scenario>,
    view: View,
}

/// How long the link is, where that is too long, and what makes it so.
#[component]
fn Length(props: &LengthProps) -> Html {
    let length = use_memo((props.scenario.clone(), props.view), |(scenario, view)| {
        link_to(scenario, view).len()
    });
    let (class, verdict) = match *length {
        ..=2_000 => ("d t12", "short enough for every chat"),
        2_001..=4_000 => ("t12 v-open", "some chats break links above 2,000"),
        _ => (
            "t12 v-open",
            "some chats break links above 2,000, some above 4,000",
        ),
    };
    // Weighing takes as long as a dozen links.
    let inside = {
        let scenario = props.scenario.clone();
        Callback::from(move |()| weights(&scenario))
    };
    html! {
        <div class="part">
            <p><b>{ grouped(*length) }{ " characters" }</b>{ ": " }<span {class}>{ verdict }</span></p>
            <Fold summary={html! { "What makes it long" }} {inside} />
        </div>
    }
}

/// The heaviest parts of a link.
fn weights(scenario: &Scenario) -> Html {
    let weights = iam_share::weigh(scenario);
    let mut parts: Vec<(String, usize)> = weights
        .policies
        .iter()
        .filter_map(|(index, weight)| {
            let policy = scenario.policies.get(*index)?;
            Some((labels::policy_name(policy), *weight))
        })
        .collect();
    if !scenario.requests.is_empty() {
        parts.push(("All requests".to_owned(), weights.requests));
    }
    parts.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let rows = parts.into_iter().take(NAMED).map(|(name, weight)| {
        html! { <li><span class="mono">{ grouped(weight) }</span>{ " " }{ name }</li> }
    });
    html! { <ul class="weights">{ for rows }</ul> }
}

/// What was replaced by what, and what could not be.
fn replaced(done: &iam_share::Scrubbed) -> Html {
    let rows = done.replaced.iter().map(|one| {
        html! { <tr><th scope="row">{ one.kind }</th><td>{ &one.from }</td><td>{ &one.to }</td></tr> }
    });
    let count = done.replaced.len().to_string();
    html! {
        <>
            <p class="d t12" role="status">
                { [&*count, if done.replaced.len() == 1 { " name is replaced" } else { " names are replaced" }, " in what is shared. Titles, tags and object keys stay: read them first"].concat() }
            </p>
            if !done.kept.is_empty() {
                <p class="t12 v-open">{ ["Kept, since patterns cover a part of them: ", &done.kept.join(", ")].concat() }</p>
            }
            if !done.replaced.is_empty() {
                <details class="more">
                    <summary>{ "What is replaced" }</summary>
                    <table class="scrubbed">
                        <thead><tr><th scope="col">{ "Kind" }</th><th scope="col">{ "Here" }</th><th scope="col">{ "Shared" }</th></tr></thead>
                        <tbody>{ for rows }</tbody>
                    </table>
                </details>
            }
        </>
    }
}
