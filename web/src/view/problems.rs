//! Everything that is to be said about the policies: what is wrong, risky or could be better, the gravest first, and fixes.

use iam_core::text::LineIndex;
use iam_questions::findings::FindingKind;
use yew::prelude::*;

use super::fold::MANY;
use super::icon::{Glyph, labelled_icon, small_icon};
use super::parts::{act, letter_sign, tag};
use super::prose::prose;
use crate::engine::Question;
use crate::findings::{All, Finding, Known};
use crate::labels;
use crate::state::{Action, Dispatch, Place};

/// A finding with its policy.
type Row<'f> = (usize, &'f Finding);

/// The findings, grouped by what they mean.
pub(crate) fn problems(question: &Question, known: &Known, all: &All, dispatch: &Dispatch) -> Html {
    let policies = all.iter().enumerate();
    let rows: Vec<Row<'_>> = policies
        .flat_map(|(policy, found)| found.iter().map(move |finding| (policy, finding)))
        .collect();
    let kinds = [
        (FindingKind::Error, "Errors"),
        (FindingKind::SecurityWarning, "Security warnings"),
        (FindingKind::Warning, "Warnings"),
        (FindingKind::Suggestion, "Suggestions"),
    ];
    let groups = kinds.map(|(kind, name)| {
        group(
            question,
            name,
            rows.iter()
                .copied()
                .filter(|(_, finding)| finding.kind == kind),
            dispatch,
        )
    });
    html! {
        <>
            if rows.is_empty() {
                { tag("p", "empty", if known.is_empty() { "No problems. Every policy can be read as it stands." }
                    else { "No problems. Every policy can be read as it stands, and no check has anything to say." }) }
            } else {
                { for groups }
            }
            { lack(known) }
        </>
    }
}

fn group<'r>(
    question: &Question,
    name: &'static str,
    rows: impl Iterator<Item = Row<'r>>,
    dispatch: &Dispatch,
) -> Html {
    let rows: Vec<Row<'_>> = rows.collect();
    if rows.is_empty() {
        return Html::default();
    }
    let mut index: Option<(usize, LineIndex)> = None;
    let shown = rows
        .iter()
        .take(MANY)
        .enumerate()
        .map(|(number, (policy, finding))| {
            if index.as_ref().is_none_or(|(of, _)| of != policy) {
                let text = question
                    .scenario
                    .policies
                    .get(*policy)
                    .map_or("", |policy| &policy.document);
                index = Some((*policy, LineIndex::new(text)));
            }
            let (line, column) = index
                .as_ref()
                .map_or((0, 0), |(_, index)| index.line_col(finding.span.start));
            let at = [&(line + 1).to_string(), ":", &(column + 1).to_string()].concat();
            html! { <li key={number}>{ row(question, *policy, finding, &at, dispatch) }</li> }
        });
    let shown: Vec<Html> = shown.collect();
    let more = rows.len().saturating_sub(MANY);
    html! {
        <section class="find-group" aria-label={name}>
            <h3>{ name }{ " " }{ tag("b", "d", rows.len().to_string()) }</h3>
            <ul class="probs" aria-label={name}>{ shown }</ul>
            if more > 0 { <p class="d told">{ "and " }{ more }{ " more" }</p> }
        </section>
    }
}

fn row(
    question: &Question,
    policy: usize,
    finding: &Finding,
    at: &str,
    dispatch: &Dispatch,
) -> Html {
    let Some(own) = question.scenario.policies.get(policy) else {
        return Html::default();
    };
    let letter = labels::letter(own.kind);
    let name = labels::policy_name(own);
    let show = act(
        dispatch,
        Action::Show(
            Place {
                policy,
                span: finding.span,
            },
            None,
        ),
    );
    html! {
        <div class="finding">
            <button type="button" class="prob" onclick={show}>
                { icon_of(finding.kind) }
                { letter_sign(letter) }
                <span class="q nw">{ name.clone() }{ " " }{ tag("span", "m d", at.to_owned()) }</span>
                <span class="msg">{ prose(&finding.message) }
                    if let Some(help) = &finding.help { <span class="d">{ "; " }{ prose(help) }</span> }
                </span>
            </button>
            { for fix(question, policy, finding, &name, dispatch) }
            if let Some((code, about)) = &finding.check {
                <details class="why">
                    <summary title={code.clone()} aria-label={["About ", code].concat()}>{ small_icon(Glyph::Question, "") }</summary>
                    <p>{ tag("code", "", code.clone()) }{ " " }{ prose(about) }</p>
                </details>
            }
        </div>
    }
}

/// The button that applies a finding's fix.
fn fix(
    question: &Question,
    policy: usize,
    finding: &Finding,
    name: &str,
    dispatch: &Dispatch,
) -> Option<Html> {
    let change = finding.change(policy)?;
    let (title, _) = finding.fix.as_ref()?;
    let plain = title.replace('`', "");
    let done = ["Fixed in ", name, ": ", &plain].concat();
    let onclick = act(dispatch, question.apply(vec![change], done));
    let label = ["Fix: ", &plain].concat();
    Some(
        html! { <button type="button" class="sm fix" {onclick} title={plain} aria-label={label}>{ "Fix" }</button> },
    )
}

fn icon_of(kind: FindingKind) -> Html {
    let (glyph, class, label) = match kind {
        FindingKind::Error => (Glyph::Stop, "v-deny", "error"),
        FindingKind::SecurityWarning => (Glyph::Alert, "v-deny", "security warning"),
        FindingKind::Warning => (Glyph::Alert, "v-none", "warning"),
        FindingKind::Suggestion => (Glyph::Question, "d", "suggestion"),
    };
    labelled_icon(glyph, class, label)
}

/// What the findings lack.
fn lack(known: &Known) -> Html {
    let mut without: Vec<&str> = Vec::new();
    let mut silent = false;
    for found in known.iter() {
        match &found.said {
            Some(said) => without.extend(said.without.iter().map(String::as_str)),
            None => silent = true,
        }
    }
    without.sort_unstable();
    without.dedup();
    if silent {
        return tag(
            "p",
            "d told",
            "The checks that know AWS’s services cannot run here; what the page itself sees is above.",
        );
    }
    if without.is_empty() {
        return Html::default();
    }
    let text = [
        "Checks that need ",
        &without.join(", "),
        " are left out: the files could not be fetched.",
    ]
    .concat();
    tag("p", "d told", text)
}
