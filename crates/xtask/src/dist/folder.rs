//! A folder of files, held while it is worked on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest as _, Sha256};

/// Files by path from the folder, with `/` between names.
#[derive(Debug, Default)]
pub(super) struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// Reads a folder with everything in it.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let mut folder = Self::default();
        folder.gather(path, "")?;
        Ok(folder)
    }

    fn gather(&mut self, path: &Path, before: &str) -> Result<()> {
        let entries =
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.gather(&entry.path(), &format!("{name}/"))?;
            } else {
                let bytes =
                    fs::read(entry.path()).with_context(|| format!("cannot read {name}"))?;
                self.files.insert(name, bytes);
            }
        }
        Ok(())
    }

    /// Writes everything below a folder.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        for (name, bytes) in &self.files {
            let file = path.join(name);
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent)
                    .with_context(|| format!("cannot make {}", parent.display()))?;
            }
            fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        }
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The paths of some files, to change what is under them.
    pub(super) fn names_with(&self, is: impl Fn(&str) -> bool) -> Vec<String> {
        let names = self.files.keys();
        names.filter(|name| is(name)).cloned().collect()
    }

    /// The files whose paths begin so, with what follows.
    pub(super) fn below<'f>(&'f self, start: &'f str) -> impl Iterator<Item = (&'f str, &'f [u8])> {
        let files = self.files.iter();
        files.filter_map(move |(name, bytes)| Some((name.strip_prefix(start)?, bytes.as_slice())))
    }

    pub(super) fn bytes(&self, name: &str) -> Result<&[u8]> {
        let bytes = self.files.get(name);
        bytes
            .map(Vec::as_slice)
            .with_context(|| format!("there is no {name}"))
    }

    pub(super) fn text(&self, name: &str) -> Result<&str> {
        std::str::from_utf8(self.bytes(name)?).with_context(|| format!("{name} is not text"))
    }

    pub(super) fn put(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(name.into(), bytes.into());
    }

    pub(super) fn take(&mut self, name: &str) -> Result<Vec<u8>> {
        let bytes = self.files.remove(name);
        bytes.with_context(|| format!("there is no {name}"))
    }

    /// The one file at the top whose name begins and ends so.
    pub(super) fn one(&self, start: &str, end: &str) -> Result<&str> {
        let mut found = self
            .names()
            .filter(|name| !name.contains('/') && name.starts_with(start) && name.ends_with(end));
        match (found.next(), found.next()) {
            (Some(name), None) => Ok(name),
            (None, _) => bail!("there is no {start}*{end}"),
            (Some(_), Some(_)) => bail!("there is more than one {start}*{end}"),
        }
    }
}

/// A hash for names: 16 hexadecimal digits.
pub(super) fn hash<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    let short = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    format!("{short:016x}")
}
