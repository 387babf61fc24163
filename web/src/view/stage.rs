//! The stage in view: why it turned out so, its levels, and every statement that was looked at.

use super::parts::tag;
use iam_core::report::{
    Effect, Level, Outcome, Report, RequestReport, Stage, StatementFinding, Weight,
};
use yew::prelude::*;

use super::card::Card;
use super::fold::{Fold, MANY};
use super::icon::labelled_icon;
use super::prose::prose;
use crate::labels;
use crate::marks;
use crate::shared::Shared;
use crate::state::{Dispatch, Selection};

/// What a stage shows.
#[derive(Clone, Copy)]
pub(crate) struct Props<'p> {
    /// What is decided.
    pub(crate) report: &'p Shared<Report>,
    /// The request's part of it.
    pub(crate) request: &'p RequestReport,
    /// What is looked at.
    pub(crate) selection: Selection,
    /// The stage.
    pub(crate) stage: usize,
    /// Where actions go.
    pub(crate) dispatch: &'p Dispatch,
}

/// Near misses shown before the rest is folded.
const NEAREST: usize = 3;

/// A stage and its statements: those that decided, matched, are open or came nearest; the rest is folded.
pub(crate) fn stage_view(props: &Props<'_>) -> Html {
    let request = props.request;
    let Some(stage) = request.stages.get(props.stage) else {
        return Html::default();
    };
    let chosen = |finding: &StatementFinding| {
        props.selection.statement == Some((finding.policy as usize, finding.statement))
    };
    let shown = |finding: &StatementFinding| {
        let matters = matches!(
            finding.weight,
            Weight::Deciding | Weight::Matched | Weight::Open
        );
        matters || chosen(finding) || marks::is_deciding(request, finding)
    };
    let card = |(index, finding): &(usize, &StatementFinding)| {
        html! {
            <Card key={*index} report={props.report.clone()} request={props.selection.request} stage={props.stage}
                statement={*index} lit={chosen(finding)} dispatch={props.dispatch.clone()} />
        }
    };
    let folded = |rest: &[(usize, &StatementFinding)]| {
        let (report, dispatch) = (props.report.clone(), props.dispatch.clone());
        let (request, stage) = (props.selection.request, props.stage);
        let rest: Vec<usize> = rest.iter().take(MANY).map(|(index, _)| *index).collect();
        Callback::from(move |()| {
            let card = |index: &usize| {
                html! {
                    <Card key={*index} report={report.clone()} {request} {stage} statement={*index} lit=false dispatch={dispatch.clone()} />
                }
            };
            rest.iter().map(card).collect::<Html>()
        })
    };
    let (front, rest): (Vec<_>, Vec<_>) = stage
        .statements
        .iter()
        .enumerate()
        .partition(|(_, finding)| shown(finding));
    let (mut front, mut rest) = (front, rest);
    // Where nothing allows, what came nearest to allowing stands in front; of statements that all miss by more, the nearest.
    let is_near = |finding: &StatementFinding| {
        finding.weight == Weight::NearMiss
            && finding.effect == Effect::Allow
            && stage.outcome == Outcome::NoMatch
    };
    let near = rest
        .iter()
        .filter(|(_, finding)| is_near(finding))
        .take(NEAREST);
    front.extend(near.copied().collect::<Vec<_>>());
    if front.is_empty() {
        front.extend(rest.first().copied());
    }
    rest.retain(|(index, _)| front.iter().all(|(shown, _)| shown != index));
    html! {
        <section class="sec" aria-label={labels::stage_name(stage.id)}>
            <h3>{ labels::stage_name(stage.id) }<span class="d">{ " " }{ order(stage) }</span></h3>
            <p class="why q" title={rule_title(stage)}>{ prose(&stage.sentence) }</p>
            if !stage.levels.is_empty() { { levels(props.report, stage) } }
            { for front.iter().take(MANY).map(card) }
            if !rest.is_empty() {
                <Fold inside={folded(&rest)}
                    summary={html! { <>{ rest.len() }{ " more looked at, none matched" }{ tag("span", "d m el", names(&rest)) }</> }} />
            }
        </section>
    }
}

fn rule_title(stage: &Stage) -> String {
    [stage.rule.number(), ": ", stage.rule.statement()].concat()
}

fn order(stage: &Stage) -> &'static str {
    match stage.statements.first().map(|finding| finding.weight) {
        Some(Weight::Deciding | Weight::Matched) => "deciding first",
        Some(Weight::Open | Weight::NearMiss | Weight::NotMatched) => "nearest miss first",
        None => "",
    }
}

fn names(rest: &[(usize, &StatementFinding)]) -> String {
    let names: Vec<_> = rest
        .iter()
        .filter_map(|(_, finding)| finding.sid.as_deref())
        .take(12)
        .collect();
    names.join(", ")
}

/// Root, organizational units and account.
fn levels(report: &Report, stage: &Stage) -> Html {
    let level = |level: &Level| {
        let mut held: Vec<&str> = level
            .policies
            .iter()
            .filter_map(|policy| report.policies.get(*policy as usize))
            .map(|policy| policy.name.as_str())
            .collect();
        if level.default_policy {
            held.push("AWS’s default, allows all");
        }
        html! {
            <li key={level.id.clone()} class={labels::outcome_class(level.outcome)}>
                if let Some(glyph) = labels::outcome_glyph(level.outcome) { { labelled_icon(glyph, "", labels::outcome_name(level.outcome)) } }
                { tag("span", "m", &level.id) }
                { tag("span", "q el", held.join(", ")) }
            </li>
        }
    };
    html! { <ol class="levels" aria-label="Levels of the organization">{ for stage.levels.iter().map(level) }</ol> }
}
