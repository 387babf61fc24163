//! What stands below the frame's row: the task, the policies, and the tab in view. What the layout does not show is not made.

use iam_core::report::{Report, RequestReport};
use iam_core::scenario::{ContextValue, Request, Scenario};
use yew::prelude::*;

use super::look::Arrangement;
use crate::editor::Module;
use crate::engine::{self, Question};
use crate::labels;
use crate::platform;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Tab, Workspace, shown_order};
use crate::view::call::call;
use crate::view::changes::WhatWouldChange;
use crate::view::conditions::{self, conditions};
use crate::view::depends::depends;
use crate::view::icon::{Glyph, small_icon};
use crate::view::parts::{act, class, gap, letter_sign, tag, truth};
use crate::view::policy_editor::{self, Body};
use crate::view::prose::prose;
use crate::view::rail::{self, rail};
use crate::view::request::RequestPane;
use crate::view::saved::{count, name_of};
use crate::view::stage::{self, stage_view};
use crate::view::tests_list::tests_list;

/// What the parts are made of.
pub(super) struct Panes<'p> {
    /// The document and what is looked at.
    pub(super) workspace: &'p Workspace,
    /// What is decided.
    pub(super) report: &'p Shared<Report>,
    /// How the parts stand.
    pub(super) layout: Arrangement,
    /// What can be asked beside the report, once all of the program is wished for and there.
    pub(super) question: Option<&'p Question>,
    /// Whether *Edit* was pressed.
    pub(super) editing: bool,
    /// The editor's module; on its way until *Edit* is pressed.
    pub(super) module: Module,
    /// Begins editing.
    pub(super) edit: Callback<MouseEvent>,
    /// Asks for the second half of the program.
    pub(super) more: Callback<()>,
    /// Where actions go.
    pub(super) dispatch: &'p Dispatch,
}

/// The parts.
pub(super) fn panes(parts: &Panes<'_>) -> Html {
    let tab = parts.workspace.layout.tab;
    let (policies_stand, side) = match parts.layout {
        Arrangement::Result => (tab == Tab::Policies, tab != Tab::Policies),
        Arrangement::Split | Arrangement::Stack | Arrangement::Exercise => (true, true),
    };
    let task = (parts.layout == Arrangement::Exercise).then(|| task(parts));
    html! {
        <>
            { for task }
            <div class="epanes">
                if policies_stand { { policies(parts) } }
                if side {
                    <main class="eside">{ match tab {
                        Tab::Request => request(parts),
                        Tab::Tests => tests_list(&parts.workspace.scenario, parts.report, parts.dispatch),
                        Tab::Policies | Tab::Result => result(parts),
                    } }</main>
                }
            </div>
        </>
    }
}

/// What is to be done, and whether it is.
fn task(parts: &Panes<'_>) -> Html {
    let (met, all) = count(parts.report);
    let solved = all > 0 && met == all;
    let text = parts
        .workspace
        .scenario
        .description
        .clone()
        .unwrap_or_default();
    html! {
        <section class="etask" aria-label="Task">
            { tag("p", "", prose(&text)) }
            <p class={class(&["t12", if solved { "v-allow" } else { "q" }])} role="status">
                if solved { { small_icon(Glyph::Ok, "") } }
                { if solved { "Solved: every test is as expected".to_owned() } else { [&met.to_string(), " of ", &all.to_string(), " tests as expected"].concat() } }
            </p>
        </section>
    }
}

/// The policies, one below the other.
fn policies(parts: &Panes<'_>) -> Html {
    let workspace = parts.workspace;
    let shown = shown_order(&workspace.scenario).into_iter().enumerate();
    let each = shown.filter_map(|(number, index)| {
        let doc = *workspace.docs.get(index)?;
        let policy = workspace.scenario.policies.get(index)?;
        let letter = labels::letter(policy.kind);
        let name = labels::policy_name(policy);
        let kind = labels::type_name(policy.kind);
        let fold = if doc.open { "" } else { "fold" };
        let props = policy_editor::Props {
            index,
            number,
            doc,
            scenario: workspace.scenario.clone(),
            without: workspace.without.clone(),
            report: parts.report.clone(),
            findings: None,
            selection: workspace.selection,
            module: parts.module.clone(),
            dispatch: parts.dispatch.clone(),
        };
        let (word, glyph) = if doc.open { ("Fold", Glyph::Down) } else { ("Open", Glyph::Right) };
        let several = workspace.docs.len() > 1;
        Some(html! {
            <article key={doc.uid} class={class(&["ed", letter, fold])} aria-label={name.clone()}>
                <header class="eh">
                    if several {
                        <button type="button" class="ico sm" aria-expanded={truth(doc.open)} aria-label={word} title={word}
                            onclick={act(parts.dispatch, Action::FoldPolicy(doc.uid))}>{ small_icon(glyph, "") }</button>
                    }
                    { letter_sign(letter) }
                    { tag("h2", "el", name.clone()) }
                    if name != kind { { tag("span", "d t12 el", labels::short_type(policy.kind)) } }
                    { gap() }
                    if doc.open { { edit_button(parts) } }
                </header>
                if doc.open { <Body ..props /> }
            </article>
        })
    });
    html! { <section class="epolicies" aria-label="Policies">{ for each }</section> }
}

/// The button that begins editing, until it has.
fn edit_button(parts: &Panes<'_>) -> Html {
    if parts.editing {
        return Html::default();
    }
    html! { <button type="button" class="sm btn-line edit" onclick={parts.edit.clone()}>{ "Edit" }</button> }
}

/// The decision, why, and what would change it.
fn result(parts: &Panes<'_>) -> Html {
    let (workspace, report) = (parts.workspace, parts.report);
    let selection = workspace.selection;
    let Some(request) = report.requests.get(selection.request) else {
        return tag("p", "empty", "There is no request to decide.");
    };
    let stage = engine::stage_in_view(request, &selection);
    let alone = parts.layout == Arrangement::Result;
    html! {
        <section class="eresult" aria-label="Result">
            { tag("h2", "hide", "Result") }
            { chooser(parts) }
            { tag("p", "big", prose(&request.sentence)) }
            { tag("p", "t12 q", prose(&request.summary)) }
            if !report.calls.is_empty() { { call(&workspace.scenario, report, selection.request, parts.dispatch) } }
            if alone { { rail(&rail::Props { report, request, stage, dispatch: parts.dispatch }) } }
            if let Some(stage) = stage {
                { stage_view(&stage::Props { report, request, selection, stage, dispatch: parts.dispatch }) }
            }
            if let Some(dependency) = &request.depends { { depends(dependency, parts.dispatch) } }
            if alone { { conditions(&conditions::Props { report, request, dispatch: parts.dispatch }) } }
            { changes(parts, request) }
        </section>
    }
}

/// What would change the decision, once it is asked for.
fn changes(parts: &Panes<'_>, request: &RequestReport) -> Html {
    if let Some(question) = parts.question {
        return html! { <WhatWouldChange question={question.clone()} dispatch={parts.dispatch.clone()} /> };
    }
    if request.decision == iam_core::scenario::Decision::Error {
        return Html::default();
    }
    let more = parts.more.clone();
    html! {
        <button type="button" class="sm btn-line" onclick={move |_: MouseEvent| more.emit(())}>{ small_icon(Glyph::Right, "") }{ "What would change this" }</button>
    }
}

/// Which of several requests is looked at.
fn chooser(parts: &Panes<'_>) -> Html {
    let requests = &parts.workspace.scenario.requests;
    if requests.len() < 2 {
        return Html::default();
    }
    let now = parts.workspace.selection.request;
    let dispatch = parts.dispatch.clone();
    let choose = Callback::from(move |event: Event| {
        if let Ok(index) = platform::value_of(&event).parse() {
            dispatch.dispatch(Action::ChooseRequest(index));
        }
    });
    let options = requests.iter().enumerate().map(|(index, request)| {
        html! { <option key={index} value={index.to_string()} selected={index == now}>{ name_of(request, index) }</option> }
    });
    html! { <select class="in" aria-label="Request" onchange={choose}>{ for options }</select> }
}

/// The request: to read, or, once editing has begun, its fields.
fn request(parts: &Panes<'_>) -> Html {
    let scenario = &parts.workspace.scenario;
    if let (true, Some(question)) = (parts.editing, parts.question) {
        return html! {
            <RequestPane scenario={question.scenario.clone()} report={question.report.clone()} selection={parts.workspace.selection} dispatch={parts.dispatch.clone()} />
        };
    }
    let Some(request) = scenario.requests.get(parts.workspace.selection.request) else {
        return tag("p", "empty", "There is no request.");
    };
    html! {
        <section class="erequest" aria-label="Request">
            <div class="row">{ chooser(parts) }{ gap() }{ edit_button(parts) }</div>
            { facts(scenario, request) }
        </section>
    }
}

/// The request's parts, to read.
fn facts(scenario: &Scenario, request: &Request) -> Html {
    let mut rows = vec![
        ("Principal".to_owned(), request.principal.arn.clone()),
        ("Action".to_owned(), request.action.clone()),
        ("Resource".to_owned(), request.resource.arn.clone()),
    ];
    if let Some(account) = &request.resource.account {
        rows.push(("Resource account".to_owned(), account.clone()));
    }
    let tags = request
        .principal
        .tags
        .iter()
        .map(|tag| ("aws:PrincipalTag/", tag));
    let tags = tags.chain(
        request
            .resource
            .tags
            .iter()
            .map(|tag| ("aws:ResourceTag/", tag)),
    );
    rows.extend(tags.map(|(prefix, (key, value))| ([prefix, key].concat(), value.clone())));
    rows.extend(
        request
            .context
            .iter()
            .map(|(key, value)| (key.clone(), said(value))),
    );
    rows.extend(
        request
            .open_keys
            .iter()
            .map(|key| (key.clone(), "left open".to_owned())),
    );
    if let Some(organization) = &scenario.organization {
        rows.extend(
            organization
                .id
                .clone()
                .map(|id| ("Organization".to_owned(), id)),
        );
    }
    let rows = rows
        .into_iter()
        .map(|(name, value)| html! { <>{ tag("dt", "", name) }{ tag("dd", "m", value) }</> });
    html! { <dl class="facts">{ for rows }</dl> }
}

/// A key's value or values.
fn said(value: &ContextValue) -> String {
    match value {
        ContextValue::Single(scalar) => scalar.text.clone(),
        ContextValue::List(list) => {
            let texts: Vec<&str> = list.iter().map(|scalar| scalar.text.as_str()).collect();
            texts.join(", ")
        }
    }
}
