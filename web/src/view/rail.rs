//! The rail: the gates of a decision in AWS's order. Across accounts it forks into the caller's and the resource's side.

use iam_core::report::{AccountRelation, Outcome, Report, RequestReport, Side, Stage, StageId};
use yew::prelude::*;

use super::icon::small_icon;
use super::parts::{act, class, gap, letter_sign, tag, truth};
use crate::labels;
use crate::state::{Action, Dispatch};

/// What the rail shows.
#[derive(Clone, Copy)]
pub(crate) struct Props<'p> {
    /// What is decided.
    pub(crate) report: &'p Report,
    /// The request's part of it.
    pub(crate) request: &'p RequestReport,
    /// The stage in view.
    pub(crate) stage: Option<usize>,
    /// Where actions go.
    pub(crate) dispatch: &'p Dispatch,
}

/// The rail.
pub(crate) fn rail(props: &Props<'_>) -> Html {
    let request = props.request;
    let gates = |keep: &dyn Fn(&Stage) -> bool| -> Html {
        let kept = request
            .stages
            .iter()
            .enumerate()
            .filter(|(_, stage)| keep(stage));
        kept.map(|(index, stage)| gate(props, index, stage))
            .collect()
    };
    let first = |stage: &Stage| stage.id == StageId::ExplicitDeny;
    let top = gates(&first);
    let rest = if request.relation == AccountRelation::CrossAccount {
        let side = |side: Side, name: &'static str, account: &Option<String>| {
            let account = account.clone().unwrap_or_default();
            html! {
                <div class="side" role="group" aria-label={name}>
                    <p class="sh t11">{ tag("b", "", name) }{ tag("span", "m d", account) }</p>
                    { gates(&|stage| !first(stage) && stage.side == side) }
                </div>
            }
        };
        html! {
            <>
                <div class="fork">
                    { side(Side::Caller, "Caller’s side", &request.principal.account) }
                    { side(Side::Resource, "Resource’s side", &request.resource.account) }
                </div>
                <div class="joined">{ gates(&|stage| !first(stage) && stage.side == Side::Both) }</div>
                { tag("p", "t11 d join", "Across accounts both sides must allow.") }
            </>
        }
    } else {
        html! { <div class="side alone">{ gates(&|stage| !first(stage)) }</div> }
    };
    html! { <div class="rail" role="group" aria-label="Stages of the decision">{ top }{ rest }</div> }
}

/// One gate. The one that decided has a heavy outline.
fn gate(props: &Props<'_>, index: usize, stage: &Stage) -> Html {
    let onclick = act(props.dispatch, Action::ChooseStage(index));
    let kind = labels::stage_type(stage.id);
    let empty = matches!(stage.outcome, Outcome::Absent | Outcome::NotApplicable);
    let class = class(&[
        "gate",
        kind.map_or("", labels::letter),
        if empty { "dot" } else { "" },
        if stage.decides { "dec" } else { "" },
        labels::outcome_class(stage.outcome),
    ]);
    let on = props.stage == Some(index);
    let (name, state) = gate_words(props.report, stage);
    let icon = labels::outcome_glyph(stage.outcome);
    html! {
        <button type="button" key={index} {class} aria-pressed={truth(on)} {onclick} title={stage.sentence.clone()}>
            { for kind.map(|kind| letter_sign(labels::letter(kind))) }
            { tag("span", "el gn", name) }
            { gap() }
            { tag("span", "t11 nw gs", state) }
            if let Some(icon) = icon { { small_icon(icon, "") } }
        </button>
    }
}

/// What a gate is called, and its state in a word or two.
fn gate_words(report: &Report, stage: &Stage) -> (String, &'static str) {
    let name = match (stage.id, stage.policies.as_slice()) {
        (StageId::ExplicitDeny, _) if stage.outcome == Outcome::Allow => {
            "No explicit deny in any policy".to_owned()
        }
        (StageId::ExplicitDeny, _) => labels::stage_name(stage.id).to_owned(),
        (_, [one]) => {
            let policy = report.policies.get(*one as usize);
            policy.map_or_else(String::new, |policy| policy.name.clone())
        }
        (id, []) => labels::stage_name(id).to_owned(),
        (id, several) => [labels::stage_name(id), " · ", &several.len().to_string()].concat(),
    };
    let outcome = stage.outcome;
    let state = if stage.id == StageId::ExplicitDeny && outcome == Outcome::Allow {
        ""
    } else if outcome == Outcome::ExplicitDeny && !stage.decides {
        "also denies"
    } else if outcome == Outcome::NoMatch && stage.blocks && !stage.decides {
        "no allow either"
    } else {
        labels::outcome_name(outcome)
    };
    (name, state)
}
