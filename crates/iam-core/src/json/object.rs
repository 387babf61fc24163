//! The inside of objects.

use super::parser::{After, Parser};
use super::recovery::Reading;
use super::{Member, Text};

impl<'t> Parser<'t> {
    /// Reads members up to and with the closing brace; `pending` is a name that was already read.
    pub(super) fn members(&mut self, members: &mut Vec<Member<'t>>, mut pending: Option<Text<'t>>) {
        let mut comma = None;
        loop {
            let Some(key) = pending.take().or_else(|| self.name(comma)) else {
                return;
            };
            let value = self.member_value(&key);
            pending = match value {
                Reading::Value(value) => {
                    members.push(Member { key, value });
                    self.handed_up.take()
                }
                Reading::NextName(value, next) => {
                    members.push(Member { key, value });
                    Some(next)
                }
            };
            if pending.is_some() {
                continue;
            }
            comma = match self.after(b'}') {
                After::Comma(at) => Some(at),
                After::Missing => None,
                After::End => return,
            };
        }
    }

    /// Reads the next name; `None` at the end of the object. `comma` is where the comma before it stands.
    fn name(&mut self, mut comma: Option<usize>) -> Option<Text<'t>> {
        loop {
            self.trivia();
            match self.peek() {
                None => {
                    self.ended();
                    return None;
                }
                Some(b'}') => {
                    self.check_trailing_comma(comma, '}');
                    self.advance(1);
                    return None;
                }
                Some(b']') => {
                    if self.other_closer(b']') {
                        return None;
                    }
                }
                Some(b',') => self.extra_commas(),
                Some(b':') => {
                    self.report_missing_name();
                    self.advance(1);
                    self.drop_value();
                }
                Some(b'{' | b'[') => {
                    if self.next_object(comma) {
                        return None;
                    }
                    self.report_missing_name();
                    self.drop_value();
                }
                _ if self.at_quote() => return Some(self.string()),
                Some(_) => {
                    if let Some(name) = self.unquoted_name() {
                        return Some(name);
                    }
                    self.junk("a name in double quotes");
                }
            }
            comma = None;
        }
    }

    /// Reads a value that has no place in the tree, and the comma after it.
    fn drop_value(&mut self) {
        self.trivia();
        if !matches!(self.peek(), None | Some(b',' | b'}' | b']' | b':')) {
            self.value();
            self.handed_up = None;
            self.trivia();
        }
        if self.peek() == Some(b',') {
            self.advance(1);
        }
        self.recovering = false;
    }
}
