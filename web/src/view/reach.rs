//! Which of all actions policies allow: by service and access level, to search and to open.

use iam_core::report::StageId;
use iam_core::scenario::PolicyType;
use iam_questions::Question as Ask;
use iam_questions::reach::{Reach, ReachAction, ReachAsk, ReachLimit, ReachService};
use yew::prelude::*;

use super::drawer::grouped;
use super::fold::MANY;
use super::icon::{Glyph, small_icon};
use super::parts::{class, tag, truth};
use crate::assistant::use_assistant;
use crate::engine::Question;
use crate::findings::LookedAt;
use crate::labels;
use crate::platform;
use crate::state::{Action, Dispatch, Drawer};

/// How long after a change it is asked again, in milliseconds.
const PAUSE: u32 = 200;

/// The access levels, in the order of a service's counts.
const LEVELS: [(&str, &str); 5] = [
    ("List", "List"),
    ("Read", "Read"),
    ("Write", "Write"),
    ("Tagging", "Tag"),
    ("Permissions", "Perm."),
];

/// Properties of [`ReachTab`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document and what is decided.
    pub(crate) question: Question,
    /// The policy that is asked about; `None` for all identity policies of the request's principal.
    pub(crate) policy: Option<u32>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// What is asked.
#[derive(Clone, PartialEq)]
struct About {
    policies: Vec<LookedAt>,
    search: String,
    open: Vec<String>,
}

impl About {
    fn question(&self) -> Ask {
        Ask::Reach(ReachAsk {
            policies: self.policies.iter().map(LookedAt::source).collect(),
            search: self.search.clone(),
            open: self.open.clone(),
        })
    }
}

/// Which actions policies allow.
#[component]
pub(crate) fn ReachTab(props: &Props) -> Html {
    let search = use_state(String::new);
    let open = use_state(Vec::<String>::new);
    let all = use_state(|| false);
    let chosen = chosen(&props.question, props.policy);
    let about = About {
        policies: chosen
            .iter()
            .filter_map(|index| props.question.looked_at(*index))
            .collect(),
        search: (*search).clone(),
        open: (*open).clone(),
    };
    let said = use_assistant::<_, Reach>(about, PAUSE, |about| Some(about.question()));
    let typed = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(platform::value_of(&event)))
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |prefix: String| {
            let mut next = (*open).clone();
            if next.contains(&prefix) {
                next.retain(|other| *other != prefix);
            } else {
                next.push(prefix);
            }
            open.set(next);
        })
    };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section class="reach" aria-label="What is allowed">
            <div class="reach-head">
                { policy_choice(props) }
                <div class="f minor grow">
                    <label for="reach-search" class="hide">{ "Search services and actions" }</label>
                    <input id="reach-search" type="search" class="in" placeholder="Search services and actions" value={(*search).clone()} oninput={typed}
                        autocomplete="off" autocapitalize="off" spellcheck="false" />
                </div>
            </div>
            { match said.as_ref().map(|said| said.said.as_deref()) {
                None => tag("p", "d told", "Asking all actions of AWS …"),
                Some(Some(reach)) => {
                    let view = View { reach, open: &open, searched: !search.trim().is_empty(), all: *all };
                    html! { <>{ summary(reach) }{ view.table(&toggle, &show_all) }{ limits(props, &chosen) }</> }
                }
                Some(None) => tag("p", "d told", "The list of all actions could not be had, so this cannot be said now."),
            } }
        </section>
    }
}

/// The indexes of the policies that are asked: the one that was chosen, else the identity policies of the request's principal.
fn chosen(question: &Question, policy: Option<u32>) -> Vec<usize> {
    let scenario = &question.scenario;
    let count = scenario.policies.len();
    let own = (0..count).find(|index| policy.is_some() && question.uid(*index) == policy);
    if let Some(own) = own {
        return vec![own];
    }
    let request = question.report.requests.get(question.request);
    let stages = request.map(|request| &*request.stages).unwrap_or_default();
    let identity = stages.iter().filter(|stage| stage.id == StageId::Identity);
    let mut found: Vec<usize> = identity
        .flat_map(|stage| &stage.policies)
        .map(|policy| *policy as usize)
        .collect();
    if found.is_empty() {
        let is_identity = |index: &usize| {
            let policy = scenario.policies.get(*index);
            policy.is_some_and(|policy| policy.kind == PolicyType::Identity)
        };
        found = (0..count).filter(is_identity).collect();
    }
    found
}

/// Which policies are asked.
fn policy_choice(props: &Props) -> Html {
    let onchange = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let uid = platform::value_of(&event).parse().ok();
            dispatch.dispatch(Action::ShowDrawer(Some(Drawer::Reach(uid))));
        })
    };
    let policies = props.question.scenario.policies.iter().enumerate();
    let options = policies.filter_map(|(index, policy)| {
        let uid = props.question.uid(index)?;
        let name = labels::policy_name(policy);
        let selected = props.policy == Some(uid);
        Some(html! { <option key={uid} value={uid.to_string()} {selected}>{ name }</option> })
    });
    html! {
        <div class="f minor">
            <label for="reach-policy" class="hide">{ "Which policies" }</label>
            <select id="reach-policy" class="in" {onchange}>
                <option value="" selected={props.policy.is_none()}>{ "Identity policies of the request’s principal" }</option>
                { for options }
            </select>
        </div>
    }
}

/// How much is allowed, in a sentence.
fn summary(reach: &Reach) -> Html {
    let number = |number: u32| grouped(usize::try_from(number).unwrap_or(usize::MAX));
    let any = reach.allowed + reach.limited;
    if any == 0 {
        return html! { <p class="reach-sum" role="status"><b>{ "None" }</b>{ " of all " }{ number(reach.all) }{ " actions is allowed." }</p> };
    }
    html! {
        <p class="reach-sum" role="status">
            <b>{ number(any) }</b>{ " of all " }{ number(reach.all) }{ " actions, in " }<b>{ number(reach.services_allowed) }</b>{ " of " }{ number(reach.all_services) }{ " services: " }
            <span class="nw"><i class="reach-dot full" aria-hidden="true" />{ number(reach.allowed) }{ " without limits" }</span>{ ", " }
            <span class="nw"><i class="reach-dot some" aria-hidden="true" />{ number(reach.limited) }{ " under limits" }</span>
        </p>
    }
}

/// What the table shows.
struct View<'r> {
    reach: &'r Reach,
    open: &'r [String],
    searched: bool,
    all: bool,
}

impl View<'_> {
    fn table(&self, toggle: &Callback<String>, show_all: &Callback<MouseEvent>) -> Html {
        let services = &self.reach.services;
        if services.is_empty() {
            let nothing = self.searched && self.reach.services_allowed > 0;
            return if nothing {
                tag(
                    "p",
                    "empty",
                    "Nothing that is allowed has this in its name.",
                )
            } else {
                Html::default()
            };
        }
        let most = if self.all { services.len() } else { MANY };
        let more = services.len().saturating_sub(most);
        let unlisted = usize::try_from(self.reach.unlisted).unwrap_or(usize::MAX);
        html! {
            <>
                <table class="reach-table" aria-label="Allowed actions by service and access level">
                    <thead><tr>
                        { tag("th", "", "Service") }
                        { for LEVELS.map(|(name, short)| html! { <th scope="col"><span class="long">{ name }</span><span class="short" aria-hidden="true">{ short }</span></th> }) }
                    </tr></thead>
                    <tbody>{ for services.iter().take(most).map(|service| self.service(service, toggle)) }</tbody>
                </table>
                if more > 0 { <p class="told"><button type="button" class="sm" onclick={show_all.clone()}>{ "Show " }{ more }{ " more services" }</button></p> }
                if unlisted > 0 { <p class="d told">{ "and " }{ grouped(unlisted) }{ " more actions: search for less" }</p> }
            </>
        }
    }

    fn service(&self, service: &ReachService, toggle: &Callback<String>) -> Html {
        let is_open = !service.actions.is_empty();
        let opened = self.open.contains(&service.prefix);
        let prefix = service.prefix.clone();
        let onclick = toggle.reform(move |_: MouseEvent| prefix.clone());
        let glyph = if is_open { Glyph::Down } else { Glyph::Right };
        let cells = service
            .levels
            .iter()
            .zip(LEVELS)
            .map(|(counts, level)| cell(*counts, level.0));
        html! {
            <>
                <tr key={service.prefix.clone()} class={if is_open { "on" } else { "" }}>
                    <th scope="row">
                        <button type="button" class="reach-svc" aria-expanded={truth(is_open || opened)} {onclick}>
                            { small_icon(glyph, "") }{ tag("span", "el", service.name.clone()) }{ tag("code", "d", service.prefix.clone()) }
                        </button>
                    </th>
                    { for cells }
                </tr>
                if is_open {
                    <tr key={service.prefix.clone() + ":"} class="reach-acts"><td colspan="6">{ actions(&service.actions) }</td></tr>
                }
            </>
        }
    }
}

/// The counts of an access level.
fn cell((allowed, limited, all): (u32, u32, u32), level: &'static str) -> Html {
    let any = allowed + limited;
    let state = match (any, all) {
        (_, 0) => {
            return html! { <td class="none"><span class="hide">{ "no such action" }</span></td> };
        }
        (0, _) => "none",
        _ if allowed == all => "full",
        _ => "some",
    };
    let title = [
        &any.to_string(),
        " of ",
        &all.to_string(),
        " ",
        level,
        ", ",
        &limited.to_string(),
        " of them under limits",
    ]
    .concat();
    html! { <td class={state} {title}>{ tag("b", "", any.to_string()) }{ tag("span", "d", ["/", &all.to_string()].concat()) }</td> }
}

/// Actions by access level.
fn actions(actions: &[ReachAction]) -> Html {
    let groups = LEVELS.iter().enumerate().filter_map(|(number, (name, _))| {
        let own: Vec<&ReachAction> = actions.iter().filter(|action| usize::from(action.level) == number).collect();
        (!own.is_empty()).then(|| {
            let items = own.into_iter().map(action);
            html! { <div class="reach-lvl"><h4>{ *name }</h4><ul aria-label={*name}>{ for items }</ul></div> }
        })
    });
    groups.collect()
}

fn action(action: &ReachAction) -> Html {
    let limits: Vec<&str> = action.limits.iter().map(|limit| words(*limit)).collect();
    let limited = !limits.is_empty();
    let title = if limited {
        limits.join("; ")
    } else {
        "for every resource, without conditions".to_owned()
    };
    html! {
        <li class={class(&["m", if limited { "some" } else { "full" }])} {title}>
            <i class={class(&["reach-dot", if limited { "some" } else { "full" }])} aria-hidden="true" />{ &action.name }
            if limited { { tag("span", "hide", [" (", &limits.join("; "), ")"].concat()) } }
        </li>
    }
}

const fn words(limit: ReachLimit) -> &'static str {
    match limit {
        ReachLimit::Conditions => "under conditions",
        ReachLimit::Resources => "on some resources",
        ReachLimit::Denies => "some requests are denied",
        ReachLimit::Incomplete => "a call also needs a resource that nothing allows it on",
    }
}

/// What the answer does not say.
fn limits(props: &Props, chosen: &[usize]) -> Html {
    let of = |index: &usize| {
        props
            .question
            .scenario
            .policies
            .get(*index)
            .map(|policy| policy.kind)
    };
    let own = match chosen {
        [one] => of(one),
        _ => Some(PolicyType::Identity),
    };
    let kind = match own {
        Some(PolicyType::Identity | PolicyType::Resource) | None => {
            "Other policies can still deny it: SCPs, RCPs, boundaries, session and endpoint policies are not asked here."
        }
        Some(_) => {
            "A policy of this type grants nothing by itself: these are the actions that it lets other policies allow."
        }
    };
    html! {
        <p class="d told">{ "Conditions are not weighed: what stands under one counts as allowed under limits, as does what is allowed on some resources only, or denied for some. " }{ kind }
        { " Policies and statements that are left out of the evaluation are asked all the same." }</p>
    }
}
