//! One cell of the product: who asks for what, and how every set of policies turns out.

/// Kinds of requesters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    User,
    Role,
    ServiceLinked,
    Federated,
    Root,
    Service,
    Anonymous,
    Saml,
}

/// What a resource policy names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    None,
    Account,
    User,
    Role,
    Session,
    Any,
    Service,
    Federated,
}

impl Form {
    /// Those a resource policy can use.
    pub(crate) const NAMED: [Self; 7] = [
        Self::Account,
        Self::User,
        Self::Role,
        Self::Session,
        Self::Any,
        Self::Service,
        Self::Federated,
    ];

    /// As in the tables.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Account => "account",
            Self::User => "user",
            Self::Role => "role",
            Self::Session => "session",
            Self::Any => "any",
            Self::Service => "service",
            Self::Federated => "federated",
        }
    }
}

/// How a set of policies turns out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Absent,
    Allow,
    NoMatch,
    Deny,
}

impl Verdict {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
            Self::Absent | Self::NoMatch => "none",
        }
    }
}

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    Member,
    OtherMember,
    Management,
    Outside,
}

impl Account {
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Member => "111122223333",
            Self::OtherMember => "444455556666",
            Self::Management => "999999999999",
            Self::Outside => "777777777777",
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Object,
    Key,
    Role,
}

/// One cell of the product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) caller: Account,
    pub(crate) owner: Account,
    pub(crate) target: Target,
    pub(crate) kind: Kind,
    pub(crate) form: Form,
    pub(crate) identity: Verdict,
    pub(crate) boundary: Verdict,
    pub(crate) session: Verdict,
    pub(crate) resource_denies: bool,
    pub(crate) scp: [Verdict; 3],
    pub(crate) rcp_denies: bool,
    pub(crate) endpoint: Verdict,
}
