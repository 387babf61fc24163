//! What a scenario owes its reader when the page ships it: in the gallery, in the *Teach me* path, in a guide.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use iam_catalog::{ActionLookup, Catalog};
use iam_core::diagnostic::Severity;
use iam_core::evaluate;
use iam_core::json::{self, Node, Value};
use iam_core::scenario::Scenario;

/// What is wrong with a scenario that teaches something; each entry is a sentence.
///
/// Its expectations must be met, its policies free of errors and written as text, and its requests must show both sides.
pub fn problems(text: &str) -> Vec<String> {
    let scenario = match Scenario::parse(text) {
        Ok(scenario) => scenario,
        Err(error) => return vec![format!("is no scenario: {error:?}")],
    };
    let mut wrong = form(&scenario);
    wrong.extend(policies_that_are_no_text(text));
    wrong.extend(errors(&scenario));
    wrong.extend(
        red(&scenario)
            .into_iter()
            .map(|name| format!("does not meet the expectation of `{name}`")),
    );
    wrong
}

/// The names of the requests whose expectation is not met.
pub fn red(scenario: &Scenario) -> Vec<String> {
    let report = evaluate(scenario);
    let pairs = scenario.requests.iter().zip(&report.requests);
    pairs
        .filter(|(request, found)| request.expect != Some(found.decision))
        .map(|(request, _)| request.name.clone().unwrap_or_default())
        .collect()
}

/// What is an error in its policies, and the fields that nobody reads.
pub fn errors(scenario: &Scenario) -> Vec<String> {
    let report = evaluate(scenario);
    let unknown = scenario.unknown_fields();
    let found = report.policies.iter().flat_map(|policy| {
        let errors = policy.diagnostics.iter();
        let errors = errors.filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors.map(|diagnostic| format!("`{}`: {}", policy.name, diagnostic.message))
    });
    found
        .chain(unknown.into_iter().map(|path| format!("unknown: {path}")))
        .collect()
}

/// What in its requests does not exist: actions, ARNs of a form that no resource type of the action has, and keys that the
/// action does not send.
pub fn unheard_of(scenario: &Scenario, catalog: &Catalog) -> Vec<String> {
    let mut wrong = Vec::new();
    for request in &scenario.requests {
        let ActionLookup::Known(action) = catalog.action(&request.action) else {
            wrong.push(format!("no action {}", request.action));
            continue;
        };
        let arn = &request.resource.arn;
        let mut types = action.resources();
        let fits = types.any(|(_, kind)| kind.arns.iter().any(|template| template.fits(arn)));
        if !(fits || arn == "*" && action.takes_star()) {
            wrong.push(format!("{} with the resource {arn}", request.action));
        }
        for (key, _) in &request.context {
            let provider = key.starts_with("token.actions.") || key.starts_with("saml:");
            if !provider && action.key(key).is_none() && catalog.global_key(key).is_none() {
                wrong.push(format!("{} with the key {key}", request.action));
            }
        }
    }
    wrong
}

/// The text of an element of an object.
pub fn text<'n>(node: &'n Node<'_>, name: &str) -> &'n str {
    node.get(name).and_then(Node::as_str).unwrap_or_default()
}

/// The elements of a list in an object; none when there is no such list.
pub fn list<'n, 't>(node: &'n Node<'t>, name: &str) -> &'n [Node<'t>] {
    match node.get(name).map(|node| &node.value) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

/// The names of the `.json` files in a folder, without the extension.
pub fn slugs(folder: &Path) -> BTreeSet<String> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    paths
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

/// Whether a text is a sentence of at most so many characters.
pub fn is_sentence(text: &str, at_most: usize) -> bool {
    let first = text.chars().next();
    text.chars().count() <= at_most
        && text.ends_with(['.', '?'])
        && first.is_some_and(|first| first.is_uppercase() || first == '`')
        && !text.contains('\n')
}

/// Whether a text names a file of ours and a place in the address: small letters, digits and hyphens.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn form(scenario: &Scenario) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut need = |holds: bool, what: &str| {
        if !holds {
            wrong.push(what.to_owned());
        }
    };
    let requests = &scenario.requests;
    let names: BTreeSet<_> = requests
        .iter()
        .filter_map(|request| request.name.as_ref())
        .collect();
    let decisions: BTreeSet<_> = requests
        .iter()
        .filter_map(|request| request.expect)
        .map(|decision| format!("{decision:?}"))
        .collect();
    need(scenario.name.is_some(), "needs a name");
    need(scenario.description.is_some(), "needs a description");
    need(!scenario.references.is_empty(), "needs references");
    need(
        scenario
            .references
            .iter()
            .all(|page| page.starts_with("https://docs.aws.amazon.com/")),
        "refers to pages of AWS",
    );
    need(
        requests.iter().all(|request| request.expect.is_some()),
        "needs `expect` on every request",
    );
    need(
        names.len() == requests.len(),
        "needs a name of its own on every request",
    );
    need(
        decisions.len() > 1,
        "shows both sides: at least two decisions",
    );
    need(
        scenario.policies.iter().all(|policy| policy.name.is_some()),
        "needs a name on every policy",
    );
    wrong
}

fn policies_that_are_no_text(text: &str) -> Vec<String> {
    let parsed = json::parse(text);
    let Some(root) = &parsed.root else {
        return vec!["is no JSON".to_owned()];
    };
    list(root, "policies")
        .iter()
        .filter(|policy| policy.get("document").and_then(Node::as_str).is_none())
        .map(|policy| format!("has `{}` not written as text", self::text(policy, "name")))
        .collect()
}
