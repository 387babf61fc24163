//! Wildcards of actions: to the actions they stand for, and back.

use std::collections::BTreeSet;

use iam_core::json::{Node, Value, quote};

use super::{CodeAction, CodeActionKind, CodeActions, Site};
use crate::missing::Missing;

/// Most actions that a wildcard is expanded to.
const MOST_EXPANDED: usize = 1_000;

/// Most entries of a list that is folded, and most actions that they stand for.
const MOST_FOLDED: usize = 1_000;

impl Site<'_> {
    /// What is offered for the value of `Action` or `NotAction`.
    pub(super) fn actions(&self, value: &Node<'_>, found: &mut CodeActions) {
        match &value.value {
            Value::String(text) => {
                if let Some(names) =
                    self.expanded(text.as_str(), &BTreeSet::new(), &mut found.missing)
                {
                    let title = expand_title(text.as_str(), names.len());
                    let text = self.layout.list(value.span, &names);
                    found.list.push(CodeAction::replace(
                        CodeActionKind::Expand,
                        title,
                        value.span,
                        text,
                    ));
                }
            }
            Value::Array(elements) => {
                self.expand_element(value, elements, found);
                self.fold(value, elements, found);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) | Value::Invalid => {
            }
        }
    }

    /// The actions that a wildcard stands for, without those that are named already; none if it is no wildcard, or stands
    /// for nothing that is known, or for too much.
    fn expanded(
        &self,
        entry: &str,
        named: &BTreeSet<String>,
        missing: &mut Missing,
    ) -> Option<Vec<String>> {
        if !entry.contains(['*', '?']) {
            return None;
        }
        let expansion = self.catalog.expand(entry);
        if let Some((prefix, _)) = entry.split_once(':')
            && !expansion.missing.is_empty()
        {
            missing.service(&prefix.to_ascii_lowercase());
        }
        let known = !expansion.actions.is_empty() && expansion.missing.is_empty();
        if !known || expansion.actions.len() > MOST_EXPANDED {
            return None;
        }
        let names = expansion.actions.iter().map(ToString::to_string);
        let names = names.filter(|name| !named.contains(&name.to_ascii_lowercase()));
        Some(names.collect())
    }

    fn expand_element(&self, list: &Node<'_>, elements: &[Node<'_>], found: &mut CodeActions) {
        let Some(element) = elements.iter().find(|element| self.touches(element)) else {
            return;
        };
        let Some(entry) = element.as_str() else {
            return;
        };
        let others = elements.iter().filter_map(Node::as_str);
        let named = others.map(str::to_ascii_lowercase).collect();
        let Some(names) = self.expanded(entry, &named, &mut found.missing) else {
            return;
        };
        // All of them are named already: the entry could only be taken out, which is another thing.
        if names.is_empty() {
            return;
        }
        let names: Vec<String> = names.iter().map(|name| quote(name)).collect();
        let text = names.join(&self.layout.separator(list.span, element.span));
        let title = expand_title(entry, names.len());
        found.list.push(CodeAction::replace(
            CodeActionKind::Expand,
            title,
            element.span,
            text,
        ));
    }

    fn fold(&self, list: &Node<'_>, elements: &[Node<'_>], found: &mut CodeActions) {
        let entries: Option<Vec<&str>> = elements.iter().map(Node::as_str).collect();
        let Some(entries) = entries.filter(|entries| (2..=MOST_FOLDED).contains(&entries.len()))
        else {
            return;
        };
        let mut meant = 0;
        for entry in &entries {
            let expansion = self.catalog.expand(entry);
            meant += expansion.actions.len();
            for service in expansion.missing.iter().take(1) {
                found.missing.service(&service.prefix);
            }
            if meant > MOST_FOLDED {
                return;
            }
        }
        let folded = self.catalog.fold(&entries).entries;
        if folded.len() >= entries.len() {
            return;
        }
        let title = match folded.len() {
            1 => format!("Fold {} entries into one", entries.len()),
            len => format!("Fold {} entries into {len}", entries.len()),
        };
        let text = self.layout.list(list.span, &folded);
        found.list.push(CodeAction::replace(
            CodeActionKind::Fold,
            title,
            list.span,
            text,
        ));
    }
}

fn expand_title(entry: &str, count: usize) -> String {
    match count {
        1 => format!("Expand {entry} into 1 action"),
        count => format!("Expand {entry} into {count} actions"),
    }
}
