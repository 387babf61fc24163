//! The inside of arrays.

use super::parser::{After, Parser};
use super::{Node, Value};

impl<'t> Parser<'t> {
    /// Reads elements up to and with the closing bracket.
    pub(super) fn elements(&mut self, elements: &mut Vec<Node<'t>>) {
        let mut comma = None;
        // The comma before the coming string has not been found missing yet, but is.
        let mut lacks_comma = false;
        // The elements are names with values.
        let mut named = false;
        loop {
            self.trivia();
            match self.peek() {
                None => return self.ended(),
                Some(b']') => {
                    self.check_trailing_comma(comma, ']');
                    return self.advance(1);
                }
                Some(b'}') => {
                    if self.other_closer(b'}') {
                        return;
                    }
                    continue;
                }
                Some(b',') => {
                    self.extra_commas();
                    continue;
                }
                Some(b':') => {
                    self.junk("a value");
                    continue;
                }
                Some(_) => {}
            }
            let before = self.last_end;
            let element = self.value();
            self.trivia();
            if self.peek() == Some(b':') && elements.is_empty() && !self.begins_line(before) {
                self.report_names_in_array();
                named = true;
            }
            if self.peek() == Some(b':') && named {
                self.advance(1);
                elements.push(element);
                (comma, lacks_comma) = (None, false);
                continue;
            }
            let missing = comma.map_or((before, "],"), |at| (at, "]"));
            let element = match self.name_of_outer_object(element, missing) {
                Ok(()) => return,
                Err(element) => element,
            };
            if lacks_comma {
                self.report_missing_comma(before);
            }
            elements.push(element);
            comma = match self.after(b']') {
                After::Comma(at) => Some(at),
                After::Missing => None,
                After::End => return,
            };
            lacks_comma = comma.is_none() && self.at_quote() && !self.recovering;
        }
    }

    /// Whether there is a line break somewhere in the blanks after an offset.
    fn begins_line(&self, at: usize) -> bool {
        self.from(at)
            .bytes()
            .take_while(u8::is_ascii_whitespace)
            .any(|byte| byte == b'\n')
    }

    /// Whether the string just read in an array is, going by the colon after it, a name of the object around: then the
    /// array was not closed; `missing` is where and how to close it. Otherwise gives the element back.
    fn name_of_outer_object(
        &mut self,
        element: Node<'t>,
        missing: (usize, &str),
    ) -> Result<(), Node<'t>> {
        let outer = self.open.iter().rev().nth(1).map(|open| open.bracket);
        if self.peek() != Some(b':') || outer != Some(b'{') || self.recovering {
            return Err(element);
        }
        let Value::String(name) = element.value else {
            return Err(element);
        };
        self.report_unclosed_array(name.span, missing);
        self.last_end = missing.0;
        self.handed_up = Some(name);
        Ok(())
    }
}
