//! Why a link does not open.

use std::fmt;

use iam_core::scenario::ScenarioError;

/// Why a link does not open. Callers may match every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// The link carries nothing.
    Empty,
    /// There is no version mark at its beginning.
    NoVersion,
    /// It was made by a later release; this is its mark.
    Version(String),
    /// A character that no link has.
    Character(char),
    /// It breaks off.
    Truncated,
    /// Its content is not what was put in.
    Damaged,
    /// What it unfolds to is larger than a document may be.
    TooLarge,
    /// It was filled in by hand, and this is wrong with it.
    Prefill(String),
    /// What it carries is not a scenario.
    Scenario(ScenarioError),
}

impl LinkError {
    /// Kebab-case code by area.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "link/empty",
            Self::NoVersion => "link/no-version",
            Self::Version(_) => "link/version",
            Self::Character(_) => "link/character",
            Self::Truncated => "link/truncated",
            Self::Damaged => "link/damaged",
            Self::TooLarge => "link/too-large",
            Self::Prefill(_) => "link/prefill",
            Self::Scenario(_) => "link/scenario",
        }
    }
}

/// One sentence for the person who opened the link.
impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the link carries no scenario"),
            Self::NoVersion => f.write_str(
                "the link does not begin with a version mark such as `1.`, so it carries no scenario",
            ),
            Self::Version(mark) => write!(
                f,
                "the link has version `{mark}`, this release reads versions `1` and `2`: open it with a later release"
            ),
            Self::Character(character) => write!(
                f,
                "the link is damaged: it holds `{}`, which no link has; copy it again from where it was made",
                character.escape_debug()
            ),
            Self::Truncated => f.write_str(
                "the link is not complete: its end is missing; copy it again from where it was made",
            ),
            Self::Damaged => f.write_str(
                "the link is damaged: its content is not what was shared; copy it again from where it was made",
            ),
            Self::TooLarge => {
                f.write_str("the link unfolds to more than 4 MB, which no scenario has")
            }
            Self::Prefill(what) => write!(f, "the link is not filled in right: {what}"),
            Self::Scenario(error) => write!(f, "what the link carries is not a scenario: {error}"),
        }
    }
}

impl std::error::Error for LinkError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Scenario(error) => Some(error),
            Self::Empty
            | Self::NoVersion
            | Self::Version(_)
            | Self::Character(_)
            | Self::Truncated
            | Self::Damaged
            | Self::TooLarge
            | Self::Prefill(_) => None,
        }
    }
}
