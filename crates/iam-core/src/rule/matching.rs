//! Rules of matching: wildcards, actions, resources and principals (section 2 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const MATCHING: &[Rule] = &[
    TWO_WILDCARDS_NO_ESCAPE,
    MATCH_COVERS_WHOLE_TEXT,
    WILDCARDS_MATCH_SLASHES,
    WHERE_WILDCARDS_WORK,
    ACTION_FORM,
    ACTIONS_IGNORE_CASE,
    ACTION_WILDCARDS_IN_NAME,
    ACTION_MATCHES_ANY_ENTRY,
    NOT_ACTION_COVERS_EVERYTHING_ELSE,
    NO_VARIABLES_IN_ACTIONS,
    ACTION_NAME_DIFFERS_FROM_API,
    RESOURCE_ENTRY_FORMS,
    STAR_RESOURCE_NEEDS_STAR,
    RESOURCE_PATTERN_MATCHING,
    BUCKET_AND_OBJECT_ARE_DIFFERENT,
    WILDCARD_SPANNED_COLON,
    SHORT_RESOURCE_PATTERNS,
    RESOURCE_MATCHES_ANY_ENTRY,
    RESOURCE_VARIABLES_AFTER_FIFTH_COLON,
    ARN_COMPONENTS_HAVE_NO_DEFAULT,
    RESOURCE_MUST_FIT_ACTION,
    KMS_RESOURCE_IS_THE_KEY,
    S3_ACCESS_POINTS_NEED_BOTH,
    REQUEST_RESOURCE_IS_CONCRETE,
    RESOURCE_POLICY_COVERS_CONTENTS,
    REQUESTER_KINDS,
    GROUP_IS_NEVER_PRINCIPAL,
    PRINCIPAL_MATCHES_ANY_VALUE,
    STAR_PRINCIPAL_IS_EVERYONE,
    PRINCIPAL_VALUE_FORMS,
    ACCOUNT_ID_EQUALS_ROOT_ARN,
    STRONGEST_PRINCIPAL_FORM_COUNTS,
    SESSION_IS_NOT_ITS_USER,
    ROLE_PATH_IN_PRINCIPAL,
    PRINCIPAL_ARNS_ARE_EXACT,
    DELETED_PRINCIPAL_STAYS_BY_ID,
    SERVICE_PRINCIPALS_COMPARED_WHOLE,
    FEDERATED_PROVIDER_VALUES,
    IDENTITY_POLICIES_HAVE_NO_PRINCIPAL,
    DENY_PRINCIPAL_MATCHES_ALIKE,
    ENDPOINT_PRINCIPAL_MATCHES_ALIKE,
    NOT_PRINCIPAL_ONLY_WITH_DENY,
    NOT_PRINCIPAL_EXEMPTS_WHOLE_CHAIN,
    NOT_PRINCIPAL_STAR_EXEMPTS_ALL,
    BOUNDED_PRINCIPAL_IS_NEVER_EXEMPT,
    NOT_PRINCIPAL_IS_READ_STRICTLY,
    PRINCIPAL_ARN_REPLACES_NOT_PRINCIPAL,
];

/// R-PAT-1
pub const TWO_WILDCARDS_NO_ESCAPE: Rule = Rule::new(&Entry {
    id: "two-wildcards-no-escape",
    number: "R-PAT-1",
    statement: || "The asterisk stands for any run of characters, also none, and the question mark for exactly one; there is no escape character.",
    source: || "IAM JSON policy elements: Resource",
});

/// R-PAT-2
pub const MATCH_COVERS_WHOLE_TEXT: Rule = Rule::new(&Entry {
    id: "match-covers-whole-text",
    number: "R-PAT-2",
    statement: || "A pattern must match the whole text, from beginning to end; it is not a regular expression.",
    source: || "IAM JSON policy elements: Resource",
});

/// R-PAT-3
pub const WILDCARDS_MATCH_SLASHES: Rule = Rule::new(&Entry {
    id: "wildcards-match-slashes",
    number: "R-PAT-3",
    statement: || "Wildcards match slashes like any other character.",
    source: || "IAM JSON policy elements: Resource",
});

/// R-PAT-4
pub const WHERE_WILDCARDS_WORK: Rule = Rule::new(&Entry {
    id: "where-wildcards-work",
    number: "R-PAT-4",
    statement: || "Wildcards work in actions, resources and the values of Like and ARN operators; elsewhere they are ordinary text.",
    source: || "IAM JSON policy element reference",
});

/// R-MACT-1
pub const ACTION_FORM: Rule = Rule::new(&Entry {
    id: "action-form",
    number: "R-MACT-1",
    statement: || "An action is a service prefix, one colon and a name, such as s3:GetObject, or an asterisk alone for all actions.",
    source: || "IAM JSON policy elements: Action",
});

/// R-MACT-2
pub const ACTIONS_IGNORE_CASE: Rule = Rule::new(&Entry {
    id: "actions-ignore-case",
    number: "R-MACT-2",
    statement: || "Actions are compared without regard to case, both the service prefix and the name.",
    source: || "IAM JSON policy elements: Action",
});

/// R-MACT-3
pub const ACTION_WILDCARDS_IN_NAME: Rule = Rule::new(&Entry {
    id: "action-wildcards-in-name",
    number: "R-MACT-3",
    statement: || "Wildcards may stand anywhere in the name of an action, but not in its service prefix.",
    source: || "IAM JSON policy elements: Action",
});

/// R-MACT-4
pub const ACTION_MATCHES_ANY_ENTRY: Rule = Rule::new(&Entry {
    id: "action-matches-any-entry",
    number: "R-MACT-4",
    statement: || "Action matches if any of its entries matches the requested action; NotAction matches if none does.",
    source: || "IAM JSON policy elements: Action",
});

/// R-MACT-5
pub const NOT_ACTION_COVERS_EVERYTHING_ELSE: Rule = Rule::new(&Entry {
    id: "not-action-covers-everything-else",
    number: "R-MACT-5",
    statement: || "NotAction covers every action of every service that it does not list, and leaves those that it lists undecided.",
    source: || "IAM JSON policy elements: NotAction",
});

/// R-MACT-6
pub const NO_VARIABLES_IN_ACTIONS: Rule = Rule::new(&Entry {
    id: "no-variables-in-actions",
    number: "R-MACT-6",
    statement: || "Policy variables are not replaced in actions: an action with a variable never matches.",
    source: || "IAM JSON policy elements: Action",
});

/// R-MACT-7
pub const ACTION_NAME_DIFFERS_FROM_API: Rule = Rule::new(&Entry {
    id: "action-name-differs-from-api",
    number: "R-MACT-7",
    statement: || "Some API calls are authorized under another name: ListObjectsV2 needs s3:ListBucket, and HeadObject needs s3:GetObject.",
    source: || "Amazon S3 User Guide — Policy actions",
});

/// R-MRES-1
pub const RESOURCE_ENTRY_FORMS: Rule = Rule::new(&Entry {
    id: "resource-entry-forms",
    number: "R-MRES-1",
    statement: || "A resource entry is an ARN, which may have wildcards, or an asterisk alone, which matches every resource.",
    source: || "IAM JSON policy elements: Resource",
});

/// R-MRES-2
pub const STAR_RESOURCE_NEEDS_STAR: Rule = Rule::new(&Entry {
    id: "star-resource-needs-star",
    number: "R-MRES-2",
    statement: || "An action without resource-level permissions is requested on the resource *, which only an asterisk alone matches, never an ARN.",
    source: || "Service Authorization Reference — Actions table",
});

/// R-MRES-3
pub const RESOURCE_PATTERN_MATCHING: Rule = Rule::new(&Entry {
    id: "resource-pattern-matching",
    number: "R-MRES-3",
    statement: || "A resource pattern is compared with the whole ARN with regard to case; an asterisk at the end of a part may run on over colons.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-MRES-4
pub const BUCKET_AND_OBJECT_ARE_DIFFERENT: Rule = Rule::new(&Entry {
    id: "bucket-and-object-are-different",
    number: "R-MRES-4",
    statement: || "A bucket and its objects are different resources: the bucket's ARN does not match objects, and the ARN with /* does not match the bucket.",
    source: || "Amazon S3 User Guide — Policy resources",
});

/// R-MRES-5
pub const WILDCARD_SPANNED_COLON: Rule = Rule::new(&Entry {
    id: "wildcard-spanned-colon",
    number: "R-MRES-5",
    statement: || "A wildcard that matches over a colon between the parts of an ARN still matches, but AWS advises to use wildcards within parts only.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-MRES-6
pub const SHORT_RESOURCE_PATTERNS: Rule = Rule::new(&Entry {
    id: "short-resource-patterns",
    number: "R-MRES-6",
    statement: || "In identity-based policies and boundaries an ARN with fewer than six parts is filled up with asterisks; other policies do not fill it up.",
    source: || "IAM JSON policy elements: Resource",
});

/// R-MRES-7
pub const RESOURCE_MATCHES_ANY_ENTRY: Rule = Rule::new(&Entry {
    id: "resource-matches-any-entry",
    number: "R-MRES-7",
    statement: || "Resource matches if any of its entries matches the requested resource; NotResource matches if none does.",
    source: || "IAM JSON policy elements: NotResource",
});

/// R-MRES-8
pub const RESOURCE_VARIABLES_AFTER_FIFTH_COLON: Rule = Rule::new(&Entry {
    id: "resource-variables-after-fifth-colon",
    number: "R-MRES-8",
    statement: || "In a resource, variables are replaced only in the last part of the ARN; an entry whose variable has no value matches no resource.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-MRES-9
pub const ARN_COMPONENTS_HAVE_NO_DEFAULT: Rule = Rule::new(&Entry {
    id: "arn-components-have-no-default",
    number: "R-MRES-9",
    statement: || "Partition, service, region and account of a resource are compared like the rest: nothing is filled in for them.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-MRES-10
pub const RESOURCE_MUST_FIT_ACTION: Rule = Rule::new(&Entry {
    id: "resource-must-fit-action",
    number: "R-MRES-10",
    statement: || "A statement whose resource is of another type than its action works on is legal and simply never matches.",
    source: || "Service Authorization Reference — Actions table",
});

/// R-MRES-11
pub const KMS_RESOURCE_IS_THE_KEY: Rule = Rule::new(&Entry {
    id: "kms-resource-is-the-key",
    number: "R-MRES-11",
    statement: || "In a key policy the resource * means this key alone; an IAM policy must name the key's ARN, since an alias ARN does not stand for its key.",
    source: || "AWS KMS Developer Guide — Specifying KMS keys in IAM policy statements",
});

/// R-MRES-12
pub const S3_ACCESS_POINTS_NEED_BOTH: Rule = Rule::new(&Entry {
    id: "s3-access-points-need-both",
    number: "R-MRES-12",
    statement: || "A request through an S3 access point must be allowed by the access point policy and by the bucket policy.",
    source: || "Amazon S3 User Guide — Policy resources",
});

/// R-MRES-13
pub const REQUEST_RESOURCE_IS_CONCRETE: Rule = Rule::new(&Entry {
    id: "request-resource-is-concrete",
    number: "R-MRES-13",
    statement: || "The resource of a request is always concrete: wildcard characters in it are ordinary characters, except for the resource * alone.",
    source: || "Amazon S3 User Guide — Policy resources",
});

/// R-MRES-14
pub const RESOURCE_POLICY_COVERS_CONTENTS: Rule = Rule::new(&Entry {
    id: "resource-policy-covers-contents",
    number: "R-MRES-14",
    statement: || "A resource-based policy is consulted for requests on its resource and on what it contains, such as the objects of a bucket.",
    source: || "IAM JSON policy elements: Resource",
});

/// R-PKIND-1
pub const REQUESTER_KINDS: Rule = Rule::new(&Entry {
    id: "requester-kinds",
    number: "R-PKIND-1",
    statement: || "A request is made by a user, role session, federated user, root user, service, web or SAML identity, or an anonymous caller.",
    source: || "IAM identifiers",
});

/// R-PKIND-2
pub const GROUP_IS_NEVER_PRINCIPAL: Rule = Rule::new(&Entry {
    id: "group-is-never-principal",
    number: "R-PKIND-2",
    statement: || "A group is never a principal; a user of IAM Identity Center acts as a role session.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-1
pub const PRINCIPAL_MATCHES_ANY_VALUE: Rule = Rule::new(&Entry {
    id: "principal-matches-any-value",
    number: "R-MPRN-1",
    statement: || "A Principal element matches if any value under any of its keys matches who makes the request.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-2
pub const STAR_PRINCIPAL_IS_EVERYONE: Rule = Rule::new(&Entry {
    id: "star-principal-is-everyone",
    number: "R-MPRN-2",
    statement: || "An asterisk as principal, alone or under AWS, matches everyone, also anonymous callers; wildcards inside a name or an ARN never match.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-3
pub const PRINCIPAL_VALUE_FORMS: Rule = Rule::new(&Entry {
    id: "principal-value-forms",
    number: "R-MPRN-3",
    statement: || "A principal value can name everyone, an account, a user, a role, one session, a service or an identity provider, and matches just that.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-4
pub const ACCOUNT_ID_EQUALS_ROOT_ARN: Rule = Rule::new(&Entry {
    id: "account-id-equals-root-arn",
    number: "R-MPRN-4",
    statement: || "An account id and the account's root ARN mean the same principal: the whole account, not only its root user.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-5
pub const STRONGEST_PRINCIPAL_FORM_COUNTS: Rule = Rule::new(&Entry {
    id: "strongest-principal-form-counts",
    number: "R-MPRN-5",
    statement: || "If several principal values match, the strongest of them counts.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-6
pub const SESSION_IS_NOT_ITS_USER: Rule = Rule::new(&Entry {
    id: "session-is-not-its-user",
    number: "R-MPRN-6",
    statement: || "A role session is no longer the user who assumed the role, and one session is not another of the same role.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-7
pub const ROLE_PATH_IN_PRINCIPAL: Rule = Rule::new(&Entry {
    id: "role-path-in-principal",
    number: "R-MPRN-7",
    statement: || "A role named as principal must be written with its path; the ARN of a session never holds the path.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-8
pub const PRINCIPAL_ARNS_ARE_EXACT: Rule = Rule::new(&Entry {
    id: "principal-arns-are-exact",
    number: "R-MPRN-8",
    statement: || "Principal names and ARNs are compared exactly, with regard to case; names of services without regard to case.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-9
pub const DELETED_PRINCIPAL_STAYS_BY_ID: Rule = Rule::new(&Entry {
    id: "deleted-principal-stays-by-id",
    number: "R-MPRN-9",
    statement: || "When a user or role named in a resource-based policy is deleted, a new one with the same name does not match: the policy holds the old one's unique id.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-10
pub const SERVICE_PRINCIPALS_COMPARED_WHOLE: Rule = Rule::new(&Entry {
    id: "service-principals-compared-whole",
    number: "R-MPRN-10",
    statement: || "Service principals are compared as a whole, and a regional name is another principal; a role that a service uses is not a service principal.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-11
pub const FEDERATED_PROVIDER_VALUES: Rule = Rule::new(&Entry {
    id: "federated-provider-values",
    number: "R-MPRN-11",
    statement: || "A Federated principal matches callers from that identity provider; once they have a role session it no longer matches them.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-12
pub const IDENTITY_POLICIES_HAVE_NO_PRINCIPAL: Rule = Rule::new(&Entry {
    id: "identity-policies-have-no-principal",
    number: "R-MPRN-12",
    statement: || "Identity-based policies, boundaries, session policies and SCPs have no principal: they cover what they are attached to.",
    source: || "Policy evaluation logic",
});

/// R-MPRN-13
pub const DENY_PRINCIPAL_MATCHES_ALIKE: Rule = Rule::new(&Entry {
    id: "deny-principal-matches-alike",
    number: "R-MPRN-13",
    statement: || "In a Deny principals match as in an Allow: an account denies everyone in it, a role denies each of its sessions, an asterisk denies everyone.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-MPRN-14
pub const ENDPOINT_PRINCIPAL_MATCHES_ALIKE: Rule = Rule::new(&Entry {
    id: "endpoint-principal-matches-alike",
    number: "R-MPRN-14",
    statement: || "The principal of a VPC endpoint policy is matched as in any resource-based policy.",
    source: || "AWS PrivateLink Guide — Control access to VPC endpoints using endpoint policies",
});

/// R-NPR-1
pub const NOT_PRINCIPAL_ONLY_WITH_DENY: Rule = Rule::new(&Entry {
    id: "not-principal-only-with-deny",
    number: "R-NPR-1",
    statement: || "NotPrincipal is allowed only with Deny, and only in resource-based and VPC endpoint policies.",
    source: || "AWS JSON policy elements: NotPrincipal",
});

/// R-NPR-2
pub const NOT_PRINCIPAL_EXEMPTS_WHOLE_CHAIN: Rule = Rule::new(&Entry {
    id: "not-principal-exempts-whole-chain",
    number: "R-NPR-2",
    statement: || "NotPrincipal exempts a requester only if it lists the whole chain: the session, its role or user, and the account.",
    source: || "AWS JSON policy elements: NotPrincipal",
});

/// R-NPR-3
pub const NOT_PRINCIPAL_STAR_EXEMPTS_ALL: Rule = Rule::new(&Entry {
    id: "not-principal-star-exempts-all",
    number: "R-NPR-3",
    statement: || "An asterisk in NotPrincipal exempts everyone, so the statement never applies.",
    source: || "AWS JSON policy elements: NotPrincipal",
});

/// R-NPR-4
pub const BOUNDED_PRINCIPAL_IS_NEVER_EXEMPT: Rule = Rule::new(&Entry {
    id: "bounded-principal-is-never-exempt",
    number: "R-NPR-4",
    statement: || "A Deny with NotPrincipal always covers users and roles that have a permissions boundary, whomever it lists.",
    source: || "AWS JSON policy elements: NotPrincipal",
});

/// R-NPR-5
pub const NOT_PRINCIPAL_IS_READ_STRICTLY: Rule = Rule::new(&Entry {
    id: "not-principal-is-read-strictly",
    number: "R-NPR-5",
    statement: || "AWS says that leaving out the account or the role may deny; this is read strictly here: the whole chain must be listed.",
    source: || "AWS JSON policy elements: NotPrincipal",
});

/// R-NPR-6
pub const PRINCIPAL_ARN_REPLACES_NOT_PRINCIPAL: Rule = Rule::new(&Entry {
    id: "principal-arn-replaces-not-principal",
    number: "R-NPR-6",
    statement: || "Instead of NotPrincipal, AWS advises a Deny for everyone with a condition on aws:PrincipalArn, where the role's ARN alone is enough.",
    source: || "AWS JSON policy elements: NotPrincipal",
});
