//! A sentence in which backticks set off what a person wrote.

use yew::prelude::*;

/// Shows a sentence; what stands in backticks is shown as code.
pub(crate) fn prose(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(number, part)| {
        if number % 2 == 1 {
            html! { <code>{ part }</code> }
        } else {
            Html::from(part)
        }
    });
    parts.collect()
}
