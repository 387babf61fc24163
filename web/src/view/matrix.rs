//! The matrix: a table of verdicts, as many actions against as many principals or resources as one likes.
//!
//! Cells are decided in slices of time after what changed is on the screen, and only those that are seen are drawn.

mod choice;
mod grid;
mod pick;

use gloo::timers::callback::Timeout;
use iam_core::scenario::Decision;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

use super::drawer::grouped;
use super::icon::small_icon;
use super::parts::{copy, gap, small_button, tag, toggle, truth};
use crate::engine::Question;
use crate::labels;
use crate::matrix::{self, Across, Table};
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Tab};
use choice::Choice;
use grid::Grid;

/// How long the page has for itself between two slices, in milliseconds.
const BETWEEN: u32 = 8;

/// Properties of [`Matrix`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is asked.
    pub(crate) question: Question,
    /// The table as it was chosen; none follows the scenario.
    pub(crate) table: Option<Shared<Table>>,
    /// Takes a table.
    pub(crate) set: Callback<Option<Table>>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The verdicts of a table, as far as they are known.
#[derive(Clone, PartialEq)]
struct Verdicts {
    question: Question,
    table: Shared<Table>,
    /// In the order of reading; what is missing at the end is not decided yet.
    cells: Shared<Vec<Decision>>,
    /// Milliseconds.
    took: f64,
}

impl Verdicts {
    fn is_whole(&self) -> bool {
        self.cells.len() >= self.table.cells()
    }
}

/// The tab.
#[component]
pub(crate) fn Matrix(props: &Props) -> Html {
    let chosen = props.table.as_ref();
    let across = chosen.map_or(Across::Principals, |table| table.across);
    let offered = use_memo(
        (props.question.clone(), across, props.table.is_none()),
        |(question, across, wanted)| {
            Shared::new(if *wanted {
                question.table(*across)
            } else {
                Table {
                    across: *across,
                    rows: Vec::new(),
                    columns: Vec::new(),
                }
            })
        },
    );
    let table = props.table.clone().unwrap_or_else(|| (*offered).clone());
    let verdicts = use_verdicts(&props.question, &table);
    let choosing = use_state_eq(|| false);
    let open = use_opening(props, &table);
    let busy = verdicts.as_ref().is_none_or(|verdicts| {
        verdicts.question != props.question || verdicts.table != table || !verdicts.is_whole()
    });
    let cells = verdicts
        .as_ref()
        .filter(|verdicts| verdicts.table == table)
        .map(|verdicts| verdicts.cells.clone());
    let whole = (!busy).then(|| cells.clone()).flatten();
    let turn = |to: Across, label: &'static str| {
        let (set, question) = (props.set.clone(), props.question.clone());
        let onclick = Callback::from(move |_: MouseEvent| set.emit(Some(question.table(to))));
        toggle(label, html! { { label } }, across == to, onclick)
    };
    let toggle_choice = {
        let choosing = choosing.clone();
        Callback::from(move |_: MouseEvent| choosing.set(!*choosing))
    };
    html! {
        <section class="mx" aria-label="Matrix">
            <div class="row mx-bar">
                <div class="seg" role="group" aria-label="Columns">
                    { turn(Across::Principals, "Principals") }
                    { turn(Across::Resources, "Resources") }
                </div>
                <button type="button" class="sm btn-line" aria-expanded={truth(*choosing)} aria-controls="mx-choice" onclick={toggle_choice}>{ "Rows and columns" }</button>
                { told(&table, verdicts.as_ref()) }
                { gap() }
                { copy_button("Copy CSV", &table, whole.as_ref(), matrix::csv, &props.dispatch) }
                { copy_button("Copy Markdown", &table, whole.as_ref(), matrix::markdown, &props.dispatch) }
            </div>
            <div id="mx-choice" hidden={!*choosing}>
                if *choosing {
                    <Choice table={table.clone()} question={props.question.clone()} chosen={props.table.is_some()} set={props.set.clone()} />
                }
            </div>
            if table.cells() == 0 {
                { tag("p", "empty", "Choose at least one row and one column under “Rows and columns”.") }
            } else {
                <Grid {table} {cells} {busy} {open} />
            }
        </section>
    }
}

/// How much there is, and what is decided.
fn told(table: &Table, verdicts: Option<&Verdicts>) -> Html {
    let size = [&grouped(table.rows.len()), " × ", &grouped(table.width())].concat();
    let Some(verdicts) = verdicts else {
        return tag("span", "d", size);
    };
    let counts = Decision::ALL.into_iter().filter_map(|decision| {
        let count = verdicts.cells.iter().filter(|cell| **cell == decision).count();
        (count > 0).then(|| {
            html! {
                <span class="nw mx-count" title={labels::decision_name(decision)}>
                    { small_icon(labels::decision_glyph(decision), labels::decision_class(decision)) }
                    { grouped(count) }<span class="hide">{ " " }{ labels::decision_name(decision) }</span>
                </span>
            }
        })
    });
    let time = if verdicts.is_whole() {
        [&milliseconds(verdicts.took), " ms"].concat()
    } else {
        "deciding …".to_owned()
    };
    html! {
        <p class="mx-told" role="status"><span class="nw">{ size }</span>{ for counts }{ tag("span", "d nw", time) }</p>
    }
}

fn milliseconds(took: f64) -> String {
    if took < 10.0 {
        format!("{took:.1}")
    } else {
        format!("{took:.0}")
    }
}

/// A button that copies the table as text, once all of it is decided.
fn copy_button(
    label: &'static str,
    table: &Shared<Table>,
    cells: Option<&Shared<Vec<Decision>>>,
    write: fn(&Table, &[Decision]) -> String,
    dispatch: &Dispatch,
) -> Html {
    let (table, cells, dispatch) = (table.clone(), cells.cloned(), dispatch.clone());
    let disabled = cells.is_none();
    let onclick = Callback::from(move |_: MouseEvent| {
        let Some(cells) = &cells else { return };
        copy(
            write(&table, cells),
            "Table copied".to_owned(),
            "The browser did not let the table be copied",
            dispatch.clone(),
        );
    });
    small_button(label.to_owned(), None, "sm btn-line", disabled, onclick)
}

/// Opens the trace of a cell: that of the saved request that asks the same, or of a new one.
#[hook]
fn use_opening(props: &Props, table: &Shared<Table>) -> Callback<(usize, usize)> {
    let parts = (
        props.question.clone(),
        table.clone(),
        props.dispatch.clone(),
    );
    use_callback(
        parts,
        |(row, column): (usize, usize), (question, table, dispatch)| {
            let (Some(row), Some(column)) = (table.rows.get(row), table.columns.get(column)) else {
                return;
            };
            let scenario = &question.scenario;
            let base = scenario.requests.get(question.request);
            let base = base.cloned().unwrap_or_default();
            let mut request = matrix::request(scenario, &base, (table.across, row, column));
            if let Some(index) = matrix::saved(scenario, &request) {
                dispatch.dispatch(Action::ChooseRequest(index));
            } else {
                let name = [matrix::short(column), " · ", &request.action].concat();
                let told = ["Request “", &name, "” added"].concat();
                request.name = Some(name);
                dispatch.dispatch(Action::AddRequests(vec![request], told));
            }
            dispatch.dispatch(Action::ShowTab(Tab::Result));
        },
    )
}

/// Decides the cells of a table, a slice at a time, and again when the document or the table changes.
#[hook]
fn use_verdicts(question: &Question, table: &Shared<Table>) -> Option<Verdicts> {
    let known = use_state(|| None::<Verdicts>);
    {
        let setter = known.setter();
        use_effect_with(
            (question.clone(), table.clone()),
            move |(question, table)| {
                let turn = Rc::new(Turn {
                    question: question.clone(),
                    table: table.clone(),
                    setter,
                    timer: RefCell::default(),
                });
                go_on(&turn, Vec::new(), 0.0);
                move || drop(turn.timer.take())
            },
        );
    }
    (*known).clone()
}

/// A table that is being decided.
struct Turn {
    question: Question,
    table: Shared<Table>,
    setter: UseStateSetter<Option<Verdicts>>,
    timer: RefCell<Option<Timeout>>,
}

fn go_on(turn: &Rc<Turn>, mut found: Vec<Decision>, before: f64) {
    let next = Rc::clone(turn);
    let timer = Timeout::new(BETWEEN, move || {
        let table = &next.table;
        let row = found.len() / table.width().max(1);
        let (decided, took) = next.question.decide_rows(table, row);
        found.extend(decided);
        let took = before + took;
        next.setter.set(Some(Verdicts {
            question: next.question.clone(),
            table: table.clone(),
            cells: Shared::new(found.clone()),
            took,
        }));
        if found.len() < table.cells() {
            go_on(&next, found, took);
        }
    });
    turn.timer.replace(Some(timer));
}
