//! From a pasted text to the rows of the table: what it is wrapped in, and which parts it has.

use iam_core::scenario::{Principal, Request, Resource};
use iam_core::text::Span;

use crate::command::{Command, find_commands};
use crate::denied;
use crate::import::{Basis, Choice, FoundRequest, Import, Options, Part};
use crate::layer::Layer;
use crate::missing;
use crate::organizations;
use crate::prepare;
use crate::reader::Reader;
use crate::secret;
use crate::segments::{Segment, cut};
use crate::table::{Paste, Shape, read_first, read_json};

/// The longest text that is read, in bytes.
pub const MAX_TEXT: usize = 4 << 20;

/// How many encodings are undone.
const MAX_DEPTH: usize = 6;

/// The most places without use that are listed.
const MAX_UNREAD: usize = 200;

/// Reads pasted evidence.
///
/// Nothing fails: what is not understood is listed at its place, and where nothing can be taken from the text, the
/// [refusal][Import::refusal] says why and what to paste instead. Time is linear in the text.
///
/// # Examples
///
/// ```
/// let found = iam_import::import(
///     "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:GetObject \
///      on resource: \"arn:aws:s3:::reports/a.csv\" because no identity-based policy allows the s3:GetObject action",
/// );
/// let request = &found.requests[0].request;
/// assert_eq!(request.principal.arn, "arn:aws:iam::111122223333:user/ana");
/// assert_eq!(request.action, "s3:GetObject");
/// assert_eq!(request.expect, Some(iam_core::scenario::Decision::ImplicitDeny));
/// assert_eq!(
///     found.missing[0].commands[0],
///     "aws iam list-attached-user-policies --user-name ana"
/// );
/// ```
pub fn import(text: &str) -> Import {
    import_with(text, &Options::default())
}

/// Reads pasted evidence, with what a person said about it.
pub fn import_with(text: &str, options: &Options) -> Import {
    let mut reader = Reader::new(options);
    if text.len() > MAX_TEXT {
        reader.refuse(
            format!(
                "the text is too long: {} MB, and at most {} MB are read",
                text.len() >> 20,
                MAX_TEXT >> 20
            ),
            "Paste the part that matters: one message, one event, the policies of one principal",
            None,
        );
        return reader.out;
    }
    let pasted = Layer::whole(text);
    let cleaned = prepare::clean(&pasted);
    read_layer(&cleaned, None, 0, &mut reader);
    finish(&cleaned, reader)
}

/// Reads a text or what an encoding held.
pub(crate) fn read_layer(
    layer: &Layer,
    command: Option<&Command>,
    depth: usize,
    reader: &mut Reader<'_>,
) {
    let text = layer.text();
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return;
    }
    if depth > MAX_DEPTH {
        reader.note(
            "truncated",
            "encoded too many times over: the innermost text was not read",
            layer.full_span(),
        );
        return;
    }
    let start = text.len() - text.trim_start().len();
    let layer = &layer.part(start..start + trimmed.len());
    if let Some(inner) = unwrapped(layer) {
        if trimmed.starts_with('<') {
            reader.mark_used(layer.full_span());
        }
        read_layer(&inner, command, depth + 1, reader);
    } else if trimmed.starts_with('"') && trimmed.len() > 1 && trimmed.ends_with('"') {
        // One text in quotes, or nothing that JSON would know.
        if !read_json(layer, command, depth, reader) {
            read_text(layer, command, depth, reader);
        }
    } else {
        read_segments(layer, command, depth, reader);
    }
}

/// The text without the encoding that the whole of it is in.
fn unwrapped(layer: &Layer) -> Option<Layer> {
    let text = layer.text();
    let starts = |mark: &str| {
        text.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    };
    if starts("%7B") || starts("%5B") || starts("%22") {
        return Some(prepare::percent_decoded(layer));
    }
    if starts("{\\\"") || starts("{\\\\\"") || starts("{\\n") {
        return Some(prepare::unescaped(layer, 0..text.len()));
    }
    if starts("<") && text.contains('>') {
        let inner = prepare::without_tags(layer);
        return Some(prepare::entities_decoded(&inner));
    }
    if text.contains("&quot;") && !text.contains('<') {
        return Some(prepare::entities_decoded(layer));
    }
    None
}

fn read_segments(layer: &Layer, command: Option<&Command>, depth: usize, reader: &mut Reader<'_>) {
    let text = layer.text();
    let segments = cut(text);
    if let [Segment::Text(_)] = segments.as_slice()
        && text.starts_with(['{', '['])
        && read_json(layer, command, depth, reader)
    {
        reader.note(
            "json",
            "brackets are not closed: the text was read as far as it goes",
            layer.full_span(),
        );
        return;
    }
    let mut last = command.cloned();
    for segment in segments {
        match segment {
            Segment::Text(range) => {
                let part = layer.part(range);
                read_text(&part, last.as_ref(), depth, reader);
                if let Some(found) = find_commands(part.text()).pop() {
                    reader.mark_used(part.span(found.range.clone()));
                    last = Some(found);
                }
            }
            Segment::Json(range) => {
                let part = layer.part(range);
                read_json(&part, last.as_ref(), depth, reader);
            }
            Segment::Python(range) => {
                let part = prepare::json_of_python(&layer.part(range));
                read_json(&part, last.as_ref(), depth, reader);
            }
        }
    }
}

fn read_text(layer: &Layer, command: Option<&Command>, depth: usize, reader: &mut Reader<'_>) {
    let paste = Paste {
        layer,
        root: None,
        command,
        depth,
    };
    read_first(&paste, Shape::Text, reader);
}

fn finish(cleaned: &Layer, mut reader: Reader<'_>) -> Import {
    organizations::finish(&mut reader);
    name_caller(&mut reader);
    let has_secrets = secret::note_secrets(cleaned, &mut reader);
    let has_something = reader.out.has_something() || !reader.out.missing.is_empty();
    if has_something {
        reader.out.refusal = None;
        reader.out.unread = unread(cleaned, reader.used());
        drop_empty(&mut reader.out);
    } else if cleaned.text().trim().is_empty() {
        // Nothing pasted is nothing to complain about.
    } else if has_secrets && reader.out.recognized.is_empty() {
        reader.refuse(
            "this is nothing but credentials, and they are left alone",
            "Paste what AWS answered; and change these credentials if others could have seen them",
            None,
        );
    } else {
        reader.refuse(
            "nothing was recognized: no access-denied message, no policy, no output of AWS that is known here",
            "Paste the whole error message, a policy, a decoded authorization message, or a scenario document",
            None,
        );
    }
    reader.out
}

/// Gives requests without a principal the caller that an output names; without such a request, makes one.
fn name_caller(reader: &mut Reader<'_>) {
    let Some((arn, user_id, span)) = reader.caller.take() else {
        return;
    };
    let part = Part {
        field: "principal".to_owned(),
        value: arn.clone(),
        span,
        basis: Basis::Follows,
    };
    if reader.out.requests.is_empty() {
        reader.note(
            "action-unmapped",
            "what is asked for is not said: enter the action",
            span,
        );
        reader.add_missing(missing::identity_policies(&arn, span));
        reader.add_missing(missing::boundary_of(&arn, span));
        reader.add_request(FoundRequest {
            request: Request {
                principal: Principal {
                    arn,
                    user_id,
                    ..Principal::default()
                },
                resource: Resource {
                    arn: "*".to_owned(),
                    ..Resource::default()
                },
                ..Request::default()
            },
            stated: None,
            parts: vec![part],
        });
        return;
    }
    for found in &mut reader.out.requests {
        if found.request.principal.arn.is_empty() {
            found.request.principal.arn.clone_from(&arn);
            found.request.principal.user_id.clone_from(&user_id);
            found.parts.insert(0, part.clone());
        }
    }
    reader
        .out
        .choices
        .retain(|choice| !matches!(choice, Choice::Principal(_)));
}

/// Drops messages that nothing was taken from, unless it is the only thing that was recognized: the code beside a sentence.
fn drop_empty(out: &mut Import) {
    let mut places: Vec<Span> = out.missing.iter().map(|missing| missing.span).collect();
    for request in &out.requests {
        places.extend(request.parts.iter().map(|part| part.span));
    }
    let gives = |span: Span| {
        places
            .iter()
            .any(|place| span.start <= place.start && place.end <= span.end)
    };
    if out.recognized.iter().any(|found| gives(found.span)) {
        out.recognized
            .retain(|found| found.format != denied::FORMAT || gives(found.span));
    }
}

/// Runs of lines that nothing was taken from.
fn unread(cleaned: &Layer, used: &[Span]) -> Vec<Span> {
    let mut used: Vec<Span> = used.to_vec();
    used.sort_by_key(|span| span.start);
    let mut used = used.into_iter().peekable();
    let mut covered = 0;
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut joins = false;
    for line in cleaned.text().split('\n') {
        let place = cleaned.span(at..at + line.trim_end().len());
        at += line.len() + 1;
        if !line.chars().any(char::is_alphanumeric) {
            continue;
        }
        // All that begins before this line ends, and how far it reaches.
        while let Some(span) = used.next_if(|span| span.start < place.end) {
            covered = covered.max(span.end);
        }
        if covered > place.start {
            joins = false;
        } else if joins && let Some(last) = found.last_mut() {
            *last = last.cover(place);
        } else if found.len() < MAX_UNREAD {
            found.push(place);
            joins = true;
        } else {
            break;
        }
    }
    found
}
