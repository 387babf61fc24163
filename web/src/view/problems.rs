//! Everything that is wrong with the policies, in the order of the editors.

use iam_core::diagnostic::{Diagnostic, Severity};
use iam_core::report::Report;
use iam_core::scenario::Scenario;
use iam_core::text::LineIndex;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::prose::Prose;
use crate::labels;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Place};

/// Properties of [`Problems`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The list of problems.
#[component]
pub(crate) fn Problems(props: &Props) -> Html {
    let rows = props.report.policies.iter().enumerate().flat_map(|(policy, read)| {
        let text = props.scenario.policies.get(policy).map_or("", |policy| &policy.document);
        let index = if read.diagnostics.is_empty() { None } else { Some(LineIndex::new(text)) };
        let letter = labels::letter(read.kind);
        read.diagnostics.iter().enumerate().map(move |(number, found)| {
            let (line, column) = index.as_ref().map_or((0, 0), |index| index.line_col(found.span.start));
            let place = [&(line + 1).to_string(), ":", &(column + 1).to_string()].concat();
            let dispatch = props.dispatch.clone();
            let span = found.span;
            let onclick = Callback::from(move |_: MouseEvent| {
                dispatch.dispatch(Action::Show(Place { policy, span }, None));
            });
            html! {
                <li key={[policy.to_string(), number.to_string()].join("-")}>
                    <button type="button" class="prob" {onclick}>
                        { severity(found.severity) }
                        <span class={classes!("ty", letter)} aria-hidden="true">{ letter }</span>
                        <span class="q nw">{ &read.name }{ " " }<span class="m d">{ place }</span></span>
                        { message(found) }
                    </button>
                </li>
            }
        })
    });
    let rows: Vec<Html> = rows.collect();
    if rows.is_empty() {
        return html! { <p class="empty">{ "No problems. Every policy can be read as it stands." }</p> };
    }
    html! { <ul class="probs" aria-label="Problems">{ rows }</ul> }
}

fn severity(severity: Severity) -> Html {
    let (glyph, class, label) = match severity {
        Severity::Error => (Glyph::Stop, "v-deny", "error"),
        Severity::Warning => (Glyph::Alert, "v-none", "warning"),
        Severity::Info => (Glyph::Question, "d", "worth knowing"),
    };
    html! { <Icon {glyph} {class} {label} small=true /> }
}

fn message(found: &Diagnostic) -> Html {
    html! {
        <span class="msg"><Prose text={found.message.clone()} />
            if let Some(help) = &found.help { <span class="d">{ "; " }<Prose text={help.clone()} /></span> }
        </span>
    }
}
