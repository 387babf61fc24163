//! A button that opens a panel above the page. The browser closes it on Escape and on a click elsewhere.

use yew::prelude::*;

use super::parts::truth;
use crate::platform;

/// Properties of [`Popover`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The panel's id.
    pub(crate) id: AttrValue,
    /// What the button and the panel are called.
    pub(crate) label: AttrValue,
    /// What the button shows.
    pub(crate) button: Html,
    /// The button's classes.
    pub(crate) class: &'static str,
    /// Makes what the panel holds; a click on something with `data-close` closes it.
    pub(crate) inside: Callback<(), Html>,
}

/// A button and its panel. What the panel holds is made when it opens.
#[component]
pub(crate) fn Popover(props: &Props) -> Html {
    let open = use_state(|| false);
    let button = use_node_ref();
    let panel = use_node_ref();
    let onclick = {
        let (open, button, panel) = (open.clone(), button.clone(), panel.clone());
        Callback::from(move |_: MouseEvent| {
            platform::place_under(&button, &panel);
            open.set(true);
        })
    };
    let ontoggle = {
        let (open, panel) = (open.clone(), panel.clone());
        Callback::from(move |_: Event| open.set(platform::is_popover_open(&panel)))
    };
    let close = {
        let panel = panel.clone();
        Callback::from(move |event: MouseEvent| {
            if platform::is_within(&event, "[data-close]") {
                platform::close_popover(&panel);
            }
        })
    };
    html! {
        <>
            <button ref={button} id={[&*props.id, "-button"].concat()} type="button" class={props.class} aria-label={&props.label} title={&props.label}
                aria-expanded={truth(*open)} popovertarget={&props.id} {onclick}>
                { props.button.clone() }
            </button>
            <div ref={panel} id={&props.id} class="pop" popover="auto" role="dialog" aria-label={&props.label} {ontoggle} onclick={close}>
                if *open { { props.inside.emit(()) } }
            </div>
        </>
    }
}
