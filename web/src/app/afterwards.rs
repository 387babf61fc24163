//! What goes on once all of the program is here, and shows nothing. As a component it comes with the second half of the program.

use gloo::timers::callback::Timeout;
use iam_core::scenario::Scenario;
use iam_share::View;
use yew::prelude::*;

use super::PAUSE;
use super::document;
use super::left_view::use_left;
use crate::platform;
use crate::settings;
use crate::state::{Action, Dispatch, Workspace};

/// The most text of which a link's length is told without being asked, in bytes.
const LINKED: usize = 65_536;

/// How long a person pauses before what is typed next is a step of its own, in milliseconds.
const REST: u32 = 1_000;

/// How long a notice stays that only says that something was done, in milliseconds.
const PASSING: u32 = 6_000;

/// Properties of [`Afterwards`].
#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) workspace: UseReducerHandle<Workspace>,
    /// How long a link would be, in characters.
    pub(super) link: UseStateHandle<Option<usize>>,
    /// What was pasted onto the page.
    pub(super) evidence: UseStateHandle<Option<AttrValue>>,
}

/// It is drawn again whenever the page is: what goes on depends on all of the workspace.
impl PartialEq for Props {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// All that goes on.
#[component]
pub(super) fn Afterwards(props: &Props) -> Html {
    let workspace = &props.workspace;
    use_left(workspace);
    use_said(workspace);
    use_link_length(workspace, props.link.clone());
    use_rests(workspace);
    use_passing_notices(workspace);
    use_pasted_evidence(&props.evidence);
    Html::default()
}

/// Knows after a pause how long a link would be, which says also what is looked at.
#[hook]
fn use_link_length(workspace: &UseReducerHandle<Workspace>, link: UseStateHandle<Option<usize>>) {
    use_effect_with(
        (workspace.scenario.clone(), workspace.selection.view()),
        move |(scenario, view)| {
            let (scenario, view) = (scenario.clone(), *view);
            let later = Timeout::new(PAUSE + 50, move || {
                link.set(link_length(&scenario, &view));
            });
            move || drop(later)
        },
    );
}

/// How long a link would be. Of very long policies it is not worked out by the way: that takes long, and no chat takes such a link.
fn link_length(scenario: &Scenario, view: &View) -> Option<usize> {
    let policies = scenario.policies.iter();
    let text: usize = policies.map(|policy| policy.document.len()).sum();
    (text <= LINKED).then(|| document::link_to(scenario, view).len())
}

/// Comes back to what AWS said in earlier visits and keeps what it says now.
#[hook]
fn use_said(workspace: &UseReducerHandle<Workspace>) {
    let dispatch = workspace.dispatcher();
    let recalled = use_mut_ref(|| false);
    use_effect_with(workspace.said.clone(), move |said| {
        if std::mem::replace(&mut *recalled.borrow_mut(), true) {
            settings::keep_said(said);
        } else {
            recall(&dispatch);
        }
    });
}

fn recall(dispatch: &Dispatch) {
    let said = settings::said();
    if !said.is_empty() {
        dispatch.dispatch(Action::RecallSaid(said));
    }
}

/// Ends a step of typing after a pause.
#[hook]
fn use_rests(workspace: &UseReducerHandle<Workspace>) {
    let dispatch = workspace.dispatcher();
    let going_on = (workspace.scenario.clone(), workspace.history.is_typing());
    use_effect_with(going_on, move |(_, typing)| {
        let later = typing.then(|| Timeout::new(REST, move || dispatch.dispatch(Action::Rest)));
        move || drop(later)
    });
}

/// Closes notices that only say that something was done, after a while.
#[hook]
fn use_passing_notices(workspace: &UseReducerHandle<Workspace>) {
    let dispatch = workspace.dispatcher();
    use_effect_with(workspace.notices.clone(), move |notices| {
        let passing = notices
            .iter()
            .find(|notice| !notice.problem && notice.back.is_none());
        let later = passing.map(|notice| {
            let id = notice.id;
            Timeout::new(PASSING, move || dispatch.dispatch(Action::Dismiss(id)))
        });
        move || drop(later)
    });
}

/// Opens the dialog for evidence that is pasted anywhere but into a field or an editor.
#[hook]
fn use_pasted_evidence(evidence: &UseStateHandle<Option<AttrValue>>) {
    let evidence = evidence.clone();
    use_effect_with((), move |()| {
        let listener = platform::on_paste(move |text| {
            let known = !iam_import::import(&text).recognized.is_empty();
            if known {
                evidence.set(Some(text.into()));
            }
            known
        });
        move || drop(listener)
    });
}
