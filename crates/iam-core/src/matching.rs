//! Does a statement apply to a request?
//!
//! A statement applies when its principal, action and resource match and its condition holds. There are three answers:
//! a condition on a key that the scenario leaves open is [`Answer::Unknown`]. Nothing here allocates, and nothing here
//! is kept: the report asks the same functions again for what it shows.
//!
//! Source: *Policy evaluation logic* (sections 2 and 3 of the specification).

pub(crate) mod action;
pub(crate) mod condition;
pub(crate) mod principal;
pub(crate) mod resource;
mod value;

use crate::context::{Context, Found};
use crate::pattern::Variable;
use crate::policy::Statement;
use crate::report::{AccountRelation, Answer, GrantForm};
use crate::request::{Action, Requester, Target};

/// A request, ready to be matched.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) requester: Requester,
    pub(crate) action: Action,
    pub(crate) target: Target,
    pub(crate) context: Context,
    pub(crate) relation: AccountRelation,
    /// Whether a permissions boundary bounds the requester (R-NPR-4).
    pub(crate) bounded: bool,
}

impl Query {
    /// The text that stands for a variable (R-VAR-6 … R-VAR-9).
    pub(crate) fn resolve<'q>(&'q self, variable: &'q Variable) -> Option<&'q str> {
        match self.context.look_up(&variable.key) {
            Found::Single(value) => Some(value),
            Found::Missing => variable.default.as_deref(),
            Found::List(_) | Found::Open => None,
        }
    }

    /// Whether a variable stands for a key that is left open.
    pub(crate) fn is_open(&self, variable: &Variable) -> bool {
        self.context.look_up(&variable.key) == Found::Open
    }
}

/// Whether a statement applies, and for a statement with a principal by which forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Applies {
    pub(crate) answer: Answer,
    pub(crate) forms: FormSet,
}

impl Applies {
    pub(crate) const NO: Self = Self {
        answer: Answer::No,
        forms: FormSet::EMPTY,
    };
}

/// Matches a whole statement, stopping at the first element that fails.
pub(crate) fn applies(statement: &Statement, query: &Query) -> Applies {
    if action::matches_block(&statement.action, &query.action) {
        applies_but_for_action(statement, query)
    } else {
        Applies::NO
    }
}

/// Matches all of a statement but its `Action`. It does not look at the action, only at the keys that follow from it.
pub(crate) fn applies_but_for_action(statement: &Statement, query: &Query) -> Applies {
    let forms = match &statement.principal {
        Some(block) => match principal::matches_block(block, query) {
            Some(forms) => forms,
            None => return Applies::NO,
        },
        None => FormSet::EMPTY,
    };
    let resource = statement
        .resource
        .as_ref()
        .map_or(Answer::Yes, |block| resource::matches_block(block, query));
    if resource == Answer::No {
        return Applies::NO;
    }
    let condition = condition::holds(&statement.conditions, query);
    Applies {
        answer: and(resource, condition),
        forms,
    }
}

/// A set of grant forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FormSet(u8);

impl FormSet {
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) const fn of(form: GrantForm) -> Self {
        Self(1 << form as u8)
    }

    pub(crate) const fn with(self, form: GrantForm) -> Self {
        Self(self.0 | Self::of(form).0)
    }

    pub(crate) const fn has(self, form: GrantForm) -> bool {
        self.0 & Self::of(form).0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Both.
pub(crate) fn and(a: Answer, b: Answer) -> Answer {
    match (a, b) {
        (Answer::No, _) | (_, Answer::No) => Answer::No,
        (Answer::Yes, Answer::Yes) => Answer::Yes,
        (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
    }
}

/// Either.
pub(crate) fn or(a: Answer, b: Answer) -> Answer {
    match (a, b) {
        (Answer::Yes, _) | (_, Answer::Yes) => Answer::Yes,
        (Answer::No, Answer::No) => Answer::No,
        (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
    }
}

/// The opposite.
pub(crate) fn not(a: Answer) -> Answer {
    match a {
        Answer::Yes => Answer::No,
        Answer::No => Answer::Yes,
        Answer::Unknown => Answer::Unknown,
    }
}

/// Yes or no.
pub(crate) fn answer(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::No }
}
