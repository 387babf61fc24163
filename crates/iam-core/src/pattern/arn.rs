//! Patterns of the ARN operators of conditions (rules R-ARNC-1 to R-ARNC-6).

use super::parse::{self, components};
use super::{Part, Pattern, PatternProblem, Piece, Resolve, Variable, Variables, Wildcards};
use crate::arn::Arn;

/// A compiled value of `ArnLike`, `ArnEquals` or their negations.
///
/// Both sides are split into six components, and each is matched by itself (R-ARNC-2). Variables are replaced before the
/// split, so a value may bring colons along (R-ARNC-6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArnPattern {
    whole: Pattern,
    /// The six components as written, if there are six. Right unless a variable's value contains a colon.
    components: Option<Box<[Pattern]>>,
}

/// The answer of an [`ArnPattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The ARN matches.
    Yes,
    /// It does not, or a variable has no value.
    No,
    /// The pattern is not an ARN (R-ARNC-3, R-OP-5).
    PolicyNotArn,
    /// What is compared with it is not an ARN (R-ARNC-3, R-OP-4).
    RequestNotArn,
}

impl ArnPattern {
    /// Compiles a value. Whatever the problems, the pattern can be used.
    pub fn parse(text: &str, variables: Variables) -> (Self, Vec<PatternProblem>) {
        let (parts, problems) = parse::parts(text, Wildcards::Yes, variables);
        let components = six(&parts);
        (
            Self {
                whole: Pattern::of(parts),
                components,
            },
            problems,
        )
    }

    /// Compares an ARN of the request. Allocates only where a variable's value contains a colon.
    pub fn matches<'v>(&'v self, arn: &str, resolve: &Resolve<'_, 'v>) -> Match {
        let Some(texts) = Arn::components(arn).filter(|[first, ..]| *first == "arn") else {
            return Match::RequestNotArn;
        };
        let mut colon = false;
        for variable in self.variables() {
            let Some(value) = variable.value(resolve) else {
                return Match::No;
            };
            colon |= value.contains(':');
        }
        if colon {
            let replaced: Vec<Part> = self
                .whole
                .parts
                .iter()
                .map(|part| replace(part, resolve))
                .collect();
            compare(six(&replaced).as_deref(), texts, &|_| None)
        } else {
            compare(self.components.as_deref(), texts, resolve)
        }
    }

    /// Whether there is neither a wildcard nor a variable.
    pub fn is_literal(&self) -> bool {
        self.whole.is_literal()
    }

    /// Whether the value can be an ARN: it is one as written, or a variable may make it one.
    pub fn may_be_arn(&self) -> bool {
        self.variables().next().is_some() || self.components.as_deref().is_some_and(begins_with_arn)
    }

    /// The variables in the order written.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.whole.variables()
    }

    /// The pattern as written, without regard to components.
    pub fn as_pattern(&self) -> &Pattern {
        &self.whole
    }

    /// The value as text with its variables filled in, to be shown; `None` if one has no value.
    pub fn resolved<'v>(&'v self, resolve: &Resolve<'_, 'v>) -> Option<String> {
        self.whole.resolved(resolve)
    }
}

fn six(parts: &[Part]) -> Option<Box<[Pattern]>> {
    let components = components(parts);
    (components.len() == 6).then(|| components.into_iter().map(Pattern::of).collect())
}

fn replace<'v>(part: &'v Part, resolve: &Resolve<'_, 'v>) -> Part {
    let Piece::Variable(variable) = &part.piece else {
        return part.clone();
    };
    Part {
        piece: Piece::Text(variable.value(resolve).unwrap_or("").into()),
        range: part.range.clone(),
    }
}

/// The first component must be `arn`, not match it (R-ARNC-4).
fn begins_with_arn(components: &[Pattern]) -> bool {
    components
        .first()
        .is_some_and(|first| first.matches_literal("arn") && !first.has_wildcard())
}

fn compare<'v>(
    components: Option<&'v [Pattern]>,
    texts: [&str; 6],
    resolve: &Resolve<'_, 'v>,
) -> Match {
    let Some([first, others @ ..]) = components else {
        return Match::PolicyNotArn;
    };
    if first.has_wildcard() || !first.matches("arn", resolve) {
        return Match::PolicyNotArn;
    }
    let [_, texts @ ..] = texts;
    if others
        .iter()
        .zip(texts)
        .all(|(pattern, text)| pattern.matches(text, resolve))
    {
        Match::Yes
    } else {
        Match::No
    }
}
