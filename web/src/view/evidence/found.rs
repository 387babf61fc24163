//! What was found: requests with where each part of them comes from, and policies with why they are taken for what they are.

use iam_core::scenario::PolicyType;
use iam_core::text::Span;
use iam_import::{Basis, Choice, FoundPolicy, FoundRequest, Options};
use yew::prelude::*;

use super::{Parts, sentence};
use crate::labels;
use crate::view::field::{SelectProps, TextProps, select_field, text_field};
use crate::view::icon::{Glyph, icon};
use crate::view::parts::{letter_sign, tag};
use crate::view::prose::prose;

/// The most requests, and the most policies, that are shown.
const SHOWN: usize = 12;

/// Requests, policies, and the fields for what the text does not say.
pub(super) fn found(parts: &Parts<'_>) -> Html {
    let import = parts.import;
    let requests = import
        .requests
        .iter()
        .take(SHOWN)
        .map(|found| request(found, parts));
    let policies = import
        .policies
        .iter()
        .take(SHOWN)
        .map(|found| policy(found, parts));
    let more =
        import.requests.len().saturating_sub(SHOWN) + import.policies.len().saturating_sub(SHOWN);
    html! {
        <>
            if let Some(document) = &import.document {
                <p class="ev-line">{ icon(Glyph::Sheet, "") }{ document.policies.len() }{ " policies, " }{ document.requests.len() }{ " requests" }</p>
            }
            { for requests }
            { for policies }
            if more > 0 { <p class="d">{ "and " }{ more }{ " more" }</p> }
            { choices(parts) }
        </>
    }
}

fn request(found: &FoundRequest, parts: &Parts<'_>) -> Html {
    let said = found.stated.as_ref().map(|stated| {
        let (glyph, class, name) = match stated.decision {
            Some(decision) => (
                labels::decision_glyph(decision),
                labels::decision_class(decision),
                labels::decision_name(decision),
            ),
            None => (Glyph::Alert, "v-none", "Denied, AWS does not say how"),
        };
        html! {
            <p class="ev-line">
                { icon(glyph, class) }
                <span>{ tag("b", class, name) }{ " " }{ tag("q", "q", &stated.words) }</span>
            </p>
        }
    });
    let rows = found
        .parts
        .iter()
        .filter(|part| part.field != "expect")
        .map(|part| {
            let name = match part.field.as_str() {
                "principal" => "Principal",
                "action" => "Action",
                "resource" => "Resource",
                key => key,
            };
            html! {
                <>
                    { tag("dt", "", name.to_owned()) }
                    <dd>{ place(parts, &part.value, part.span) }{ badge(part.basis) }</dd>
                </>
            }
        });
    html! {
        <section class="ev-req" aria-label="A request">
            { for said }
            <dl>{ for rows }</dl>
        </section>
    }
}

/// A value; a click shows where it stands.
fn place(parts: &Parts<'_>, value: &str, span: Span) -> Html {
    let span = parts.index.span_to_utf16(span);
    let onclick = parts
        .show
        .reform(move |_: MouseEvent| (span.start, span.end));
    html! { <button type="button" class="ev-val m" title="Show where it stands" {onclick}>{ value.to_owned() }</button> }
}

/// How something is known, where it is not simply stated.
fn badge(basis: Basis) -> Html {
    match basis {
        Basis::Stated => Html::default(),
        Basis::Guessed => tag("span", "badge miss", basis.name()),
        Basis::Follows | Basis::Chosen => tag("span", "badge der", basis.name()),
    }
}

fn policy(found: &FoundPolicy, parts: &Parts<'_>) -> Html {
    let policy = &found.policy;
    let carriers = policy.attached_to.as_ref().map(|list| list.join(", "));
    html! {
        <section class="ev-req" aria-label="A policy">
            <p class="ev-line">
                { letter_sign(labels::letter(policy.kind)) }
                <span>
                    { place(parts, &labels::policy_name(policy), found.span) }{ badge(found.type_basis) }
                    { tag("small", "q", prose(&sentence(&found.type_reason))) }
                    if let Some(carriers) = carriers { { tag("small", "q m", carriers) } }
                </span>
            </p>
        </section>
    }
}

/// Fields for what the text does not say.
fn choices(parts: &Parts<'_>) -> Html {
    let mut fields = Vec::new();
    let mut asked = [false; 4];
    for choice in &parts.import.choices {
        let kind = match choice {
            Choice::Principal(_) => 0,
            Choice::Resource(_) => 1,
            Choice::PolicyType(..) => 2,
            Choice::OnePrincipal(..) | Choice::Record(..) => 3,
        };
        if let Some(asked) = asked.get_mut(kind)
            && !*asked
        {
            *asked = true;
            fields.push(field(choice, parts));
        }
    }
    html! { <div class="ev-ask">{ for fields }</div> }
}

fn field(choice: &Choice, parts: &Parts<'_>) -> Html {
    match choice {
        Choice::Principal(_) => line(
            parts,
            "evi-who",
            "Who asked? The text does not say",
            "arn:aws:iam::111122223333:user/ana",
            |options| &mut options.principal,
        ),
        Choice::Resource(_) => line(
            parts,
            "evi-what",
            "For which resource?",
            "arn:aws:s3:::bucket/key",
            |options| &mut options.resource,
        ),
        Choice::PolicyType(_, offered) => kinds(parts, offered),
        Choice::OnePrincipal(arns, chosen) => {
            let names = arns.clone();
            pick(
                parts,
                "Whose policies?",
                arns,
                *chosen,
                move |options, number| {
                    options.principal = names.get(number).cloned();
                },
            )
        }
        Choice::Record(names, chosen) => pick(
            parts,
            "Which record?",
            names,
            Some(*chosen),
            |options, number| {
                options.record = Some(number);
            },
        ),
    }
}

fn line(
    parts: &Parts<'_>,
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
    of: fn(&mut Options) -> &mut Option<String>,
) -> Html {
    let mut now = (**parts.options).clone();
    let value = of(&mut now).clone().unwrap_or_default();
    let options = parts.options.clone();
    let change = Callback::from(move |text: String| {
        let mut next = (*options).clone();
        *of(&mut next) = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        options.set(next);
    });
    text_field(&TextProps {
        id: id.into(),
        label: label.into(),
        value,
        change,
        placeholder,
        minor: true,
        ..TextProps::default()
    })
}

fn kinds(parts: &Parts<'_>, offered: &[PolicyType]) -> Html {
    let now = parts.options.policy_type.or(offered.first().copied());
    let chosen = offered
        .iter()
        .position(|kind| Some(*kind) == now)
        .unwrap_or(0);
    let offered = offered.to_vec();
    let names = offered
        .iter()
        .map(|kind| labels::type_name(*kind))
        .collect();
    let options = parts.options.clone();
    let change = Callback::from(move |number: usize| {
        let mut next = (*options).clone();
        next.policy_type = offered.get(number).copied();
        options.set(next);
    });
    select_field(&SelectProps {
        id: "evi-type".into(),
        label: "What type of policy is it?".into(),
        chosen,
        options: names,
        change,
        ..SelectProps::default()
    })
}

/// One of a list, that may be long.
fn pick(
    parts: &Parts<'_>,
    label: &'static str,
    names: &[String],
    chosen: Option<usize>,
    choose: impl Fn(&mut Options, usize) + 'static,
) -> Html {
    let options = parts.options.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Ok(number) = crate::platform::value_of(&event).parse() {
            let mut next = (*options).clone();
            choose(&mut next, number);
            options.set(next);
        }
    });
    let entries = names.iter().enumerate().map(|(number, name)| {
        html! { <option key={number} value={number.to_string()} selected={chosen == Some(number)}>{ name.clone() }</option> }
    });
    html! {
        <div class="f minor">
            <label for="evi-pick">{ label }</label>
            <select id="evi-pick" class="in" {onchange}>
                if chosen.is_none() { <option value="" selected=true>{ "Choose …" }</option> }
                { for entries }
            </select>
        </div>
    }
}
