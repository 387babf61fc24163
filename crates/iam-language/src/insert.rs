//! What a completion puts into the text: text, and fields that a person fills in.

use std::fmt;

/// A text with fields.
///
/// A line break is followed by as many tabs as the next line is deeper than the line that the text is put into: who puts it
/// there adds that line's indentation, and makes two blanks of each tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insert {
    /// Text and fields, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of an [`Insert`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// A field.
    Field {
        /// What stands in it at first; perhaps nothing.
        text: String,
        /// When it is filled in: those with a smaller number first, then in their order.
        turn: u8,
    },
}

impl Insert {
    /// Reads a template, in which fields stand between `«` and `»`.
    pub(crate) fn template(template: &str) -> Self {
        let mut insert = Self::default();
        for part in template.split_inclusive('»') {
            match part.split_once('«') {
                Some((text, field)) => {
                    insert.push(text);
                    insert.field(field.trim_end_matches('»'));
                }
                None => insert.push(part),
            }
        }
        insert
    }

    /// A JSON string without fields.
    pub(crate) fn quoted(content: &str) -> Self {
        let mut insert = Self::default();
        insert.push(&iam_core::json::quote(content));
        insert
    }

    /// Appends text.
    pub(crate) fn push(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(text),
            Some(Piece::Field { .. }) | None => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    /// Appends a field.
    pub(crate) fn field(&mut self, text: &str) {
        self.field_in_turn(text, 0);
    }

    /// Appends a field that is filled in after those with smaller numbers.
    pub(crate) fn field_in_turn(&mut self, text: &str, turn: u8) {
        let text = text.to_owned();
        self.pieces.push(Piece::Field { text, turn });
    }

    /// Appends another.
    pub(crate) fn append(&mut self, other: Self) {
        for piece in other.pieces {
            match piece {
                Piece::Text(text) => self.push(&text),
                field @ Piece::Field { .. } => self.pieces.push(field),
            }
        }
    }

    /// The text with what stands in the fields at first, put into a line with an indentation.
    pub fn at_indentation(&self, indentation: &str) -> String {
        let mut lines = String::new();
        for (number, line) in self.to_string().split('\n').enumerate() {
            if number > 0 {
                lines.push('\n');
                lines.push_str(indentation);
            }
            let rest = line.trim_start_matches('\t');
            lines.push_str(&"  ".repeat(line.len() - rest.len()));
            lines.push_str(rest);
        }
        lines
    }
}

impl fmt::Display for Insert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            let (Piece::Text(text) | Piece::Field { text, .. }) = piece;
            f.write_str(text)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_have_fields() {
        let insert = Insert::template("{\n\t\"AWS\": \"«x»\"«»\n}");
        let fields = insert
            .pieces
            .iter()
            .filter(|piece| matches!(piece, Piece::Field { .. }));
        assert_eq!(fields.count(), 2);
        assert_eq!(insert.at_indentation("  "), "{\n    \"AWS\": \"x\"\n  }");
        assert_eq!(Insert::quoted("a\"b").to_string(), "\"a\\\"b\"");
    }
}
