//! The page's content policy, as it is published.

use anyhow::{Context, Result};

use crate::page::{inline_scripts, source};

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

/// The policy that a page states, with the hashes of the scripts that the page has now.
pub(super) fn with_scripts(policy: &str, html: &str) -> String {
    let hashes: Vec<String> = inline_scripts(html).map(source).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_a_policy_are_exchanged() {
        let html = r#"<meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; script-src 'self' 'sha256-old=' 'wasm-unsafe-eval'; img-src data:" />
          <script type="module">alert(1)</script><script src="a.js"></script>"#;
        let policy = with_scripts(stated(html).unwrap(), html);
        assert_eq!(
            policy,
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; img-src data:"
        );
    }
}
