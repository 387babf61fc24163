//! Patterns of `Resource` and `NotResource` (rules R-MRES-1 to R-MRES-8).

use super::parse::{self, components};
use super::walk::{self, End};
use super::{Part, Pattern, PatternProblem, Piece, Resolve, Variable, Variables, Wildcards};
use crate::arn::find_colon;

/// Whether a pattern of fewer than six components is filled up (R-MRES-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// Missing components are `*`; a match of the pattern as it stands counts too. For identity policies and boundaries.
    Fill,
    /// The pattern is matched as it stands.
    None,
}

/// A compiled entry of `Resource` or `NotResource`.
///
/// Rule R-MRES-3: a `*` at the end of a component also matches colons, any other `*` in the first five components does
/// not, and in the sixth component every `*` matches anything. `?` is any character, but no colon in the first five.
///
/// # Examples
///
/// ```
/// use iam_core::pattern::{Completion, ResourcePattern, Variables};
///
/// let (pattern, _) = ResourcePattern::parse("arn:aws:s3:::b/*/x", Variables::Yes, Completion::Fill);
/// assert!(pattern.matches("arn:aws:s3:::b/1/2/x", &|_| None));
/// assert!(!pattern.matches("arn:aws:s3:::b/x", &|_| None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourcePattern {
    /// The text as a whole, for its variables and for showing it.
    whole: Pattern,
    components: Box<[Component]>,
    /// The components with those that were missing.
    filled: Option<Box<[Component]>>,
    variable_before_sixth: bool,
}

/// One component of the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Component {
    /// The component without the star at its end.
    core: Pattern,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One of the first five, which matches one component of the text.
    Whole,
    /// One of the first five that ends in a star, which may match further components.
    Open,
    /// The sixth, which matches all that is left.
    Sixth,
}

impl ResourcePattern {
    /// Compiles an entry. Whatever the problems, the pattern can be used.
    pub fn parse(
        text: &str,
        variables: Variables,
        completion: Completion,
    ) -> (Self, Vec<PatternProblem>) {
        let (parts, problems) = parse::parts(text, Wildcards::Yes, variables);
        let split = components(&parts);
        let before_sixth = split
            .iter()
            .take(5)
            .flatten()
            .any(|part| match &part.piece {
                Piece::Variable(_) => true,
                // `${*}` and its like are variables too, though their value is known: they are longer than what they stand for.
                Piece::Text(literal) => literal.len() != part.range.len(),
                Piece::AnyOne | Piece::Star => false,
            });
        let components: Box<[Component]> = split
            .into_iter()
            .enumerate()
            .map(|(index, parts)| Component::new(parts, index))
            .collect();
        let short =
            completion == Completion::Fill && components.len() < 6 && text.starts_with("arn:");
        let filled = short.then(|| {
            let star = || {
                vec![Part {
                    piece: Piece::Star,
                    range: 0..0,
                }]
            };
            let missing = (components.len()..6).map(|index| Component::new(star(), index));
            components.iter().cloned().chain(missing).collect()
        });
        (
            Self {
                whole: Pattern::of(parts),
                components,
                filled,
                variable_before_sixth: before_sixth,
            },
            problems,
        )
    }

    /// Whether the ARN, or `*` for a request without a resource, matches (R-MRES-2, R-MRES-3). If a variable has no value,
    /// nothing matches.
    pub fn matches<'v>(&'v self, arn: &str, resolve: &Resolve<'_, 'v>) -> bool {
        if self.whole.is_lone_star() {
            return true;
        }
        if self.variable_before_sixth || arn == "*" {
            return false;
        }
        walk(&self.components, arn, resolve)
            || self
                .filled
                .as_deref()
                .is_some_and(|filled| walk(filled, arn, resolve))
    }

    /// Whether the ARN matches only because a `*` spans a colon between components (R-MRES-5). The lone `*` is not meant.
    pub fn crosses_colon<'v>(&'v self, arn: &str, resolve: &Resolve<'_, 'v>) -> bool {
        if self.whole.is_lone_star() || !self.matches(arn, resolve) {
            return false;
        }
        let within = |components: &'v [Component]| one_by_one(components, arn, resolve);
        !within(&self.components) && !self.filled.as_deref().is_some_and(within)
    }

    /// Whether this is exactly `*`.
    pub fn is_lone_star(&self) -> bool {
        self.whole.is_lone_star()
    }

    /// Whether there is neither a wildcard nor a variable, nor anything missing that is filled with `*`.
    pub fn is_literal(&self) -> bool {
        self.whole.is_literal() && self.filled.is_none()
    }

    /// The variables in the order written.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.whole.variables()
    }

    /// Whether a variable stands where none is replaced, before the fifth colon: then the entry matches nothing (R-MRES-8).
    pub fn variable_before_sixth(&self) -> bool {
        self.variable_before_sixth
    }

    /// How many components are written: six in a complete ARN.
    pub fn component_count(&self) -> usize {
        self.components.len()
    }

    /// The pattern as written, without regard to components.
    pub fn as_pattern(&self) -> &Pattern {
        &self.whole
    }

    /// The entry as text with the values of its variables filled in, to be shown; `None` if one has no value.
    pub fn resolved<'v>(&'v self, resolve: &Resolve<'_, 'v>) -> Option<String> {
        self.whole.resolved(resolve)
    }
}

impl Component {
    fn new(mut parts: Vec<Part>, index: usize) -> Self {
        let kind = if index == 5 {
            Kind::Sixth
        } else if parts.last().is_some_and(walk::is_star) {
            parts.pop();
            Kind::Open
        } else {
            Kind::Whole
        };
        Self {
            core: Pattern::of(parts),
            kind,
        }
    }

    fn matches<'v>(&'v self, text: &str, resolve: &Resolve<'_, 'v>) -> bool {
        let end = if self.kind == Kind::Open {
            End::Any
        } else {
            End::Exact
        };
        text.len() >= self.core.min_len && walk::matches(&self.core.parts, end, text, resolve)
    }
}

/// How a row of components fared at one place.
enum Outcome<'t> {
    /// It matches, and this is left.
    Left(&'t str),
    /// It does not match here.
    Not,
    /// It matches neither here nor at any later place.
    Never,
}

/// Matches by R-MRES-3.
///
/// The components fall into groups, each ended by an open one. Within a group, a component of the pattern is a component of
/// the text. After an open component the next group may begin at any colon; the earliest that fits is right, because it
/// leaves the most text to the groups that follow.
fn walk<'v>(components: &'v [Component], arn: &str, resolve: &Resolve<'_, 'v>) -> bool {
    let mut groups = components.split_inclusive(|component| component.kind == Kind::Open);
    let Some(first) = groups.next() else {
        return false;
    };
    let Outcome::Left(mut rest) = group(first, arn, resolve) else {
        return false;
    };
    for components in groups {
        loop {
            let Some(from) = find_colon(rest).and_then(|colon| rest.get(colon + 1..)) else {
                return false;
            };
            match group(components, from, resolve) {
                Outcome::Left(left) => {
                    rest = left;
                    break;
                }
                Outcome::Not => rest = from,
                Outcome::Never => return false,
            }
        }
    }
    true
}

/// Matches one group at the start of a text; what is left begins with a colon or is empty.
fn group<'t, 'v>(
    components: &'v [Component],
    text: &'t str,
    resolve: &Resolve<'_, 'v>,
) -> Outcome<'t> {
    let mut rest = text;
    let mut remaining = components.len();
    for component in components {
        remaining -= 1;
        if component.kind == Kind::Sixth {
            return sixth(&component.core, rest, resolve);
        }
        let (own, after) = rest.split_at(find_colon(rest).unwrap_or(rest.len()));
        if !component.matches(own, resolve) {
            return Outcome::Not;
        }
        if component.kind == Kind::Open {
            return Outcome::Left(after);
        }
        rest = match after.strip_prefix(':') {
            Some(next) if remaining > 0 => next,
            // The pattern ends with this component, and so must the text.
            None if remaining == 0 => return Outcome::Left(""),
            _ => return Outcome::Not,
        };
    }
    Outcome::Not
}

fn sixth<'t, 'v>(core: &'v Pattern, rest: &'t str, resolve: &Resolve<'_, 'v>) -> Outcome<'t> {
    if core.matches(rest, resolve) {
        return Outcome::Left("");
    }
    let mut segments = core.parts.split(walk::is_star);
    let first = segments.next().unwrap_or(&[]);
    // If the part before the first star fits here, the rest has failed in all of the text that a later place could offer.
    if segments.next().is_some() && walk::prefix(first, rest, resolve).is_some() {
        Outcome::Never
    } else {
        Outcome::Not
    }
}

/// Whether each component of the pattern matches the component of the ARN in its place.
fn one_by_one<'v>(components: &'v [Component], arn: &str, resolve: &Resolve<'_, 'v>) -> bool {
    let mut texts = arn.splitn(6, ':');
    components.len() == 6
        && components.iter().all(|component| {
            texts
                .next()
                .is_some_and(|text| component.matches(text, resolve))
        })
}
