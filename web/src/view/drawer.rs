//! The drawer at the bottom: a strip with counts that opens on problems or tests.

use iam_core::scenario::Scenario;
use yew::prelude::*;

use super::compare::Compare;
use super::icon::{Glyph, small_icon};
use super::matrix::Matrix;
use super::parts::{act, class, gap, icon_button, on_class, tag, truth};
use super::problems::problems;
use super::reach::ReachTab;
use super::report_tab::ReportTab;
use super::saved::count;
use super::tests_list::tests_list;
use super::untested::UntestedList;
use crate::engine::Question;
use crate::findings::{All, Known};
use crate::matrix::Table;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Drawer, Tab, Versions};

/// Properties of [`DrawerView`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document, what is decided, and what can be asked beside it.
    pub(crate) question: Question,
    /// What the worker found in the policies.
    pub(crate) known: Known,
    /// What is to be said about each policy.
    pub(crate) findings: All,
    /// What the drawer shows.
    pub(crate) drawer: Option<Drawer>,
    /// Where one is on a narrow page; its last tab is the drawer, always open.
    pub(crate) tab: Tab,
    /// What the document can be compared with.
    pub(crate) versions: Shared<Versions>,
    /// The length of a link, once known.
    pub(crate) link: Option<usize>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The drawer and its strip.
#[component]
pub(crate) fn DrawerView(props: &Props) -> Html {
    let Question {
        scenario, report, ..
    } = &props.question;
    let found: usize = props.findings.iter().map(Vec::len).sum();
    let (met, all) = count(report);
    let tests = [&met.to_string(), "/", &all.to_string()].concat();
    let shown = props
        .drawer
        .or((props.tab == Tab::Tests).then_some(Drawer::Tests));
    // Kept while another tab is looked at, and no longer than the document it was made for.
    let table = use_state(|| None::<(Shared<Scenario>, Shared<Table>)>);
    let opened = &props.versions.opened;
    let chosen = table.as_ref().filter(|(of, _)| of == opened);
    let chosen = chosen.map(|(_, table)| table.clone());
    let tab = |drawer: Drawer, name: &'static str, count: String| {
        let same =
            |shown: Drawer| std::mem::discriminant(&shown) == std::mem::discriminant(&drawer);
        let on = shown.is_some_and(same);
        let onclick = act(
            &props.dispatch,
            Action::ShowDrawer(if on { None } else { Some(drawer) }),
        );
        html! {
            <button type="button" class={class(&["fb", on_class(on)])} aria-expanded={truth(on)} aria-controls="drawer" {onclick}>
                { name }if !count.is_empty() { { tag("b", "", count) } }
            </button>
        }
    };
    let other = if props.drawer.is_some() {
        None
    } else {
        Some(Drawer::Problems)
    };
    let fold = act(&props.dispatch, Action::ShowDrawer(other));
    let (label, glyph) = if props.drawer.is_some() {
        ("Fold the drawer", Glyph::Down)
    } else {
        ("Open the drawer", Glyph::Up)
    };
    html! {
        <footer class="strip-bar">
            <div class="fbar">
                { tab(Drawer::Problems, "Problems", found.to_string()) }
                { tab(Drawer::Tests, "Tests", tests) }
                { tab(Drawer::Compare, "Compare", String::new()) }
                { tab(Drawer::Reach(None), "What is allowed", String::new()) }
                { tab(Drawer::Matrix, "Matrix", String::new()) }
                { tab(Drawer::Report, "Report JSON", String::new()) }
                { gap() }
                { tag("span", "d el", "Nothing leaves this browser") }
                if let Some(length) = props.link { <span class="d nw">{ "Link " }{ grouped(length) }{ " characters" }</span> }
                { icon_button(label, small_icon(glyph, ""), false, fold) }
            </div>
            <div class="drawer" id="drawer" hidden={props.drawer.is_none()} tabindex="-1">
                if shown == Some(Drawer::Problems) {
                    { problems(&props.question, &props.known, &props.findings, &props.dispatch) }
                }
                if shown == Some(Drawer::Tests) {
                    { tests_list(scenario, report, &props.dispatch) }
                    <UntestedList question={props.question.clone()} dispatch={props.dispatch.clone()} />
                }
                if shown == Some(Drawer::Compare) {
                    <Compare question={props.question.clone()} versions={props.versions.clone()} dispatch={props.dispatch.clone()} />
                }
                if let Some(Drawer::Reach(policy)) = shown {
                    <ReachTab question={props.question.clone()} {policy} dispatch={props.dispatch.clone()} />
                }
                if shown == Some(Drawer::Matrix) {
                    <Matrix question={props.question.clone()} table={chosen} set={set_table(&table, opened)} dispatch={props.dispatch.clone()} />
                }
                if shown == Some(Drawer::Report) {
                    <ReportTab question={props.question.clone()} dispatch={props.dispatch.clone()} />
                }
            </div>
        </footer>
    }
}

fn set_table(
    table: &UseStateHandle<Option<(Shared<Scenario>, Shared<Table>)>>,
    opened: &Shared<Scenario>,
) -> Callback<Option<Table>> {
    let (setter, opened) = (table.setter(), opened.clone());
    Callback::from(move |table: Option<Table>| {
        setter.set(table.map(|table| (opened.clone(), Shared::new(table))));
    })
}

/// A number with a comma between thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
