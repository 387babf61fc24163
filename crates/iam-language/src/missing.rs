//! What an answer lacks because it is not loaded.

use std::collections::BTreeSet;

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

    pub(crate) fn service(&mut self, prefix: &str) {
        // A statement that names more is not worth more fetches.
        const MOST: usize = 40;
        if self.services.len() < MOST {
            self.services.insert(prefix.into());
        }
    }
}
