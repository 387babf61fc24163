//! A matcher for patterns that tries everything: slow, and right at a glance. The oracle for [`iam_core::pattern`].

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This character.
    One(char),
    /// Any one character; a colon only if `colon`.
    Any {
        /// Whether it may be a colon.
        colon: bool,
    },
    /// Any number of characters; colons only if `colon`.
    Run {
        /// Whether there may be colons among them.
        colon: bool,
    },
}

/// Whether the steps match the whole text.
pub fn matches(steps: &[Step], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for step in steps {
        let mut next = vec![false; text.len() + 1];
        for at in (0..=text.len()).filter(|at| reached[*at]) {
            match *step {
                Step::One(ch) if text.get(at) == Some(&ch) => next[at + 1] = true,
                Step::Any { colon } if text.get(at).is_some_and(|ch| colon || *ch != ':') => {
                    next[at + 1] = true;
                }
                Step::Run { colon } => {
                    let stop = |ch: &char| !colon && *ch == ':';
                    let length = text[at..].iter().take_while(|ch| !stop(ch)).count();
                    next[at..=at + length].fill(true);
                }
                Step::One(_) | Step::Any { .. } => {}
            }
        }
        reached = next;
    }
    reached[text.len()]
}

/// The steps of a pattern to which colons mean nothing (R-PAT-1 … R-PAT-3).
pub fn plain_steps(pattern: &str) -> Vec<Step> {
    let step = |ch| match ch {
        '*' => Step::Run { colon: true },
        '?' => Step::Any { colon: true },
        _ => Step::One(ch),
    };
    pattern.chars().map(step).collect()
}

/// The steps of a text that matches only itself.
pub fn literal_steps(text: &str) -> impl Iterator<Item = Step> {
    text.chars().map(Step::One)
}

/// The steps of a `Resource` entry: R-MRES-3, step 3, word by word.
pub fn resource_steps(pattern: &str) -> Vec<Step> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut colons = 0;
    let mut steps = Vec::new();
    for (index, ch) in chars.iter().enumerate() {
        let sixth = colons >= 5;
        steps.push(match ch {
            '*' => Step::Run {
                colon: sixth || matches!(chars.get(index + 1), None | Some(':')),
            },
            '?' => Step::Any { colon: sixth },
            _ => Step::One(*ch),
        });
        colons += usize::from(*ch == ':');
    }
    steps
}

/// Whether each of six components of a pattern matches the component of the text in its place.
pub fn matches_one_by_one(pattern: &str, text: &str) -> bool {
    let patterns: Vec<_> = pattern.splitn(6, ':').collect();
    let texts: Vec<_> = text.splitn(6, ':').collect();
    patterns.len() == 6
        && texts.len() == 6
        && patterns
            .iter()
            .zip(&texts)
            .all(|(pattern, text)| matches(&plain_steps(pattern), text))
}
