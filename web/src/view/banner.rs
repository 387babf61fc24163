//! The banner: the decision, one sentence that says why, and the request in words.

use yew::prelude::*;

use super::icon::{Glyph, icon, small_icon};
use super::parts::{class, tag};
use super::prose::prose;
use super::result::Props;
use super::top_bar::Command;
use crate::labels;
use crate::platform;

/// The banner. Only a change of what it says is announced.
pub(crate) fn banner(props: &Props) -> Html {
    let Some(request) = props.report.requests.get(props.selection.request) else {
        return Html::default();
    };
    let decision = request.decision;
    let verdict = labels::decision_class(decision);
    let copy = props.command.reform(|_: MouseEvent| Command::CopyLink);
    let out = Some(&props.left_out).filter(|out| !out.is_empty());
    html! {
        <header class={class(&["ban", verdict])} id="banner" tabindex="-1">
            <div role="status" aria-live="polite" aria-atomic="true">
                <p class={class(&["verdict", verdict])}>
                    { icon(labels::decision_glyph(decision), "") }{ labels::decision_name(decision) }
                </p>
                { tag("p", "big", prose(&request.sentence)) }
            </div>
            { tag("p", "t12 q", prose(&request.summary)) }
            if let Some(out) = out { <p class="t12 q out">{ small_icon(Glyph::EyeOff, "") }{ out }</p> }
            <div class="tools">
                <span class="t11 d" title="From text to report">{ milliseconds(props.took) }</span>
                <button type="button" class="ico sm" aria-label="Copy link" title="Copy link (Ctrl-S)" onclick={copy}>{ icon(Glyph::Link, "") }</button>
            </div>
        </header>
    }
}

/// A time in milliseconds with one digit after the point.
pub(crate) fn milliseconds(time: f64) -> String {
    if time < 0.1 {
        return "< 0.1 ms".to_owned();
    }
    let tenths = platform::whole(time * 10.0);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    [whole.to_string().as_str(), ".", &tenth.to_string(), " ms"].concat()
}
