//! Rules of the table of features that a service offers (section 9 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const FEATURES: &[Rule] = &[
    FEATURE_TABLE_SETS_EXPECTATIONS,
    FEATURE_ROW_MEANINGS,
    UNKNOWN_FEATURE_ASSUMES_NOTHING,
    NO_RESOURCES_MEANS_STAR,
    ABAC_WITHOUT_RESOURCES,
    AUTHORIZATION_DATA_WINS,
];

/// R-SFT-1
pub const FEATURE_TABLE_SETS_EXPECTATIONS: Rule = Rule::new(&Entry {
    id: "feature-table-sets-expectations",
    number: "R-SFT-1",
    statement: || "The table of a service's IAM features says what the service offers and never overrides the rules of the decision.",
    source: || "AWS services that work with IAM",
});

/// R-SFT-2
pub const FEATURE_ROW_MEANINGS: Rule = Rule::new(&Entry {
    id: "feature-row-meanings",
    number: "R-SFT-2",
    statement: || "Each row of a service's feature table says which policies, resources, keys, tags or roles can have an effect with the service.",
    source: || "AWS services that work with IAM",
});

/// R-SFT-3
pub const UNKNOWN_FEATURE_ASSUMES_NOTHING: Rule = Rule::new(&Entry {
    id: "unknown-feature-assumes-nothing",
    number: "R-SFT-3",
    statement: || "If a feature of a service is not known, nothing is assumed about it.",
    source: || "AWS services that work with IAM",
});

/// R-SFT-4
pub const NO_RESOURCES_MEANS_STAR: Rule = Rule::new(&Entry {
    id: "no-resources-means-star",
    number: "R-SFT-4",
    statement: || "If a service has no resource-level permissions, a statement with an ARN grants nothing: only the resource * does.",
    source: || "AWS services that work with IAM",
});

/// R-SFT-5
pub const ABAC_WITHOUT_RESOURCES: Rule = Rule::new(&Entry {
    id: "abac-without-resources",
    number: "R-SFT-5",
    statement: || "A service that claims to support tags but no resources contradicts itself; its service authorization data is followed.",
    source: || "AWS services that work with IAM",
});

/// R-SFT-6
pub const AUTHORIZATION_DATA_WINS: Rule = Rule::new(&Entry {
    id: "authorization-data-wins",
    number: "R-SFT-6",
    statement: || "Where the feature table of CodeWhisperer and its service authorization data disagree, the data is followed.",
    source: || "Service Authorization Reference — Actions, resources, and condition keys for Amazon CodeWhisperer",
});
