//! Findings about one policy.

use std::sync::LazyLock;

use iam_catalog::Catalog;
use iam_core::diagnostic::{Fix, Related};
use iam_core::policy::Policy;
use iam_core::text::Span;
use iam_lint::{Finding, Findings, Source};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::entry::to_object;
use crate::{options, positions};

/// Looks at one policy document without the files of services: what is wrong with it, or could be better. What needs a
/// service is left out, and `missing` names the service; [`crate::JsCatalog::lint`] knows those that were added.
///
/// # Errors
///
/// An unknown option, as an `Error` with a `code`.
#[wasm_bindgen(skip_typescript)]
pub fn lint(document: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    static INDEX: LazyLock<Catalog> = LazyLock::new(Catalog::new);
    with_catalog(document, options, &INDEX)
}

/// Looks at one policy document, with what a catalog knows.
pub(crate) fn with_catalog(
    document: &str,
    options: &JsValue,
    catalog: &Catalog,
) -> Result<JsValue, JsValue> {
    let wants_utf16 = options::wants_utf16(options)?;
    let policy = Policy::parse(document, options::subject(options)?);
    let attached_to = options::attached_to(options)?;
    let source = Source {
        text: document,
        policy: &policy,
        attached_to: &attached_to,
    };
    let mut found = iam_lint::lint(&source, catalog);
    if let Some(index) = positions::index(document).filter(|_| wants_utf16) {
        for finding in &mut found.list {
            positions::turn_finding(finding, &index);
        }
    }
    to_object(&shown(found))
}

#[derive(Serialize)]
struct Shown {
    findings: Vec<ShownFinding>,
    incomplete: bool,
    missing: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShownFinding {
    code: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    span: Span,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    learn_more: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix>,
}

fn shown(found: Findings) -> Shown {
    let one = |finding: Finding| ShownFinding {
        code: finding.code.name(),
        kind: finding.code.kind().name(),
        span: finding.span,
        message: finding.message,
        help: finding.help,
        learn_more: finding.code.learn_more(),
        related: finding.related,
        fix: finding.fix,
    };
    Shown {
        findings: found.list.into_iter().map(one).collect(),
        incomplete: found.incomplete,
        missing: found.missing,
    }
}
