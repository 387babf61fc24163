//! Rules of condition keys: which exist and where their values come from (section 5 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const KEYS: &[Rule] = &[
    CONDITION_KEY_FORM,
    PRINCIPAL_KEYS_BY_REQUESTER,
    PRINCIPAL_ARN_IS_ROLE_ARN,
    USERNAME_ONLY_FOR_USERS,
    DERIVED_KEYS,
    KEYS_NEVER_DERIVED,
    NO_INVENTED_KEYS,
    GLOBAL_KEY_TABLE,
    ORGANIZATION_PATH_FORM,
    RESOURCE_ACCOUNT_KEYS_UNSUPPORTED,
    WRONG_KEY_NAMES,
    CLIENT_CONTROLS_SOME_KEYS,
    IAM_AND_STS_KEYS,
    OIDC_KEYS,
    SAML_KEYS,
    SERVICE_KEYS_ARE_DATA,
];

/// R-KEY-1
pub const CONDITION_KEY_FORM: Rule = Rule::new(&Entry {
    id: "condition-key-form",
    number: "R-KEY-1",
    statement: || "A condition key has a prefix and a name, and some have an argument after a slash; case does not matter in any of these.",
    source: || "AWS global condition context keys",
});

/// R-KEY-2
pub const PRINCIPAL_KEYS_BY_REQUESTER: Rule = Rule::new(&Entry {
    id: "principal-keys-by-requester",
    number: "R-KEY-2",
    statement: || "Keys about the principal, such as aws:PrincipalArn and aws:userid, follow from the requester unless the request states them.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-KEY-3
pub const PRINCIPAL_ARN_IS_ROLE_ARN: Rule = Rule::new(&Entry {
    id: "principal-arn-is-role-arn",
    number: "R-KEY-3",
    statement: || "aws:PrincipalArn of a role session is the ARN of the role with its path, not the ARN of the session.",
    source: || "AWS global condition context keys",
});

/// R-KEY-4
pub const USERNAME_ONLY_FOR_USERS: Rule = Rule::new(&Entry {
    id: "username-only-for-users",
    number: "R-KEY-4",
    statement: || "aws:username exists only for IAM users, not for role sessions, federated users or the root user.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-KEY-5
pub const DERIVED_KEYS: Rule = Rule::new(&Entry {
    id: "derived-keys",
    number: "R-KEY-5",
    statement: || "Keys that follow from accounts, organization, tags, resource and calling services are filled in unless the request states them.",
    source: || "AWS global condition context keys",
});

/// R-KEY-6
pub const KEYS_NEVER_DERIVED: Rule = Rule::new(&Entry {
    id: "keys-never-derived",
    number: "R-KEY-6",
    statement: || "Keys that depend on the network or the call, such as aws:SourceIp, are never filled in: the request must state them.",
    source: || "AWS global condition context keys",
});

/// R-KEY-7
pub const NO_INVENTED_KEYS: Rule = Rule::new(&Entry {
    id: "no-invented-keys",
    number: "R-KEY-7",
    statement: || "A key that the request cannot have is never filled in, since a missing key and a false one are different.",
    source: || "AWS global condition context keys",
});

/// R-KEY-8
pub const GLOBAL_KEY_TABLE: Rule = Rule::new(&Entry {
    id: "global-key-table",
    number: "R-KEY-8",
    statement: || "Global keys have a fixed type, hold one value or a list, and exist only in certain requests.",
    source: || "AWS global condition context keys",
});

/// R-KEY-9
pub const ORGANIZATION_PATH_FORM: Rule = Rule::new(&Entry {
    id: "organization-path-form",
    number: "R-KEY-9",
    statement: || "An organization path names the organization, the root and each organizational unit, and ends with a slash.",
    source: || "AWS global condition context keys",
});

/// R-KEY-10
pub const RESOURCE_ACCOUNT_KEYS_UNSUPPORTED: Rule = Rule::new(&Entry {
    id: "resource-account-keys-unsupported",
    number: "R-KEY-10",
    statement: || "For some actions on resources of others, the keys for the resource's account and organization are not supported and are missing.",
    source: || "AWS global condition context keys",
});

/// R-KEY-11
pub const WRONG_KEY_NAMES: Rule = Rule::new(&Entry {
    id: "wrong-key-names",
    number: "R-KEY-11",
    statement: || "There is no key aws:ARN; use aws:PrincipalArn or aws:SourceArn.",
    source: || "AWS global condition context keys",
});

/// R-KEY-12
pub const CLIENT_CONTROLS_SOME_KEYS: Rule = Rule::new(&Entry {
    id: "client-controls-some-keys",
    number: "R-KEY-12",
    statement: || "Keys that the caller controls, such as aws:referer and aws:UserAgent, cannot be the only protection.",
    source: || "AWS global condition context keys",
});

/// R-KEY-13
pub const IAM_AND_STS_KEYS: Rule = Rule::new(&Entry {
    id: "iam-and-sts-keys",
    number: "R-KEY-13",
    statement: || "IAM and STS have condition keys of their own, each for certain actions only.",
    source: || "IAM and AWS STS condition context keys",
});

/// R-KEY-14
pub const OIDC_KEYS: Rule = Rule::new(&Entry {
    id: "oidc-keys",
    number: "R-KEY-14",
    statement: || "An OIDC identity brings keys named after its provider's host, such as aud and sub, when it assumes a role.",
    source: || "Available keys for AWS OIDC federation",
});

/// R-KEY-15
pub const SAML_KEYS: Rule = Rule::new(&Entry {
    id: "saml-keys",
    number: "R-KEY-15",
    statement: || "A SAML identity brings keys such as saml:aud and saml:sub when it assumes a role; only a few of them remain in the session.",
    source: || "Available keys for SAML-based AWS STS federation",
});

/// R-KEY-16
pub const SERVICE_KEYS_ARE_DATA: Rule = Rule::new(&Entry {
    id: "service-keys-are-data",
    number: "R-KEY-16",
    statement: || "A service defines its own keys, their types and the actions that carry them.",
    source: || "Service Authorization Reference — Condition keys table",
});
