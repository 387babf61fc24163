//! What a published page has beyond a built one: a manifest with icons, and a service worker that keeps the page for when there is no network.

use std::fs;

use anyhow::{Context, Result};

use super::folder::{Folder, hash};
use super::policy;
use super::rename::DATA;
use crate::command::root;
use crate::page::once;

/// What the page's policy says in addition: texts become code only where the names say.
const TRUSTED: &str = "; require-trusted-types-for 'script'; trusted-types iam-playground-worker iam-playground-release";
/// Icons of the manifest: file, size, purpose.
const ICONS: &[(&str, &str, &str)] = &[
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
];
/// What is not kept with the page: it is fetched, and then kept, when somebody asks for it.
const LATER: &[&str] = &["cases-"];

/// Adds what a published page has; gives its content policy.
pub(super) fn finish(page: &mut Folder) -> Result<String> {
    let manifest = add_manifest(page)?;
    let script = include_str!("release.js");
    let script_name = format!("release-{}.js", hash([script.as_bytes()]));
    page.put(script_name.clone(), script);

    let html = page.text("index.html")?;
    let head = format!(
        "<link rel=\"manifest\" href=\"./{manifest}\" /><script type=\"module\" fetchpriority=\"low\" src=\"./{script_name}\"></script>\n  </head>"
    );
    let html = once(html, "</head>", &head)?;
    let (html, policy) = guarded(&html)?;
    page.put("index.html", html);
    let (embed, _) = guarded(page.text("embed.html")?)?;
    page.put("embed.html", embed);
    add_service_worker(page)?;
    Ok(policy)
}

/// A page with the policy for what is in it now, and that policy.
fn guarded(html: &str) -> Result<(String, String)> {
    let stated = policy::stated(html)?;
    let policy = policy::with_scripts(stated, html) + TRUSTED;
    Ok((html.replacen(stated, &policy, 1), policy))
}

fn add_manifest(page: &mut Folder) -> Result<String> {
    let mut icons = Vec::new();
    for (file, sizes, purpose) in ICONS {
        let path = root().join("web/icons").join(file);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let (stem, extension) = file.split_once('.').context("an icon has no type")?;
        let name = format!("{stem}-{}.{extension}", hash([bytes.as_slice()]));
        let kind = if extension == "svg" {
            "image/svg+xml"
        } else {
            "image/png"
        };
        icons.push(
            serde_json::json!({ "src": name, "sizes": sizes, "type": kind, "purpose": purpose }),
        );
        page.put(name, bytes);
    }
    let manifest = serde_json::to_string(&serde_json::json!({
        "name": "IAM Playground",
        "short_name": "IAM",
        "description": "See how AWS IAM decides a request, and why.",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1d5bb8",
        "icons": icons,
    }))?;
    let name = format!("manifest-{}.webmanifest", hash([manifest.as_bytes()]));
    page.put(name.clone(), manifest);
    Ok(name)
}

/// Writes the service worker. What it keeps from the start is everything at the top of the folder that the page runs with.
fn add_service_worker(page: &mut Folder) -> Result<()> {
    let is_shell = |name: &&str| {
        !name.contains('/')
            && !LATER.iter().any(|start| name.starts_with(start))
            && [
                ".html",
                ".js",
                ".css",
                ".wasm",
                ".webmanifest",
                ".svg",
                ".png",
            ]
            .iter()
            .any(|end| name.ends_with(end))
    };
    let shell: Vec<String> = page.names().filter(is_shell).map(str::to_owned).collect();
    let mut contents = Vec::new();
    for name in &shell {
        contents.extend([name.as_bytes(), page.bytes(name)?]);
    }
    // Names with hashes: what was kept of them stays right in every later release that has them.
    let tops = page.names().filter_map(|name| name.split('/').next());
    let is_data = |name: &&str| {
        let starts = DATA.iter().chain(LATER);
        !shell.iter().any(|own| own == name)
            && starts.into_iter().any(|start| name.starts_with(start))
    };
    let mut data: Vec<&str> = tops.filter(is_data).collect();
    data.dedup();
    let script = include_str!("sw.js")
        .replace("{{RELEASE}}", &hash(contents))
        .replace("{{SHELL}}", &serde_json::to_string(&shell)?)
        .replace("{{DATA}}", &serde_json::to_string(&data)?);
    page.put("sw.js", script);
    Ok(())
}
