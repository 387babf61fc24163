//! `Action` and `NotAction`.
//!
//! Source: *IAM JSON policy elements: Action*, *… NotAction* (R-MACT-1 … R-MACT-6).

use crate::policy::{ActionEntry, ActionPattern, Block};
use crate::request::Action;

/// Whether an entry covers the action, before any negation.
pub(crate) fn matches_entry(entry: &ActionEntry, action: &Action) -> bool {
    match &entry.pattern {
        ActionPattern::Any => true,
        ActionPattern::Name { service, name } => {
            **service == *action.service && name.matches_literal(&action.name)
        }
        ActionPattern::Nothing => false,
    }
}

/// Whether the element is met: some entry matches, or for `NotAction` none does (R-MACT-4).
pub(crate) fn matches_block(block: &Block<ActionEntry>, action: &Action) -> bool {
    block
        .entries
        .iter()
        .any(|entry| matches_entry(entry, action))
        != block.negated
}
