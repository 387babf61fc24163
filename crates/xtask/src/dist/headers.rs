//! The headers that a host should send, in the forms of common hosts.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::folder::Folder;

/// Headers for every file.
const EVERYWHERE: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    // A sandboxed frame has no origin, so that the files of an embed in it come from another one (docs/embedding.md). They hold nothing secret.
    ("Access-Control-Allow-Origin", "*"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];
/// How long a file may be kept whose name has a hash.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For files whose names stay when their content changes.
const ASK: &str = "no-cache";
/// What a name with a hash matches, for servers that know regular expressions.
const HASHED: &str = "-[0-9a-f]{16}(_bg|_later|_loader)?(\\.[a-z0-9]+$|/)";

/// Adds the headers in the form that Netlify and Cloudflare Pages read from the folder itself.
pub(super) fn add(page: &mut Folder, policy: &str) {
    let mut rules = vec![format!(
        "/*\n{}",
        listed(|name, value| format!("  {name}: {value}\n"))
    )];
    for path in ["/", "/index.html"] {
        rules.push(format!(
            "{path}\n  Content-Security-Policy: {policy}\n  Cache-Control: {ASK}\n"
        ));
    }
    // What other pages frame states its policy itself, and may be framed.
    for path in ["/embed.html", "/iam-playground.js", "/sw.js"] {
        rules.push(format!("{path}\n  Cache-Control: {ASK}\n"));
    }
    let mut tops: Vec<String> = page.names().filter_map(hashed_rule).collect();
    tops.dedup();
    let kept = tops
        .iter()
        .map(|top| format!("{top}\n  Cache-Control: {FOR_EVER}\n"));
    rules.extend(kept);
    page.put("_headers", rules.concat());
}

/// Lines for the headers that every file has.
fn listed(line: impl Fn(&str, &str) -> String) -> String {
    let lines = EVERYWHERE.iter().map(|(name, value)| line(name, value));
    lines.collect::<Vec<_>>().concat()
}

/// The rule for a file or folder at the top whose name has a hash.
fn hashed_rule(path: &str) -> Option<String> {
    let (top, is_folder) = match path.split_once('/') {
        Some((top, _)) => (top, true),
        None => (path, false),
    };
    let digits = |part: &str| {
        let digits = part.split(['.', '_']).next().unwrap_or_default();
        digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let has_hash = top.rsplit_once('-').is_some_and(|(_, end)| digits(end));
    has_hash.then(|| {
        if is_folder {
            format!("/{top}/*")
        } else {
            format!("/{top}")
        }
    })
}

/// Writes snippets for servers that are configured from outside.
pub(super) fn write(policy: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, text) in [
        ("nginx.conf", nginx(policy)),
        ("Caddyfile", caddy(policy)),
        ("htaccess", apache(policy)),
    ] {
        fs::write(folder.join(name), text).with_context(|| format!("cannot write {name}"))?;
    }
    Ok(())
}

fn nginx(policy: &str) -> String {
    let everywhere = |indent: &str| {
        listed(|name, value| format!("{indent}add_header {name} \"{value}\" always;\n"))
    };
    format!(
        "# In a `server` block. The folder `site` lies at /srv/playground and is served under /; for another base path change both.\n\
         location / {{\n    root /srv/playground;\n    index index.html;\n    gzip_static on;\n    # With the module for Brotli: brotli_static on;\n\
         \x20   types {{\n        text/html html; text/javascript js; text/css css; application/wasm wasm; application/json json;\n        \
         application/manifest+json webmanifest; text/plain txt; image/svg+xml svg; image/png png;\n    }}\n    charset utf-8;\n\
         {headers}    add_header Content-Security-Policy \"{policy}\" always;\n    add_header Cache-Control \"{ASK}\" always;\n\n\
         \x20   location ~ \"{HASHED}\" {{\n        root /srv/playground;\n{inner}        add_header Cache-Control \"{FOR_EVER}\" always;\n    }}\n}}\n",
        headers = everywhere("    "),
        inner = everywhere("        "),
    )
}

fn caddy(policy: &str) -> String {
    let everywhere = listed(|name, value| format!("\t\t{name} \"{value}\"\n"));
    format!(
        "# The folder `site` lies at /srv/playground.\nplayground.example.org {{\n\troot * /srv/playground\n\tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n\
         \theader {{\n{everywhere}\t\tContent-Security-Policy \"{policy}\"\n\t\tCache-Control \"{ASK}\"\n\t}}\n\
         \t@hashed path_regexp {HASHED}\n\theader @hashed Cache-Control \"{FOR_EVER}\"\n}}\n"
    )
}

fn apache(policy: &str) -> String {
    let everywhere = listed(|name, value| format!("Header always set {name} \"{value}\"\n"));
    format!(
        "# As `.htaccess` in the folder; needs mod_headers.\nAddType application/wasm .wasm\nAddType application/manifest+json .webmanifest\n\
         {everywhere}Header always set Cache-Control \"{ASK}\"\n<FilesMatch \"\\.html$\">\n    Header always set Content-Security-Policy \"{policy}\"\n</FilesMatch>\n\
         <If \"%{{REQUEST_URI}} =~ m#{HASHED}#\">\n    Header always set Cache-Control \"{FOR_EVER}\"\n</If>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_with_a_hash_are_kept_for_ever() {
        for (path, rule) in [
            ("index.html", None),
            ("sw.js", None),
            (
                "editor-0123456789abcdef.js",
                Some("/editor-0123456789abcdef.js"),
            ),
            (
                "iam-playground-web-0123456789abcdef_bg.wasm",
                Some("/iam-playground-web-0123456789abcdef_bg.wasm"),
            ),
            (
                "guides-0123456789abcdef/iot-events.json",
                Some("/guides-0123456789abcdef/*"),
            ),
            ("editor.LICENSES.txt", None),
        ] {
            assert_eq!(hashed_rule(path).as_deref(), rule, "{path}");
        }
    }
}
