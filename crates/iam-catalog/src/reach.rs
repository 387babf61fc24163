//! Which actions policies allow at all: for every action of every service, whether some request for it would be allowed.
//!
//! The statements are asked, not requests: an action's requests name resources of the types that it takes, so a statement
//! counts as far as its entries can match ARNs of their forms. Conditions are not weighed: where one stands the answer is
//! "under conditions". Everything else follows what deciding does, which tests hold it to: an action said to be allowed is
//! allowed for every resource, one said to be not allowed for none.

mod answer;
mod statement;

use iam_core::policy::Policy;
use iam_core::report::Effect;

use crate::all_actions::{ActionName, AllActions, ServiceActions};
use statement::Reader;

pub use answer::{Access, Counts, Group, Limits};

/// Which of all actions some policies allow.
#[derive(Clone, Debug)]
pub struct Reach<'c> {
    all: &'c AllActions,
    /// One for each action.
    access: Box<[Access]>,
}

/// What is known of an action from the statements: for each form of its requests, a bit.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Allowed for every resource of the form, without conditions.
    allowed: u128,
    /// Allowed for every resource of the form, perhaps under conditions.
    allowed_perhaps: u128,
    /// Allowed for some resource of the form, perhaps under conditions.
    touched: u128,
    /// Denied for every resource of the form, without conditions.
    denied: u128,
    /// Denied for some resource of the form, perhaps under conditions.
    denied_perhaps: u128,
    /// Whether some statement allows under a condition.
    conditional: bool,
}

/// How far a statement reaches: bits for the forms (as an action lists them) of which it covers every resource, and some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cover {
    every: u128,
    some: u128,
}

impl Cover {
    /// Every resource of every form.
    const ALL: Self = Self {
        every: u128::MAX,
        some: u128::MAX,
    };
}

impl AllActions {
    /// Which actions identity-based policies allow together, such as all of a user. Statements of invalid policies count
    /// as far as they can be read.
    ///
    /// A resource-based policy can be asked as well: what its principals narrow counts as a condition.
    pub fn reach(&self, policies: &[&Policy]) -> Reach<'_> {
        let statements = policies.iter().flat_map(|policy| &policy.statements);
        let readers: Vec<Reader<'_>> = statements.map(Reader::new).collect();
        let mut access = vec![Access::NotAllowed; self.len()];
        let mut tallies: Vec<Tally> = Vec::new();
        let forms = self.forms();
        for service in &self.services {
            tallies.clear();
            tallies.resize(service.actions.len(), Tally::default());
            let mut any = false;
            for reader in &readers {
                any |= self.add(service, reader, &mut tallies);
            }
            if !any {
                continue;
            }
            for (at, tally) in service.actions.clone().zip(&tallies) {
                if tally.touched == 0 {
                    // Never allowed; a denial counts if it is of everything.
                    if tally.denied == 0 {
                        continue;
                    }
                }
                let forms = if tally.is_flat() { &[] } else { forms.of(at) };
                if let Some(access) = access.get_mut(at) {
                    *access = answer::conclude(tally, forms);
                }
            }
        }
        Reach {
            all: self,
            access: access.into(),
        }
    }

    /// Adds what a statement says on a service's actions; whether it concerns any.
    fn add(&self, service: &ServiceActions, reader: &Reader<'_>, tallies: &mut [Tally]) -> bool {
        let Some(places) = reader.places(self, service) else {
            return false;
        };
        let mut resources = reader.resources(self, service);
        let conditional = reader.is_conditional();
        let flat = resources.is_flat();
        for at in places {
            let Some(tally) = tallies.get_mut(at - service.actions.start) else {
                continue;
            };
            let cover = flat.unwrap_or_else(|| resources.cover(self.forms().of(at)));
            match reader.effect() {
                Effect::Allow => {
                    tally.touched |= cover.some;
                    tally.allowed_perhaps |= cover.every;
                    tally.conditional |= conditional && cover.some != 0;
                    if !conditional {
                        tally.allowed |= cover.every;
                    }
                }
                Effect::Deny => {
                    tally.denied_perhaps |= cover.some;
                    if !conditional {
                        tally.denied |= cover.every;
                    }
                }
            }
        }
        true
    }
}

impl<'c> Reach<'c> {
    /// How an action stands, by its place among all.
    pub fn access(&self, at: usize) -> Access {
        self.access.get(at).copied().unwrap_or(Access::NotAllowed)
    }

    /// Every action with how it stands, by service and name.
    pub fn iter(&self) -> impl Iterator<Item = (ActionName<'c>, Access)> {
        let all = self.all;
        let access = self.access.iter().copied();
        access
            .enumerate()
            .filter_map(move |(at, access)| Some((all.get(at)?, access)))
    }

    /// The services with an action that is allowed, perhaps under limits, each with its counts by access level.
    pub fn groups(&self) -> Vec<Group<'c>> {
        let services = self.all.services.iter();
        services
            .filter_map(|service| Group::of(self, service))
            .collect()
    }
}

impl Tally {
    /// Whether each statement covers all resources or none, so that the forms do not matter.
    fn is_flat(&self) -> bool {
        let flat = |bits: u128| bits == 0 || bits == u128::MAX;
        flat(self.allowed)
            && flat(self.allowed_perhaps)
            && flat(self.touched)
            && flat(self.denied)
            && flat(self.denied_perhaps)
    }
}

/// The bit of the form at a place of an action's list; the last ones share one.
fn bit(place: usize) -> u128 {
    1 << place.min(127)
}
