//! `Resource` and `NotResource`.
//!
//! Source: *IAM JSON policy elements: Resource*, *… NotResource* (R-MRES-1 … R-MRES-9).

use super::{Query, answer, not, or};
use crate::policy::{Block, ResourceEntry, ResourceForm};
use crate::report::Answer;

/// Whether an entry covers the resource, before any negation.
pub(crate) fn matches_entry(entry: &ResourceEntry, query: &Query) -> Answer {
    match &entry.pattern {
        ResourceForm::Any => Answer::Yes,
        ResourceForm::Nothing => Answer::No,
        // Only `*` covers a request without a resource, however wide an ARN pattern is (R-MRES-2).
        ResourceForm::Arn(_) if query.target.is_star => Answer::No,
        ResourceForm::Arn(pattern) => {
            if query.context.has_open()
                && pattern.variables().any(|variable| query.is_open(variable))
            {
                return Answer::Unknown;
            }
            answer(pattern.matches(&query.target.arn, &|variable| query.resolve(variable)))
        }
    }
}

/// Whether the element is met: some entry matches, or for `NotResource` none does (R-MRES-7).
pub(crate) fn matches_block(block: &Block<ResourceEntry>, query: &Query) -> Answer {
    let mut any = Answer::No;
    for entry in &block.entries {
        any = or(any, matches_entry(entry, query));
        if any == Answer::Yes {
            break;
        }
    }
    if block.negated { not(any) } else { any }
}
