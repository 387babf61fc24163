//! The bar of the narrow page: four places to be, and the verdict above them.

use iam_core::report::Report;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::labels;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Tab};

/// Properties of [`Tabs`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// The request that is looked at.
    pub(crate) request: usize,
    /// Where one is.
    pub(crate) tab: Tab,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The bar, and the verdict that floats above it.
#[component]
pub(crate) fn Tabs(props: &Props) -> Html {
    let go = |tab: Tab| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::ShowTab(tab)))
    };
    let place = |(tab, glyph, name): (Tab, Glyph, &'static str)| {
        let on = tab == props.tab;
        html! {
            <button type="button" key={name} class={classes!(tab_class(tab), on.then_some("on"))} aria-current={on.then_some("page")} onclick={go(tab)}>
                <Icon {glyph} /><span>{ name }</span>
            </button>
        }
    };
    let verdict = props.report.requests.get(props.request).map(|request| {
        let class = labels::decision_class(request.decision);
        html! {
            <button type="button" class={classes!("fv", class)} onclick={go(Tab::Result)}>
                <Icon glyph={labels::decision_glyph(request.decision)} />
                <b>{ labels::decision_name(request.decision) }</b>
                <span class="sp" />
                <span class="t12 el">{ request.name.clone() }</span>
                <Icon glyph={Glyph::Up} small=true />
            </button>
        }
    });
    let places = [
        (Tab::Policies, Glyph::Sheet, "Policies"),
        (Tab::Request, Glyph::Arrow, "Request"),
        (Tab::Result, Glyph::Fork, "Result"),
        (Tab::Tests, Glyph::Tests, "Tests"),
    ];
    html! {
        <>
            if props.tab != Tab::Result { { for verdict } }
            <nav class="tabs" aria-label="Sections">{ for places.map(place) }</nav>
        </>
    }
}

const fn tab_class(tab: Tab) -> &'static str {
    match tab {
        Tab::Policies => "tab-policies",
        Tab::Request => "tab-request",
        Tab::Result => "tab-result",
        Tab::Tests => "tab-tests",
    }
}
