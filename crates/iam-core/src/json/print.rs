//! Writing a tree back as text: numbers as written, duplicates and the order of members kept.

use super::{Node, Value};

/// The value over several lines, indented by two spaces, as is usual for policies. What could not be read becomes `null`.
pub fn pretty(node: &Node<'_>) -> String {
    let mut out = String::new();
    write(&mut out, node, Some(0));
    out
}

/// The value on one line without any blanks. What could not be read becomes `null`.
pub fn compact(node: &Node<'_>) -> String {
    let mut out = String::new();
    write(&mut out, node, None);
    out
}

/// A text as a JSON string, quotes and escapes included.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_string(&mut out, text);
    out
}

/// Appends a JSON string, quotes and escapes included.
pub fn write_string(out: &mut String, s: &str) {
    out.push('"');
    for ch in s.chars() {
        match ch {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                for shift in [4, 0] {
                    out.push(char::from_digit((u32::from(ch) >> shift) & 0xF, 16).unwrap_or('0'));
                }
            }
            _ => out.push(ch),
        }
    }
    out.push('"');
}

/// `level` is the depth of indentation, or `None` for one line.
fn write(out: &mut String, node: &Node<'_>, level: Option<usize>) {
    let inner = level.map(|level| level + 1);
    match &node.value {
        Value::Null | Value::Invalid => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number),
        Value::String(text) => write_string(out, text.as_str()),
        Value::Array(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                separate(out, index, inner);
                write(out, element, inner);
            }
            close(out, elements.is_empty(), level, ']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, member) in members.iter().enumerate() {
                separate(out, index, inner);
                write_string(out, member.key.as_str());
                out.push_str(if level.is_some() { ": " } else { ":" });
                write(out, &member.value, inner);
            }
            close(out, members.is_empty(), level, '}');
        }
    }
}

fn separate(out: &mut String, index: usize, level: Option<usize>) {
    if index > 0 {
        out.push(',');
    }
    line(out, level);
}

fn close(out: &mut String, empty: bool, level: Option<usize>, bracket: char) {
    if !empty {
        line(out, level);
    }
    out.push(bracket);
}

fn line(out: &mut String, level: Option<usize>) {
    if let Some(level) = level {
        out.push('\n');
        for _ in 0..level {
            out.push_str("  ");
        }
    }
}
