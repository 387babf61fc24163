//! The text of a policy in coloured runs, a line at a time, as the editor draws it.

/// A piece of a line in one colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run<'t> {
    /// What it is.
    pub(crate) kind: RunKind,
    /// Its text.
    pub(crate) text: &'t str,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunKind {
    /// A string that a colon follows.
    Key,
    /// Any other string.
    Text,
    /// Everything else.
    Other,
}

impl RunKind {
    /// The class that colours it.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Key => "k",
            Self::Text => "t",
            Self::Other => "p",
        }
    }
}

/// The lines of a text in runs, at most `limit` lines.
pub(crate) fn lines(text: &str, limit: usize) -> Vec<Vec<Run<'_>>> {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .take(limit)
        .map(runs)
        .collect()
}

fn runs(line: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let string = rest.find('"').unwrap_or(rest.len());
        let (before, from) = rest.split_at(string);
        if !before.is_empty() {
            runs.push(Run {
                kind: RunKind::Other,
                text: before,
            });
        }
        let (string, after) = from.split_at(string_len(from));
        if !string.is_empty() {
            let key = after.trim_start().starts_with(':');
            let kind = if key { RunKind::Key } else { RunKind::Text };
            runs.push(Run { kind, text: string });
        }
        rest = after;
    }
    runs
}

/// The length of the string that the text begins with, quotes included; all of it if the string does not end.
fn string_len(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{RunKind, lines};

    #[test]
    fn lines_keep_every_character() {
        let cases = [
            ("", 1),
            ("{\n  \"a\": \"b\",\r\n}", 3),
            ("\"unclosed \\\" and on", 1),
            ("é\"ü\" : \"\\\\\"", 1),
            ("\"\"\"", 1),
        ];
        for (text, count) in cases {
            let drawn = lines(text, 100);
            assert_eq!(drawn.len(), count, "{text}");
            let again: Vec<String> = drawn
                .iter()
                .map(|line| line.iter().map(|run| run.text).collect())
                .collect();
            assert_eq!(again.join("\n"), text.replace('\r', ""));
        }
    }

    #[test]
    fn a_string_before_a_colon_is_a_key() {
        let line = &lines("  \"Sid\" : \"a:b\"", 1)[0];
        let kinds: Vec<RunKind> = line.iter().map(|run| run.kind).collect();
        assert_eq!(
            kinds,
            [RunKind::Other, RunKind::Key, RunKind::Other, RunKind::Text]
        );
    }
}
