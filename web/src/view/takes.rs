//! What the chosen action takes, as the service reference has it: a line about it, the actions it needs besides, its resource
//! types with the fields of their ARNs.

use iam_core::scenario::{ContextValue, Request, Resource, Scenario};
use iam_questions::builder::{Dependent, Form};
use yew::prelude::*;

use super::call::fresh_name;
use super::field::{TextProps, text_field};
use super::parts::{class, on_class, small_button, tag, truth};
use super::request::{Edit, editing};
use crate::arn_form;
use crate::state::{Action, Dispatch, Parts};

/// The access level, the service and what the action does; then what else it needs.
pub(crate) fn about_action(
    form: &Form,
    (scenario, index): (&Scenario, usize),
    request: &Request,
    dispatch: &Dispatch,
) -> Html {
    html! {
        <div class="takes" role="group" aria-label="About the action">
            <p class="tell">{ tag("span", "badge", form.level.as_str()) }<span>{ " " }{ &form.service }{ ": " }{ &form.about }</span></p>
            if !form.dependent.is_empty() { { dependent(form, (scenario, index), request, dispatch) } }
        </div>
    }
}

/// The actions that a caller needs besides: those that AWS decides in the same call become parts of it, the others requests of their own.
fn dependent(
    form: &Form,
    (scenario, index): (&Scenario, usize),
    request: &Request,
    dispatch: &Dispatch,
) -> Html {
    let add = |what: &[&Dependent]| {
        let action = adding(what, form, (scenario, index), request);
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let missing = form.dependent.iter();
    let missing: Vec<&Dependent> = missing
        .filter(|one| !is_asked(one, scenario, request))
        .collect();
    let rows = form.dependent.iter().map(|one| {
        let how = if one.same_call { "same call" } else { "own call" };
        let with = if one.with.is_empty() {
            how.to_owned()
        } else {
            ["with ", &one.with, ", ", how].concat()
        };
        let (word, label) = if one.same_call {
            ("Add to the call", ["Add to the call: ", &one.action].concat())
        } else {
            ("Add request", ["Add request for ", &one.action].concat())
        };
        html! {
            <li key={one.action.clone()}>
                <span class="el"><span class="m">{ &one.action }</span>{ " " }{ tag("span", "d", with) }</span>
                if missing.contains(&one) {
                    { small_button(word.to_owned(), Some(label), "sm btn-line", false, add(&[one])) }
                } else {
                    { tag("span", "d nw", "added") }
                }
            </li>
        }
    });
    html! {
        <details class="more">
            <summary>{ "May also need " }{ form.dependent.len() }{ if form.dependent.len() == 1 { " other action" } else { " other actions" } }</summary>
            <ul class="needs" aria-label="Actions it may also need">{ for rows }</ul>
            if missing.len() > 1 {
                { small_button("Add them all".to_owned(), None, "sm btn-line", false, add(&missing)) }
            }
        </details>
    }
}

/// Whether an action that is needed besides is a part of the request's call, or asked for in a request of its own.
fn is_asked(one: &Dependent, scenario: &Scenario, request: &Request) -> bool {
    let call = call_name(request);
    scenario.requests.iter().any(|other| {
        let fits = if one.same_call {
            call.is_some() && call_name(other) == call
        } else {
            other.principal.arn == request.principal.arn
        };
        fits && other.action.eq_ignore_ascii_case(&one.action)
    })
}

/// What adds requests for actions that are needed besides.
fn adding(
    what: &[&Dependent],
    form: &Form,
    (scenario, index): (&Scenario, usize),
    request: &Request,
) -> Action {
    let (parts, others): (Vec<_>, Vec<_>) = what.iter().partition(|one| one.same_call);
    let requests = |what: Vec<&&Dependent>| -> Vec<Request> {
        let each = what.into_iter();
        each.map(|one| besides(one, form, request)).collect()
    };
    let told = match what {
        [one] if one.same_call => [&one.action, " added to the call"].concat(),
        [one] => ["Request for ", &one.action, " added"].concat(),
        all => [&all.len().to_string(), " requests added"].concat(),
    };
    if parts.is_empty() {
        return Action::AddRequests(requests(others), told);
    }
    let mut of_call = vec![request.clone()];
    of_call.extend(requests(parts));
    let parts = Parts {
        call: call_for(scenario, request, form),
        requests: of_call,
        besides: requests(others),
    };
    Action::AddToCall(index, Box::new(parts), told)
}

/// The name of a request's call.
fn call_name(request: &Request) -> Option<&str> {
    request.call.as_deref().filter(|name| !name.is_empty())
}

/// The name of a request's call, or one for a call that begins with it.
fn call_for(scenario: &Scenario, request: &Request, form: &Form) -> String {
    let call = call_name(request).map(str::to_owned);
    call.unwrap_or_else(|| fresh_name(scenario, &form.action))
}

/// A request for an action that another one needs: by the same principal, in the same context.
fn besides(one: &Dependent, form: &Form, request: &Request) -> Request {
    let name = [&one.action, " for ", &form.action].concat();
    let mut other = on_another(&one.arn, name, request);
    other.action.clone_from(&one.action);
    // Of the same service are the tags that the call gives to what it makes: they are tagged there.
    let service = |action: &str| action.split(':').next().map(str::to_ascii_lowercase);
    if one.same_call && service(&one.action) == service(&form.action) {
        other.resource = request.resource.clone();
    }
    other
}

/// The request for another resource, of a template.
fn on_another(template: &str, name: String, request: &Request) -> Request {
    Request {
        name: Some(name),
        expect: None,
        call: None,
        resource: Resource {
            arn: template_for(template, None, request),
            ..Resource::default()
        },
        ..request.clone()
    }
}

/// The resource types that the action takes: one is chosen, and its ARN's fields are filled in.
pub(crate) fn resource_types(
    form: &Form,
    (scenario, index): (&Scenario, usize),
    edit: &Edit,
    dispatch: &Dispatch,
) -> Html {
    let Some(request) = scenario.requests.get(index) else {
        return Html::default();
    };
    let arn = &request.resource.arn;
    let star = {
        let edit = edit.clone();
        Callback::from(move |_: MouseEvent| {
            edit.emit(Box::new(|request| {
                "*".clone_into(&mut request.resource.arn);
            }));
        })
    };
    if form.resources.is_empty() {
        return html! {
            <div class="takes">
                <p class="tell"><span>{ &form.action }{ " names no resource: policies must allow it on *." }</span></p>
                if arn != "*" { { small_button("Ask for *".to_owned(), None, "sm btn-line", false, star) } }
            </div>
        };
    }
    let templates = form.resources.iter().map(|kind| kind.arn.as_str());
    let chosen = arn_form::best(templates, arn);
    let choices = form.resources.iter().enumerate().map(|(number, kind)| {
        let on = chosen == Some(number);
        let before = chosen.and_then(|chosen| form.resources.get(chosen));
        let arn = template_for(&kind.arn, before.map(|before| before.arn.as_str()), request);
        let edit = edit.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if !on {
                let arn = arn.clone();
                edit.emit(Box::new(move |request| request.resource.arn = arn));
            }
        });
        let title = [kind.arn.as_str(), if kind.required { ", required" } else { "" }].concat();
        html! {
            <button key={number} type="button" class={class(&["sm", on_class(on)])} aria-pressed={truth(on)} {title} {onclick}>
                { &kind.name }if kind.required { <span aria-hidden="true">{ "*" }</span><span class="hide">{ " required" }</span> }
            </button>
        }
    });
    let fields = chosen.and_then(|number| form.resources.get(number));
    let change = editing(edit, |request, arn: String| {
        arn.trim().clone_into(&mut request.resource.arn);
    });
    let required = form.resources.iter().filter(|kind| kind.required).count();
    html! {
        <div class="takes">
            <div class="types" role="group" aria-label="Resource types of the action">
                { for choices }
                if form.takes_star {
                    <button type="button" class={class(&["sm", on_class(arn == "*")])} aria-pressed={truth(arn == "*")} onclick={star}>{ "none (*)" }</button>
                }
            </div>
            if chosen.is_none() && arn != "*" && !arn.is_empty() {
                <p class="tell"><span>{ "This ARN is of none of the types that " }{ &form.action }{ " takes." }</span></p>
            }
            if required > 1 { { each_required(form, chosen, (scenario, index), dispatch) } }
            if let Some(kind) = fields { { arn_fields("resource", &kind.arn, arn, &change) } }
        </div>
    }
}

/// An action that names several resources is a request for each of them; the caller needs all of them allowed.
fn each_required(
    form: &Form,
    chosen: Option<usize>,
    (scenario, index): (&Scenario, usize),
    dispatch: &Dispatch,
) -> Html {
    let Some(request) = scenario.requests.get(index) else {
        return Html::default();
    };
    let mut others = others_required(form, chosen, scenario, request);
    let mut first = request.clone();
    // A request for a resource of none of the types becomes the first one.
    if chosen.is_none() && !others.is_empty() {
        first.resource = others.remove(0).resource;
    }
    let count = others.len();
    let requests: Vec<Request> = std::iter::once(first).chain(others).collect();
    let word = if count == 1 {
        "Add the other one".to_owned()
    } else {
        ["Add the other ", &count.to_string()].concat()
    };
    let told = [&count.to_string(), " more of the call added"].concat();
    let parts = Parts {
        call: call_for(scenario, request, form),
        requests,
        besides: Vec::new(),
    };
    let added = Action::AddToCall(index, Box::new(parts), told);
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(added.clone()));
    html! {
        <p class="tell all-types">
            <span>{ "AWS decides it for each required type (*), and all must be allowed." }</span>
            if count > 0 { { small_button(word, None, "sm btn-line", false, onclick) } }
        </p>
    }
}

/// The requests for the required types that neither this request nor another one of its call is for.
fn others_required(
    form: &Form,
    chosen: Option<usize>,
    scenario: &Scenario,
    request: &Request,
) -> Vec<Request> {
    let call = call_name(request);
    let parts = scenario.requests.iter().filter(|other| {
        call.is_some()
            && call_name(other) == call
            && other.action.eq_ignore_ascii_case(&form.action)
    });
    let templates = || form.resources.iter().map(|kind| kind.arn.as_str());
    let known: Vec<Option<usize>> = parts
        .map(|part| arn_form::best(templates(), &part.resource.arn))
        .chain([chosen])
        .collect();
    let others = form.resources.iter().enumerate();
    let others = others.filter(|(number, kind)| kind.required && !known.contains(&Some(*number)));
    others
        .map(|(_, kind)| {
            let name = [&form.action, " on ", &kind.name].concat();
            on_another(&kind.arn, name, request)
        })
        .collect()
}

/// A field for each part of an ARN that its form leaves open; the partition is seldom worth one.
pub(crate) fn arn_fields(id: &str, template: &str, arn: &str, change: &Callback<String>) -> Html {
    let Some(values) = arn_form::read(template, arn) else {
        return Html::default();
    };
    let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
    let names = arn_form::fields(template).into_iter().enumerate();
    let fields = names.filter(|(_, name)| *name != "Partition").map(|(number, name)| {
        let value = values.get(number).cloned().unwrap_or_default();
        let (change, template, values) = (change.clone(), template.to_owned(), values.clone());
        let change = Callback::from(move |text: String| {
            let arn = arn_form::filled(&template, |at, _| {
                let value = if at == number { Some(&text) } else { values.get(at) };
                value.cloned().unwrap_or_default()
            });
            change.emit(arn);
        });
        let id = [id, "-part-", &number.to_string()].concat();
        html! { { text_field(&TextProps { id: id.into(), label: arn_form::words(name).into(), value, change, minor: true, ..TextProps::default() }) } }
    });
    let fields: Vec<Html> = fields.collect();
    if fields.is_empty() {
        return Html::default();
    }
    html! { <div class="arn-fields" role="group" aria-label={["Parts of the ", id].concat()}>{ fields }</div> }
}

/// An ARN of a form, with what the request says of its fields: those of the ARN it has, and where it is.
pub(crate) fn template_for(template: &str, before: Option<&str>, request: &Request) -> String {
    let arn = &request.resource.arn;
    let known: Vec<(&str, &str)> = before
        .and_then(|before| {
            let values = arn_form::read(before, arn)?;
            Some(arn_form::fields(before).into_iter().zip(values).collect())
        })
        .unwrap_or_default();
    let part = |arn: &str, number: usize| {
        let part = arn.split(':').nth(number).unwrap_or_default();
        Some(part.to_owned()).filter(|part| arn.starts_with("arn:") && !part.is_empty())
    };
    let who = &request.principal;
    let context = |key: &str| {
        let given = request.context.iter();
        let (_, value) = given
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key))?;
        match value {
            ContextValue::Single(value) => Some(value.text.clone()),
            ContextValue::List(_) => None,
        }
    };
    arn_form::filled(template, |_, name| {
        let of_arn = known.iter().find(|(known, _)| *known == name);
        if let Some((_, value)) = of_arn.filter(|(_, value)| !value.is_empty()) {
            return (*value).to_owned();
        }
        let found = match name {
            "Partition" => part(&who.arn, 1).or_else(|| Some("aws".to_owned())),
            "Region" => context("aws:RequestedRegion")
                .or_else(|| part(arn, 3))
                .or_else(|| Some("us-east-1".to_owned())),
            "Account" => request
                .resource
                .account
                .clone()
                .or_else(|| part(arn, 4))
                .or_else(|| part(&who.arn, 4))
                .or_else(|| who.account.clone())
                .or_else(|| Some("111122223333".to_owned())),
            _ => None,
        };
        found.unwrap_or_else(|| arn_form::example(name))
    })
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::{Principal, Request, Resource};

    use super::template_for;

    #[test]
    fn an_arn_begins_with_what_the_request_knows() {
        let mut request = Request {
            principal: Principal {
                arn: "arn:aws-cn:iam::111122223333:user/ann".to_owned(),
                ..Principal::default()
            },
            resource: Resource {
                arn: "arn:aws:s3:::reports".to_owned(),
                ..Resource::default()
            },
            ..Request::default()
        };
        let bucket = "arn:${Partition}:s3:::${BucketName}";
        let object = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
        let queue = "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}";
        let cases = [
            (object, Some(bucket), "arn:aws:s3:::reports/object-name"),
            (object, None, "arn:aws-cn:s3:::bucket-name/object-name"),
            (
                queue,
                None,
                "arn:aws-cn:sqs:us-east-1:111122223333:queue-name",
            ),
            ("*", None, "*"),
        ];
        for (template, before, arn) in cases {
            assert_eq!(template_for(template, before, &request), arn);
        }
        request.resource.account = Some("444455556666".to_owned());
        request.resource.arn = "arn:aws:ec2:eu-west-1:999999999999:instance/i".to_owned();
        assert_eq!(
            template_for(queue, None, &request),
            "arn:aws-cn:sqs:eu-west-1:444455556666:queue-name"
        );
    }
}
