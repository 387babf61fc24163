//! Sets of policy types: which a check applies to.

/// A set of policy types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Types(u8);

impl Types {
    /// Identity-based policies and permissions boundaries.
    pub const IDENTITY: Self = Self(1);
    /// Session policies.
    pub const SESSION: Self = Self(2);
    /// Resource-based policies but for trust policies.
    pub const RESOURCE: Self = Self(4);
    /// Role trust policies.
    pub const TRUST: Self = Self(8);
    /// VPC endpoint policies.
    pub const ENDPOINT: Self = Self(16);
    /// Service control policies.
    pub const SCP: Self = Self(32);
    /// Resource control policies.
    pub const RCP: Self = Self(64);
    /// Every type.
    pub const ALL: Self = Self(127);
    /// What is read as an identity policy.
    pub const ID: Self = Self(1 | 2);
    /// What is attached to principals.
    pub const OF_PRINCIPALS: Self = Self(1 | 2 | 32);
    /// Resource-based in the wide sense: trust and endpoint policies too.
    pub const RES: Self = Self(4 | 8 | 16);
    /// As [`Self::RES`], without trust policies.
    pub const RES_NOT_TRUST: Self = Self(4 | 16);
    /// What names a principal.
    pub const WITH_PRINCIPAL: Self = Self(4 | 8 | 16 | 64);
    /// What names a resource.
    pub const WITH_RESOURCE: Self = Self(127 - 8);
    /// What IAM and AWS Organizations keep.
    pub const MANAGED_BY_IAM: Self = Self(1 | 2 | 8 | 32 | 64);

    /// Whether the sets have a type in common.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
