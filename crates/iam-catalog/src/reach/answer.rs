//! How an action stands, and counts by service and access level.

use std::ops::Range;

use super::{Reach, Tally, bit};
use crate::all_actions::{Form, ServiceActions};
use crate::service::AccessLevel;

/// How an action stands under some policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// No statement allows it.
    NotAllowed,
    /// A statement denies it wherever one allows it.
    Denied,
    /// Some requests for it are allowed, perhaps.
    Limited(Limits),
    /// Every request for it is allowed.
    Allowed,
}

/// What limits an action that is allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each limit holds or not, whatever the others"
)]
pub struct Limits {
    /// A statement that allows it has conditions, or names principals.
    pub conditions: bool,
    /// It is allowed on some resources only.
    pub resources: bool,
    /// A statement denies it under conditions, or on some resources.
    pub denies: bool,
    /// A call also needs a resource of a type that no statement allows it on, so by itself it never succeeds.
    pub incomplete: bool,
}

impl Access {
    /// Whether some request may be allowed.
    pub fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed | Self::Limited(_))
    }
}

/// What the tally of an action says. Without forms, all bits stand for one form.
pub(super) fn conclude(tally: &Tally, forms: &[Form]) -> Access {
    let all = match forms.len() {
        0 | 128.. => u128::MAX,
        len => (1 << len) - 1,
    };
    let left = tally.touched & !tally.denied & all;
    if left == 0 {
        let denied = tally.denied & all == all || tally.touched & all != 0;
        return if denied {
            Access::Denied
        } else {
            Access::NotAllowed
        };
    }
    let denies = tally.denied_perhaps & all != 0;
    let allowed = tally.allowed & all == all;
    if allowed && !denies {
        return Access::Allowed;
    }
    let required = forms.iter().enumerate().filter(|(_, form)| form.required);
    let required = required.fold(0, |all, (place, _)| all | bit(place));
    Access::Limited(Limits {
        conditions: tally.conditional && !allowed,
        resources: tally.allowed_perhaps & all != all,
        denies,
        incomplete: required & !left != 0,
    })
}

/// A service's actions that are allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'c> {
    /// The service's prefix.
    pub prefix: &'c str,
    /// The places of its actions among all.
    pub actions: Range<usize>,
    /// Counts for each of [`AccessLevel::ALL`]; an action with two levels counts in its main one.
    pub levels: [Counts; 5],
}

/// Counts of actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many there are.
    pub all: u32,
    /// How many are allowed without limits.
    pub allowed: u32,
    /// How many are allowed under limits.
    pub limited: u32,
    /// How many are denied by a statement.
    pub denied: u32,
}

impl<'c> Group<'c> {
    /// The counts of a service; none if none of its actions is allowed.
    pub(super) fn of(reach: &Reach<'c>, service: &ServiceActions) -> Option<Self> {
        let mut levels = [Counts::default(); 5];
        for at in service.actions.clone() {
            let level = reach.all.level(at)?;
            let counts = levels.get_mut(level as usize)?;
            counts.all += 1;
            match reach.access(at) {
                Access::Allowed => counts.allowed += 1,
                Access::Limited(_) => counts.limited += 1,
                Access::Denied => counts.denied += 1,
                Access::NotAllowed => {}
            }
        }
        let any = levels
            .iter()
            .any(|counts| counts.allowed + counts.limited > 0);
        any.then(|| Self {
            prefix: reach.all.prefix(service),
            actions: service.actions.clone(),
            levels,
        })
    }

    /// The counts of an access level.
    pub fn level(&self, level: AccessLevel) -> Counts {
        self.levels.get(level as usize).copied().unwrap_or_default()
    }
}
