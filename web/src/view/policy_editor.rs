//! One policy: its head, and its text unless folded.

use iam_core::report::{Report, StageId};
use iam_core::scenario::Scenario;
use yew::prelude::*;

use super::code_box::{self, code_box};
use super::icon::{Glyph, icon, small_icon};
use super::parts::{act, class, icon_button, tag, truth};
use super::policy_menu::policy_menu;
use super::statements::statements;
use crate::editor::Module;
use crate::engine;
use crate::findings::{All, Finding};
use crate::labels;
use crate::marks::{self, Marks};
use crate::platform;
use crate::shared::{Shared, Text};
use crate::state::{Action, Dispatch, Doc, Drawer, LeftOut, Selection};

/// Properties of [`PolicyEditor`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The policy's index.
    pub(crate) index: usize,
    /// Its place among those that are shown.
    pub(crate) number: usize,
    /// What the page knows about it.
    pub(crate) doc: Doc,
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// Statements that are left out.
    pub(crate) without: Shared<Vec<LeftOut>>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// What is to be said about each policy, once more is known than the report says.
    pub(crate) findings: Option<All>,
    /// What is looked at.
    pub(crate) selection: Selection,
    /// The editor's module.
    pub(crate) module: Module,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// A policy.
#[component]
pub(crate) fn PolicyEditor(props: &Props) -> Html {
    let Props { index, doc, .. } = *props;
    let Some(policy) = props.scenario.policies.get(index) else {
        return Html::default();
    };
    let letter = labels::letter(policy.kind);
    let state = if doc.left_out { "out" } else { "" };
    let fold = if doc.open { "" } else { "fold" };
    html! {
        <article class={class(&["ed", letter, state, fold])} aria-label={labels::policy_name(policy)}
            ondragover={drag_over(letter)} ondragleave={drag_leave()} ondrop={drop_on(letter, doc.uid, &props.dispatch)}>
            { head(props) }
            if doc.open { <Body ..props.clone() />if props.module != Module::Loading { { statements(props) } } }
        </article>
    }
}

/// Lets a policy of the same type be put in this one's place.
fn drag_over(letter: &'static str) -> Callback<DragEvent> {
    Callback::from(move |event: DragEvent| {
        if platform::drags(&event, letter) {
            event.prevent_default();
            platform::mark_target(&event, ".ed", true);
        }
    })
}

fn drag_leave() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| platform::unmark_target(&event, ".ed"))
}

fn drop_on(letter: &'static str, uid: u32, dispatch: &Dispatch) -> Callback<DragEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: DragEvent| {
        platform::mark_target(&event, ".ed", false);
        if let Some(dragged) = platform::dragged(&event, letter) {
            event.prevent_default();
            dispatch.dispatch(Action::MovePolicy(dragged, uid));
        }
    })
}

/// Name, findings, and what can be done with the policy.
fn head(props: &Props) -> Html {
    let Props { index, doc, .. } = *props;
    let Some(policy) = props.scenario.policies.get(index) else {
        return Html::default();
    };
    let read = props.report.policies.get(index);
    let findings = match &props.findings {
        Some(all) => all.get(index).map_or(0, Vec::len),
        None => read.map_or(0, |read| read.diagnostics.len()),
    };
    let dispatch = &props.dispatch;
    let rename = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            dispatch.dispatch(Action::RenamePolicy(doc.uid, platform::value_of(&event)));
        })
    };
    let problems = act(dispatch, Action::ShowDrawer(Some(Drawer::Problems)));
    let format = {
        let dispatch = props.dispatch.clone();
        let text = Text(std::sync::Arc::clone(&policy.document));
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(match engine::format(&text) {
                Some(text) => Action::FormatPolicy(doc.uid, text.as_str().into()),
                None => Action::Tell(
                    "This policy is not valid JSON yet, so it was left as it is".to_owned(),
                    true,
                ),
            });
        })
    };
    let (kind, letter) = (labels::type_name(policy.kind), labels::letter(policy.kind));
    let title = policy.name.clone().unwrap_or_default();
    let (fold_label, fold_glyph) = if doc.open {
        ("Fold", Glyph::Down)
    } else {
        ("Open", Glyph::Right)
    };
    let (eye_label, eye) = if doc.left_out {
        ("Left out of the evaluation: take in again", Glyph::EyeOff)
    } else {
        ("Leave out of the evaluation", Glyph::Eye)
    };
    let under = describe(props);
    let sign =
        marks::of_folded(&props.report, props.selection.request, index).filter(|_| !doc.open);
    html! {
        <header class="eh">
            <button type="button" class="ico sm" aria-expanded={truth(doc.open)} aria-label={fold_label} title={fold_label}
                onclick={act(dispatch, Action::FoldPolicy(doc.uid))}>{ small_icon(fold_glyph, "") }</button>
            <span class={class(&["ty", letter])} title={[kind, "; drag it to another of its type to change the order"].concat()} draggable="true"
                ondragstart={Callback::from(move |event: DragEvent| platform::begin_drag(&event, letter, doc.uid))}>{ letter }</span>
            <span class="name" data-text={if title.is_empty() { kind.to_owned() } else { title.clone() }}>
                <input class="title" value={title} placeholder={kind} aria-label="Policy name" size="1"
                    oninput={rename} autocomplete="off" spellcheck="false" />
            </span>
            if let Some(sign) = sign { <b class={class(&["sign", sign.class()])} title={sign.words()}>{ sign.text() }</b> }
            { tag("span", "d t12 el under", under) }
            if findings > 0 {
                <button type="button" class="badge find" onclick={problems}>
                    { findings }{ if findings == 1 { " finding" } else { " findings" } }
                </button>
            }
            <button type="button" class="ico sm" aria-pressed={truth(doc.left_out)} aria-label={eye_label} title={eye_label}
                onclick={act(dispatch, Action::LeaveOut(doc.uid))}>{ icon(eye, "") }</button>
            if doc.open {
                { icon_button("Format", icon(Glyph::Format, ""), false, format) }
            }
            { policy_menu(&props.scenario, index, doc.uid, &props.dispatch) }
        </header>
    }
}

/// What stands beside the name: the type where the name does not say it, and of a folded policy what is in it.
fn describe(props: &Props) -> String {
    let Some(policy) = props.scenario.policies.get(props.index) else {
        return String::new();
    };
    let mut parts = Vec::new();
    if props.doc.left_out {
        parts.push("left out".to_owned());
    }
    if policy.name.is_some() {
        parts.push(labels::short_type(policy.kind).to_owned());
    }
    if !props.doc.open {
        match policy.attached_to.as_deref() {
            Some([one]) => parts.push(one.clone()),
            Some(several) => parts.push(several.len().to_string() + " places"),
            None => {}
        }
        let statements = props
            .report
            .policies
            .get(props.index)
            .map_or(0, |read| read.statements.len());
        parts.push(
            statements.to_string()
                + if statements == 1 {
                    " statement"
                } else {
                    " statements"
                },
        );
    }
    parts.join(" · ")
}

/// The text.
#[component]
pub(crate) fn Body(props: &Props) -> Html {
    let Props { index, doc, .. } = *props;
    let policy = props.scenario.policies.get(index);
    let text = policy.map_or_else(
        || Text("".into()),
        |policy| Text(std::sync::Arc::clone(&policy.document)),
    );
    let selection = props.selection;
    let seen = (
        selection.request,
        selection.statement.filter(|(of, _)| *of == index),
        selection.pointed.filter(|place| place.policy == index),
    );
    let of_this = props.without.iter().filter(|(uid, _)| *uid == doc.uid);
    let out: Vec<u32> = of_this.map(|(_, start)| *start).collect();
    // Another report often says the same of this text; then there is nothing to draw again.
    let drawn = use_mut_ref(|| None::<(Text, Shared<Marks>)>);
    let marks = use_memo(
        (
            props.report.clone(),
            text.clone(),
            seen,
            index,
            out,
            props.findings.clone(),
        ),
        |(report, text, _, index, out, findings)| {
            let mut marks = marks::of_policy(report, &selection, *index, text, out);
            if let Some(all) = findings {
                mark_findings(&mut marks, all.get(*index).map_or(&[], Vec::as_slice));
            }
            let mut drawn = drawn.borrow_mut();
            let same = drawn
                .take()
                .filter(|(of, old)| of == text && **old == marks);
            let (_, marks) =
                drawn.insert(same.unwrap_or_else(|| (text.clone(), Shared::new(marks))));
            marks.clone()
        },
    );
    let change = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |text: String| {
            dispatch.dispatch(Action::EditPolicy(doc.uid, text.as_str().into()));
        })
    };
    let caret = {
        let (dispatch, report) = (props.dispatch.clone(), props.report.clone());
        Callback::from(move |at: u32| {
            let statement = statement_at(&report, index, at);
            if statement.map(|statement| (index, statement)) != selection.statement {
                let stage =
                    statement.and_then(|statement| stage_of(&report, &selection, index, statement));
                dispatch.dispatch(Action::MoveCaret(index, statement, stage));
            }
        })
    };
    let kind = policy.map_or("", |policy| labels::type_name(policy.kind));
    let name = policy
        .and_then(|policy| policy.name.as_deref())
        .unwrap_or_default();
    let label = [
        kind,
        " ",
        &(props.number + 1).to_string(),
        if name.is_empty() { "" } else { " " },
        name,
        ", JSON",
    ]
    .concat();
    let shown = selection.shown.filter(|shown| shown.uid == doc.uid);
    html! {
        { code_box(code_box::Props { module: props.module.clone(), text, revision: doc.revision, label: label.into(), marks: (*marks).clone(), shown, change, caret, subject: props.scenario.subject(index) }) }
    }
}

/// Marks everything that is to be said, rather than what the report says alone.
#[inline(never)]
fn mark_findings(marks: &mut Marks, findings: &[Finding]) {
    let marked = findings.iter().map(|finding| {
        let message = match &finding.help {
            Some(help) => [&finding.message, "; ", help].concat(),
            None => finding.message.clone(),
        };
        (finding.span, finding.severity(), message)
    });
    marks.diagnostics = marked.collect();
}

fn statement_at(report: &Report, policy: usize, at: u32) -> Option<u32> {
    let statements = &report.policies.get(policy)?.statements;
    let found = statements
        .iter()
        .position(|statement| statement.span.touches(at))?;
    u32::try_from(found).ok()
}

/// The stage that shows a statement: the one in view if it does, else the stage of the policy's own type.
fn stage_of(
    report: &Report,
    selection: &Selection,
    policy: usize,
    statement: u32,
) -> Option<usize> {
    let request = report.requests.get(selection.request)?;
    let shows = |stage: usize| {
        request.stages.get(stage).is_some_and(|stage| {
            let mut statements = stage.statements.iter();
            statements.any(|found| found.policy as usize == policy && found.statement == statement)
        })
    };
    let current = engine::stage_in_view(request, selection);
    if current.is_some_and(shows) {
        return current;
    }
    let own = (0..request.stages.len()).filter(|stage| shows(*stage));
    own.max_by_key(|stage| {
        request
            .stages
            .get(*stage)
            .is_some_and(|stage| stage.id != StageId::ExplicitDeny)
    })
}
