//! JSON text from a tree of values: compact, or with short values on one line and long ones on several.

use crate::json;

/// The width that a value on one line keeps to.
const WIDTH: usize = 120;

/// A value to write.
#[derive(Debug)]
pub(super) enum Tree<'s> {
    /// JSON text, written as it is.
    Raw(&'s str),
    /// Text, to be quoted.
    Text(&'s str),
    /// A policy in the form of [`json::pretty`].
    Document(&'s str),
    /// A list, on one line where it fits.
    List(Vec<Tree<'s>>),
    /// A list with a line for each item.
    Lines(Vec<Tree<'s>>),
    /// An object, on one line where it fits.
    Object(Vec<(&'s str, Tree<'s>)>),
    /// An object with a line for each member.
    Block(Vec<(&'s str, Tree<'s>)>),
}

/// For people: indented by two, with a newline at the end.
pub(super) fn pretty(tree: &Tree<'_>) -> String {
    let mut out = String::new();
    write_pretty(&mut out, tree, 0);
    out.push('\n');
    out
}

/// Without white space.
pub(super) fn compact(tree: &Tree<'_>) -> String {
    let mut out = String::new();
    write_compact(&mut out, tree);
    out
}

fn write_compact(out: &mut String, tree: &Tree<'_>) {
    match tree {
        Tree::Raw(text) => out.push_str(text),
        Tree::Text(text) => json::write_string(out, text),
        Tree::Document(text) => match json::parse(text).root {
            Some(root) => out.push_str(&json::compact(&root)),
            None => json::write_string(out, text),
        },
        Tree::List(items) | Tree::Lines(items) => {
            out.push('[');
            for (idx, item) in items.iter().enumerate() {
                if idx > 0 {
                    out.push(',');
                }
                write_compact(out, item);
            }
            out.push(']');
        }
        Tree::Object(members) | Tree::Block(members) => {
            out.push('{');
            for (idx, (name, value)) in members.iter().enumerate() {
                if idx > 0 {
                    out.push(',');
                }
                json::write_string(out, name);
                out.push(':');
                write_compact(out, value);
            }
            out.push('}');
        }
    }
}

fn write_pretty(out: &mut String, tree: &Tree<'_>, indent: usize) {
    let start = out.len();
    let line_start = out.rfind('\n').map_or(0, |newline| newline + 1);
    if write_inline(out, tree, line_start + WIDTH) {
        return;
    }
    out.truncate(start);
    match tree {
        Tree::Raw(text) => out.push_str(text),
        Tree::Text(text) => json::write_string(out, text),
        Tree::Document(text) => {
            for (idx, line) in text.split('\n').enumerate() {
                if idx > 0 {
                    new_line(out, indent);
                }
                out.push_str(line);
            }
        }
        Tree::List(items) | Tree::Lines(items) => {
            out.push('[');
            for (idx, item) in items.iter().enumerate() {
                out.push_str(if idx > 0 { "," } else { "" });
                new_line(out, indent + 2);
                write_pretty(out, item, indent + 2);
            }
            new_line(out, indent);
            out.push(']');
        }
        Tree::Object(members) | Tree::Block(members) => {
            out.push('{');
            for (idx, (name, value)) in members.iter().enumerate() {
                out.push_str(if idx > 0 { "," } else { "" });
                new_line(out, indent + 2);
                json::write_string(out, name);
                out.push_str(": ");
                write_pretty(out, value, indent + 2);
            }
            new_line(out, indent);
            out.push('}');
        }
    }
}

/// Writes a value on one line; says no, leaving part of it behind, when it must not be or reaches beyond `limit`.
fn write_inline(out: &mut String, tree: &Tree<'_>, limit: usize) -> bool {
    match tree {
        Tree::Lines(items) if items.is_empty() => out.push_str("[]"),
        Tree::Block(members) if members.is_empty() => out.push_str("{}"),
        Tree::Lines(_) | Tree::Block(_) => return false,
        Tree::Raw(text) | Tree::Document(text) if text.contains('\n') => return false,
        Tree::Raw(text) | Tree::Document(text) => out.push_str(text),
        Tree::Text(text) if out.len() + text.len() > limit => return false,
        Tree::Text(text) => json::write_string(out, text),
        Tree::List(items) => {
            out.push('[');
            for (idx, item) in items.iter().enumerate() {
                out.push_str(if idx > 0 { ", " } else { "" });
                if !write_inline(out, item, limit) {
                    return false;
                }
            }
            out.push(']');
        }
        Tree::Object(members) => {
            out.push_str(if members.is_empty() { "{" } else { "{ " });
            for (idx, (name, value)) in members.iter().enumerate() {
                out.push_str(if idx > 0 { ", " } else { "" });
                json::write_string(out, name);
                out.push_str(": ");
                if !write_inline(out, value, limit) {
                    return false;
                }
            }
            out.push_str(if members.is_empty() { "}" } else { " }" });
        }
    }
    out.len() <= limit
}

fn new_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}
