//! The truth values that a decision is computed in.
//!
//! The formulas of the decision are written once, over this trait: with [`Answer`] they decide, with an expression of
//! the tests that are left open they give the condition under which a request is allowed.

use crate::matching;
use crate::report::Answer;

/// A value that can be combined by and, or and not.
pub(crate) trait Logic: Clone {
    /// True.
    const YES: Self;
    /// False.
    const NO: Self;

    /// Both.
    fn and(self, other: Self) -> Self;
    /// Either.
    fn or(self, other: Self) -> Self;
    /// The opposite.
    fn not(self) -> Self;
    /// True or false.
    fn of(yes: bool) -> Self {
        if yes { Self::YES } else { Self::NO }
    }
}

impl Logic for Answer {
    const YES: Self = Self::Yes;
    const NO: Self = Self::No;

    fn and(self, other: Self) -> Self {
        matching::and(self, other)
    }

    fn or(self, other: Self) -> Self {
        matching::or(self, other)
    }

    fn not(self) -> Self {
        matching::not(self)
    }
}
