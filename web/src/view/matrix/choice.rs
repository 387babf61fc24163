//! What is in the matrix: its rows and columns, a line each.

use yew::prelude::*;

use super::pick::Pick;
use crate::engine::Question;
use crate::matrix::{Across, MOST_COLUMNS, MOST_ROWS, Table};
use crate::shared::Shared;
use crate::view::drawer::grouped;
use crate::view::field::ListField;
use crate::view::parts::{small_button, tag};

/// Properties of [`Choice`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The table.
    pub(super) table: Shared<Table>,
    /// What is asked.
    pub(super) question: Question,
    /// Whether it was chosen here, rather than following the scenario.
    pub(super) chosen: bool,
    /// Takes a table.
    pub(super) set: Callback<Option<Table>>,
}

/// The two lists.
#[component]
pub(super) fn Choice(props: &Props) -> Html {
    let change = |write: fn(&mut Table, Vec<String>)| {
        let (table, set) = (props.table.clone(), props.set.clone());
        Callback::from(move |lines: Vec<String>| {
            let mut table = (*table).clone();
            write(&mut table, lines);
            set.emit(Some(table));
        })
    };
    let follow = {
        let set = props.set.clone();
        Callback::from(move |_: MouseEvent| set.emit(None))
    };
    let rows = change(|table, mut lines| {
        lines.truncate(MOST_ROWS);
        table.rows = lines;
    });
    let columns = change(|table, mut lines| {
        lines.truncate(MOST_COLUMNS);
        table.columns = lines;
    });
    let (rows_label, columns_label) = match props.table.across {
        Across::Principals => (
            "Actions, one a line; after a space, its resource",
            "Principals, one a line",
        ),
        Across::Resources => ("Actions, one a line", "Resources, one a line"),
    };
    let help = [
        "Everything else is as in the request in view. Up to ",
        &grouped(MOST_ROWS),
        " rows and ",
        &grouped(MOST_COLUMNS),
        " columns.",
    ]
    .concat();
    html! {
        <>
            <Pick table={props.table.clone()} question={props.question.clone()} set={props.set.clone()} />
            <div class="mx-choice">
                <ListField id="mx-rows" label={rows_label} lines={props.table.rows.clone()} change={rows} placeholder="s3:GetObject" />
                <ListField id="mx-columns" label={columns_label} lines={props.table.columns.clone()} change={columns} />
            </div>
            <div class="row">
                { tag("p", "t12 d", help) }
                { small_button("Take them from the scenario".to_owned(), None, "sm btn-line", !props.chosen, follow) }
            </div>
        </>
    }
}
