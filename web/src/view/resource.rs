//! What is asked for: ARN, owner account, tags.

use super::parts::tag;
use iam_core::report::{AccountSource, ResourceReading};
use iam_core::scenario::S3;
use yew::prelude::*;

use super::field::{TextProps, text_field};
use super::grants::{grants, key_manager};
use super::pairs::{List, Pairs};
use super::principal::Props;
use super::request::{editing, given};
use super::s3;
use super::takes::resource_types;
use crate::reading::{About, about};

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
    let found = props
        .report
        .requests
        .get(props.index)
        .map(|read| about(read, request));
    let problem = |of: About| {
        let said = reading.and_then(|reading| reading.problem.clone());
        said.filter(|_| found == Some(of)).unwrap_or_default()
    };
    let arn = editing(&props.edit, |request, arn: String| {
        arn.trim().clone_into(&mut request.resource.arn);
    });
    let account = editing(&props.edit, |request, text: String| {
        request.resource.account = given(text.trim().to_owned());
    });
    let tags = editing(&props.edit, |request, tags: List| {
        request.resource.tags = tags;
    });
    let service = what.arn.split(':').nth(2).unwrap_or_default();
    html! {
        <fieldset class="part">
            { tag("legend", "", "Resource") }
            { text_field(&TextProps { id: "resource".into(), label: "ARN, or *".into(), value: what.arn.clone(), change: arn, minor: true, long: true, problem: problem(About::Resource), ..TextProps::default() }) }
            { text_field(&TextProps { id: "resource-account".into(), label: "Owner account".into(), value: what.account.clone().unwrap_or_default(), change: account, minor: true, placeholder: "12 digits, where the ARN does not say", problem: problem(About::ResourceAccount), ..TextProps::default() }) }
            if let Some(reading) = reading { { read(reading) } }
            if let Some(form) = &props.form { { resource_types(form, (&props.scenario, props.index), &props.edit, &props.dispatch) } }
            <details class="more">
                { summary("Tags of the resource", what.tags.len()) }
                <Pairs id="resource-tags" label="Tag of the resource" pairs={what.tags.clone()} change={tags} />
            </details>
            if what.s3.is_some() || service == "s3" {
                <details class="more">
                    { summary("S3: owner, ACLs, public access", s3::count(what.s3.as_ref())) }
                    { s3::s3_fields(what.s3.as_ref().unwrap_or(&S3::default()), &props.edit) }
                </details>
            }
            if !what.grants.is_empty() || what.key_manager.is_some() || service == "kms" {
                <details class="more">
                    { summary("KMS: the key’s manager, grants on it", what.grants.len() + usize::from(what.key_manager.is_some())) }
                    { key_manager(what.key_manager, &props.edit) }
                    { grants(&what.grants, &request.principal.arn, &props.edit) }
                </details>
            }
        </fieldset>
    }
}

/// What is folded away, and how much of it is given.
pub(crate) fn summary(what: &'static str, count: usize) -> Html {
    html! { <summary>{ what }if count > 0 { <span class="d">{ " " }{ count }{ " given" }</span> }</summary> }
}

fn read(reading: &ResourceReading) -> Html {
    // The field that is wrong says so.
    if reading.problem.is_some() {
        return Html::default();
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
