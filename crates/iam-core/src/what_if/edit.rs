//! Edits of a policy's text that keep its layout: adding and removing statements, entries and conditions.

use crate::diagnostic::Edit;
use crate::json::{self, Member, Node, Value, quote};
use crate::text::Span;

/// A member of a new object, already JSON.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// A statement as JSON, its lines after the first indented.
fn statement(fields: &[Field], indent: &str) -> String {
    let lines: Vec<String> = fields
        .iter()
        .map(|field| format!("{indent}  \"{}\": {}", field.name, field.value))
        .collect();
    format!("{{\n{}\n{indent}}}", lines.join(",\n"))
}

/// A whole policy of one statement.
pub(super) fn document(fields: &[Field]) -> String {
    let statement = statement(fields, "    ");
    format!("{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {statement}\n  ]\n}}")
}

/// Adds a statement behind the last one.
pub(super) fn add_statement(text: &str, fields: &[Field]) -> Option<Vec<Edit>> {
    let parsed = json::parse(text);
    let list = parsed.root.as_ref()?.get("Statement")?;
    match &list.value {
        Value::Array(items) => match items.last() {
            Some(last) => {
                let indent = indentation(text, last.span);
                let at = Span::at(last.span.end as usize);
                Some(vec![Edit {
                    span: at,
                    text: format!(",\n{indent}{}", statement(fields, &indent)),
                }])
            }
            None => Some(vec![Edit {
                span: list.span,
                text: format!("[\n    {}\n  ]", statement(fields, "    ")),
            }]),
        },
        Value::Object(_) => {
            let indent = indentation(text, list.span);
            Some(vec![
                Edit {
                    span: Span::at(list.span.start as usize),
                    text: "[".to_owned(),
                },
                Edit {
                    span: Span::at(list.span.end as usize),
                    text: format!(", {}]", statement(fields, &indent)),
                },
            ])
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Invalid => None,
    }
}

/// The blanks at the beginning of the line on which a span starts.
fn indentation(text: &str, span: Span) -> String {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars()
        .take_while(|c| *c == ' ' || *c == '\t')
        .collect()
}

fn statement_node<'a, 't>(root: &'a Node<'t>, index: u32) -> Option<&'a Node<'t>> {
    let list = root.get("Statement")?;
    match &list.value {
        Value::Array(items) => items.get(index as usize),
        Value::Object(_) => (index == 0).then_some(list),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Invalid => None,
    }
}

/// Removes a statement, with the comma that goes with it.
pub(super) fn remove_statement(text: &str, index: u32) -> Option<Vec<Edit>> {
    let parsed = json::parse(text);
    let list = parsed.root.as_ref()?.get("Statement")?;
    match &list.value {
        Value::Array(items) => {
            let spans: Vec<Span> = items.iter().map(|item| item.span).collect();
            Some(vec![Edit {
                span: with_comma(&spans, index as usize)?,
                text: String::new(),
            }])
        }
        Value::Object(_) => Some(vec![Edit {
            span: list.span,
            text: "[]".to_owned(),
        }]),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Invalid => None,
    }
}

/// An item of a list together with the comma before it, or for the first one after it.
fn with_comma(items: &[Span], index: usize) -> Option<Span> {
    let own = *items.get(index)?;
    if let Some(before) = index.checked_sub(1).and_then(|before| items.get(before)) {
        return Some(Span {
            start: before.end,
            end: own.end,
        });
    }
    Some(match items.get(index + 1) {
        Some(after) => Span {
            start: own.start,
            end: after.start,
        },
        None => own,
    })
}

/// Adds a text to an element that takes one text or a list, such as `Action`.
pub(super) fn add_entry(text: &str, index: u32, element: &str, value: &str) -> Option<Vec<Edit>> {
    let parsed = json::parse(text);
    let node = statement_node(parsed.root.as_ref()?, index)?.get(element)?;
    append(text, node, value)
}

/// Adds a value under a key of `Principal`, such as `AWS`.
pub(super) fn add_principal(text: &str, index: u32, key: &str, value: &str) -> Option<Vec<Edit>> {
    let parsed = json::parse(text);
    let principal = statement_node(parsed.root.as_ref()?, index)?.get("Principal")?;
    if let Some(node) = principal.get(key) {
        return append(text, node, value);
    }
    let members = principal.as_object()?;
    let member = format!("\"{key}\": {}", quote(value));
    Some(vec![match members.last() {
        Some(last) => Edit {
            span: Span::at(last.value.span.end as usize),
            text: format!(", {member}"),
        },
        None => Edit {
            span: principal.span,
            text: format!("{{ {member} }}"),
        },
    }])
}

fn append(text: &str, node: &Node<'_>, value: &str) -> Option<Vec<Edit>> {
    let value = quote(value);
    match &node.value {
        Value::String(_) => Some(vec![
            Edit {
                span: Span::at(node.span.start as usize),
                text: "[".to_owned(),
            },
            Edit {
                span: Span::at(node.span.end as usize),
                text: format!(", {value}]"),
            },
        ]),
        Value::Array(items) => match items.last() {
            None => Some(vec![Edit {
                span: node.span,
                text: format!("[{value}]"),
            }]),
            Some(last) => {
                let own_line = text
                    .get(node.span.start as usize..last.span.start as usize)?
                    .contains('\n');
                let separator = if own_line {
                    format!(",\n{}", indentation(text, last.span))
                } else {
                    ", ".to_owned()
                };
                Some(vec![Edit {
                    span: Span::at(last.span.end as usize),
                    text: format!("{separator}{value}"),
                }])
            }
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) | Value::Invalid => None,
    }
}

/// Removes one key of one operator from a statement's `Condition`, and what is left empty by that.
pub(super) fn remove_condition(text: &str, index: u32, key_span: Span) -> Option<Vec<Edit>> {
    let parsed = json::parse(text);
    let statement = statement_node(parsed.root.as_ref()?, index)?;
    let elements = statement.as_object()?;
    let condition = elements
        .iter()
        .position(|member| member.key.as_str() == "Condition")?;
    let operators = elements.get(condition)?.value.as_object()?;
    let holds_key = |member: &Member<'_>| {
        member
            .value
            .as_object()
            .is_some_and(|keys| keys.iter().any(|key| key.key.span == key_span))
    };
    let operator = operators.iter().position(holds_key)?;
    let keys = operators.get(operator)?.value.as_object()?;
    let key = keys.iter().position(|member| member.key.span == key_span)?;
    let (members, at) = if keys.len() > 1 {
        (keys, key)
    } else if operators.len() > 1 {
        (operators, operator)
    } else {
        (elements, condition)
    };
    let spans: Vec<Span> = members
        .iter()
        .map(|member| member.key.span.cover(member.value.span))
        .collect();
    Some(vec![Edit {
        span: with_comma(&spans, at)?,
        text: String::new(),
    }])
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::apply_edits;

    use super::*;

    fn check(text: &str, edits: Option<Vec<Edit>>, expected: &str) {
        let changed = apply_edits(text, &edits.unwrap());
        assert!(json::parse(&changed).diagnostics.is_empty(), "{changed}");
        assert_eq!(changed, expected);
    }

    #[test]
    fn entries_are_added_in_the_layout_they_find() {
        let one = r#"{"Statement": {"Action": "a:B"}}"#;
        check(
            one,
            add_entry(one, 0, "Action", "c:D"),
            r#"{"Statement": {"Action": ["a:B", "c:D"]}}"#,
        );
        let many = r#"{"Statement": [{"Action": ["a:B"]}]}"#;
        check(
            many,
            add_entry(many, 0, "Action", "c:D"),
            r#"{"Statement": [{"Action": ["a:B", "c:D"]}]}"#,
        );
        let lines = "{\"Statement\": [{\"Action\": [\n  \"a:B\"\n]}]}";
        check(
            lines,
            add_entry(lines, 0, "Action", "c:D"),
            "{\"Statement\": [{\"Action\": [\n  \"a:B\",\n  \"c:D\"\n]}]}",
        );
        let principal = r#"{"Statement": [{"Principal": {"Service": "s"}}]}"#;
        check(
            principal,
            add_principal(principal, 0, "AWS", "111122223333"),
            r#"{"Statement": [{"Principal": {"Service": "s", "AWS": "111122223333"}}]}"#,
        );
    }

    #[test]
    fn removals_take_their_comma_along() {
        let text = r#"{"Statement": [{"Sid": "A"}, {"Sid": "B"}, {"Sid": "C"}]}"#;
        check(
            text,
            remove_statement(text, 0),
            r#"{"Statement": [{"Sid": "B"}, {"Sid": "C"}]}"#,
        );
        check(
            text,
            remove_statement(text, 2),
            r#"{"Statement": [{"Sid": "A"}, {"Sid": "B"}]}"#,
        );
        let one = r#"{"Statement": {"Sid": "A"}}"#;
        check(one, remove_statement(one, 0), r#"{"Statement": []}"#);
        let condition =
            r#"{"Statement": [{"Effect": "Allow", "Condition": {"Bool": {"a:b": "true"}}}]}"#;
        let at = condition.find("\"a:b\"").unwrap();
        check(
            condition,
            remove_condition(condition, 0, Span::new(at, at + 5)),
            r#"{"Statement": [{"Effect": "Allow"}]}"#,
        );
    }

    #[test]
    fn statements_are_added_behind_the_last() {
        let fields = [Field {
            name: "Effect",
            value: quote("Allow"),
        }];
        let text = "{\n  \"Statement\": [\n    {}\n  ]\n}";
        check(
            text,
            add_statement(text, &fields),
            "{\n  \"Statement\": [\n    {},\n    {\n      \"Effect\": \"Allow\"\n    }\n  ]\n}",
        );
    }
}
