//! The scenario document, version 1, exactly as published in `docs/scenario-format.md`.
//!
//! [`Scenario::parse`] reads one and [`Scenario::to_json`] writes it; what a later release added is kept.

mod read;
mod unknown;
mod write;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

pub use read::{MAX_POLICIES, MAX_REQUESTS, ScenarioError};

/// The version this crate reads and writes.
pub const VERSION: u32 = 1;

/// Fields this version does not know, as name and JSON text, in the order read. They are written back.
pub type Unknown = Vec<(String, String)>;

/// Everything the playground shows: policies, organization and requests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// Title.
    pub name: Option<String>,
    /// Markdown shown above the editors.
    pub description: Option<String>,
    /// Pages that the scenario shows or is taken from.
    pub references: Vec<String>,
    /// What a key means that is neither given nor derived.
    pub unknown_keys: UnknownKeys,
    /// The organization; without it no account is in one.
    pub organization: Option<Organization>,
    /// Policies in the order of their editors.
    pub policies: Vec<ScenarioPolicy>,
    /// Requests in order.
    pub requests: Vec<Request>,
    /// What is said of calls that requests are parts of, in the order written.
    pub calls: Vec<Call>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// What is said of a call that several requests are parts of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Call {
    /// The name that its requests have in common.
    pub name: String,
    /// The decision that a test of the whole call expects.
    pub expect: Option<Decision>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// What a condition key means that the scenario neither gives nor implies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownKeys {
    /// It is missing from the request, as for AWS.
    #[default]
    Absent,
    /// It stays open; a request may decide [`Decision::Undetermined`].
    Open,
}

impl UnknownKeys {
    /// The name in scenario documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Open => "open",
        }
    }
}

/// An organization of AWS Organizations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization {
    /// `o-…`.
    pub id: Option<String>,
    /// The account whose principals and resources no SCP or RCP touches.
    pub management_account: Option<String>,
    /// Member accounts and their places, in the order written.
    pub accounts: Vec<OrganizationAccount>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// An account's place in the organization.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganizationAccount {
    /// 12 digits.
    pub id: String,
    /// `o-…/r-…/ou-…/…/`, ending with `/`.
    pub path: String,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// The seven kinds of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PolicyType {
    /// Attached to a user, a group or a role.
    Identity,
    /// Attached to a resource; a role's trust policy is the resource policy of the role.
    Resource,
    /// The permissions boundary of a user or role.
    PermissionsBoundary,
    /// Passed when a session was made.
    Session,
    /// A service control policy.
    ServiceControl,
    /// A resource control policy.
    ResourceControl,
    /// The policy of a VPC endpoint.
    VpcEndpoint,
}

impl PolicyType {
    /// Every type, in the order of the flow of a decision.
    pub const ALL: [Self; 7] = [
        Self::Identity,
        Self::Resource,
        Self::PermissionsBoundary,
        Self::Session,
        Self::ServiceControl,
        Self::ResourceControl,
        Self::VpcEndpoint,
    ];

    /// The name in scenario documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Resource => "resource",
            Self::PermissionsBoundary => "permissions-boundary",
            Self::Session => "session",
            Self::ServiceControl => "service-control",
            Self::ResourceControl => "resource-control",
            Self::VpcEndpoint => "vpc-endpoint",
        }
    }

    /// The type with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for PolicyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A policy of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioPolicy {
    /// The editor's title; need not be unique.
    pub name: Option<String>,
    /// Which kind of policy it is.
    pub kind: PolicyType,
    /// The text as typed. A document given as a JSON object is this object in pretty form.
    pub document: Arc<str>,
    /// What it is attached to; `None` means whatever the type's default is.
    pub attached_to: Option<Vec<String>>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// One authorization question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Title.
    pub name: Option<String>,
    /// Who asks.
    pub principal: Principal,
    /// `service:Action`.
    pub action: String,
    /// What is asked for.
    pub resource: Resource,
    /// Condition keys sent with the request, in the order written. Names match without regard to case.
    pub context: Vec<(String, ContextValue)>,
    /// Names of keys that stay open.
    pub open_keys: Vec<String>,
    /// What the call is called that this request is a part of: requests of the same name are one call, decided together.
    pub call: Option<String>,
    /// The decision that a test of this request expects.
    pub expect: Option<Decision>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// The value of a condition key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextValue {
    /// A single-valued key. Numbers and Booleans are given as their JSON text.
    Single(Scalar),
    /// A multivalued key, also with one or no value.
    List(Vec<Scalar>),
}

/// A scalar of the context: the text compared, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text that operators compare.
    pub text: String,
    /// How it stands in the document.
    pub form: ScalarForm,
}

/// How a scalar is written in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarForm {
    /// In quotes.
    Text,
    /// As a number.
    Number,
    /// As `true` or `false`.
    Boolean,
}

impl Scalar {
    /// A scalar written in quotes.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            form: ScalarForm::Text,
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Principal {
    /// An ARN, a service principal, a provider host or `*`.
    pub arn: String,
    /// The account where the ARN has none.
    pub account: Option<String>,
    /// Tags, as key and value; they become `aws:PrincipalTag/…`.
    pub tags: Vec<(String, String)>,
    /// The unique id (`AIDA…`, `AROA…`).
    pub user_id: Option<String>,
    /// The canonical user id of the principal's account, or of the origin access identity.
    pub canonical_user_id: Option<String>,
    /// ARNs of a user's groups.
    pub groups: Vec<String>,
    /// The role of a session, with its path.
    pub role_arn: Option<String>,
    /// The session's name, where the ARN does not hold it.
    pub session_name: Option<String>,
    /// `aws:SourceIdentity`.
    pub source_identity: Option<String>,
    /// The user that asked for a federated user session.
    pub issuer: Option<String>,
    /// The SAML or web identity provider through which a role session was made.
    pub federated_provider: Option<String>,
    /// How the request was signed.
    pub credentials: Option<Credentials>,
    /// Whether the credentials were obtained with multi-factor authentication.
    pub mfa: Option<bool>,
    /// `aws:TokenIssueTime`.
    pub token_issue_time: Option<String>,
    /// Whether the role is service-linked.
    pub service_linked: Option<bool>,
    /// The services of a forward access session, in order.
    pub called_via: Vec<String>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// How a user or the root user signed the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// A long-term access key.
    AccessKey,
    /// A console session.
    Console,
    /// `GetSessionToken`.
    SessionToken,
}

impl Credentials {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::AccessKey, Self::Console, Self::SessionToken];

    /// The name in scenario documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccessKey => "access-key",
            Self::Console => "console",
            Self::SessionToken => "session-token",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// An ARN, or `*` for an action without a resource.
    pub arn: String,
    /// The account that owns it, where the ARN does not say.
    pub account: Option<String>,
    /// Tags; they become `aws:ResourceTag/…`.
    pub tags: Vec<(String, String)>,
    /// Ownership, ACLs and public access of an S3 bucket or object.
    pub s3: Option<S3>,
    /// Grants on a KMS key.
    pub grants: Vec<Grant>,
    /// Who manages a KMS key.
    pub key_manager: Option<KeyManager>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// Who manages a KMS key, in the words of `kms:DescribeKey`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyManager {
    /// AWS: an AWS managed key, such as `aws/s3`.
    Aws,
    /// The account: a customer managed key (the default).
    Customer,
}

impl KeyManager {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Aws, Self::Customer];

    /// The name in scenario documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Customer => "CUSTOMER",
        }
    }
}

/// S3 settings that take part in a decision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3 {
    /// Who owns objects, and whether ACLs count.
    pub object_ownership: Option<ObjectOwnership>,
    /// The account that owns the object.
    pub object_owner: Option<String>,
    /// The bucket's ACL.
    pub bucket_acl: Vec<AclGrant>,
    /// The object's ACL.
    pub object_acl: Vec<AclGrant>,
    /// Block Public Access.
    pub block_public_access: Option<BlockPublicAccess>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// The Object Ownership setting of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectOwnership {
    /// ACLs are off (the default).
    BucketOwnerEnforced,
    /// Objects written with `bucket-owner-full-control` belong to the bucket owner.
    BucketOwnerPreferred,
    /// The uploading account owns the object.
    ObjectWriter,
}

impl ObjectOwnership {
    /// Every setting.
    pub const ALL: [Self; 3] = [
        Self::BucketOwnerEnforced,
        Self::BucketOwnerPreferred,
        Self::ObjectWriter,
    ];

    /// The name in scenario documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BucketOwnerEnforced => "BucketOwnerEnforced",
            Self::BucketOwnerPreferred => "BucketOwnerPreferred",
            Self::ObjectWriter => "ObjectWriter",
        }
    }
}

/// One grant of an access control list.
#[derive(Clone, Debug, PartialEq)]
pub struct AclGrant {
    /// An account id, a canonical id, `AllUsers` or `AuthenticatedUsers`.
    pub grantee: String,
    /// `READ`, `WRITE`, `READ_ACP`, `WRITE_ACP` or `FULL_CONTROL`.
    pub permission: AclPermission,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// A permission of an access control list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclPermission {
    /// List a bucket, read an object.
    Read,
    /// Write objects.
    Write,
    /// Read the list itself.
    ReadAcp,
    /// Write the list itself.
    WriteAcp,
    /// All of them.
    FullControl,
}

impl AclPermission {
    /// Every permission.
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Write,
        Self::ReadAcp,
        Self::WriteAcp,
        Self::FullControl,
    ];

    /// The name in scenario documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "READ",
            Self::Write => "WRITE",
            Self::ReadAcp => "READ_ACP",
            Self::WriteAcp => "WRITE_ACP",
            Self::FullControl => "FULL_CONTROL",
        }
    }
}

/// The four settings of S3 Block Public Access.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "AWS has four independent settings, each on or off"
)]
pub struct BlockPublicAccess {
    /// New public ACLs are refused.
    pub block_public_acls: bool,
    /// Public ACL grants count as absent.
    pub ignore_public_acls: bool,
    /// Public bucket policies are refused.
    pub block_public_policy: bool,
    /// A bucket with a public policy is reachable only from its own account and by AWS services.
    pub restrict_public_buckets: bool,
    /// Fields of a later release.
    pub unknown: Unknown,
}

impl BlockPublicAccess {
    /// All four settings on.
    pub const fn all() -> Self {
        Self {
            block_public_acls: true,
            ignore_public_acls: true,
            block_public_policy: true,
            restrict_public_buckets: true,
            unknown: Vec::new(),
        }
    }
}

/// A grant on a KMS key.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// The ARN (or account) it is given to.
    pub grantee: String,
    /// Operations: `Decrypt`, `GenerateDataKey` …
    pub operations: Vec<String>,
    /// The whole encryption context must equal this one.
    pub encryption_context_equals: Option<Vec<(String, String)>>,
    /// The encryption context must hold these pairs.
    pub encryption_context_subset: Option<Vec<(String, String)>>,
    /// Fields of a later release.
    pub unknown: Unknown,
}

/// The result of evaluating a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Access.
    Allow,
    /// A Deny statement applies.
    ExplicitDeny,
    /// Nothing allows.
    ImplicitDeny,
    /// It depends on keys that are left open.
    Undetermined,
    /// It cannot be known: a needed policy is invalid, or the request is malformed.
    Error,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Self; 5] = [
        Self::Allow,
        Self::ExplicitDeny,
        Self::ImplicitDeny,
        Self::Undetermined,
        Self::Error,
    ];

    /// The name in scenario documents and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::ExplicitDeny => "explicit-deny",
            Self::ImplicitDeny => "implicit-deny",
            Self::Undetermined => "undetermined",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
