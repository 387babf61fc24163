//! A policy's text drawn without the editor: the same lines, colours, glyphs and marks, read-only.

use iam_core::text::{LineIndex, Span};
use yew::prelude::*;

use super::parts::class;
use crate::editor::{Run, lines};
use crate::marks::{Mark, Marks};

/// Lines drawn; the rest comes with the editor.
const LIMIT: usize = 300;

/// A text with line numbers, glyphs and marks.
pub(crate) fn drawn(text: &str, marks: &Marks, label: &AttrValue) -> Html {
    let index = LineIndex::new(text);
    let mut signs: Vec<_> = marks
        .glyphs
        .iter()
        .map(|(at, sign)| (index.line_col(*at).0, *sign))
        .collect();
    signs.reverse();
    let mut start = 0;
    let lines = lines(text, LIMIT).into_iter().enumerate().map(|(number, runs)| {
        let sign = signs.iter().find(|(line, _)| usize::try_from(*line) == Ok(number));
        let (class, sign) = sign.map_or(("", ""), |(_, sign)| (sign.class(), sign.text()));
        let length: usize = runs.iter().map(|run| run.text.len()).sum();
        let pieces = draw_line(&runs, start, marks);
        // The line's end is one byte, or two.
        let after = text.as_bytes().get(start + length);
        start += length + if after == Some(&b'\r') { 2 } else { 1 };
        html! {
            <div key={number} class="l"><i>{ number + 1 }</i><b {class}>{ sign }</b><span class={hang(&runs)}>{ for pieces }</span></div>
        }
    });
    html! { <div class="code" tabindex="0" role="group" aria-label={label} aria-busy="true">{ for lines }</div> }
}

/// How far the rest of a line that is wrapped hangs, by how far the line is indented.
fn hang(runs: &[Run<'_>]) -> &'static str {
    const HANGS: [&str; 9] = ["", "h2", "h4", "h6", "h8", "h10", "h12", "h14", "h16"];
    let depth = runs.first().map_or(0, |run| {
        run.text.len() - run.text.trim_start_matches(' ').len()
    });
    HANGS.get((depth / 2).min(8)).copied().unwrap_or_default()
}

fn draw_line(runs: &[Run<'_>], start: usize, marks: &Marks) -> Vec<Html> {
    let mut pieces = Vec::new();
    let mut at = start;
    for run in runs {
        let end = at + run.text.len();
        // Kept in order by hand: a run has few cuts, and sorting code is large.
        let mut cuts = vec![at, end];
        for (span, _) in &marks.ranges {
            let places = span.range();
            for cut in [places.start, places.end] {
                let before = cuts.iter().filter(|other| **other < cut).count();
                if at < cut && cut < end && cuts.get(before) != Some(&cut) {
                    cuts.insert(before, cut);
                }
            }
        }
        for pair in cuts.windows(2) {
            let [from, to] = *pair else { continue };
            let text = Span::new(from - at, to - at).slice(run.text);
            let class = class(&[run.kind.class(), mark_class(marks, from, to)]);
            pieces.push(html! { <span {class}>{ text.to_owned() }</span> });
        }
        at = end;
    }
    pieces
}

fn mark_class(marks: &Marks, from: usize, to: usize) -> &'static str {
    let covering = marks.ranges.iter().rev().find(|(span, _)| {
        let places = span.range();
        places.start <= from && to <= places.end
    });
    covering.map_or("", |(_, mark)| match mark {
        Mark::Decided => "mark-decided",
        Mark::Granting => "mark-granting",
        Mark::Out => "mark-out",
        Mark::Pointed => "mark-hover",
        Mark::Open => "mark-open",
        Mark::Statement => "mark-statement",
    })
}
