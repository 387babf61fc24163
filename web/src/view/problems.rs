//! Everything that is wrong with the policies, in the order of the editors.

use iam_core::diagnostic::{Diagnostic, Severity};
use iam_core::report::Report;
use iam_core::scenario::Scenario;
use iam_core::text::LineIndex;
use yew::prelude::*;

use super::icon::{Glyph, labelled_icon};
use super::parts::{act, letter_sign, tag};
use super::prose::prose;
use crate::labels;
use crate::state::{Action, Dispatch, Place};

/// The list of problems.
pub(crate) fn problems(scenario: &Scenario, report: &Report, dispatch: &Dispatch) -> Html {
    let rows = report.policies.iter().enumerate().flat_map(|(policy, read)| {
        let text = scenario.policies.get(policy).map_or("", |policy| &policy.document);
        let index = if read.diagnostics.is_empty() { None } else { Some(LineIndex::new(text)) };
        let letter = labels::letter(read.kind);
        read.diagnostics.iter().enumerate().map(move |(number, found)| {
            let (line, column) = index.as_ref().map_or((0, 0), |index| index.line_col(found.span.start));
            let place = [&(line + 1).to_string(), ":", &(column + 1).to_string()].concat();
            let onclick = act(dispatch, Action::Show(Place { policy, span: found.span }, None));
            html! {
                <li key={[policy.to_string(), number.to_string()].join("-")}>
                    <button type="button" class="prob" {onclick}>
                        { severity(found.severity) }
                        { letter_sign(letter) }
                        <span class="q nw">{ &read.name }{ " " }{ tag("span", "m d", place) }</span>
                        { message(found) }
                    </button>
                </li>
            }
        })
    });
    let rows: Vec<Html> = rows.collect();
    if rows.is_empty() {
        return html! { { tag("p", "empty", "No problems. Every policy can be read as it stands.") } };
    }
    html! { <ul class="probs" aria-label="Problems">{ rows }</ul> }
}

fn severity(severity: Severity) -> Html {
    let (glyph, class, label) = match severity {
        Severity::Error => (Glyph::Stop, "v-deny", "error"),
        Severity::Warning => (Glyph::Alert, "v-none", "warning"),
        Severity::Info => (Glyph::Question, "d", "worth knowing"),
    };
    html! { { labelled_icon(glyph, class, label) } }
}

fn message(found: &Diagnostic) -> Html {
    html! {
        <span class="msg">{ prose(&found.message) }
            if let Some(help) = &found.help { <span class="d">{ "; " }{ prose(help) }</span> }
        </span>
    }
}
