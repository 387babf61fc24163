//! The keys of the page.

use yew::prelude::*;

use crate::findings::All;
use crate::platform;
use crate::state::{Action, Dialog, Drawer, Place, Tab, Workspace};
use crate::view::top_bar::Command;

/// Goes from one problem to the next, or with `true` to the one before.
#[hook]
pub(super) fn use_problems(
    workspace: &UseReducerHandle<Workspace>,
    findings: Option<&All>,
) -> Callback<bool> {
    let dispatch = workspace.dispatcher();
    // The problem that was shown last.
    let at = use_mut_ref(|| None::<Place>);
    use_callback(findings.cloned(), move |back, findings| {
        let next = neighbour(findings.as_ref(), *at.borrow(), back);
        *at.borrow_mut() = next;
        dispatch.dispatch(Action::ShowDrawer(Some(Drawer::Problems)));
        if let Some(place) = next {
            dispatch.dispatch(Action::ShowTab(Tab::Policies));
            dispatch.dispatch(Action::Show(place, None));
        }
    })
}

/// Listens to the keys of the page.
#[hook]
pub(super) fn use_keys(
    workspace: &UseReducerHandle<Workspace>,
    problem: &Callback<bool>,
    command: &Callback<Command>,
) {
    let dispatch = workspace.dispatcher();
    use_effect_with(
        (problem.clone(), command.clone()),
        move |(problem, command)| {
            let (problem, command) = (problem.clone(), command.clone());
            let listener = platform::on_key(move |event| {
                let control = event.ctrl_key() || event.meta_key();
                match event.key().as_str() {
                    "s" if control && !event.shift_key() => command.emit(Command::CopyLink),
                    // Fields and editors have an undo of their own.
                    "z" | "Z" if control && !platform::takes_undo() => {
                        dispatch.dispatch(if event.shift_key() {
                            Action::Redo
                        } else {
                            Action::Undo
                        });
                    }
                    "y" if control && !platform::takes_undo() => dispatch.dispatch(Action::Redo),
                    "Enter" if control => {
                        dispatch.dispatch(Action::ShowTab(Tab::Result));
                        platform::focus_soon("banner".to_owned());
                    }
                    "k" if control && !event.shift_key() => {
                        dispatch.dispatch(Action::ShowDialog(Dialog::Palette));
                    }
                    "F8" => problem.emit(event.shift_key()),
                    "?" if !control && !platform::is_typing() => {
                        dispatch.dispatch(Action::ShowDialog(Dialog::Help));
                    }
                    _ => match digit(event) {
                        Some(number) if event.alt_key() && !control => {
                            dispatch.dispatch(Action::GoToEditor(number));
                        }
                        _ => return,
                    },
                }
                event.prevent_default();
            });
            move || drop(listener)
        },
    );
}

/// The digit 1 to 9 of a key, counted from 0. The code is used: with Alt, some layouts type other characters.
fn digit(event: &KeyboardEvent) -> Option<usize> {
    let digit: usize = event.code().strip_prefix("Digit")?.parse().ok()?;
    digit.checked_sub(1)
}

/// The places of all findings.
fn places(findings: &All) -> Vec<Place> {
    let policies = findings.iter().enumerate();
    let places = policies.flat_map(|(policy, found)| {
        found.iter().map(move |finding| Place {
            policy,
            span: finding.span,
        })
    });
    places.collect()
}

/// The problem after (or before) a place, round the end.
fn neighbour(findings: Option<&All>, at: Option<Place>, back: bool) -> Option<Place> {
    let places = places(findings?);
    let order = |place: &Place| (place.policy, place.span.start, place.span.end);
    let Some(at) = at else {
        return if back {
            places.last().copied()
        } else {
            places.first().copied()
        };
    };
    let places = || places.iter().copied();
    if back {
        let before = places().filter(|place| order(place) < order(&at));
        before.max_by_key(order).or(places().max_by_key(order))
    } else {
        let after = places().filter(|place| order(place) > order(&at));
        after.min_by_key(order).or(places().min_by_key(order))
    }
}
