//! What a decision depends on: the condition on open and missing keys under which the request is allowed.

use super::parts::tag;
use iam_core::report::{Dependency, Requirement};
use yew::prelude::*;

use super::card::Links;
use super::icon::{Glyph, small_icon};
use super::prose::prose;
use crate::state::Dispatch;

/// Shows a dependency: one sentence, and the tests it is made of as a tree whose leaves lead to their text.
pub(crate) fn depends(dependency: &Dependency, dispatch: &Dispatch) -> Html {
    html! {
        <section class="sec" aria-label="It depends">
            { tag("h3", "", "It depends") }
            { tag("p", "why q", prose(&dependency.sentence)) }
            <div class="need">{ requirement(&dependency.allowed_if, dispatch) }</div>
        </section>
    }
}

fn requirement(part: &Requirement, dispatch: &Dispatch) -> Html {
    let several = |name: &'static str, of: &[Requirement]| {
        let parts = of
            .iter()
            .map(|part| html! { <li>{ requirement(part, dispatch) }</li> });
        html! { <>{ tag("p", "t12 d", name) }<ul>{ for parts }</ul></> }
    };
    match part {
        Requirement::All { of } => several("all of", of),
        Requirement::Any { of } => several("one of", of),
        Requirement::Test {
            holds,
            policy,
            statement,
            span,
            sentence,
        } => {
            let links = Links::new(dispatch.clone(), *policy as usize, *statement);
            let (glyph, class) = if *holds {
                (Glyph::Ok, "v-allow")
            } else {
                (Glyph::Cross, "v-none")
            };
            let inside =
                html! { <>{ small_icon(glyph, class) }{ tag("span", "q", prose(sentence)) }</> };
            links.button("elr sub", *span, None, inside)
        }
    }
}
