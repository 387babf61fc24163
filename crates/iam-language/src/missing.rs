//! What an answer lacks because it is not loaded.

use std::collections::BTreeSet;

use iam_catalog::{Catalog, Lookup, Service};

/// What would make an answer better: load it and ask again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Services whose files are not loaded, by prefix.
    pub services: BTreeSet<Box<str>>,
    /// Whether the file of all actions is not loaded.
    pub all_actions: bool,
}

impl Missing {
    /// Whether nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.services.is_empty() && !self.all_actions
    }

    /// The file of all actions, and nothing else.
    pub fn all_actions() -> Self {
        Self {
            all_actions: true,
            ..Self::default()
        }
    }

    /// A service that is loaded. One that is not is missing from now on.
    pub(crate) fn loaded<'c>(&mut self, catalog: &'c Catalog, prefix: &str) -> Option<&'c Service> {
        match catalog.service(prefix) {
            Lookup::Loaded(service) => Some(service),
            Lookup::NotLoaded(entry) => {
                self.service(&entry.prefix);
                None
            }
            Lookup::Unknown | Lookup::Retired(_) => None,
        }
    }

    /// A service is missing.
    pub fn service(&mut self, prefix: &str) {
        // A statement that names more is not worth more fetches.
        const MOST: usize = 40;
        if self.services.len() < MOST {
            self.services.insert(prefix.into());
        }
    }
}
