//! Grants on a KMS key: to whom, for which operations, for which encryption context.

use iam_core::scenario::{Grant, KeyManager};
use yew::prelude::*;

use super::field::{ListField, SelectProps, TextProps, select_field, text_field};
use super::icon::{Glyph, small_icon};
use super::pairs::{List, Pairs};
use super::parts::{icon_button, tag};
use super::request::{Change, Edit, editing};

/// The encryption contexts a grant can ask for.
type Select = fn(&mut Grant) -> &mut Option<List>;

/// Who manages the key.
pub(crate) fn key_manager(chosen: Option<KeyManager>, edit: &Edit) -> Html {
    let change = editing(edit, |request, number: usize| {
        request.resource.key_manager = number
            .checked_sub(1)
            .and_then(|number| KeyManager::ALL.get(number).copied());
    });
    let chosen = chosen.and_then(|given| KeyManager::ALL.iter().position(|kind| *kind == given));
    let options = vec!["not said", "AWS", "the account"];
    html! { { select_field(&SelectProps { id: "key-manager".into(), label: "Who manages the key".into(), options, chosen: chosen.map_or(0, |chosen| chosen + 1), change, ..SelectProps::default() }) } }
}

/// The grants.
pub(crate) fn grants(grants: &[Grant], principal: &str, edit: &Edit) -> Html {
    let rows = grants
        .iter()
        .enumerate()
        .map(|(at, grant)| row(at, grant, edit));
    let add = {
        let principal = principal.to_owned();
        edit.reform(move |_: MouseEvent| -> Change {
            let grantee = principal.clone();
            Box::new(move |request| {
                request.resource.grants.push(Grant {
                    grantee,
                    operations: vec!["Decrypt".to_owned()],
                    encryption_context_equals: None,
                    encryption_context_subset: None,
                    unknown: Vec::new(),
                });
            })
        })
    };
    html! {
        <div class="col">
            { for rows }
            <button type="button" class="sm btn-line start" onclick={add}>{ small_icon(Glyph::Plus, "") }{ "Add a grant" }</button>
        </div>
    }
}

fn row(at: usize, grant: &Grant, edit: &Edit) -> Html {
    let id = |part: &str| AttrValue::from(["grant-", part, "-", &at.to_string()].concat());
    let changed = move |change: Box<dyn FnOnce(&mut Grant)>| -> Change {
        Box::new(move |request| {
            if let Some(grant) = request.resource.grants.get_mut(at) {
                change(grant);
            }
        })
    };
    let grantee = edit.reform(move |text: String| {
        changed(Box::new(move |grant| {
            text.trim().clone_into(&mut grant.grantee);
        }))
    });
    let operations = edit
        .reform(move |lines: Vec<String>| changed(Box::new(move |grant| grant.operations = lines)));
    let remove = edit.reform(move |_: MouseEvent| -> Change {
        Box::new(move |request| {
            if at < request.resource.grants.len() {
                request.resource.grants.remove(at);
            }
        })
    });
    let context = |part: &str, label: &'static str, given: &Option<List>, select: Select| {
        let change = edit.reform(move |pairs: List| {
            changed(Box::new(move |grant| {
                *select(grant) = Some(pairs).filter(|pairs| !pairs.is_empty());
            }))
        });
        html! { <Pairs id={id(part)} {label} pairs={given.clone().unwrap_or_default()} {change} /> }
    };
    let problem = if grant.grantee.is_empty() {
        "the ARN or the account that it is given to"
    } else {
        ""
    };
    let nothing = if grant.operations.is_empty() {
        "without an operation it allows nothing"
    } else {
        ""
    };
    html! {
        <div class="grant" role="group" aria-label={["Grant ", &(at + 1).to_string()].concat()} key={at}>
            <div class="grantrow">
                { text_field(&TextProps { id: id("to"), label: "Given to".into(), value: grant.grantee.clone(), change: grantee, minor: true, problem: problem.to_owned(), ..TextProps::default() }) }
                { icon_button("Remove the grant", small_icon(Glyph::Cross, ""), false, remove) }
            </div>
            <ListField id={id("operations")} label="Operations, one a line" lines={grant.operations.clone()} change={operations} placeholder="Decrypt" />
            if !nothing.is_empty() { { tag("p", "bad", nothing) } }
            { context("equals", "Encryption context: exactly", &grant.encryption_context_equals, |grant| &mut grant.encryption_context_equals) }
            { context("subset", "Encryption context: at least", &grant.encryption_context_subset, |grant| &mut grant.encryption_context_subset) }
        </div>
    }
}
