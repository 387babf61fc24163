//! Rules of attribute-based access control: tags of principals, resources and requests (section 6 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const TAGS: &[Rule] = &[
    FOUR_TAG_KEYS,
    TAG_KEYS_IGNORE_CASE,
    TAGS_DIFFERING_BY_CASE,
    MISSING_TAG_IS_MISSING_KEY,
    EMPTY_TAGS_ARE_EQUAL,
    CREATE_HAS_NO_RESOURCE_TAGS,
    TAG_ON_CREATE_NEEDS_TWO,
    UNTAG_CARRIES_TAG_KEYS,
    TAG_KEYS_LIST_ALLOWS_NONE,
    SESSION_TAG_LIMITS,
    NO_TAGS_FOR_PASS_ROLE,
    ABAC_YES_AND_PARTIAL,
    UNTAG_DENY_BY_KEY,
];

/// R-ABAC-1
pub const FOUR_TAG_KEYS: Rule = Rule::new(&Entry {
    id: "four-tag-keys",
    number: "R-ABAC-1",
    statement: || "Tags can be tested on the principal, on the resource, in the request, and by the tag keys that the request sets or removes.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-2
pub const TAG_KEYS_IGNORE_CASE: Rule = Rule::new(&Entry {
    id: "tag-keys-ignore-case",
    number: "R-ABAC-2",
    statement: || "The tag key in a condition key is compared without regard to case, a tag value with regard to case.",
    source: || "Controlling access to and for IAM users and roles using tags",
});

/// R-ABAC-3
pub const TAGS_DIFFERING_BY_CASE: Rule = Rule::new(&Entry {
    id: "tags-differing-by-case",
    number: "R-ABAC-3",
    statement: || "If a resource has two tags whose keys differ only in case, which one a condition sees is not defined; the first is used here.",
    source: || "Controlling access to and for IAM users and roles using tags",
});

/// R-ABAC-4
pub const MISSING_TAG_IS_MISSING_KEY: Rule = Rule::new(&Entry {
    id: "missing-tag-is-missing-key",
    number: "R-ABAC-4",
    statement: || "A missing tag is a missing key, and two missing tags are not equal.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-5
pub const EMPTY_TAGS_ARE_EQUAL: Rule = Rule::new(&Entry {
    id: "empty-tags-are-equal",
    number: "R-ABAC-5",
    statement: || "A tag with an empty value is present and equals another empty value.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-6
pub const CREATE_HAS_NO_RESOURCE_TAGS: Rule = Rule::new(&Entry {
    id: "create-has-no-resource-tags",
    number: "R-ABAC-6",
    statement: || "When a resource is created, it has no tags yet: the new tags are in aws:RequestTag.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-7
pub const TAG_ON_CREATE_NEEDS_TWO: Rule = Rule::new(&Entry {
    id: "tag-on-create-needs-two",
    number: "R-ABAC-7",
    statement: || "Setting tags while creating a resource usually needs a second permission, for the tagging action.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-8
pub const UNTAG_CARRIES_TAG_KEYS: Rule = Rule::new(&Entry {
    id: "untag-carries-tag-keys",
    number: "R-ABAC-8",
    statement: || "A request that removes tags carries only aws:TagKeys.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-9
pub const TAG_KEYS_LIST_ALLOWS_NONE: Rule = Rule::new(&Entry {
    id: "tag-keys-list-allows-none",
    number: "R-ABAC-9",
    statement: || "ForAllValues on aws:TagKeys limits which tags may be set but is true when none are; to demand a tag, test aws:RequestTag.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-10
pub const SESSION_TAG_LIMITS: Rule = Rule::new(&Entry {
    id: "session-tag-limits",
    number: "R-ABAC-10",
    statement: || "A session has up to 50 tags, with one value each and keys that are unique without regard to case.",
    source: || "Pass session tags in AWS STS",
});

/// R-ABAC-11
pub const NO_TAGS_FOR_PASS_ROLE: Rule = Rule::new(&Entry {
    id: "no-tags-for-pass-role",
    number: "R-ABAC-11",
    statement: || "Tags of a role cannot govern iam:PassRole, and groups give their users no tags.",
    source: || "Controlling access to and for IAM users and roles using tags",
});

/// R-ABAC-12
pub const ABAC_YES_AND_PARTIAL: Rule = Rule::new(&Entry {
    id: "abac-yes-and-partial",
    number: "R-ABAC-12",
    statement: || "A service fully supports tags if all three tag keys work for all of its resource types, and partly if only some do.",
    source: || "Controlling access to AWS resources using tags",
});

/// R-ABAC-13
pub const UNTAG_DENY_BY_KEY: Rule = Rule::new(&Entry {
    id: "untag-deny-by-key",
    number: "R-ABAC-13",
    statement: || "A Deny with ForAnyValue on aws:TagKeys forbids removing any of the named tags, but no others.",
    source: || "IAM tutorial: Define permissions to access AWS resources based on tags",
});
