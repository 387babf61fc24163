//! CloudFormation templates in JSON, as `cdk synth` and the API print them: references are resolved as far as the template
//! tells, and get made-up values beyond it.

mod resolve;

use iam_core::json::{self, Node};
use iam_core::scenario::PolicyType;

use crate::evidence::{self, list_at, span_of, text_at};
use crate::import::Format;
use crate::missing;
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::table::Paste;
use resolve::Resolver;

pub(crate) const FORMAT: Format = Format {
    id: "cloudformation",
    name: "a CloudFormation template",
};

/// A type of resource, the property with its policy, the policy's type, and the property that names what carries it.
type Place = (&'static str, &'static str, PolicyType, &'static str);

const PLACES: &[Place] = &[
    (
        "AWS::S3::BucketPolicy",
        "PolicyDocument",
        PolicyType::Resource,
        "Bucket",
    ),
    ("AWS::KMS::Key", "KeyPolicy", PolicyType::Resource, ""),
    (
        "AWS::SQS::QueuePolicy",
        "PolicyDocument",
        PolicyType::Resource,
        "Queues",
    ),
    (
        "AWS::SNS::TopicPolicy",
        "PolicyDocument",
        PolicyType::Resource,
        "Topics",
    ),
    (
        "AWS::SecretsManager::ResourcePolicy",
        "ResourcePolicy",
        PolicyType::Resource,
        "SecretId",
    ),
    (
        "AWS::ECR::Repository",
        "RepositoryPolicyText",
        PolicyType::Resource,
        "",
    ),
    (
        "AWS::EFS::FileSystem",
        "FileSystemPolicy",
        PolicyType::Resource,
        "",
    ),
    ("AWS::Events::EventBus", "Policy", PolicyType::Resource, ""),
    (
        "AWS::EC2::VPCEndpoint",
        "PolicyDocument",
        PolicyType::VpcEndpoint,
        "",
    ),
    (
        "AWS::IAM::Policy",
        "PolicyDocument",
        PolicyType::Identity,
        "",
    ),
    (
        "AWS::IAM::ManagedPolicy",
        "PolicyDocument",
        PolicyType::Identity,
        "",
    ),
    (
        "AWS::IAM::RolePolicy",
        "PolicyDocument",
        PolicyType::Identity,
        "",
    ),
    (
        "AWS::IAM::UserPolicy",
        "PolicyDocument",
        PolicyType::Identity,
        "",
    ),
    (
        "AWS::IAM::GroupPolicy",
        "PolicyDocument",
        PolicyType::Identity,
        "",
    ),
];

/// Properties that name users, roles and groups, and their kinds.
const NAMES: [(&str, &str); 6] = [
    ("Roles", "role"),
    ("Users", "user"),
    ("Groups", "group"),
    ("RoleName", "role"),
    ("UserName", "user"),
    ("GroupName", "group"),
];

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let resources = paste.root?.get("Resources")?.as_object()?;
    resources
        .iter()
        .any(|resource| {
            text_at(&resource.value, &["Type"]).is_some_and(|kind| {
                ["AWS::", "Custom::", "Alexa::"]
                    .iter()
                    .any(|mark| kind.starts_with(mark))
            })
        })
        .then(|| "`Resources` with types of AWS".to_owned())
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    let mut resolver = Resolver::new(root, reader);
    let resources = root
        .get("Resources")
        .and_then(Node::as_object)
        .unwrap_or_default();
    for resource in resources {
        let name = resource.key.as_str();
        let kind = text_at(&resource.value, &["Type"]).unwrap_or_default();
        if let Some(properties) = resource.value.get("Properties") {
            read_resource(paste, (name, kind), properties, &mut resolver, reader);
        }
    }
    if reader.out.policies.is_empty() && reader.out.missing.is_empty() {
        reader.refuse(
            "there is no policy in this template that is known here",
            "Paste a template with policies, or the policies themselves",
            None,
        );
    }
    resolver.note(reader);
}

fn read_resource(
    paste: &Paste<'_>,
    (name, kind): (&str, &str),
    properties: &Node<'_>,
    resolver: &mut Resolver<'_, '_>,
    reader: &mut Reader<'_>,
) {
    if matches!(
        kind,
        "AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group"
    ) {
        let own = resolver.arn(name);
        if let Some(trust) = properties.get("AssumeRolePolicyDocument") {
            let known = Known {
                name: format!("Trust policy of {name}"),
                kind: PolicyType::Resource,
                reason: format!("`AssumeRolePolicyDocument` of `{name}`"),
                attached_to: own.clone().into_iter().collect(),
                id: None,
            };
            add_document(paste, trust, known, resolver, reader);
        }
        for inline in list_at(properties, &["Policies"]) {
            if let Some(document) = inline.get("PolicyDocument") {
                let known = Known {
                    name: text_at(inline, &["PolicyName"]).unwrap_or(name).to_owned(),
                    kind: PolicyType::Identity,
                    reason: format!("`Policies` of `{name}`"),
                    attached_to: own.clone().into_iter().collect(),
                    id: None,
                };
                add_document(paste, document, known, resolver, reader);
            }
        }
        let span = span_of(paste.layer, properties);
        for managed in list_at(properties, &["ManagedPolicyArns"]) {
            let arn = resolver.text(managed);
            if arn.contains("::aws:policy/") {
                let carriers = own.clone().into_iter().collect();
                reader.add_missing(missing::managed_policy(
                    PolicyType::Identity,
                    &arn,
                    carriers,
                    span,
                ));
            }
        }
    }
    let Some((_, property, policy_type, carrier)) =
        PLACES.iter().find(|(known, ..)| *known == kind)
    else {
        return;
    };
    let Some(document) = properties.get(property) else {
        return;
    };
    let attached_to = match (policy_type, *carrier) {
        (PolicyType::Identity, _) => entities(properties, resolver),
        (_, "") => resolver.arn(name).into_iter().collect(),
        (_, carrier) => properties
            .get(carrier)
            .map(|node| carriers(node, resolver))
            .unwrap_or_default(),
    };
    let known = Known {
        name: ["PolicyName", "ManagedPolicyName"]
            .iter()
            .find_map(|key| text_at(properties, &[key]))
            .unwrap_or(name)
            .to_owned(),
        kind: *policy_type,
        reason: format!("`{property}` of `{name}`"),
        attached_to,
        id: None,
    };
    add_document(paste, document, known, resolver, reader);
}

/// Users, roles and groups that a policy is attached to.
fn entities(properties: &Node<'_>, resolver: &mut Resolver<'_, '_>) -> Vec<String> {
    let mut found = Vec::new();
    for (key, kind) in NAMES {
        let Some(node) = properties.get(key) else {
            continue;
        };
        let one = std::slice::from_ref(node);
        for name in node.as_array().unwrap_or(one) {
            let by_reference = resolver
                .referenced(name)
                .and_then(|name| resolver.arn(&name));
            let arn = by_reference.unwrap_or_else(|| {
                let name = resolver.text(name);
                resolver.made("iam", "", &format!("{kind}/{name}"))
            });
            found.push(arn);
        }
    }
    found
}

/// What carries a policy: a reference to a resource of the template, or its name or ARN.
fn carriers(node: &Node<'_>, resolver: &mut Resolver<'_, '_>) -> Vec<String> {
    let one = std::slice::from_ref(node);
    node.as_array()
        .unwrap_or(one)
        .iter()
        .map(|node| {
            let by_reference = resolver
                .referenced(node)
                .and_then(|name| resolver.arn(&name));
            by_reference.unwrap_or_else(|| {
                let text = resolver.text(node);
                if text.starts_with("arn:") {
                    text
                } else {
                    crate::denied::queue(&text).unwrap_or_else(|| format!("arn:aws:s3:::{text}"))
                }
            })
        })
        .collect()
}

/// Adds a document with its references resolved.
fn add_document(
    paste: &Paste<'_>,
    document: &Node<'_>,
    known: Known,
    resolver: &mut Resolver<'_, '_>,
    reader: &mut Reader<'_>,
) {
    if document.as_str().is_some() {
        policies::add(paste.layer, document, known, reader);
        return;
    }
    let span = span_of(paste.layer, document);
    let text = resolver.document(document);
    let parsed = json::parse(&text);
    let is_policy = parsed.root.as_ref().is_some_and(evidence::is_policy);
    if is_policy {
        let text = parsed.root.as_ref().map(json::pretty).unwrap_or(text);
        policies::add_text(text, span, known, reader);
    }
}
