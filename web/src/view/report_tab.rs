//! The report as JSON, to read, copy and keep.

use yew::prelude::*;

use super::answer::use_answer;
use super::changes::{AnswerProps, Props};
use super::drawer::grouped;
use super::parts::{copy, gap, small_button, tag, truth};
use crate::editor::lines;
use crate::engine::Question;
use crate::platform;
use crate::state::Action;

/// How long nothing changes before the report is written, in milliseconds.
const WAIT: u32 = 60;

/// Lines shown; a long policy's report has a hundred thousand.
const SHOWN: usize = 1_000;

/// The report, and what can be done with it.
#[component]
pub(crate) fn ReportTab(props: &Props) -> Html {
    let answer = use_answer(&props.question, WAIT, Question::report_text);
    let Some(answer) = answer else {
        return tag("p", "empty", "Writing the report …");
    };
    let busy = answer.question != props.question;
    html! { <div class="json" aria-busy={truth(busy)}><Found {answer} dispatch={props.dispatch.clone()} /></div> }
}

/// The text.
#[component]
fn Found(props: &AnswerProps<String>) -> Html {
    let text = &props.answer.found;
    let onclick = {
        let (text, dispatch) = (text.clone(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            let refused = "The browser did not let the report be copied; download it instead";
            copy(
                (*text).clone(),
                "Report copied".to_owned(),
                refused,
                dispatch.clone(),
            );
        })
    };
    let save = {
        let (text, dispatch) = (text.clone(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            if platform::download("report.json", &text).is_none() {
                dispatch.dispatch(Action::Tell(
                    "The browser did not let the file be saved".to_owned(),
                    true,
                ));
            }
        })
    };
    let all = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let size = [
        &grouped(all),
        " lines, ",
        &grouped(text.len().div_ceil(1000)),
        " kB",
    ]
    .concat();
    let cut = all.saturating_sub(SHOWN);
    let shown = lines(text, SHOWN).into_iter().map(|runs| {
        let runs = runs
            .iter()
            .map(|run| tag("span", run.kind.class(), run.text));
        html! { <>{ for runs }{ "\n" }</> }
    });
    html! {
        <>
            <div class="row">
                { tag("span", "d", size) }
                { gap() }
                { small_button("Copy".to_owned(), Some("Copy the report".to_owned()), "sm btn-line", false, onclick) }
                { small_button("Download".to_owned(), Some("Download the report".to_owned()), "sm btn-line", false, save) }
            </div>
            <pre class="code" tabindex="0" role="region" aria-label="Report, JSON">{ for shown }</pre>
            if cut > 0 { { tag("p", "d", [&grouped(cut), " more lines; copy or download the report for all of them."].concat()) } }
        </>
    }
}
