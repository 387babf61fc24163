//! Types of condition keys.

use std::fmt;

/// The type of a condition key's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ValueType {
    /// What one value is.
    pub kind: ValueKind,
    /// Whether a request may hold several values, so that conditions need `ForAllValues` or `ForAnyValue` (`ArrayOf…`).
    pub multivalued: bool,
}

/// What one value of a condition key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// Text.
    String,
    /// An ARN.
    Arn,
    /// `true` or `false`.
    Bool,
    /// A number.
    Numeric,
    /// A date.
    Date,
    /// An IP address.
    IpAddress,
    /// Bytes, in base64.
    Binary,
}

impl ValueKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::String,
        Self::Arn,
        Self::Bool,
        Self::Numeric,
        Self::Date,
        Self::IpAddress,
        Self::Binary,
    ];

    /// The name in the Service Authorization Reference.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Arn => "ARN",
            Self::Bool => "Bool",
            Self::Numeric => "Numeric",
            Self::Date => "Date",
            Self::IpAddress => "IPAddress",
            Self::Binary => "Binary",
        }
    }
}

impl ValueType {
    /// Reads the name of the Service Authorization Reference, such as `ArrayOfString`.
    pub fn from_name(name: &str) -> Option<Self> {
        let (multivalued, name) = match name.strip_prefix("ArrayOf") {
            Some(rest) => (true, rest),
            None => (false, name),
        };
        let kind = ValueKind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)?;
        Some(Self { kind, multivalued })
    }
}

impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.multivalued {
            f.write_str("ArrayOf")?;
        }
        f.write_str(self.kind.name())
    }
}
