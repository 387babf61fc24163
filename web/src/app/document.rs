//! Where the document comes from and goes to: links, files, the draft, the worked example.

use std::rc::Rc;

use iam_core::scenario::Scenario;
use yew::prelude::*;

use crate::platform;
use crate::settings::{self, Theme};
use crate::state::{Action, Dispatch, Workspace};
use crate::view::drawer::grouped;
use crate::view::top_bar::Command;

/// The worked example that a first visit shows.
const EXAMPLE: &str = include_str!("../../examples/cross-account-read.json");

/// The worked example.
pub(crate) fn example() -> Scenario {
    Scenario::parse(EXAMPLE).unwrap_or_default()
}

/// The workspace as the page opens: a link's scenario, else the draft, else the worked example.
pub(super) fn first() -> Workspace {
    let (layout, _) = settings::read();
    let draft = settings::draft();
    let Some(fragment) = platform::fragment() else {
        return match draft {
            Some(draft) => {
                let mut workspace = Workspace::new(draft, layout);
                workspace.edited = true;
                workspace
            }
            None => Workspace::new(example(), layout),
        };
    };
    if let Some(draft) = &draft
        && iam_share::decode(&fragment).as_ref() == Ok(draft)
    {
        let mut workspace = Workspace::new(draft.clone(), layout);
        workspace.edited = true;
        return workspace;
    }
    let begin = draft.clone().unwrap_or_else(example);
    let mut workspace = Workspace::new(begin, layout);
    workspace.edited = draft.is_some();
    Rc::unwrap_or_clone(Reducible::reduce(
        Rc::new(workspace),
        arriving(&fragment, draft.as_ref()),
    ))
}

/// What to do with a link that arrives. A draft that differs is put aside first.
fn arriving(fragment: &str, draft: Option<&Scenario>) -> Action {
    match iam_share::decode(fragment) {
        Ok(scenario) => {
            let text = if draft.is_some_and(|draft| *draft != scenario) {
                "The link’s scenario is open; the draft that was here is kept"
            } else {
                ""
            };
            if let Some(draft) = draft.filter(|draft| **draft != scenario) {
                settings::put_aside(draft);
            }
            Action::Open(Box::new(scenario), text.to_owned())
        }
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
    let draft = (workspace.scenario.clone(), workspace.edited);
    use_effect_with(draft, move |(scenario, edited)| {
        let (scenario, edited) = (scenario.clone(), *edited);
        let listener = platform::on_window("hashchange", move |_| {
            if let Some(fragment) = platform::fragment() {
                dispatch.dispatch(arriving(&fragment, edited.then_some(&scenario)));
            }
        });
        move || drop(listener)
    });
}

/// The link to a scenario.
pub(super) fn link_to(scenario: &Scenario) -> String {
    [&platform::address(), "#", &iam_share::encode(scenario)].concat()
}

/// Does what can be done with the whole document.
#[hook]
pub(super) fn use_commands(
    workspace: &UseReducerHandle<Workspace>,
    theme: &UseStateHandle<Theme>,
    help: &UseStateHandle<bool>,
) -> Callback<Command> {
    let dispatch = workspace.dispatcher();
    let (theme, help) = (theme.clone(), help.clone());
    use_callback(
        workspace.scenario.clone(),
        move |command: Command, scenario| match command {
            Command::CopyLink => copy_link(scenario, dispatch.clone()),
            Command::Save => save(scenario, &dispatch),
            Command::Example => {
                settings::forget_draft();
                dispatch.dispatch(Action::Open(
                    Box::new(example()),
                    "The worked example is open".to_owned(),
                ));
            }
            Command::Empty => {
                settings::forget_draft();
                dispatch.dispatch(Action::Open(
                    Box::default(),
                    "An empty scenario is open".to_owned(),
                ));
            }
            Command::Earlier => {
                if let Some(earlier) = settings::earlier() {
                    dispatch.dispatch(Action::Open(
                        Box::new(earlier),
                        "Your earlier draft is open".to_owned(),
                    ));
                }
            }
            Command::Forget => {
                settings::forget_all();
                dispatch.dispatch(Action::Tell(
                    "Nothing is stored on this machine until the next change".to_owned(),
                    false,
                ));
            }
            Command::Help => help.set(true),
            Command::Theme(next) => theme.set(next),
        },
    )
}

fn copy_link(scenario: &Scenario, dispatch: Dispatch) {
    let link = link_to(scenario);
    wasm_bindgen_futures::spawn_local(async move {
        let length = grouped(link.len());
        let (text, problem) = if platform::copy(&link).await {
            (["Link copied, ", &length, " characters"].concat(), false)
        } else {
            (
                "The browser did not let the link be copied; save a file instead".to_owned(),
                true,
            )
        };
        dispatch.dispatch(Action::Tell(text, problem));
    });
}

fn save(scenario: &Scenario, dispatch: &Dispatch) {
    let name = file_name(scenario.name.as_deref().unwrap_or_default());
    if platform::download(&name, &scenario.to_json()).is_none() {
        dispatch.dispatch(Action::Tell(
            "The browser did not let the file be saved".to_owned(),
            true,
        ));
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

/// Opens a scenario from a file.
pub(super) fn open_file(file: web_sys::File, dispatch: Dispatch) {
    wasm_bindgen_futures::spawn_local(async move {
        let Some((name, text)) = platform::read_file(file).await else {
            dispatch.dispatch(Action::Tell("The file could not be read".to_owned(), true));
            return;
        };
        dispatch.dispatch(match Scenario::parse(&text) {
            Ok(scenario) => {
                settings::keep_draft(&scenario);
                Action::Open(Box::new(scenario), name + " is open")
            }
            Err(error) => Action::Tell(
                [&name, " could not be opened: ", &error.to_string()].concat(),
                true,
            ),
        });
    });
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
