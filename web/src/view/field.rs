//! Form fields with their labels.

use yew::prelude::*;

use super::parts::class;
use crate::platform;
use crate::value_kind::{Kind, picked_from, text_of_picked};

/// Characters that stand on one line of a field in the request pane.
const LINE: usize = 42;

/// What [`text_field`] shows.
#[derive(Debug, Default)]
pub(crate) struct TextProps {
    /// The input's id.
    pub(crate) id: AttrValue,
    /// What it is called.
    pub(crate) label: AttrValue,
    /// Its text.
    pub(crate) value: String,
    /// Called with what is typed.
    pub(crate) change: Callback<String>,
    /// What stands there while it is empty.
    pub(crate) placeholder: &'static str,
    /// Whether the label is small.
    pub(crate) minor: bool,
    /// What is wrong with what it says; empty for nothing.
    pub(crate) problem: String,
    /// Whether it may take a second line.
    pub(crate) long: bool,
}

/// A labelled line of text.
pub(crate) fn text_field(props: &TextProps) -> Html {
    let oninput = props
        .change
        .reform(|event: InputEvent| platform::value_of(&event));
    let invalid = (!props.problem.is_empty()).then_some("true");
    let described = [&*props.id, "-problem"].concat();
    if props.long {
        let rows = if props.value.len() > LINE { "2" } else { "1" };
        // A line break cannot be part of it; whoever pastes one meant a space at most.
        let oninput = props
            .change
            .reform(|event: InputEvent| platform::value_of(&event).replace(['\r', '\n'], ""));
        return html! {
            <div class={if props.minor { "f minor" } else { "f" }}>
                <label for={&props.id}>{ &props.label }</label>
                <textarea id={&props.id} class="in m" value={props.value.clone()} {oninput} {rows} placeholder={props.placeholder}
                    aria-invalid={invalid} aria-describedby={described} autocomplete="off" autocapitalize="off" spellcheck="false" />
                { wrong(&props.id, &props.problem) }
            </div>
        };
    }
    html! {
        <div class={if props.minor { "f minor" } else { "f" }}>
            <label for={&props.id}>{ &props.label }</label>
            <input id={&props.id} class="in m" value={props.value.clone()} {oninput} placeholder={props.placeholder}
                aria-invalid={invalid} aria-describedby={described} autocomplete="off" autocapitalize="off" spellcheck="false" />
            { wrong(&props.id, &props.problem) }
        </div>
    }
}

/// A labelled value of a kind: what is not of it is told, and a date can be picked.
pub(crate) fn typed_field(props: TextProps, kind: Kind) -> Html {
    let mut props = props;
    if props.problem.is_empty() {
        props.problem = kind.problem(&props.value).unwrap_or_default().to_owned();
    }
    if props.placeholder.is_empty() {
        props.placeholder = kind.example();
    }
    if kind != Kind::Date {
        return text_field(&props);
    }
    let pick = date_picker(&props.label, &props.value, props.change.clone());
    html! { <div class="dated-field">{ text_field(&props) }{ pick }</div> }
}

/// The browser's own field for a date, beside one that is typed.
pub(crate) fn date_picker(name: &str, value: &str, change: Callback<String>) -> Html {
    let before = value.to_owned();
    let onchange = Callback::from(move |event: Event| {
        if let Some(text) = text_of_picked(&platform::value_of(&event), &before) {
            change.emit(text);
        }
    });
    let pick = ["Pick ", name, ", in UTC"].concat();
    html! { <input type="datetime-local" step="1" class="date-pick" aria-label={pick.clone()} title={pick} value={picked_from(value)} {onchange} /> }
}

/// What is wrong with a field, under it.
pub(crate) fn wrong(id: &str, problem: &str) -> Html {
    let id = if id.is_empty() {
        None
    } else {
        Some([id, "-problem"].concat())
    };
    html! { <p {id} class="bad">{ problem.to_owned() }</p> }
}

/// Properties of [`ListField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ListProps {
    /// The input's id.
    pub(crate) id: AttrValue,
    /// What it is called.
    pub(crate) label: AttrValue,
    /// Its lines.
    pub(crate) lines: Vec<String>,
    /// Called with the lines that are not empty.
    pub(crate) change: Callback<Vec<String>>,
    /// What stands there while it is empty.
    #[prop_or_default]
    pub(crate) placeholder: &'static str,
    /// Whether the label is for screen readers only.
    #[prop_or_default]
    pub(crate) bare: bool,
    /// What its lines are. A bare list is told about where it stands.
    #[prop_or_default]
    pub(crate) kind: Kind,
}

/// A labelled list, a line for each entry. While it is typed in, it keeps what is typed as it is.
#[component]
pub(crate) fn ListField(props: &ListProps) -> Html {
    let typed = use_state(|| None::<String>);
    let text = (*typed).clone().unwrap_or_else(|| props.lines.join("\n"));
    let oninput = {
        let change = props.change.clone();
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            let text = platform::value_of(&event);
            change.emit(split(&text));
            typed.set(Some(text));
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| typed.set(None));
    let rows = text.split('\n').count().clamp(1, 8).to_string();
    let label = if props.bare { "hide" } else { "" };
    let problem = props.lines.iter().find_map(|line| {
        let problem = props.kind.problem(line)?;
        Some([line, ": ", problem].concat())
    });
    let invalid = problem.as_ref().map(|_| "true");
    let described = invalid.map(|_| [&*props.id, "-problem"].concat());
    html! {
        <div class="f minor">
            <label for={&props.id} class={label}>{ &props.label }</label>
            <textarea id={&props.id} class="in m" value={text} {rows} {oninput} {onblur} placeholder={props.placeholder}
                aria-invalid={invalid} aria-describedby={described} autocomplete="off" autocapitalize="off" spellcheck="false" />
            { for problem.map(|problem| wrong(&props.id, &problem)) }
        </div>
    }
}

fn split(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// What [`select_field`] shows.
#[derive(Debug, Default)]
pub(crate) struct SelectProps {
    /// The select's id.
    pub(crate) id: AttrValue,
    /// What it is called.
    pub(crate) label: AttrValue,
    /// The number of the option that is chosen.
    pub(crate) chosen: usize,
    /// What the options are called.
    pub(crate) options: Vec<&'static str>,
    /// Called with the number of the chosen option.
    pub(crate) change: Callback<usize>,
    /// Whether the label is for screen readers only.
    pub(crate) bare: bool,
    /// Further classes of the select.
    pub(crate) class: &'static str,
}

/// A labelled choice.
pub(crate) fn select_field(props: &SelectProps) -> Html {
    let onchange = {
        let change = props.change.clone();
        Callback::from(move |event: Event| {
            if let Ok(number) = platform::value_of(&event).parse() {
                change.emit(number);
            }
        })
    };
    let options = props.options.iter().enumerate().map(|(number, name)| {
        let chosen = number == props.chosen;
        html! { <option key={number} value={number.to_string()} selected={chosen}>{ *name }</option> }
    });
    let label = if props.bare { "hide" } else { "" };
    html! {
        <div class="f minor">
            <label for={&props.id} class={label}>{ &props.label }</label>
            <select id={&props.id} class={class(&["in", props.class])} {onchange}>{ for options }</select>
        </div>
    }
}
