//! A sentence in which backticks set off what a person wrote.

use super::parts::tag;
use yew::prelude::*;

/// Shows a sentence; what stands in backticks is shown as code.
pub(crate) fn prose(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(number, part)| {
        if number % 2 == 1 {
            html! { { tag("code", "", part) } }
        } else {
            Html::from(part)
        }
    });
    parts.collect()
}
