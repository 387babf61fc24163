//! What a change does to the document: the lines before and after, each piece with its place.

use std::sync::Arc;

use iam_core::what_if::{self, Change};
use yew::prelude::*;

use super::parts::{letter_sign, tag};
use crate::diff::{Hunk, around, hunks};
use crate::engine::Question;
use crate::labels;

/// Lines of a piece that are shown.
const MOST: usize = 40;
/// Characters of a line that are shown, if it is the only one of its piece.
const WIDE: usize = 240;

/// The preview of changes.
pub(crate) fn preview(question: &Question, changes: &[Change]) -> Html {
    let before = &question.scenario;
    let after = what_if::apply(before, question.request, changes);
    let mut pieces = Vec::new();
    for change in changes {
        if let Change::SetKey { key, values, .. } = change {
            let request = question.report.requests.get(question.request);
            let keys = request.map_or(&[][..], |request| &request.keys);
            let old = keys
                .iter()
                .find(|known| known.name.eq_ignore_ascii_case(key));
            let told = |values: &[String]| match values {
                [] => [key, " is not sent"].concat(),
                values => [key, " = ", &values.join(", ")].concat(),
            };
            let (old, new) = (told(old.map_or(&[][..], |old| &old.values)), told(values));
            pieces.push(piece("Context of the request".into(), &[&old], &[&new]));
        }
    }
    for (index, policy) in after.policies.iter().enumerate() {
        let name = labels::policy_name(policy);
        let sign = letter_sign(labels::letter(policy.kind));
        match before.policies.get(index) {
            Some(old) if Arc::ptr_eq(&old.document, &policy.document) => {}
            Some(old) => {
                for hunk in hunks(&old.document, &policy.document) {
                    let place = [name.as_str(), ", line ", &hunk.line.to_string()].concat();
                    pieces.push(edited(html! { <>{ sign.clone() }{ place }</> }, &hunk));
                }
            }
            None => {
                let to = policy.attached_to.as_deref().unwrap_or_default().join(", ");
                let place = [name.as_str(), ", attached to ", &to].concat();
                let lines: Vec<&str> = policy.document.lines().collect();
                pieces.push(piece(html! { <>{ sign }{ place }</> }, &[], &lines));
            }
        }
    }
    html! { <div class="diff" role="group" aria-label="Preview" tabindex="0">{ for pieces }</div> }
}

fn edited(place: Html, hunk: &Hunk<'_>) -> Html {
    if let ([old], [new]) = (hunk.removed.as_slice(), hunk.added.as_slice()) {
        let (old, new) = around(old, new, WIDE);
        return piece(place, &[&old], &[&new]);
    }
    piece(place, &hunk.removed, &hunk.added)
}

fn piece(place: Html, removed: &[&str], added: &[&str]) -> Html {
    let lines = |name: &'static str, lines: &[&str]| -> Html {
        let shown = lines.iter().take(MOST);
        let more = lines.len().saturating_sub(MOST);
        let more =
            (more > 0).then(|| tag("p", "t11 d", [&more.to_string(), " more lines"].concat()));
        html! { <>{ for shown.map(|line| tag(name, "m", *line)) }{ for more }</> }
    };
    html! { <>{ tag("p", "t11 q row", place) }{ lines("del", removed) }{ lines("ins", added) }</> }
}
