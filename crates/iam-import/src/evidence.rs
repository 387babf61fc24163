//! JSON values in evidence: strings as texts of their own, whole values as documents.

use iam_core::json::{self, Node, Value};
use iam_core::text::Span;

use crate::layer::Layer;
use crate::prepare;

/// The text of a string node as a layer of its own.
pub(crate) fn string_layer(layer: &Layer, node: &Node<'_>) -> Option<Layer> {
    let Value::String(text) = &node.value else {
        return None;
    };
    let range = text.span.range();
    let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
    Some(prepare::unescaped(layer, inner))
}

/// The place of a node in the pasted text.
pub(crate) fn span_of(layer: &Layer, node: &Node<'_>) -> Span {
    layer.span(node.span.range())
}

/// The value at a path of members.
pub(crate) fn at<'n, 't>(node: &'n Node<'t>, path: &[&str]) -> Option<&'n Node<'t>> {
    path.iter().try_fold(node, |node, step| node.get(step))
}

/// The string at a path of members.
pub(crate) fn text_at<'n>(node: &'n Node<'_>, path: &[&str]) -> Option<&'n str> {
    at(node, path).and_then(Node::as_str)
}

/// The elements of the array at a path of members; none if there is none.
pub(crate) fn list_at<'n, 't>(node: &'n Node<'t>, path: &[&str]) -> &'n [Node<'t>] {
    at(node, path).and_then(Node::as_array).unwrap_or_default()
}

/// The texts of a string or of a list of strings; numbers and Booleans as they are written.
pub(crate) fn texts(node: &Node<'_>) -> Vec<String> {
    match &node.value {
        Value::String(text) => vec![text.as_str().to_owned()],
        Value::Number(number) => vec![(*number).to_owned()],
        Value::Bool(value) => vec![value.to_string()],
        Value::Array(elements) => elements.iter().flat_map(texts).collect(),
        Value::Null | Value::Object(_) | Value::Invalid => Vec::new(),
    }
}

/// Whether a value has the form of a policy: `Statement`, or one statement by itself.
pub(crate) fn is_policy(node: &Node<'_>) -> bool {
    let is_statement = |node: &Node<'_>| {
        node.get("Effect").is_some()
            && (node.get("Action").is_some() || node.get("NotAction").is_some())
    };
    node.get("Statement").is_some()
        || is_statement(node)
        || node
            .as_array()
            .is_some_and(|elements| !elements.is_empty() && elements.iter().all(is_statement))
}

/// The text of a policy document in evidence, whatever it is wrapped in: an object as it stands, JSON text,
/// percent-encoded text, JSON text in JSON text. `None` if it is no policy; a text that is no valid JSON stays as it is.
pub(crate) fn document(layer: &Layer, node: &Node<'_>) -> Option<(String, Span)> {
    let span = span_of(layer, node);
    if node.as_object().is_some() || node.as_array().is_some() {
        if !is_policy(node) {
            return None;
        }
        let text = layer.text().get(node.span.range())?;
        return Some((whole_document(&outdented(text), node), span));
    }
    let mut inner = string_layer(layer, node)?;
    for _ in 0..3 {
        let text = inner.text().trim_start();
        if text.starts_with("%7B") || text.starts_with("%7b") || text.starts_with("%5B") {
            inner = prepare::percent_decoded(&inner);
        } else if text.starts_with("{\\") {
            inner = prepare::unescaped(&inner, 0..inner.text().len());
        } else if text.starts_with('"') {
            let parsed = json::parse(inner.text());
            let root = parsed.root.as_ref()?;
            let next = string_layer(&inner, root)?;
            inner = next;
        } else {
            break;
        }
    }
    let parsed = json::parse(inner.text());
    let root = parsed.root.as_ref()?;
    is_policy(root).then(|| {
        let text = inner.text().trim();
        // A text on one line is there for programs; people edit it.
        let is_good = parsed.diagnostics.is_empty();
        let text = if is_good && !text.contains('\n') {
            json::pretty(root)
        } else {
            text.to_owned()
        };
        (whole_document(&text, root), span)
    })
}

/// A statement, or a list of them, inside a document. A missing `Version` stays missing.
fn whole_document(text: &str, node: &Node<'_>) -> String {
    if node.get("Statement").is_some() {
        return text.to_owned();
    }
    let indented = text.replace('\n', "\n  ");
    format!("{{\n  \"Statement\": {indented}\n}}")
}

/// A value cut out of a larger one, without the indentation that it had there; one line becomes several.
fn outdented(text: &str) -> String {
    if !text.contains('\n') {
        let parsed = json::parse(text);
        return match &parsed.root {
            Some(root) if parsed.diagnostics.is_empty() => json::pretty(root),
            _ => text.to_owned(),
        };
    }
    let indent = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for (idx, line) in text.lines().enumerate() {
        if idx > 0 {
            out.push('\n');
        }
        let cut = if idx == 0 { 0 } else { indent };
        out.push_str(line.get(cut..).unwrap_or(line.trim_start()));
    }
    out
}
