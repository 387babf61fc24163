//! Rules of what an evaluation tells besides its decision (section 10 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const TRACE: &[Rule] = &[TRACE_TELLS_EVERYTHING, EVALUATION_IS_DETERMINISTIC];

/// R-TRACE-1
pub const TRACE_TELLS_EVERYTHING: Rule = Rule::new(&Entry {
    id: "trace-tells-everything",
    number: "R-TRACE-1",
    statement: || "Besides the decision, an evaluation tells the verdict of every policy set and how every statement and condition matched.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-TRACE-2
pub const EVALUATION_IS_DETERMINISTIC: Rule = Rule::new(&Entry {
    id: "evaluation-is-deterministic",
    number: "R-TRACE-2",
    statement: || "The same scenario at the same stated time always gives the same result: nothing is read from clock or network.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});
