//! The policies of two versions, side by side.

use iam_core::scenario::{Scenario, ScenarioPolicy};
use yew::prelude::*;

use crate::diff::{Row, parts, rows};
use crate::engine::{comparison, format};
use crate::labels;
use crate::view::parts::{class, letter_sign, tag};

/// Lines shown around what differs.
const CONTEXT: usize = 2;

/// Rows of one policy that are shown.
const MOST: usize = 400;

/// Every policy that differs, and a word about the rest.
pub(super) fn policies(before: &Scenario, now: &Scenario) -> Html {
    let mut same = 0;
    let mut shown = Vec::new();
    for (key, pair) in comparison::pairs(before, now).into_iter().enumerate() {
        let old = pair.before.and_then(|index| before.policies.get(index));
        let new = pair.now.and_then(|index| now.policies.get(index));
        match policy(old, new) {
            Some(policy) => {
                shown.push(html! { <section key={key} class="version">{ policy }</section> });
            }
            None => same += 1,
        }
    }
    let elsewhere = before.organization != now.organization;
    let counted = same.to_string();
    let rest = match (same, shown.is_empty()) {
        (0, _) => None,
        (_, true) => Some("No policy differs.".to_owned()),
        (1, false) => Some("1 policy does not differ.".to_owned()),
        (_, false) => Some([&counted, " policies do not differ."].concat()),
    };
    html! {
        <>
            { for shown }
            if elsewhere { { tag("p", "t12 q told", "The organization differs.") } }
            { for rest.map(|rest| tag("p", "t12 d told", rest)) }
        </>
    }
}

/// A policy, if it differs.
fn policy(old: Option<&ScenarioPolicy>, new: Option<&ScenarioPolicy>) -> Option<Html> {
    let either = new.or(old)?;
    let text = |policy: Option<&ScenarioPolicy>| -> String {
        policy.map_or_else(String::new, |policy| policy.document.to_string())
    };
    let (before, after) = (text(old), text(new));
    let attached = |policy: &ScenarioPolicy| policy.attached_to.clone().unwrap_or_default();
    let moved = old
        .zip(new)
        .filter(|(old, new)| attached(old) != attached(new));
    let what = match (old, new) {
        (Some(_), None) => "removed",
        (None, Some(_)) => "added",
        _ if before == after => {
            moved?;
            ""
        }
        _ if format(&before).is_some_and(|before| format(&after) == Some(before)) => {
            "only the layout differs"
        }
        _ => "",
    };
    let rows = rows(&before, &after, CONTEXT);
    let count = |wanted: fn(&Row<'_>) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let came = count(|row| matches!(row, Row::Differs(_, Some(_))));
    let went = count(|row| matches!(row, Row::Differs(Some(_), _)));
    let name = labels::policy_name(either);
    let moved = moved.map(|(old, new)| {
        let list = |policy: &ScenarioPolicy| match &policy.attached_to {
            Some(to) if !to.is_empty() => to.join(", "),
            Some(_) => "nothing".to_owned(),
            None => "the default".to_owned(),
        };
        ["Attached to ", &list(new), "; before to ", &list(old), "."].concat()
    });
    let more = rows.len().saturating_sub(MOST);
    let label = ["Differences of ", &name].concat();
    Some(html! {
        <>
            <h3 class="row">
                { letter_sign(labels::letter(either.kind)) }
                { tag("span", "el", name) }
                if !what.is_empty() { { tag("span", "badge", what) } }
                if came > 0 { <span class="v-allow" aria-hidden="true">{ "+" }{ came }</span> }
                if went > 0 { <span class="v-deny" aria-hidden="true">{ "−" }{ went }</span> }
                <span class="hide">{ [came.to_string().as_str(), " lines came, ", &went.to_string(), " went"].concat() }</span>
            </h3>
            { for moved.map(|moved| tag("p", "t12 q told", moved)) }
            if !rows.is_empty() {
                <div class="sbs" role="region" aria-label={label.clone()} tabindex="0">
                    <table aria-label={label}>
                        <colgroup><col class="n" /><col /><col class="n" /><col /></colgroup>
                        <thead class="hide"><tr><th scope="col">{ "Line before" }</th><th scope="col">{ "Before" }</th><th scope="col">{ "Line now" }</th><th scope="col">{ "Now" }</th></tr></thead>
                        <tbody>{ for rows.iter().take(MOST).map(line) }</tbody>
                    </table>
                </div>
            }
            if more > 0 { { tag("p", "t12 d told", [&more.to_string(), " more lines"].concat()) } }
        </>
    })
}

fn line(row: &Row<'_>) -> Html {
    match row {
        Row::Gap(count) => {
            let told = [
                count.to_string().as_str(),
                if *count == 1 { " line" } else { " lines" },
                " as before",
            ]
            .concat();
            html! { <tr class="gap"><td colspan="4">{ told }</td></tr> }
        }
        Row::Same(at, to, text) => html! {
            <tr class="same">{ number(Some(*at)) }{ cell("", html! { *text }) }{ number(Some(*to)) }{ cell("", html! { *text }) }</tr>
        },
        Row::Differs(old, new) => {
            let [before, after] = match (old, new) {
                (Some((_, old)), Some((_, new))) => parts(old, new).map(Some),
                _ => [*old, *new].map(|line| line.map(|(_, text)| ["", text, ""])),
            };
            let side = |name: &'static str, parts: Option<[&str; 3]>, alone: bool| match parts {
                None => cell("none", Html::default()),
                Some([head, middle, tail]) => {
                    let middle = if alone || middle.is_empty() {
                        html! { middle }
                    } else {
                        tag("mark", "", middle)
                    };
                    cell(name, html! { <>{ head }{ middle }{ tail }</> })
                }
            };
            let alone = old.is_none() || new.is_none();
            html! {
                <tr>{ number(old.map(|(at, _)| at)) }{ side("went", before, alone) }{ number(new.map(|(to, _)| to)) }{ side("came", after, alone) }</tr>
            }
        }
    }
}

fn number(line: Option<usize>) -> Html {
    html! { <td class="n">{ for line }</td> }
}

fn cell(name: &'static str, inside: Html) -> Html {
    html! { <td class={class(&["m", name])}>{ inside }</td> }
}
