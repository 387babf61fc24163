//! The command palette: everything the page can do, found by name and done by keyboard alone.

mod entries;

use std::rc::Rc;

use yew::prelude::*;

use self::entries::{Entry, Run, entries};
use super::marked::marked;
use super::parts::{class, on_class, tag, truth, use_dialog};
use crate::fuzzy;
use crate::platform;
use crate::settings;
use crate::shared::Shared;
use crate::state::{Action, Dialog, Dispatch, Workspace};
use crate::view::top_bar::Command;

/// Commands listed at once.
const MOST: usize = 60;

/// How far Page Down goes.
const PAGE: usize = 8;

/// Properties of [`Palette`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Everything the page holds, as it is when the palette opens.
    pub(crate) workspace: Shared<Workspace>,
    /// The names of the stages of the request in view.
    pub(crate) stages: Vec<&'static str>,
    /// What is done with the whole document.
    pub(crate) command: Callback<Command>,
    /// Goes to the next problem, or with `true` to the one before.
    pub(crate) problem: Callback<bool>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The palette, a dialog. It is there only while it is open.
#[component]
pub(crate) fn Palette(props: &Props) -> Html {
    let node = use_dialog(true);
    let list = use_node_ref();
    // Keys come faster than the list is drawn: what they do goes by this, and the list follows.
    let now = use_mut_ref(Choice::default);
    let draw = use_force_update();
    let Choice { typed, at } = now.borrow().clone();
    let all = use_memo((), |()| {
        entries(&props.workspace, &props.stages, settings::has_earlier())
    });
    let found = use_memo(typed.clone(), |typed| find(&all, typed));
    {
        let list = list.clone();
        use_effect_with((at, typed.clone()), move |_| {
            platform::scroll_to_active(&list);
        });
    }
    let close = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::ShowDialog(Dialog::None)))
    };
    let run = {
        let (all, now) = (Rc::clone(&all), Rc::clone(&now));
        let (node, props) = (node.clone(), props.clone());
        Callback::from(move |number: usize| {
            let found = find(&all, &now.borrow().typed);
            let entry = found.get(number).and_then(|(index, _)| all.get(*index));
            if let Some(entry) = entry {
                // Closing gives the keyboard back; what is done may send it on.
                platform::set_dialog(&node, false);
                perform(&entry.run, &props);
            }
        })
    };
    let oninput = {
        let (now, draw) = (Rc::clone(&now), draw.clone());
        Callback::from(move |event: InputEvent| {
            now.replace(Choice {
                typed: platform::value_of(&event),
                at: 0,
            });
            draw.force_update();
        })
    };
    let onkeydown = {
        let (all, run) = (Rc::clone(&all), run.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            let Choice { typed, at } = now.borrow().clone();
            if key == "Enter" {
                run.emit(at);
            } else if let Some(to) = step(&key, at, find(&all, &typed).len()) {
                now.borrow_mut().at = to;
                draw.force_update();
            } else {
                return;
            }
            event.prevent_default();
        })
    };
    let options = found
        .iter()
        .zip(0..)
        .filter_map(|((index, marks), number)| {
            Some(option(all.get(*index)?, marks, number, at, &run))
        });
    let count = found.len();
    html! {
        <dialog ref={node} class="help palette" aria-label="Commands" onclose={close.reform(|_: Event| ())} onclick={outside(&close)}>
            <input class="in" type="text" aria-label="Command" placeholder="What do you want to do?" value={typed} {oninput} {onkeydown} autofocus=true
                role="combobox" aria-autocomplete="list" aria-expanded="true" aria-haspopup="listbox" aria-controls="palette-list"
                aria-activedescendant={(count > 0).then(|| id_of(at))} autocomplete="off" autocapitalize="off" spellcheck="false" />
            <div id="palette-list" class="palette-list" role="listbox" aria-label="Commands" ref={list}>{ for options }</div>
            if count == 0 { { tag("p", "empty", "No command is called that.") } }
            <span class="hide" role="status">{ count }{ if count == 1 { " command" } else { " commands" } }</span>
        </dialog>
    }
}

/// What was typed, and which of the commands that fit it is chosen.
#[derive(Clone, Debug, Default)]
struct Choice {
    typed: String,
    at: usize,
}

/// Where a key goes from a command of so many, if it goes anywhere.
fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.saturating_sub(1);
    Some(match key {
        "ArrowDown" if at < last => at + 1,
        "ArrowDown" => 0,
        "ArrowUp" => at.checked_sub(1).unwrap_or(last),
        "PageDown" => (at + PAGE).min(last),
        "PageUp" => at.saturating_sub(PAGE),
        _ => return None,
    })
}

/// Closes the palette on a click beside it: the dialog itself is hit only there.
fn outside(close: &Callback<()>) -> Callback<MouseEvent> {
    let close = close.clone();
    Callback::from(move |event: MouseEvent| {
        if event.target() == event.current_target() {
            close.emit(());
        }
    })
}

/// The commands that fit, nearest first, with the parts that were typed. Without anything typed they stand in their own order.
fn find(all: &[Entry], typed: &str) -> Vec<(usize, Vec<u32>)> {
    let fitting = all.iter().enumerate();
    let mut found: Vec<_> = fitting
        .filter_map(|(index, entry)| {
            let (score, marks) = fuzzy::fit(typed, &entry.name)?;
            Some((score, index, marks))
        })
        .collect();
    if !typed.trim().is_empty() {
        found.sort_by_key(|(score, index, _)| (std::cmp::Reverse(*score), *index));
    }
    found.truncate(MOST);
    let found = found.into_iter();
    found.map(|(_, index, marks)| (index, marks)).collect()
}

fn id_of(number: usize) -> String {
    "palette-option-".to_owned() + &number.to_string()
}

fn option(
    entry: &Entry,
    marks: &[u32],
    number: usize,
    active: usize,
    run: &Callback<usize>,
) -> Html {
    let on = number == active;
    let onclick = run.reform(move |_: MouseEvent| number);
    html! {
        <div key={number} role="option" id={id_of(number)} class={class(&["action-opt", on_class(on)])} aria-selected={truth(on)} {onclick}>
            <span class="el">{ marked(&entry.name, marks) }</span>
            <span class="row">
                if !entry.keys.is_empty() { { tag("kbd", "", entry.keys.clone()) } }
                { tag("span", "d t11 nw", entry.place) }
            </span>
        </div>
    }
}

/// Does what a command says.
fn perform(run: &Run, props: &Props) {
    match run {
        Run::Act(actions) => {
            for action in actions {
                props.dispatch.dispatch(action.clone());
            }
        }
        Run::Whole(command) => props.command.emit(*command),
        Run::Problem(back) => props.problem.emit(*back),
        Run::Go(fragment) => platform::set_fragment(fragment),
        Run::Press(selector) => platform::press(selector),
        Run::Focus(tab, selector) => {
            props.dispatch.dispatch(Action::ShowTab(*tab));
            platform::focus_first_soon(selector);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::entries::entries;
    use super::find;
    use crate::settings::Settings;
    use crate::state::{Layout, Workspace};

    #[test]
    fn commands_are_found_by_a_few_letters() {
        let scenario = crate::app::document::example();
        let workspace = Workspace::new(scenario, (Layout::default(), Settings::default()));
        let all = entries(&workspace, &["Explicit deny"], false);
        for (typed, name) in [
            ("matrix", "Matrix: many actions at once"),
            ("theme dark", "Theme: dark"),
            ("add scp", "Add policy: Service control policy"),
            ("denied", "I got AccessDenied: paste what AWS said …"),
            ("next pr", "Next problem"),
            ("explicit", "Stage: Explicit deny"),
        ] {
            let first = find(&all, typed).first().map(|(index, _)| *index);
            let found = first.and_then(|index| all.get(index));
            assert_eq!(
                found.map(|entry| entry.name.as_str()),
                Some(name),
                "{typed}"
            );
        }
        assert!(find(&all, "qqq").is_empty());
    }
}
