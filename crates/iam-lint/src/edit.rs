//! Edits that keep the person's layout.

use iam_core::diagnostic::Edit;
use iam_core::json::quote;
use iam_core::text::Span;

use crate::document::Document;
use crate::tree::Holder;

/// Puts a text in the place of another.
pub(crate) fn replace(span: Span, text: impl Into<String>) -> Vec<Edit> {
    vec![Edit {
        span,
        text: text.into(),
    }]
}

/// Writes another name for a member; `None` if a member of that name, in any case, stands beside it.
pub(crate) fn rename(document: &Document<'_>, key: Span, name: &str) -> Option<Vec<Edit>> {
    let Holder::Object(members, at) = document.tree.holder(key)? else {
        return None;
    };
    let is_taken = members
        .iter()
        .enumerate()
        .any(|(index, member)| index != at && member.key.as_str().eq_ignore_ascii_case(name));
    (!is_taken).then(|| replace(key, quote(name)))
}

/// Takes an item out of its list, or a member with its name out of its object, together with one comma. `None` if it is
/// the only one there: what would be left has another meaning.
pub(crate) fn remove(document: &Document<'_>, span: Span) -> Option<Vec<Edit>> {
    let around = around(document, span)?;
    let edit = match (around.before, around.after) {
        (_, Some(after)) => cut(around.own.start, after.start),
        (Some(before), None) => cut(before.end, around.own.end),
        (None, None) => return None,
    };
    Some(vec![edit])
}

/// Takes an item out of its list, as [`remove`] does; `None` if it is no item of a list.
pub(crate) fn remove_item(document: &Document<'_>, span: Span) -> Option<Vec<Edit>> {
    match document.tree.holder(span)? {
        Holder::Array(..) => remove(document, span),
        Holder::Object(..) => None,
    }
}

/// Takes several items of one list, or members of one object, out of it. `None` if nothing would be left.
pub(crate) fn remove_all(document: &Document<'_>, spans: &[Span]) -> Option<Vec<Edit>> {
    let siblings = siblings(document, *spans.first()?)?;
    let goes = |own: &Span| {
        spans
            .iter()
            .any(|span| own.start <= span.start && span.end <= own.end)
    };
    let last_kept = siblings.iter().rposition(|own| !goes(own))?;
    let mut edits = Vec::new();
    for pair in siblings.get(..=last_kept)?.windows(2) {
        if let [own, next] = pair
            && goes(own)
        {
            edits.push(cut(own.start, next.start));
        }
    }
    let (kept, end) = (siblings.get(last_kept)?, siblings.last()?);
    if kept.end < end.end {
        edits.push(cut(kept.end, end.end));
    }
    Some(edits)
}

fn cut(start: u32, end: u32) -> Edit {
    Edit {
        span: Span { start, end },
        text: String::new(),
    }
}

/// Puts an item or a member behind one, separated as the others are.
pub(crate) fn insert_after(document: &Document<'_>, span: Span, text: &str) -> Option<Vec<Edit>> {
    let around = around(document, span)?;
    let own = around.own;
    let separator = match around.before {
        Some(before) => Span {
            start: before.end,
            end: own.start,
        }
        .slice(document.text)
        .to_owned(),
        None => format!(",{}", blank_before(document.text, own.start)),
    };
    let separator = if separator.trim() == "," {
        separator
    } else {
        ", ".to_owned()
    };
    Some(replace(
        Span {
            start: own.end,
            end: own.end,
        },
        format!("{separator}{text}"),
    ))
}

/// The white space before an offset; one blank if there is none.
fn blank_before(text: &str, offset: u32) -> String {
    let before = text.get(..offset as usize).unwrap_or("");
    let blank = before
        .get(before.trim_end_matches([' ', '\t', '\r', '\n']).len()..)
        .unwrap_or("");
    if blank.is_empty() { " " } else { blank }.to_owned()
}

/// An item or a member, and those beside it.
struct Around {
    before: Option<Span>,
    own: Span,
    after: Option<Span>,
}

fn around(document: &Document<'_>, span: Span) -> Option<Around> {
    let holder = document.tree.holder(span)?;
    let at = holder.at();
    Some(Around {
        before: at.checked_sub(1).and_then(|before| holder.span_of(before)),
        own: holder.span_of(at)?,
        after: holder.span_of(at + 1),
    })
}

/// The spans of all that stands in a list or an object.
fn siblings(document: &Document<'_>, span: Span) -> Option<Vec<Span>> {
    let holder = document.tree.holder(span)?;
    Some((0..).map_while(|at| holder.span_of(at)).collect())
}
