//! Scenario documents from files, folders and standard input.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use iam_core::json::MAX_LEN;
use iam_core::scenario::Scenario;

use crate::problem::Problem;

/// A byte order mark of some editors; JSON has no place for it.
const MARK: char = '\u{feff}';

/// The most bytes of a file.
const MOST: usize = MAX_LEN + MARK.len_utf8();

/// A scenario and the text it was read from.
#[derive(Debug)]
pub(crate) struct Document {
    /// What messages call it.
    pub(crate) file: String,
    /// The text, without a byte order mark.
    pub(crate) text: String,
    /// What it says.
    pub(crate) scenario: Scenario,
}

/// The files that the arguments name, folders replaced by what is in them, in order of names.
///
/// # Errors
///
/// A folder that cannot be read, or that holds no scenario.
pub(crate) fn files(arguments: &[OsString]) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::new();
    for argument in arguments {
        let path = PathBuf::from(argument);
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let before = files.len();
        add_folder(&path, &mut files)?;
        if files.len() == before {
            return Err(Problem::NoScenarios {
                folder: path.display().to_string(),
            });
        }
    }
    Ok(files)
}

fn add_folder(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let cannot_read = |error| Problem::Read {
        file: folder.display().to_string(),
        error,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot_read)? {
        paths.push(entry.map_err(cannot_read)?.path());
    }
    paths.sort();
    for path in paths {
        // A link to a folder is not followed: it may lead back.
        if path.is_dir() && !path.is_symlink() {
            add_folder(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads a scenario; `-` is standard input.
///
/// # Errors
///
/// A file that cannot be read, or that holds no scenario.
pub(crate) fn read(path: &Path) -> Result<Document, Problem> {
    let (file, text) = text(path)?;
    scenario(file, text)
}

/// Reads a file and says what messages call it; `-` is standard input.
///
/// # Errors
///
/// A file that cannot be read, is too large or is no text.
pub(crate) fn text(path: &Path) -> Result<(String, String), Problem> {
    let (file, bytes) = read_bytes(path)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            return Err(Problem::NotText { file, at });
        }
    };
    let text = match text.strip_prefix(MARK) {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok((file, text))
}

/// Reads a file, or standard input for `-`; says what messages call it.
///
/// # Errors
///
/// A file that cannot be read, or that is too large.
pub(crate) fn read_bytes(path: &Path) -> Result<(String, Vec<u8>), Problem> {
    let is_standard_input = path == Path::new("-");
    let file = if is_standard_input {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let bytes = if is_standard_input {
        read_some(io::stdin().lock())
    } else {
        File::open(path).and_then(read_some)
    };
    match bytes {
        Ok(bytes) if bytes.len() > MOST => Err(Problem::TooLarge { file }),
        Ok(bytes) => Ok((file, bytes)),
        Err(error) => Err(Problem::Read { file, error }),
    }
}

/// The scenario that a text holds.
///
/// # Errors
///
/// A text that holds none.
pub(crate) fn scenario(file: String, text: String) -> Result<Document, Problem> {
    match Scenario::parse(&text) {
        Ok(scenario) => Ok(Document {
            file,
            text,
            scenario,
        }),
        Err(error) => Err(Problem::Scenario { file, error }),
    }
}

/// Reads one byte more than a file may have, and no further: some files have no end.
fn read_some(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
