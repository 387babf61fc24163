//! The panel of the management console: `User:`, `Service:`, `Action:`, `On resource(s):`, `Context:`, in lines of their
//! own or, when copied, glued together.

use std::ops::Range;

use iam_core::scenario::{Decision, PolicyType};

use super::placed;
use super::reason::type_after;
use super::request::{Said, add};
use super::value::Value;
use crate::import::Basis;
use crate::layer::Layer;
use crate::phrase;
use crate::reader::Reader;

const USER: &str = "User:";
const SERVICE: &str = "Service:";
const ACTION: &str = "Action:";
const RESOURCES: &str = "On resource(s):";
const CONTEXT: &str = "Context:";
const LABELS: [&str; 5] = [USER, SERVICE, ACTION, RESOURCES, CONTEXT];

/// The most panels in a text, and the most resources of one.
const MOST: usize = 100;

pub(super) fn read(layer: &Layer, reader: &mut Reader<'_>) {
    let text = layer.text();
    let mut from = 0;
    for _ in 0..MOST {
        let Some(resources) = phrase::find(text, from, RESOURCES) else {
            return;
        };
        let end = read_panel(layer, from, resources.clone(), reader);
        from = end.unwrap_or(resources.end);
    }
}

fn read_panel(
    layer: &Layer,
    from: usize,
    resources: Range<usize>,
    reader: &mut Reader<'_>,
) -> Option<usize> {
    let text = layer.text();
    let before = from..resources.start;
    let action = last(text, before.clone(), ACTION)?;
    let user = last(text, before.clone(), USER);
    let service = last(text, before, SERVICE);
    let listed = value(text, resources.end);
    let label = phrase::skip_blank(text, listed.end);
    let context = phrase::after(text, label, CONTEXT).map(|end| value(text, end));
    let end = context.as_ref().map_or(listed.end, |range| range.end);
    let start = user.as_ref().unwrap_or(&action).start;
    let stated = |range: Range<usize>| placed(layer, &Value::plain(text, range), Basis::Stated);
    let mut action = stated(action);
    if let Some(service) = service.filter(|_| !action.text.contains(':')) {
        action.text = format!("{}:{}", text.get(service)?, action.text);
    }
    let (decision, policy_type) = context
        .as_ref()
        .map_or((None, None), |range| reason(text, range));
    for resource in list(text, listed).into_iter().take(MOST) {
        add(
            reader,
            &Said {
                span: layer.span(start..end),
                principal: user.clone().map(stated),
                action: action.clone(),
                resource: Some(stated(resource)),
                decision,
                policy_type,
                policy: None,
                words: context.clone().map(stated),
                is_no_policy: false,
                operation: None,
                service: None,
            },
        );
    }
    Some(end)
}

/// The value behind the last such label of a range.
fn last(text: &str, within: Range<usize>, label: &str) -> Option<Range<usize>> {
    let at = text.get(within.clone())?.rfind(label)?;
    Some(value(text, within.start + at + label.len()))
}

/// From a label to the next one, or to the end of the line.
fn value(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let skipped = rest.len() - rest.trim_start().len();
    let at = at + skipped;
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let end = LABELS
        .iter()
        .filter_map(|label| line.find(label))
        .min()
        .unwrap_or(line.len());
    phrase::trim(text, at..at + end)
}

/// Several resources stand behind one another, with commas or blanks between.
fn list(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let listed = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = range.start;
    for word in listed.split([',', ' ', '\t']) {
        if !word.is_empty() {
            found.push(at..at + word.len());
        }
        at += word.len() + 1;
    }
    found
}

/// `no TYPE allows the ACTION action`, `a TYPE explicitly denies the action`.
fn reason(text: &str, range: &Range<usize>) -> (Option<Decision>, Option<PolicyType>) {
    if let Some(at) = phrase::after(text, range.start, "no ") {
        return match type_after(text, at) {
            Some((kind, _)) => (Some(Decision::ImplicitDeny), Some(kind)),
            None => (None, None),
        };
    }
    let named = ["a ", "an ", "the "]
        .iter()
        .find_map(|article| phrase::after(text, range.start, article))
        .and_then(|at| type_after(text, at));
    match named {
        Some((kind, end)) if phrase::after(text, end, " explicitly denies").is_some() => {
            (Some(Decision::ExplicitDeny), Some(kind))
        }
        _ => (None, None),
    }
}
