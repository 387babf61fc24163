//! What there is to tell, with a way back where there is one.

use super::parts::tag;
use yew::prelude::*;

use super::icon::{Glyph, icon, small_icon};
use super::prose::prose;
use crate::state::{Action, Dispatch, Notice};

/// The notices; each is announced when it comes. Problems, and those with a way back, stay until closed.
pub(crate) fn notices(notices: &[Notice], dispatch: &Dispatch) -> Html {
    let show = |notice: &Notice| {
        let id = notice.id;
        let act = |action: fn(u32) -> Action| {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.dispatch(action(id)))
        };
        let (class, glyph) = if notice.problem {
            ("notice problem", Glyph::Alert)
        } else {
            ("notice", Glyph::Ok)
        };
        html! {
            <li key={id} {class}>
                { icon(glyph, "") }
                { tag("span", "", prose(&notice.text)) }
                if let Some((name, _)) = &notice.back {
                    <button type="button" class="sm btn-line" onclick={act(Action::GoBack)}>{ *name }</button>
                }
                <button type="button" class="ico sm" aria-label="Close" title="Close" onclick={act(Action::Dismiss)}>{ small_icon(Glyph::Cross, "") }</button>
            </li>
        }
    };
    html! { <div class="notices" role="log" aria-live="polite" aria-label="Notices"><ul>{ for notices.iter().map(show) }</ul></div> }
}
