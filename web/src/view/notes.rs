//! The honesty line: the rule that decided, and what was assumed on the way.

use iam_core::report::Report;
use yew::prelude::*;

use super::prose::Prose;
use crate::shared::Shared;

/// Properties of [`Notes`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// The request.
    pub(crate) request: usize,
}

/// The rule and the notes.
#[component]
pub(crate) fn Notes(props: &Props) -> Html {
    let Some(request) = props.report.requests.get(props.request) else {
        return Html::default();
    };
    let notes = request.notes.iter().enumerate().map(|(number, note)| {
        html! {
            <li key={number}>
                <Prose text={note.sentence.clone()} />{ " " }
                <code class="d" title={note.rule.statement()}>{ note.rule.number() }</code>
            </li>
        }
    });
    let whole = props.report.notes.iter().enumerate().map(|(number, note)| {
        html! { <li key={number}><Prose text={note.clone()} /></li> }
    });
    let rule = request.rule;
    html! {
        <section class="sec notes" aria-label="Notes">
            <h3>{ "By which rule" }</h3>
            <p class="q">{ rule.statement() }{ " " }<code class="d" title={rule.id()}>{ rule.number() }</code></p>
            <p class="d t11">{ rule.source() }</p>
            if !request.notes.is_empty() || !props.report.notes.is_empty() {
                <h3>{ "Assumed and worth knowing" }</h3>
                <ul>{ for notes }{ for whole }</ul>
            }
        </section>
    }
}
