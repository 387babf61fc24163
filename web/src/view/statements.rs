//! The statements of a policy, to leave one out of the evaluation with one click and see what changes.

use iam_core::report::StatementOutline;
use yew::prelude::*;

use super::icon::{Glyph, small_icon};
use super::parts::{act, class, gap, on_class, tag, truth};
use super::policy_editor::Props;
use crate::state::Action;

/// Statements shown; a policy of hundreds is edited as text.
const MOST: usize = 60;

/// The strip under a policy's text. A policy of one statement is left out as a whole.
pub(crate) fn statements(props: &Props) -> Html {
    let outline = props
        .report
        .policies
        .get(props.index)
        .map_or(&[][..], |read| &read.statements);
    let left_out = outline.iter().any(|statement| is_out(props, statement));
    if outline.len() < 2 && !left_out {
        return Html::default();
    }
    let caret = props.selection.statement;
    let chips = outline.iter().take(MOST).enumerate().map(|(number, statement)| {
        let out = is_out(props, statement);
        let here = caret.is_some_and(|(policy, at)| policy == props.index && at as usize == number);
        let name = name_of(statement, number);
        let title = if out {
            ["Take statement ", &name, " in again"]
        } else {
            ["Leave statement ", &name, " out and see what changes"]
        };
        let title = AttrValue::from(title.concat());
        let onclick = act(&props.dispatch, Action::LeaveOutStatement(props.doc.uid, statement.span.start));
        let glyph = if out { Glyph::EyeOff } else { Glyph::Eye };
        html! {
            <button key={number} type="button" class={class(&["stm", on_class(here), if out { "out" } else { "" }])} aria-pressed={truth(out)}
                aria-label={["Leave out statement ", &name].concat()} {title} {onclick}>{ small_icon(glyph, "") }<span>{ name }</span></button>
        }
    });
    html! {
        <div class="stms" role="group" aria-label="Statements to leave out">
            { tag("span", "t11 d", "Leave out") }
            { for chips }
            if outline.len() > MOST { { gap() }{ tag("span", "t11 d", "…") } }
        </div>
    }
}

/// Whether a statement is left out.
fn is_out(props: &Props, statement: &StatementOutline) -> bool {
    props
        .without
        .contains(&(props.doc.uid, statement.span.start))
}

fn name_of(statement: &StatementOutline, number: usize) -> String {
    let sid = statement.sid.clone().filter(|sid| !sid.is_empty());
    sid.unwrap_or_else(|| (number + 1).to_string())
}
