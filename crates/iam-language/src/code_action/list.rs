//! Lists: sorting them, and between a list and a single value.

use iam_core::diagnostic::Edit;
use iam_core::json::{Node, Value};

use super::{CodeAction, CodeActionKind, CodeActions, Site};

/// Most elements of a list that is sorted.
const MOST_SORTED: usize = 10_000;

impl Site<'_> {
    /// What is offered for a value that may be one text or a list of them.
    pub(super) fn list(&self, name: &str, value: &Node<'_>, found: &mut CodeActions) {
        match &value.value {
            Value::Array(elements) => {
                self.sort(name, elements, found);
                if let [only] = elements.as_slice() {
                    Self::convert(
                        format!("Make {name} a single value"),
                        value,
                        only.span.slice(self.text).to_owned(),
                        found,
                    );
                }
            }
            Value::String(_) => {
                let list = format!("[{}]", value.span.slice(self.text));
                Self::convert(format!("Make {name} a list"), value, list, found);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) | Value::Invalid => {
            }
        }
    }

    /// What is offered for `Statement`.
    pub(super) fn statements(&self, value: &Node<'_>, found: &mut CodeActions) {
        if let Value::Object(_) = &value.value
            && self.is_sound(value)
        {
            let list = format!("[{}]", value.span.slice(self.text));
            Self::convert("Make Statement a list".to_owned(), value, list, found);
        }
    }

    fn convert(title: String, value: &Node<'_>, text: String, found: &mut CodeActions) {
        found.list.push(CodeAction::replace(
            CodeActionKind::Convert,
            title,
            value.span,
            text,
        ));
    }

    /// The elements change places; what stands between them stays.
    fn sort(&self, name: &str, elements: &[Node<'_>], found: &mut CodeActions) {
        let texts: Option<Vec<&str>> = elements.iter().map(Node::as_str).collect();
        let Some(texts) = texts.filter(|texts| texts.len() <= MOST_SORTED) else {
            return;
        };
        if texts.is_sorted() {
            return;
        }
        let mut sorted: Vec<&Node<'_>> = elements.iter().collect();
        sorted.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        let moved = elements
            .iter()
            .zip(sorted)
            .filter(|(place, node)| place.span != node.span);
        let edits = moved.map(|(place, node)| Edit {
            span: place.span,
            text: node.span.slice(self.text).to_owned(),
        });
        found.list.push(CodeAction {
            kind: CodeActionKind::Sort,
            title: format!("Sort {name}"),
            edits: edits.collect(),
        });
    }
}
