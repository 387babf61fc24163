//! Rules of the decision: how policies of every type combine (section 4 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const DECISION: &[Rule] = &[
    FOUR_DECISIONS,
    POLICY_SETS_TAKING_PART,
    VERDICT_OF_A_SET,
    EXPLICIT_DENY_WINS,
    DEFAULT_IS_DENY,
    ORDER_OF_ENFORCEMENT,
    LIST_EVERY_MISSING_ALLOW,
    GROUP_POLICIES_BELONG_TO_USER,
    LIMITS_NEVER_GRANT,
    ONE_ALLOW_IN_SET_IS_ENOUGH,
    ALLOW_NEEDS_GATES_AND_CORE,
    MISSING_SESSION_POLICY,
    ACCOUNTS_OF_THE_REQUEST,
    STAR_RESOURCE_IS_OWN_ACCOUNT,
    OBJECT_OWNER_MAY_DIFFER,
    REQUESTER_WITHOUT_ACCOUNT,
    CROSS_PARTITION_IS_DENIED,
    GRANT_FORM_OF_PRINCIPAL,
    SAME_ACCOUNT_GRANT_CLASSES,
    BEST_GRANT_FORM_COUNTS,
    DENY_BINDS_DIRECT_GRANTS,
    CONDITIONED_STAR_IS_DIRECT,
    UNNAMED_SESSION_HAS_ROLE_FORM,
    GET_SESSION_TOKEN_IS_THE_USER,
    OWN_ACCOUNT_IS_DELEGATION,
    IDENTITY_ALLOW_IS_ENOUGH,
    BOTH_ACCOUNTS_MUST_ALLOW,
    NO_BYPASS_ACROSS_ACCOUNTS,
    WHOSE_ORGANIZATION_POLICIES_COUNT,
    DENY_ON_EITHER_SIDE,
    ACCOUNT_GRANT_LETS_DELEGATE,
    NO_RESOURCE_POLICY_NO_CROSS_ACCESS,
    CROSS_ACCOUNT_ROOT_USER,
    DELEGATION_IS_NOT_TRANSITIVE,
    ORGANIZATION_MEMBERSHIP_GRANTS_NOTHING,
    SOME_ACTIONS_STAY_AT_HOME,
    BOUNDARY_INTERSECTS_IDENTITY,
    WHERE_BOUNDARY_TAKES_PART,
    BOUNDARY_SPARES_DIRECT_GRANTS,
    ALL_LIMITS_MUST_ALLOW,
    BOUNDARY_IN_DELEGATION,
    SERVICE_LINKED_ROLES_HAVE_NO_BOUNDARY,
    SESSION_INTERSECTS_IDENTITY,
    SESSION_POLICIES_UNITE,
    SESSION_BOUNDS_ROLE_GRANTS,
    SESSION_POLICY_CANNOT_GRANT,
    FEDERATED_USER_HAS_ISSUER_POLICIES,
    FEDERATED_USER_NEEDS_SESSION_POLICY,
    FEDERATED_USER_CANNOT_CALL_STS,
    FEDERATED_USER_OF_ROOT,
    ROOT_USER_NEEDS_NO_POLICY,
    WHAT_BINDS_ROOT_USER,
    ROOT_USER_RECOVERS_BUCKET_POLICY,
    ROOT_USER_NEEDS_KEY_POLICY,
    ROOT_USER_CANNOT_ASSUME_ROLES,
    ASSUME_ROOT_HAS_TASK_POLICY,
    WHERE_SCPS_TAKE_PART,
    SCP_LEVELS,
    EVERY_SCP_LEVEL_MUST_ALLOW,
    SCP_DENY_AT_ANY_LEVEL,
    SCP_LEVEL_EXAMPLES,
    EXEMPT_FROM_SCPS,
    SCPS_BIND_CROSS_ACCOUNT,
    ACTIONS_BEYOND_SCPS,
    ASSUME_ROLE_UNDER_SCPS,
    WHERE_RCPS_TAKE_PART,
    RCP_SERVICES,
    RCPS_ALWAYS_ALLOW,
    RCP_DENY_AT_ANY_LEVEL,
    EXEMPT_FROM_RCPS,
    RCP_RESOURCE_MATCHING,
    WELL_MADE_RCP_SPARES_SERVICES,
    TRUST_POLICY_IS_MANDATORY,
    TRUST_IN_SAME_ACCOUNT,
    BOUNDARY_SPARED_BY_TRUST,
    TRUST_ACROSS_ACCOUNTS,
    NO_IMPLICIT_SELF_TRUST,
    FEDERATION_IS_BY_TRUST_ALONE,
    SESSION_TAGS_NEED_TAG_SESSION,
    TRUST_POLICY_CONDITIONS,
    TRUST_ENDS_AT_SESSION,
    ROLE_CHAINING,
    CALLER_IDENTITY_IS_ALWAYS_ALLOWED,
    WORKLOAD_ACTS_AS_ROLE_SESSION,
    SERVICE_LINKED_TRUST_IS_FIXED,
    KEY_POLICY_IS_MANDATORY,
    KEY_POLICY_GRANTS_BY_ITSELF,
    KEY_POLICY_ENABLES_IAM,
    KEY_POLICY_ADMITS_ROOT_USER,
    KMS_ACROSS_ACCOUNTS,
    KMS_CONDITION_KEYS_ARE_PLAIN,
    KEY_POLICY_LOCKOUT_CHECK,
    GRANT_ALLOWS_ONE_KEY,
    GRANT_OPERATIONS,
    GRANT_COUNTS_AS_ALLOW,
    GRANTS_NOT_MODELED,
    S3_AUTHORIZES_IN_CONTEXTS,
    OBJECT_OWNERSHIP_DISABLES_ACLS,
    ACL_GRANTS_TO_ACCOUNTS,
    ACL_COUNTS_AS_RESOURCE_ALLOW,
    FOREIGN_OBJECT_NEEDS_ACL,
    BUCKET_OWNER_NEEDS_NO_POLICY,
    BLOCK_PUBLIC_ACCESS,
    BLOCK_PUBLIC_ACCESS_NOT_MODELED,
    MISSING_OBJECT_SHOWS_AS_403,
    ENCRYPTED_OBJECT_NEEDS_KMS,
    WHERE_ENDPOINT_POLICY_TAKES_PART,
    ENDPOINT_POLICY_MUST_ALLOW,
    ENDPOINT_POLICY_BINDS_EVERYONE,
    ENDPOINT_NOT_ON_FORWARDED_CALLS,
    ENDPOINT_POLICY_NAMES_PRINCIPALS,
    FOUR_WAYS_SERVICES_ACT,
    SERVICE_PRINCIPAL_NEEDS_NAMING,
    CONFUSED_DEPUTY_GUARD,
    DENY_SHOULD_SPARE_SERVICES,
    SERVICE_LINKED_ROLES_ARE_EXEMPT,
    FORWARD_ACCESS_LEGS_ARE_REQUESTS,
    CALLED_VIA_GROWS_BY_LEG,
    VIA_AWS_SERVICE_ON_LEGS,
    NETWORK_KEYS_ON_LEGS,
    SOURCE_IP_DENY_BREAKS_SERVICES,
    ALLOW_ONLY_VIA_SERVICE,
    EVERY_AUTHORIZATION_MUST_ALLOW,
    KEYS_BELONG_TO_EACH_PAIR,
    PERMISSION_ONLY_ACTIONS,
    LISTS_ARE_ALL_OR_NOTHING,
    PASS_ROLE_WITHIN_ACCOUNT,
    PASS_ROLE_IGNORES_TAGS,
    PASS_ROLE_CHECKED_AT_SETTING,
    PASS_ROLE_BY_IDENTITY_ONLY,
    KEYS_BY_CREDENTIALS,
    MFA_KEY_MAY_BE_MISSING,
    REVOKING_SESSIONS,
    STS_KEYS_IN_STS_ONLY,
    SESSION_TAGS_OVERRIDE_ROLE_TAGS,
    ROLE_SESSION_GETS_NO_TOKEN,
    SESSION_NEVER_EXCEEDS_ISSUER,
    DENIAL_MESSAGE_FORM,
    DENIAL_MESSAGE_NAMES_ONE,
    DENIAL_MESSAGE_ORDER,
    SAME_ACCOUNT_TABLE,
    MANDATORY_POLICY_TABLE,
    CROSS_ACCOUNT_TABLE,
    GATES_TABLE,
    WHOSE_DENIES_COUNT,
    TABLES_FOLLOW_FORMULA,
];

/// R-DEC-1
pub const FOUR_DECISIONS: Rule = Rule::new(&Entry {
    id: "four-decisions",
    number: "R-DEC-1",
    statement: || "A request is allowed, explicitly denied, implicitly denied, or cannot be decided because a policy that it needs is invalid.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-DEC-2
pub const POLICY_SETS_TAKING_PART: Rule = Rule::new(&Entry {
    id: "policy-sets-taking-part",
    number: "R-DEC-2",
    statement: || "Up to seven sets of policies take part: RCPs, SCPs, endpoint, resource-based, identity-based, boundary and session policies.",
    source: || "Policy evaluation logic",
});

/// R-DEC-3
pub const VERDICT_OF_A_SET: Rule = Rule::new(&Entry {
    id: "verdict-of-a-set",
    number: "R-DEC-3",
    statement: || "A set of policies denies if any Deny in it applies, else allows if any Allow applies, else says nothing; a set that does not exist is no limit.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-DEC-4
pub const EXPLICIT_DENY_WINS: Rule = Rule::new(&Entry {
    id: "explicit-deny-wins",
    number: "R-DEC-4",
    statement: || "If any Deny statement that takes part applies, the request is explicitly denied, whatever else allows it.",
    source: || "Policy evaluation logic",
});

/// R-DEC-5
pub const DEFAULT_IS_DENY: Rule = Rule::new(&Entry {
    id: "default-is-deny",
    number: "R-DEC-5",
    statement: || "If no statement allows a request, it is implicitly denied; only the account's root user needs no Allow.",
    source: || "Policy evaluation logic",
});

/// R-DEC-6
pub const ORDER_OF_ENFORCEMENT: Rule = Rule::new(&Entry {
    id: "order-of-enforcement",
    number: "R-DEC-6",
    statement: || "A request is explained in order: explicit denies, RCPs, SCPs, resource-based and identity-based policies, boundary, session policies.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-DEC-7
pub const LIST_EVERY_MISSING_ALLOW: Rule = Rule::new(&Entry {
    id: "list-every-missing-allow",
    number: "R-DEC-7",
    statement: || "Where several sets of policies fail to allow, AWS names only one; here all are listed.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-DEC-8
pub const GROUP_POLICIES_BELONG_TO_USER: Rule = Rule::new(&Entry {
    id: "group-policies-belong-to-user",
    number: "R-DEC-8",
    statement: || "The policies of a user's groups count as the user's own; assuming a role replaces the user's permissions by the role's.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-DEC-9
pub const LIMITS_NEVER_GRANT: Rule = Rule::new(&Entry {
    id: "limits-never-grant",
    number: "R-DEC-9",
    statement: || "Boundaries, session policies, SCPs and RCPs never grant anything: they only limit what others grant.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-DEC-10
pub const ONE_ALLOW_IN_SET_IS_ENOUGH: Rule = Rule::new(&Entry {
    id: "one-allow-in-set-is-enough",
    number: "R-DEC-10",
    statement: || "Within one set of policies one Allow in any of them is enough; it is different sets that must all allow.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-FML-1
pub const ALLOW_NEEDS_GATES_AND_CORE: Rule = Rule::new(&Entry {
    id: "allow-needs-gates-and-core",
    number: "R-FML-1",
    statement: || "Without an explicit deny, a request is allowed if RCPs, SCPs and the endpoint policy let it pass and the account's own policies allow it.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-FML-2
pub const MISSING_SESSION_POLICY: Rule = Rule::new(&Entry {
    id: "missing-session-policy",
    number: "R-FML-2",
    statement: || "A missing session policy limits no role session, but leaves a federated user without permissions of its own.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-ACCT-1
pub const ACCOUNTS_OF_THE_REQUEST: Rule = Rule::new(&Entry {
    id: "accounts-of-the-request",
    number: "R-ACCT-1",
    statement: || "The resource belongs to the account that is stated for it, else to the one in its ARN, else to the requester's account.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-ACCT-2
pub const STAR_RESOURCE_IS_OWN_ACCOUNT: Rule = Rule::new(&Entry {
    id: "star-resource-is-own-account",
    number: "R-ACCT-2",
    statement: || "A request without a particular resource belongs to the requester's own account, and no resource-based policy takes part.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-ACCT-3
pub const OBJECT_OWNER_MAY_DIFFER: Rule = Rule::new(&Entry {
    id: "object-owner-may-differ",
    number: "R-ACCT-3",
    statement: || "In an S3 bucket with ACLs, an object may belong to another account than its bucket does.",
    source: || "Amazon S3 User Guide — Controlling ownership of objects and disabling ACLs for your bucket",
});

/// R-ACCT-4
pub const REQUESTER_WITHOUT_ACCOUNT: Rule = Rule::new(&Entry {
    id: "requester-without-account",
    number: "R-ACCT-4",
    statement: || "Services and anonymous callers have no account, so only resource-based, resource control and endpoint policies count for them.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-ACCT-5
pub const CROSS_PARTITION_IS_DENIED: Rule = Rule::new(&Entry {
    id: "cross-partition-is-denied",
    number: "R-ACCT-5",
    statement: || "A request from one partition on a resource of another is denied.",
    source: || "Amazon Resource Names (ARNs)",
});

/// R-SAME-1
pub const GRANT_FORM_OF_PRINCIPAL: Rule = Rule::new(&Entry {
    id: "grant-form-of-principal",
    number: "R-SAME-1",
    statement: || "How a resource-based policy grants depends on the form in which it names the requester: user, role, session, account or everyone.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-SAME-2
pub const SAME_ACCOUNT_GRANT_CLASSES: Rule = Rule::new(&Entry {
    id: "same-account-grant-classes",
    number: "R-SAME-2",
    statement: || "Within an account, naming a user or session grants by itself, naming a role grants within its limits, and naming the account only delegates.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-SAME-3
pub const BEST_GRANT_FORM_COUNTS: Rule = Rule::new(&Entry {
    id: "best-grant-form-counts",
    number: "R-SAME-3",
    statement: || "If a resource-based policy names the requester in several forms, the one that grants most counts.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-SAME-4
pub const DENY_BINDS_DIRECT_GRANTS: Rule = Rule::new(&Entry {
    id: "deny-binds-direct-grants",
    number: "R-SAME-4",
    statement: || "An explicit deny in any policy denies, even where the resource-based policy names the user or session itself.",
    source: || "Permissions boundaries for IAM entities",
});

/// R-SAME-5
pub const CONDITIONED_STAR_IS_DIRECT: Rule = Rule::new(&Entry {
    id: "conditioned-star-is-direct",
    number: "R-SAME-5",
    statement: || "An Allow for everyone grants by itself even if a condition narrows it down to one role, past boundary and session policies.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-SAME-6
pub const UNNAMED_SESSION_HAS_ROLE_FORM: Rule = Rule::new(&Entry {
    id: "unnamed-session-has-role-form",
    number: "R-SAME-6",
    statement: || "A role's ARN given as requester means a session without a name: it can match the role but no named session.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-SAME-7
pub const GET_SESSION_TOKEN_IS_THE_USER: Rule = Rule::new(&Entry {
    id: "get-session-token-is-the-user",
    number: "R-SAME-7",
    statement: || "Credentials from GetSessionToken are the user's own, so naming the user grants to them by itself.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-SAME-8
pub const OWN_ACCOUNT_IS_DELEGATION: Rule = Rule::new(&Entry {
    id: "own-account-is-delegation",
    number: "R-SAME-8",
    statement: || "A resource-based policy that names its own account grants nothing by itself: identity-based policies must allow as well.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-SAME-9
pub const IDENTITY_ALLOW_IS_ENOUGH: Rule = Rule::new(&Entry {
    id: "identity-allow-is-enough",
    number: "R-SAME-9",
    statement: || "Within an account, an identity-based Allow within its limits is enough, except for KMS keys and role trust.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-XACC-1
pub const BOTH_ACCOUNTS_MUST_ALLOW: Rule = Rule::new(&Entry {
    id: "both-accounts-must-allow",
    number: "R-XACC-1",
    statement: || "Across accounts both must allow: the resource's account by the resource-based policy, the requester's by its identity-based policies.",
    source: || "Cross-account policy evaluation logic",
});

/// R-XACC-2
pub const NO_BYPASS_ACROSS_ACCOUNTS: Rule = Rule::new(&Entry {
    id: "no-bypass-across-accounts",
    number: "R-XACC-2",
    statement: || "Across accounts no form of principal frees the requester from its own identity-based policies, boundary and session policies.",
    source: || "Cross-account policy evaluation logic",
});

/// R-XACC-3
pub const WHOSE_ORGANIZATION_POLICIES_COUNT: Rule = Rule::new(&Entry {
    id: "whose-organization-policies-count",
    number: "R-XACC-3",
    statement: || "Across accounts the SCPs of the requester's account count and the RCPs of the resource's account.",
    source: || "Cross-account policy evaluation logic",
});

/// R-XACC-4
pub const DENY_ON_EITHER_SIDE: Rule = Rule::new(&Entry {
    id: "deny-on-either-side",
    number: "R-XACC-4",
    statement: || "Across accounts an explicit deny on either side denies.",
    source: || "Cross-account policy evaluation logic",
});

/// R-XACC-5
pub const ACCOUNT_GRANT_LETS_DELEGATE: Rule = Rule::new(&Entry {
    id: "account-grant-lets-delegate",
    number: "R-XACC-5",
    statement: || "Granting to a whole account lets its administrators pass the access on to anyone in it; granting to one principal limits it to that one.",
    source: || "Cross-account policy evaluation logic",
});

/// R-XACC-6
pub const NO_RESOURCE_POLICY_NO_CROSS_ACCESS: Rule = Rule::new(&Entry {
    id: "no-resource-policy-no-cross-access",
    number: "R-XACC-6",
    statement: || "A resource without a resource-based policy can be reached from another account only by assuming a role in its own.",
    source: || "Cross account resource access in IAM",
});

/// R-XACC-7
pub const CROSS_ACCOUNT_ROOT_USER: Rule = Rule::new(&Entry {
    id: "cross-account-root-user",
    number: "R-XACC-7",
    statement: || "The root user of a trusted account needs no identity-based policy, only the resource-based one; its account's SCPs bind it.",
    source: || "Cross-account policy evaluation logic",
});

/// R-XACC-8
pub const DELEGATION_IS_NOT_TRANSITIVE: Rule = Rule::new(&Entry {
    id: "delegation-is-not-transitive",
    number: "R-XACC-8",
    statement: || "An account that was granted access cannot grant it on to a third account.",
    source: || "Cross account resource access in IAM",
});

/// R-XACC-9
pub const ORGANIZATION_MEMBERSHIP_GRANTS_NOTHING: Rule = Rule::new(&Entry {
    id: "organization-membership-grants-nothing",
    number: "R-XACC-9",
    statement: || "Being in the same organization grants nothing by itself; only conditions such as on aws:PrincipalOrgID use it.",
    source: || "Cross account resource access in IAM",
});

/// R-XACC-10
pub const SOME_ACTIONS_STAY_AT_HOME: Rule = Rule::new(&Entry {
    id: "some-actions-stay-at-home",
    number: "R-XACC-10",
    statement: || "Some services refuse some actions across accounts, whatever the policies allow: Amazon SQS those that manage a queue.",
    source: || "Amazon SQS Developer Guide — Limitations of Amazon SQS custom policies",
});

/// R-BND-1
pub const BOUNDARY_INTERSECTS_IDENTITY: Rule = Rule::new(&Entry {
    id: "boundary-intersects-identity",
    number: "R-BND-1",
    statement: || "A permissions boundary grants nothing: identity-based permissions count only where the boundary allows them too.",
    source: || "Permissions boundaries for IAM entities",
});

/// R-BND-2
pub const WHERE_BOUNDARY_TAKES_PART: Rule = Rule::new(&Entry {
    id: "where-boundary-takes-part",
    number: "R-BND-2",
    statement: || "A boundary takes part in requests of its user, of the federated sessions that the user issues, and of every session of its role.",
    source: || "Permissions boundaries for IAM entities",
});

/// R-BND-3
pub const BOUNDARY_SPARES_DIRECT_GRANTS: Rule = Rule::new(&Entry {
    id: "boundary-spares-direct-grants",
    number: "R-BND-3",
    statement: || "An Allow of a resource-based policy for the user or session itself is not limited by what a boundary leaves out, only by what it denies.",
    source: || "Permissions boundaries for IAM entities",
});

/// R-BND-4
pub const ALL_LIMITS_MUST_ALLOW: Rule = Rule::new(&Entry {
    id: "all-limits-must-allow",
    number: "R-BND-4",
    statement: || "The boundary, the SCPs and the session policies that are present must all allow.",
    source: || "Permissions boundaries for IAM entities",
});

/// R-BND-5
pub const BOUNDARY_IN_DELEGATION: Rule = Rule::new(&Entry {
    id: "boundary-in-delegation",
    number: "R-BND-5",
    statement: || "A boundary can be required on new users and roles by a condition on iam:PermissionsBoundary.",
    source: || "Permissions boundaries for IAM entities",
});

/// R-BND-6
pub const SERVICE_LINKED_ROLES_HAVE_NO_BOUNDARY: Rule = Rule::new(&Entry {
    id: "service-linked-roles-have-no-boundary",
    number: "R-BND-6",
    statement: || "Service-linked roles cannot have a permissions boundary.",
    source: || "Permissions boundaries for IAM entities",
});

/// R-SES-1
pub const SESSION_INTERSECTS_IDENTITY: Rule = Rule::new(&Entry {
    id: "session-intersects-identity",
    number: "R-SES-1",
    statement: || "A session may do what the role's or user's identity-based policies, the boundary and the session policies all allow.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-SES-2
pub const SESSION_POLICIES_UNITE: Rule = Rule::new(&Entry {
    id: "session-policies-unite",
    number: "R-SES-2",
    statement: || "Several session policies of one session count as one set: an Allow in any of them is enough.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-SES-3
pub const SESSION_BOUNDS_ROLE_GRANTS: Rule = Rule::new(&Entry {
    id: "session-bounds-role-grants",
    number: "R-SES-3",
    statement: || "A grant to the role in a resource-based policy is limited by session policies; a grant to the session itself is not.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-SES-4
pub const SESSION_POLICY_CANNOT_GRANT: Rule = Rule::new(&Entry {
    id: "session-policy-cannot-grant",
    number: "R-SES-4",
    statement: || "A session policy names no principal and cannot grant more than its role or user has.",
    source: || "Policies and permissions in AWS Identity and Access Management",
});

/// R-FED-1
pub const FEDERATED_USER_HAS_ISSUER_POLICIES: Rule = Rule::new(&Entry {
    id: "federated-user-has-issuer-policies",
    number: "R-FED-1",
    statement: || "A federated user has the identity-based policies and the boundary of the user that issued the session, limited by its session policies.",
    source: || "Permissions for GetFederationToken",
});

/// R-FED-2
pub const FEDERATED_USER_NEEDS_SESSION_POLICY: Rule = Rule::new(&Entry {
    id: "federated-user-needs-session-policy",
    number: "R-FED-2",
    statement: || "A federated user without session policies has no permissions but what a resource-based policy grants to the session itself.",
    source: || "Permissions for GetFederationToken",
});

/// R-FED-3
pub const FEDERATED_USER_CANNOT_CALL_STS: Rule = Rule::new(&Entry {
    id: "federated-user-cannot-call-sts",
    number: "R-FED-3",
    statement: || "A federated user cannot call STS, except for GetCallerIdentity.",
    source: || "Permissions for GetFederationToken",
});

/// R-FED-4
pub const FEDERATED_USER_OF_ROOT: Rule = Rule::new(&Entry {
    id: "federated-user-of-root",
    number: "R-FED-4",
    statement: || "A federated user issued by the root user is limited by its session policies alone.",
    source: || "Permissions for GetFederationToken",
});

/// R-ROOT-1
pub const ROOT_USER_NEEDS_NO_POLICY: Rule = Rule::new(&Entry {
    id: "root-user-needs-no-policy",
    number: "R-ROOT-1",
    statement: || "The root user may do everything in its own account without any policy; only policies attached elsewhere can limit it.",
    source: || "AWS account root user",
});

/// R-ROOT-2
pub const WHAT_BINDS_ROOT_USER: Rule = Rule::new(&Entry {
    id: "what-binds-root-user",
    number: "R-ROOT-2",
    statement: || "The root user is bound by SCPs of a member account, by RCPs, by endpoint policies and by a Deny in a resource-based policy.",
    source: || "AWS Organizations User Guide — Service control policies",
});

/// R-ROOT-3
pub const ROOT_USER_RECOVERS_BUCKET_POLICY: Rule = Rule::new(&Entry {
    id: "root-user-recovers-bucket-policy",
    number: "R-ROOT-3",
    statement: || "The root user of the bucket's account can always read, replace and delete the bucket policy, even if that policy denies it.",
    source: || "Amazon S3 API Reference — DeleteBucketPolicy",
});

/// R-ROOT-4
pub const ROOT_USER_NEEDS_KEY_POLICY: Rule = Rule::new(&Entry {
    id: "root-user-needs-key-policy",
    number: "R-ROOT-4",
    statement: || "The root user has no access to a KMS key unless the key policy allows the account or everyone.",
    source: || "AWS KMS Developer Guide — Default key policy",
});

/// R-ROOT-5
pub const ROOT_USER_CANNOT_ASSUME_ROLES: Rule = Rule::new(&Entry {
    id: "root-user-cannot-assume-roles",
    number: "R-ROOT-5",
    statement: || "The root user cannot assume roles: STS refuses it.",
    source: || "AWS account root user",
});

/// R-ROOT-6
pub const ASSUME_ROOT_HAS_TASK_POLICY: Rule = Rule::new(&Entry {
    id: "assume-root-has-task-policy",
    number: "R-ROOT-6",
    statement: || "AssumeRoot is for users and roles of the management account; its session acts as a member account's root user, limited to what one task policy allows.",
    source: || "AWS STS API Reference — AssumeRoot",
});

/// R-SCP-1
pub const WHERE_SCPS_TAKE_PART: Rule = Rule::new(&Entry {
    id: "where-scps-take-part",
    number: "R-SCP-1",
    statement: || "SCPs take part for users, roles, federated users and the root user of a member account of an organization.",
    source: || "AWS Organizations User Guide — Service control policies (SCPs)",
});

/// R-SCP-2
pub const SCP_LEVELS: Rule = Rule::new(&Entry {
    id: "scp-levels",
    number: "R-SCP-2",
    statement: || "SCPs form levels: the root, each organizational unit on the path, and the account; a level without its own SCP has FullAWSAccess.",
    source: || "AWS Organizations User Guide — SCP evaluation",
});

/// R-SCP-3
pub const EVERY_SCP_LEVEL_MUST_ALLOW: Rule = Rule::new(&Entry {
    id: "every-scp-level-must-allow",
    number: "R-SCP-3",
    statement: || "Every level of SCPs must allow the request; an Allow is not inherited by the levels below.",
    source: || "AWS Organizations User Guide — SCP evaluation",
});

/// R-SCP-4
pub const SCP_DENY_AT_ANY_LEVEL: Rule = Rule::new(&Entry {
    id: "scp-deny-at-any-level",
    number: "R-SCP-4",
    statement: || "A Deny in an SCP at any level denies.",
    source: || "AWS Organizations User Guide — SCP evaluation",
});

/// R-SCP-5
pub const SCP_LEVEL_EXAMPLES: Rule = Rule::new(&Entry {
    id: "scp-level-examples",
    number: "R-SCP-5",
    statement: || "One level without an Allow blocks, and one level that allows only S3 leaves only S3, whatever the other levels allow.",
    source: || "AWS Organizations User Guide — SCP evaluation",
});

/// R-SCP-6
pub const EXEMPT_FROM_SCPS: Rule = Rule::new(&Entry {
    id: "exempt-from-scps",
    number: "R-SCP-6",
    statement: || "SCPs bind neither the management account nor service-linked roles, services, anonymous callers or principals from outside the organization.",
    source: || "AWS Organizations User Guide — Service control policies (SCPs)",
});

/// R-SCP-7
pub const SCPS_BIND_CROSS_ACCOUNT: Rule = Rule::new(&Entry {
    id: "scps-bind-cross-account",
    number: "R-SCP-7",
    statement: || "SCPs bind the principals of their accounts also on resources of other accounts.",
    source: || "AWS Organizations User Guide — Service control policies (SCPs)",
});

/// R-SCP-8
pub const ACTIONS_BEYOND_SCPS: Rule = Rule::new(&Entry {
    id: "actions-beyond-scps",
    number: "R-SCP-8",
    statement: || "A few actions are never restricted by SCPs, such as those of service-linked roles and of the management account.",
    source: || "AWS Organizations User Guide — Service control policies (SCPs)",
});

/// R-SCP-9
pub const ASSUME_ROLE_UNDER_SCPS: Rule = Rule::new(&Entry {
    id: "assume-role-under-scps",
    number: "R-SCP-9",
    statement: || "Assuming a role is checked against the SCPs of the caller's account, and what the session does against those of the role's account.",
    source: || "AWS Organizations User Guide — Service control policies (SCPs)",
});

/// R-RCP-1
pub const WHERE_RCPS_TAKE_PART: Rule = Rule::new(&Entry {
    id: "where-rcps-take-part",
    number: "R-RCP-1",
    statement: || "RCPs take part for resources of member accounts in supported services and bind every requester, also from outside the organization.",
    source: || "AWS Organizations User Guide — Resource control policies (RCPs)",
});

/// R-RCP-2
pub const RCP_SERVICES: Rule = Rule::new(&Entry {
    id: "rcp-services",
    number: "R-RCP-2",
    statement: || "RCPs concern only the services that support them, such as S3, STS, KMS, SQS and Secrets Manager.",
    source: || "AWS Organizations User Guide — List of AWS services that support RCPs",
});

/// R-RCP-3
pub const RCPS_ALWAYS_ALLOW: Rule = Rule::new(&Entry {
    id: "rcps-always-allow",
    number: "R-RCP-3",
    statement: || "RCPFullAWSAccess is attached at every level and cannot be removed, so RCPs act only by what they deny.",
    source: || "AWS Organizations User Guide — RCP evaluation",
});

/// R-RCP-4
pub const RCP_DENY_AT_ANY_LEVEL: Rule = Rule::new(&Entry {
    id: "rcp-deny-at-any-level",
    number: "R-RCP-4",
    statement: || "A Deny in an RCP at any level above the resource denies.",
    source: || "AWS Organizations User Guide — RCP evaluation",
});

/// R-RCP-5
pub const EXEMPT_FROM_RCPS: Rule = Rule::new(&Entry {
    id: "exempt-from-rcps",
    number: "R-RCP-5",
    statement: || "RCPs affect neither resources of the management account nor service-linked roles, AWS managed keys or services that do not support them.",
    source: || "AWS Organizations User Guide — Resource control policies (RCPs)",
});

/// R-RCP-6
pub const RCP_RESOURCE_MATCHING: Rule = Rule::new(&Entry {
    id: "rcp-resource-matching",
    number: "R-RCP-6",
    statement: || "The Resource of an RCP is matched as anywhere and reaches only resources of the accounts that it is attached to.",
    source: || "AWS Organizations User Guide — RCP syntax",
});

/// R-RCP-7
pub const WELL_MADE_RCP_SPARES_SERVICES: Rule = Rule::new(&Entry {
    id: "well-made-rcp-spares-services",
    number: "R-RCP-7",
    statement: || "An RCP that keeps out other organizations should except AWS services by aws:PrincipalIsAWSService.",
    source: || "AWS Organizations User Guide — Resource control policies (RCPs)",
});

/// R-TRUST-1
pub const TRUST_POLICY_IS_MANDATORY: Rule = Rule::new(&Entry {
    id: "trust-policy-is-mandatory",
    number: "R-TRUST-1",
    statement: || "Nobody can assume a role unless its trust policy allows it, not even an administrator of the same account.",
    source: || "Update a role trust policy",
});

/// R-TRUST-2
pub const TRUST_IN_SAME_ACCOUNT: Rule = Rule::new(&Entry {
    id: "trust-in-same-account",
    number: "R-TRUST-2",
    statement: || "Within an account, a trust policy that names the user or session is enough; if it names the account, the identity-based policy must allow too.",
    source: || "How to use trust policies with IAM roles",
});

/// R-TRUST-3
pub const BOUNDARY_SPARED_BY_TRUST: Rule = Rule::new(&Entry {
    id: "boundary-spared-by-trust",
    number: "R-TRUST-3",
    statement: || "A trust policy that names the user is not limited by the user's boundary, although one page of AWS says so.",
    source: || "Update a role trust policy",
});

/// R-TRUST-4
pub const TRUST_ACROSS_ACCOUNTS: Rule = Rule::new(&Entry {
    id: "trust-across-accounts",
    number: "R-TRUST-4",
    statement: || "To assume a role of another account, the trust policy and the caller's own policies must both allow it.",
    source: || "How to use trust policies with IAM roles",
});

/// R-TRUST-5
pub const NO_IMPLICIT_SELF_TRUST: Rule = Rule::new(&Entry {
    id: "no-implicit-self-trust",
    number: "R-TRUST-5",
    statement: || "A role may assume itself only if its trust policy allows it.",
    source: || "Announcing an update to IAM role trust policy behavior",
});

/// R-TRUST-6
pub const FEDERATION_IS_BY_TRUST_ALONE: Rule = Rule::new(&Entry {
    id: "federation-is-by-trust-alone",
    number: "R-TRUST-6",
    statement: || "Web and SAML identities have no policies of their own, so only the role's trust policy and RCPs decide.",
    source: || "Methods to assume a role",
});

/// R-TRUST-7
pub const SESSION_TAGS_NEED_TAG_SESSION: Rule = Rule::new(&Entry {
    id: "session-tags-need-tag-session",
    number: "R-TRUST-7",
    statement: || "Session tags also need sts:TagSession and a source identity needs sts:SetSourceIdentity, under the same rules as assuming the role.",
    source: || "Pass session tags in AWS STS",
});

/// R-TRUST-8
pub const TRUST_POLICY_CONDITIONS: Rule = Rule::new(&Entry {
    id: "trust-policy-conditions",
    number: "R-TRUST-8",
    statement: || "Trust policies often demand an external id, an organization, MFA, tags or claims of the identity provider.",
    source: || "How to use trust policies with IAM roles",
});

/// R-TRUST-9
pub const TRUST_ENDS_AT_SESSION: Rule = Rule::new(&Entry {
    id: "trust-ends-at-session",
    number: "R-TRUST-9",
    statement: || "The trust policy decides who gets a session, not what the session may do.",
    source: || "How to use trust policies with IAM roles",
});

/// R-TRUST-10
pub const ROLE_CHAINING: Rule = Rule::new(&Entry {
    id: "role-chaining",
    number: "R-TRUST-10",
    statement: || "In a chain of roles only the last role's permissions count; transitive tags and the source identity go along.",
    source: || "Monitor and control actions taken with assumed roles",
});

/// R-TRUST-11
pub const CALLER_IDENTITY_IS_ALWAYS_ALLOWED: Rule = Rule::new(&Entry {
    id: "caller-identity-is-always-allowed",
    number: "R-TRUST-11",
    statement: || "GetCallerIdentity needs no permission and cannot be denied; GetSessionToken needs none either but can be explicitly denied.",
    source: || "AWS STS API Reference",
});

/// R-TRUST-12
pub const WORKLOAD_ACTS_AS_ROLE_SESSION: Rule = Rule::new(&Entry {
    id: "workload-acts-as-role-session",
    number: "R-TRUST-12",
    statement: || "For EC2, Lambda or ECS the service assumes the role, and the workload then acts as a role session.",
    source: || "Methods to assume a role",
});

/// R-TRUST-13
pub const SERVICE_LINKED_TRUST_IS_FIXED: Rule = Rule::new(&Entry {
    id: "service-linked-trust-is-fixed",
    number: "R-TRUST-13",
    statement: || "A service-linked role can be assumed by its own service only, and its trust policy cannot be edited.",
    source: || "Methods to assume a role",
});

/// R-KMS-1
pub const KEY_POLICY_IS_MANDATORY: Rule = Rule::new(&Entry {
    id: "key-policy-is-mandatory",
    number: "R-KMS-1",
    statement: || "Nobody has access to a KMS key, not even the root user, unless the key policy, a grant, or a policy that the key policy enables gives it.",
    source: || "AWS KMS Developer Guide — Key policies in AWS KMS",
});

/// R-KMS-2
pub const KEY_POLICY_GRANTS_BY_ITSELF: Rule = Rule::new(&Entry {
    id: "key-policy-grants-by-itself",
    number: "R-KMS-2",
    statement: || "A key policy that names a user, role, session or everyone grants by itself within the account.",
    source: || "AWS KMS Developer Guide — Key policies in AWS KMS",
});

/// R-KMS-3
pub const KEY_POLICY_ENABLES_IAM: Rule = Rule::new(&Entry {
    id: "key-policy-enables-iam",
    number: "R-KMS-3",
    statement: || "A key policy that allows the account lets IAM policies decide; without that statement an Allow in an IAM policy has no effect on the key.",
    source: || "AWS KMS Developer Guide — Default key policy",
});

/// R-KMS-4
pub const KEY_POLICY_ADMITS_ROOT_USER: Rule = Rule::new(&Entry {
    id: "key-policy-admits-root-user",
    number: "R-KMS-4",
    statement: || "A key policy that allows the account also lets its root user in.",
    source: || "AWS KMS Developer Guide — Default key policy",
});

/// R-KMS-5
pub const KMS_ACROSS_ACCOUNTS: Rule = Rule::new(&Entry {
    id: "kms-across-accounts",
    number: "R-KMS-5",
    statement: || "Across accounts the key policy and the requester's own policies must both allow the key, and only some operations work at all.",
    source: || "AWS KMS Developer Guide — Allowing users in other accounts to use a KMS key",
});

/// R-KMS-6
pub const KMS_CONDITION_KEYS_ARE_PLAIN: Rule = Rule::new(&Entry {
    id: "kms-condition-keys-are-plain",
    number: "R-KMS-6",
    statement: || "KMS condition keys such as kms:ViaService work like any other key of the request.",
    source: || "AWS KMS Developer Guide — Key policies in AWS KMS",
});

/// R-KMS-7
pub const KEY_POLICY_LOCKOUT_CHECK: Rule = Rule::new(&Entry {
    id: "key-policy-lockout-check",
    number: "R-KMS-7",
    statement: || "KMS may refuse to save a key policy that locks out its author; that is a check of the service, not a rule of evaluation.",
    source: || "AWS KMS Developer Guide — Key policies in AWS KMS",
});

/// R-GRANT-1
pub const GRANT_ALLOWS_ONE_KEY: Rule = Rule::new(&Entry {
    id: "grant-allows-one-key",
    number: "R-GRANT-1",
    statement: || "A KMS grant allows one principal certain operations on one key and can never deny.",
    source: || "AWS KMS Developer Guide — Grants in AWS KMS",
});

/// R-GRANT-2
pub const GRANT_OPERATIONS: Rule = Rule::new(&Entry {
    id: "grant-operations",
    number: "R-GRANT-2",
    statement: || "A KMS grant can give only a fixed list of operations, such as Encrypt, Decrypt and CreateGrant.",
    source: || "AWS KMS Developer Guide — Grants in AWS KMS",
});

/// R-GRANT-3
pub const GRANT_COUNTS_AS_ALLOW: Rule = Rule::new(&Entry {
    id: "grant-counts-as-allow",
    number: "R-GRANT-3",
    statement: || "A matching KMS grant counts as an Allow of the key's policy; an explicit deny anywhere overrides it.",
    source: || "AWS KMS Developer Guide — Grants in AWS KMS",
});

/// R-GRANT-4
pub const GRANTS_NOT_MODELED: Rule = Rule::new(&Entry {
    id: "grants-not-modeled",
    number: "R-GRANT-4",
    statement: || "Grants are not part of a scenario, so a key that is implicitly denied here may be open to the requester by a grant.",
    source: || "AWS KMS Developer Guide — Troubleshooting key access",
});

/// R-S3-1
pub const S3_AUTHORIZES_IN_CONTEXTS: Rule = Rule::new(&Entry {
    id: "s3-authorizes-in-contexts",
    number: "R-S3-1",
    statement: || "Amazon S3 asks the requester's account, then the owner of the bucket, and then the owner of the object if that is another account.",
    source: || "Amazon S3 User Guide — How Amazon S3 authorizes a request",
});

/// R-S3-2
pub const OBJECT_OWNERSHIP_DISABLES_ACLS: Rule = Rule::new(&Entry {
    id: "object-ownership-disables-acls",
    number: "R-S3-2",
    statement: || "By default the bucket owner owns every object and ACLs are disabled, so they play no part.",
    source: || "Amazon S3 User Guide — Controlling ownership of objects and disabling ACLs for your bucket",
});

/// R-S3-3
pub const ACL_GRANTS_TO_ACCOUNTS: Rule = Rule::new(&Entry {
    id: "acl-grants-to-accounts",
    number: "R-S3-3",
    statement: || "An ACL grants to accounts and predefined groups, never to a user or role, and cannot deny.",
    source: || "Amazon S3 User Guide — Access control list (ACL) overview",
});

/// R-S3-4
pub const ACL_COUNTS_AS_RESOURCE_ALLOW: Rule = Rule::new(&Entry {
    id: "acl-counts-as-resource-allow",
    number: "R-S3-4",
    statement: || "An ACL that grants to another account counts like a bucket policy that names that account.",
    source: || "Amazon S3 User Guide — Access control list (ACL) overview",
});

/// R-S3-5
pub const FOREIGN_OBJECT_NEEDS_ACL: Rule = Rule::new(&Entry {
    id: "foreign-object-needs-acl",
    number: "R-S3-5",
    statement: || "If another account owns the object, its ACL must grant, and the bucket policy counts only for what it denies.",
    source: || "Amazon S3 User Guide — How Amazon S3 authorizes a request",
});

/// R-S3-6
pub const BUCKET_OWNER_NEEDS_NO_POLICY: Rule = Rule::new(&Entry {
    id: "bucket-owner-needs-no-policy",
    number: "R-S3-6",
    statement: || "A principal of the bucket's own account needs only an identity-based Allow, neither a bucket policy nor an ACL.",
    source: || "Amazon S3 User Guide — How Amazon S3 authorizes a request",
});

/// R-S3-7
pub const BLOCK_PUBLIC_ACCESS: Rule = Rule::new(&Entry {
    id: "block-public-access",
    number: "R-S3-7",
    statement: || "Block Public Access refuses public ACLs and policies and keeps outsiders from buckets that have a public policy.",
    source: || "Amazon S3 User Guide — Blocking public access to your Amazon S3 storage",
});

/// R-S3-8
pub const BLOCK_PUBLIC_ACCESS_NOT_MODELED: Rule = Rule::new(&Entry {
    id: "block-public-access-not-modeled",
    number: "R-S3-8",
    statement: || "Block Public Access is not modeled, so S3 may refuse public access that is allowed here.",
    source: || "Amazon S3 User Guide — Blocking public access to your Amazon S3 storage",
});

/// R-S3-9
pub const MISSING_OBJECT_SHOWS_AS_403: Rule = Rule::new(&Entry {
    id: "missing-object-shows-as-403",
    number: "R-S3-9",
    statement: || "For a missing object S3 answers 403 instead of 404 to callers without s3:ListBucket; the authorization is the same.",
    source: || "Amazon S3 User Guide — How Amazon S3 authorizes a request",
});

/// R-S3-10
pub const ENCRYPTED_OBJECT_NEEDS_KMS: Rule = Rule::new(&Entry {
    id: "encrypted-object-needs-kms",
    number: "R-S3-10",
    statement: || "An object encrypted with a KMS key needs a second permission on the key: kms:Decrypt to read, kms:GenerateDataKey to write.",
    source: || "Amazon S3 User Guide — How Amazon S3 authorizes a request",
});

/// R-VPCE-1
pub const WHERE_ENDPOINT_POLICY_TAKES_PART: Rule = Rule::new(&Entry {
    id: "where-endpoint-policy-takes-part",
    number: "R-VPCE-1",
    statement: || "An endpoint policy takes part in requests that travel through its VPC endpoint.",
    source: || "AWS PrivateLink Guide — Control access to VPC endpoints using endpoint policies",
});

/// R-VPCE-2
pub const ENDPOINT_POLICY_MUST_ALLOW: Rule = Rule::new(&Entry {
    id: "endpoint-policy-must-allow",
    number: "R-VPCE-2",
    statement: || "An endpoint policy must allow the request and never grants it; the default policy allows everything.",
    source: || "AWS PrivateLink Guide — Control access to VPC endpoints using endpoint policies",
});

/// R-VPCE-3
pub const ENDPOINT_POLICY_BINDS_EVERYONE: Rule = Rule::new(&Entry {
    id: "endpoint-policy-binds-everyone",
    number: "R-VPCE-3",
    statement: || "An endpoint policy binds everyone who comes through it, also root users, other accounts and anonymous callers.",
    source: || "AWS PrivateLink Guide — Control access to VPC endpoints using endpoint policies",
});

/// R-VPCE-4
pub const ENDPOINT_NOT_ON_FORWARDED_CALLS: Rule = Rule::new(&Entry {
    id: "endpoint-not-on-forwarded-calls",
    number: "R-VPCE-4",
    statement: || "Calls that a service makes for the user do not pass the user's endpoint, so its policy does not take part.",
    source: || "Forward access sessions",
});

/// R-VPCE-5
pub const ENDPOINT_POLICY_NAMES_PRINCIPALS: Rule = Rule::new(&Entry {
    id: "endpoint-policy-names-principals",
    number: "R-VPCE-5",
    statement: || "An endpoint policy names principals like a resource-based policy but cannot grant like one.",
    source: || "AWS PrivateLink Guide — Control access to VPC endpoints using endpoint policies",
});

/// R-SVC-1
pub const FOUR_WAYS_SERVICES_ACT: Rule = Rule::new(&Entry {
    id: "four-ways-services-act",
    number: "R-SVC-1",
    statement: || "A service acts with its own principal, with a role of the customer, with a service-linked role, or on behalf of the original caller.",
    source: || "IAM roles — terms and concepts",
});

/// R-SVC-2
pub const SERVICE_PRINCIPAL_NEEDS_NAMING: Rule = Rule::new(&Entry {
    id: "service-principal-needs-naming",
    number: "R-SVC-2",
    statement: || "A service is granted access only by a resource-based policy that names the service or everyone, not by naming an account or role.",
    source: || "AWS JSON policy elements: Principal",
});

/// R-SVC-3
pub const CONFUSED_DEPUTY_GUARD: Rule = Rule::new(&Entry {
    id: "confused-deputy-guard",
    number: "R-SVC-3",
    statement: || "An Allow for a service should be narrowed by the account, organization or resource that the service acts for.",
    source: || "The confused deputy problem",
});

/// R-SVC-4
pub const DENY_SHOULD_SPARE_SERVICES: Rule = Rule::new(&Entry {
    id: "deny-should-spare-services",
    number: "R-SVC-4",
    statement: || "A Deny that should spare services needs conditions on aws:PrincipalIsAWSService and aws:ViaAWSService.",
    source: || "AWS global condition context keys",
});

/// R-SLR-1
pub const SERVICE_LINKED_ROLES_ARE_EXEMPT: Rule = Rule::new(&Entry {
    id: "service-linked-roles-are-exempt",
    number: "R-SLR-1",
    statement: || "Service-linked roles are exempt from SCPs and RCPs and have no boundary, but a Deny in a resource-based policy binds them.",
    source: || "IAM roles — terms and concepts",
});

/// R-FAS-1
pub const FORWARD_ACCESS_LEGS_ARE_REQUESTS: Rule = Rule::new(&Entry {
    id: "forward-access-legs-are-requests",
    number: "R-FAS-1",
    statement: || "Each call that a service makes on behalf of the caller is a request of its own, by the same principal and under the same rules.",
    source: || "Forward access sessions",
});

/// R-FAS-2
pub const CALLED_VIA_GROWS_BY_LEG: Rule = Rule::new(&Entry {
    id: "called-via-grows-by-leg",
    number: "R-FAS-2",
    statement: || "Each service that passes the call on is added to aws:CalledVia, in the order of the calls.",
    source: || "Forward access sessions",
});

/// R-FAS-3
pub const VIA_AWS_SERVICE_ON_LEGS: Rule = Rule::new(&Entry {
    id: "via-aws-service-on-legs",
    number: "R-FAS-3",
    statement: || "aws:ViaAWSService is true only when a service makes the call on behalf of the caller.",
    source: || "AWS global condition context keys",
});

/// R-FAS-4
pub const NETWORK_KEYS_ON_LEGS: Rule = Rule::new(&Entry {
    id: "network-keys-on-legs",
    number: "R-FAS-4",
    statement: || "A call that a service makes for the caller carries no VPC keys; aws:SourceIp is passed on if the first call had it.",
    source: || "Forward access sessions",
});

/// R-FAS-5
pub const SOURCE_IP_DENY_BREAKS_SERVICES: Rule = Rule::new(&Entry {
    id: "source-ip-deny-breaks-services",
    number: "R-FAS-5",
    statement: || "A Deny by source IP breaks services that act for the user unless it excepts them by aws:ViaAWSService.",
    source: || "Forward access sessions",
});

/// R-FAS-6
pub const ALLOW_ONLY_VIA_SERVICE: Rule = Rule::new(&Entry {
    id: "allow-only-via-service",
    number: "R-FAS-6",
    statement: || "A permission can be limited to calls through one service by ForAnyValue:StringEquals on aws:CalledVia.",
    source: || "AWS global condition context keys",
});

/// R-MULTI-1
pub const EVERY_AUTHORIZATION_MUST_ALLOW: Rule = Rule::new(&Entry {
    id: "every-authorization-must-allow",
    number: "R-MULTI-1",
    statement: || "One API call may need permission for several actions and resources, and succeeds only if all are allowed.",
    source: || "Service Authorization Reference — Actions table",
});

/// R-MULTI-2
pub const KEYS_BELONG_TO_EACH_PAIR: Rule = Rule::new(&Entry {
    id: "keys-belong-to-each-pair",
    number: "R-MULTI-2",
    statement: || "Each action and resource of one call has its own condition keys: a key of one resource is missing for the others.",
    source: || "Amazon EC2 User Guide — Resource-level permissions",
});

/// R-MULTI-3
pub const PERMISSION_ONLY_ACTIONS: Rule = Rule::new(&Entry {
    id: "permission-only-actions",
    number: "R-MULTI-3",
    statement: || "Some actions have no API call of their own, such as iam:PassRole, but are authorized like any other.",
    source: || "Service Authorization Reference — Actions table",
});

/// R-MULTI-4
pub const LISTS_ARE_ALL_OR_NOTHING: Rule = Rule::new(&Entry {
    id: "lists-are-all-or-nothing",
    number: "R-MULTI-4",
    statement: || "A call that lists or describes resources is allowed or denied as a whole: results are not filtered by permission.",
    source: || "Service Authorization Reference — Actions table",
});

/// R-PASS-1
pub const PASS_ROLE_WITHIN_ACCOUNT: Rule = Rule::new(&Entry {
    id: "pass-role-within-account",
    number: "R-PASS-1",
    statement: || "Handing a role to a service needs iam:PassRole on the role, and a role can be passed only within its own account.",
    source: || "Grant a user permissions to pass a role to an AWS service",
});

/// R-PASS-2
pub const PASS_ROLE_IGNORES_TAGS: Rule = Rule::new(&Entry {
    id: "pass-role-ignores-tags",
    number: "R-PASS-2",
    statement: || "Conditions on the role's tags must not be relied on for iam:PassRole.",
    source: || "Grant a user permissions to pass a role to an AWS service",
});

/// R-PASS-3
pub const PASS_ROLE_CHECKED_AT_SETTING: Rule = Rule::new(&Entry {
    id: "pass-role-checked-at-setting",
    number: "R-PASS-3",
    statement: || "iam:PassRole is checked when the role is set, not when the service later uses it.",
    source: || "Grant a user permissions to pass a role to an AWS service",
});

/// R-PASS-4
pub const PASS_ROLE_BY_IDENTITY_ONLY: Rule = Rule::new(&Entry {
    id: "pass-role-by-identity-only",
    number: "R-PASS-4",
    statement: || "iam:PassRole is decided by the caller's own policies, never by the role's trust policy or another resource-based policy.",
    source: || "Grant a user permissions to pass a role to an AWS service",
});

/// R-CRED-1
pub const KEYS_BY_CREDENTIALS: Rule = Rule::new(&Entry {
    id: "keys-by-credentials",
    number: "R-CRED-1",
    statement: || "Which keys a request carries, such as aws:TokenIssueTime or aws:MultiFactorAuthPresent, depends on the kind of credentials.",
    source: || "AWS global condition context keys",
});

/// R-CRED-2
pub const MFA_KEY_MAY_BE_MISSING: Rule = Rule::new(&Entry {
    id: "mfa-key-may-be-missing",
    number: "R-CRED-2",
    statement: || "Requests with long-term keys or from federated identities lack aws:MultiFactorAuthPresent, so a Deny on false needs BoolIfExists.",
    source: || "Secure API access with MFA",
});

/// R-CRED-3
pub const REVOKING_SESSIONS: Rule = Rule::new(&Entry {
    id: "revoking-sessions",
    number: "R-CRED-3",
    statement: || "A Deny for aws:TokenIssueTime before a moment revokes all older sessions and touches no long-term keys.",
    source: || "Revoke IAM role temporary security credentials",
});

/// R-CRED-4
pub const STS_KEYS_IN_STS_ONLY: Rule = Rule::new(&Entry {
    id: "sts-keys-in-sts-only",
    number: "R-CRED-4",
    statement: || "Keys such as sts:ExternalId and sts:RoleSessionName exist only in the request to STS, not in later requests of the session.",
    source: || "Compare AWS STS credentials",
});

/// R-CRED-5
pub const SESSION_TAGS_OVERRIDE_ROLE_TAGS: Rule = Rule::new(&Entry {
    id: "session-tags-override-role-tags",
    number: "R-CRED-5",
    statement: || "The principal tags of a role session are the role's, overridden by session tags with the same key.",
    source: || "Pass session tags in AWS STS",
});

/// R-CRED-7
pub const ROLE_SESSION_GETS_NO_TOKEN: Rule = Rule::new(&Entry {
    id: "role-session-gets-no-token",
    number: "R-CRED-7",
    statement: || "A role session cannot call GetFederationToken or GetSessionToken.",
    source: || "Compare AWS STS credentials",
});

/// R-CRED-6
pub const SESSION_NEVER_EXCEEDS_ISSUER: Rule = Rule::new(&Entry {
    id: "session-never-exceeds-issuer",
    number: "R-CRED-6",
    statement: || "Policies are evaluated when a request is made, so taking policies from a user takes effect on its sessions at once.",
    source: || "Compare AWS STS credentials",
});

/// R-MSG-1
pub const DENIAL_MESSAGE_FORM: Rule = Rule::new(&Entry {
    id: "denial-message-form",
    number: "R-MSG-1",
    statement: || "AWS's message for a denial names principal, action, resource and the one type of policy that denied or did not allow.",
    source: || "Troubleshoot access denied error messages",
});

/// R-MSG-2
pub const DENIAL_MESSAGE_NAMES_ONE: Rule = Rule::new(&Entry {
    id: "denial-message-names-one",
    number: "R-MSG-2",
    statement: || "AWS's message names one type of policy only, even when several deny.",
    source: || "Troubleshoot access denied error messages",
});

/// R-MSG-3
pub const DENIAL_MESSAGE_ORDER: Rule = Rule::new(&Entry {
    id: "denial-message-order",
    number: "R-MSG-3",
    statement: || "If several sets of policies do not allow, the message here names the first in order: SCP, RCP, endpoint, boundary, session, resource, identity.",
    source: || "Troubleshoot access denied error messages",
});

/// R-TT-1
pub const SAME_ACCOUNT_TABLE: Rule = Rule::new(&Entry {
    id: "same-account-table",
    number: "R-TT-1",
    statement: || "Within an account, resource-based, identity-based, boundary and session policies combine by a fixed table.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-TT-2
pub const MANDATORY_POLICY_TABLE: Rule = Rule::new(&Entry {
    id: "mandatory-policy-table",
    number: "R-TT-2",
    statement: || "For KMS keys and role trust, where the resource-based policy is mandatory, the policies combine by a table of their own.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-TT-3
pub const CROSS_ACCOUNT_TABLE: Rule = Rule::new(&Entry {
    id: "cross-account-table",
    number: "R-TT-3",
    statement: || "Across accounts, the policies of both sides combine by a table of their own.",
    source: || "Cross-account policy evaluation logic",
});

/// R-TT-4
pub const GATES_TABLE: Rule = Rule::new(&Entry {
    id: "gates-table",
    number: "R-TT-4",
    statement: || "SCPs, RCPs and endpoint policies are gates, and the kind of requester decides which of them it must pass.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-TT-5
pub const WHOSE_DENIES_COUNT: Rule = Rule::new(&Entry {
    id: "whose-denies-count",
    number: "R-TT-5",
    statement: || "The kind of requester decides whose Deny statements count against it.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});

/// R-TT-6
pub const TABLES_FOLLOW_FORMULA: Rule = Rule::new(&Entry {
    id: "tables-follow-formula",
    number: "R-TT-6",
    statement: || "The tables of combinations and the formula of the decision agree in every case.",
    source: || "How AWS enforcement code logic evaluates requests to allow or deny access",
});
