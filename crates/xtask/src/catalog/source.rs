//! The sources as they are published; their forms are described in `crates/iam-catalog/source/README.md`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// All four sources.
pub(super) struct Sources {
    pub(super) reference: Reference,
    pub(super) global_keys: Vec<GlobalKey>,
    pub(super) support: Vec<Support>,
    pub(super) retired: Vec<Retired>,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    pub(super) about: About,
    pub(super) services: Vec<Service>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct About {
    pub(super) version: String,
    pub(super) updated_at: String,
}

#[derive(Deserialize)]
pub(super) struct Service {
    pub(super) prefix: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) category: String,
    #[serde(default)]
    pub(super) rcp: bool,
    /// Key, type, description.
    pub(super) keys: Vec<(String, String, String)>,
    pub(super) resources: Vec<Resource>,
    pub(super) actions: Vec<Action>,
}

/// Name, ARN patterns, indexes of keys.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Resource {
    WithKeys(String, Vec<String>, Vec<usize>),
    Plain(String, Vec<String>),
}

#[derive(Deserialize)]
pub(super) struct Action {
    #[serde(rename = "n")]
    pub(super) name: String,
    #[serde(rename = "l")]
    pub(super) level: String,
    #[serde(rename = "d")]
    pub(super) description: String,
    #[serde(rename = "r", default)]
    pub(super) resources: Vec<ActionResource>,
    #[serde(rename = "k", default)]
    pub(super) keys: Vec<usize>,
    #[serde(rename = "dep", default)]
    pub(super) dependent: Vec<String>,
    #[serde(rename = "p", default)]
    pub(super) permission_only: u8,
    #[serde(rename = "u", default)]
    pub(super) unverified: u8,
}

/// Index of the type, whether it is required, indexes of keys, dependent actions.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum ActionResource {
    WithDependent(usize, u8, Vec<usize>, Vec<String>),
    WithKeys(usize, u8, Vec<usize>),
    Plain(usize, u8),
}

#[derive(Deserialize)]
struct GlobalKeys {
    keys: Vec<GlobalKey>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GlobalKey {
    pub(super) key: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) also_type: String,
    pub(super) group: String,
    pub(super) presence: String,
    #[serde(default)]
    pub(super) no_wildcards: bool,
    #[serde(default)]
    pub(super) cross_service: bool,
}

#[derive(Deserialize)]
struct SupportTable {
    services: Vec<Support>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Support {
    pub(super) service: String,
    pub(super) prefixes: Vec<String>,
    pub(super) actions: String,
    pub(super) resource_level_permissions: String,
    pub(super) resource_based_policies: String,
    pub(super) abac: String,
    pub(super) temporary_credentials: String,
    pub(super) service_linked_roles: String,
    #[serde(default)]
    pub(super) notes: BTreeMap<String, String>,
    pub(super) detail: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Retired {
    pub(super) prefix: String,
    pub(super) name: String,
    pub(super) last_seen: String,
}

/// Reads the four files.
pub(super) fn read(folder: &Path) -> Result<Sources> {
    Ok(Sources {
        reference: json(folder, "service-reference.json.gz")?,
        global_keys: json::<GlobalKeys>(folder, "global-condition-keys.json")?.keys,
        support: json::<SupportTable>(folder, "service-support.json.gz")?.services,
        retired: json(folder, "retired-services.json")?,
    })
}

fn json<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T> {
    let path = folder.join(name);
    let text = if path.extension().is_some_and(|extension| extension == "gz") {
        let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut text = String::new();
        GzDecoder::new(file)
            .read_to_string(&mut text)
            .with_context(|| format!("cannot unpack {}", path.display()))?;
        text
    } else {
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?
    };
    serde_json::from_str(&text).with_context(|| format!("{name} has another form than expected"))
}
