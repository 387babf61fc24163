//! Rewritings of a policy's text that keep its meaning.
//!
//! An edit replaces one value; everything else stays as it is, byte for byte. Nothing is offered for a value that is not
//! valid JSON by itself.

mod expand;
mod layout;
mod list;

#[cfg(test)]
mod tests;

use iam_catalog::Catalog;
use iam_core::diagnostic::{Edit, apply_edits};
use iam_core::json::{self, Member, Node, Value};
use iam_core::text::Span;

use crate::missing::Missing;
use layout::Layout;

/// What is offered for a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeActions {
    /// The rewritings, the most particular first.
    pub list: Vec<CodeAction>,
    /// What is not loaded and would offer more.
    pub missing: Missing,
}

/// A rewriting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does.
    pub kind: CodeActionKind,
    /// What it does, in the imperative, for people.
    pub title: String,
    /// Edits in order of their places, not overlapping.
    pub edits: Vec<Edit>,
}

/// What a [`CodeAction`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeActionKind {
    /// Writes the actions that a wildcard stands for.
    Expand,
    /// Writes the shortest wildcards that stand for the same actions.
    Fold,
    /// Sorts a list.
    Sort,
    /// Makes a list of a value, or a value of a list of one.
    Convert,
    /// Lays out a statement or the document.
    Format,
}

impl CodeAction {
    /// The text after it.
    pub fn apply(&self, text: &str) -> String {
        apply_edits(text, &self.edits)
    }

    fn replace(kind: CodeActionKind, title: String, span: Span, text: String) -> Self {
        Self {
            kind,
            title,
            edits: vec![Edit { span, text }],
        }
    }
}

/// The rewritings for what is selected, or for the caret where nothing is: a span in bytes.
pub fn code_actions(text: &str, selection: Span, catalog: &Catalog) -> CodeActions {
    let mut found = CodeActions::default();
    let parsed = json::parse(text);
    let Some(root) = &parsed.root else {
        return found;
    };
    let whole = parsed.diagnostics.is_empty();
    let at = Site {
        text,
        selection,
        catalog,
        layout: Layout { text },
    };
    if let Some(statements) = root.get("Statement") {
        if let Some(statement) = at.statement(statements) {
            at.in_statement(statement, &mut found);
            at.format("Format the statement", statement, &mut found);
        }
        if at.touches(statements) {
            at.statements(statements, &mut found);
        }
    }
    if whole {
        at.format("Format the policy", root, &mut found);
    }
    found
}

/// Where rewritings are asked for.
struct Site<'a> {
    text: &'a str,
    selection: Span,
    catalog: &'a Catalog,
    layout: Layout<'a>,
}

impl Site<'_> {
    fn touches(&self, node: &Node<'_>) -> bool {
        node.span.start <= self.selection.start && self.selection.end <= node.span.end
    }

    /// Whether a value is valid JSON by itself.
    fn is_sound(&self, node: &Node<'_>) -> bool {
        json::parse(node.span.slice(self.text))
            .diagnostics
            .is_empty()
    }

    fn statement<'n, 't>(&self, statements: &'n Node<'t>) -> Option<&'n Node<'t>> {
        match &statements.value {
            Value::Array(nodes) => nodes.iter().find(|node| self.touches(node)),
            Value::Object(_) => Some(statements).filter(|node| self.touches(node)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Invalid => {
                None
            }
        }
    }

    /// What is offered for the member of a statement that is touched.
    fn in_statement(&self, statement: &Node<'_>, found: &mut CodeActions) {
        let Some(member) = self.member(statement) else {
            return;
        };
        match member.key.as_str() {
            "Action" | "NotAction" if self.is_sound(&member.value) => {
                self.actions(&member.value, found);
                self.list(member.key.as_str(), &member.value, found);
            }
            name @ ("Resource" | "NotResource") if self.is_sound(&member.value) => {
                self.list(name, &member.value, found);
            }
            "Principal" | "NotPrincipal" => self.in_object(&member.value, found),
            "Condition" => {
                if let Some(operator) = self.member(&member.value) {
                    self.in_object(&operator.value, found);
                }
            }
            _ => {}
        }
    }

    fn in_object(&self, object: &Node<'_>, found: &mut CodeActions) {
        if let Some(member) = self.member(object)
            && self.is_sound(&member.value)
        {
            self.list(member.key.as_str(), &member.value, found);
        }
    }

    /// The member of an object that is touched, at its name or its value.
    fn member<'n, 't>(&self, object: &'n Node<'t>) -> Option<&'n Member<'t>> {
        let members = object.as_object()?;
        members.iter().find(|member| {
            let span = member.key.span.cover(member.value.span);
            span.start <= self.selection.start && self.selection.end <= span.end
        })
    }

    fn format(&self, title: &str, node: &Node<'_>, found: &mut CodeActions) {
        if !self.is_sound(node) {
            return;
        }
        let text = json::pretty(node).replace(
            '\n',
            &["\n", self.layout.indentation(node.span.start)].concat(),
        );
        if text != node.span.slice(self.text) {
            found.list.push(CodeAction::replace(
                CodeActionKind::Format,
                title.to_owned(),
                node.span,
                text,
            ));
        }
    }
}
