//! The honesty line: the rule that decided, and what was assumed on the way.

use super::parts::tag;
use iam_core::report::{Report, RequestReport};
use yew::prelude::*;

use super::prose::prose;

/// What a decision here does not cover.
const SCOPE: &str = "The rules are those that AWS documented in the first half of 2026. Not modelled: that an S3 access point and its bucket \
    must both allow, S3 Access Grants, Lake Formation, and what services check besides policies. AWS has the last word: test there before you rely on it.";

/// The rule and the notes.
pub(crate) fn notes(report: &Report, request: &RequestReport) -> Html {
    let notes = request.notes.iter().enumerate().map(|(number, note)| {
        html! {
            <li key={number}>
                { prose(&note.sentence) }{ " " }
                <code class="d" title={note.rule.statement()}>{ note.rule.number() }</code>
            </li>
        }
    });
    let whole = report.notes.iter().enumerate().map(|(number, note)| {
        html! { <li key={number}>{ prose(note) }</li> }
    });
    let rule = request.rule;
    html! {
        <section class="sec notes" aria-label="Notes">
            { tag("h3", "", "By which rule") }
            <p class="q">{ rule.statement() }{ " " }<code class="d" title={rule.id()}>{ rule.number() }</code></p>
            { tag("p", "d t11", rule.source()) }
            if !request.notes.is_empty() || !report.notes.is_empty() {
                { tag("h3", "", "Assumed and worth knowing") }
                <ul>{ for notes }{ for whole }</ul>
            }
            { tag("h3", "", "How far this goes") }
            { tag("p", "q", SCOPE) }
        </section>
    }
}
