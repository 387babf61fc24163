//! Account ids (rule R-ARN-4) and the prefixes of unique ids (R-ARN-8).

use std::fmt;
use std::str::FromStr;

/// An account id: exactly 12 digits, kept as text since leading zeros matter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId([u8; 12]);

/// The text is not an account id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAccountId;

/// Whether the text is exactly 12 ASCII digits.
pub fn is_account_id(text: &str) -> bool {
    AccountId::parse(text).is_some()
}

impl AccountId {
    /// Reads an account id.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: [u8; 12] = text.as_bytes().try_into().ok()?;
        digits
            .iter()
            .all(u8::is_ascii_digit)
            .then_some(Self(digits))
    }

    /// The 12 digits.
    pub fn as_str(&self) -> &str {
        // INVARIANT: only ASCII digits.
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl FromStr for AccountId {
    type Err = NotAnAccountId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or(NotAnAccountId)
    }
}

impl fmt::Display for NotAnAccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an account id has exactly 12 digits")
    }
}

impl std::error::Error for NotAnAccountId {}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a unique id names, told by its first four letters (R-ARN-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UniqueId {
    /// `AIDA`
    User,
    /// `AROA`
    Role,
    /// `AGPA`
    Group,
    /// `ANPA`
    ManagedPolicy,
    /// `AIPA`
    InstanceProfile,
    /// `ANVA`
    PolicyVersion,
    /// `ASCA`
    Certificate,
    /// `APKA`
    PublicKey,
    /// `ABIA`
    BearerToken,
    /// `ACCA`
    ContextCredential,
    /// `AKIA`
    LongTermKey,
    /// `ASIA`
    TemporaryKey,
}

impl UniqueId {
    /// The kind of a unique id: a known prefix followed by capital letters and digits. `None` for any other text.
    ///
    /// Source: *IAM identifiers*, "Understanding unique ID prefixes".
    pub fn of(text: &str) -> Option<Self> {
        let (prefix, rest) = text.split_at_checked(4)?;
        // Ids have 20 or 21 characters today; their length is not promised.
        let plausible = rest.len() >= 12
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if !plausible {
            return None;
        }
        Some(match prefix {
            "AIDA" => Self::User,
            "AROA" => Self::Role,
            "AGPA" => Self::Group,
            "ANPA" => Self::ManagedPolicy,
            "AIPA" => Self::InstanceProfile,
            "ANVA" => Self::PolicyVersion,
            "ASCA" => Self::Certificate,
            "APKA" => Self::PublicKey,
            "ABIA" => Self::BearerToken,
            "ACCA" => Self::ContextCredential,
            "AKIA" => Self::LongTermKey,
            "ASIA" => Self::TemporaryKey,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_ids() {
        for (text, valid) in [
            ("123456789012", true),
            ("000000000000", true),
            ("12345678901", false),
            ("1234567890123", false),
            ("1234-5678-9012", false),
            ("12345678901a", false),
            ("１２３４", false),
            ("aws", false),
            ("", false),
        ] {
            assert_eq!(is_account_id(text), valid, "{text}");
            assert_eq!(
                AccountId::parse(text).map(|id| id.to_string()),
                valid.then(|| text.to_owned())
            );
        }
    }

    #[test]
    fn unique_ids() {
        for (text, kind) in [
            ("AIDACKCEVSQ6C2EXAMPLE", Some(UniqueId::User)),
            ("AROADBQP57FF2AEXAMPLE", Some(UniqueId::Role)),
            ("ASIAIOSFODNN7EXAMPLE", Some(UniqueId::TemporaryKey)),
            ("AIDA", None),
            ("aidackcevsq6c2example", None),
            ("AIDACKCEVSQ6C2 EXAMPLE", None),
            ("ABCDCKCEVSQ6C2EXAMPLE", None),
            ("éé", None),
        ] {
            assert_eq!(UniqueId::of(text), kind, "{text}");
        }
    }
}
