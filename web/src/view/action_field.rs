//! The request's action: any text, with the actions of every service offered as one types.
//!
//! The pattern is ARIA's "combobox with list autocomplete": the keyboard stays in the field, and the list is walked from there.

use std::cell::Cell;
use std::rc::Rc;

use iam_questions::builder::Offer;
use yew::prelude::*;

use super::assisted::find_actions;
use super::field::wrong;
use super::marked::marked;
use super::parts::{class, on_class, tag, truth};
use crate::platform;
use crate::shared::Shared;

/// Properties of [`ActionField`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The action.
    pub(crate) value: String,
    /// Called with what is typed or chosen.
    pub(crate) change: Callback<String>,
    /// What is wrong with it; empty for nothing.
    pub(crate) problem: String,
}

/// What is offered, in the order it is shown: the services as their best action ranks.
#[derive(Clone, Debug, Default, PartialEq)]
struct Offers {
    list: Vec<Offer>,
    /// Where each service's begin.
    starts: Vec<usize>,
}

impl Offers {
    fn new(found: Vec<Offer>) -> Self {
        let prefix = |offer: &Offer| {
            offer
                .action
                .split(':')
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let mut groups: Vec<(String, Vec<Offer>)> = Vec::new();
        for offer in found {
            let of = prefix(&offer);
            match groups.iter_mut().find(|(service, _)| *service == of) {
                Some((_, list)) => list.push(offer),
                None => groups.push((of, vec![offer])),
            }
        }
        let mut offers = Self::default();
        for (_, group) in groups {
            offers.starts.push(offers.list.len());
            offers.list.extend(group);
        }
        offers
    }
}

/// The field.
#[component]
pub(crate) fn ActionField(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let active = use_state_eq(|| None::<usize>);
    let offers = use_state(|| Shared::new(Offers::default()));
    let turn = use_memo((), |()| Cell::new(0_u32));
    let list = use_node_ref();
    let ask = {
        let (offers, active, open) = (offers.setter(), active.setter(), open.setter());
        let turn = Rc::clone(&turn);
        Callback::from(move |text: String| {
            let (offers, active, open) = (offers.clone(), active.clone(), open.clone());
            let show = Callback::from(move |found: Vec<Offer>| {
                open.set(!found.is_empty());
                active.set(None);
                offers.set(Shared::new(Offers::new(found)));
            });
            find_actions(&text, &turn, show);
        })
    };
    let close = {
        let (open, active, turn) = (open.setter(), active.setter(), Rc::clone(&turn));
        Callback::from(move |()| {
            // What is still on its way opens nothing.
            turn.set(turn.get().wrapping_add(1));
            open.set(false);
            active.set(None);
        })
    };
    let choose = {
        let (change, close, offers) = (props.change.clone(), close.clone(), offers.clone());
        Callback::from(move |number: usize| {
            if let Some(offer) = offers.list.get(number) {
                change.emit(offer.action.clone());
            }
            close.emit(());
        })
    };
    let oninput = {
        let (change, ask) = (props.change.clone(), ask.clone());
        Callback::from(move |event: InputEvent| {
            let text = platform::value_of(&event);
            change.emit(text.trim().to_owned());
            ask.emit(text);
        })
    };
    let onkeydown = {
        let (open, active, offers) = (open.clone(), active.clone(), offers.clone());
        let (choose, close, value) = (choose.clone(), close.clone(), props.value.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = offers.list.len().saturating_sub(1);
            let at = *active;
            let key = event.key();
            match (key.as_str(), *open) {
                ("ArrowDown" | "ArrowUp", false) => ask.emit(value.clone()),
                ("ArrowDown", true) => {
                    active.set(Some(at.filter(|at| *at < last).map_or(0, |at| at + 1)));
                }
                ("ArrowUp", true) if event.alt_key() => close.emit(()),
                ("ArrowUp", true) => {
                    active.set(Some(at.filter(|at| *at > 0).map_or(last, |at| at - 1)));
                }
                ("PageDown", true) => active.set(Some(at.map_or(0, |at| at + 10).min(last))),
                ("PageUp", true) => active.set(Some(at.unwrap_or(0).saturating_sub(10))),
                ("Enter", true) => match at {
                    Some(at) => choose.emit(at),
                    None => close.emit(()),
                },
                ("Escape", false) => {
                    // What is on its way is not wanted any more.
                    close.emit(());
                    return;
                }
                ("Escape", true) => {
                    close.emit(());
                    event.stop_propagation();
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onblur = close.reform(|_: FocusEvent| ());
    {
        let list = list.clone();
        use_effect_with(*active, move |_| platform::scroll_to_active(&list));
    }
    let invalid = (!props.problem.is_empty()).then_some("true");
    html! {
        <div class="f combo">
            <label for="action">{ "Action" }</label>
            <input id="action" class="in m" value={props.value.clone()} {oninput} {onkeydown} {onblur} placeholder="service:Action"
                role="combobox" aria-autocomplete="list" aria-expanded={truth(*open)} aria-controls="action-list" aria-haspopup="listbox"
                aria-activedescendant={active.filter(|_| *open).map(id_of)}
                aria-invalid={invalid} aria-describedby="action-problem" autocomplete="off" autocapitalize="off" spellcheck="false" />
            { wrong("action", &props.problem) }
            <div id="action-list" class="options" role="listbox" aria-label="Actions" hidden={!*open} ref={list}>
                if *open { { options(&offers, *active, &choose) } }
            </div>
            <span class="hide" role="status">{ if *open { offers.list.len().to_string() + " actions offered" } else { String::new() } }</span>
        </div>
    }
}

fn id_of(number: usize) -> String {
    "action-option-".to_owned() + &number.to_string()
}

/// The list, grouped by service.
fn options(offers: &Offers, active: Option<usize>, choose: &Callback<usize>) -> Html {
    let ends = offers.starts.iter().skip(1).copied();
    let ends = ends.chain(std::iter::once(offers.list.len()));
    let groups = offers.starts.iter().zip(ends).filter_map(|(start, end)| {
        let group = offers.list.get(*start..end)?;
        let service = group.first().map(|offer| offer.service.clone())?;
        let rows = group.iter().zip(*start..).map(|(offer, number)| {
            let on = active == Some(number);
            let choose = choose.clone();
            // Before the field loses the keyboard.
            let onmousedown = Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                choose.emit(number);
            });
            html! {
                <div key={number} role="option" id={id_of(number)} class={class(&["action-opt", on_class(on)])} aria-selected={truth(on)} {onmousedown}>
                    <span class="m el">{ marked(&offer.action, &offer.marks) }</span>
                    { tag("span", "badge", offer.level.as_str()) }
                </div>
            }
        });
        Some(html! {
            <div key={*start} role="group" aria-label={service.clone()}>
                <div class="action-head" aria-hidden="true">{ service.clone() }</div>
                { for rows }
            </div>
        })
    });
    html! { <>{ for groups }</> }
}

#[cfg(test)]
mod tests {
    use super::{Offer, Offers};

    #[test]
    fn offers_are_grouped_by_service_as_their_best_ranks() {
        let offer = |action: &str| Offer {
            action: action.to_owned(),
            service: String::new(),
            level: String::new(),
            marks: Vec::new(),
        };
        let found = ["s3:GetObject", "ec2:Get", "s3:GetBucket", "ec2:GetX"].map(offer);
        let offers = Offers::new(found.to_vec());
        let names: Vec<_> = offers
            .list
            .iter()
            .map(|offer| offer.action.as_str())
            .collect();
        assert_eq!(
            names,
            ["s3:GetObject", "s3:GetBucket", "ec2:Get", "ec2:GetX"]
        );
        assert_eq!(offers.starts, [0, 2]);
    }
}
