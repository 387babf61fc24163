//! Files that a person opens or drops: a scenario takes the place of the one that is there, policies are added to it.

use iam_core::json::{self, Value};
use iam_core::scenario::{PolicyType, Scenario, ScenarioPolicy};
use yew::prelude::*;

use crate::platform;
use crate::settings;
use crate::shared::Shared;
use crate::state::{Action, Dispatch, Other};

/// What a file was recognized as.
#[derive(Debug, PartialEq)]
enum Found {
    /// A scenario.
    Scenario(Box<Scenario>),
    /// A policy document, also one that is not valid yet.
    Policy(ScenarioPolicy),
    /// Neither; what is wrong.
    Neither(String),
}

/// The largest file that is read, in bytes: no scenario, policy or evidence is longer.
const LARGEST: f64 = 4_194_304.0;

/// Words of a file's name that tell a policy's type.
const NAMES: [(&str, PolicyType); 11] = [
    ("rcp", PolicyType::ResourceControl),
    ("resource-control", PolicyType::ResourceControl),
    ("scp", PolicyType::ServiceControl),
    ("service-control", PolicyType::ServiceControl),
    ("boundary", PolicyType::PermissionsBoundary),
    ("session", PolicyType::Session),
    ("vpce", PolicyType::VpcEndpoint),
    ("endpoint", PolicyType::VpcEndpoint),
    ("trust", PolicyType::Resource),
    ("bucket", PolicyType::Resource),
    ("resource", PolicyType::Resource),
];

/// Opens files, one after the other. What is neither scenario nor policy is taken as evidence, if it is any.
pub(super) fn open_files(
    files: Vec<web_sys::File>,
    dispatch: Dispatch,
    evidence: UseStateHandle<Option<AttrValue>>,
) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut policies = Vec::new();
        for file in files {
            if file.size() > LARGEST {
                let text = [&file.name(), " could not be opened: it is larger than 4 MB"].concat();
                dispatch.dispatch(Action::Tell(text, true));
                continue;
            }
            let Some((name, text)) = platform::read_file(file).await else {
                continue;
            };
            match recognize(&name, &text) {
                Found::Scenario(scenario) => {
                    settings::keep_draft(&scenario);
                    settings::note_filed(&scenario);
                    // A link that is in the address no longer says what is shown.
                    platform::clear_fragment();
                    dispatch.dispatch(Action::Open(scenario, name + " is open"));
                }
                Found::Policy(policy) => policies.push(policy),
                Found::Neither(_) if is_evidence(&text) => evidence.set(Some(text.into())),
                Found::Neither(problem) => {
                    let text = [&name, " could not be opened: ", &problem].concat();
                    dispatch.dispatch(Action::Tell(text, true));
                }
            }
        }
        if !policies.is_empty() {
            let text = sentence(&policies);
            dispatch.dispatch(Action::AddPolicies(policies, text));
        }
    });
}

/// Opens a file to compare the document with.
pub(crate) fn compare_with(file: web_sys::File, dispatch: Dispatch) {
    wasm_bindgen_futures::spawn_local(async move {
        let Some((name, text)) = platform::read_file(file).await else {
            return;
        };
        let action = match recognize(&name, &text) {
            Found::Scenario(scenario) => {
                Action::CompareWith(name, Other::Scenario(Shared::new(*scenario)))
            }
            Found::Policy(policy) => Action::CompareWith(name, Other::Policy(Box::new(policy))),
            Found::Neither(problem) => {
                Action::Tell([&name, " could not be opened: ", &problem].concat(), true)
            }
        };
        dispatch.dispatch(action);
    });
}

/// Whether a text is evidence, and not a scenario that is not quite right.
fn is_evidence(text: &str) -> bool {
    let found = iam_import::import(text);
    found.refusal.is_none() && !found.recognized.is_empty()
}

/// Says which policies were added, and as what.
fn sentence(policies: &[ScenarioPolicy]) -> String {
    let each: Vec<String> = policies
        .iter()
        .map(|policy| {
            let name = policy.name.as_deref().unwrap_or_default();
            [name, " (", crate::labels::type_name(policy.kind), ")"].concat()
        })
        .collect();
    [
        "Added ",
        &each.join(", "),
        "; a type can be changed in the policy’s menu",
    ]
    .concat()
}

/// Finds out what a file holds.
fn recognize(name: &str, text: &str) -> Found {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parsed = json::parse(text);
    let Some(Value::Object(members)) = parsed.root.as_ref().map(|root| &root.value) else {
        return scenario(text);
    };
    let has = |key: &str| {
        members
            .iter()
            .any(|member| member.key.content.eq_ignore_ascii_case(key))
    };
    // A scenario's `version` is a number, a policy's `Version` a text.
    if !has("Statement") || has("policies") || has("requests") {
        return scenario(text);
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let names_principal = ["\"Principal\"", "\"NotPrincipal\""]
        .iter()
        .any(|key| text.contains(key));
    Found::Policy(ScenarioPolicy {
        name: Some(stem.to_owned()).filter(|stem| !stem.is_empty()),
        kind: type_of(stem, names_principal),
        document: text.into(),
        attached_to: None,
        unknown: Vec::new(),
    })
}

fn scenario(text: &str) -> Found {
    match Scenario::parse(text) {
        Ok(scenario) => Found::Scenario(Box::new(scenario)),
        Err(error) => Found::Neither(error.to_string()),
    }
}

/// The type of a policy, by its file's name and by whether it says to whom it applies.
fn type_of(stem: &str, names_principal: bool) -> PolicyType {
    let stem = stem.to_ascii_lowercase().replace(['_', ' ', '.'], "-");
    let named = |(word, kind): &&(&str, PolicyType)| {
        let says = matches!(
            kind,
            PolicyType::Resource | PolicyType::ResourceControl | PolicyType::VpcEndpoint
        );
        stem.contains(word) && says == names_principal
    };
    let otherwise = if names_principal {
        PolicyType::Resource
    } else {
        PolicyType::Identity
    };
    NAMES
        .iter()
        .find(named)
        .map_or(otherwise, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::PolicyType;

    use super::{Found, recognize};

    #[test]
    fn files_are_recognized() {
        let grants = r#"{"Version": "2012-10-17", "Statement": []}"#;
        let says = r#"{"Statement": {"Effect": "Deny", "Principal": "*"}}"#;
        for (name, text, kind) in [
            ("Admin.json", grants, PolicyType::Identity),
            (
                "team boundary.json",
                grants,
                PolicyType::PermissionsBoundary,
            ),
            ("DenyRegions_SCP.json", grants, PolicyType::ServiceControl),
            ("bucket.json", grants, PolicyType::Identity),
            ("my-bucket.json", says, PolicyType::Resource),
            ("perimeter.rcp.json", says, PolicyType::ResourceControl),
            ("scp.json", says, PolicyType::Resource),
            ("vpce-policy", says, PolicyType::VpcEndpoint),
        ] {
            let Found::Policy(policy) = recognize(name, text) else {
                panic!("{name} is no policy")
            };
            assert_eq!(policy.kind, kind, "{name}");
            assert_eq!(&*policy.document, text);
        }
        let bom = recognize("a.json", &["\u{feff}", grants].concat());
        assert!(matches!(bom, Found::Policy(policy) if &*policy.document == grants));
        let half = recognize("a.json", r#"{"Statement": [ }"#);
        assert!(matches!(half, Found::Policy(policy) if policy.name.as_deref() == Some("a")));
        assert!(matches!(
            recognize("a.json", r#"{"version": 1}"#),
            Found::Scenario(_)
        ));
        for text in [
            "",
            "[]",
            "not JSON",
            r#"{"version": 99}"#,
            r#"{"Version": "2012-10-17"}"#,
        ] {
            assert!(
                matches!(recognize("a.json", text), Found::Neither(_)),
                "{text}"
            );
        }
    }
}
