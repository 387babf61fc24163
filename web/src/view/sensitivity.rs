//! The sensitivity strip: for each condition key that policies test, what its values decide, one key changed at a time.

use iam_core::report::Origin;
use iam_core::what_if::{Change, KeyOption, KeySensitivity};
use yew::prelude::*;

use super::answer::use_answer;
use super::changes::{AnswerProps, Props};
use super::icon::labelled_icon;
use super::parts::{act, class, tag};
use super::prose::prose;
use crate::engine::{Question, Strips};
use crate::labels;

/// How long nothing changes before the values are tried, in milliseconds: in another task than the changes.
const WAIT: u32 = 180;

/// The strips.
#[component]
pub(crate) fn Sensitivity(props: &Props) -> Html {
    let answer = use_answer(&props.question, WAIT, Question::strips);
    let Some(answer) = answer.filter(|answer| !answer.found.0.is_empty()) else {
        return Html::default();
    };
    html! {
        <section class="sec" aria-label="Sensitivity">
            <Found {answer} dispatch={props.dispatch.clone()} />
        </section>
    }
}

/// What was found.
#[component]
fn Found(props: &AnswerProps<Strips>) -> Html {
    let flips = |strip: &&KeySensitivity| {
        let first = strip.options.first().map(|option| option.decision);
        strip
            .options
            .iter()
            .any(|option| Some(option.decision) != first)
    };
    let (matter, idle): (Vec<_>, Vec<_>) = props.answer.found.0.iter().partition(flips);
    let idle: Vec<String> = idle
        .iter()
        .map(|strip| ["`", &strip.key, "`"].concat())
        .collect();
    html! {
        <>
            <h3>{ "Sensitivity" }{ tag("span", "d", " one key changed at a time") }</h3>
            <ul class="strips">{ for matter.into_iter().map(|strip| row(props, strip)) }</ul>
            if !idle.is_empty() {
                { tag("p", "t12 d", prose(&["No value tried of ", &idle.join(", "), " changes the decision."].concat())) }
            }
        </>
    }
}

fn row(props: &AnswerProps<Strips>, strip: &KeySensitivity) -> Html {
    let question = &props.answer.question;
    let now = strip.options.first().map(|option| option.decision);
    let option = |option: &KeyOption| {
        let decision = labels::decision_name(option.decision);
        let words = words(question, &strip.key, option);
        let change = Change::SetKey {
            key: strip.key.clone(),
            values: option.values.clone(),
            multivalued: option.multivalued,
        };
        let text = match option.values.as_slice() {
            [] => ["`", &strip.key, "` is no longer sent"].concat(),
            values => ["`", &strip.key, "` is `", &values.join("`, `"), "` now"].concat(),
        };
        let action = question.apply(vec![change], text);
        let flips = if Some(option.decision) == now {
            ""
        } else {
            "flips"
        };
        let title = if option.current {
            "What the request has"
        } else {
            "Try this value in the request"
        };
        html! {
            <button type="button" class={class(&["opt", flips])} aria-current={option.current.then_some("true")}
                disabled={option.current} {title} onclick={act(&props.dispatch, action)}>
                { labelled_icon(labels::decision_glyph(option.decision), labels::decision_class(option.decision), decision) }
                { tag("span", "el", words) }
            </button>
        }
    };
    html! {
        <li key={strip.key.clone()}>
            <span class="m el" title={strip.key.clone()}>{ &strip.key }</span>
            <span class="opts" role="group" aria-label={strip.key.clone()}>{ for strip.options.iter().map(option) }</span>
        </li>
    }
}

/// A value in words.
fn words(question: &Question, key: &str, option: &KeyOption) -> String {
    if option.other {
        return "other".to_owned();
    }
    if !option.values.is_empty() {
        return option.values.join(", ");
    }
    let request = question.report.requests.get(question.request);
    let keys = request.map_or(&[][..], |request| &request.keys);
    let known = keys
        .iter()
        .find(|known| known.name.eq_ignore_ascii_case(key));
    let open = option.current && known.is_some_and(|known| known.origin == Origin::Open);
    (if open { "left open" } else { "absent" }).to_owned()
}
