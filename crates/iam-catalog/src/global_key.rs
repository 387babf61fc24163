//! Global condition keys, which any service may send.
//!
//! Source: *AWS global condition context keys*.

use crate::key_name;
use crate::lines::{DataError, Line};
use crate::value_type::ValueType;

/// A global condition key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobalKey {
    /// Its name, perhaps a template: `aws:PrincipalTag/${TagKey}`.
    pub name: Box<str>,
    /// The type of its values.
    pub value: ValueType,
    /// A second type that its values may be compared as.
    pub also: Option<ValueType>,
    /// Its group in the guide.
    pub group: KeyGroup,
    /// When it is in the request context, in a few words.
    pub presence: Box<str>,
    /// Whether AWS says that wildcards in its values are never right.
    pub no_wildcards: bool,
    /// Whether its prefix is a service's, though any service may receive it.
    pub cross_service: bool,
}

/// What a global condition key is a property of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyGroup {
    /// The principal.
    Principal,
    /// The role session.
    Session,
    /// The network.
    Network,
    /// The resource.
    Resource,
    /// The request.
    Request,
}

impl KeyGroup {
    /// Every group, in the guide's order.
    pub const ALL: [Self; 5] = [
        Self::Principal,
        Self::Session,
        Self::Network,
        Self::Resource,
        Self::Request,
    ];

    /// Its name, in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Session => "session",
            Self::Network => "network",
            Self::Resource => "resource",
            Self::Request => "request",
        }
    }
}

impl GlobalKey {
    /// Whether a key of a policy or request is this one, without regard to case and with the template filled in.
    pub fn matches(&self, key: &str) -> bool {
        key_name::matches(&self.name, key)
    }

    /// Whether the name is a template.
    pub fn is_template(&self) -> bool {
        key_name::is_template(&self.name)
    }

    /// Whether an action sends it only if the service reference lists it there: `aws:RequestTag/…`, `aws:ResourceTag/…`
    /// and `aws:TagKeys`.
    pub fn needs_support(&self) -> bool {
        const LISTED: [&str; 3] = [
            "aws:RequestTag/${TagKey}",
            "aws:ResourceTag/${TagKey}",
            "aws:TagKeys",
        ];
        LISTED.contains(&&*self.name)
    }

    pub(crate) fn read(line: &Line<'_>) -> Result<Self, DataError> {
        let [name, value, also, group, flags, presence] = line.fields();
        let unknown = || line.error("an unknown type of a condition key");
        let also = match also {
            "" => None,
            also => Some(ValueType::from_name(also).ok_or_else(unknown)?),
        };
        Ok(Self {
            name: name.into(),
            value: ValueType::from_name(value).ok_or_else(unknown)?,
            also,
            group: KeyGroup::ALL
                .into_iter()
                .find(|known| known.name() == group)
                .ok_or_else(|| line.error("an unknown group of condition keys"))?,
            presence: presence.into(),
            no_wildcards: flags.contains('W'),
            cross_service: flags.contains('S'),
        })
    }
}
