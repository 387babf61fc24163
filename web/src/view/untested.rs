//! The statements that no test reaches: what could be changed without any test noticing.

use iam_core::report::Report;
use yew::prelude::*;

use super::answer::use_answer;
use super::changes::Props;
use super::fold::MANY;
use super::parts::{act, letter_sign, tag, truth};
use crate::engine::{Question, Untested};
use crate::labels;
use crate::state::{Action, Dispatch, Place};

/// How long nothing changes before the tests are looked through, in milliseconds.
const WAIT: u32 = 60;

/// The list.
#[component]
pub(crate) fn UntestedList(props: &Props) -> Html {
    let Some(answer) = use_answer(&props.question, WAIT, Question::untested) else {
        return Html::default();
    };
    let (found, report) = (&*answer.found, &answer.question.report);
    let rows = found.missed.iter().take(MANY);
    let rows = rows.filter_map(|place| row(report, &props.dispatch, *place));
    let more = found.missed.len().saturating_sub(MANY);
    html! {
        <section class="sec untested" aria-label="Statements that no test reaches" aria-busy={truth(answer.question != props.question)}>
            { tag("h2", "", "Statements that no test reaches") }
            { tag("p", "t12 q told", told(found)) }
            if found.tests > 0 { <ul class="probs">{ for rows }</ul> }
            if more > 0 && found.tests > 0 { { tag("p", "t12 d told", [&more.to_string(), " more"].concat()) } }
        </section>
    }
}

fn told(found: &Untested) -> String {
    let (all, missed) = (found.statements.to_string(), found.missed.len());
    if found.tests == 0 {
        return "No request says what it expects. Choose an expectation beside a saved request to make it a test.".to_owned();
    }
    match missed {
        0 => ["Every one of the ", &all, " statements applies in a test."].concat(),
        _ => [
            &(found.statements - missed).to_string(),
            " of ",
            &all,
            " statements apply in a test. These do not:",
        ]
        .concat(),
    }
}

fn row(report: &Report, dispatch: &Dispatch, (policy, statement): (usize, u32)) -> Option<Html> {
    let read = report.policies.get(policy)?;
    let outline = read.statements.get(statement as usize)?;
    let place = Place {
        policy,
        span: outline.span,
    };
    let onclick = act(dispatch, Action::Show(place, Some(statement)));
    let name = name_of(report, policy, statement)?;
    Some(html! {
        <li key={[policy.to_string(), statement.to_string()].join("-")}>
            <button type="button" class="prob" {onclick}>
                { letter_sign(labels::letter(read.kind)) }
                { tag("b", "el", name) }
                { for outline.effect.map(|effect| tag("span", "badge", labels::effect_name(effect))) }
                { tag("span", "d el", read.name.as_str()) }
            </button>
        </li>
    })
}

/// What a statement is called.
fn name_of(report: &Report, policy: usize, statement: u32) -> Option<String> {
    let outline = report
        .policies
        .get(policy)?
        .statements
        .get(statement as usize)?;
    let number = || "Statement ".to_owned() + &(statement + 1).to_string();
    Some(outline.sid.clone().unwrap_or_else(number))
}
