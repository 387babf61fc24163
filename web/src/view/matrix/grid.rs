//! The grid of verdicts. Only the cells that are seen are in the page, with a few around them.

use std::rc::Rc;

use iam_core::scenario::Decision;
use yew::prelude::*;

use crate::labels;
use crate::matrix::{Table, short, split};
use crate::platform;
use crate::shared::Shared;
use crate::view::icon::small_icon;
use crate::view::parts::{class, tag, truth};

/// The height of a row in pixels, as in the style sheet.
const HEIGHT: usize = 28;
/// The width of a column in pixels, as in the style sheet.
const WIDTH: usize = 128;
/// Rows that are drawn beyond what is seen. A multiple of it begins what is drawn, so that it seldom changes.
const ROWS_AROUND: usize = 4;
/// The same of columns: fewer, since every row is drawn anew when they change, but only the new rows when rows do.
const COLUMNS_AROUND: usize = 3;

/// Properties of [`Grid`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The table.
    pub(super) table: Shared<Table>,
    /// Its verdicts, as far as they are known.
    pub(super) cells: Option<Shared<Vec<Decision>>>,
    /// Whether they may change.
    pub(super) busy: bool,
    /// Opens a cell.
    pub(super) open: Callback<(usize, usize)>,
}

/// A cell and the pixels from the top and the left that show it.
type Led = ((usize, usize), (i32, i32));

/// What is drawn: the first and the one after the last, of the rows and of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    rows: (usize, usize),
    columns: (usize, usize),
}

/// What to draw of a table that is scrolled so far and seen so much of.
fn window_of([top, left, height, width]: [usize; 4]) -> Window {
    let part = |from: usize, seen: usize, size: usize, around: usize| {
        let first = from / size;
        let start = (first.saturating_sub(around) / around) * around;
        (start, start + seen / size + 1 + 3 * around)
    };
    Window {
        rows: part(top, height, HEIGHT, ROWS_AROUND),
        columns: part(left, width, WIDTH, COLUMNS_AROUND),
    }
}

fn pixels(scrolled: Option<[i32; 4]>) -> [usize; 4] {
    let [top, left, height, width] = scrolled.unwrap_or([0, 0, 300, 1_440]);
    [top, left, height, width].map(|pixel| usize::try_from(pixel).unwrap_or(0))
}

/// The grid.
#[component]
pub(super) fn Grid(props: &Props) -> Html {
    let node = use_node_ref();
    let table = &props.table;
    let window = use_state_eq(|| window_of(pixels(None)));
    let at = use_state_eq(|| (0_usize, 0_usize));
    // Where a key led, and how far that is scrolled: the cell gets the keyboard as soon as it is drawn.
    let led = use_mut_ref(|| None::<Led>);
    let drawn = use_force_update();
    let (height, width) = (table.rows.len(), table.width());
    let clamp = |(from, to): (usize, usize), all: usize| {
        let from = if from < all { from } else { 0 };
        from..to.min(all)
    };
    let rows = clamp(window.rows, height);
    let columns = clamp(window.columns, width);
    // The room for what is not drawn. In attributes, so that it changes in one step with what is drawn.
    let room = |count: usize, size: usize| (count * size).to_string();
    let (above, below) = (
        room(rows.start, HEIGHT),
        room(height.saturating_sub(rows.end), HEIGHT),
    );
    let (before, after) = (
        room(columns.start, WIDTH),
        room(width.saturating_sub(columns.end), WIDTH),
    );
    let onscroll = {
        let (node, window, led) = (node.clone(), window.setter(), Rc::clone(&led));
        Callback::from(move |_: Event| {
            // Half drawn, the table is shorter, and the browser says that it is scrolled less far.
            if led.borrow().is_none() {
                window.set(window_of(pixels(platform::scrolled(&node))));
            }
        })
    };
    let onclick = {
        let (open, at) = (props.open.clone(), at.setter());
        Callback::from(move |event: MouseEvent| {
            if let Some(place) = place_of(&event) {
                at.set(place);
                open.emit(place);
            }
        })
    };
    let onkeydown = {
        let (node, at, window) = (node.clone(), at.setter(), window.setter());
        let led = Rc::clone(&led);
        Callback::from(move |event: KeyboardEvent| {
            let place = place_of(&event);
            let page = pixels(platform::scrolled(&node))[2] / HEIGHT;
            let to = place.and_then(|from| moved(from, (height, width), page, &event));
            if let Some(to) = to {
                event.prevent_default();
                at.set(to);
                let (top, left, shown) = reveal(&node, to);
                window.set(shown);
                // At once: an event of an earlier scroll that is still to come must find the new place.
                platform::set_scrolled(&node, (top, left));
                *led.borrow_mut() = Some((to, (top, left)));
                drawn.force_update();
            }
        })
    };
    {
        let node = node.clone();
        use_effect(move || {
            let Some((to, place)) = *led.borrow() else {
                return;
            };
            platform::set_scrolled(&node, place);
            // Not drawn yet after a drawing that was under way when the key came: the next one has it, unless the table is another by now.
            let focused = platform::focus_id(&id_of(to));
            if focused || to.0 >= height || to.1 >= width {
                *led.borrow_mut() = None;
            }
        });
    }
    // The one cell that the Tab key reaches.
    let stop = if rows.contains(&at.0) && columns.contains(&at.1) {
        *at
    } else {
        (rows.start, columns.start)
    };
    let heads = columns.clone().filter_map(|column| {
        let name = table.columns.get(column)?;
        Some(html! {
            <th key={column} scope="col" class="mx-head" title={name.clone()} aria-colindex={(column + 2).to_string()}>{ tag("span", "el", short(name)) }</th>
        })
    });
    let lines = rows.map(|row| {
        let start = row * width;
        let known = |cells: &Shared<Vec<Decision>>| {
            let end = cells.len().min(start + columns.end);
            cells.get(start + columns.start..end).map(<[_]>::to_vec)
        };
        let cells = props.cells.as_ref().and_then(known).unwrap_or_default();
        let stop = (stop.0 == row).then_some(stop.1);
        html! { <Line key={row} table={table.clone()} {row} columns={(columns.start, columns.end)} {cells} {stop} /> }
    });
    html! {
        <div class="mx-scroll" ref={node} {onscroll}>
            <table role="grid" aria-label="Verdicts" aria-busy={truth(props.busy)} aria-readonly="true"
                aria-rowcount={(height + 1).to_string()} aria-colcount={(width + 1).to_string()}>
                <thead>
                    <tr aria-rowindex="1">
                        <th scope="col" class="mx-corner" aria-colindex="1">{ "Action" }</th>
                        <td class="mx-gap" width={before} aria-hidden="true" />
                        { for heads }
                        <td class="mx-gap" width={after} aria-hidden="true" />
                    </tr>
                </thead>
                <tbody {onclick} {onkeydown}>
                    <tr key="above" class="mx-room" aria-hidden="true"><td height={above} /></tr>
                    { for lines }
                    <tr key="below" class="mx-room" aria-hidden="true"><td height={below} /></tr>
                </tbody>
            </table>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    table: Shared<Table>,
    row: usize,
    /// The first column that is drawn, and the one after the last.
    columns: (usize, usize),
    /// The verdicts of these columns, as far as they are known.
    cells: Vec<Decision>,
    /// The column of the cell that the Tab key reaches, if it is in this row.
    stop: Option<usize>,
}

/// A row. It is drawn again only when something in it changes.
#[component]
fn Line(props: &LineProps) -> Html {
    let (table, row) = (&props.table, props.row);
    let Some(name) = table.rows.get(row) else {
        return Html::default();
    };
    let (start, end) = props.columns;
    let cells = (start..end).map(|column| {
        let decision = props.cells.get(column - start).copied();
        cell(table, (row, column), decision, props.stop == Some(column))
    });
    let (action, own) = split(name);
    html! {
        <tr class="mx-line" aria-rowindex={(row + 2).to_string()}>
            <th scope="row" class="mx-row" title={name.clone()}><span class="el">{ action }{ for own.map(|own| tag("small", "d", [" ", short(own)].concat())) }</span></th>
            <td class="mx-gap" aria-hidden="true" />
            { for cells }
            <td class="mx-gap" aria-hidden="true" />
        </tr>
    }
}

fn cell(
    table: &Table,
    (row, column): (usize, usize),
    decision: Option<Decision>,
    stop: bool,
) -> Html {
    let place = [row.to_string(), column.to_string()].join(",");
    let (word, color) = decision.map_or(("…", "d"), |decision| {
        (
            labels::expect_name(decision),
            labels::decision_class(decision),
        )
    });
    let label = [
        word,
        ": ",
        table.rows.get(row).map_or("", String::as_str),
        ", ",
        table.columns.get(column).map_or("", |name| short(name)),
    ]
    .concat();
    html! {
        <td key={column} aria-colindex={(column + 2).to_string()}>
            <button type="button" class={class(&["mx-cell", color])} id={id_of((row, column))} data-cell={place} aria-label={label}
                tabindex={if stop { "0" } else { "-1" }}>
                { for decision.map(|decision| small_icon(labels::decision_glyph(decision), "")) }
                { tag("span", "", word) }
            </button>
        </td>
    }
}

fn id_of((row, column): (usize, usize)) -> String {
    ["mx", &row.to_string(), &column.to_string()].join("-")
}

/// The cell that an event came from.
fn place_of(event: &Event) -> Option<(usize, usize)> {
    let text = platform::data_of(event, "data-cell")?;
    let (row, column) = text.split_once(',')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Where a key leads from a cell.
fn moved(
    (row, column): (usize, usize),
    (height, width): (usize, usize),
    page: usize,
    event: &KeyboardEvent,
) -> Option<(usize, usize)> {
    if event.alt_key() || event.shift_key() {
        return None;
    }
    let (last, end) = (height.checked_sub(1)?, width.checked_sub(1)?);
    let far = event.ctrl_key() || event.meta_key();
    let page = page.saturating_sub(1).max(1);
    let to = match (event.key().as_str(), far) {
        ("ArrowUp", false) => (row.saturating_sub(1), column),
        ("ArrowDown", false) => (row + 1, column),
        ("ArrowLeft", false) => (row, column.saturating_sub(1)),
        ("ArrowRight", false) => (row, column + 1),
        ("PageUp", false) => (row.saturating_sub(page), column),
        ("PageDown", false) => (row + page, column),
        ("Home", false) => (row, 0),
        ("End", false) => (row, end),
        ("Home", true) => (0, 0),
        ("End", true) => (last, end),
        _ => return None,
    };
    Some((to.0.min(last), to.1.min(end)))
}

/// How far to scroll so that a cell is seen beside the heads, and what is to be drawn then.
fn reveal(node: &NodeRef, (row, column): (usize, usize)) -> (i32, i32, Window) {
    let [top, left, height, width] = pixels(platform::scrolled(node));
    let corner = if width < 700 { 132 } else { 240 };
    let near = |from: usize, seen: usize, start: usize, size: usize| {
        if start < from {
            start
        } else {
            from.max((start + size).saturating_sub(seen))
        }
    };
    let top = near(top, height.saturating_sub(HEIGHT), row * HEIGHT, HEIGHT);
    let left = near(left, width.saturating_sub(corner), column * WIDTH, WIDTH);
    let pixel = |at: usize| i32::try_from(at).unwrap_or(i32::MAX);
    let shown = window_of([top, left, height, width]);
    (pixel(top), pixel(left), shown)
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS_AROUND, window_of};

    #[test]
    fn what_is_seen_is_drawn_wherever_it_is() {
        for top in [0, 27, 28, 300, 2_799, 27_000] {
            let window = window_of([top, top, 300, 1_440]);
            let (first, end) = window.rows;
            assert!(
                first <= top / 28 && end > (top + 300) / 28,
                "{top}: {window:?}"
            );
            let (first, end) = window.columns;
            assert!(
                first <= top / 128 && end > (top + 1_440) / 128,
                "{top}: {window:?}"
            );
            assert!(end - first < 13 + 4 * COLUMNS_AROUND);
        }
    }
}
