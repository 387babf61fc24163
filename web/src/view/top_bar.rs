//! The bar at the top: title, files, tests, link, theme, help.

use super::parts::{act, entry, gap, tag, truth};
use iam_core::report::Report;
use iam_core::scenario::Scenario;
use iam_share::View;
use yew::prelude::*;

use super::icon::{Glyph, icon, small_icon};
use super::popover::Popover;
use super::saved::count;
use super::share::ShareMenu;
use crate::platform;
use crate::settings::{self, Theme};
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Drawer, History, Tab};

/// What can be done with the whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Copy a link.
    CopyLink,
    /// Save a file.
    Save,
    /// Begin again with the worked example.
    Example,
    /// Begin with nothing.
    Empty,
    /// Begin with a policy alone, to see what is wrong with it.
    Check,
    /// Open one of the documents that others took the place of; the newest is 0.
    Earlier(usize),
    /// Forget everything remembered on this machine.
    Forget,
    /// Open the help.
    Help,
    /// Open the list of all commands.
    Palette,
    /// Open the settings.
    Settings,
    /// Open the dialog for pasted evidence.
    Evidence,
    /// Change the theme.
    Theme(Theme),
}

/// What a scenario without a name is called.
const UNTITLED: &str = "Untitled scenario";

/// Properties of [`TopBar`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What was done, to take back.
    pub(crate) history: Shared<History>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// What a link carries of what is looked at.
    pub(crate) view: View,
    /// Whether the document was changed.
    pub(crate) edited: bool,
    /// The theme.
    pub(crate) theme: Theme,
    /// What is done with the whole document.
    pub(crate) command: Callback<Command>,
    /// Opens files.
    pub(crate) open: Callback<Vec<web_sys::File>>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The bar at the top.
#[component]
pub(crate) fn TopBar(props: &Props) -> Html {
    let (met, all) = count(&props.report);
    let command = |command: Command| props.command.reform(move |_: MouseEvent| command);
    let rename = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            dispatch.dispatch(Action::RenameScenario(platform::value_of(&event)));
        })
    };
    let tests = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::ShowDrawer(Some(Drawer::Tests)));
            dispatch.dispatch(Action::ShowTab(Tab::Tests));
        })
    };
    let (glyph, class) = if met == all {
        (Glyph::Ok, "v-allow")
    } else {
        (Glyph::Cross, "v-deny")
    };
    let theme = props.theme.label();
    let name = props.scenario.name.clone().unwrap_or_default();
    let width = if name.is_empty() {
        UNTITLED.to_owned()
    } else {
        name.clone()
    };
    html! {
        <header class="bar">
            { tag("h1", "nm", "IAM Playground") }
            <span class="vr" />
            <span class="name ttl" data-text={width}>
                <input class="title" aria-label="Title of the scenario" placeholder={UNTITLED} value={name} size="1"
                    oninput={rename} autocomplete="off" spellcheck="false" />
            </span>
            if props.edited { { tag("span", "d t12 edited", "edited") } }
            { gap() }
            { step("Undo", "Ctrl-Z", Glyph::Undo, props.history.undoes(), act(&props.dispatch, Action::Undo)) }
            { step("Redo", "Ctrl-Shift-Z", Glyph::Redo, props.history.redoes(), act(&props.dispatch, Action::Redo)) }
            <span class="vr" />
            <button type="button" class="got btn-line" title="Paste an AccessDenied message, and the request fills itself" aria-label="I got AccessDenied" onclick={command(Command::Evidence)}>
                { icon(Glyph::Stop, "v-deny") }{ tag("span", "", "I got AccessDenied") }
            </button>
            <button type="button" class="btn gallery learn" title="Paste a policy: what is wrong with it, and what it allows" onclick={command(Command::Check)}>{ "Check a policy" }</button>
            <FileMenu ..props.clone() />
            <a class="btn gallery" href="#gallery">{ "Gallery" }</a>
            <a class="btn gallery learn" href="#learn/1">{ "Teach me" }</a>
            if all > 0 {
                <button type="button" class="tests" onclick={tests}>
                    { small_icon(glyph, class) }{ tag("span", "", "Tests ") }{ met }{ "/" }{ all }
                </button>
            }
            <span class="vr" />
            <button type="button" class="btn-primary" onclick={command(Command::CopyLink)} title="Copy a link to this scenario (Ctrl-S)">
                { icon(Glyph::Link, "") }{ tag("span", "", "Copy link") }
            </button>
            <ShareMenu scenario={props.scenario.clone()} view={props.view} command={props.command.clone()} dispatch={props.dispatch.clone()} />
            <button type="button" class="ico" aria-label={theme} title={theme} onclick={command(Command::Theme(props.theme.next()))}>{ icon(Glyph::Theme, "") }</button>
            <button type="button" class="ico helpb" aria-label="Settings" title="Settings" onclick={command(Command::Settings)}>{ icon(Glyph::Settings, "") }</button>
            <button type="button" class="ico helpb" aria-label="Help" title="Help (?)" onclick={command(Command::Help)}>{ icon(Glyph::Question, "") }</button>
        </header>
    }
}

/// A button that undoes or does again. It stays where it is without anything to do, so that the keyboard stays with it.
fn step(
    name: &'static str,
    keys: &str,
    glyph: Glyph,
    what: Option<&'static str>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let title = match what {
        Some(what) => [name, " ", what, " (", keys, ")"].concat(),
        None => [name, ": nothing to ", &name.to_ascii_lowercase()].concat(),
    };
    html! {
        <button type="button" class="ico step" aria-label={title.clone()} {title} aria-disabled={truth(what.is_none())} {onclick}>{ icon(glyph, "") }</button>
    }
}

/// Opening, saving, beginning again.
#[component]
fn FileMenu(props: &Props) -> Html {
    let input = use_node_ref();
    let choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| platform::click(&input))
    };
    let chosen = {
        let open = props.open.clone();
        Callback::from(move |event: Event| {
            open.emit(platform::chosen_files(&event));
        })
    };
    let inside = {
        let command = props.command.clone();
        Callback::from(move |()| file_menu(&command, choose.clone()))
    };
    let button = html! { <>{ "File" }{ small_icon(Glyph::Down, "") }</> };
    html! {
        <>
            <input ref={input} type="file" accept=".json,application/json" multiple=true hidden=true aria-label="Scenario file" onchange={chosen} />
            <Popover id="file-menu" label="File" class="" {button} {inside} />
        </>
    }
}

/// What the menu offers.
fn file_menu(command: &Callback<Command>, choose: Callback<MouseEvent>) -> Html {
    let command = |one: Command| command.reform(move |_: MouseEvent| one);
    let earlier = settings::earlier()
        .into_iter()
        .enumerate()
        .map(|(number, scenario)| {
            let what = scenario.name.unwrap_or_else(|| "Untitled".to_owned());
            entry(
                "My earlier draft",
                [&what, ": was here before another was opened"].concat(),
                command(Command::Earlier(number)),
            )
        });
    html! {
        <div class="picks">
            { entry("Open file …", "A scenario or policies, .json; dropping them on the page works too", choose) }
            { entry("Save file", "This scenario as .json", command(Command::Save)) }
            <a class="pick" data-close="" href="#gallery"><span>{ tag("b", "", "Gallery …") }{ tag("small", "", "Worked scenarios, lessons, and how services work with IAM") }</span></a>
            { entry("Worked example", "Begin again with the cross-account read", command(Command::Example)) }
            { entry("Check a policy …", "Paste one: what is wrong with it, and what it allows", command(Command::Check)) }
            { entry("Empty scenario", "Begin with nothing", command(Command::Empty)) }
            { for earlier }
            <a class="pick" data-close="" href="#learn/1"><span>{ tag("b", "", "Teach me …") }{ tag("small", "", "Twelve lessons with a goal each") }</span></a>
            { entry("All commands …", "Everything the page can do, by name (Ctrl-K)", command(Command::Palette)) }
            { entry("Settings …", "Theme, size of the text, what is kept on this machine", command(Command::Settings)) }
        </div>
    }
}
