//! The page's content policy, as it is published.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

/// Where a page states its policy.
const START: &str = "http-equiv=\"Content-Security-Policy\"";

/// The policy that a page states.
pub(super) fn stated(html: &str) -> Result<&str> {
    let after = html.split_once(START).map(|(_, after)| after);
    let content = after.and_then(|after| after.split_once("content=\""));
    let policy = content.and_then(|(_, policy)| policy.split_once('"'));
    policy
        .map(|(policy, _)| policy)
        .context("the page states no policy")
}

/// A policy with the hashes of other scripts than those it had.
pub(super) fn with_scripts<'s>(policy: &str, scripts: impl IntoIterator<Item = &'s str>) -> String {
    let hashes: Vec<String> = scripts.into_iter().map(source).collect();
    let directives = policy.split("; ").map(|directive| {
        if !directive.starts_with("script-src ") {
            return directive.to_owned();
        }
        let kept = directive
            .split(' ')
            .filter(|word| !word.starts_with("'sha256-"));
        let words: Vec<&str> = kept.chain(hashes.iter().map(String::as_str)).collect();
        words.join(" ")
    });
    directives.collect::<Vec<_>>().join("; ")
}

/// What allows a script or a style sheet by its text.
pub(super) fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The texts of a page's scripts that have no file and are code.
pub(super) fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        let is_data = attributes.contains("type=\"text/plain\"");
        (!is_data && !attributes.contains("src=") && !text.is_empty()).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_a_policy_are_exchanged() {
        let html = r#"<meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; script-src 'self' 'sha256-old=' 'wasm-unsafe-eval'; img-src data:" />
          <script type="module">alert(1)</script><script src="a.js"></script>"#;
        let policy = with_scripts(stated(html).unwrap(), inline_scripts(html));
        assert_eq!(
            policy,
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; img-src data:"
        );
    }
}
