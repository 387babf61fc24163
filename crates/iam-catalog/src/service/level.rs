//! Access levels of actions.

use std::fmt;

/// What an action does to a resource.
///
/// Source: *Understanding access level summaries within policy summaries* (IAM User Guide).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccessLevel {
    /// Sees that resources exist.
    List,
    /// Reads contents and attributes.
    Read,
    /// Creates, deletes or changes.
    Write,
    /// Changes tags only.
    Tagging,
    /// Grants or changes permissions.
    PermissionsManagement,
}

impl AccessLevel {
    /// Every level.
    pub const ALL: [Self; 5] = [
        Self::List,
        Self::Read,
        Self::Write,
        Self::Tagging,
        Self::PermissionsManagement,
    ];

    /// The name in the Service Authorization Reference.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Tagging => "Tagging",
            Self::PermissionsManagement => "Permissions management",
        }
    }

    fn from_letter(letter: u8) -> Option<Self> {
        match letter {
            b'L' => Some(Self::List),
            b'R' => Some(Self::Read),
            b'W' => Some(Self::Write),
            b'T' => Some(Self::Tagging),
            b'P' => Some(Self::PermissionsManagement),
            _ => None,
        }
    }
}

/// The levels of an action: one, and since July 2026 a second for some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AccessLevels {
    /// The level that tells most, and the only one before July 2026: `Tagging` of "Tagging, Write".
    pub main: AccessLevel,
    /// A second level.
    pub second: Option<AccessLevel>,
}

impl AccessLevels {
    /// Whether a level is among them.
    pub fn has(self, level: AccessLevel) -> bool {
        self.main == level || self.second == Some(level)
    }

    /// Reads the one or two letters that a text begins with.
    pub(crate) fn at_start(text: &str) -> Option<Self> {
        let (main, second) = match text.as_bytes() {
            [main, second, ..] => (*main, AccessLevel::from_letter(*second)),
            [main] => (*main, None),
            [] => return None,
        };
        Some(Self {
            main: AccessLevel::from_letter(main)?,
            second,
        })
    }

    /// Reads one or two letters.
    pub(crate) fn from_letters(letters: &str) -> Option<Self> {
        let (main, second) = match letters.as_bytes() {
            [main] => (*main, None),
            [main, second] => (*main, Some(AccessLevel::from_letter(*second)?)),
            _ => return None,
        };
        Some(Self {
            main: AccessLevel::from_letter(main)?,
            second,
        })
    }
}

impl fmt::Display for AccessLevels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.main.name())?;
        if let Some(second) = self.second {
            write!(f, ", {}", second.name())?;
        }
        Ok(())
    }
}
