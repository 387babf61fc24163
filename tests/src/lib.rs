//! The conformance cases: scenarios with an `expect` on every request, one file a rule, in `cases/<area>/`.
//!
//! Cases are the specification. They are written from `docs/iam-evaluation-spec.md` and from AWS's documentation; what an
//! evaluator answers is never copied into them. The numbers in brackets at the end of a description are the rules shown.

pub mod corpora;
pub mod fuzzed;
pub mod generate;
pub mod lesson;
pub mod naive;
pub mod snapshot;
pub mod sound;

use std::path::{Path, PathBuf};
use std::{fs, io};

use iam_core::scenario::Scenario;

/// The gallery's index, among the examples.
pub const GALLERY: &str = "gallery.json";

/// A case file.
#[derive(Debug)]
pub struct Case {
    /// `area/file`, without the extension.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

impl Case {
    /// Its scenario, or why there is none.
    ///
    /// # Errors
    /// What the reader says of the document.
    pub fn scenario(&self) -> Result<Scenario, String> {
        Scenario::parse(&self.text).map_err(|error| format!("{}: {error:?}", self.path.display()))
    }
}

/// The folder of this package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every case, in the order of their names. The examples that the app ships are cases too, of the area `examples`; beside
/// them stands the index of the gallery, which is no scenario.
///
/// # Errors
/// When a file cannot be read.
pub fn cases() -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut areas = sorted(&root().join("cases"))?;
    areas.extend(Some(root().join("../web/examples")).filter(|folder| folder.is_dir()));
    for area in areas {
        for path in sorted(&area)? {
            if path.extension().is_none_or(|extension| extension != "json")
                || path.file_name().is_some_and(|name| name == GALLERY)
            {
                continue;
            }
            let (Some(area), Some(file)) = (
                area.file_name().and_then(|name| name.to_str()),
                path.file_stem().and_then(|name| name.to_str()),
            ) else {
                continue;
            };
            cases.push(Case {
                name: format!("{area}/{file}"),
                text: fs::read_to_string(&path)?,
                path,
            });
        }
    }
    Ok(cases)
}

/// The text of a file of pasted evidence; some are kept as gzip, as AWS delivers them.
///
/// # Panics
/// When the file is not what it seems.
pub fn unpacked(bytes: &[u8]) -> String {
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpack = flate2::read::MultiGzDecoder::new(bytes);
        io::Read::read_to_string(&mut unpack, &mut text).unwrap();
    } else {
        text.push_str(str::from_utf8(bytes).unwrap());
    }
    text
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The rules a case shows: the last bracket of its description, `[R-DEC-4, R-ELM-8]`.
pub fn rules_shown(description: &str) -> Vec<&str> {
    description
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once('['))
        .map(|(_, rules)| rules.split(", ").collect())
        .unwrap_or_default()
}
