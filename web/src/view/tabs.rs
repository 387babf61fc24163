//! The bar of the narrow page: four places to be, and the verdict above them.

use iam_core::report::Report;
use yew::prelude::*;

use super::icon::{Glyph, icon, small_icon};
use super::parts::{act, class, gap, on_class, tag};
use crate::labels;
use crate::state::{Action, Dispatch, Tab};

/// The bar, and the verdict that floats above it.
pub(crate) fn tabs(report: &Report, request: usize, now: Tab, dispatch: &Dispatch) -> Html {
    let go = |tab: Tab| act(dispatch, Action::ShowTab(tab));
    let place = |(tab, glyph, name): (Tab, Glyph, &'static str)| {
        let on = tab == now;
        html! {
            <button type="button" key={name} class={class(&[tab_class(tab), on_class(on)])} aria-current={on.then_some("page")} onclick={go(tab)}>
                { icon(glyph, "") }{ tag("span", "", name) }
            </button>
        }
    };
    let verdict = report.requests.get(request).map(|request| {
        html! {
            <button type="button" class={class(&["fv", labels::decision_class(request.decision)])} onclick={go(Tab::Result)}>
                { icon(labels::decision_glyph(request.decision), "") }
                { tag("b", "", labels::decision_name(request.decision)) }
                { gap() }
                { tag("span", "t12 el", request.name.clone()) }
                { small_icon(Glyph::Up, "") }
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
            { for verdict }
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
