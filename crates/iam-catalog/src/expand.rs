//! What a wildcard stands for, and the shortest wildcards for a list.

mod fold;

use iam_core::pattern::{Pattern, Variables, Wildcards};
use iam_core::policy::ActionPattern;

use crate::all_actions::ActionName;
use crate::catalog::{Catalog, Lookup};
use crate::index::ServiceEntry;
use crate::service::Service;

pub use fold::Folded;

/// What an entry of `Action` stands for.
#[derive(Clone, Debug, Default)]
pub struct Expansion<'c> {
    /// The actions, by service and name.
    pub actions: Vec<ActionName<'c>>,
    /// Services that it concerns, and whose actions are not loaded.
    pub missing: Vec<&'c ServiceEntry>,
}

impl Catalog {
    /// The actions that an entry of `Action`, such as `s3:Get*` or `*`, stands for. A service that does not exist has none.
    ///
    /// Services that are not loaded are looked up among all actions if these are.
    pub fn expand(&self, entry: &str) -> Expansion<'_> {
        let mut expansion = Expansion::default();
        let Some(pattern) = read(entry) else {
            return expansion;
        };
        match &pattern {
            ActionPattern::Name { service, .. } => {
                self.expand_in(service, &pattern, entry, &mut expansion);
            }
            ActionPattern::Any => {
                for service in &self.index.services {
                    self.expand_in(&service.prefix, &pattern, entry, &mut expansion);
                }
            }
            ActionPattern::Nothing => {}
        }
        expansion
    }

    /// How many actions an entry of `Action` stands for; none if that is not known for want of a service.
    pub fn count(&self, entry: &str) -> Option<usize> {
        let expansion = self.expand(entry);
        expansion
            .missing
            .is_empty()
            .then_some(expansion.actions.len())
    }

    fn expand_in<'c>(
        &'c self,
        prefix: &str,
        pattern: &ActionPattern,
        written: &str,
        expansion: &mut Expansion<'c>,
    ) {
        // With all actions there, no service has to be unpacked for its names.
        if let Some(all) = self.all_actions() {
            if let Some(service) = all.service(prefix) {
                all.matching(service, pattern, written, &mut |at| {
                    expansion.actions.extend(all.get(at));
                });
            }
            return;
        }
        match self.service(prefix) {
            Lookup::Loaded(service) => expansion.actions.extend(matching(service, pattern)),
            Lookup::NotLoaded(entry) => expansion.missing.push(entry),
            Lookup::Unknown | Lookup::Retired(_) => {}
        }
    }
}

/// A service's actions that an entry covers.
fn matching<'c>(
    service: &'c Service,
    pattern: &ActionPattern,
) -> impl Iterator<Item = ActionName<'c>> {
    service
        .actions
        .iter()
        .filter(move |action| match pattern {
            ActionPattern::Any => true,
            ActionPattern::Name { name, .. } => {
                name.matches_literal(&action.name.to_ascii_lowercase())
            }
            ActionPattern::Nothing => false,
        })
        .map(|action| ActionName {
            prefix: &service.prefix,
            name: &action.name,
            levels: action.levels,
        })
}

/// Reads an entry of `Action` as the core does; none where the core finds a mistake (R-MACT-1, R-MACT-3, R-MACT-6).
fn read(entry: &str) -> Option<ActionPattern> {
    if entry == "*" || entry == "*:*" {
        return Some(ActionPattern::Any);
    }
    let (service, name) = entry.split_once(':')?;
    if entry.contains("${") || name.contains(':') || service.contains(['*', '?']) || name.is_empty()
    {
        return None;
    }
    let (name, _) = Pattern::parse(&name.to_ascii_lowercase(), Wildcards::Yes, Variables::No);
    Some(ActionPattern::Name {
        service: service.to_ascii_lowercase().into(),
        name,
    })
}
