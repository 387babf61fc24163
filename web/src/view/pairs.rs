//! Names and values, a row each: tags, an encryption context. A name stands once; what cannot be kept is said at its row.

use yew::prelude::*;

use super::icon::{Glyph, small_icon};
use super::parts::{icon_button, tag};
use crate::platform;

/// Names with their values.
pub(crate) type List = Vec<(String, String)>;

/// Properties of [`Pairs`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What the ids begin with.
    pub(crate) id: AttrValue,
    /// What the rows are.
    pub(crate) label: AttrValue,
    /// What is kept.
    pub(crate) pairs: List,
    /// Called with what can be kept.
    pub(crate) change: Callback<List>,
}

/// The rows, and an empty one to go on with.
#[component]
pub(crate) fn Pairs(props: &Props) -> Html {
    // What is typed, as long as what can be kept of it is what is kept: a row without a name, a name that stands twice.
    let typed = use_state(List::new);
    let mut rows = if kept(&typed) == props.pairs {
        (*typed).clone()
    } else {
        props.pairs.clone()
    };
    let set = {
        let change = props.change.clone();
        Callback::from(move |rows: List| {
            change.emit(kept(&rows));
            typed.set(rows);
        })
    };
    let last = rows.len();
    let whole = rows.clone();
    rows.push((String::new(), String::new()));
    let rows = rows.iter().enumerate().map(|(at, row)| {
        let found = problem(&whole, at);
        let edit = |first: bool| {
            let (set, whole) = (set.clone(), whole.clone());
            Callback::from(move |event: InputEvent| {
                let mut rows = whole.clone();
                if at == rows.len() {
                    rows.push((String::new(), String::new()));
                }
                if let Some(row) = rows.get_mut(at) {
                    *(if first { &mut row.0 } else { &mut row.1 }) = platform::value_of(&event);
                }
                set.emit(rows);
            })
        };
        let remove = {
            let (set, rows) = (set.clone(), whole.clone());
            Callback::from(move |_: MouseEvent| {
                let mut rows = rows.clone();
                rows.remove(at);
                set.emit(rows);
            })
        };
        let field = |first: bool, value: &str, placeholder: &'static str| {
            let id = [&*props.id, if first { "-name-" } else { "-value-" }, &at.to_string()].concat();
            let what = if first { "Name of " } else { "Value of " };
            let label = if at == last { ["New ", &what.to_ascii_lowercase(), &props.label].concat() }
                else if first { [&*props.label, " ", &(at + 1).to_string()].concat() } else { [what, row.0.as_str()].concat() };
            html! {
                <input {id} class="in m" aria-label={label} value={value.to_owned()} {placeholder} oninput={edit(first)}
                    aria-invalid={(first && found.is_some()).then_some("true")} autocomplete="off" autocapitalize="off" spellcheck="false" />
            }
        };
        html! {
            <div class="pair" key={at}>
                { field(true, &row.0, "name") }
                { field(false, &row.1, "value") }
                if at < last { { icon_button("Remove", small_icon(Glyph::Cross, ""), false, remove) } }
                { for found.map(|found| tag("p", "bad", found)) }
            </div>
        }
    });
    html! {
        <div class="f minor pairs" role="group" aria-label={&props.label}>
            { tag("span", "lb", props.label.to_string()) }
            { for rows }
        </div>
    }
}

/// What of the rows can be kept: those with a name that did not stand before.
fn kept(rows: &[(String, String)]) -> List {
    let found = rows
        .iter()
        .enumerate()
        .filter(|(at, _)| problem(rows, *at).is_none());
    let found = found.map(|(_, row)| row.clone());
    found.filter(|(name, _)| !name.is_empty()).collect()
}

/// Why a row cannot be kept, if it cannot.
fn problem(rows: &[(String, String)], at: usize) -> Option<&'static str> {
    let (name, value) = rows.get(at)?;
    if name.is_empty() {
        return (!value.is_empty()).then_some("give it a name");
    }
    let mut before = rows.iter().take(at);
    before
        .any(|(other, _)| other == name)
        .then_some("this name stands above already; only the first counts")
}

#[cfg(test)]
mod tests {
    use super::{kept, problem};

    #[test]
    fn a_name_stands_once() {
        let row = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let rows = [
            row("a", "1"),
            row("a", "2"),
            row("", ""),
            row("", "x"),
            row("b=c", " y "),
        ];
        assert_eq!(kept(&rows), [row("a", "1"), row("b=c", " y ")]);
        let wrong: Vec<bool> = (0..6).map(|at| problem(&rows, at).is_some()).collect();
        assert_eq!(wrong, [false, true, false, true, false, false]);
    }
}
