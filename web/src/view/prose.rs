//! A sentence in which backticks set off what a person wrote.

use yew::prelude::*;

/// Properties of [`Prose`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The sentence.
    pub(crate) text: AttrValue,
}

/// A sentence; what stands in backticks is shown as code.
#[component]
pub(crate) fn Prose(props: &Props) -> Html {
    let parts = props.text.split('`').enumerate().map(|(number, part)| {
        let part = AttrValue::from(part.to_owned());
        if number % 2 == 1 {
            html! { <code>{ part }</code> }
        } else {
            html! { { part } }
        }
    });
    html! { <>{ for parts }</> }
}
