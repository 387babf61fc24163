//! How lists are laid out: as those that stand there.

use iam_core::json::quote;
use iam_core::text::Span;

/// The layout of a text.
#[derive(Clone, Copy)]
pub(super) struct Layout<'t> {
    pub(super) text: &'t str,
}

/// Longest list that is written on one line.
const LINE: usize = 80;

impl<'t> Layout<'t> {
    /// The blanks that the line of a place begins with.
    pub(super) fn indentation(self, at: u32) -> &'t str {
        let before = self.text.get(..at as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(start..).unwrap_or("");
        let len = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..len).unwrap_or("")
    }

    /// A list of texts in the place of a value.
    pub(super) fn list(self, of: Span, entries: &[String]) -> String {
        let quoted: Vec<String> = entries.iter().map(|entry| quote(entry)).collect();
        let one_line = format!("[{}]", quoted.join(", "));
        let lines = of.slice(self.text).contains('\n');
        if !lines && (one_line.len() <= LINE || !self.text.contains('\n')) {
            return one_line;
        }
        let outer = self.indentation(of.start);
        let inner = self.inner(of, outer);
        let separator = format!(",\n{inner}");
        format!("[\n{inner}{}\n{outer}]", quoted.join(&separator))
    }

    /// How the elements of a list are indented: as they are, or one level deeper than it.
    fn inner(self, list: Span, outer: &str) -> String {
        let inside = list.slice(self.text).get(1..).unwrap_or("");
        let rest = inside.trim_start_matches([' ', '\t', '\r']);
        match rest.strip_prefix('\n') {
            Some(line) => {
                let len = line.len() - line.trim_start_matches([' ', '\t']).len();
                line.get(..len).unwrap_or("").to_owned()
            }
            None => format!("{outer}  "),
        }
    }

    /// What stands between elements of a list, where one of them is replaced by several.
    pub(super) fn separator(self, list: Span, element: Span) -> String {
        if list.slice(self.text).contains('\n') {
            format!(",\n{}", self.indentation(element.start))
        } else {
            ", ".to_owned()
        }
    }
}
