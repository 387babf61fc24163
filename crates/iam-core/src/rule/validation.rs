//! Rules of the validation of policies (section 7 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const VALIDATION: &[Rule] = &[
    FINDING_HAS_TYPE_AND_CODE,
    FINDING_TYPES,
    FINDING_NEVER_DECIDES,
    POLICY_TYPES_FOR_VALIDATION,
    MISSING_DATA_IS_NO_ERROR,
    CHECKS_BY_WORTH,
    PASS_ROLE_AND_SLR_CHECKS,
    REDUNDANCY_BY_CONTAINMENT,
    ONE_CODE_MANY_MESSAGES,
];

/// R-CHK-1
pub const FINDING_HAS_TYPE_AND_CODE: Rule = Rule::new(&Entry {
    id: "finding-has-type-and-code",
    number: "R-CHK-1",
    statement: || "A finding about a policy has a type, the code of AWS's check, a message and the place in the text.",
    source: || "IAM policy validation check reference",
});

/// R-CHK-2
pub const FINDING_TYPES: Rule = Rule::new(&Entry {
    id: "finding-types",
    number: "R-CHK-2",
    statement: || "A finding is an error, a security warning, a general warning or a suggestion.",
    source: || "Validate policies with IAM Access Analyzer",
});

/// R-CHK-3
pub const FINDING_NEVER_DECIDES: Rule = Rule::new(&Entry {
    id: "finding-never-decides",
    number: "R-CHK-3",
    statement: || "A finding never changes a decision by itself; only errors that make the document unusable do.",
    source: || "IAM policy validation check reference",
});

/// R-CHK-4
pub const POLICY_TYPES_FOR_VALIDATION: Rule = Rule::new(&Entry {
    id: "policy-types-for-validation",
    number: "R-CHK-4",
    statement: || "A policy is checked as an identity, resource, trust, service control or resource control policy, and each has checks of its own.",
    source: || "Validate policies with IAM Access Analyzer",
});

/// R-CHK-5
pub const MISSING_DATA_IS_NO_ERROR: Rule = Rule::new(&Entry {
    id: "missing-data-is-no-error",
    number: "R-CHK-5",
    statement: || "Something unknown is never an error merely because data about the service is missing.",
    source: || "IAM policy validation check reference",
});

/// R-CHK-6
pub const CHECKS_BY_WORTH: Rule = Rule::new(&Entry {
    id: "checks-by-worth",
    number: "R-CHK-6",
    statement: || "Checks that need only the text come first, those that need data about services last.",
    source: || "IAM policy validation check reference",
});

/// R-CHK-7
pub const PASS_ROLE_AND_SLR_CHECKS: Rule = Rule::new(&Entry {
    id: "pass-role-and-slr-checks",
    number: "R-CHK-7",
    statement: || "An Allow of iam:PassRole or iam:CreateServiceLinkedRole on many roles is reported unless a condition limits the service.",
    source: || "IAM policy validation check reference",
});

/// R-CHK-8
pub const REDUNDANCY_BY_CONTAINMENT: Rule = Rule::new(&Entry {
    id: "redundancy-by-containment",
    number: "R-CHK-8",
    statement: || "An entry is redundant if another entry of the same statement covers everything that it does.",
    source: || "IAM policy validation check reference",
});

/// R-CHK-9
pub const ONE_CODE_MANY_MESSAGES: Rule = Rule::new(&Entry {
    id: "one-code-many-messages",
    number: "R-CHK-9",
    statement: || "A check that AWS documents with several messages keeps one code.",
    source: || "IAM policy validation check reference",
});
