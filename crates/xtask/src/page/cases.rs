//! The conformance cases in one file beside the page, which fetches it when a visitor asks to run them.
//!
//! A list, a case a line, each `["area/name",{…}]` without spaces outside of its texts: valid JSON that is read a line at a time.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::root;

/// Writes `cases.json` into a folder.
pub(super) fn pack(folder: &Path) -> Result<()> {
    let from = root().join("tests/cases");
    let mut lines = Vec::new();
    for area in sorted(&from)? {
        for path in sorted(&area)? {
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.with_extension("");
            let name = name
                .strip_prefix(&from)?
                .to_string_lossy()
                .replace('\\', "/");
            if name.contains('"') {
                bail!("the name of {} has a quotation mark", path.display());
            }
            lines.push(format!("[\"{name}\",{}]", squeezed(&text)));
        }
    }
    let packed = ["[\n", &lines.join(",\n"), "\n]\n"].concat();
    fs::write(folder.join("cases.json"), packed).context("cannot write cases.json")
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

/// JSON without the white space between its parts; its texts stay as they are.
fn squeezed(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for c in json.chars() {
        if inside || !c.is_ascii_whitespace() {
            out.push(c);
        }
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::squeezed;

    #[test]
    fn only_space_between_parts_goes() {
        for (json, expected) in [
            ("{ \"a b\": [1, 2] }\n", "{\"a b\":[1,2]}"),
            (r#"{ "a\" b": "\\" }"#, r#"{"a\" b":"\\"}"#),
            (r#"[ "\\\" x", " " ]"#, r#"["\\\" x"," "]"#),
        ] {
            assert_eq!(squeezed(json), expected, "{json}");
        }
    }
}
