//! Statements that the evaluation goes without. They are known by the place where they begin, which moves with what is typed around it.

use super::{Doc, Workspace};

/// A statement that is left out: its policy, and the UTF-8 byte at which it begins.
pub(crate) type LeftOut = (u32, u32);

/// Whether the evaluation goes without a policy or a statement.
pub(crate) fn leaves_out(docs: &[Doc], without: &[LeftOut]) -> bool {
    !without.is_empty() || docs.iter().any(|doc| doc.left_out)
}

impl Workspace {
    /// Leaves a statement out of the evaluation, or takes it in again.
    pub(super) fn leave_out_statement(&mut self, uid: u32, start: u32) {
        self.without.edit(|without| {
            let before = without.len();
            without.retain(|one| *one != (uid, start));
            if without.len() == before {
                without.push((uid, start));
            }
        });
    }

    /// Carries what is left out of a policy over to its new text. A statement whose beginning was typed over is taken in again.
    pub(super) fn carry_over(&mut self, uid: u32, old: &str, new: &str, formatted: bool) {
        if !self.without.iter().any(|(of, _)| *of == uid) {
            return;
        }
        let place = if formatted { same_brace } else { moved };
        self.without.edit(|without| {
            *without = without
                .iter()
                .filter_map(|(of, start)| {
                    let start = if *of == uid {
                        place(old, new, *start)?
                    } else {
                        *start
                    };
                    Some((*of, start))
                })
                .collect();
        });
    }
}

/// Where a place of the old text is in the new one, if what was there is still there.
fn moved(old: &str, new: &str, at: u32) -> Option<u32> {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let rest = old.len().checked_sub(at as usize)?;
    let same = |(a, b): &(&u8, &u8)| a == b;
    // All that follows is as it was: the change came before, also where it looks the same as what it stands before.
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    if rest <= end {
        return u32::try_from(new.len() - rest).ok();
    }
    let begin = old.iter().zip(new).take_while(same).count();
    ((at as usize) < begin).then_some(at)
}

/// The brace of the new text that has the same number: formatting changes white space alone.
fn same_brace(old: &str, new: &str, at: u32) -> Option<u32> {
    let number = old
        .bytes()
        .take(at as usize)
        .filter(|byte| *byte == b'{')
        .count();
    let mut braces = new.bytes().enumerate().filter(|(_, byte)| *byte == b'{');
    braces
        .nth(number)
        .and_then(|(at, _)| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::{moved, same_brace};

    #[test]
    fn places_move_with_the_text_around_them() {
        let old = r#"[{"a":1},{"b":2}]"#;
        let cases = [
            (r#"[{"a":1},{"b":2}]"#, 9, Some(9)),
            (r#"[{"a":1},{"x":0},{"b":2}]"#, 9, Some(17)),
            (r#"[{"a":12345},{"b":2}]"#, 9, Some(13)),
            (r#"[{"a":1},{"b":2}, {"c":3}]"#, 9, Some(9)),
            (r#"[{"b":2}]"#, 9, Some(1)),
            (r#"[{"a":1}]"#, 9, None),
            ("", 9, None),
            (r#"[{"a":1},{"b":"longer"}]"#, 1, Some(1)),
        ];
        for (new, at, there) in cases {
            assert_eq!(moved(old, new, at), there, "{new}");
        }
        assert_eq!(moved("é{", "éé{", 2), Some(4));
    }

    #[test]
    fn formatting_keeps_the_order_of_braces() {
        assert_eq!(
            same_brace(r#"[{"a":{}},{}]"#, "[\n  { \"a\": {} },\n  {}\n]", 10),
            Some(19)
        );
        assert_eq!(same_brace("{}", "", 0), None);
    }
}
