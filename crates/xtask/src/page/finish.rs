//! What is left to do for the page after Trunk (see `Trunk.toml`): one style sheet instead of many, and a policy that lets the program start.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::{guides, once, program};

/// Finishes what Trunk has just written.
///
/// # Errors
///
/// When called by anybody else, or a file is not as expected.
pub(crate) fn finish() -> Result<()> {
    let folder =
        std::env::var_os("TRUNK_STAGING_DIR").context("`page` is called by Trunk, not by hand")?;
    let folder = Path::new(&folder);
    guides::write(folder)?;
    super::cases::pack(folder)?;
    let path = folder.join("index.html");
    let mut html =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        html = with_one_sheet(&html, folder)?;
        program::finish(folder)?;
    } else {
        program::leave_whole(folder)?;
    }
    let html = with_policy(&html)?;
    let embed = folder.join("embed.html");
    fs::write(&embed, embed_of(&html)?)
        .with_context(|| format!("cannot write {}", embed.display()))?;
    fs::write(&path, html).with_context(|| format!("cannot write {}", path.display()))
}

/// The entry that other pages frame: the same page with the same policy, told apart by an attribute that the program reads.
fn embed_of(html: &str) -> Result<String> {
    let root = "<html lang=\"en\"";
    once(html, root, &format!("{root} data-entry=\"embed\""))
}

/// What Trunk writes for a nonce; it puts the real one there when it serves.
const NONCE: &str = "TRUNK-NONCE";
/// In Trunk's script for reloading: its text changes with every answer, so only a nonce can let it through.
const RELOADER: &str = "{{__TRUNK_ADDRESS__}}";
const SCRIPTS: &str = "script-src 'self'";

/// Trunk starts the program from a script inside the page. The page's policy forbids such scripts, so the hash of this one is added.
fn with_policy(html: &str) -> Result<String> {
    if !html.contains(SCRIPTS) {
        bail!("index.html has no policy with `{SCRIPTS}`");
    }
    let allowed = inline_scripts(html).map(|script| {
        if script.contains(RELOADER) {
            format!("'nonce-{NONCE}'")
        } else {
            source(script)
        }
    });
    let sources: Vec<_> = std::iter::once(SCRIPTS.to_owned()).chain(allowed).collect();
    let mut finished = html.replacen(SCRIPTS, &sources.join(" "), 1);
    if !html.contains(RELOADER) {
        for attribute in [format!(" nonce=\"{NONCE}\""), format!(" nonce={NONCE}")] {
            finished = finished.replace(&attribute, "");
        }
    }
    Ok(finished)
}

/// The texts between `<script …>` and `</script>` of scripts that have no file and are code.
pub(crate) fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        let is_data = attributes.contains("type=\"text/plain\"");
        (!is_data && !attributes.contains("src=") && !text.is_empty()).then_some(text)
    })
}

/// What allows a script or a style sheet by its text, in a policy.
pub(crate) fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Puts the style sheets into one file, in their order: one request, and a better compression.
fn with_one_sheet(html: &str, folder: &Path) -> Result<String> {
    let mut rest = String::new();
    let mut styles = String::new();
    for (count, part) in html.split("<link rel=\"stylesheet\"").enumerate() {
        if count == 0 {
            rest.push_str(part);
            continue;
        }
        let (attributes, after) = part.split_once('>').context("a link has no end")?;
        let name = attributes
            .split_once("href=\"./")
            .and_then(|(_, href)| href.split_once('"'))
            .map(|(name, _)| name)
            .context("a style sheet is not beside the page")?;
        let path = folder.join(name);
        let sheet =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        styles.push_str(&squeezed(&sheet));
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        rest.push_str(after.trim_start());
    }
    let digest = Sha256::digest(&styles);
    let short = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    let name = format!("styles-{short:016x}.css");
    fs::write(folder.join(&name), styles).with_context(|| format!("cannot write {name}"))?;
    let link = format!("<link rel=\"stylesheet\" href=\"./{name}\" />\n  </head>");
    Ok(rest.replacen("</head>", &link, 1))
}

/// A style sheet without comments, indentation and empty lines. No string in our sheets holds `/*`.
fn squeezed(sheet: &str) -> String {
    let mut plain = String::new();
    for (count, part) in sheet.split("/*").enumerate() {
        let text = if count == 0 {
            part
        } else {
            part.split_once("*/").map_or("", |(_, after)| after)
        };
        plain.push_str(text);
    }
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "<meta content=\"script-src 'self' 'wasm-unsafe-eval'\">";

    #[test]
    fn published_page_allows_the_one_script_by_its_hash() {
        let html = format!(
            "{POLICY}<link nonce=\"{NONCE}\" href=a><script type=\"module\" nonce=\"{NONCE}\">alert(1)</script>"
        );
        assert_eq!(
            with_policy(&html).unwrap(),
            "<meta content=\"script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'wasm-unsafe-eval'\">\
             <link href=a><script type=\"module\">alert(1)</script>"
        );
    }

    #[test]
    fn served_page_keeps_the_nonce_for_reloading() {
        let html = format!(
            "{POLICY}<script nonce=\"{NONCE}\">{RELOADER}</script><script src=\"x.js\"></script>"
        );
        let finished = with_policy(&html).unwrap();
        assert!(
            finished.contains(&format!(
                "script-src 'self' 'nonce-{NONCE}' 'wasm-unsafe-eval'"
            )),
            "{finished}"
        );
        assert!(
            finished.contains(&format!("<script nonce=\"{NONCE}\">")),
            "{finished}"
        );
    }

    #[test]
    fn the_embed_is_the_page_with_another_entry() {
        let html = format!("<html lang=\"en\"><head>{POLICY}");
        let embed = format!("<html lang=\"en\" data-entry=\"embed\"><head>{POLICY}");
        assert_eq!(embed_of(&html).unwrap(), embed);
        assert!(embed_of("<html>").is_err());
    }

    #[test]
    fn a_page_without_a_policy_is_refused() {
        assert!(with_policy("<script>1</script>").is_err());
    }

    #[test]
    fn style_sheets_become_one_in_their_order() {
        let folder = std::env::temp_dir().join(format!("iam-xtask-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.css"), "/* A */\n:root {\n  --x: 1;\n}\n").unwrap();
        fs::write(folder.join("b.css"), "b { top: 0 } /* no end").unwrap();
        let html = "<head><link rel=\"stylesheet\" href=\"./a.css\"/>\n <link rel=\"stylesheet\" nonce=\"n\" href=\"./b.css\"/>\n<i></head>";
        let one = with_one_sheet(html, &folder).unwrap();
        let name = one.split("./").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(
            one,
            format!("<head><i><link rel=\"stylesheet\" href=\"./{name}\" />\n  </head>")
        );
        assert_eq!(
            fs::read_to_string(folder.join(name)).unwrap(),
            ":root {\n--x: 1;\n}\nb { top: 0 }\n"
        );
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
