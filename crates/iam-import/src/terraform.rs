//! Terraform: what `terraform show -json` prints of a plan or a state, and the raw state file.
//!
//! Policies stand there as text. What is known only after apply is listed as missing, with the block's address.

use iam_core::arn::Arn;
use iam_core::json::{Node, Value};
use iam_core::scenario::PolicyType;

use crate::entities::{self, Entity};
use crate::evidence::{at, list_at, span_of, text_at};
use crate::iam_cli::trust_policy;
use crate::import::Format;
use crate::missing::{Missing, MissingKind};
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const PLAN: Format = Format {
    id: "terraform-plan",
    name: "a Terraform plan",
};

pub(crate) const STATE: Format = Format {
    id: "terraform-state",
    name: "a Terraform state",
};

/// How deep modules are nested in one another.
const MAX_MODULES: usize = 32;

/// A type of resource, the attribute with its policy, the policy's type, and the attribute that names what carries it with
/// the kind of that name: an ARN or `s3`, `role` …
type Carrier = (
    &'static str,
    &'static str,
    PolicyType,
    &'static str,
    &'static str,
);

const CARRIERS: &[Carrier] = &[
    (
        "aws_iam_role_policy",
        "policy",
        PolicyType::Identity,
        "role",
        "role",
    ),
    (
        "aws_iam_user_policy",
        "policy",
        PolicyType::Identity,
        "user",
        "user",
    ),
    (
        "aws_iam_group_policy",
        "policy",
        PolicyType::Identity,
        "group",
        "group",
    ),
    ("aws_iam_policy", "policy", PolicyType::Identity, "", ""),
    (
        "aws_iam_role",
        "assume_role_policy",
        PolicyType::Resource,
        "arn",
        "",
    ),
    (
        "aws_s3_bucket_policy",
        "policy",
        PolicyType::Resource,
        "bucket",
        "s3",
    ),
    (
        "aws_s3_bucket",
        "policy",
        PolicyType::Resource,
        "bucket",
        "s3",
    ),
    (
        "aws_kms_key_policy",
        "policy",
        PolicyType::Resource,
        "key_id",
        "",
    ),
    ("aws_kms_key", "policy", PolicyType::Resource, "arn", ""),
    (
        "aws_sqs_queue_policy",
        "policy",
        PolicyType::Resource,
        "queue_url",
        "queue",
    ),
    ("aws_sqs_queue", "policy", PolicyType::Resource, "arn", ""),
    (
        "aws_sns_topic_policy",
        "policy",
        PolicyType::Resource,
        "arn",
        "",
    ),
    ("aws_sns_topic", "policy", PolicyType::Resource, "arn", ""),
    (
        "aws_secretsmanager_secret_policy",
        "policy",
        PolicyType::Resource,
        "secret_arn",
        "",
    ),
    (
        "aws_dynamodb_resource_policy",
        "policy",
        PolicyType::Resource,
        "resource_arn",
        "",
    ),
    (
        "aws_kinesis_resource_policy",
        "policy",
        PolicyType::Resource,
        "resource_arn",
        "",
    ),
    (
        "aws_ecr_repository_policy",
        "policy",
        PolicyType::Resource,
        "",
        "",
    ),
    (
        "aws_efs_file_system_policy",
        "policy",
        PolicyType::Resource,
        "",
        "",
    ),
    (
        "aws_backup_vault_policy",
        "policy",
        PolicyType::Resource,
        "backup_vault_arn",
        "",
    ),
    (
        "aws_opensearch_domain_policy",
        "access_policies",
        PolicyType::Resource,
        "",
        "",
    ),
    (
        "aws_vpc_endpoint",
        "policy",
        PolicyType::VpcEndpoint,
        "id",
        "endpoint",
    ),
    (
        "aws_vpc_endpoint_policy",
        "policy",
        PolicyType::VpcEndpoint,
        "vpc_endpoint_id",
        "endpoint",
    ),
    (
        "aws_organizations_policy",
        "content",
        PolicyType::ServiceControl,
        "",
        "",
    ),
    (
        "aws_ssoadmin_permission_set_inline_policy",
        "inline_policy",
        PolicyType::Identity,
        "",
        "",
    ),
];

/// A resource of the code: its address, its type and its values.
struct Block<'n, 't> {
    address: String,
    kind: &'n str,
    values: &'n Node<'t>,
    /// What is known after apply only.
    unknown: Option<&'n Node<'t>>,
}

pub(crate) fn test_plan(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    (root.get("format_version").is_some()
        && (root.get("planned_values").is_some() || root.get("resource_changes").is_some()))
    .then(|| "`format_version` with `resource_changes`".to_owned())
}

pub(crate) fn read_plan(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    let mut blocks = Vec::new();
    let mut deleted = 0;
    for change in list_at(root, &["resource_changes"]) {
        let Some(after) = at(change, &["change", "after"]) else {
            continue;
        };
        if matches!(after.value, Value::Null) {
            deleted += 1;
            continue;
        }
        if text_at(change, &["mode"]) == Some("managed") {
            blocks.extend(block(
                change,
                after,
                at(change, &["change", "after_unknown"]),
            ));
        }
    }
    if deleted > 0 {
        reader.note(
            "stale",
            format!("{deleted} resources are to be removed: they are left out"),
            None,
        );
    }
    read_blocks(paste, &blocks, reader);
}

pub(crate) fn test_state(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    if root.get("format_version").is_some() && at(root, &["values", "root_module"]).is_some() {
        return Some("`format_version` with `values`".to_owned());
    }
    (root.get("lineage").is_some() && root.get("resources").is_some())
        .then(|| "`lineage` and `resources`".to_owned())
}

pub(crate) fn read_state(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    let mut blocks = Vec::new();
    if let Some(module) = at(root, &["values", "root_module"]) {
        modules(module, 0, &mut blocks);
    }
    for resource in list_at(root, &["resources"]) {
        let part = |key| text_at(resource, &[key]).unwrap_or_default();
        if part("mode") != "managed" {
            continue;
        }
        let module = text_at(resource, &["module"]).map(|module| module.to_owned() + ".");
        for instance in list_at(resource, &["instances"]) {
            if let (Some(kind), Some(values)) =
                (text_at(resource, &["type"]), instance.get("attributes"))
            {
                blocks.push(Block {
                    address: format!(
                        "{}{kind}.{}",
                        module.as_deref().unwrap_or_default(),
                        part("name")
                    ),
                    kind,
                    values,
                    unknown: None,
                });
            }
        }
    }
    read_blocks(paste, &blocks, reader);
}

fn modules<'n, 't>(module: &'n Node<'t>, depth: usize, blocks: &mut Vec<Block<'n, 't>>) {
    if depth > MAX_MODULES {
        return;
    }
    for resource in list_at(module, &["resources"]) {
        if let Some(values) = resource.get("values") {
            blocks.extend(block(resource, values, None));
        }
    }
    for child in list_at(module, &["child_modules"]) {
        modules(child, depth + 1, blocks);
    }
}

fn block<'n, 't>(
    resource: &'n Node<'t>,
    values: &'n Node<'t>,
    unknown: Option<&'n Node<'t>>,
) -> Option<Block<'n, 't>> {
    Some(Block {
        address: text_at(resource, &["address"])?.to_owned(),
        kind: text_at(resource, &["type"])?,
        values,
        unknown,
    })
}

fn read_blocks(paste: &Paste<'_>, blocks: &[Block<'_, '_>], reader: &mut Reader<'_>) {
    // Roles first: with their paths, names are resolved.
    for block in blocks {
        if ["aws_iam_role", "aws_iam_user"].contains(&block.kind)
            && let Some(arn) = text_at(block.values, &["arn"])
        {
            entities::add(
                reader,
                Entity {
                    arn: arn.to_owned(),
                    tags: Vec::new(),
                    groups: Vec::new(),
                },
            );
        }
    }
    let before = reader.out.policies.len() + reader.out.missing.len();
    for block in blocks {
        read_block(paste, block, blocks, reader);
    }
    if reader.out.policies.len() + reader.out.missing.len() == before {
        reader.refuse(
            "there is no policy in it that is known here",
            "Paste what `terraform show -json` prints of a plan with policies, or the policies themselves",
            None,
        );
    }
}

fn read_block(
    paste: &Paste<'_>,
    block: &Block<'_, '_>,
    blocks: &[Block<'_, '_>],
    reader: &mut Reader<'_>,
) {
    let Some((_, attribute, kind, names, form)) =
        CARRIERS.iter().find(|(kind, ..)| *kind == block.kind)
    else {
        return;
    };
    let span = span_of(paste.layer, block.values);
    let kind = control_type(block).unwrap_or(*kind);
    let is_unknown = block
        .unknown
        .is_some_and(|unknown| unknown.get(attribute).is_some());
    let Some(document) = block.values.get(attribute) else {
        if is_unknown {
            reader.add_missing(Missing {
                kind: MissingKind::Policy(kind),
                id: block.address.clone(),
                attached_to: Vec::new(),
                sentence: format!(
                    "The policy of `{}`: it names what does not exist yet, and is known after apply",
                    block.address
                ),
                commands: Vec::new(),
                span,
            });
        }
        return;
    };
    let mut carriers: Vec<String> = carrier(block, names, form, reader).into_iter().collect();
    if block.kind == "aws_iam_policy" {
        carriers = attachments(block, blocks, reader);
    }
    let name = text_at(block.values, &["name"]).filter(|name| !name.is_empty());
    let mut known = Known {
        name: name.unwrap_or(&block.address).to_owned(),
        kind,
        reason: format!("`{}` of `{}`", attribute, block.address),
        attached_to: carriers,
        id: text_at(block.values, &["arn"])
            .filter(|_| block.kind == "aws_iam_policy")
            .map(str::to_owned),
    };
    if block.kind == "aws_iam_role" {
        let role = text_at(block.values, &["arn"])
            .or(name)
            .unwrap_or(&block.address);
        known.name = trust_policy(role).name;
    }
    policies::add(paste.layer, document, known, reader);
    for inline in list_at(block.values, &["inline_policy"]) {
        let carriers = carrier(block, "name", "role", reader);
        if let Some(document) = inline.get("policy") {
            let known = Known {
                name: text_at(inline, &["name"]).unwrap_or("inline").to_owned(),
                kind: PolicyType::Identity,
                reason: format!("`inline_policy` of `{}`", block.address),
                attached_to: carriers.into_iter().collect(),
                id: None,
            };
            policies::add(paste.layer, document, known, reader);
        }
    }
}

/// The type of a policy of Organizations stands beside it.
fn control_type(block: &Block<'_, '_>) -> Option<PolicyType> {
    (block.kind == "aws_organizations_policy"
        && text_at(block.values, &["type"]) == Some("RESOURCE_CONTROL_POLICY"))
    .then_some(PolicyType::ResourceControl)
}

/// What carries a policy, as an ARN or an id.
fn carrier(block: &Block<'_, '_>, names: &str, form: &str, reader: &Reader<'_>) -> Option<String> {
    let name = text_at(block.values, &[names]).filter(|name| !name.is_empty())?;
    match form {
        "s3" => Some(format!("arn:aws:s3:::{name}")),
        "role" | "user" | "group" => entities::resolve(reader, form, name),
        "queue" => crate::denied::queue(name),
        "endpoint" => Some(name.to_owned()),
        _ => Arn::parse(name).map(|_| name.to_owned()),
    }
}

/// Who has a managed policy: blocks that attach it by its ARN.
fn attachments(
    block: &Block<'_, '_>,
    blocks: &[Block<'_, '_>],
    reader: &Reader<'_>,
) -> Vec<String> {
    let Some(policy) = text_at(block.values, &["arn"]) else {
        return Vec::new();
    };
    blocks
        .iter()
        .filter(|block| text_at(block.values, &["policy_arn"]) == Some(policy))
        .flat_map(|block| {
            ["role", "user", "group"]
                .iter()
                .filter_map(|kind| {
                    let name = text_at(block.values, &[kind])?;
                    entities::resolve(reader, kind, name)
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
