//! Where the document comes from and goes to: links, files, the draft, the worked example.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use iam_core::scenario::{PolicyType, Scenario};
use iam_share::View;
use yew::prelude::*;

use crate::library::Place;
use crate::platform;
use crate::settings::{self, Settings};
use crate::shared::Shared;
use crate::state::{
    Action, Arrival, Dialog, Dispatch, Drawer, History, Tab, Workspace, leaves_out,
};
use crate::view::drawer::grouped;
use crate::view::parts::copy;
use crate::view::top_bar::Command;

/// How long what was changed before takes to be kept, in milliseconds.
const FORGET: u32 = 400;

/// The worked example that a first visit shows.
const EXAMPLE: &str = include_str!("../../examples/cross-account-read.json");

/// The worked example.
pub(crate) fn example() -> Scenario {
    Scenario::parse(EXAMPLE).unwrap_or_default()
}

/// The workspace as the page opens: a link's scenario, else the draft, else the worked example, looked at as it was left.
pub(super) fn first() -> Workspace {
    let mut workspace = opened();
    if workspace.arrivals.asked.is_none()
        && let Some(left) = settings::left()
    {
        workspace.come_back(&left);
    }
    workspace
}

fn opened() -> Workspace {
    let remembered = settings::read();
    if platform::is_fresh() {
        // What broke the page, perhaps; it is not lost.
        settings::put_draft_aside();
        platform::clear_query();
    }
    let draft = settings::draft();
    // The library opens its places itself, over what is here.
    let link = platform::fragment().filter(|fragment| Place::of(fragment).is_none());
    let Some(fragment) = link else {
        return match draft {
            Some(draft) => {
                let mut workspace = Workspace::new(draft, remembered);
                workspace.edited = true;
                workspace
            }
            None => Workspace::new(example(), remembered),
        };
    };
    let edited = draft.is_some();
    let mut workspace = Workspace::new(draft.unwrap_or_else(example), remembered);
    workspace.edited = edited;
    if edited && settings::is_kept(&workspace.scenario) {
        workspace.know_kept(workspace.scenario.clone());
    }
    let workspace = Reducible::reduce(Rc::new(workspace), arriving(&fragment));
    let mut workspace = Rc::unwrap_or_clone(workspace);
    if !edited {
        // Whoever comes by a link has done nothing that could be taken back.
        workspace.history = Shared::new(History::default());
    }
    workspace
}

/// What to do with a link that arrives.
fn arriving(fragment: &str) -> Action {
    match iam_share::decode(fragment) {
        Ok(scenario) => Action::Arrive(Box::new(Arrival {
            scenario,
            what: "link",
            view: iam_share::view(fragment),
            text: String::new(),
            asks: true,
        })),
        Err(error) => Action::Tell(
            [
                "This link could not be opened: ",
                &error.to_string(),
                ". Nothing here was changed",
            ]
            .concat(),
            true,
        ),
    }
}

/// Opens links that arrive while the page is open.
#[hook]
pub(super) fn use_arriving_links(workspace: &UseReducerHandle<Workspace>) {
    let dispatch = workspace.dispatcher();
    use_effect_with((), move |()| {
        let listener = platform::on_window("hashchange", move |_| match platform::fragment() {
            None => dispatch.dispatch(Action::LeaveAddress),
            Some(fragment) if Place::of(&fragment).is_none() => {
                dispatch.dispatch(arriving(&fragment));
            }
            Some(_) => {}
        });
        move || drop(listener)
    });
}

/// The link to a scenario and to what of it is looked at.
pub(crate) fn link_to(scenario: &Scenario, view: &View) -> String {
    let payload = iam_share::encode_with(scenario, view);
    [&platform::address(), "#", &payload].concat()
}

/// Does what can be done with the whole document.
#[hook]
pub(super) fn use_commands(
    workspace: &UseReducerHandle<Workspace>,
    evidence: &UseStateHandle<Option<AttrValue>>,
) -> Callback<Command> {
    let dispatch = workspace.dispatcher();
    let evidence = evidence.clone();
    let now = workspace.settings;
    let out = leaves_out(&workspace.docs, &workspace.without);
    use_callback(
        (workspace.scenario.clone(), workspace.selection, now, out),
        move |command: Command, (scenario, selection, now, out)| match command {
            Command::CopyLink => {
                copy_link(link_to(scenario, &selection.view()), *out, dispatch.clone());
            }
            Command::Save => save(scenario, *out, &dispatch),
            Command::Example => begin_with(example(), "The worked example is open", &dispatch),
            Command::Empty => {
                begin_with(Scenario::default(), "An empty scenario is open", &dispatch);
            }
            Command::Check => check_policy(&dispatch),
            Command::Earlier(number) => {
                if let Some(earlier) = settings::earlier().into_iter().nth(number) {
                    // What it takes the place of is put aside, and a reload shows it.
                    platform::clear_fragment();
                    settings::keep_draft(&earlier);
                    dispatch.dispatch(Action::Open(
                        Box::new(earlier),
                        "Your earlier draft is open".to_owned(),
                    ));
                }
            }
            Command::Forget => {
                settings::forget_all();
                // What was changed just before is about to be kept.
                Timeout::new(FORGET, settings::forget_all).forget();
                dispatch.dispatch(Action::Tell(
                    "Nothing is stored on this machine until the next change".to_owned(),
                    false,
                ));
            }
            Command::Help => dispatch.dispatch(Action::ShowDialog(Dialog::Help)),
            Command::Palette => dispatch.dispatch(Action::ShowDialog(Dialog::Palette)),
            Command::Settings => dispatch.dispatch(Action::ShowDialog(Dialog::Settings)),
            Command::Evidence => evidence.set(Some(AttrValue::default())),
            Command::Theme(theme) => dispatch.dispatch(Action::Set(Settings { theme, ..*now })),
        },
    )
}

/// Opens what the page comes with. What was edited is put aside as it is replaced.
fn begin_with(scenario: Scenario, text: &str, dispatch: &Dispatch) {
    settings::forget_draft();
    // A link that is in the address no longer says what is shown.
    platform::clear_fragment();
    dispatch.dispatch(Action::Open(Box::new(scenario), text.to_owned()));
}

/// Begins with a policy alone, its text ready to be replaced, and what is wrong with it below.
fn check_policy(dispatch: &Dispatch) {
    let text = "Paste your policy in place of this one. Problems says what is wrong with it, and What is allowed what it allows";
    begin_with(Scenario::default(), text, dispatch);
    for action in [
        Action::AddPolicy(PolicyType::Identity),
        Action::ShowTab(Tab::Policies),
        Action::ShowDrawer(Some(Drawer::Problems)),
    ] {
        dispatch.dispatch(action);
    }
}

/// Said of what a link or a file holds while something is left out.
const WHOLE: &str = "; it holds also what is left out here";

/// Said of a link to the single file: elsewhere it opens nothing.
const LOCAL: &str = "; it names this file, and opens only where the file lies here";

fn copy_link(link: String, out: bool, dispatch: Dispatch) {
    let whole = if out { WHOLE } else { "" };
    let local = if link.starts_with("file:") { LOCAL } else { "" };
    let length = grouped(link.len());
    let copied = ["Link copied, ", &length, " characters", whole, local].concat();
    let refused = "The browser did not let the link be copied; save a file instead";
    copy(link, copied, refused, dispatch);
}

fn save(scenario: &Shared<Scenario>, out: bool, dispatch: &Dispatch) {
    let name = file_name(scenario.name.as_deref().unwrap_or_default());
    if platform::download(&name, &scenario.to_json()).is_none() {
        dispatch.dispatch(Action::Tell(
            "The browser did not let the file be saved".to_owned(),
            true,
        ));
        return;
    }
    settings::note_filed(scenario);
    dispatch.dispatch(Action::Keep(scenario.clone()));
    if out {
        dispatch.dispatch(Action::Tell([&name, " is saved", WHOLE].concat(), false));
    }
}

/// A file name made of a title's letters and digits.
fn file_name(title: &str) -> String {
    let words = title
        .split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let name = words
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join("-");
    if name.is_empty() {
        "scenario.json".to_owned()
    } else {
        name + ".json"
    }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::Scenario;

    use super::{EXAMPLE, file_name};

    #[test]
    fn the_example_is_a_scenario() {
        let scenario = Scenario::parse(EXAMPLE).unwrap();
        assert!(
            scenario
                .requests
                .iter()
                .all(|request| request.expect.is_some())
        );
    }

    #[test]
    fn file_names_are_made_of_words() {
        for (title, name) in [
            ("Cross-account: read!", "cross-account-read.json"),
            ("", "scenario.json"),
            ("? !", "scenario.json"),
        ] {
            assert_eq!(file_name(title), name);
        }
    }
}
