//! A text with the parts that were typed set apart.

use yew::prelude::*;

use super::parts::tag;

/// The text; `marks` are pairs of start and end in bytes.
pub(crate) fn marked(text: &str, marks: &[u32]) -> Html {
    let mut at = 0;
    let mut parts = Vec::new();
    for mark in marks.chunks_exact(2) {
        let [start, end] = *mark else { continue };
        let (start, end) = (start as usize, end as usize);
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        parts.push(html! { { part(at, start) } });
        parts.push(tag("mark", "", part(start, end)));
        at = end;
    }
    parts.push(html! { { text.get(at..).unwrap_or_default().to_owned() } });
    html! { <>{ parts }</> }
}
