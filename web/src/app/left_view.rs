//! What is looked at is kept as it changes and when the page goes, and comes back when the page does.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::PAUSE;
use crate::platform;
use crate::settings;
use crate::state::Workspace;

/// What is looked at, for when the page goes.
type Now = Rc<RefCell<Option<UseReducerHandle<Workspace>>>>;

/// Keeps what is looked at; scrolls to where it was left.
#[hook]
pub(super) fn use_left(workspace: &UseReducerHandle<Workspace>) {
    let now: Now = use_mut_ref(|| None);
    {
        let now = Rc::clone(&now);
        use_effect_with((), move |()| {
            let listener = watch(now);
            move || drop(listener)
        });
    }
    let looked_at = (
        workspace.selection.view(),
        workspace.layout,
        workspace.docs.clone(),
        workspace.scenario.requests.len(),
        // A link in the address goes with the first change.
        workspace.edited,
    );
    let workspace = workspace.clone();
    use_effect_with(looked_at, move |_| {
        now.replace(Some(workspace.clone()));
        let later = Timeout::new(PAUSE, move || keep(&workspace, false));
        move || drop(later)
    });
}

fn watch(now: Now) -> Option<EventListener> {
    if let Some(left) = settings::left().filter(|left| !left.scrolled.is_empty()) {
        platform::scroll_back(left.scrolled);
    }
    platform::on_window("pagehide", move |_| {
        if let Some(workspace) = &*now.borrow() {
            keep(workspace, true);
        }
    })
}

fn keep(workspace: &Workspace, goes: bool) {
    let left = workspace.left(settings::address(), platform::scrolled_places());
    settings::keep_left(&left, goes);
}
