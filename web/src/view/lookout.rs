//! Looks at each policy after a pause of typing, and tells what the worker finds. Shows nothing.

use iam_core::scenario::Scenario;
use iam_questions::findings::Findings;
use yew::prelude::*;

use crate::assistant::use_assistant;
use crate::findings::{Found, Known, LookedAt};
use crate::shared::Shared;
use crate::state::Doc;

/// How long after a change a policy is looked at, in milliseconds.
const PAUSE: u32 = 400;

/// Properties of [`Lookout`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The document.
    pub(crate) scenario: Shared<Scenario>,
    /// What the page knows about each policy.
    pub(crate) docs: Shared<Vec<Doc>>,
    /// Takes what is known.
    pub(crate) found: Callback<Known>,
}

/// Looks at all policies.
#[component]
pub(crate) fn Lookout(props: &Props) -> Html {
    let known = use_mut_ref(Vec::<Shared<Found>>::new);
    let uids: Vec<u32> = props.docs.iter().map(|doc| doc.uid).collect();
    let found = {
        let (tell, uids) = (props.found.clone(), uids);
        Callback::from(move |found: Shared<Found>| {
            let mut known = known.borrow_mut();
            known.retain(|old| old.about.uid != found.about.uid && uids.contains(&old.about.uid));
            known.push(found);
            tell.emit(Shared::new(known.clone()));
        })
    };
    let policies = props.scenario.policies.iter().zip(props.docs.iter());
    let looks = policies.enumerate().map(|(index, (policy, doc))| {
        let of = LookedAt::new(&props.scenario, index, policy, doc.uid);
        html! { <Look key={doc.uid} {of} found={found.clone()} /> }
    });
    html! { <>{ for looks }</> }
}

/// Properties of [`Look`].
#[derive(Clone, PartialEq, Properties)]
struct LookProps {
    of: LookedAt,
    found: Callback<Shared<Found>>,
}

/// Looks at a policy.
#[component]
fn Look(props: &LookProps) -> Html {
    let ask = |of: &LookedAt| Some(of.question());
    let said = use_assistant::<_, Findings>(props.of.clone(), PAUSE, ask);
    let found = props.found.clone();
    use_effect_with(said, move |said| {
        if let Some(said) = said {
            found.emit(Shared::new(said.clone()));
        }
    });
    Html::default()
}
