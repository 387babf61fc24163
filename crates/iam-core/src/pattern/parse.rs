//! From text to the parts of a pattern.

use std::ops::Range;

use super::{Part, PatternProblem, Piece, ProblemKind, Variable, Variables, Wildcards};
use crate::letter_case;

/// Splits a text into parts.
pub(super) fn parts(
    text: &str,
    wildcards: Wildcards,
    variables: Variables,
) -> (Vec<Part>, Vec<PatternProblem>) {
    let mut reader = Reader::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if variables == Variables::Yes && rest.starts_with("${") {
            at += reader.variable(rest, at);
            continue;
        }
        let wild = wildcards == Wildcards::Yes;
        let len = match rest.as_bytes() {
            [b'*', ..] if wild => {
                let len = rest.bytes().take_while(|byte| *byte == b'*').count();
                reader.push(Piece::Star, at, len);
                len
            }
            [b'?', ..] if wild => {
                reader.push(Piece::AnyOne, at, 1);
                1
            }
            _ => {
                let len = text_len(rest, wild, variables == Variables::Yes);
                reader.text(rest, at, len);
                len
            }
        };
        at += len;
    }
    (reader.parts, reader.problems)
}

/// How far ordinary text goes; at least one character.
fn text_len(rest: &str, wild: bool, variables: bool) -> usize {
    let bytes = rest.as_bytes();
    let ends = |index: usize, byte: u8| match byte {
        b'*' | b'?' => wild,
        b'$' => variables && bytes.get(index + 1) == Some(&b'{'),
        _ => false,
    };
    rest.bytes()
        .enumerate()
        .skip(1)
        .find(|(index, byte)| ends(*index, *byte))
        .map_or(rest.len(), |(index, _)| index)
}

#[derive(Default)]
struct Reader {
    parts: Vec<Part>,
    problems: Vec<PatternProblem>,
    variables: u32,
}

impl Reader {
    fn push(&mut self, piece: Piece, at: usize, len: usize) {
        self.parts.push(Part {
            piece,
            range: range(at, len),
        });
    }

    fn text(&mut self, rest: &str, at: usize, len: usize) {
        self.push(Piece::Text(rest.get(..len).unwrap_or("").into()), at, len);
    }

    fn problem(&mut self, kind: ProblemKind, at: usize, len: usize) {
        self.problems.push(PatternProblem {
            kind,
            range: at..at + len,
        });
    }

    /// Reads the `${…}` that `rest` begins with and returns its length.
    fn variable(&mut self, rest: &str, at: usize) -> usize {
        let inside = rest.get(2..).unwrap_or("");
        // A brace found beyond the next `${` belongs to that one: variables do not nest.
        let next = inside.find("${").unwrap_or(inside.len());
        let Some(body) = inside
            .find('}')
            .filter(|brace| *brace < next)
            .and_then(|brace| inside.get(..brace))
        else {
            self.problem(ProblemKind::MissingBrace, at, 2 + next);
            self.text(rest, at, 2);
            return 2;
        };
        let len = body.len() + 3;
        if let "*" | "?" | "$" = body {
            self.push(Piece::Text(body.into()), at, len);
            return len;
        }
        let (key, default) = match body.split_once(',') {
            Some((key, default)) => (key, Some(default)),
            None => (body, None),
        };
        let default = default.and_then(|default| {
            let quoted = unquoted(default);
            if quoted.is_none() {
                self.problem(ProblemKind::MissingQuote, at, len);
            }
            quoted
        });
        if key.trim().is_empty() {
            self.problem(ProblemKind::EmptyVariable, at, len);
        } else if misplaced_blank(key) {
            self.problem(ProblemKind::SpaceInVariable, at, len);
        }
        let key = if key.trim().is_empty() { "" } else { key };
        let variable = Variable {
            key: letter_case::lower(key).into(),
            shown: key.into(),
            default,
            range: range(at, len),
            slot: self.variables,
        };
        self.variables += 1;
        self.push(Piece::Variable(variable), at, len);
        len
    }
}

/// The default without its quotes, if it has both.
fn unquoted(written: &str) -> Option<Box<str>> {
    let inner = written
        .trim_start_matches([' ', '\t'])
        .strip_prefix('\'')?
        .strip_suffix('\'')?;
    if inner.contains('\'') {
        None
    } else {
        Some(inner.into())
    }
}

/// Blanks are allowed in tag keys alone, that is after the slash of a key such as `aws:PrincipalTag/cost center`.
fn misplaced_blank(key: &str) -> bool {
    let name = key.split('/').next().unwrap_or(key);
    name.contains(char::is_whitespace)
}

fn range(at: usize, len: usize) -> Range<u32> {
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    offset(at)..offset(at + len)
}

/// Splits parts at the first five colons of their text: the components of an ARN. A colon in a variable's name or value
/// does not count.
pub(super) fn components(parts: &[Part]) -> Vec<Vec<Part>> {
    let mut components = vec![Vec::new()];
    for part in parts {
        let Piece::Text(text) = &part.piece else {
            push_last(&mut components, part.clone());
            continue;
        };
        if components.len() == 6 || !text.contains(':') {
            push_last(&mut components, part.clone());
            continue;
        }
        let mut at = part.range.start as usize;
        let mut rest = &**text;
        while components.len() < 6
            && let Some((before, after)) = rest.split_once(':')
        {
            push_text(&mut components, before, at);
            components.push(Vec::new());
            at += before.len() + 1;
            rest = after;
        }
        push_text(&mut components, rest, at);
    }
    components
}

fn push_text(components: &mut [Vec<Part>], text: &str, at: usize) {
    if !text.is_empty() {
        push_last(
            components,
            Part {
                piece: Piece::Text(text.into()),
                range: range(at, text.len()),
            },
        );
    }
}

fn push_last(components: &mut [Vec<Part>], part: Part) {
    if let Some(last) = components.last_mut() {
        last.push(part);
    }
}
