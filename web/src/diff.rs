//! What differs between two texts, line by line.

/// Most cells of the table of common lines; beyond it, what lies between the first and the last difference is one piece.
const MOST_CELLS: usize = 90_000;

/// A piece that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hunk<'t> {
    /// The number of its first line, counted from 1; of the old text where lines went, else of the new one.
    pub(crate) line: usize,
    /// How many lines of the old and of the new text stand before it.
    before: (usize, usize),
    /// Lines that went.
    pub(crate) removed: Vec<&'t str>,
    /// Lines that came.
    pub(crate) added: Vec<&'t str>,
}

/// The pieces that differ, from the top.
pub(crate) fn hunks<'t>(before: &'t str, after: &'t str) -> Vec<Hunk<'t>> {
    let (old, new) = (lines(before), lines(after));
    let head = common(old.iter(), new.iter());
    let rest = |lines: &[&'t str]| lines.get(head..).unwrap_or_default().to_vec();
    let (mut old, mut new) = (rest(&old), rest(&new));
    let tail = common(old.iter().rev(), new.iter().rev());
    old.truncate(old.len() - tail);
    new.truncate(new.len() - tail);
    let kept = kept(&old, &new);
    let mut found = Vec::new();
    let (mut at, mut to) = (0, 0);
    for (next_at, next_to) in kept.into_iter().chain([(old.len(), new.len())]) {
        let removed = old.get(at..next_at).unwrap_or_default().to_vec();
        let added = new.get(to..next_to).unwrap_or_default().to_vec();
        if !removed.is_empty() || !added.is_empty() {
            let first = if removed.is_empty() { to } else { at };
            found.push(Hunk {
                line: head + first + 1,
                before: (head + at, head + to),
                removed,
                added,
            });
        }
        (at, to) = (next_at + 1, next_to + 1);
    }
    found
}

/// A row of two texts side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Row<'t> {
    /// A line that both have, with its number in each, counted from 1.
    Same(usize, usize, &'t str),
    /// Lines that differ, each with its number: one that went, one that came, or both.
    Differs(Option<(usize, &'t str)>, Option<(usize, &'t str)>),
    /// So many lines that both have and that are not shown.
    Gap(usize),
}

/// Two texts side by side: what differs, with `context` lines around it. Empty when nothing does.
pub(crate) fn rows<'t>(before: &'t str, after: &'t str, context: usize) -> Vec<Row<'t>> {
    let hunks = hunks(before, after);
    let (old, new) = (lines(before), lines(after));
    let mut rows = Vec::new();
    // The lines of both texts that are behind us.
    let (mut at, mut to) = (0, 0);
    let same = |rows: &mut Vec<Row<'t>>, at: usize, to: usize, count: usize| {
        rows.extend(
            (at..at + count)
                .zip(to..)
                .filter_map(|(at, to)| Some(Row::Same(at + 1, to + 1, new.get(to)?))),
        );
    };
    for (index, hunk) in hunks.iter().enumerate() {
        let between = hunk.before.0 - at;
        let after_last = if index == 0 { 0 } else { context.min(between) };
        let before_next = context.min(between - after_last);
        same(&mut rows, at, to, after_last);
        let hidden = between - after_last - before_next;
        if hidden > 0 {
            rows.push(Row::Gap(hidden));
        }
        let (next_at, next_to) = hunk.before;
        same(
            &mut rows,
            next_at - before_next,
            next_to - before_next,
            before_next,
        );
        let many = hunk.removed.len().max(hunk.added.len());
        rows.extend((0..many).map(|line| {
            let numbered = |lines: &[&'t str], first: usize| {
                lines.get(line).map(|text| (first + line + 1, *text))
            };
            Row::Differs(
                numbered(&hunk.removed, next_at),
                numbered(&hunk.added, next_to),
            )
        }));
        (at, to) = (next_at + hunk.removed.len(), next_to + hunk.added.len());
    }
    if !hunks.is_empty() {
        let left = old.len() - at;
        same(&mut rows, at, to, context.min(left));
        if left > context {
            rows.push(Row::Gap(left - context));
        }
    }
    rows
}

/// Two lines that differ, each cut into what comes before the difference, the difference, and what comes after it.
pub(crate) fn parts<'t>(before: &'t str, after: &'t str) -> [[&'t str; 3]; 2] {
    let head: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(old, new)| old == new)
        .map(|(same, _)| same.len_utf8())
        .sum();
    let (old, new) = (behind(before, head), behind(after, head));
    let tail: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(old, new)| old == new)
        .map(|(same, _)| same.len_utf8())
        .sum();
    [(before, old), (after, new)].map(|(line, rest)| {
        let middle = rest.len() - tail;
        [
            line.get(..head).unwrap_or_default(),
            rest.get(..middle).unwrap_or_default(),
            behind(rest, middle),
        ]
    })
}

fn behind(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .collect()
}

fn common<'l, 't: 'l>(
    old: impl Iterator<Item = &'l &'t str>,
    new: impl Iterator<Item = &'l &'t str>,
) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count()
}

/// The places of the lines that stay, in both texts: a longest common subsequence.
fn kept(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.len().saturating_mul(width) > MOST_CELLS {
        return Vec::new();
    }
    // How many lines stay from a place on, a row for each line of the old text.
    let mut rows = vec![vec![0_u32; width]];
    for line in old.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0; width];
        for (to, other) in new.iter().enumerate().rev() {
            let cell = |row: &[u32], at: usize| row.get(at).copied().unwrap_or(0);
            let most = if line == other {
                cell(&below, to + 1) + 1
            } else {
                cell(&below, to).max(cell(&row, to + 1))
            };
            if let Some(place) = row.get_mut(to) {
                *place = most;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    let count = |at: usize, to: usize| rows.get(at).and_then(|row| row.get(to)).copied();
    let (mut at, mut to, mut found) = (0, 0, Vec::new());
    while let (Some(line), Some(other)) = (old.get(at), new.get(to)) {
        if line == other {
            found.push((at, to));
            (at, to) = (at + 1, to + 1);
        } else if count(at + 1, to) >= count(at, to + 1) {
            at += 1;
        } else {
            to += 1;
        }
    }
    found
}

/// What is shown of two long lines that differ: a little around the difference.
pub(crate) fn around(before: &str, after: &str, room: usize) -> (String, String) {
    if before.chars().count().max(after.chars().count()) <= room {
        return (before.to_owned(), after.to_owned());
    }
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let head = old.iter().zip(&new).take_while(same).count();
    let least = old.len().min(new.len()) - head;
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take_while(same).count().min(least);
    let part = |text: &[char]| {
        let from = head.saturating_sub(room / 4);
        let to = (text.len() - tail + room / 4)
            .min(text.len())
            .min(from + room);
        let inside: String = text.get(from..to).unwrap_or_default().iter().collect();
        let sign = |cut: bool| if cut { "…" } else { "" };
        [sign(from > 0), &inside, sign(to < text.len())].concat()
    };
    (part(&old), part(&new))
}

#[cfg(test)]
mod tests {
    use super::{Row, around, hunks, parts, rows};

    #[test]
    fn pieces_that_differ() {
        type Piece<'t> = (usize, &'t [&'t str], &'t [&'t str]);
        let check = |before: &str, after: &str, expected: &[Piece<'_>]| {
            let found = hunks(before, after);
            let found: Vec<Piece<'_>> = found
                .iter()
                .map(|hunk| (hunk.line, hunk.removed.as_slice(), hunk.added.as_slice()))
                .collect();
            assert_eq!(found, expected, "{before:?} to {after:?}");
        };
        check("a\nb", "a\nb", &[]);
        check("a\r\nb", "a\nb", &[]);
        check("a\nb\nc", "a\nx\nc", &[(2, &["b"], &["x"])]);
        check("a\nc", "a\nb\nc", &[(2, &[], &["b"])]);
        check("a\nb\nc", "a\nc", &[(2, &["b"], &[])]);
        check(
            "a\nb\nc\nd\ne",
            "x\nb\nc\nd\ny",
            &[(1, &["a"], &["x"]), (5, &["e"], &["y"])],
        );
        check("", "a", &[(1, &[""], &["a"])]);
        // Lines that stay are found between others that moved.
        check(
            "a\nb\nc\nd",
            "b\nx\nd",
            &[(1, &["a"], &[]), (3, &["c"], &["x"])],
        );
    }

    #[test]
    fn two_texts_side_by_side() {
        use Row::{Differs, Gap, Same};
        let check = |before: &str, after: &str, expected: &[Row<'_>]| {
            assert_eq!(rows(before, after, 1), expected, "{before:?} to {after:?}");
        };
        check("a\nb", "a\nb", &[]);
        check(
            "a\nb\nc\nd\ne\nf\ng",
            "a\nB\nc\nd\ne\nf\nf2\ng",
            &[
                Same(1, 1, "a"),
                Differs(Some((2, "b")), Some((2, "B"))),
                Same(3, 3, "c"),
                Gap(2),
                Same(6, 6, "f"),
                Differs(None, Some((7, "f2"))),
                Same(7, 8, "g"),
            ],
        );
        check(
            "1\n2\n3\nx\ny\n4\n5",
            "1\n2\n3\nz\n4\n5",
            &[
                Gap(2),
                Same(3, 3, "3"),
                Differs(Some((4, "x")), Some((4, "z"))),
                Differs(Some((5, "y")), None),
                Same(6, 5, "4"),
                Gap(1),
            ],
        );
    }

    #[test]
    fn lines_show_what_differs_in_them() {
        for (before, after, expected) in [
            ("abc", "axc", [["a", "b", "c"], ["a", "x", "c"]]),
            ("aa", "a", [["a", "a", ""], ["a", "", ""]]),
            ("é1", "è1", [["", "é", "1"], ["", "è", "1"]]),
            ("", "new", [["", "", ""], ["", "new", ""]]),
        ] {
            assert_eq!(parts(before, after), expected, "{before:?} to {after:?}");
        }
    }

    #[test]
    fn texts_too_long_for_a_table_are_one_piece() {
        let old: Vec<String> = (0..400).map(|line| line.to_string()).collect();
        let new: Vec<String> = (0..400).map(|line| format!("{line}x")).collect();
        let (old, new) = (old.join("\n"), new.join("\n"));
        let found = hunks(&old, &new);
        assert_eq!((found.len(), found[0].removed.len()), (1, 400));
    }

    #[test]
    fn long_lines_are_shown_around_the_difference() {
        let before = ["x".repeat(100), "OLD".to_owned(), "y".repeat(100)].concat();
        let after = before.replace("OLD", "NEWER");
        let (old, new) = around(&before, &after, 40);
        assert_eq!(old, format!("…{}OLD{}…", "x".repeat(10), "y".repeat(10)));
        assert_eq!(new, format!("…{}NEWER{}…", "x".repeat(10), "y".repeat(10)));
        assert_eq!(around("é", "è", 40), ("é".to_owned(), "è".to_owned()));
    }
}
