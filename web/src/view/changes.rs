//! What would change the decision: each change with a preview of what it does to the text, and a button that does it.

use iam_core::scenario::Decision;
use iam_core::what_if::{WhatIf, WhatIfs};
use yew::prelude::*;

use super::answer::{Answer, use_answer};
use super::banner::milliseconds;
use super::icon::labelled_icon;
use super::parts::{act, small_button, tag, truth};
use super::preview::preview;
use super::prose::prose;
use crate::engine::{Changes, Question};
use crate::labels;
use crate::state::Dispatch;

/// How long nothing changes before the search begins, in milliseconds.
const WAIT: u32 = 120;

/// Changes shown before the rest is asked for.
const SHOWN: usize = 5;

/// Properties of [`WhatWouldChange`] and other views of answers.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is asked.
    pub(crate) question: Question,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// Properties of what shows an answer. They stay the same while a person types, so that nothing is drawn again.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct AnswerProps<T: PartialEq + 'static> {
    /// What was found.
    pub(crate) answer: Answer<T>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The changes that would lead to another decision.
#[component]
pub(crate) fn WhatWouldChange(props: &Props) -> Html {
    let answer = use_answer(&props.question, WAIT, Question::changes);
    if !props.question.decision().is_some_and(can_change) {
        return Html::default();
    }
    let busy = answer
        .as_ref()
        .is_none_or(|answer| answer.question != props.question);
    html! {
        <section class="sec" aria-label="What would change this" aria-busy={truth(busy)}>
            if let Some(answer) = answer {
                <Found {answer} dispatch={props.dispatch.clone()} />
            } else {
                { tag("h3", "", "What would change this") }
            }
        </section>
    }
}

/// What was found.
#[component]
fn Found(props: &AnswerProps<Changes>) -> Html {
    let previewed = use_state(|| None::<usize>);
    let all = use_state(|| false);
    {
        let (previewed, all) = (previewed.clone(), all.clone());
        use_effect_with(props.answer.question.clone(), move |_| {
            previewed.set(None);
            all.set(false);
        });
    }
    let (found, took) = &*props.answer.found;
    let tried = [
        " ",
        &found.tried.to_string(),
        " tried in ",
        &milliseconds(*took),
    ]
    .concat();
    let rows = found.changes.iter().enumerate().map(|(index, what_if)| {
        let on = *previewed == Some(index);
        let toggle = {
            let previewed = previewed.clone();
            Callback::from(move |_: MouseEvent| previewed.set((!on).then_some(index)))
        };
        row(props, index, what_if, on, toggle)
    });
    let most = if *all { usize::MAX } else { SHOWN };
    let rest = found.changes.len().saturating_sub(most);
    let show_all = Callback::from(move |_: MouseEvent| all.set(true));
    html! {
        <>
            <h3>{ "What would change this" }{ tag("span", "d", tried) }</h3>
            { tag("p", "why q", lead(found, &props.answer.question)) }
            <ol class="ifs">{ for rows.take(most) }</ol>
            if rest > 0 { { small_button([&rest.to_string(), " more"].concat(), None, "sm", false, show_all) } }
        </>
    }
}

const fn can_change(decision: Decision) -> bool {
    matches!(
        decision,
        Decision::Allow | Decision::ExplicitDeny | Decision::ImplicitDeny
    )
}

/// What the list is, in a sentence.
fn lead(found: &WhatIfs, question: &Question) -> &'static str {
    if question.lacks_statements() {
        return "Statements are left out. Take them in again to see what would change this.";
    }
    match (
        question.decision(),
        found.changes.len(),
        found.carried_alone,
    ) {
        (Some(Decision::Allow), 0, _) if found.cut => {
            "No removal that ends it was found in the time there was."
        }
        (Some(Decision::Allow), 0, _) => "No single removal would end it.",
        (Some(Decision::Allow), _, Some(true)) => {
            "One statement carries this alone. Without it the request is denied:"
        }
        (Some(Decision::Allow), _, _) => "The request is denied without any one of these:",
        (_, 0, _) if found.cut => "Nothing was found in the time there was.",
        (_, 0, _) => "No small change was found that would allow this.",
        (_, _, _) => "Each of these was tried and allows the request:",
    }
}

fn row(
    props: &AnswerProps<Changes>,
    index: usize,
    what_if: &WhatIf,
    on: bool,
    toggle: Callback<MouseEvent>,
) -> Html {
    let question = &props.answer.question;
    let sentence = &what_if.sentence;
    let plain = sentence.replace('`', "");
    let name = |verb: &str| Some([verb, ": ", &plain].concat());
    let changes = question.renumbered(&what_if.changes);
    let shown = on.then(|| preview(question, &changes));
    let text = ["Applied: ", sentence].concat();
    let action = question.apply(changes, text);
    html! {
        <li key={index} class="if">
            { tag("span", "d t11", (index + 1).to_string()) }
            <span class="say">
                { prose(sentence) }
                if what_if.widens { { " " }<span class="badge miss" title="Access grows beyond this request">{ "widens" }</span> }
            </span>
            <span class="row does">
                { labelled_icon(labels::decision_glyph(what_if.decision), labels::decision_class(what_if.decision), labels::decision_name(what_if.decision)) }
                <button type="button" class="sm" aria-expanded={truth(on)} aria-label={name("Preview")} onclick={toggle}>{ "Preview" }</button>
                { small_button("Apply".to_owned(), name("Apply"), "sm btn-line", false, act(&props.dispatch, action)) }
            </span>
            { for shown }
        </li>
    }
}
