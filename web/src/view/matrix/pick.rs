//! Rows and columns from the catalog: a service's actions by access level, what the wildcards of the policies stand for, and a
//! resource of each of a service's types.

use std::rc::Rc;

use iam_core::scenario::Request;
use iam_questions::Question as Asked;
use iam_questions::pick::{Actions, Picked, Service};
use yew::prelude::*;

use crate::engine::Question;
use crate::matrix::{Across, MOST_COLUMNS, MOST_ROWS, Table};
use crate::platform;
use crate::shared::Shared;
use crate::view::assisted::ask_once;
use crate::view::drawer::grouped;
use crate::view::parts::{check, small_button, use_latest};
use crate::view::takes::template_for;

/// The access levels, by their numbers.
const LEVELS: [&str; 5] = ["List", "Read", "Write", "Tagging", "Permissions management"];

/// Properties of [`Pick`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The table.
    pub(super) table: Shared<Table>,
    /// What is asked.
    pub(super) question: Question,
    /// Takes a table.
    pub(super) set: Callback<Option<Table>>,
}

/// What an answer does to the table.
#[derive(Clone, Copy, PartialEq)]
enum How {
    /// Rows are added.
    Add,
    /// The rows are replaced.
    Replace,
}

/// The form.
#[component]
pub(super) fn Pick(props: &Props) -> Html {
    let services = use_state(Vec::<Service>::new);
    let service = use_state_eq(String::new);
    let levels = use_state_eq(|| [true; LEVELS.len()]);
    let told = use_state_eq(String::new);
    // An answer changes the table that is there when it comes.
    let now = use_latest(props.clone());
    {
        let setter = services.setter();
        use_effect_with((), move |()| {
            let known = Callback::from(move |found| setter.set(found));
            ask_once::<Vec<Service>>(Asked::Services, known);
        });
    }
    let pick = {
        let (now, told, levels) = (Rc::clone(&now), told.setter(), *levels);
        move |patterns: Vec<String>, how: How| {
            let wanted = (0_u8..).zip(levels).filter(|(_, on)| *on);
            let levels = wanted.map(|(level, _)| level).collect();
            let most = u32::try_from(MOST_ROWS).unwrap_or(u32::MAX);
            let picked = Picked {
                patterns,
                levels,
                most,
            };
            let (now, told) = (Rc::clone(&now), told.clone());
            told.set("Looking them up …".to_owned());
            let take = Callback::from(move |found: Actions| {
                told.set(take_rows(&now.borrow(), found, how));
            });
            ask_once::<Actions>(Asked::PickActions(picked), take);
        }
    };
    let of_service = |how: How| {
        let (pick, service) = (pick.clone(), service.clone());
        Callback::from(move |_: MouseEvent| pick(vec![(*service).clone()], how))
    };
    let of_policies = {
        let (pick, question) = (pick.clone(), props.question.clone());
        Callback::from(move |_: MouseEvent| {
            let mut patterns = question.action_patterns();
            // What stands for everything would leave no room for the others.
            if patterns.iter().any(|pattern| pattern != "*") {
                patterns.retain(|pattern| pattern != "*");
            }
            pick(patterns, How::Replace);
        })
    };
    let of_types = {
        let (now, told, service) = (Rc::clone(&now), told.setter(), (*service).clone());
        Callback::from(move |_: MouseEvent| {
            let (now, told) = (Rc::clone(&now), told.clone());
            let take = Callback::from(move |found: Vec<String>| {
                told.set(take_columns(&now.borrow(), &found));
            });
            ask_once::<Vec<String>>(Asked::ResourceTypes(service.clone()), take);
        })
    };
    let oninput = {
        let service = service.setter();
        Callback::from(move |event: InputEvent| service.set(platform::value_of(&event)))
    };
    let onsubmit = {
        let (pick, service) = (pick.clone(), service.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !service.trim().is_empty() {
                pick(vec![(*service).clone()], How::Add);
            }
        })
    };
    let boxes = (0..).zip(LEVELS).map(|(number, name)| {
        let (levels, on) = (
            levels.clone(),
            levels.get(number).copied().unwrap_or_default(),
        );
        let change = Callback::from(move |on: bool| {
            let mut all = *levels;
            if let Some(level) = all.get_mut(number) {
                *level = on;
            }
            levels.set(all);
        });
        check(
            &["mx-level-", &number.to_string()].concat(),
            name.into(),
            on,
            change,
        )
    });
    let none = service.trim().is_empty() || !levels.contains(&true);
    let offers = services
        .iter()
        .map(|one| html! { <option value={one.prefix.clone()}>{ &one.name }</option> });
    let on_resources = props.table.across == Across::Resources;
    html! {
        <form class="mx-pick" aria-label="From the catalog" {onsubmit}>
            <div class="f minor">
                <label for="mx-service">{ "Service, or a pattern such as s3:Get*" }</label>
                <input id="mx-service" class="in m" list="mx-services" value={(*service).clone()} {oninput} placeholder="s3"
                    autocomplete="off" autocapitalize="off" spellcheck="false" />
                <datalist id="mx-services">{ for offers }</datalist>
            </div>
            <div class="mx-levels" role="group" aria-label="Access levels">{ for boxes }</div>
            <div class="row">
                { small_button("Add its actions".to_owned(), None, "sm btn-line", none, of_service(How::Add)) }
                { small_button("Only its actions".to_owned(), None, "sm btn-line", none, of_service(How::Replace)) }
                if on_resources { { small_button("A resource of each of its types".to_owned(), None, "sm btn-line", service.trim().is_empty(), of_types) } }
                { small_button("Actions that the policies’ wildcards stand for".to_owned(), None, "sm btn-line", !levels.contains(&true), of_policies) }
            </div>
            <p class="t12 d" role="status">{ &*told }</p>
        </form>
    }
}

/// Takes actions as rows; what there is to say about it.
fn take_rows(props: &Props, found: Actions, how: How) -> String {
    let unknown = found.unknown.join(", ");
    if found.list.is_empty() {
        return if unknown.is_empty() {
            "No action is of these access levels, or the list of actions cannot be had.".to_owned()
        } else {
            ["No action fits ", &unknown, "."].concat()
        };
    }
    let mut table = (*props.table).clone();
    let before = if how == How::Add { table.rows.len() } else { 0 };
    if how == How::Replace {
        table.rows.clear();
    }
    let count = found.list.len();
    table.rows.extend(found.list);
    let table = table.bounded();
    let added = table.rows.len().saturating_sub(before);
    let room = before + count > MOST_ROWS || found.more > 0;
    let word = if how == How::Add { "added" } else { "taken" };
    let mut told = [&grouped(added), " actions ", word].concat();
    if room {
        told += &[
            ", ",
            &grouped(found.more as usize + count - added.min(count)),
            " more left out: a table has up to ",
            &grouped(MOST_ROWS),
            " rows",
        ]
        .concat();
    }
    if !unknown.is_empty() {
        told += &["; no action fits ", &unknown].concat();
    }
    props.set.emit(Some(table));
    told + "."
}

/// Takes an example of each form of ARN as a column; what there is to say about it.
fn take_columns(props: &Props, templates: &[String]) -> String {
    if templates.is_empty() {
        return "The service has no types of resources, or is not known.".to_owned();
    }
    let base = props.question.scenario.requests.get(props.question.request);
    let base = base.cloned().unwrap_or_else(Request::default);
    let mut table = (*props.table).clone();
    let before = table.columns.len();
    let arns = templates
        .iter()
        .map(|template| template_for(template, None, &base));
    table.columns.extend(arns);
    let table = table.bounded();
    let added = table.columns.len().saturating_sub(before);
    props.set.emit(Some(table));
    let mut told = [&added.to_string(), " resources added"].concat();
    if before + added >= MOST_COLUMNS {
        told += &[": a table has up to ", &grouped(MOST_COLUMNS), " columns"].concat();
    }
    told + "."
}
