//! What is asked for: ARN, owner account, tags.

use super::parts::tag;
use iam_core::report::{AccountSource, ResourceReading};
use yew::prelude::*;

use super::field::{ListField, TextProps, text_field};
use super::principal::Props;
use super::principal_more::{pairs, unpaired};
use super::request::{editing, given};

/// What is asked for.
pub(crate) fn resource_fields(props: &Props) -> Html {
    let Some(request) = props.scenario.requests.get(props.index) else {
        return Html::default();
    };
    let reading = props
        .report
        .requests
        .get(props.index)
        .map(|request| &request.resource);
    let what = &request.resource;
    let problem = reading.is_some_and(|reading| reading.problem.is_some());
    let arn = editing(&props.edit, |request, arn: String| {
        arn.trim().clone_into(&mut request.resource.arn);
    });
    let account = editing(&props.edit, |request, text: String| {
        request.resource.account = given(text.trim().to_owned());
    });
    let tags = editing(&props.edit, |request, lines: Vec<String>| {
        request.resource.tags = unpaired(&lines);
    });
    html! {
        <fieldset class="part">
            { tag("legend", "", "Resource") }
            { text_field(&TextProps { id: "resource", label: "ARN, or *", value: what.arn.clone(), change: arn, minor: true, long: true, invalid: problem, ..TextProps::default() }) }
            { text_field(&TextProps { id: "resource-account", label: "Owner account", value: what.account.clone().unwrap_or_default(), change: account, minor: true, placeholder: "12 digits, where the ARN does not say", ..TextProps::default() }) }
            if let Some(reading) = reading { { read(reading) } }
            <details class="more">
                <summary>{ "Tags of the resource" }if !what.tags.is_empty() { <span class="d">{ " " }{ what.tags.len() }{ " given" }</span> }</summary>
                <ListField id="resource-tags" label="One a line: key=value" lines={pairs(&what.tags)} change={tags} placeholder="team=red" />
            </details>
        </fieldset>
    }
}

fn read(reading: &ResourceReading) -> Html {
    if let Some(problem) = &reading.problem {
        return html! { { tag("p", "read bad", problem) } };
    }
    let from = match reading.account_from {
        AccountSource::Given => "as given",
        AccountSource::Arn => "from the ARN",
        AccountSource::Principal => "the principal’s account, since nothing else says",
        AccountSource::Unknown => "account not known",
    };
    html! {
        <p class="read" aria-label="Read as">
            { for reading.account.as_ref().map(|account| html! { <span>{ "account " }{ tag("b", "", account.clone()) }</span> }) }
            { tag("span", "", from) }
        </p>
    }
}
