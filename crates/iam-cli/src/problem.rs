//! What keeps a command from being carried out.

use std::fmt;
use std::io;

use iam_core::json::MAX_LEN;
use iam_core::scenario::ScenarioError;
use iam_share::LinkError;

/// Bad input, or a terminal that is gone.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The arguments make no command.
    Usage(String),
    /// A file could not be read.
    Read { file: String, error: io::Error },
    /// A file holds bytes that are not UTF-8; the offset of the first.
    NotText { file: String, at: usize },
    /// A file is larger than a scenario may be.
    TooLarge { file: String },
    /// A folder holds no scenario.
    NoScenarios { folder: String },
    /// A file holds no scenario.
    Scenario { file: String, error: ScenarioError },
    /// A link does not open.
    Link(LinkError),
    /// There is no such rule.
    Rule(String),
    /// The catalog does not know what is asked for.
    Catalog(String),
    /// The report could not be made into JSON.
    Json(serde_json::Error),
    /// The output takes no more.
    Write(io::Error),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => write!(f, "{message}; `iam-eval --help` says more"),
            Self::Read { file, error } => write!(f, "{file}: cannot be read: {error}"),
            Self::NotText { file, at } => write!(f, "{file}: not UTF-8 text from byte {at} on"),
            Self::TooLarge { file } => {
                write!(f, "{file}: too large, expected at most {MAX_LEN} bytes")
            }
            Self::NoScenarios { folder } => write!(f, "{folder}: no .json file in this folder"),
            Self::Scenario { file, error } => {
                write!(f, "{file}:{}:{}: ", error.line, error.column)?;
                if !error.path.is_empty() {
                    write!(f, "`{}`: ", error.path)?;
                }
                write!(f, "{} [{}]", error.message, error.code)
            }
            Self::Link(error) => error.fmt(f),
            Self::Rule(id) => write!(f, "there is no rule `{id}`; `iam-eval rules` lists them"),
            Self::Catalog(message) => f.write_str(message),
            Self::Json(error) => write!(f, "the report could not be written: {error}"),
            Self::Write(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

impl std::error::Error for Problem {}
