//! Finding a name by a few of its letters.

/// How well a name fits what is typed, and which of its bytes were meant, as pairs of start and end.
pub(crate) type Fit = (i32, Vec<u32>);

/// How well a name fits: each word of what is typed must be in it, its letters in their order. Starts of words and letters side by side count
/// for more; of names that fit alike the shorter is nearer.
pub(crate) fn fit(typed: &str, name: &str) -> Option<Fit> {
    let letters: Vec<(usize, char)> = name.char_indices().collect();
    let mut taken = vec![false; letters.len()];
    let mut score = 0;
    for word in typed.split_whitespace() {
        score += fit_word(word, &letters, &mut taken)?;
    }
    let marks = ranges(&letters, &taken);
    let length = i32::try_from(letters.len()).unwrap_or(i32::MAX);
    Some((score.saturating_sub(length / 8), marks))
}

/// The best of the places at which a word can begin.
fn fit_word(word: &str, letters: &[(usize, char)], taken: &mut [bool]) -> Option<i32> {
    let mut best: Option<(i32, Vec<usize>)> = None;
    for start in 0..letters.len() {
        let Some(found) = fit_from(word, letters, start) else {
            break;
        };
        if best.as_ref().is_none_or(|(score, _)| *score < found.0) {
            best = Some(found);
        }
    }
    let (score, places) = best?;
    for place in places {
        if let Some(taken) = taken.get_mut(place) {
            *taken = true;
        }
    }
    Some(score)
}

/// Takes the letters of a word one after the other, the first from `start` on.
fn fit_from(word: &str, letters: &[(usize, char)], start: usize) -> Option<(i32, Vec<usize>)> {
    let (mut score, mut places) = (0, Vec::new());
    let mut next = start;
    for wanted in word.chars() {
        let rest = letters.get(next..)?;
        let ahead = rest.iter().position(|(_, letter)| same(*letter, wanted))?;
        let place = next + ahead;
        let begins = place
            .checked_sub(1)
            .and_then(|before| letters.get(before))
            .is_none_or(|(_, before)| !before.is_alphanumeric());
        let beside = ahead == 0 && !places.is_empty();
        score += 1 + if beside { 6 } else { 0 } + if begins { 8 } else { 0 };
        places.push(place);
        next = place + 1;
    }
    Some((score, places))
}

fn same(letter: char, typed: char) -> bool {
    letter == typed || letter.to_lowercase().eq(typed.to_lowercase())
}

fn ranges(letters: &[(usize, char)], taken: &[bool]) -> Vec<u32> {
    let mut marks: Vec<u32> = Vec::new();
    for ((at, letter), _) in letters.iter().zip(taken).filter(|(_, taken)| **taken) {
        let start = u32::try_from(*at).unwrap_or(u32::MAX);
        let end = u32::try_from(at + letter.len_utf8()).unwrap_or(u32::MAX);
        match marks.last_mut() {
            Some(last) if *last == start => *last = end,
            _ => marks.extend([start, end]),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn letters_are_found_in_their_order() {
        for (typed, name, marks) in [
            ("", "Undo", Some(vec![])),
            ("und", "Undo", Some(vec![0, 3])),
            ("nf", "Find next", None),
            ("cl", "Copy link", Some(vec![0, 1, 5, 6])),
            ("link", "Copy link", Some(vec![5, 9])),
            ("link copy", "Copy link", Some(vec![0, 4, 5, 9])),
            ("copy x", "Copy link", None),
            ("ü", "Über", Some(vec![0, 2])),
        ] {
            assert_eq!(fit(typed, name).map(|(_, marks)| marks), marks, "{typed}");
        }
    }

    #[test]
    fn what_is_meant_comes_first() {
        for (typed, better, worse) in [
            ("tm", "Text: medium", "Automatic"),
            ("open", "Open file …", "Go to problem in enclave"),
            ("und", "Undo", "Undo typing in a policy, of all of them"),
            ("matrix", "Matrix", "Make a tiny reindeer mix"),
        ] {
            let score = |name| fit(typed, name).map_or(-1, |(score, _)| score);
            assert!(score(better) > score(worse), "{typed}");
        }
    }
}
