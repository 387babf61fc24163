//! Who asks: kind, ARN and how it is read.

use super::parts::tag;
use iam_core::report::{PrincipalReading, Report};
use iam_core::scenario::Scenario;
use iam_questions::builder::Form;
use yew::prelude::*;

use super::field::{SelectProps, TextProps, select_field, text_field};
use super::principal_more::{self, principal_more};
use super::request::{Edit, editing};
use super::takes::arn_fields;
use crate::labels;
use crate::principals::{FORMS, convert, form_of};
use crate::reading::{AboutPrincipal, about_principal};
use crate::shared::Shared;
use crate::state::Dispatch;

/// What the parts of a request show.
#[derive(Clone)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What is decided.
    pub(crate) report: Shared<Report>,
    /// The request.
    pub(crate) index: usize,
    /// Takes changes.
    pub(crate) edit: Edit,
    /// What the action takes, if it is known.
    pub(crate) form: Option<Shared<Form>>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// Who asks.
pub(crate) fn principal_fields(props: &Props) -> Html {
    let Some(request) = props.scenario.requests.get(props.index) else {
        return Html::default();
    };
    let reading = props
        .report
        .requests
        .get(props.index)
        .map(|request| &request.principal);
    let form = form_of(&request.principal.arn);
    let mut options: Vec<_> = FORMS.iter().map(|form| form.name).collect();
    if form.is_none() {
        options.push("Not recognized");
    }
    let choose = editing(&props.edit, |request, form: usize| {
        if form < FORMS.len() && form_of(&request.principal.arn) != Some(form) {
            request.principal.arn = convert(&request.principal.arn, form);
        }
    });
    let change = editing(&props.edit, |request, arn: String| {
        arn.trim().clone_into(&mut request.principal.arn);
    });
    let found = reading.and_then(|reading| reading.problem.as_deref());
    let at = about_principal(&request.principal);
    let problem = found
        .filter(|_| at == AboutPrincipal::Arn)
        .unwrap_or_default()
        .to_owned();
    // The parts are there where nothing has to be guessed: the ARN has its form.
    let parts = form
        .and_then(|form| FORMS.get(form))
        .map(|form| arn_fields("principal", form.parts, &request.principal.arn, &change));
    let parts = parts.unwrap_or_default();
    html! {
        <fieldset class="part">
            { tag("legend", "", "Principal") }
            { select_field(&SelectProps { id: "principal-kind".into(), label: "Kind of principal".into(), bare: true, chosen: form.unwrap_or(FORMS.len()), options, change: choose, ..SelectProps::default() }) }
            { text_field(&TextProps { id: "principal".into(), label: "ARN, service, or *".into(), value: request.principal.arn.clone(), change, minor: true, long: true, problem, ..TextProps::default() }) }
            { parts }
            if let Some(reading) = reading { { read(reading, at == AboutPrincipal::Arn) } }
            { principal_more(principal_more::Props { principal: &request.principal, problem: found.map(|found| (at, found)), edit: &props.edit }) }
        </fieldset>
    }
}

fn read(reading: &PrincipalReading, said: bool) -> Html {
    if let Some(problem) = &reading.problem {
        // The field says it already.
        if said {
            return Html::default();
        }
        return html! { { tag("p", "read bad", problem) } };
    }
    let kind = reading.kind.map(labels::principal_name);
    let part = |label: &'static str, text: &Option<String>| {
        text.as_ref().map(|text| {
            let text = text.clone();
            html! { <span>{ label }{ tag("b", "", text) }</span> }
        })
    };
    html! {
        <p class="read" aria-label="Read as">
            { for kind.map(|kind| html! { { tag("span", "", kind) } }) }
            { for part("", &reading.account) }
            { for part("", &reading.name) }
            { for part("session ", &reading.session) }
        </p>
    }
}
