//! Gathering what is offered, and ranking it.

use crate::around::Around;
use crate::fuzzy::Typed;
use crate::insert::Insert;
use crate::missing::Missing;

use super::{Completions, Item, ItemKind, MOST_ITEMS};

/// What is offered so far.
pub(crate) struct Offer {
    /// What was typed.
    pub(crate) typed: Typed,
    found: Vec<(u32, usize, Item)>,
}

/// What an item says of itself.
pub(crate) struct Said<'s> {
    pub(crate) label: &'s str,
    pub(crate) kind: ItemKind,
    pub(crate) detail: &'s str,
    pub(crate) about: &'s str,
    /// Whether to complete again behind it.
    pub(crate) again: bool,
}

impl Offer {
    pub(crate) fn new(typed: &str) -> Self {
        Self {
            typed: Typed::new(typed),
            found: Vec::new(),
        }
    }

    /// Offers an item if its label fits what was typed; `rank` is how far it stands behind others that fit as well.
    pub(crate) fn add(&mut self, rank: u32, said: &Said<'_>, insert: impl FnOnce() -> Insert) {
        if let Some(cost) = self.typed.cost(said.label) {
            self.put(rank + cost, said, insert());
        }
    }

    /// Offers an item that is known to fit.
    pub(crate) fn put(&mut self, cost: u32, said: &Said<'_>, insert: Insert) {
        // Whatever a list holds, memory is bounded.
        const MOST: usize = 30_000;
        if self.found.len() < MOST {
            let item = Item {
                label: said.label.to_owned(),
                kind: said.kind,
                insert,
                again: said.again,
                detail: said.detail.to_owned(),
                about: said.about.to_owned(),
            };
            self.found.push((cost, self.found.len(), item));
        }
    }

    pub(crate) fn finish(mut self, around: Around, missing: Missing) -> Completions {
        self.found.sort_by_key(|(cost, order, _)| (*cost, *order));
        let total = self.found.len();
        self.found.truncate(MOST_ITEMS);
        Completions {
            span: around.span,
            also: around.also,
            items: self.found.into_iter().map(|(_, _, item)| item).collect(),
            total,
            missing,
        }
    }
}
