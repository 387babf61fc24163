//! The condition keys that the chosen action sends and those of every request, each added with one click in the form its values have.

use iam_core::scenario::{ContextValue, Request, Scalar, ScalarForm};
use iam_questions::builder::{Form, Key};
use yew::prelude::*;

use super::icon::{Glyph, small_icon};
use super::parts::tag;
use super::request::Edit;
use crate::context::is_tag_of_request;
use crate::platform;

/// The keys that the request does not have yet: the action's own, and the global ones.
pub(crate) fn key_offers(form: &Form, request: &Request, edit: &Edit) -> Html {
    // The tags in the request are a list of their own.
    let others = form.keys.iter().filter(|key| !is_tag_of_request(&key.name));
    let fresh = others.filter(|key| {
        split(&key.name).is_some()
            || !request
                .context
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case(&key.name))
    });
    let (global, own): (Vec<_>, Vec<_>) = fresh.partition(|key| is_global(key));
    let list = |keys: Vec<&Key>, label: String| {
        let rows = keys.iter().map(|key| {
            html! { <Row key={key.name.clone()} offer={(*key).clone()} edit={edit.clone()} at={request.context.len()} /> }
        });
        html! { <ul class="needs" aria-label={label}>{ for rows }</ul> }
    };
    html! {
        <>
            <details class="more">
                <summary>{ own.len() }{ if own.len() == 1 { " key that " } else { " keys that " } }{ &form.action }{ " sends" }</summary>
                if own.is_empty() {
                    <p class="tell"><span>{ "Only the keys of every request." }</span></p>
                } else {
                    { list(own, ["Keys of ", &form.action].concat()) }
                }
            </details>
            <details class="more">
                <summary>{ global.len() }{ " keys of every request" }</summary>
                { list(global, "Global keys".to_owned()) }
            </details>
        </>
    }
}

/// Whether any request may have it; those with a tag that the action lists itself are its own.
fn is_global(key: &Key) -> bool {
    let listed = ["aws:requesttag/", "aws:resourcetag/", "aws:tagkeys"];
    let name = key.name.to_ascii_lowercase();
    name.starts_with("aws:") && !listed.iter().any(|prefix| name.starts_with(prefix))
}

/// What stands before and behind the part of a key's name that is to be filled in, and what that is called.
fn split(name: &str) -> Option<(&str, &str, &str)> {
    let (before, rest, end) = match (name.split_once("${"), name.split_once('<')) {
        (Some((before, rest)), _) => (before, rest, '}'),
        (None, Some((before, rest))) => (before, rest, '>'),
        (None, None) => return None,
    };
    let (hole, behind) = rest.split_once(end)?;
    Some((before, hole, behind))
}

/// The value that a key begins with.
fn first_value(key: &Key) -> ContextValue {
    let (text, form) = match key.kind.as_str() {
        "Bool" => ("true", ScalarForm::Boolean),
        "Numeric" => ("0", ScalarForm::Number),
        "Date" => ("2026-01-01T00:00:00Z", ScalarForm::Text),
        "IPAddress" => ("203.0.113.7", ScalarForm::Text),
        _ => ("", ScalarForm::Text),
    };
    let scalar = Scalar {
        text: text.to_owned(),
        form,
    };
    match (key.multivalued, text.is_empty()) {
        (true, true) => ContextValue::List(Vec::new()),
        (true, false) => ContextValue::List(vec![scalar]),
        (false, _) => ContextValue::Single(scalar),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RowProps {
    offer: Key,
    edit: Edit,
    at: usize,
}

/// A key to add; one that is a template with a field for what is open in its name.
#[component]
fn Row(props: &RowProps) -> Html {
    let hole = use_state_eq(String::new);
    let key = &props.offer;
    let template = split(&key.name);
    let name = match template {
        None => Some(key.name.clone()),
        Some((before, _, behind)) => {
            let text = hole.trim();
            (!text.is_empty()).then(|| [before, text, behind].concat())
        }
    };
    let ready = name.is_some();
    let onsubmit = {
        let (edit, hole, key, at) = (props.edit.clone(), hole.setter(), key.clone(), props.at);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(name) = name.clone() else { return };
            let value = first_value(&key);
            edit.emit(Box::new(move |request| {
                let known = |other: &str| other.eq_ignore_ascii_case(&name);
                request.open_keys.retain(|open| !known(open));
                if !request.context.iter().any(|(other, _)| known(other)) {
                    request.context.push((name, value));
                }
            }));
            hole.set(String::new());
            platform::focus_soon(["context-value-", &at.to_string()].concat());
        })
    };
    let oninput = {
        let hole = hole.setter();
        Callback::from(move |event: InputEvent| hole.set(platform::value_of(&event)))
    };
    let kind = if key.multivalued {
        ["list of ", &key.kind].concat()
    } else {
        key.kind.clone()
    };
    html! {
        <li>
            <form class="offer" {onsubmit} title={key.about.clone()}>
                <span class="m el">{ template.map_or(key.name.as_str(), |(before, _, _)| before).to_owned() }</span>
                if let Some((before, what, _)) = template {
                    <input class="m" value={(*hole).clone()} {oninput} placeholder={what.to_owned()} aria-label={["Rest of ", before].concat()}
                        autocomplete="off" autocapitalize="off" spellcheck="false" />
                }
                { tag("span", "badge", kind) }
                <button class="ico sm" disabled={!ready} aria-label={["Add ", &key.name].concat()} title="Add">{ small_icon(Glyph::Plus, "") }</button>
            </form>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::ContextValue;

    use super::{Key, first_value, is_global, split};

    fn key(name: &str, kind: &str, multivalued: bool) -> Key {
        Key {
            name: name.to_owned(),
            kind: kind.to_owned(),
            multivalued,
            about: String::new(),
        }
    }

    #[test]
    fn names_with_an_open_part_are_split() {
        let cases = [
            (
                "aws:RequestTag/${TagKey}",
                Some(("aws:RequestTag/", "TagKey", "")),
            ),
            (
                "s3:ExistingObjectTag/<key>",
                Some(("s3:ExistingObjectTag/", "key", "")),
            ),
            ("aws:SourceIp", None),
            ("x:${open", None),
        ];
        for (name, parts) in cases {
            assert_eq!(split(name), parts);
        }
    }

    #[test]
    fn keys_are_an_actions_own_or_global() {
        for (name, global) in [
            ("aws:SourceIp", true),
            ("aws:ResourceTag/${TagKey}", false),
            ("aws:TagKeys", false),
            ("s3:prefix", false),
        ] {
            assert_eq!(is_global(&key(name, "String", false)), global, "{name}");
        }
    }

    #[test]
    fn a_value_begins_in_the_form_of_its_type() {
        for (kind, multivalued, text) in [
            ("Bool", false, "true"),
            ("Numeric", false, "0"),
            ("String", false, ""),
        ] {
            let ContextValue::Single(value) = first_value(&key("k", kind, multivalued)) else {
                panic!("{kind} is one value");
            };
            assert_eq!(value.text, text);
        }
        assert_eq!(
            first_value(&key("k", "String", true)),
            ContextValue::List(Vec::new())
        );
    }
}
