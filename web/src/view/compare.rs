//! Two versions of the document: what each saved request decides under both, changed ones first, and the policies side by side.

mod side_by_side;

use iam_core::parse_policies;
use iam_core::scenario::{Decision, Scenario, ScenarioPolicy};
use yew::prelude::*;

use super::icon::{Glyph, small_icon};
use super::parts::{act, class, gap, small_button, tag};
use super::saved::name_of;
use crate::app::files;
use crate::engine::{Question, comparison};
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Other, Tab, Versions, counterpart, with_policy};

/// Properties of [`Compare`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document and what is decided.
    pub(crate) question: Question,
    /// What it can be compared with.
    pub(crate) versions: Shared<Versions>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// Which version is the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Opened,
    Kept,
    File,
}

impl Which {
    const ALL: [Self; 3] = [Self::Opened, Self::Kept, Self::File];

    /// What it is called, if there is one.
    fn name(self, versions: &Versions) -> Option<String> {
        match self {
            Self::Opened => Some("as it was opened".to_owned()),
            Self::Kept => versions.kept.is_some().then(|| "as it was kept".to_owned()),
            Self::File => versions.file.as_ref().map(|(name, _)| name.clone()),
        }
    }
}

/// The view.
#[component]
pub(crate) fn Compare(props: &Props) -> Html {
    let Question {
        scenario, report, ..
    } = &props.question;
    let which = use_state_eq(|| newest(&props.versions));
    let chosen = use_state_eq(|| None::<usize>);
    {
        // What was kept or opened just now is what one wants to see.
        let (which, chosen) = (which.setter(), chosen.setter());
        use_effect_with(props.versions.clone(), move |versions| {
            which.set(newest(versions));
            chosen.set(None);
        });
    }
    let of_policy = policy_of(&props.versions, *which);
    let target = chosen.or_else(|| counterpart(scenario, of_policy?));
    let before = use_memo(
        // Another version of one policy stands in the document as it is now.
        (
            props.versions.clone(),
            *which,
            target,
            of_policy.map(|_| scenario.clone()),
        ),
        |(versions, which, target, _)| earlier(versions, *which, *target, scenario),
    );
    let policies = use_memo((*before).clone(), |before| parse_policies(before));
    let decided = comparison::decisions(&before, &policies, scenario);
    let mut verdicts: Vec<(usize, Option<Decision>, Decision)> = decided
        .into_iter()
        .zip(&report.requests)
        .enumerate()
        .map(|(index, (before, now))| (index, before, now.decision))
        .collect();
    let differs = |(_, before, now): &(usize, Option<Decision>, Decision)| *before != Some(*now);
    let changed = verdicts.iter().filter(|verdict| differs(verdict)).count();
    verdicts.sort_by_key(|verdict| !differs(verdict));
    let told = told(changed, verdicts.len());
    let rows = verdicts
        .into_iter()
        .map(|verdict| row(scenario, verdict, &props.dispatch));
    html! {
        <div class="compare">
            { head(props, &which) }
            if of_policy.is_some() { { in_place_of(scenario, target, chosen.setter()) } }
            <p class="t12 told" role="status">{ told }</p>
            <ul class="probs" aria-label="Requests under both versions">{ for rows }</ul>
            { side_by_side::policies(&before, scenario) }
        </div>
    }
}

/// The version to begin with.
fn newest(versions: &Versions) -> Which {
    if versions.file.is_some() {
        Which::File
    } else if versions.kept.is_some() {
        Which::Kept
    } else {
        Which::Opened
    }
}

/// The policy that is compared, when a file holds one.
fn policy_of(versions: &Versions, which: Which) -> Option<&ScenarioPolicy> {
    match &versions.file {
        Some((_, Other::Policy(policy))) if which == Which::File => Some(policy),
        _ => None,
    }
}

/// The version before.
fn earlier(
    versions: &Versions,
    which: Which,
    target: Option<usize>,
    now: &Shared<Scenario>,
) -> Shared<Scenario> {
    let found = match (which, &versions.file) {
        (Which::Kept, _) => versions.kept.clone(),
        (Which::File, Some((_, Other::Scenario(scenario)))) => Some(scenario.clone()),
        (Which::File, Some((_, Other::Policy(policy)))) => {
            target.map(|target| Shared::new(with_policy(now, target, &policy.document)))
        }
        (Which::Opened | Which::File, _) => None,
    };
    found.unwrap_or_else(|| versions.opened.clone())
}

/// Which version, and how to get another.
fn head(props: &Props, which: &UseStateHandle<Which>) -> Html {
    let options = Which::ALL.into_iter().filter_map(|one| {
        let name = one.name(&props.versions)?;
        Some(html! { <option value={name.clone()} selected={one == **which}>{ name }</option> })
    });
    let onchange = {
        let (which, versions) = (which.setter(), props.versions.clone());
        Callback::from(move |event: Event| {
            let value = platform::value_of(&event);
            let named = |one: &Which| one.name(&versions).as_ref() == Some(&value);
            if let Some(one) = Which::ALL.into_iter().find(named) {
                which.set(one);
            }
        })
    };
    let keep = act(&props.dispatch, Action::KeepVersion);
    html! {
        <div class="row">
            <label for="compare-with" class="q nw">{ "Before:" }</label>
            <select id="compare-with" class="in" {onchange}>{ for options }</select>
            { gap() }
            { small_button("Keep this version".to_owned(), Some("Keep this version to compare with".to_owned()), "sm btn-line", false, keep) }
            <FileButton dispatch={props.dispatch.clone()} />
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FileProps {
    dispatch: Dispatch,
}

/// Opens a file to compare with.
#[component]
fn FileButton(props: &FileProps) -> Html {
    let input = use_node_ref();
    let onclick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| platform::click(&input))
    };
    let onchange = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = platform::chosen_files(&event).into_iter().next() {
                files::compare_with(file, dispatch.clone());
            }
        })
    };
    html! {
        <>
            { small_button("Open a version…".to_owned(), None, "sm btn-line", false, onclick) }
            <input ref={input} type="file" accept=".json,application/json" hidden=true aria-label="File to compare with" {onchange} />
        </>
    }
}

/// Which policy a file holds another version of.
fn in_place_of(
    scenario: &Scenario,
    target: Option<usize>,
    chosen: UseStateSetter<Option<usize>>,
) -> Html {
    let options = scenario.policies.iter().enumerate().map(|(index, policy)| {
        html! { <option value={index.to_string()} selected={target == Some(index)}>{ labels::policy_name(policy) }</option> }
    });
    let onchange =
        Callback::from(move |event: Event| chosen.set(platform::value_of(&event).parse().ok()));
    html! {
        <div class="row">
            <label for="compare-policy" class="q nw">{ "An earlier version of:" }</label>
            <select id="compare-policy" class="in" {onchange}>{ for options }</select>
        </div>
    }
}

/// How many requests are decided otherwise.
fn told(changed: usize, all: usize) -> String {
    match (changed, all) {
        (_, 0) => "There is no request to decide under both versions.".to_owned(),
        (0, 1) => "The request is decided as before.".to_owned(),
        (0, _) => ["All ", &all.to_string(), " requests are decided as before."].concat(),
        _ => {
            let are = if changed == 1 { " is" } else { " are" };
            let (changed, all) = (changed.to_string(), all.to_string());
            [
                &changed,
                " of ",
                &all,
                " requests",
                are,
                " decided otherwise.",
            ]
            .concat()
        }
    }
}

/// A request with its verdict under both versions.
fn row(
    scenario: &Scenario,
    (index, before, now): (usize, Option<Decision>, Decision),
    dispatch: &Dispatch,
) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.dispatch(Action::ChooseRequest(index));
        dispatch.dispatch(Action::ShowTab(Tab::Result));
    });
    let name = scenario.requests.get(index);
    let name = name.map(|request| name_of(request, index));
    let verdict = |decision: Decision| {
        let colour = labels::decision_class(decision);
        html! {
            <span class={class(&["verdict", colour])}>{ small_icon(labels::decision_glyph(decision), colour) }{ labels::decision_name(decision) }</span>
        }
    };
    let changed = before != Some(now);
    html! {
        <li key={index}>
            <button type="button" class={class(&["prob", if changed { "changed" } else { "" }])} {onclick}>
                { tag("b", "el", name) }
                { gap() }
                if changed {
                    { for before.map(verdict) }
                    { small_icon(Glyph::Right, "d") }
                    { tag("span", "hide", "now") }
                }
                { verdict(now) }
                if !changed { { tag("span", "d nw", "as before") } }
            </button>
        </li>
    }
}
