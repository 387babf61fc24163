//! The condition under which a request is allowed, when keys that policies test are not settled.
//!
//! The formulas of the decision are computed once more, over expressions of the open tests in place of answers, and the
//! result is simplified. In the strict mode the keys that are missing are opened for this alone.
//!
//! Source: R-COND-7, R-TRACE-1; `docs/scenario-format.md`, `unknownKeys`.

use super::{Scene, keys};
use crate::context::Found;
use crate::decide::{Gatherer, Logic, Plan, Sets, access_by};
use crate::explain;
use crate::matching::{FormSet, Query, applies, condition, resource};
use crate::policy::{Condition, Statement};
use crate::report::{Answer, Dependency, Requirement};
use crate::scenario::Decision;
use crate::text::Span;

/// Most tests that are combined; beyond that the tree would help nobody.
const MOST_TESTS: usize = 24;

/// The dependency of a request on keys that are not settled, if it depends on any.
pub(super) fn dependency(scene: &Scene<'_>) -> Option<Dependency> {
    if scene.judgement.decision == Decision::Error || scene.plan.always_allowed.is_some() {
        return None;
    }
    let context = &scene.plan.query.context;
    let unsettled: Vec<(&str, &str)> = keys::tested_keys(scene)
        .0
        .into_iter()
        .filter(|(lower, _)| match context.look_up(lower) {
            Found::Open => true,
            Found::Missing => context.entry(lower).is_none(),
            Found::Single(_) | Found::List(_) => false,
        })
        .collect();
    if unsettled.is_empty() {
        return None;
    }
    let mut plan = scene.plan.clone();
    plan.query.context = plan
        .query
        .context
        .with_open(unsettled.iter().map(|(lower, _)| (*lower).into()));
    let mut tests = Tests::default();
    let sets: Sets<Expression> = gather(scene, &plan, &mut tests);
    if tests.found.len() > MOST_TESTS {
        return None;
    }
    let allowed = access_by(&plan, &sets);
    let requirement = requirement(&allowed, &tests)?;
    let deny = sets.deny();
    let otherwise = if deny == Expression::NO {
        Some(Decision::ImplicitDeny)
    } else if allowed == deny.not() {
        Some(Decision::ExplicitDeny)
    } else {
        None
    };
    let mut names: Vec<String> = tests
        .found
        .iter()
        .filter(|test| allowed.mentions(test.id))
        .flat_map(|test| test.keys.iter().cloned())
        .collect();
    crate::order::sort_by(&mut names, Ord::cmp);
    names.dedup();
    let sentence = explain::dependency::sentence(&requirement, otherwise);
    Some(Dependency {
        keys: names,
        allowed_if: requirement,
        otherwise,
        sentence,
    })
}

fn gather(scene: &Scene<'_>, plan: &Plan, tests: &mut Tests) -> Sets<Expression> {
    let weigh = |policy: u32, statement: &Statement| -> (Expression, FormSet) {
        let applies = applies(statement, &plan.query);
        let expression = match applies.answer {
            Answer::Yes => Expression::YES,
            Answer::No => Expression::NO,
            Answer::Unknown => open_tests(policy, statement, &plan.query, tests),
        };
        (expression, applies.forms)
    };
    Gatherer {
        plan,
        policies: scene.policies,
        applies: weigh,
    }
    .gather()
}

/// What must hold for a statement to apply: its tests that cannot be told.
fn open_tests(policy: u32, statement: &Statement, query: &Query, tests: &mut Tests) -> Expression {
    if tests.found.len() > MOST_TESTS {
        return Expression::NO;
    }
    let mut all = Expression::YES;
    if let Some(block) = &statement.resource
        && resource::matches_block(block, query) == Answer::Unknown
    {
        let keys = super::statement::variables(statement)
            .map(|variable| variable.shown.to_string())
            .collect();
        let words = explain::dependency::resource(query, block.negated);
        all = all.and(tests.add(policy, statement, block.span, keys, words, None));
    }
    for condition in &statement.conditions {
        if condition::weigh(condition, query).answer == Answer::Unknown {
            let keys = vec![condition.key.to_string()];
            let words = explain::dependency::condition(condition);
            all = all.and(tests.add(
                policy,
                statement,
                condition.span,
                keys,
                words,
                Some(condition),
            ));
        }
    }
    all
}

/// The open tests found so far. Tests that ask the same are one, wherever they stand.
#[derive(Default)]
struct Tests {
    found: Vec<Test>,
}

struct Test {
    id: usize,
    /// What it asks, so that tests that ask the same are found.
    asks: String,
    policy: u32,
    statement: u32,
    span: Span,
    keys: Vec<String>,
    /// What is so when the test holds, and when it does not.
    words: [String; 2],
}

impl Tests {
    fn add(
        &mut self,
        policy: u32,
        statement: &Statement,
        span: Span,
        keys: Vec<String>,
        words: [String; 2],
        condition: Option<&Condition>,
    ) -> Expression {
        let id = self.found.len();
        let asks = match condition {
            Some(condition) => {
                let mut asks = condition.operator.spelling();
                asks.push_str(&condition.key_lower);
                for value in &condition.values {
                    crate::json::write_string(&mut asks, &value.text);
                }
                asks
            }
            None => format!("resource of {policy} {}", statement.index),
        };
        if let Some(known) = self.found.iter().find(|test| test.asks == asks) {
            return Expression::Test {
                id: known.id,
                holds: true,
            };
        }
        self.found.push(Test {
            id,
            asks,
            policy,
            statement: statement.index,
            span,
            keys,
            words,
        });
        Expression::Test { id, holds: true }
    }

    fn get(&self, id: usize) -> Option<&Test> {
        self.found.get(id)
    }
}

/// A condition over open tests, simplified as it is built: negation stands at tests only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Expression {
    Constant(bool),
    Test { id: usize, holds: bool },
    All(Vec<Expression>),
    Any(Vec<Expression>),
}

impl Expression {
    fn mentions(&self, wanted: usize) -> bool {
        match self {
            Self::Constant(_) => false,
            Self::Test { id, .. } => *id == wanted,
            Self::All(of) | Self::Any(of) => of.iter().any(|one| one.mentions(wanted)),
        }
    }

    /// Joins two expressions by *and* (or, with `all` false, by *or*).
    fn join(self, other: Self, all: bool) -> Self {
        // What decides alone, and what changes nothing.
        let (ends, drops) = (Self::Constant(!all), Self::Constant(all));
        let mut parts = Vec::new();
        for side in [self, other] {
            match side {
                Self::All(of) if all => parts.extend(of),
                Self::Any(of) if !all => parts.extend(of),
                one @ (Self::Constant(_) | Self::Test { .. } | Self::All(_) | Self::Any(_)) => {
                    parts.push(one);
                }
            }
        }
        parts.retain(|part| *part != drops);
        crate::order::sort_by(&mut parts, Ord::cmp);
        parts.dedup();
        let opposite = |part: &Self| match part {
            Self::Test { id, holds } => parts.contains(&Self::Test {
                id: *id,
                holds: !holds,
            }),
            Self::Constant(_) | Self::All(_) | Self::Any(_) => false,
        };
        if parts.contains(&ends) || parts.iter().any(opposite) {
            return ends;
        }
        // Absorption: in `a and (a or b)` the second part says nothing more.
        let absorbed = |part: &Self| match part {
            Self::Any(of) if all => of.iter().any(|inner| parts.contains(inner)),
            Self::All(of) if !all => of.iter().any(|inner| parts.contains(inner)),
            Self::Constant(_) | Self::Test { .. } | Self::All(_) | Self::Any(_) => false,
        };
        let mut kept: Vec<Self> = parts
            .iter()
            .filter(|part| !absorbed(part))
            .cloned()
            .collect();
        match kept.len() {
            0 => drops,
            1 => kept.pop().unwrap_or(drops),
            _ if all => Self::All(kept),
            _ => Self::Any(kept),
        }
    }
}

impl Logic for Expression {
    const YES: Self = Self::Constant(true);
    const NO: Self = Self::Constant(false);

    fn and(self, other: Self) -> Self {
        self.join(other, true)
    }

    fn or(self, other: Self) -> Self {
        self.join(other, false)
    }

    fn not(self) -> Self {
        match self {
            Self::Constant(value) => Self::Constant(!value),
            Self::Test { id, holds } => Self::Test { id, holds: !holds },
            Self::All(of) => of.into_iter().fold(Self::NO, |any, one| any.or(one.not())),
            Self::Any(of) => of
                .into_iter()
                .fold(Self::YES, |all, one| all.and(one.not())),
        }
    }
}

/// The tree for the report; none when nothing depends on anything.
fn requirement(expression: &Expression, tests: &Tests) -> Option<Requirement> {
    let many = |of: &[Expression]| {
        of.iter()
            .map(|one| requirement(one, tests))
            .collect::<Option<Vec<_>>>()
    };
    match expression {
        Expression::Constant(_) => None,
        Expression::All(of) => Some(Requirement::All { of: many(of)? }),
        Expression::Any(of) => Some(Requirement::Any { of: many(of)? }),
        Expression::Test { id, holds } => {
            let test = tests.get(*id)?;
            let [yes, no] = &test.words;
            Some(Requirement::Test {
                holds: *holds,
                policy: test.policy,
                statement: test.statement,
                span: test.span,
                sentence: if *holds { yes.clone() } else { no.clone() },
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(id: usize) -> Expression {
        Expression::Test { id, holds: true }
    }

    #[test]
    fn expressions_simplify() {
        let (a, b, c) = (test(0), test(1), test(2));
        assert_eq!(a.clone().and(a.clone()), a);
        assert_eq!(a.clone().and(a.clone().not()), Expression::NO);
        assert_eq!(a.clone().or(a.clone().not()), Expression::YES);
        assert_eq!(a.clone().and(a.clone().or(b.clone())), a);
        assert_eq!(a.clone().or(a.clone().and(b.clone())), a);
        assert_eq!(a.clone().and(Expression::YES), a);
        let nested = a.clone().and(b.clone()).and(c.clone());
        assert_eq!(nested, Expression::All(vec![a, b, c]));
        assert_eq!(nested.clone().not().not(), nested);
        assert!(nested.mentions(1) && !nested.mentions(3));
    }
}
