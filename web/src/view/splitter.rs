//! An edge between two panes that can be moved with the mouse or the keyboard.

use yew::prelude::*;

use crate::platform;
use crate::state::{Action, Dispatch, Edge, Layout};

/// How far a key moves the edge, in thousandths.
const STEP: u16 = 20;

/// Properties of [`Splitter`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Which edge.
    pub(crate) edge: Edge,
    /// What it divides.
    pub(crate) label: &'static str,
    /// The pane before it.
    pub(crate) controls: &'static str,
    /// Where everything stands.
    pub(crate) layout: Layout,
    /// Where moves go.
    pub(crate) dispatch: Dispatch,
}

/// A splitter after the ARIA pattern: arrow keys, Home, End; a double click brings it back to where it was.
#[component]
pub(crate) fn Splitter(props: &Props) -> Html {
    let node = use_node_ref();
    let dragging = use_state(|| false);
    let edge = props.edge;
    let at = props.layout.edge(edge);
    let (least, most) = props.layout.limits(edge);
    let dispatch = props.dispatch.clone();
    let go = Callback::from(move |to: u16| dispatch.dispatch(Action::Resize(edge, to)));

    let onpointerdown = {
        let (node, dragging) = (node.clone(), dragging.clone());
        Callback::from(move |event: PointerEvent| {
            platform::capture_pointer(&node, &event);
            dragging.set(true);
        })
    };
    let onpointermove = {
        let (node, go, dragging) = (node.clone(), go.clone(), *dragging);
        Callback::from(move |event: PointerEvent| {
            if dragging && let Some(to) = platform::pointer_in_parent(&node, &event) {
                go.emit(to);
            }
        })
    };
    let stop = {
        let dragging = dragging;
        Callback::from(move |_: PointerEvent| dragging.set(false))
    };
    let onkeydown = {
        let go = go.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowLeft" => at.saturating_sub(STEP),
                "ArrowRight" => at.saturating_add(STEP),
                "Home" => least,
                "End" => most,
                _ => return,
            };
            event.prevent_default();
            go.emit(to);
        })
    };
    let home = edge.home(props.layout.columns);
    let ondblclick = Callback::from(move |_: MouseEvent| go.emit(home));
    let class = match edge {
        Edge::Policies => "splitter at-policies",
        Edge::Request => "splitter at-request",
        Edge::First => "splitter at-first",
        Edge::Second => "splitter at-second",
    };
    let percent = |value: u16| (value / 10).to_string();
    html! {
        <div ref={node} {class} role="separator" tabindex="0" aria-orientation="vertical" aria-label={props.label}
            aria-controls={props.controls} aria-valuenow={percent(at)} aria-valuemin={percent(least)} aria-valuemax={percent(most)}
            {onpointerdown} {onpointermove} onpointerup={stop.clone()} onpointercancel={stop} {onkeydown} {ondblclick} />
    }
}
