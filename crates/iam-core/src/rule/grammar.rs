//! Rules of the policy document: JSON, elements, versions, types, sizes and ARNs (section 1 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const GRAMMAR: &[Rule] = &[
    DOCUMENT_IS_ONE_JSON_OBJECT,
    NO_COMMENTS_OR_TRAILING_COMMAS,
    ALLOWED_DOCUMENT_CHARACTERS,
    DUPLICATE_KEY_IS_INVALID,
    OPERATORS_BY_CASE_ARE_SEPARATE,
    NUMBERS_AND_BOOLEANS_BECOME_TEXT,
    SINGLE_VALUE_IS_ONE_ELEMENT_LIST,
    ELEMENT_NAMES_ARE_EXACT,
    STATEMENT_IS_REQUIRED,
    ACTION_OR_NOT_ACTION,
    EXCLUSIVE_ELEMENT_PAIRS,
    EFFECT_IS_REQUIRED,
    EMPTY_CONDITION_IS_TRUE,
    EMPTY_STATEMENT_IS_INVALID,
    EMPTY_LIST_MATCHES_NOTHING,
    STATEMENT_ORDER_IS_IRRELEVANT,
    INVALID_DOCUMENT_IS_NOT_GUESSED,
    TWO_VERSIONS_EXIST,
    MISSING_VERSION_IS_2008,
    NO_VARIABLES_UNDER_2008,
    VERSION_CHANGES_ONLY_VARIABLES,
    ORGANIZATION_POLICIES_NEED_2012,
    ID_NEVER_DECIDES,
    SID_NEVER_DECIDES,
    SIDS_ARE_UNIQUE,
    ELEMENTS_BY_POLICY_TYPE,
    BOUNDARY_IS_MADE_BY_ATTACHMENT,
    SCP_LANGUAGE_IS_FULL,
    MISSING_RESOURCE_MEANS_ATTACHED,
    RCP_ONLY_DENIES,
    TRUST_POLICY_HOLDS_STS_ACTIONS,
    FEDERATED_ONLY_IN_TRUST_POLICIES,
    RESOURCE_POLICY_ACTIONS_FIT_SERVICE,
    WHO_CAN_HAVE_BOUNDARY_OR_SESSION,
    POLICY_SIZE_LIMITS,
    ATTACHMENT_COUNT_LIMITS,
    TAG_AND_NAME_LENGTHS,
    SIZE_NEVER_CHANGES_DECISION,
    INVALID_DOCUMENT_MEANS_ERROR,
    QUESTIONABLE_DOCUMENT_IS_EVALUATED,
    VALIDITY_DEPENDS_ON_POLICY_TYPE,
    ARN_HAS_SIX_COMPONENTS,
    ARN_RESOURCE_FORMS,
    EMPTY_ARN_COMPONENT_IS_LITERAL,
    ACCOUNT_ID_IS_TWELVE_DIGITS,
    NO_ACCESS_ACROSS_PARTITIONS,
    IAM_AND_STS_ARN_FORMS,
    ARNS_ARE_CASE_SENSITIVE,
    UNIQUE_ID_PREFIXES,
    ORGANIZATION_ID_FORMS,
];

/// R-JSON-1
pub const DOCUMENT_IS_ONE_JSON_OBJECT: Rule = Rule::new(&Entry {
    id: "document-is-one-json-object",
    number: "R-JSON-1",
    statement: || "A policy document is one JSON object; an array, a string or anything else at the top is invalid.",
    source: || "Grammar of the IAM JSON policy language",
});

/// R-JSON-2
pub const NO_COMMENTS_OR_TRAILING_COMMAS: Rule = Rule::new(&Entry {
    id: "no-comments-or-trailing-commas",
    number: "R-JSON-2",
    statement: || "A policy is strict JSON: comments, trailing commas, single quotes and unquoted names are errors, and white space between tokens has no meaning.",
    source: || "Grammar of the IAM JSON policy language",
});

/// R-JSON-3
pub const ALLOWED_DOCUMENT_CHARACTERS: Rule = Rule::new(&Entry {
    id: "allowed-document-characters",
    number: "R-JSON-3",
    statement: || "IAM saves only documents made of tabs, line ends and the characters from U+0020 to U+00FF.",
    source: || "IAM and AWS STS quotas",
});

/// R-JSON-4
pub const DUPLICATE_KEY_IS_INVALID: Rule = Rule::new(&Entry {
    id: "duplicate-key-is-invalid",
    number: "R-JSON-4",
    statement: || "The same key must not appear twice in one JSON object; a document with a duplicate key is not evaluated.",
    source: || "IAM policy validation check reference",
});

/// R-JSON-5
pub const OPERATORS_BY_CASE_ARE_SEPARATE: Rule = Rule::new(&Entry {
    id: "operators-by-case-are-separate",
    number: "R-JSON-5",
    statement: || "Operators whose names differ only in case count as two operators, and both must hold.",
    source: || "IAM policy validation check reference",
});

/// R-JSON-6
pub const NUMBERS_AND_BOOLEANS_BECOME_TEXT: Rule = Rule::new(&Entry {
    id: "numbers-and-booleans-become-text",
    number: "R-JSON-6",
    statement: || "In a condition, numbers and Booleans may stand without quotes and are compared as their JSON text; null and objects are not allowed.",
    source: || "Grammar of the IAM JSON policy language",
});

/// R-JSON-7
pub const SINGLE_VALUE_IS_ONE_ELEMENT_LIST: Rule = Rule::new(&Entry {
    id: "single-value-is-one-element-list",
    number: "R-JSON-7",
    statement: || "Where a list may stand, a single value means the list of that one value; lists inside lists are invalid.",
    source: || "Grammar of the IAM JSON policy language",
});

/// R-JSON-8
pub const ELEMENT_NAMES_ARE_EXACT: Rule = Rule::new(&Entry {
    id: "element-names-are-exact",
    number: "R-JSON-8",
    statement: || "Element names such as Statement and Effect must be written exactly so, and an unknown element makes the document invalid.",
    source: || "Grammar of the IAM JSON policy language",
});

/// R-ELM-1
pub const STATEMENT_IS_REQUIRED: Rule = Rule::new(&Entry {
    id: "statement-is-required",
    number: "R-ELM-1",
    statement: || "Every policy has a Statement, one object or a list of them; an empty list matches nothing.",
    source: || "IAM JSON policy elements: Statement",
});

/// R-ELM-2
pub const ACTION_OR_NOT_ACTION: Rule = Rule::new(&Entry {
    id: "action-or-not-action",
    number: "R-ELM-2",
    statement: || "Each statement has exactly one of Action and NotAction.",
    source: || "IAM JSON policy elements: Action",
});

/// R-ELM-3
pub const EXCLUSIVE_ELEMENT_PAIRS: Rule = Rule::new(&Entry {
    id: "exclusive-element-pairs",
    number: "R-ELM-3",
    statement: || "A statement cannot have both Resource and NotResource, nor both Principal and NotPrincipal.",
    source: || "IAM JSON policy element reference",
});

/// R-ELM-4
pub const EFFECT_IS_REQUIRED: Rule = Rule::new(&Entry {
    id: "effect-is-required",
    number: "R-ELM-4",
    statement: || "Each statement has an Effect that is exactly Allow or Deny, with this capitalization and without a default.",
    source: || "IAM JSON policy elements: Effect",
});

/// R-ELM-5
pub const EMPTY_CONDITION_IS_TRUE: Rule = Rule::new(&Entry {
    id: "empty-condition-is-true",
    number: "R-ELM-5",
    statement: || "Condition is optional, and an empty Condition sets no condition: it is true.",
    source: || "IAM JSON policy elements: Condition",
});

/// R-ELM-6
pub const EMPTY_STATEMENT_IS_INVALID: Rule = Rule::new(&Entry {
    id: "empty-statement-is-invalid",
    number: "R-ELM-6",
    statement: || "A statement without any element is invalid, because Effect and Action are missing.",
    source: || "IAM JSON policy element reference",
});

/// R-ELM-7
pub const EMPTY_LIST_MATCHES_NOTHING: Rule = Rule::new(&Entry {
    id: "empty-list-matches-nothing",
    number: "R-ELM-7",
    statement: || "An empty list of actions, resources or principals matches nothing, so its negation matches everything.",
    source: || "IAM JSON policy element reference",
});

/// R-ELM-8
pub const STATEMENT_ORDER_IS_IRRELEVANT: Rule = Rule::new(&Entry {
    id: "statement-order-is-irrelevant",
    number: "R-ELM-8",
    statement: || "The order of statements and elements has no meaning: every statement is evaluated.",
    source: || "IAM JSON policy element reference",
});

/// R-ELM-9
pub const INVALID_DOCUMENT_IS_NOT_GUESSED: Rule = Rule::new(&Entry {
    id: "invalid-document-is-not-guessed",
    number: "R-ELM-9",
    statement: || "An invalid policy is never guessed at: a request that needs it cannot be decided.",
    source: || "IAM JSON policy element reference",
});

/// R-VER-1
pub const TWO_VERSIONS_EXIST: Rule = Rule::new(&Entry {
    id: "two-versions-exist",
    number: "R-VER-1",
    statement: || "Version is 2012-10-17 or the older 2008-10-17; any other value is invalid.",
    source: || "IAM JSON policy elements: Version",
});

/// R-VER-2
pub const MISSING_VERSION_IS_2008: Rule = Rule::new(&Entry {
    id: "missing-version-is-2008",
    number: "R-VER-2",
    statement: || "A policy without Version is read as version 2008-10-17.",
    source: || "IAM JSON policy elements: Version",
});

/// R-VER-3
pub const NO_VARIABLES_UNDER_2008: Rule = Rule::new(&Entry {
    id: "no-variables-under-2008",
    number: "R-VER-3",
    statement: || "In a 2008-10-17 policy there are no policy variables: ${aws:username} is ordinary text.",
    source: || "IAM JSON policy elements: Version",
});

/// R-VER-4
pub const VERSION_CHANGES_ONLY_VARIABLES: Rule = Rule::new(&Entry {
    id: "version-changes-only-variables",
    number: "R-VER-4",
    statement: || "Besides policy variables nothing depends on the version: operators, wildcards and elements work alike.",
    source: || "IAM JSON policy elements: Version",
});

/// R-VER-5
pub const ORGANIZATION_POLICIES_NEED_2012: Rule = Rule::new(&Entry {
    id: "organization-policies-need-2012",
    number: "R-VER-5",
    statement: || "Service and resource control policies must state Version 2012-10-17; for all other policies Version is optional.",
    source: || "AWS Organizations User Guide — SCP syntax",
});

/// R-SID-1
pub const ID_NEVER_DECIDES: Rule = Rule::new(&Entry {
    id: "id-never-decides",
    number: "R-SID-1",
    statement: || "Id is optional, stands in resource-based policies only, and never affects the decision.",
    source: || "IAM JSON policy elements: Id",
});

/// R-SID-2
pub const SID_NEVER_DECIDES: Rule = Rule::new(&Entry {
    id: "sid-never-decides",
    number: "R-SID-2",
    statement: || "Sid is optional and never affects the decision; in IAM and Organizations policies it may hold only letters and digits.",
    source: || "IAM JSON policy elements: Sid",
});

/// R-SID-3
pub const SIDS_ARE_UNIQUE: Rule = Rule::new(&Entry {
    id: "sids-are-unique",
    number: "R-SID-3",
    statement: || "Within one IAM policy each Sid is unique, compared with regard to case.",
    source: || "IAM JSON policy elements: Sid",
});

/// R-TYP-1
pub const ELEMENTS_BY_POLICY_TYPE: Rule = Rule::new(&Entry {
    id: "elements-by-policy-type",
    number: "R-TYP-1",
    statement: || "The type of a policy decides which elements it must have, may have and must not have.",
    source: || "IAM JSON policy element reference",
});

/// R-TYP-2
pub const BOUNDARY_IS_MADE_BY_ATTACHMENT: Rule = Rule::new(&Entry {
    id: "boundary-is-made-by-attachment",
    number: "R-TYP-2",
    statement: || "Managed policies, inline policies and permissions boundaries share one grammar: a policy is a boundary only by being attached as one.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-TYP-3
pub const SCP_LANGUAGE_IS_FULL: Rule = Rule::new(&Entry {
    id: "scp-language-is-full",
    number: "R-TYP-3",
    statement: || "A service control policy may use the whole IAM language except Principal and NotPrincipal.",
    source: || "AWS Organizations User Guide — SCP syntax",
});

/// R-TYP-4
pub const MISSING_RESOURCE_MEANS_ATTACHED: Rule = Rule::new(&Entry {
    id: "missing-resource-means-attached",
    number: "R-TYP-4",
    statement: || "A statement of a resource-based policy that leaves out Resource applies to the resource it is attached to.",
    source: || "IAM JSON policy elements: Resource",
});

/// R-TYP-5
pub const RCP_ONLY_DENIES: Rule = Rule::new(&Entry {
    id: "rcp-only-denies",
    number: "R-TYP-5",
    statement: || "A resource control policy may only deny, for every principal, named actions of supported services, and without NotAction.",
    source: || "AWS Organizations User Guide — RCP syntax",
});

/// R-TYP-6
pub const TRUST_POLICY_HOLDS_STS_ACTIONS: Rule = Rule::new(&Entry {
    id: "trust-policy-holds-sts-actions",
    number: "R-TYP-6",
    statement: || "The trust policy of a role speaks of STS actions, such as sts:AssumeRole, on the role it belongs to.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-TYP-7
pub const FEDERATED_ONLY_IN_TRUST_POLICIES: Rule = Rule::new(&Entry {
    id: "federated-only-in-trust-policies",
    number: "R-TYP-7",
    statement: || "Federated principals work only in role trust policies, and CanonicalUser only in Amazon S3 policies.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-TYP-8
pub const RESOURCE_POLICY_ACTIONS_FIT_SERVICE: Rule = Rule::new(&Entry {
    id: "resource-policy-actions-fit-service",
    number: "R-TYP-8",
    statement: || "A resource-based policy matters only for the actions of its resource's service; statements about other services never apply.",
    source: || "IAM policy validation check reference",
});

/// R-TYP-9
pub const WHO_CAN_HAVE_BOUNDARY_OR_SESSION: Rule = Rule::new(&Entry {
    id: "who-can-have-boundary-or-session",
    number: "R-TYP-9",
    statement: || "Users and roles can have a permissions boundary, groups and the root user cannot; session policies exist only for sessions that STS makes with them.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-SIZE-1
pub const POLICY_SIZE_LIMITS: Rule = Rule::new(&Entry {
    id: "policy-size-limits",
    number: "R-SIZE-1",
    statement: || "Each type of policy has a largest size; IAM counts characters without white space, most other services count all.",
    source: || "IAM and AWS STS quotas",
});

/// R-SIZE-2
pub const ATTACHMENT_COUNT_LIMITS: Rule = Rule::new(&Entry {
    id: "attachment-count-limits",
    number: "R-SIZE-2",
    statement: || "The number of policies that can be attached to a user, role, account or session is limited, and so are groups per user and tags.",
    source: || "IAM and AWS STS quotas",
});

/// R-SIZE-3
pub const TAG_AND_NAME_LENGTHS: Rule = Rule::new(&Entry {
    id: "tag-and-name-lengths",
    number: "R-SIZE-3",
    statement: || "Tag keys, tag values and the names of roles, users, sessions and policies have limited lengths.",
    source: || "IAM and AWS STS quotas",
});

/// R-SIZE-4
pub const SIZE_NEVER_CHANGES_DECISION: Rule = Rule::new(&Entry {
    id: "size-never-changes-decision",
    number: "R-SIZE-4",
    statement: || "Exceeding a limit is reported but never changes the decision.",
    source: || "IAM and AWS STS quotas",
});

/// R-INV-1
pub const INVALID_DOCUMENT_MEANS_ERROR: Rule = Rule::new(&Entry {
    id: "invalid-document-means-error",
    number: "R-INV-1",
    statement: || "A policy that breaks the grammar cannot be evaluated, and every request that needs it ends in an error.",
    source: || "IAM policy validation check reference",
});

/// R-INV-2
pub const QUESTIONABLE_DOCUMENT_IS_EVALUATED: Rule = Rule::new(&Entry {
    id: "questionable-document-is-evaluated",
    number: "R-INV-2",
    statement: || "A policy that is only questionable is reported and still evaluated.",
    source: || "IAM policy validation check reference",
});

/// R-INV-3
pub const VALIDITY_DEPENDS_ON_POLICY_TYPE: Rule = Rule::new(&Entry {
    id: "validity-depends-on-policy-type",
    number: "R-INV-3",
    statement: || "A policy is validated as the type it is attached as; the same text can be valid as one type and invalid as another.",
    source: || "IAM policy validation check reference",
});

/// R-ARN-1
pub const ARN_HAS_SIX_COMPONENTS: Rule = Rule::new(&Entry {
    id: "arn-has-six-components",
    number: "R-ARN-1",
    statement: || "An ARN has six parts divided by its first five colons: arn, partition, service, region, account and resource; the last may hold further colons.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-ARN-2
pub const ARN_RESOURCE_FORMS: Rule = Rule::new(&Entry {
    id: "arn-resource-forms",
    number: "R-ARN-2",
    statement: || "The last part of an ARN is an id alone, or a type and an id divided by a slash or a colon, or a longer form that the service defines.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-ARN-3
pub const EMPTY_ARN_COMPONENT_IS_LITERAL: Rule = Rule::new(&Entry {
    id: "empty-arn-component-is-literal",
    number: "R-ARN-3",
    statement: || "Where a service's ARNs leave region or account empty, the empty part is compared as empty text: it is not a wildcard.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-ARN-4
pub const ACCOUNT_ID_IS_TWELVE_DIGITS: Rule = Rule::new(&Entry {
    id: "account-id-is-twelve-digits",
    number: "R-ARN-4",
    statement: || "An account id is exactly 12 digits without hyphens; in the ARNs of AWS managed policies the word aws stands in its place.",
    source: || "IAM identifiers",
});

/// R-ARN-5
pub const NO_ACCESS_ACROSS_PARTITIONS: Rule = Rule::new(&Entry {
    id: "no-access-across-partitions",
    number: "R-ARN-5",
    statement: || "No access crosses partitions: a principal of one partition is always implicitly denied on the resources of another.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-ARN-6
pub const IAM_AND_STS_ARN_FORMS: Rule = Rule::new(&Entry {
    id: "iam-and-sts-arn-forms",
    number: "R-ARN-6",
    statement: || "Users, roles, sessions, groups and policies have ARNs of fixed forms; the ARN of a role session never holds the role's path.",
    source: || "IAM identifiers",
});

/// R-ARN-7
pub const ARNS_ARE_CASE_SENSITIVE: Rule = Rule::new(&Entry {
    id: "arns-are-case-sensitive",
    number: "R-ARN-7",
    statement: || "Names of users and roles are unique without regard to case, but ARNs are always compared with regard to case.",
    source: || "IAM identifiers",
});

/// R-ARN-8
pub const UNIQUE_ID_PREFIXES: Rule = Rule::new(&Entry {
    id: "unique-id-prefixes",
    number: "R-ARN-8",
    statement: || "Unique ids begin with four letters that tell their kind, such as AIDA for a user and AROA for a role.",
    source: || "IAM identifiers",
});

/// R-ARN-9
pub const ORGANIZATION_ID_FORMS: Rule = Rule::new(&Entry {
    id: "organization-id-forms",
    number: "R-ARN-9",
    statement: || "Ids of organizations begin with o-, of roots with r- and of organizational units with ou-; an organization path ends with a slash.",
    source: || "AWS Organizations API Reference",
});
