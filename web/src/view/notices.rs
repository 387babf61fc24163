//! What there is to tell, with a way back where there is one.

use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Notice};

/// Properties of [`Notices`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The notices, oldest first.
    pub(crate) notices: Shared<Vec<Notice>>,
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// The notices; each is announced when it comes and stays until closed or three newer ones came.
#[component]
pub(crate) fn Notices(props: &Props) -> Html {
    let show = |notice: &Notice| {
        let id = notice.id;
        let act = |action: fn(u32) -> Action| {
            let dispatch = props.dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(action(id)))
        };
        let (class, glyph) = if notice.problem {
            ("notice problem", Glyph::Alert)
        } else {
            ("notice", Glyph::Ok)
        };
        html! {
            <li key={id} {class}>
                <Icon {glyph} />
                <span>{ &notice.text }</span>
                if let Some((name, _)) = &notice.back {
                    <button type="button" class="sm btn-line" onclick={act(Action::GoBack)}>{ *name }</button>
                }
                <button type="button" class="ico sm" aria-label="Close" title="Close" onclick={act(Action::Dismiss)}><Icon glyph={Glyph::Cross} small=true /></button>
            </li>
        }
    };
    html! { <ul class="notices" role="log" aria-live="polite" aria-label="Notices">{ for props.notices.iter().map(show) }</ul> }
}
