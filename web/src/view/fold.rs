//! Something folded away, which is made only once it is opened: a long policy has a thousand statements that did not match.

use super::parts::tag;
use yew::prelude::*;

use crate::platform;

/// How many of a long list are shown at once.
pub(crate) const MANY: usize = 100;

/// Properties of [`Fold`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What stands there while it is folded.
    pub(crate) summary: Html,
    /// Makes what is folded away.
    pub(crate) inside: Callback<(), Html>,
}

/// A disclosure.
#[component]
pub(crate) fn Fold(props: &Props) -> Html {
    let open = use_state(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| open.set(platform::is_open(&event)))
    };
    html! {
        <details class="more" {ontoggle}>
            { tag("summary", "", props.summary.clone()) }
            if *open { { props.inside.emit(()) } }
        </details>
    }
}
