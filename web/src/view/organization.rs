//! The organization as a tree: root, units and accounts, and the control policies attached to each.

use std::rc::Rc;

use iam_core::scenario::{Organization, PolicyType, Scenario, ScenarioPolicy};
use yew::prelude::*;

use super::field::{TextProps, text_field, wrong};
use super::icon::{Glyph, small_icon};
use super::parts::{class, icon_button, letter_sign, tag};
use super::principal::Props;
use crate::labels;
use crate::organization::{
    Unit, account_problem, accounts_named, add_account, attach, first, is_at, is_control, is_path,
    new_unit, rename, rename_unit, unit_problem, units,
};
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch};

/// A change of the scenario.
type Change = Box<dyn FnOnce(&mut Scenario)>;

/// What the parts of the tree share.
struct Tree<'t> {
    scenario: &'t Shared<Scenario>,
    organization: &'t Organization,
    units: &'t Rc<[Unit]>,
    dispatch: &'t Dispatch,
    /// The accounts of who asks and of what is asked for.
    sides: [Option<String>; 2],
}

/// The organization of the scenario, or a button that makes one.
pub(crate) fn organization(props: &Props, dispatch: &Dispatch) -> Html {
    let Some(organization) = &props.scenario.organization else {
        let make = change(&props.scenario, dispatch, None, |_: MouseEvent| {
            Box::new(|scenario| scenario.organization = Some(first(scenario)))
        });
        return html! {
            <fieldset class="part">
                { tag("legend", "", "Organization") }
                { tag("p", "hint", "Without one, no account is under a service or resource control policy.") }
                <button type="button" class="sm btn-line start" onclick={make}>{ small_icon(Glyph::Plus, "") }{ "Put the accounts in an organization" }</button>
            </fieldset>
        };
    };
    let report = props.report.requests.get(props.index);
    let sides = [
        report.and_then(|request| request.principal.account.clone()),
        report.and_then(|request| request.resource.account.clone()),
    ];
    let units: Rc<[Unit]> = units(organization).into();
    let tree = Tree {
        scenario: &props.scenario,
        organization,
        units: &units,
        dispatch,
        sides,
    };
    let rename = tree.change(Some(1), |id: String| {
        Box::new(move |scenario| {
            if let Some(organization) = &mut scenario.organization {
                rename(organization, id.trim());
            }
        })
    });
    let manage = tree.change(Some(2), |id: String| {
        Box::new(move |scenario| {
            if let Some(organization) = &mut scenario.organization {
                organization.management_account =
                    Some(id.trim().to_owned()).filter(|id| !id.is_empty());
            }
        })
    });
    let remove = tree.change(None, |_: MouseEvent| {
        Box::new(|scenario| scenario.organization = None)
    });
    let id = organization.id.clone().unwrap_or_default();
    let management = organization.management_account.clone().unwrap_or_default();
    let id_problem = if id.starts_with("o-") {
        ""
    } else {
        "an organization’s id begins with o-"
    };
    let management_problem = account_problem(&management).filter(|_| !management.is_empty());
    let rows = units.iter().flat_map(|unit| {
        let inside = organization.accounts.iter().enumerate();
        let inside = inside.filter(|(_, account)| account.path == unit.path);
        let mut rows = vec![unit_row(&tree, unit)];
        rows.extend(inside.map(|(at, _)| account_row(&tree, at, unit.depth + 1)));
        rows
    });
    let nowhere = organization.accounts.iter().enumerate();
    let nowhere = nowhere
        .filter(|(_, account)| !is_path(&account.path))
        .map(|(at, _)| account_row(&tree, at, 0));
    html! {
        <fieldset class="part org">
            { tag("legend", "", "Organization") }
            <div class="g1">
                { text_field(&TextProps { id: "organization".into(), label: "Organization id".into(), value: id, change: rename, minor: true, problem: id_problem.to_owned(), ..TextProps::default() }) }
                { text_field(&TextProps { id: "management".into(), label: "Management account".into(), value: management, change: manage, minor: true, placeholder: "not said", problem: management_problem.unwrap_or_default().to_owned(), ..TextProps::default() }) }
            </div>
            <ul class="tree" aria-label="OUs and accounts">{ for rows }{ for nowhere }</ul>
            <AddAccount scenario={props.scenario.clone()} dispatch={dispatch.clone()} />
            <button type="button" class="sm start" onclick={remove}>{ small_icon(Glyph::Cross, "") }{ "No organization" }</button>
        </fieldset>
    }
}

/// A callback that changes the scenario's organization; `field` where a field is typed in.
fn change<T: 'static>(
    scenario: &Shared<Scenario>,
    dispatch: &Dispatch,
    field: Option<usize>,
    make: impl Fn(T) -> Change + 'static,
) -> Callback<T> {
    let (scenario, dispatch) = (scenario.clone(), dispatch.clone());
    Callback::from(move |value: T| {
        let mut changed = Box::new((*scenario).clone());
        make(value)(&mut changed);
        dispatch.dispatch(Action::EditOrganization(changed, field));
    })
}

impl Tree<'_> {
    fn change<T: 'static>(
        &self,
        field: Option<usize>,
        make: impl Fn(T) -> Change + 'static,
    ) -> Callback<T> {
        change(self.scenario, self.dispatch, field, make)
    }
}

const fn depth_class(depth: usize) -> &'static str {
    match depth {
        0 => "d0",
        1 => "d1",
        2 => "d2",
        3 => "d3",
        _ => "d4",
    }
}

/// A root or unit: its id, and what is attached to it.
fn unit_row(tree: &Tree<'_>, unit: &Unit) -> Html {
    let at = tree
        .units
        .iter()
        .position(|other| other == unit)
        .unwrap_or(0);
    let id = ["unit-", &at.to_string()].concat();
    let above = unit.path.split('/').nth(unit.depth).unwrap_or_default();
    let label = if unit.depth == 0 {
        "Id of the root".to_owned()
    } else {
        ["Id of the OU in ", above].concat()
    };
    let oninput = {
        let unit = unit.clone();
        tree.change(Some(10 + at), move |event: InputEvent| {
            let (unit, id) = (unit.clone(), platform::value_of(&event));
            let id = id.trim().replace('/', "");
            Box::new(move |scenario| {
                // Nothing would stand between the slashes, and the unit would be gone.
                if !id.is_empty() {
                    rename_unit(scenario, &unit, &id);
                }
            })
        })
    };
    let found = unit_problem(&unit.id, unit.depth);
    html! {
        <li class={class(&["unit", depth_class(unit.depth)])} key={unit.path.split('/').count() * 1000 + at}>
            { tag("span", "t11 d", if unit.depth == 0 { "root" } else { "OU" }) }
            <input id={id.clone()} class="in m" aria-label={label} value={unit.id.clone()} {oninput} aria-invalid={found.map(|_| "true")}
                aria-describedby={[&id, "-problem"].concat()} autocomplete="off" autocapitalize="off" spellcheck="false" />
            { attached(tree, &unit.id, unit.depth) }
            { wrong(&id, found.unwrap_or_default()) }
        </li>
    }
}

/// An account: its id, where it is, and what is attached to it.
fn account_row(tree: &Tree<'_>, at: usize, depth: usize) -> Html {
    let Some(account) = tree.organization.accounts.get(at) else {
        return Html::default();
    };
    let edit = move |change: Box<dyn FnOnce(&mut Organization)>| -> Change {
        Box::new(move |scenario| {
            if let Some(organization) = &mut scenario.organization {
                change(organization);
            }
        })
    };
    let remove = tree.change(None, move |_: MouseEvent| {
        edit(Box::new(move |organization| {
            if at < organization.accounts.len() {
                organization.accounts.remove(at);
            }
        }))
    });
    let side = match &tree.sides {
        [Some(caller), Some(resource)] if *caller == account.id && *resource == account.id => {
            "caller and resource"
        }
        [Some(caller), _] if *caller == account.id => "caller",
        [_, Some(resource)] if *resource == account.id => "resource",
        _ => "",
    };
    let managing = tree.organization.management_account.as_ref() == Some(&account.id);
    let id = ["member-", &at.to_string()].concat();
    let found = account_problem(&account.id).unwrap_or_default();
    html! {
        <li class={class(&["acct", depth_class(depth)])} key={account.id.clone()}>
            { tag("span", "m", account.id.clone()) }
            if !side.is_empty() { { tag("span", "badge", side) } }
            if managing { { tag("span", "badge", "management") } }
            { icon_button("Remove the account from the organization", small_icon(Glyph::Cross, ""), false, remove) }
            { place(tree, at) }
            { attached(tree, &account.id, depth.max(1)) }
            { wrong(&id, found) }
        </li>
    }
}

/// Where an account is: a unit, a new unit in one, or, where the path cannot be read, the path.
fn place(tree: &Tree<'_>, at: usize) -> Html {
    let Some(account) = tree.organization.accounts.get(at) else {
        return Html::default();
    };
    let set = move |path: String| -> Change {
        Box::new(move |scenario| {
            let accounts = scenario
                .organization
                .as_mut()
                .map(|organization| &mut organization.accounts);
            if let Some(account) = accounts.and_then(|accounts| accounts.get_mut(at)) {
                account.path = path;
            }
        })
    };
    let id = ["place-", &at.to_string()].concat();
    if !is_path(&account.path) {
        let oninput = tree.change(Some(1000 + at), move |event: InputEvent| {
            set(platform::value_of(&event))
        });
        return html! {
            <>
                <input id={id.clone()} class="in m" aria-label={["Path of ", &account.id].concat()} value={account.path.clone()} {oninput} aria-invalid="true"
                    aria-describedby={[&id, "-problem"].concat()} autocomplete="off" autocapitalize="off" spellcheck="false" />
                { wrong(&id, "a path is o-…/r-…/ and OUs, each ended by a slash") }
            </>
        };
    }
    let onchange = {
        let units = Rc::clone(tree.units);
        let organization = tree.organization.clone();
        tree.change(None, move |event: Event| {
            let number: usize = platform::value_of(&event).parse().unwrap_or(0);
            let path = units.get(number).map(|unit| unit.path.clone());
            let new = || {
                units
                    .get(number.checked_sub(units.len())?)
                    .map(|unit| new_unit(&organization, unit))
            };
            set(path.or_else(new).unwrap_or_default())
        })
    };
    let count = tree.units.len();
    let options = (0..count * 2).filter_map(|number| {
        let unit = tree.units.get(number % count)?;
        let text = if number < count {
            ["in ", &unit.id].concat()
        } else {
            ["in a new OU of ", &unit.id].concat()
        };
        let selected = number < count && unit.path == account.path;
        Some(html! { <option key={number} value={number.to_string()} {selected}>{ text }</option> })
    });
    html! { <select {id} class="in" aria-label={["Place of ", &account.id].concat()} {onchange}>{ for options }</select> }
}

/// The control policies at a unit or account, each with a button that takes it away, and a choice of those that are not there.
fn attached(tree: &Tree<'_>, id: &str, depth: usize) -> Html {
    let all = tree.scenario.policies.iter().enumerate();
    let control = all.filter(|(_, policy)| is_control(policy.kind));
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        control.partition(|(_, policy)| is_at(policy.attached_to.as_deref(), id, depth));
    let set = |on: bool| {
        let id = id.to_owned();
        move |policy: usize| -> Change {
            let id = id.clone();
            Box::new(move |scenario| attach(scenario, policy, &id, on))
        }
    };
    let chips = here.iter().map(|(index, policy)| {
        let (index, detach) = (*index, set(false));
        let onclick = tree.change(None, move |_: MouseEvent| detach(index));
        let name = labels::policy_name(policy);
        let detach = [", detach from ", id].concat();
        html! {
            <button type="button" class="scp" key={index} title={[&name, &*detach].concat()} {onclick}>
                { letter_sign(labels::letter(policy.kind)) }{ name }{ tag("span", "hide", detach) }{ small_icon(Glyph::Cross, "") }</button>
        }
    });
    let onchange = {
        let attach = set(true);
        tree.change(None, move |event: Event| {
            match platform::value_of(&event).parse() {
                Ok(index) => attach(index),
                Err(_) => Box::new(|_: &mut Scenario| {}),
            }
        })
    };
    let options = elsewhere.iter().map(|(index, policy)| {
        html! { <option key={*index} value={index.to_string()}>{ labels::policy_name(policy) }</option> }
    });
    html! {
        <span class="at">
            if !control_here(&here) { <span class="badge der" title="Where no service control policy is listed, AWS’s own stands, which allows everything">{ "FullAWSAccess" }</span> }
            { for chips }
            if !elsewhere.is_empty() {
                <select class="in attach" aria-label={["Attach a control policy to ", id].concat()} {onchange}>
                    <option value="" selected=true>{ "attach …" }</option>{ for options }
                </select>
            }
        </span>
    }
}

/// Whether a service control policy is among the policies that stand at a place.
fn control_here(here: &[(usize, &ScenarioPolicy)]) -> bool {
    here.iter()
        .any(|(_, policy)| policy.kind == PolicyType::ServiceControl)
}

/// Properties of [`AddAccount`].
#[derive(Clone, PartialEq, Properties)]
struct AddProps {
    scenario: Shared<Scenario>,
    dispatch: Dispatch,
}

/// The field for another account.
#[component]
fn AddAccount(props: &AddProps) -> Html {
    let typed = use_state(String::new);
    let members = props
        .scenario
        .organization
        .as_ref()
        .map_or(&[][..], |organization| &organization.accounts);
    let is_member = |id: &str| members.iter().any(|account| account.id == id);
    let id = typed.trim().to_owned();
    let found = if id.is_empty() {
        None
    } else if is_member(&id) {
        Some("this account is there already")
    } else {
        account_problem(&id)
    };
    let offered = accounts_named(&props.scenario);
    let offered = offered
        .iter()
        .filter(|id| !is_member(id))
        .map(|id| html! { <option value={id.clone()} /> });
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(platform::value_of(&event)))
    };
    let onsubmit = {
        let typed = typed.clone();
        let add = change(&props.scenario, &props.dispatch, None, |id: String| {
            Box::new(move |scenario| {
                if let Some(organization) = &mut scenario.organization {
                    add_account(organization, &id);
                }
            })
        });
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !id.is_empty() && found.is_none() {
                add.emit(id.clone());
                typed.set(String::new());
            }
        })
    };
    html! {
        <form class="place" {onsubmit}>
            <input id="new-member" class="in m" aria-label="Add an account" placeholder="Add an account, 12 digits" list="members" value={(*typed).clone()} {oninput}
                aria-invalid={found.map(|_| "true")} aria-describedby="new-member-problem" autocomplete="off" autocapitalize="off" spellcheck="false" />
            <datalist id="members">{ for offered }</datalist>
            <button class="ico sm" aria-label="Add the account">{ small_icon(Glyph::Plus, "") }</button>
            { wrong("new-member", found.unwrap_or_default()) }
        </form>
    }
}
