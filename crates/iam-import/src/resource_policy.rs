//! Output of the calls that print the policy of a resource or of a VPC endpoint.

use iam_core::arn::Arn;
use iam_core::json::{Node, Value};
use iam_core::scenario::PolicyType;

use crate::command::Command;
use crate::entities;
use crate::evidence::{self, list_at, span_of, text_at};
use crate::import::Format;
use crate::missing::MissingKind;
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "resource-policy",
    name: "the policy of a resource",
};

pub(crate) const ENDPOINTS: Format = Format {
    id: "vpc-endpoint-cli",
    name: "a list of VPC endpoints",
};

/// Members that hold the policy, as paths.
const MEMBERS: &[&[&str]] = &[
    &["Attributes", "Policy"],
    &["ResourcePolicy"],
    &["Policy"],
    &["policy"],
    &["resourcePolicy"],
    &["policyText"],
    &["PolicyDocument"],
    &["policyDocument"],
    &["PolicyInJson"],
    &["DomainStatus", "AccessPolicies"],
    &["Policy", "Established", "Policy"],
    &["ResourcePolicy", "Policy"],
    &["policy", "document"],
];

/// Members that name the resource, as paths.
const NAMES: &[&[&str]] = &[
    &["Attributes", "QueueArn"],
    &["Attributes", "TopicArn"],
    &["ARN"],
    &["Arn"],
    &["DomainStatus", "ARN"],
    &["BackupVaultArn"],
    &["policy", "resourceArn"],
];

fn document<'n, 't>(root: &'n Node<'t>) -> Option<&'n Node<'t>> {
    MEMBERS
        .iter()
        .filter_map(|path| evidence::at(root, path))
        .find(|node| matches!(&node.value, Value::String(text) if text.as_str().contains("Statement")))
}

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    MEMBERS
        .iter()
        .find(|path| {
            evidence::at(root, path).is_some_and(
                |node| matches!(&node.value, Value::String(text) if text.as_str().contains("Statement")),
            )
        })
        .map(|path| format!("a policy as text in `{}`", path.join(".")))
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some((root, node)) = paste.root.and_then(|root| Some((root, document(root)?))) else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    let stated = NAMES
        .iter()
        .find_map(|path| text_at(root, path))
        .filter(|arn| arn.starts_with("arn:"))
        .map(str::to_owned);
    let arn = stated
        .or_else(|| {
            paste
                .command
                .and_then(|command| of_command(command, reader))
        })
        .or_else(|| of_statements(paste, node));
    let name = match &arn {
        Some(arn) => format!("Policy of {}", short(arn)),
        None => "Resource policy".to_owned(),
    };
    if arn.is_none() {
        reader.note(
            "resource-unknown",
            "which resource this policy is of is not said: it is taken to be the one asked for; paste the command with its output",
            span_of(paste.layer, node),
        );
    }
    let is_added = policies::add(
        paste.layer,
        node,
        Known {
            name,
            kind: PolicyType::Resource,
            reason: "output of a call that prints a resource's policy".to_owned(),
            attached_to: arn.into_iter().collect(),
            id: None,
        },
        reader,
    );
    if !is_added {
        reader.note(
            "unsupported-part",
            "the text is no policy of IAM",
            span_of(paste.layer, node),
        );
    }
}

fn short(arn: &str) -> &str {
    Arn::parse(arn)
        .map(|arn| arn.resource_id())
        .filter(|name| !name.is_empty())
        .unwrap_or(arn)
}

/// The resource that a command line asks about.
fn of_command(command: &Command, reader: &Reader<'_>) -> Option<String> {
    let given = [
        "resource-arn",
        "topic-arn",
        "key-id",
        "function-name",
        "secret-id",
    ]
    .iter()
    .find_map(|option| command.option(option));
    if let Some(arn) = given.filter(|arn| arn.starts_with("arn:")) {
        return Some(arn.to_owned());
    }
    if let Some(bucket) = command.option("bucket") {
        return Some(format!("arn:aws:s3:::{bucket}"));
    }
    if let Some(url) = command.option("queue-url") {
        return crate::denied::queue(url);
    }
    let account = entities::account(reader)?;
    let region = command
        .option("region")
        .or(reader.options.region.as_deref())?;
    let made = |service: &str, resource: String| {
        Some(format!("arn:aws:{service}:{region}:{account}:{resource}"))
    };
    match command.service.as_str() {
        "kms" if !given?.starts_with("alias/") => made("kms", format!("key/{}", given?)),
        "lambda" => made("lambda", format!("function:{}", given?)),
        "ecr" => made(
            "ecr",
            format!("repository/{}", command.option("repository-name")?),
        ),
        "efs" => made(
            "elasticfilesystem",
            format!("file-system/{}", command.option("file-system-id")?),
        ),
        _ => None,
    }
}

/// The resource that all statements are about, if they agree but for what is inside it.
fn of_statements(paste: &Paste<'_>, node: &Node<'_>) -> Option<String> {
    let inner = evidence::string_layer(paste.layer, node)?;
    let parsed = iam_core::json::parse(inner.text());
    let root = parsed.root.as_ref()?;
    let mut found: Option<String> = None;
    for statement in list_at(root, &["Statement"]) {
        let resource = statement.get("Resource")?;
        let texts: Vec<&str> = match resource.as_str() {
            Some(text) => vec![text],
            None => resource
                .as_array()?
                .iter()
                .filter_map(Node::as_str)
                .collect(),
        };
        for text in texts {
            let text = text.strip_suffix("/*").unwrap_or(text);
            if text.contains(['*', '?']) || !text.starts_with("arn:") {
                return None;
            }
            match &found {
                Some(known) if known != text => return None,
                _ => found = Some(text.to_owned()),
            }
        }
    }
    found
}

pub(crate) fn test_endpoints(paste: &Paste<'_>) -> Option<String> {
    list_at(paste.root?, &["VpcEndpoints"])
        .iter()
        .any(|endpoint| endpoint.get("PolicyDocument").is_some())
        .then(|| "`VpcEndpoints` with `PolicyDocument`".to_owned())
}

pub(crate) fn read_endpoints(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    let kind = MissingKind::Policy(PolicyType::VpcEndpoint);
    reader.not_missing(kind, "");
    for endpoint in list_at(root, &["VpcEndpoints"]) {
        let (Some(document), Some(id)) = (
            endpoint.get("PolicyDocument"),
            text_at(endpoint, &["VpcEndpointId"]),
        ) else {
            continue;
        };
        policies::add(
            paste.layer,
            document,
            Known {
                name: format!("Policy of {id}"),
                kind: PolicyType::VpcEndpoint,
                reason: "the policy of a VPC endpoint".to_owned(),
                attached_to: vec![id.to_owned()],
                id: None,
            },
            reader,
        );
    }
}
