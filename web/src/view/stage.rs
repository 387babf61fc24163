//! The stage in view: why it turned out so, its levels, and every statement that was looked at.

use iam_core::report::{Level, Report, Stage, StatementFinding, Weight};
use yew::prelude::*;

use super::card::Card;
use super::icon::Icon;
use super::prose::Prose;
use crate::labels;
use crate::marks;
use crate::shared::Shared;
use crate::state::{Dispatch, Selection};

/// Properties of [`StageView`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// What is looked at.
    pub(crate) selection: Selection,
    /// The stage.
    pub(crate) stage: usize,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// A stage and its statements: those that decided, matched, are open or came nearest; the rest is folded.
#[component]
pub(crate) fn StageView(props: &Props) -> Html {
    let request = props.report.requests.get(props.selection.request);
    let (Some(request), Some(stage)) = (
        request,
        request.and_then(|request| request.stages.get(props.stage)),
    ) else {
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
    let (front, rest): (Vec<_>, Vec<_>) = stage
        .statements
        .iter()
        .enumerate()
        .partition(|(_, finding)| shown(finding));
    // With nothing to show in front, the nearest of the rest stands there.
    let (front, rest) = if front.is_empty() {
        rest.split_at_checked(1)
            .map_or((vec![], vec![]), |(a, b)| (a.to_vec(), b.to_vec()))
    } else {
        (front, rest)
    };
    html! {
        <section class="sec" aria-label={labels::stage_name(stage.id)}>
            <h3>{ labels::stage_name(stage.id) }<span class="d">{ " " }{ order(stage) }</span></h3>
            <p class="why q" title={rule_title(stage)}><Prose text={stage.sentence.clone()} /></p>
            if !stage.levels.is_empty() { <Levels ..props.clone() /> }
            { for front.iter().map(card) }
            if !rest.is_empty() {
                <details class="more">
                    <summary>{ rest.len() }{ " more looked at, none matched" }<span class="d m el">{ names(&rest) }</span></summary>
                    { for rest.iter().map(card) }
                </details>
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
        .collect();
    names.join(", ")
}

/// Root, organizational units and account.
#[component]
fn Levels(props: &Props) -> Html {
    let request = props.report.requests.get(props.selection.request);
    let levels = request
        .and_then(|request| request.stages.get(props.stage))
        .map_or(&[][..], |stage| &stage.levels);
    let level = |level: &Level| {
        let mut held: Vec<&str> = level
            .policies
            .iter()
            .filter_map(|policy| props.report.policies.get(*policy as usize))
            .map(|policy| policy.name.as_str())
            .collect();
        if level.default_policy {
            held.push("AWS’s default, allows all");
        }
        html! {
            <li key={level.id.clone()} class={labels::outcome_class(level.outcome)}>
                if let Some(glyph) = labels::outcome_glyph(level.outcome) { <Icon {glyph} small=true label={labels::outcome_name(level.outcome)} /> }
                <span class="m">{ &level.id }</span>
                <span class="q el">{ held.join(", ") }</span>
            </li>
        }
    };
    html! { <ol class="levels" aria-label="Levels of the organization">{ for levels.iter().map(level) }</ol> }
}
