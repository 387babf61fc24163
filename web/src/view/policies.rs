//! The policies pane: editors side by side, the folded ones as rows under them.

use iam_core::report::Report;
use iam_core::scenario::{PolicyType, Scenario};
use yew::prelude::*;

use super::icon::{Glyph, small_icon};
use super::parts::{act, gap, letter_sign, tag, toggle};
use super::policy_editor::PolicyEditor;
use super::popover::Popover;
use super::splitter::Splitter;
use crate::editor::Module;
use crate::findings::All;
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{
    Action, Dispatch, Doc, Edge, Layout, LeftOut, Selection, leaves_out, shown_order,
};

/// Folded policies of a type that get a caption.
const FEW: usize = 3;

/// Properties of [`Policies`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What the page knows about each policy.
    pub(crate) docs: Shared<Vec<Doc>>,
    /// Statements that are left out.
    pub(crate) without: Shared<Vec<LeftOut>>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// What is to be said about each policy, once that is known.
    pub(crate) findings: Option<All>,
    /// What is looked at.
    pub(crate) selection: Selection,
    /// How the page is divided.
    pub(crate) layout: Layout,
    /// The editor's module.
    pub(crate) module: Module,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The policies pane.
#[component]
pub(crate) fn Policies(props: &Props) -> Html {
    let shown = shown_order(&props.scenario).into_iter().enumerate();
    let (open, folded): (Vec<_>, Vec<_>) = shown
        .filter_map(|(number, index)| Some((number, index, *props.docs.get(index)?)))
        .partition(|(_, _, doc)| doc.open);
    let columns = usize::from(props.layout.columns).min(open.len()).max(1);
    let editors = use_node_ref();
    {
        let editors = editors.clone();
        let layout = props.layout;
        use_effect_with((columns, layout.first, layout.second), move |_| {
            let percent = platform::percent;
            platform::set_properties(
                &editors,
                &[
                    ("--first", percent(layout.first)),
                    ("--second", percent(layout.second)),
                ],
            );
        });
    }
    let class = match columns {
        1 => "editors c1",
        2 => "editors c2",
        _ => "editors c3",
    };
    let show = |(number, index, doc): &(usize, usize, Doc)| {
        html! {
            <PolicyEditor key={doc.uid} number={*number} index={*index} doc={*doc} scenario={props.scenario.clone()} without={props.without.clone()} report={props.report.clone()} findings={props.findings.clone()}
                selection={props.selection} module={props.module.clone()} dispatch={props.dispatch.clone()} />
        }
    };
    let splitter = |edge, label| {
        html! { <Splitter {edge} {label} controls="editors" layout={props.layout} dispatch={props.dispatch.clone()} /> }
    };
    html! {
        <section class="pane policies" id="policies" aria-label="Policies">
            { head(props) }
            <div class={class} ref={editors} id="editors">
                <div class="grid">{ for open.iter().map(show) }</div>
                if columns > 1 { { splitter(Edge::First, "Width of the first editor") } }
                if columns > 2 { { splitter(Edge::Second, "Width of the second editor") } }
                if open.is_empty() { { tag("p", "empty", "Every editor is folded. Open one below, or add a policy.") } }
            </div>
            <div class="folded">{ for folded.iter().enumerate().map(|(at, one)| {
                html! { <>if folded.len() >= FEW { { for caption(&props.scenario, &folded, at) } }{ show(one) }</> }
            }) }</div>
            <p class="legend">
                <span>{ tag("b", "g-decided", "◆") }{ " decided" }</span>
                <span>{ tag("b", "g-matched", "●") }{ " matched" }</span>
                <span>{ tag("b", "", "○") }{ " first element that failed: " }{ tag("b", "", "P") }{ "rincipal " }{ tag("b", "", "A") }{ "ction " }
                    { tag("b", "", "R") }{ "esource " }{ tag("b", "", "C") }{ "ondition" }</span>
            </p>
        </section>
    }
}

/// What stands above the first folded policy of a type of which several are folded.
fn caption(scenario: &Scenario, folded: &[(usize, usize, Doc)], at: usize) -> Option<Html> {
    let kind = |at: usize| {
        let (_, index, _) = folded.get(at)?;
        scenario.policies.get(*index).map(|policy| policy.kind)
    };
    let here = kind(at)?;
    let first = at.checked_sub(1).and_then(kind) != Some(here);
    let count = (0..folded.len()).filter(|at| kind(*at) == Some(here));
    let count = count.count();
    (first && count >= FEW).then(|| {
        let text = [labels::type_name(here), " · ", &count.to_string()].concat();
        tag("p", "cap", text)
    })
}

/// The pane's head: how many types are in use or a way back from leaving out, how many columns, and the menu to add a policy.
fn head(props: &Props) -> Html {
    let (scenario, columns, dispatch) = (&props.scenario, props.layout.columns, &props.dispatch);
    let out = leaves_out(&props.docs, &props.without);
    let used = PolicyType::ALL
        .into_iter()
        .filter(|kind| scenario.policies.iter().any(|policy| policy.kind == *kind))
        .count();
    let column = |number: u8| {
        let onclick = act(dispatch, Action::SetColumns(number));
        let label = match number {
            1 => "1 column",
            2 => "2 columns",
            _ => "3 columns",
        };
        toggle(label, Html::from(number), number == columns, onclick)
    };
    let inside = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| kinds(&dispatch))
    };
    let button = html! { <>{ small_icon(Glyph::Plus, "") }{ "Add policy" }</> };
    html! {
        <div class="ph">
            { tag("h2", "", "Policies") }
            if out {
                <button type="button" class="sm btn-line" onclick={act(dispatch, Action::TakeAllIn)}>{ small_icon(Glyph::Eye, "") }{ "Take all in again" }</button>
            } else {
                <span class="d t12 el">{ used }{ " of 7 types in use" }</span>
            }
            { gap() }
            <div class="seg columns" role="group" aria-label="Editors side by side">{ for [1, 2, 3].map(column) }</div>
            <Popover id="add-policy" label="Add policy" class="sm btn-line" {button} {inside} />
        </div>
    }
}

/// The types a policy can be of, each with a line of help.
fn kinds(dispatch: &Dispatch) -> Html {
    let kinds = PolicyType::ALL.into_iter().map(|kind| {
        let onclick = act(dispatch, Action::AddPolicy(kind));
        html! {
            <button key={kind.name()} type="button" class="pick" data-close="" {onclick}>
                { letter_sign(labels::letter(kind)) }
                <span>{ tag("b", "", labels::type_name(kind)) }{ tag("small", "", labels::type_help(kind)) }</span>
            </button>
        }
    });
    html! { <div class="picks">{ for kinds }</div> }
}
