//! One condition key of the request.

use iam_core::report::{KeyReading, Origin};
use iam_core::scenario::{ContextValue, Scalar, ScalarForm};
use yew::prelude::*;

use super::field::{ListField, date_picker, wrong};
use super::icon::{Glyph, small_icon};
use super::parts::{class, on_class, truth, wrapping};
use super::request::{Edit, editing};
use crate::context::{Presence, UNKNOWN, form_of, reform, scalar, set_text, treat};
use crate::labels;
use crate::platform;
use crate::value_kind::Kind;

/// How a value can be written.
const FORMS: [&str; 6] = ["text", "number", "bool", "list", "absent", "unknown"];

/// More characters than there is room for beside the key's name.
const LONG: usize = 10;

/// What [`given_row`] shows.
#[derive(Clone, Debug)]
pub(crate) struct GivenProps {
    /// Its place in the context.
    pub(crate) at: usize,
    /// The key.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: ContextValue,
    /// What its values are.
    pub(crate) kind: Kind,
    /// Whether it stands in place of what would follow.
    pub(crate) overrides: bool,
    /// Whether it is not known if the request has it.
    pub(crate) open: bool,
    /// Takes changes.
    pub(crate) edit: Edit,
}

/// A key with a typed value.
pub(crate) fn given_row(props: &GivenProps) -> Html {
    let at = props.at;
    let id = AttrValue::from(["context-value-", &at.to_string()].concat());
    let label = ["Value of ", &props.name].concat();
    let field = match &props.value {
        ContextValue::List(values) => {
            let lines: Vec<String> = values.iter().map(|value| value.text.clone()).collect();
            let change = typed_at(&props.edit, at);
            html! { <ListField {id} {label} {lines} {change} bare=true placeholder="a value a line" /> }
        }
        ContextValue::Single(value) if is_switch(value, props.kind) => {
            let on = value.text == "true";
            let edit = props.edit.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                edit.emit(Box::new(move |request| {
                    set_text(request, at, (!on).to_string());
                }));
            });
            html! {
                <button {id} type="button" class="switch" role="switch" aria-checked={truth(on)} aria-label={label} {onclick}>
                    <span class="knob" aria-hidden="true" />{ if on { "true" } else { "false" } }
                </button>
            }
        }
        ContextValue::Single(value) => text_value(props, id, label, &value.text),
    };
    let problem = problem_of(&props.value, props.kind).filter(|_| !props.open);
    let chosen = if props.open {
        UNKNOWN
    } else {
        form_of(&props.value)
    };
    let edit = props.edit.clone();
    let onchange = Callback::from(move |event: Event| {
        let form = platform::value_of(&event).parse().unwrap_or(0);
        edit.emit(Box::new(move |request| reform(request, at, form)));
    });
    let edit = props.edit.clone();
    let remove = Callback::from(move |_: MouseEvent| {
        edit.emit(Box::new(move |request| {
            if at < request.context.len() {
                request.context.remove(at);
            }
        }));
    });
    let options = FORMS.iter().enumerate().map(|(number, name)| {
        html! { <option key={number} value={number.to_string()} selected={number == chosen}>{ *name }</option> }
    });
    let (badge, title) = match (props.open, props.overrides) {
        (true, _) => ("badge open", "It is not known whether the request has it"),
        (_, true) => (
            "badge over",
            "typed, in place of what follows from the request",
        ),
        _ => ("badge", "typed"),
    };
    let long =
        matches!(&props.value, ContextValue::Single(value) if value.text.chars().count() > LONG);
    let wide = long || matches!(props.kind, Kind::Date | Kind::Arn);
    let row = class(&[
        "cx given",
        if props.open { "open" } else { "" },
        if wide { "wide" } else { "" },
    ]);
    html! {
        <div class={row} key={at}>
            <span class="m brk">{ wrapping(&props.name) }</span>
            { field }
            <select class={badge} aria-label={["Type of ", &props.name].concat()} {onchange} {title}>{ for options }</select>
            <button type="button" class="ico sm" aria-label={["Remove ", &props.name].concat()} title="Remove" onclick={remove}>
                { small_icon(Glyph::Cross, "") }</button>
            { for problem.map(|problem| wrong(&["context-value-", &at.to_string()].concat(), &problem)) }
        </div>
    }
}

/// Whether a value is switched rather than typed.
fn is_switch(value: &Scalar, kind: Kind) -> bool {
    value.form == ScalarForm::Boolean
        || kind == Kind::Bool && matches!(value.text.as_str(), "true" | "false")
}

/// What is wrong with a value of a kind.
fn problem_of(value: &ContextValue, kind: Kind) -> Option<String> {
    match value {
        ContextValue::Single(value) => kind.problem(&value.text).map(str::to_owned),
        ContextValue::List(values) => values.iter().find_map(|value| {
            let problem = kind.problem(&value.text)?;
            Some([&value.text, ": ", problem].concat())
        }),
    }
}

/// A field for a value that is typed, with a picker for a date.
fn text_value(props: &GivenProps, id: AttrValue, label: String, text: &str) -> Html {
    let (at, kind) = (props.at, props.kind);
    let edit = props.edit.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let text = platform::value_of(&event);
        edit.emit(Box::new(move |request| set_text(request, at, text)));
    });
    let invalid = (!props.open && kind.problem(text).is_some()).then_some("true");
    let described = invalid.is_some().then(|| [&*id, "-problem"].concat());
    let field = html! {
        <input {id} class="m" aria-label={label} value={text.to_owned()} {oninput} inputmode={kind.input_mode()} placeholder={kind.example()}
            aria-invalid={invalid} aria-describedby={described} autocomplete="off" autocapitalize="off" spellcheck="false" />
    };
    if kind != Kind::Date {
        return field;
    }
    let edit = props.edit.clone();
    let picked = Callback::from(move |text: String| {
        edit.emit(Box::new(move |request| set_text(request, at, text)));
    });
    html! { <span class="dated">{ field }{ date_picker(&props.name, text, picked) }</span> }
}

fn typed_at(edit: &Edit, at: usize) -> Callback<Vec<String>> {
    let edit = edit.clone();
    Callback::from(move |lines: Vec<String>| {
        edit.emit(Box::new(move |request| {
            if let Some((_, ContextValue::List(values))) = request.context.get_mut(at) {
                let form = values.first().map_or(ScalarForm::Text, |value| value.form);
                *values = lines.into_iter().map(|text| scalar(text, form)).collect();
            }
        }));
    })
}

/// What [`lacking_row`] shows.
#[derive(Clone, Debug)]
pub(crate) struct LackingProps {
    /// The key.
    pub(crate) name: String,
    /// Whether it stays open rather than absent.
    pub(crate) open: bool,
    /// The value to begin with when it becomes present.
    pub(crate) suggestion: String,
    /// Takes changes.
    pub(crate) edit: Edit,
}

/// A key that the request lacks: it can become present, stay absent, or be left open.
pub(crate) fn lacking_row(props: &LackingProps) -> Html {
    let LackingProps { name, open, .. } = props.clone();
    let choose = |label: &'static str, on: bool, kind: Presence| {
        let edit = props.edit.clone();
        let (name, value) = (props.name.clone(), props.suggestion.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let (name, value) = (name.clone(), value.clone());
            edit.emit(Box::new(move |request| treat(request, name, kind, value)));
        });
        html! { <button type="button" class={on_class(on)} aria-pressed={truth(on)} {onclick}>{ label }</button> }
    };
    let (class, badge, state) = if open {
        ("cx lacking open", "badge open", "unknown")
    } else {
        ("cx lacking", "badge miss", "missing")
    };
    html! {
        <div {class} key={name.clone()}>
            <span class="m brk">{ wrapping(&name) }</span>
            <span class={badge}>{ state }</span>
            <div class="seg" role="group" aria-label={["Treat ", &name, " as"].concat()}>
                { choose("present", false, Presence::Present) }
                { choose("absent", !open, Presence::Absent) }
                { choose("unknown", open, Presence::Open) }
            </div>
        </div>
    }
}

/// What [`read_row`] shows.
#[derive(Clone, Debug)]
pub(crate) struct ReadProps {
    /// The key.
    pub(crate) reading: KeyReading,
    /// Takes changes.
    pub(crate) edit: Edit,
}

/// A key whose value follows from the request; it can get a value of its own, or be left unknown.
pub(crate) fn read_row(props: &ReadProps) -> Html {
    let KeyReading {
        name,
        values,
        origin,
        note,
        ..
    } = &props.reading;
    let own = editing(&props.edit, |request, reading: KeyReading| {
        let values: Vec<Scalar> = reading.values.into_iter().map(Scalar::text).collect();
        let value = match <[Scalar; 1]>::try_from(values) {
            Ok([one]) if !reading.multivalued => ContextValue::Single(one),
            Ok(one) => ContextValue::List(one.into()),
            Err(values) => ContextValue::List(values),
        };
        request.context.push((reading.name, value));
    });
    let open = editing(&props.edit, |request, name: String| {
        treat(request, name, Presence::Open, String::new());
    });
    let onchange = {
        let reading = props.reading.clone();
        Callback::from(
            move |event: Event| match platform::value_of(&event).as_str() {
                "typed" => own.emit(reading.clone()),
                "unknown" => open.emit(reading.name.clone()),
                _ => {}
            },
        )
    };
    let choices = ["typed", "unknown"].map(|name| html! { <option value={name}>{ name }</option> });
    let origin_class = if *origin == Origin::Missing {
        "badge miss"
    } else {
        "badge der"
    };
    let shown = if *origin == Origin::Missing {
        "–".to_owned()
    } else {
        values.join(", ")
    };
    let why = note.as_ref().map_or("", |note| &note.sentence).to_owned();
    html! {
        <div class="cx follows" key={name.clone()}>
            <span class="m brk">{ wrapping(name) }</span>
            <span class="m brk">{ wrapping(&shown) }</span>
            <select class={origin_class} aria-label={["Where ", name, " comes from"].concat()} title={why} {onchange}>
                <option value="" selected=true>{ labels::origin_name(*origin) }</option>{ for choices }
            </select>
        </div>
    }
}
